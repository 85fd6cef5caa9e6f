"""The expression language: assertions over facts in a strict subset of Python's syntax.

``requests.new[column] + requests.carried_in[column] == requests.closed[column]``. Numbers,
text, ``+ - * /``, one comparison, ``and or not``, fact paths, names bound by ``each``,
``sum(… for name in set)`` and a handful of functions; nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from gialint.checking.language.nodes import Node, Path, Teller
from gialint.checking.language.scope import Scope
from gialint.checking.language.truth import delta
from gialint.checking.messages import BECOMES_ZERO, joined, label, member_label, plain, put
from gialint.model import Claim, Fact, Facts, Text
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from gialint.checking.language.parse import Names

Bindings = Mapping[str, str | Claim]
"""What ``each`` bound: a member of a set (a path part), or a claim."""

_NONE: Bindings = {}


class Verdict(NamedTuple):
    """What an expression came to: true, false, or none for unknown.

    Unless true, ``reads`` are the facts and claims it read, in order, each once, and
    ``missing`` those of them that had no figure to give. ``assumed`` tells that it is false
    only once blanks inside ``or_zero`` or ``or_any`` are counted as 0.
    """

    truth: bool | None
    reads: tuple[Fact | Claim, ...] = ()
    missing: tuple[Fact | Claim, ...] = ()
    assumed: bool = False


HOLDS = Verdict(True)


class Expression(NamedTuple):
    """A compiled expression: its tree, and the column of every name mentioned in it."""

    source: str
    root: Node
    mentions: tuple[tuple[Path, int], ...]
    assumes: bool = False

    def judge(self, facts: Facts, bindings: Bindings = _NONE) -> Verdict:
        """Evaluate over a report's facts; reads are recorded only when the verdict is not true."""
        read = facts.__getitem__
        if self.root.run(Scope(read, read, dict(bindings), facts.sets)):
            return HOLDS
        return self.weigh(facts, bindings)

    def weigh(self, facts: Facts, bindings: Bindings = _NONE) -> Verdict:
        """Evaluate as ``judge`` does, with what was read recorded whatever the verdict is."""
        read = facts.__getitem__
        verdict = self._recorded(facts, bindings, assume=False)
        if verdict.truth is None and self.assumes:
            scope = Scope(read, read, dict(bindings), facts.sets, assume=True)
            if self.root.run(scope) is False:
                return self._recorded(facts, bindings, assume=True)
        return verdict

    def _recorded(self, facts: Facts, bindings: Bindings, assume: bool) -> Verdict:
        record = _Record(facts)
        scope = Scope(record.fact, record.look, dict(bindings), facts.sets, record.claim, assume)
        truth = self.root.run(scope)
        missing = tuple(record.missing.values()) if truth is None else ()
        return Verdict(truth, tuple(record.reads.values()), missing, assume and truth is False)


class Reckoned(NamedTuple):
    """What a formula comes to, and its working; without a value ``missing`` are the facts that lack one."""

    value: Decimal | None
    words: Text
    missing: tuple[Fact, ...] = ()


class Formula(NamedTuple):
    """A compiled expression that comes to a figure: its tree, and the column of every name in it."""

    source: str
    root: Node
    mentions: tuple[tuple[Path, int], ...]

    def reckon(self, facts: Facts) -> Reckoned:
        """Return what it comes to with the figures that were read; none that others determine is put in."""
        missing: dict[str, Fact] = {}

        def read(path: str) -> Fact:
            fact = facts[path]
            if fact.value is None:
                missing.update({each.path: each for each in fact.parts or [fact] if each.value is None})
            return fact._replace(due=None)

        scope = Scope(read, read, {}, facts.sets)
        value = self.root.run(scope)
        if value is None:
            return Reckoned(None, Text(""), tuple(missing.values()))
        return Reckoned(value, self._spelled(facts, lambda fact: f" {plain(fact.value)}"))

    def in_words(self, known: Facts) -> Text:
        """Return it with the form's words for its names (予以公开 + 部分公开)."""
        return self._spelled(known, lambda _: "")

    def _spelled(self, facts: Facts, behind: Callable[[Fact], str]) -> Text:
        """Return it in words, with something ``behind`` each name."""
        texts = []
        for language in ("zh", "en"):
            text = self.source
            for path, column in sorted(self.mentions, key=lambda each: -each[1]):
                name = path.dotted
                if text.startswith(name, column):
                    said = label(facts, name).in_language(language) + behind(facts[name])
                    text = text[:column] + said + text[column + len(name) :]
            for written, sign in ((" * ", " × "), (" / ", " ÷ "), (" - ", " − ")):
                text = text.replace(written, sign)
            texts.append(text)
        return Text(*texts)


class Unknown(NamedTuple):
    """A name that no edition knows: the name, its 0-based column, and the nearest known one."""

    name: str
    column: int
    near: str | None


def compile_expression(source: str, names: Names | None = None) -> Expression:
    """Compile an assertion; ``names`` are bound by ``each`` or set by options. Raises ExpressionError."""
    from gialint.checking.language.parse import ExpressionError, parse

    parsed = parse(source, names)
    if parsed.root.kind != "truth":
        zh = "这不是判断：要用 ==、<= 等比较两边"
        raise ExpressionError(Text(zh, "this is not an assertion: compare two sides with ==, <= …"))
    return Expression(source, parsed.root, parsed.mentions, parsed.assumes)


def compile_formula(source: str) -> Formula:
    """Compile an expression that comes to a figure; raises ExpressionError."""
    from gialint.checking.language.parse import ExpressionError, parse

    parsed = parse(source)
    if parsed.root.kind not in ("number", "fact"):
        raise ExpressionError(
            Text("这里应是一个算式，不是判断", "a formula is expected here, not an assertion")
        )
    return Formula(source, parsed.root, parsed.mentions)


def unknown_names(expression: Expression | Formula, known: Collection[str]) -> list[Unknown]:
    """Return the fact paths and sets of an expression that are not among the known names."""
    return [
        Unknown(path.dotted, column, did_you_mean(path.dotted, known))
        for path, column in expression.mentions
        if not is_known(path, known)
    ]


def is_known(path: Path, known: Collection[str]) -> bool:
    """Tell whether a known name fits a path; a bound name in it may stand for one part or more."""
    if path.dotted in known:
        return True
    parts = [re.escape(part) if isinstance(part, str) else ".+" for part in path.parts]
    pattern = re.compile(r"\.".join(parts))
    return ".+" in parts and any(map(pattern.fullmatch, known))


class _Record:
    """Remembers what is read, in order, each once, and what of it had no figure."""

    __slots__ = ("_facts", "missing", "reads")

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.reads: dict[str | Claim, Fact | Claim] = {}
        self.missing: dict[str | Claim, Fact | Claim] = {}

    def look(self, path: str) -> Fact:
        fact = self._facts[path]
        self.reads[fact.path] = fact
        return fact

    def fact(self, path: str) -> Fact:
        fact = self._facts[path]
        self.reads[fact.path] = fact
        if fact.figure is None:
            self.missing[fact.path] = fact
        return fact

    def claim(self, claim: Claim, in_vain: bool) -> None:
        self.reads[claim] = claim
        if in_vain:
            self.missing[claim] = claim


class Working(NamedTuple):
    """The arithmetic of one violation: ``prefix`` names the bound members (自然人), if there are any.

    ``values`` are ``left``, ``right`` and, of figures, ``delta``.
    """

    words: Text
    prefix: Text | None = None
    values: Mapping[str, str] = {}


def spell_out(
    expression: Expression, facts: Facts, bindings: Bindings, sets: Mapping[str, str], assumed: bool
) -> Working:
    """Tell why an expression is false under bindings; ``sets`` says of which set each name is a member."""
    read = facts.__getitem__
    scope = Scope(read, read, dict(bindings), facts.sets, assume=assumed)
    teller = Teller(facts, scope, sets, frozenset(sets))
    failures = list(expression.root.failures(scope))
    words = joined((failure.why_false(teller) for failure in failures), Text("；", "; "))
    members = ((name, bindings[bound]) for bound, name in sets.items())
    labels = [member_label(facts, name, value) for name, value in members if isinstance(value, str)]
    prefix = joined(labels, Text("、", ", ")) if labels else None
    if prefix:
        words = put(Text("{prefix}：{words}", "{prefix}: {words}"), prefix=prefix, words=words)
    if assumed:
        words = joined([words, BECOMES_ZERO], Text(""))
    pairs = (failure.pair(scope) for failure in failures)
    left, right = next(filter(None, pairs), (None, None))
    values = {} if left is None else {"left": plain(left), "right": plain(right), "delta": delta(left, right)}
    return Working(words, prefix, {name: value for name, value in values.items() if value or name != "delta"})
