"""The tables of a PDF page: grids of ruling lines, and the characters of the page in their cells.

Lines that touch make a grid, and where a line is missing cells are merged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gialint.reading import Limits
from gialint.reading.grid import Slot, too_many_cells
from gialint.reading.pdf.glyphs import Box, Glyph
from gialint.reading.pdf.lines import HAN, Line, lines, numeric, parts_gloss, rows
from gialint.reading.pdf.rulings import THICK, TOUCH, Ruling, parted
from gialint.records import dataclass

SAME = 0.01
MOST_MEETINGS = 500_000
"""Pairs of lines on a page above which they are not compared."""

Lines = tuple[list[Ruling], list[Ruling]]
"""Horizontal and vertical lines that hang together."""

PADDING = 12.0
"""Points of a cell's width that text leaves free even where it is full."""
MOST_IN_CELL = 400
"""Characters above which a cell holds not a table's words but a page's."""
STACKED = 2
"""Cells with several figures one below the other at which the lines between rows are missing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: ``xs`` ascend and ``ys`` descend, and each slot is a cell between them.

    It is not ``sound`` where missing lines leave a shape that is no rectangle. ``open_top`` and
    ``open_bottom`` tell that its sides go on beyond the last line across.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    sound: bool = True
    open_top: bool = False
    open_bottom: bool = False

    def box(self, slot: Slot) -> tuple[float, float, float, float]:
        """Return the left, bottom, right and top of a cell."""
        row, column, rowspan, colspan = slot
        return self.xs[column], self.ys[row + rowspan], self.xs[column + colspan], self.ys[row]


def grids(horizontal: Sequence[Ruling], vertical: Sequence[Ruling], limits: Limits) -> list[Grid]:
    """Return the grids that lines make, from top to bottom; raises LimitExceeded for too many cells."""
    if len(horizontal) * len(vertical) > MOST_MEETINGS:
        raise too_many_cells(limits)
    together = _hanging_together(horizontal, vertical)
    found = [_grid(part, limits) for lines in together for part in parted(*lines)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.ys[0])


def _hanging_together(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Lines]:
    """Sort the lines into those that touch each other, directly or through others."""
    leader = list(range(len(horizontal) + len(vertical)))
    positions = [at for at, _, _ in vertical]
    for index, (y, start, end) in enumerate(horizontal):
        first, last = bisect_left(positions, start - TOUCH), bisect_right(positions, end + TOUCH)
        for other in range(first, last):
            _, low, high = vertical[other]
            if low - TOUCH <= y <= high + TOUCH:
                leader[_led_by(leader, index)] = _led_by(leader, len(horizontal) + other)
    together: dict[int, Lines] = {}
    for index, line in enumerate((*horizontal, *vertical)):
        lines = together.setdefault(_led_by(leader, index), ([], []))
        lines[index >= len(horizontal)].append(line)
    return [lines for lines in together.values() if all(lines)]


def _led_by(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _grid(lines: Lines, limits: Limits) -> Grid | None:
    """Return the grid of lines that hang together, or none where they do not part two columns."""
    down = [(-y, start, end) for y, start, end in reversed(lines[0])]
    across = [(x, -end, -start) for x, start, end in lines[1]]
    xs, depths = _places(across, down), _places(down, across)
    if len(xs) * len(depths) > limits.cells:
        raise too_many_cells(limits)
    if len(xs) < 3 or len(depths) < 2 or (len(down) < 2 and len(across) < 3):
        return None
    slots, sound = _slots(_ruled(xs, depths, across), _ruled(depths, xs, down))
    return Grid(
        tuple(xs),
        tuple(-depth for depth in depths),
        tuple(slots),
        sound,
        open_top=down[0][0] - depths[0] > TOUCH,
        open_bottom=depths[-1] - down[-1][0] > TOUCH,
    )


def _places(lines: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """Return the distinct places of lines, and the rims where both outermost crossing lines go further."""
    places: list[float] = []
    for at, _, _ in lines:
        if not places or at - places[-1] > THICK:
            places.append(at)
    rims = [
        [line for line in crossing if abs(line[0] - rim[0]) <= THICK] for rim in (crossing[0], crossing[-1])
    ]
    first = max(min(start for _, start, _ in rim) for rim in rims)
    last = min(max(end for _, _, end in rim) for rim in rims)
    if places[0] - first > TOUCH:
        places.insert(0, first)
    if last - places[-1] > TOUCH:
        places.append(last)
    return places


def _ruled(places: Sequence[float], steps: Sequence[float], lines: Sequence[Ruling]) -> list[bytearray]:
    """Tell for each place, and each step between two crossing places, whether a line is drawn there.

    The first and the last place are the rim, which always counts as drawn.
    """
    ruled = [bytearray(len(steps) - 1) for _ in places]
    middles = [(low + high) / 2 for low, high in pairwise(steps)]
    for at, start, end in lines:
        first, last = bisect_left(middles, start), bisect_right(middles, end)
        place = max(bisect_right(places, at + SAME) - 1, 0)
        ruled[place][first:last] = b"\1" * (last - first)
    for rim in (ruled[0], ruled[-1]):
        rim[:] = b"\1" * len(rim)
    return ruled


def _slots(upright: Sequence[bytearray], flat: Sequence[bytearray]) -> tuple[list[Slot], bool]:
    """Return the cells row by row, and whether each is the whole of what its lines enclose."""
    rows, columns = len(flat) - 1, len(upright) - 1
    free = [bytearray(b"\1" * columns) for _ in range(rows)]
    slots: list[Slot] = []
    sound = True
    for row in range(rows):
        column = free[row].find(1)
        while column >= 0:
            right = column + 1
            while not upright[right][row] and free[row][right]:
                right += 1
            below = row + 1
            while _goes_down(upright, flat, free, (column, right), below):
                below += 1
            slots.append((row, column, below - row, right - column))
            sound = sound and _enclosed(upright, flat, (column, right), (row, below))
            for taken in free[row:below]:
                taken[column:right] = bytes(right - column)
            column = free[row].find(1, right)
    return slots, sound


def _goes_down(
    upright: Sequence[bytearray],
    flat: Sequence[bytearray],
    free: Sequence[bytearray],
    columns: tuple[int, int],
    row: int,
) -> bool:
    """Return whether a cell goes on in a row: no line above it, none across it, and its places free."""
    left, right = columns
    return (
        not any(flat[row][left:right])
        and all(free[row][left:right])
        and not any(upright[column][row] for column in range(left + 1, right))
    )


def _enclosed(
    upright: Sequence[bytearray], flat: Sequence[bytearray], columns: tuple[int, int], rows: tuple[int, int]
) -> bool:
    """Return whether lines run along all four sides of a cell."""
    return all(all(flat[row][slice(*columns)]) for row in rows) and all(
        all(upright[column][slice(*rows)]) for column in columns
    )


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
    # Of two grids that lie one in the other the inner one comes first.
    for grid in sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1])):
        held, outside = _held(grid, left)
        table = _table(grid, held, page)
        if table is not None:
            found.append(table)
            left = outside
    return sorted(found, key=lambda table: -table.box[3]), left


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
    cells = tuple(_cell(glyphs, slot, grid.box(slot), page) for slot, glyphs in held.items())
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
    count = 0
    for row in rows.values():
        kinds: tuple[list[int], list[int]] = [], []
        for cell in row:
            kinds[numeric(cell.text.replace("\n", ""))].append(cell.text.count("\n"))
        labels, figures = kinds
        if any(labels) if labels else len(set(figures)) == 1:
            count += sum(map(bool, figures))
    return count


def _cell(glyphs: Sequence[Glyph], slot: Slot, box: Box, page: int) -> PageCell:
    seen = [glyph for glyph in glyphs if glyph[4]]
    hidden = len(seen) < len(glyphs)
    words = lines(rows(seen))
    if not words:
        return PageCell("", slot, box, page, hidden=hidden)
    text = words[0].text
    width = box[2] - box[0]
    upright = len(words) > 2 and all(len(line.text) == 1 and line.text >= HAN for line in words)
    for upper, lower in pairwise(words):
        room = width - (upper.box[2] - upper.box[0])
        cut = upright or goes_on(text, room, lower.text, lower.lead) or _is_cut_number(upper, lower, room)
        text += ("" if cut else "\n") + lower.text
    last = words[-1].box
    return PageCell(text, slot, box, page, width - (last[2] - last[0]), words[0].lead, hidden)


def goes_on(upper: str, room: float, lower: str, lead: float) -> bool:
    """Return whether a line of Chinese text in a cell goes on in the next, which had no room on it."""
    if parts_gloss(upper, lower):
        return True
    return room < lead + PADDING and (upper[-1] >= HAN or lower[0] >= HAN)


def _is_cut_number(upper: Line, lower: Line, room: float) -> bool:
    """Tell a number that a narrow cell has broken: its first part leaves no room for another digit."""
    digits = len(upper.text)
    if digits < 2 or not (numeric(upper.text) and numeric(lower.text)):
        return False
    return room < (upper.box[2] - upper.box[0]) / digits + PADDING
