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
    """Return the groups of breaches whose gaps make up for each other, joined, and the groups that stay."""
    paragraphs: dict[str, list[_Gap]] = {}
    agreeing: list[list[Breach]] = []
    apart: list[list[Breach]] = []
    for group in groups:
        gaps = _gaps(equations, group)
        if len(gaps) == 1:
            paragraphs.setdefault(gaps[0].claim.place.address, []).append(gaps[0])
        elif len(gaps) > 1 and _tells_the_rest(equations, gaps):
            agreeing.append(group)
        else:
            apart.append(group)
    for left in paragraphs.values():
        while len(left) <= MOST and (together := next(_sets(equations, left), None)):
            agreeing.append([breach for gap in together for breach in gap.breaches])
            left = [gap for gap in left if gap not in together]
        apart += [gap.breaches for gap in left]
    return agreeing, apart


def _gaps(equations: Equations, group: Sequence[Breach]) -> list[_Gap]:
    """Return the gaps that the breaches of a group tell, none unless each is of one stated count."""
    gaps: dict[tuple[str, Decimal], _Gap] = {}
    for breach in group:
        claims = breach.equation.binding.claims
        fact = equations.facts[claims[0].path] if len(claims) == 1 and claims[0].op == "=" else None
        if fact is None or fact.figure is None:
            return []
        key = fact.path, claims[0].value
        cells = frozenset(cells_of(equations.facts, [fact]))
        gaps.setdefault(key, _Gap([], claims[0], claims[0].value - fact.figure, cells)).breaches.append(
            breach
        )
    return list(gaps.values())


def _tells_the_rest(equations: Equations, gaps: Sequence[_Gap]) -> bool:
    """Tell whether counts of single cells, put into the table, make the sums told beside them hold."""
    single = [gap for gap in gaps if len(gap.cells) == 1]
    sums = [gap for gap in gaps if len(gap.cells) > 1]
    values = {cell: gap.claim.value for gap in single for cell in gap.cells}
    return (
        len(values) == len(single) > 0 < len(sums)
        and len({gap.claim.place.address for gap in gaps}) == 1
        and all(equations.standing(each.equation, values) for gap in sums for each in gap.breaches)
    )


def _sets(equations: Equations, gaps: Sequence[_Gap]) -> Iterator[Sequence[_Gap]]:
    """Yield the gaps that make up for each other in one sum: all that it has to do with, else two of them."""
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
