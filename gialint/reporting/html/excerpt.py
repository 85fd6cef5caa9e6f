"""Cut the lines of a finding to the sentences and rows that matter, under what heads their columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import Literal

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Diagnostic, FullText, Table
from gialint.records import NamedTuple
from gialint.reporting.html.marks import Run, ShownCell, parted, with_cuts
from gialint.reporting.places import ROW, Line, caption, lines_of, more_lines, telling

Heads = Literal["", "col", "row"]
"""What a cell is the heading of, as HTML calls it."""
_AROUND = 120
"""Characters shown on either side of a mark at most, if its sentence is longer."""
_LONGEST = 400
"""Characters of a mark that are shown whole."""
_END = lazy_regex(r"[。；！？]")


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
        # The rows of headings that stand next above, from below.
        above = max((each for each in self.above if each < place), default=-1)
        block: list[Cell] = []
        while above in self.above:
            block += self.table.rows[above]
            above -= 1
        figures = self.table.rows[place][first:]
        chains = [
            [cell for cell in block if cell.column <= figure.column < cell.column + cell.colspan]
            for figure in figures
        ]
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


class Shown(NamedTuple):
    """A line as shown: the cells of a row, or one cell for prose; ``caption`` says what is marked.

    ``headings`` stand over it where they are not those of the row before; ``corner`` is how many columns
    stand before them.
    """

    cells: tuple[ShownCell, ...]
    caption: str
    headings: tuple[tuple[Heading, ...], ...] = ()
    corner: int = 0


class Passage(NamedTuple):
    """Lines of one passage or table of the report."""

    heading: str
    table: bool
    lines: tuple[Shown, ...]


def passages(
    diagnostic: Diagnostic, language: str, rows: Rows | None = None
) -> tuple[tuple[Passage, ...], str]:
    """Return what to show of the report for a finding, and a word on what is not shown.

    ``rows`` are those of the report, where its text is known; else rows are known by their bars.
    """
    lines = lines_of(diagnostic)
    shown = telling(lines)
    hidden = [line.number for line in lines if line not in shown]
    found = [(line, _row(line, rows)) for line in shown]
    kinds = groupby(found, key=lambda each: (each[0].heading, each[1] is not None))
    rendered = tuple(
        Passage(heading, table, _lines(of_kind, language)) for (heading, table), of_kind in kinds
    )
    return rendered, more_lines(hidden, language) if hidden else ""


def _row(line: Line, rows: Rows | None) -> Row | None:
    row = rows.on(line.number, line.text) if rows else None
    if row or ROW not in line.text:
        return row
    cells: list[RowCell] = []
    for text in line.text.split(ROW):
        start = cells[-1].end + len(ROW) if cells else 0
        cells.append(RowCell(start, start + len(text), 1, ""))
    return Row(tuple(cells), ())


def _lines(found: Iterable[tuple[Line, Row | None]], language: str) -> tuple[Shown, ...]:
    """Return lines of prose, or the rows of one table, whose columns then stand under each other."""
    lines = list(found)
    widest = max(sum(cell.colspan for cell in row.cells) if row else 1 for _, row in lines)
    rendered: list[Shown] = []
    headings: tuple[tuple[Heading, ...], ...] = ()
    for line, row in lines:
        said = caption(line.marks, line.text, language)
        if row is None:
            runs = with_cuts(_pieces(line), 0, len(line.text), partial(_runs, line))
            rendered.append(Shown((ShownCell(runs),), said))
            continue
        new, headings = row.headings if row.headings != headings else (), row.headings
        cells = [ShownCell(_runs(line, cell.start, cell.end), cell.colspan, cell.heads) for cell in row.cells]
        # What is missing on the left is a cell that goes over several rows, and stands in the first of them.
        missing = widest - sum(cell.colspan for cell in cells)
        cells[0] = cells[0]._replace(colspan=cells[0].colspan + missing)
        corner = widest - sum(heading.colspan for heading in new[-1]) if new else 0
        rendered.append(Shown(tuple(cells), said, new, corner))
    return tuple(rendered)


def _pieces(line: Line) -> list[tuple[int, int]]:
    """Return the stretches of a line of prose to show: the sentences of its marks, joined where they meet."""
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(_stretches(line)):
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], max(end, pieces[-1][1])
        else:
            pieces.append((start, end))
    return pieces


def _stretches(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the sentence around each mark, of a long mark the beginning and the end."""
    text = line.text
    for mark in line.marks:
        # An empty mark at a sentence's end is about that sentence, not about the next one.
        inside = mark.start if mark.end > mark.start else max(mark.start - 1, 0)
        start, latest = max(inside - _AROUND, 0), min(mark.end + _AROUND, len(text))
        for found in _END.finditer(text, start, inside):
            start = found.end()
        last = _END.search(text, max(mark.end - 1, 0), latest)
        end = max(last.end(), mark.end) if last else latest
        if mark.end - mark.start <= _LONGEST:
            yield start, end
        else:
            yield start, mark.start + _LONGEST // 2
            yield mark.end - _LONGEST // 2, end


def _runs(line: Line, start: int, end: int) -> tuple[Run, ...]:
    marks = [mark for mark in line.marks if mark.start <= end and mark.end >= start]
    return tuple(
        Run(line.text[left:right], "here" if any(mark.primary for mark in over) else "also" if over else "")
        for left, right, over in parted(start, end, marks)
    )
