"""Backtracking: how many steps a pattern may take, by its structure alone.

An engine that goes back tries every way in which the parts of a pattern can share a text. Here the ways
are counted, and rather too many than too few: a part has several where what follows it may begin with
what it takes itself. So a pattern is judged alike on every machine, whatever the texts.

A set of characters is an integer with a bit for each character of the basic plane; all beyond share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from math import inf
from operator import or_
from typing import Any

from gialint.checking.patterns.tree import (
    LOOKING,
    REPEATS,
    Node,
    all_may_be_empty,
    begins_broadly,
    begins_text,
    may_be_empty,
    parts_of,
    tree,
)
from gialint.model import Text, parser_error
from gialint.records import NamedTuple
from gialint.sources.misfits import Misfit
from gialint.understanding.flattened import LONGEST

BEYOND = 0x10000
ALL = (1 << BEYOND + 1) - 1
LINE_END = 1 << ord("\n")

_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}

DIGITS = sum(1 << ord(digit) for digit in "0123456789０１２３４５６７８９")

ENDLESS = 2**31
"""From how many repetitions on an engine counts none."""

MANY = 64
"""Repetitions of what is open to several readings that are as bad as any number."""

MOST_STEPS = 20_000
"""Steps that a pattern may take for each character of a text: some 10 µs, where a text is made for it."""

MOST_ONCE = 1_000_000
"""Steps that a pattern may take for a text in which it can only begin at the beginning."""

LONGEST_NAME = 100

MOST_OF_NAME = 10**9
"""Steps that a pattern may take for a name that it must fit as a whole; in a hundred characters few do."""

_BACK = ("GROUPREF", "GROUPREF_EXISTS")
_ZERO_WIDTH = ("AT", *LOOKING)

Guards = tuple["int | tuple[Guards, ...]", ...]
"""Sets of characters, one of each of which stands before; for a choice what stands before in each case."""


class _Cost(NamedTuple):
    """In how many ways a part can match from one place, and in how many steps all of them are tried.

    Of these ``fixed`` do not grow with the text. ``guards`` is what stands before the next part then.
    """

    ways: float
    steps: float
    fixed: float
    guards: Guards = ()


def pattern_misfit(pattern: str, of_name: bool = False) -> Misfit | None:
    """Return what is wrong with a pattern by itself; names have ``LONGEST_NAME`` characters at most."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        why = parser_error(error.msg)
        said = Text(f"正则表达式有误：{why.zh}", f"not a regular expression: {why.en}")
        return Misfit((), said, offset=error.pos or 0)
    if compiled.search(""):
        return Misfit(
            (),
            Text("这个模式什么都不要也能匹配", "this pattern matches the empty text, and so everywhere"),
            hint=Text("至少要有一个必须出现的字。", "Make it require at least one character."),
        )
    parts = tree(pattern)
    if not (of_name or begins_text(parts)) and begins_broadly(parts):
        return Misfit(
            (),
            Text("模式不能以长短不定的任意文字开头", "a pattern must not begin with .* or the like"),
            hint=Text(
                "去掉开头的部分，从一个确定的字开始写；前面的文字可用 unless 或 (?<=…) 限制。",
                "Begin with a definite character; unless and (?<=…) can refer to what is before it.",
            ),
        )
    if _is_slow(pattern, of_name):
        return Misfit(
            (),
            Text(
                "这个模式遇到某些文字会极慢（反复回溯）", "this pattern backtracks, and is slow on some texts"
            ),
            hint=Text(
                "不要在重复里再套重复，并给重复次数加上限，如 {0,20}；或者用 ++、{m,n}+ 不再退回。",
                "Repeat nothing that repeats, bound every repetition, as {0,20}, or make it possessive (++).",
            ),
        )
    return None


def most_steps(pattern: str | bytes, stretch: float, *, doubted: bool = True, flags: int = 0) -> float:
    """Return how many steps a search may take for each character of a text; raises ``re.error``.

    A match may be ``doubted`` when it is complete, as ``fullmatch`` does.

    ``stretch`` is the length of the longest text that is searched, and so of any run without bound.
    A run with which a match is complete, or that begins behind a character which it does not take itself
    (``《[^《》]+``), is gone over but once in all of a text: each of its characters pays for itself.
    """
    counter = _Counter(re.compile(pattern, flags).flags, stretch, matching=not doubted)
    return counter.sequence(tree(pattern, flags), ALL if doubted else None, ()).steps


def takes_digits(nodes: Iterable[Node]) -> bool:
    """Tell whether a match may take in a digit; what is only looked at does not count."""
    return any(
        name not in LOOKING
        and ((characters_of(name, given, 0) or 0) & DIGITS or any(map(takes_digits, parts_of(name, given))))
        for name, given in nodes
    )


def _is_slow(pattern: str, of_name: bool) -> bool:
    """Tell whether some text, or name, makes a pattern go back far too often, by its structure alone."""
    if of_name:
        return most_steps(pattern, LONGEST_NAME) * LONGEST_NAME > MOST_OF_NAME / 10
    searched = most_steps(pattern, LONGEST, doubted=False)
    most = MOST_ONCE if begins_text(tree(pattern)) and not re.compile(pattern).flags & re.M else MOST_STEPS
    return searched > most or most_steps(pattern, LONGEST_NAME) > MOST_OF_NAME


class _Counter(NamedTuple):
    """Counts the steps of parts; ``matching`` tells that what they take, the whole pattern takes."""

    flags: int
    stretch: float
    matching: bool

    def sequence(self, nodes: Sequence[Node], follow: int | None, guards: Guards) -> _Cost:
        """Return what parts cost one after the other.

        ``follow`` is with which characters the text must go on behind them, none where any will do.
        """
        follows = [follow]
        for node in reversed(nodes):
            follows.append(self._before(node, follows[-1]))
        ways, steps, fixed = 1.0, 0.0, 0.0
        for node, behind in zip(nodes, follows[-2::-1], strict=True):
            cost = self._part(*node, behind, guards)
            steps += ways * cost.steps
            fixed += ways * cost.fixed
            ways *= cost.ways
            guards = cost.guards
        return _Cost(ways, max(steps, 1), max(fixed, 1), guards)

    def _before(self, node: Node, follow: int | None) -> int | None:
        """Return with which characters a part and what follows may begin; none where anything will do."""
        name, given = node
        if name in _ZERO_WIDTH:
            if name == "ASSERT" and given[0] > 0 and not all_may_be_empty(part := parts_of(name, given)[0]):
                return self._firsts(part)
            if follow is not None:
                return follow
            return LINE_END if name == "AT" and given.name.startswith("AT_END") else ALL
        if not may_be_empty(name, given):
            return self._first(node)
        if name in _BACK:
            return ALL
        # What takes nothing may look at what comes, and fail.
        within = [
            reduce(lambda after, each: self._before(each, after), reversed(part), follow)
            for part in parts_of(name, given)
        ]
        if name in REPEATS and given[0] == 0:
            within.append(follow)
        return None if None in within else reduce(or_, within)

    def _part(self, name: str, given: Any, follow: int | None, guards: Guards) -> _Cost:
        taken = characters_of(name, given, self.flags)
        if taken is not None:
            return _Cost(1, 1, 1, (*guards, taken))
        if name in REPEATS:
            return self._repeat(name, given, follow, guards)
        if name == "SUBPATTERN":
            counter = self._replace(flags=(self.flags | given[1]) & ~given[2])
            return counter.sequence(parts_of(name, given)[0], follow, guards)
        if name == "ATOMIC_GROUP":
            inside = self._replace(matching=self.matching and follow is None)
            return inside.sequence(parts_of(name, given)[0], None, guards)._replace(ways=1)
        if name == "BRANCH":
            return self._branch(parts_of(name, given), follow, guards)
        if name in _BACK:
            costs = [_Cost(1, 1, 1), *(self.sequence(part, ALL, ()) for part in parts_of(name, given))]
            ways = max(cost.ways for cost in costs)
            return _Cost(ways, sum(cost.steps for cost in costs), sum(cost.fixed for cost in costs))
        return self._looked(name, given, guards)

    def _looked(self, name: str, given: Any, guards: Guards) -> _Cost:
        """Return the cost of what takes nothing, and what it demands of the characters before."""
        if name == "AT":
            if not given.name.startswith("AT_BEGINNING"):
                return _Cost(1, 1, 1, guards)
            lines = given.name == "AT_BEGINNING" and self.flags & re.MULTILINE
            return _Cost(1, 1, 1, (*guards, LINE_END if lines else 0))
        if name == "FAILURE":  # ``(?!)``, as Python 3.13 reads it
            return _Cost(1, 1, 1, guards)
        part = parts_of(name, given)[0]
        cost = self._replace(matching=False).sequence(part, None, guards)._replace(ways=1)
        taken = characters_of(*part[0], self.flags) if len(part) == 1 and given[0] < 0 else None
        if taken is None:
            return cost._replace(guards=guards)
        return cost._replace(guards=(*guards, taken if name == "ASSERT" else ALL & ~taken))

    def _repeat(self, name: str, given: Any, follow: int | None, guards: Guards) -> _Cost:
        least, most = given[0], given[1]
        [body] = parts_of(name, given)
        first = self._firsts(body)
        again = follow if most == 1 or (follow is None and least < 2) else (follow or 0) | first
        done = follow is None and self.matching
        kept = name == "POSSESSIVE_REPEAT"
        inner = self._replace(matching=done).sequence(body, None if kept else again, guards)
        endless = most >= ENDLESS
        once = endless and (done or _guarded(self._takes(body), guards))
        times = 1 if once else self.stretch if endless else most
        behind = inner.guards if least else guards
        # However a run is parted, all of its repetitions together take each character once.
        steps = times * inner.fixed + inner.steps if endless else most * inner.steps
        fixed = inner.fixed if endless else most * inner.fixed
        if kept or follow is None:
            return _Cost(1, steps, fixed, behind)
        ways = max(inner.ways, 2) if most > 1 and all_may_be_empty(body) else inner.ways
        if ways > 1 and most == 1:
            return _Cost(ways + (not least), steps, fixed, behind)
        if ways > 1:
            ways = ways ** min(most, MANY) if ways < 10_000 else inf
            return _Cost(ways, ways * steps, ways * fixed, behind)
        if not follow & first:
            return _Cost(1, steps, fixed, behind)
        # Each end of a run that is gone over but once is tried with it.
        choices = 1 if once else times - least + 1
        return _Cost(choices, steps + choices, fixed + choices, () if endless else behind)

    def _branch(self, branches: Sequence[Sequence[Node]], follow: int | None, guards: Guards) -> _Cost:
        costs = [self.sequence(branch, follow, guards) for branch in branches]
        heads = [self._head(branch) for branch in branches]
        # Of those branches that the same text may begin with, each is a way.
        ways = max(
            sum(
                cost.ways
                for cost, other in zip(costs, heads, strict=True)
                if all(first & second for first, second in zip(head, other, strict=False))
            )
            for head in heads
        )
        steps, fixed = sum(cost.steps for cost in costs), sum(cost.fixed for cost in costs)
        return _Cost(
            1 if follow is None else ways, steps, fixed, (*guards, tuple(cost.guards for cost in costs))
        )

    def _head(self, nodes: Sequence[Node]) -> list[int]:
        """Return what each of the first characters must be, as far as nothing else is possible."""
        head: list[int] = []
        for node in nodes:
            taken = characters_of(*node, self.flags)
            if taken is None and not may_be_empty(*node):
                head.append(self._first(node))
            if taken is None:
                break
            head.append(taken)
        return head

    def _firsts(self, nodes: Sequence[Node]) -> int:
        first = 0
        for node in nodes:
            first |= self._first(node)
            if not may_be_empty(*node):
                break
        return first

    def _first(self, node: Node) -> int:
        """Return with which characters a part may begin."""
        return self._characters(node, self._firsts)

    def _takes(self, nodes: Sequence[Node]) -> int:
        """Return all characters that parts may take."""
        return reduce(or_, (self._characters(node, self._takes) for node in nodes), 0)

    def _characters(self, node: Node, of: Any) -> int:
        name, given = node
        taken = characters_of(name, given, self.flags)
        if taken is not None:
            return taken
        if name in _BACK:
            return ALL
        return 0 if name in _ZERO_WIDTH else reduce(or_, map(of, parts_of(name, given)), 0)


def _guarded(taken: int, guards: Guards) -> bool:
    """Tell whether a run begins behind a character that is none of its own."""
    return any(
        guard & taken == 0 if isinstance(guard, int) else all(_guarded(taken, each) for each in guard)
        for guard in guards
    )


def characters_of(name: str, given: Any, flags: int) -> int | None:
    """Return the characters that a part of a pattern takes one of; none where it is no such part."""
    if name == "LITERAL":
        return _cased(_character(given), flags)
    if name == "NOT_LITERAL":
        return ALL & ~_cased(_character(given), flags)
    if name == "ANY":
        return ALL if flags & re.DOTALL else ALL & ~LINE_END
    if name == "IN":
        return _cased(_class(given), flags)
    return None


def _class(given: Iterable[tuple[Any, Any]]) -> int:
    held, barred = 0, False
    for operation, what in given:
        if operation.name == "NEGATE":
            barred = True
        elif operation.name == "LITERAL":
            held |= _character(what)
        elif operation.name == "RANGE":
            held |= _range(*what)
        else:
            held |= _category(what.name.removeprefix("CATEGORY_"))
    return ALL & ~held if barred else held


def _character(code: int) -> int:
    return 1 << min(code, BEYOND)


def _range(first: int, last: int) -> int:
    first, last = min(first, BEYOND), min(last, BEYOND)
    return ((1 << last - first + 1) - 1) << first


def _cased(held: int, flags: int) -> int:
    """Take in the other case of each letter, where case does not count."""
    if not flags & re.IGNORECASE:
        return held
    for code in range(0x250):
        if held >> code & 1:
            for other in (chr(code).lower(), chr(code).upper()):
                held |= _character(ord(other[0]))
    return held


@cache
def _category(name: str) -> int:
    barred = name.startswith("NOT_")
    every = "".join(map(chr, range(BEYOND)))
    runs = re.finditer(f"{_CATEGORIES[name.removeprefix('NOT_')]}+", every)
    held = sum(_range(run.start(), run.end() - 1) for run in runs)
    held |= (name.removeprefix("NOT_") != "SPACE") << BEYOND
    return ALL & ~held | barred << BEYOND if barred else held
