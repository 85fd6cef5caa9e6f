"""Which figure is wrong: the cell, the sentence, or the cells of one row, that alone explain all breaches.

After Fellegi and Holt: the fewest figures that must be others for everything to hold. Where several would
do, none is named; so an innocent cell never is, unless several wrong ones conspire.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import chain, pairwise

from gialint.checking.equations import Breach, Equations, cells_of
from gialint.checking.messages import plain, put
from gialint.model import Claim, Fact, Facts, Text
from gialint.records import NamedTuple

LEAST_OF_CELL = 2
"""Breaches that show which cell is wrong: one alone could be mended in any of its cells."""
PAIR = 2
"""Breaches that a figure in its neighbour's cell makes."""
LEAST_OF_SHIFT = 3
"""Breaches that show that a row is shifted where its own sum does not."""

Values = Mapping[str, Decimal]

EXCHANGED = Text("像是相邻两位数字写颠倒了", "two neighbouring digits seem to be swapped")
DROPPED = Text("像是少写了一位数字 {digit}", "a digit {digit} seems to be missing")
DOUBLED = Text("像是数字 {digit} 写了两遍", "the digit {digit} seems to be written twice")
ADDED = Text("像是多写了一位数字 {digit}", "an extra digit {digit} seems to be written")
MISTAKEN = Text("像是一位数字写错：{right} 写成了 {digit}", "one digit seems wrong: {digit} for {right}")
BESIDE = Text(
    "两处一多一少，相差的数相等：像是有数填进了旁边的格，或者相邻两格填反了，请逐行逐列核对",
    "one is too large by as much as the other is too small: a figure seems to be in the cell next"
    " to its own, or two "
    "neighbours seem to be swapped; check line by line",
)
SHIFTED = Text("这几格的数像是整体错了一格", "the figures seem to be one cell away from their own")
SWAPPED = Text("相邻两格像是填反了", "two neighbouring cells seem to be swapped")
SPLIT = Text("像是一个数拆进了相邻两格", "one figure seems to be split over two neighbouring cells")
JOINED = Text(
    "像是相邻两格的数写进了一格", "the figures of two neighbouring cells seem to be written into one"
)

TOTALS = Text(
    "像是第一格写错，其余是由它加出来的合计", "the first seems wrong, the others are totals added up from it"
)


class Suspect(NamedTuple):
    """What alone explains some breaches: cells with the figures they should have, or a sentence.

    ``slip`` is how it came to be written, where that can be told: it alone, where its place cannot.
    ``borne`` counts the equations that bear out what a sentence contradicts.
    """

    values: Values
    claim: Claim | None = None
    slip: Text | None = None
    borne: int = 0


def suspect(equations: Equations, breaches: Sequence[Breach]) -> Suspect | None:
    """Return the one wrong figure that explains all these breaches, else the one slip in a row or column."""
    deltas = {breach.delta for breach in breaches if breach.delta}
    found = [*_cells(equations, breaches, deltas), *_sentences(equations, breaches, deltas)]
    if not found and len(breaches) > 1:
        found = [*_with_totals(equations, breaches), *_slips_in_lines(equations, breaches, deltas)]
        if not found and _beside(equations, breaches):
            return Suspect({}, None, BESIDE)
    return found[0] if len(found) == 1 else None


def _cells(equations: Equations, breaches: Sequence[Breach], deltas: Iterable[Decimal]) -> Iterator[Suspect]:
    if len(breaches) < LEAST_OF_CELL:
        return
    shared = frozenset.intersection(*(breach.equation.cells for breach in breaches))
    for path in sorted(shared):
        fact = equations.facts[path]
        if fact.value is None or fact.place is None:
            continue
        for value in _others(fact.value, deltas):
            if equations.mends(breaches, {path: value}):
                yield Suspect({path: value}, None, miswritten(fact.value, value))


def sharing_totals(equations: Equations, groups: Sequence[list[Breach]]) -> list[list[Breach]]:
    """Return the groups, those joined that one cell with its totals explains; where several would, none.

    A total is a figure of its own, so what breaks because of it need not read the cell that is wrong.
    """
    found: dict[tuple[int, ...], set[str]] = {}
    for paths in _with_their_totals(equations, chain.from_iterable(groups)) if len(groups) > 1 else ():
        near = tuple(at for at, group in enumerate(groups) if _rest_on(group, paths))
        breaches = [breach for at in near for breach in groups[at]]
        if len(near) > 1 and _raised(equations, breaches, paths):
            found.setdefault(near, set()).add(paths[0])
    most = max(map(len, found), default=0)
    widest = [near for near in found if len(near) == most]
    if len(widest) != 1 or len(found[widest[0]]) != 1:
        return list(groups)
    joined = [breach for at in widest[0] for breach in groups[at]]
    return [joined, *(group for at, group in enumerate(groups) if at not in widest[0])]


def _with_totals(equations: Equations, breaches: Sequence[Breach]) -> Iterator[Suspect]:
    """Yield a cell with the totals that were added up from it, which are wrong by as much."""
    for paths in _with_their_totals(equations, breaches):
        if _rest_on(breaches, paths):
            yield from (Suspect(values, slip=TOTALS) for values in _raised(equations, breaches, paths))


def _with_their_totals(equations: Equations, breaches: Iterable[Breach]) -> Iterator[list[str]]:
    """Yield the cells that a sentence contradicts, or parts of them, each with the totals above it.

    Only where a sentence bears it out: in a table alone a cell with its total is as like to be right.
    """
    stated = (each.equation.cells for each in breaches if each.equation.binding.claims)
    cells = frozenset[str]().union(*stated)
    for path in sorted(cells.union(equations.parts(cells))):
        if len(paths := equations.added_up(path)) > 1:
            yield paths


def _rest_on(breaches: Iterable[Breach], paths: Sequence[str]) -> bool:
    return not any(each.equation.cells.isdisjoint(paths) for each in breaches)


def _raised(equations: Equations, breaches: Sequence[Breach], paths: Sequence[str]) -> list[Values]:
    """Return the figures of some cells, all raised or lowered by as much, with which the breaches hold."""
    figures = [(path, value) for path in paths if (value := equations.facts[path].value) is not None]
    if len(figures) < len(paths):
        return []
    deltas = {breach.delta for breach in breaches if breach.delta}
    several = ({path: value + by for path, value in figures} for delta in deltas for by in (delta, -delta))
    return [each for each in several if min(each.values()) >= 0 and equations.mends(breaches, each)]


def _sentences(
    equations: Equations, breaches: Sequence[Breach], deltas: Iterable[Decimal]
) -> Iterator[Suspect]:
    first, *others = (breach.equation.binding.claims for breach in breaches)
    for claim in first:
        borne = 0 if claim.doubtful else _borne_out(equations, claim)
        if borne and all(claim in each for each in others):
            for value in _others(claim.value, deltas):
                if equations.mends_claim(breaches, claim, value):
                    yield Suspect({}, claim, miswritten(claim.value, value), borne)


def _borne_out(equations: Equations, claim: Claim) -> int:
    """Return how many equations among cells would break if a sentence were right; 0 bears nothing out."""
    fact = equations.facts[claim.path]
    if not fact.figure:
        return 0
    broken: set[int] = set()
    for path in dict.fromkeys(cells_of(equations.facts, [fact])):
        value = equations.facts[path].value
        if value is None:
            return 0
        breaks = equations.breaks(path, value + claim.value - fact.figure)
        if not breaks:
            return 0
        broken |= breaks
    return len(broken)


def _slips_in_lines(
    equations: Equations, breaches: Sequence[Breach], deltas: Iterable[Decimal]
) -> Iterator[Suspect]:
    told: list[Values] = []
    cells = [breach.equation.cells for breach in breaches]
    for line in _lines(equations.facts):
        figures = [(fact.path, fact.value) for fact in line]
        paths = {fact.path for fact in line}
        if any(each.isdisjoint(paths) for each in cells):
            continue
        for values, slip in _rewritten(line, deltas):
            changed = {path: values[path] for path, was in figures if values.get(path, was) != was}
            if len(changed) < 2 or changed in told or not _pinned(cells, changed.keys(), slip):
                continue
            if equations.mends(breaches, changed):
                told.append(changed)
                yield Suspect(changed, None, slip)


def _beside(equations: Equations, breaches: Sequence[Breach]) -> bool:
    """Tell whether one sum has too many and another as much too few, and two neighbours explain both.

    As every row may have such neighbours, none is named.
    """
    deltas = {breach.delta for breach in breaches}
    if len(breaches) != PAIR or len(deltas) > 1 or breaches[0].finding is not breaches[1].finding:
        return False
    (delta,), (one, other) = deltas, (breach.equation.cells for breach in breaches)
    for line in _lines(equations.facts):
        for left, right in pairwise(line):
            apart = (left.path in one and right.path in other) or (left.path in other and right.path in one)
            if apart and delta and _moved(equations, breaches, left, right, delta):
                return True
    return False


def _moved(equations: Equations, breaches: Sequence[Breach], left: Fact, right: Fact, delta: Decimal) -> bool:
    """Tell whether as much less in one cell and more in the other makes all hold, either way round."""
    for less, more in ((left, right), (right, left)):
        if less.value is not None and more.value is not None and less.value >= delta:
            values = {less.path: less.value - delta, more.path: more.value + delta}
            if equations.mends(breaches, values):
                return True
    return False


def _pinned(cells: Sequence[frozenset[str]], changed: Set[str], slip: Text) -> bool:
    """Tell whether the breaches show which line it is: two columns alone might owe it to any row."""
    return not any(each.isdisjoint(changed) for each in cells) and (
        any(changed <= each for each in cells) or (slip is SHIFTED and len(cells) >= LEAST_OF_SHIFT)
    )


def _lines(facts: Facts) -> Iterator[list[Fact]]:
    """Yield the figures of each row, and of each column, in the order in which they stand."""
    lines: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts.stated():
        if fact.value is not None and fact.place is not None:
            row, _, column = fact.path.rpartition(".")
            lines.setdefault((row,), []).append(fact)
            lines.setdefault((fact.path.partition(".")[0], column), []).append(fact)
    for line in lines.values():
        if len(line) > 1:
            yield sorted(line, key=lambda fact: fact.place.start if fact.place else 0)


def _rewritten(line: Sequence[Fact], deltas: Iterable[Decimal]) -> Iterator[tuple[Values, Text]]:
    """Yield what a line would be without a slip that concerns several of its cells."""
    for one, other in pairwise(line):
        first, second = one.value, other.value
        assert first is not None
        assert second is not None
        yield {one.path: second, other.path: first}, SWAPPED
        digits = plain(first)
        if digits.isdigit() and plain(second).isdigit():
            for rest in {Decimal(0), *_others(second, deltas)}:
                yield {one.path: Decimal(digits + plain(second)), other.path: rest}, SPLIT
            for at in range(1, len(digits)):
                yield {one.path: Decimal(digits[:at]), other.path: Decimal(digits[at:])}, JOINED
    for part in (line, line[:-1]):
        if len(part) > LEAST_OF_SHIFT:
            yield from _unshifted(part, deltas)


def _unshifted(line: Sequence[Fact], deltas: Iterable[Decimal]) -> Iterator[tuple[Values, Text]]:
    paths = [fact.path for fact in line]
    figures = [fact.value for fact in line if fact.value is not None]
    for lost in {figures[-1], *_others(figures[-1], deltas)}:
        yield dict(zip(paths, [*figures[1:], lost], strict=True)), SHIFTED
    for lost in {figures[0], *_others(figures[0], deltas)}:
        yield dict(zip(paths, [lost, *figures[:-1]], strict=True)), SHIFTED


def _others(value: Decimal, deltas: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield the figures that differ from one by as much as the sides of a breach do; none is below 0."""
    for delta in deltas:
        yield value + delta
        if value >= delta:
            yield value - delta


def miswritten(written: Decimal, right: Decimal) -> Text | None:
    """Return how a figure came to be written for another, if one slip of the pen tells it."""
    if written != written.to_integral_value() or right != right.to_integral_value():
        return None
    if min(written, right) < 0 or max(written, right) < 10:
        return None  # Of figures of one digit each may stand for any other.
    wrong, meant = str(int(written)), str(int(right))
    if len(wrong) == len(meant):
        apart = [at for at, digit in enumerate(wrong) if digit != meant[at]]
        if len(apart) == 1:
            return put(MISTAKEN, digit=wrong[apart[0]], right=meant[apart[0]])
        neighbours = len(apart) == 2 and apart[1] - apart[0] == 1
        swapped = neighbours and [wrong[at] for at in apart] == [meant[at] for at in reversed(apart)]
        return EXCHANGED if swapped else None
    longer, shorter = max(wrong, meant, key=len), min(wrong, meant, key=len)
    gone = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    if not gone:
        return None
    if longer == meant:
        return put(DROPPED, digit=meant[gone[0]])
    # Of a digit that is written twice, either may go.
    return put(DOUBLED if len(gone) > 1 else ADDED, digit=wrong[gone[0]])
