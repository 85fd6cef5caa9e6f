"""Counts of one paragraph that differ from the table and agree with each other: one slip, told once.

A request counted as closed that is carried over, two outcomes exchanged, a total and its part each one too
many: put into the table all together, such counts leave a sum of the form as sound as it was; each of them
alone would break it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from gialint.checking.equations import Breach, Equation, Equations, cells_of
from gialint.model import Claim, Fact
from gialint.records import NamedTuple

MOST = 12
"""Counts of one paragraph that are looked at together; a slip moves two or three."""


class _Gap(NamedTuple):
    """What one count of a paragraph is more than the cells it is of (gap), and the breaches that say so."""

    breaches: list[Breach]
    claim: Claim
    gap: Decimal
    cells: frozenset[str]


def opposite(
    equations: Equations, groups: Sequence[list[Breach]]
) -> tuple[list[list[Breach]], list[list[Breach]]]:
    """Return the breaches whose gaps make up for each other, joined, and what stays of the groups."""
    paragraphs: dict[str, list[_Gap]] = {}
    for group in groups:
        for gap in _gaps(equations, group):
            paragraphs.setdefault(gap.claim.place.address, []).append(gap)
    agreeing = [
        [breach for gap in together for breach in gap.breaches]
        for gaps in paragraphs.values()
        if 1 < len(gaps) <= MOST
        for together in _sets(equations, gaps)
    ]
    joined = {id(breach) for group in agreeing for breach in group}
    apart = ([breach for breach in group if id(breach) not in joined] for group in groups)
    return agreeing, [group for group in apart if group]


def _gaps(equations: Equations, group: Sequence[Breach]) -> list[_Gap]:
    """Return the gaps of the counts that a group is of; one that may be of other cells has no one gap."""
    gaps: dict[tuple[str, Decimal], _Gap] = {}
    for breach in group:
        claims = breach.equation.binding.claims
        if len(claims) != 1 or claims[0].op != "=" or claims[0].alternatives:
            continue
        claim, fact = claims[0], equations.facts[claims[0].path]
        cells = frozenset(cells_of(equations.facts, [fact]))
        read = (one for one in breach.equation.reads if isinstance(one, Fact))
        if fact.figure is not None and cells == frozenset(cells_of(equations.facts, read)):
            gap = gaps.setdefault((fact.path, claim.value), _Gap([], claim, claim.value - fact.figure, cells))
            gap.breaches.append(breach)
    return list(gaps.values())


def _sets(equations: Equations, gaps: Sequence[_Gap]) -> Iterator[Sequence[_Gap]]:
    """Yield the gaps that make up for each other: a sum with what explains it, two of a sum, all of one.

    Where several would do for a gap, none is taken.
    """
    sums = [
        (equation, [at for at, gap in enumerate(gaps) if not gap.cells.isdisjoint(equation.cells)])
        for equation in equations.among_cells()
    ]
    pairs = [(equation, pair) for equation, concerned in sums for pair in combinations(concerned, 2)]
    several = [(equation, tuple(concerned)) for equation, concerned in sums if len(concerned) > 2]
    taken: set[int] = set()
    for found in (
        _explained(equations, gaps),
        {each for equation, each in pairs if _cancel(equations, equation, [gaps[at] for at in each])},
        {each for equation, each in several if _cancel(equations, equation, [gaps[at] for at in each])},
    ):
        often = Counter(at for each in found for at in each)
        yield from (
            [gaps[at] for at in each]
            for each in sorted(found)
            if taken.isdisjoint(each) and all(often[at] == 1 for at in each)
        )
        taken.update(often)


def _explained(equations: Equations, gaps: Sequence[_Gap]) -> set[tuple[int, ...]]:
    """Return each sum with the counts of its own cells that, put into the table, make it hold."""
    found: set[tuple[int, ...]] = set()
    for at, gap in enumerate(gaps):
        parts = [other for other, each in enumerate(gaps) if len(each.cells) == 1 and each.cells < gap.cells]
        values = {cell: gaps[part].claim.value for part in parts for cell in gaps[part].cells}
        if parts and all(equations.would_hold(breach.equation, values) for breach in gap.breaches):
            found.add((at, *parts))
    return found


def _cancel(equations: Equations, equation: Equation, gaps: Sequence[_Gap]) -> bool:
    """Tell whether a sum holds with all these counts in the table, and with none of them alone."""
    cells: dict[str, Decimal] = {}
    for gap in gaps:
        cell = min(gap.cells & equation.cells)
        value = equations.facts[cell].figure
        if cell in cells or value is None:
            return False
        cells[cell] = value + gap.gap
    alone: Sequence[Mapping[str, Decimal]] = [{cell: value} for cell, value in cells.items()]
    return equations.would_hold(equation, cells) is True and all(
        equations.would_hold(equation, each) is False for each in alone
    )
