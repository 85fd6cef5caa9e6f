"""The tables of a PDF page: the characters of the page in the cells of its grids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gialint.reading.grid import Slot
from gialint.reading.pdf_glyphs import Box, Glyph
from gialint.reading.pdf_grid import Grid
from gialint.reading.pdf_lines import HAN, Line, lines, numeric, parts_gloss, rows

PADDING = 12.0
"""Points of a cell's width that text leaves free even where it is full."""
MOST_IN_CELL = 400
"""Characters above which a cell holds not a table's words but a page's."""
STACKED = 2
"""Cells with several figures one below the other at which the lines between rows are missing."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a page: its text, its place on the grid and its box.

    Lines that were ended on purpose are parted by line ends. ``room`` is the width that its last
    line leaves free, ``lead`` that of what must stand undivided at the beginning of its first.
    ``hidden`` tells that digits stand in it which nobody sees.
    """

    text: str
    slot: Slot
    box: tuple[float, float, float, float]
    page: int
    room: float = 0.0
    lead: float = 0.0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table, on one page or joined over several; ``box`` is that of its part on the first.

    It is ``open_top`` or ``open_bottom`` where no line closes it, as at a page break.
    """

    xs: tuple[float, ...]
    rows: int
    cells: tuple[PageCell, ...]
    box: tuple[float, float, float, float]
    sound: bool = True
    open_top: bool = False
    open_bottom: bool = False


def tables(grids: Sequence[Grid], glyphs: Sequence[Glyph], page: int) -> tuple[list[PageTable], list[Glyph]]:
    """Return the tables of a page and the characters that stand in none."""
    found: list[PageTable] = []
    left = list(glyphs)
    for grid in sorted(grids, key=_size):
        held, outside = _held(grid, left)
        table = _table(grid, held, page)
        if table is not None:
            found.append(table)
            left = outside
    return sorted(found, key=lambda table: -table.box[3]), left


def _size(grid: Grid) -> float:
    """Return the area of a grid: of two that lie one in the other the inner one comes first."""
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1])


def _held(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[dict[Slot, list[Glyph]], list[Glyph]]:
    """Sort characters into the cells of a grid; those outside it are the second part."""
    held: dict[Slot, list[Glyph]] = {slot: [] for slot in grid.slots}
    at = {
        (row, column): held[slot]
        for slot in grid.slots
        for row in range(slot[0], slot[0] + slot[2])
        for column in range(slot[1], slot[1] + slot[3])
    }
    depths = [-y for y in grid.ys]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x0, y0, x1, y1, _ = glyph
        place = (bisect_right(depths, -(y0 + y1) / 2) - 1, bisect_right(grid.xs, (x0 + x1) / 2) - 1)
        at.get(place, outside).append(glyph)
    return held, outside


def _table(grid: Grid, held: dict[Slot, list[Glyph]], page: int) -> PageTable | None:
    """Return the table a grid makes, or none where it is a frame round prose or lacks lines between rows."""
    columns = len(grid.xs) - 1
    if all(slot[3] == columns for slot in grid.slots) or not any(held.values()):
        return None
    cells = tuple(_read(glyphs, slot, grid.box(slot), page) for slot, glyphs in held.items())
    if _stacked(cells) >= STACKED or any(len(cell.text) > MOST_IN_CELL for cell in cells):
        return None
    box = (grid.xs[0], grid.ys[-1], grid.xs[-1], grid.ys[0])
    return PageTable(grid.xs, len(grid.ys) - 1, cells, box, grid.sound, grid.open_top, grid.open_bottom)


def _stacked(cells: Sequence[PageCell]) -> int:
    """Count the cells with figures one below the other, where labels are so too, or all figures alike."""
    rows: dict[int, list[PageCell]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.slot[0], []).append(cell)
    return sum(_stacked_in(row) for row in rows.values())


def _stacked_in(row: Sequence[PageCell]) -> int:
    figures = [cell.text.count("\n") for cell in row if numeric(cell.text.replace("\n", ""))]
    labels = [cell.text.count("\n") for cell in row if not numeric(cell.text.replace("\n", ""))]
    alike = any(labels) if labels else len(set(figures)) == 1
    return sum(map(bool, figures)) if alike else 0


def _read(glyphs: Sequence[Glyph], slot: Slot, box: Box, page: int) -> PageCell:
    seen = [glyph for glyph in glyphs if glyph[4]]
    cell = _cell(lines(rows(seen)), slot, box, page)
    return cell if len(seen) == len(glyphs) else replace(cell, hidden=True)


def _cell(words: Sequence[Line], slot: Slot, box: Box, page: int) -> PageCell:
    if not words:
        return PageCell("", slot, box, page)
    text = words[0].text
    width = box[2] - box[0]
    upright = len(words) > 2 and all(len(line.text) == 1 and line.text >= HAN for line in words)
    for upper, lower in pairwise(words):
        room = width - (upper.box[2] - upper.box[0])
        cut = upright or goes_on(text, room, lower.text, lower.lead) or _is_cut_number(upper, lower, room)
        text += ("" if cut else "\n") + lower.text
    last = words[-1].box
    return PageCell(text, slot, box, page, width - (last[2] - last[0]), words[0].lead)


def goes_on(upper: str, room: float, lower: str, lead: float) -> bool:
    """Tell whether a line of Chinese text in a cell goes on in the next, which had no room on it."""
    if parts_gloss(upper, lower):
        return True
    return room < lead + PADDING and (upper[-1] >= HAN or lower[0] >= HAN)


def _is_cut_number(upper: Line, lower: Line, room: float) -> bool:
    """Tell a number that a narrow cell has broken: its first part leaves no room for another digit."""
    digits = len(upper.text)
    if digits < 2 or not (numeric(upper.text) and numeric(lower.text)):
        return False
    return room < (upper.box[2] - upper.box[0]) / digits + PADDING
