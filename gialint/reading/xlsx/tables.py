"""A sheet as titles and tables: which rows are a heading or a note, and which a table's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gialint.reading import Limits
from gialint.reading.grid import Slot, too_many_cells
from gialint.reading.xlsx.looks import Stretch

NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}[、．.]")
"""How the heading of a section begins."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a sheet, from its first row and column on, and its merged ranges."""

    name: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[Slot]
    looks: Callable[[int, int], tuple[Stretch, ...]]
    """What of a cell's text, by row and column, is not shown as it stands there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: its text, its place on its table's grid, and its row and column on the sheet."""

    text: str
    slot: Slot
    row: int
    column: int
    looks: tuple[Stretch, ...] = ()

    @property
    def shows(self) -> bool:
        """Whether anything is seen in it, be it text or not."""
        return bool(self.text) or any(each.manner == "unreadable" for each in self.looks)


Row = Sequence[Placed]
"""The cells that begin in a row, blank ones included."""


def blocks(sheet: Sheet, limits: Limits) -> Iterator[Placed | list[list[Placed]]]:
    """Yield the titles and notes of a sheet as single cells, its tables as rows of cells.

    A row with words in one cell only is a title above a table, after a blank row, where it is a
    sentence, and where it spans the table and is numbered as a section; at the end of a table it
    is a note if it spans the table. Elsewhere it is a row of the table that has no figures.
    Blank rows and columns are dropped. Raises LimitExceeded where merged ranges overlap without end.
    """
    table: list[Row] = []
    apart = True
    for row in _rows(sheet, limits):
        words = [cell for cell in row if cell.shows]
        if not words:
            apart = True
            continue
        if len(words) == 1 and (not table or apart or _is_heading(words[0], table)):
            yield from _finished(table)
            table = []
            yield words[0]
        else:
            table.append(row)
        apart = False
    yield from _finished(table)


def _rows(sheet: Sheet, limits: Limits) -> Iterator[Row]:
    """Yield the cells that begin in each row; covered ones are left out."""
    width = max((len(row) for row in sheet.rows), default=0)
    merged, covered = _merged(sheet, width, limits)
    for number, texts in enumerate(sheet.rows):
        row: list[Placed] = []
        for column in range(width):
            if (number, column) in covered:
                continue
            text = texts[column] if column < len(texts) else ""
            lead = len(text) - len(text.lstrip())
            looks = tuple(
                each._replace(start=max(each.start - lead, 0), end=max(each.end - lead, 0))
                for each in sheet.looks(number, column)
            )
            slot = merged.get((number, column), (number, column, 1, 1))
            row.append(Placed(text.strip(), slot, number, column, looks))
        yield row


def _merged(
    sheet: Sheet, width: int, limits: Limits
) -> tuple[Mapping[tuple[int, int], Slot], set[tuple[int, int]]]:
    """Return the merged cells by their first place, clipped to the sheet, and the places they cover."""
    merged: dict[tuple[int, int], Slot] = {}
    covered: set[tuple[int, int]] = set()
    places = 0
    for row, column, rowspan, colspan in sheet.merged:
        rowspan, colspan = min(rowspan, len(sheet.rows) - row), min(colspan, width - column)
        if rowspan < 1 or colspan < 1:
            continue
        places += rowspan * colspan
        if places > limits.cells:
            raise too_many_cells(limits)
        merged[row, column] = (row, column, rowspan, colspan)
        covered |= {(row + r, column + c) for r in range(rowspan) for c in range(colspan)} - {(row, column)}
    return merged, covered


def _is_heading(cell: Placed, table: Sequence[Row]) -> bool:
    if cell.text.endswith("。"):
        return True
    return _spans(cell, table) and NUMBERED.match(cell.text) is not None


def _spans(cell: Placed, table: Sequence[Row]) -> bool:
    """Tell whether a merged cell reaches over all columns in which a table has words."""
    _, first, _, colspan = cell.slot
    columns = [other.column for row in table for other in row if other.shows]
    return colspan > 1 and first <= min(columns) and max(columns) < first + colspan


def _finished(table: list[Row]) -> Iterator[Placed | list[list[Placed]]]:
    """Yield a table on its own grid, and then the notes at its end."""
    notes: list[Placed] = []
    while len(table) > 1:
        words = [cell for cell in table[-1] if cell.shows]
        if len(words) > 1 or not _spans(words[0], table[:-1]):
            break
        notes.insert(0, words[0])
        table = table[:-1]
    if table:
        yield _on_grid(table)
    yield from notes


def _on_grid(table: Sequence[Row]) -> list[list[Placed]]:
    """Return a table without the columns in which no words begin."""
    rows = [row[0].row for row in table]
    columns = sorted({cell.column for row in table for cell in row if cell.shows})
    placed: list[list[Placed]] = []
    for number, row in enumerate(table):
        cells: list[Placed] = []
        for cell in row:
            top, left, rowspan, colspan = cell.slot
            column, right = bisect_left(columns, left), bisect_left(columns, left + colspan)
            if column < right:
                below = bisect_left(rows, top + rowspan)
                cells.append(replace(cell, slot=(number, column, below - number, right - column)))
        placed.append(cells)
    return placed
