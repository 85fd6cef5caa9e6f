"""Prose in two columns: where a gutter runs down the page, the left column is read before the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gialint.reading.pdf_lines import Line, Row, lines

FEWEST = 6
"""Rows that a gutter must part."""
WORDS = 8
"""Characters a row has on each side of a gutter on average; figures in columns have fewer."""
GUTTER = 9.0
"""Points that a gutter is wide."""


def in_reading_order(found: Sequence[Row]) -> list[Line]:
    """Return the lines of rows: across the page, or column by column between lines across it."""
    gutter = _gutter(found)
    if gutter is None:
        return lines(found)
    ordered: list[Line] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in found:
        sides = _sides(row, gutter)
        if sides is None:
            ordered += [*lines(left, 1), *lines(right, 2), *lines([row])]
            left, right = [], []
        else:
            left.append(sides[0])
            right.append(sides[1])
    return [*ordered, *lines(left, 1), *lines(right, 2)]


def _gutter(found: Sequence[Row]) -> float | None:
    """Return the place that the gaps of most rows have in common, if prose stands on both sides of it."""
    gaps = [gap for row in found for gap in _gaps(row)]
    best = max((_shared(gaps, start) for start, _ in gaps), default=(0, 0.0))
    if best[0] < FEWEST:
        return None
    gutter = best[1]
    parted = [sides for row in found if (sides := _sides(row, gutter)) and all(sides)]
    if len(parted) < FEWEST or 2 * len(parted) < len(found):
        return None
    fewest = min(sum(len(sides[side]) for sides in parted) for side in (0, 1))
    return gutter if fewest >= WORDS * len(parted) else None


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    shapes = [glyph for glyph in row if not glyph[4].isspace()]
    for one, other in pairwise(shapes):
        if other[0] - one[2] >= GUTTER:
            yield one[2], other[0]


def _shared(gaps: Sequence[tuple[float, float]], start: float) -> tuple[int, float]:
    """Count the gaps that hold the one place that begins at ``start``."""
    place = start + GUTTER / 2
    return sum(low <= place <= high for low, high in gaps), place


def _sides(row: Row, gutter: float) -> tuple[Row, Row] | None:
    """Return what stands left and right of a gutter, or none where the row runs over it."""
    left = [glyph for glyph in row if glyph[2] <= gutter]
    right = [glyph for glyph in row if glyph[0] >= gutter]
    return (left, right) if len(left) + len(right) == len(row) else None
