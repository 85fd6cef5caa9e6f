"""What heads the columns and rows of a report's tables: known from where figures of the form stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from gialint.model import Cell, FullText, Table
from gialint.records import NamedTuple

Heads = Literal["", "col", "row"]
"""What a cell is the heading of, as HTML calls it."""


class Heading(NamedTuple):
    """A heading over so many columns of figures."""

    text: str
    colspan: int


class RowCell(NamedTuple):
    """A cell of a row by its offsets in the row's line."""

    start: int
    end: int
    colspan: int
    heads: Heads


class Row(NamedTuple):
    """A row of figures on one line, and the headings over it: those of groups, if need be, and columns."""

    cells: tuple[RowCell, ...]
    headings: tuple[tuple[Heading, ...], ...]


class HeadedTable:
    """A table with what heads its columns and rows; without figures of the form nothing does."""

    def __init__(self, table: Table, figures: Sequence[int]) -> None:
        self.table = table
        self.first = [_first_figure(row, figures) for row in table.rows]
        """By row the place of its first figure; none where it has no figure."""
        last = max((place for place, first in enumerate(self.first) if first is not None), default=-1)
        self.above = frozenset(
            place for place in range(last) if self.first[place] is None and _words_only(table.rows[place])
        )
        """The rows that are headings of columns."""

    def heads(self, place: int, cell: int) -> Heads:
        """Return what a cell of a row is the heading of."""
        if not self.table.rows[place][cell].text.strip():
            return ""
        if place in self.above:
            return "col"
        first = self.first[place]
        return "row" if first is not None and cell < first else ""

    def headings(self, place: int) -> tuple[tuple[Heading, ...], ...]:
        """Return the headings over the figures of a row, with those over them where they are alike."""
        first = self.first[place]
        if first is None or not self.table.geometry:
            return ()
        block = list(self._block(place))
        figures = self.table.rows[place][first:]
        chains = [_over(block, figure.column) for figure in figures]
        if not all(chains):
            return ()
        names = [chain[0].text for chain in chains]
        depth = 1 if len(set(names)) == len(names) else 2
        return tuple(
            tuple(
                Heading(cell.text.strip(), sum(figure.colspan for _, figure in of_one))
                for cell, of_one in groupby(
                    zip((chain[min(level, len(chain) - 1)] for chain in chains), figures, strict=True),
                    key=lambda each: each[0],
                )
            )
            for level in reversed(range(depth))
        )

    def _block(self, place: int) -> Iterator[Cell]:
        """Yield the cells of the rows of headings that stand next above a row, from below."""
        above = max((each for each in self.above if each < place), default=None)
        while above is not None and above in self.above:
            yield from self.table.rows[above]
            above -= 1


class Rows:
    """The rows of a report by the lines on which they stand."""

    def __init__(self, full: FullText) -> None:
        self.full = full

    def on(self, line: int, text: str) -> Row | None:
        """Return the row that is a line with this text; none for a line of another file, or of prose."""
        found = self._by_line.get(line)
        document = self.full.document
        if found is None or document.line(line) != text:
            return None
        table, place = found
        begin = document.line_starts[line - 1]
        cells = tuple(
            RowCell(
                each.start - begin,
                each.start - begin + len(each.text),
                each.colspan,
                table.heads(place, number),
            )
            for number, each in enumerate(table.table.rows[place])
        )
        whole = cells[0].start >= 0 and cells[-1].end <= len(text)
        return Row(cells, table.headings(place)) if whole else None

    @cached_property
    def _by_line(self) -> dict[int, tuple[HeadedTable, int]]:
        document, figures = self.full.document, sorted(self.full.figures)
        return {
            document.line_and_column(row[0].start)[0]: (table, place)
            for table in (HeadedTable(each, figures) for each in document.blocks if isinstance(each, Table))
            for place, row in enumerate(table.table.rows)
            if row
        }


def _first_figure(row: Sequence[Cell], figures: Sequence[int]) -> int | None:
    for place, cell in enumerate(row):
        near = bisect_left(figures, cell.start)
        if near < len(figures) and (
            figures[near] == cell.start or figures[near] < cell.start + len(cell.text)
        ):
            return place
    return None


def _words_only(row: Sequence[Cell]) -> bool:
    """Return whether a row is one of headings: there are words in it, and no cell that is a bare number."""
    texts = [cell.text for cell in row]
    bare = any(any(map(str.isdigit, text)) and not any(map(str.isalpha, text)) for text in texts)
    return not bare and any(any(map(str.isalpha, text)) for text in texts)


def _over(block: Sequence[Cell], column: int) -> list[Cell]:
    """Return the cells over a column, the nearest first."""
    return [cell for cell in block if cell.column <= column < cell.column + cell.colspan]
