"""Counts of one paragraph that differ from the table and agree with each other: one slip, told once.

A request counted as closed that is carried over, two outcomes exchanged, a total and its part each one too
many: put into the table all together, such counts leave a sum of the form as sound as it was; each of them
alone would break it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from gialint.checking.equations import Breach, Equation, Equations, cells_of
from gialint.model import Claim
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
    agreeing: list[list[Breach]] = []
    for left in paragraphs.values():
        while 1 < len(left) <= MOST and (together := next(_sets(equations, left), None)):
            agreeing.append([breach for gap in together for breach in gap.breaches])
            left = [gap for gap in left if gap not in together]
    joined = {id(breach) for group in agreeing for breach in group}
    apart = ([breach for breach in group if id(breach) not in joined] for group in groups)
    return agreeing, [group for group in apart if group]


def _gaps(equations: Equations, group: Sequence[Breach]) -> list[_Gap]:
    """Return the gaps that the breaches of a group tell which are of one stated count."""
    gaps: dict[tuple[str, Decimal], _Gap] = {}
    for breach in group:
        claims = breach.equation.binding.claims
        fact = equations.facts[claims[0].path] if len(claims) == 1 and claims[0].op == "=" else None
        if fact is not None and fact.figure is not None:
            claim, cells = claims[0], frozenset(cells_of(equations.facts, [fact]))
            gap = gaps.setdefault((fact.path, claim.value), _Gap([], claim, claim.value - fact.figure, cells))
            gap.breaches.append(breach)
    return list(gaps.values())


def _sets(equations: Equations, gaps: Sequence[_Gap]) -> Iterator[Sequence[_Gap]]:
    """Yield the gaps that make up for each other: a sum with what explains it, all of one sum, two of it."""
    for gap in gaps:
        parts = [each for each in gaps if len(each.cells) == 1 and each.cells < gap.cells]
        values = {cell: each.claim.value for each in parts for cell in each.cells}
        if parts and all(equations.standing(breach.equation, values) for breach in gap.breaches):
            yield [gap, *parts]
    for size in ("all", "two"):
        for equation in equations.among_cells():
            concerned = [gap for gap in gaps if not gap.cells.isdisjoint(equation.cells)]
            sets = [concerned] if size == "all" else combinations(concerned, 2)
            yield from (each for each in sets if len(each) > 1 and _cancel(equations, equation, each))


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
    return equations.standing(equation, cells) is True and all(
        equations.standing(equation, each) is False for each in alone
    )
