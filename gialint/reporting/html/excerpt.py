"""Cut the lines of a finding to the sentences and rows that matter, and part them at their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gialint.lazy_regex import lazy_regex
from gialint.model import Diagnostic
from gialint.records import NamedTuple
from gialint.reporting.excerpt import CUT
from gialint.reporting.html.headings import Heading, Row, RowCell, Rows
from gialint.reporting.html.marks import Run, parted
from gialint.reporting.places import ROW, Line, Mark, caption, lines_of, more_lines, telling

_AROUND = 120
"""Characters shown on either side of a mark at most, if its sentence is longer."""
_LONGEST = 400
"""Characters of a mark that are shown whole."""
_END = lazy_regex(r"[。；！？]")


class ShownCell(NamedTuple):
    """A cell of a row as shown, or a line of prose; ``heads`` is ``row`` or ``col`` for a heading."""

    segments: tuple[Run, ...]
    colspan: int = 1
    heads: str = ""


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
    found = [(line, _row(line.number, line.text, rows)) for line in shown]
    kinds = groupby(found, key=lambda each: (each[0].heading, each[1] is not None))
    rendered = tuple(
        Passage(heading, table, _lines(of_kind, language)) for (heading, table), of_kind in kinds
    )
    return rendered, more_lines(hidden, language) if hidden else ""


def _row(number: int, text: str, rows: Rows | None) -> Row | None:
    row = rows and rows.on(number, text)
    return row or (Row(tuple(_cells(text)), ()) if ROW in text else None)


def _lines(found: Iterable[tuple[Line, Row | None]], language: str) -> tuple[Shown, ...]:
    """Return lines of prose, or the rows of one table, whose columns then stand under each other."""
    lines = list(found)
    widest = max(sum(cell.colspan for cell in row.cells) if row else 1 for _, row in lines)
    rendered: list[Shown] = []
    headings: tuple[tuple[Heading, ...], ...] = ()
    for line, row in lines:
        if row is None:
            rendered.append(_prose(line, language))
            continue
        new = row.headings if row.headings != headings else ()
        headings = row.headings
        rendered.append(_shown_row(line, row, new, widest, language))
    return tuple(rendered)


def _shown_row(
    line: Line, row: Row, headings: tuple[tuple[Heading, ...], ...], widest: int, language: str
) -> Shown:
    # What is missing on the left is a cell that goes over several rows, and stands in the first of them.
    missing = widest - sum(cell.colspan for cell in row.cells)
    cells = tuple(
        ShownCell(
            _segments(line, cell.start, cell.end),
            cell.colspan + (0 if place else missing),
            cell.heads,
        )
        for place, cell in enumerate(row.cells)
    )
    corner = widest - sum(heading.colspan for heading in headings[-1]) if headings else 0
    return Shown(cells, caption(line.marks, line.text, language), headings, corner)


def _prose(line: Line, language: str) -> Shown:
    said = caption(line.marks, line.text, language)
    pieces = _pieces(line)
    segments: list[Run] = []
    for place, (start, end) in enumerate(pieces):
        if start > (pieces[place - 1][1] if place else 0):
            segments.append(Run(CUT, "cut"))
        segments += _segments(line, start, end)
    if pieces and pieces[-1][1] < len(line.text):
        segments.append(Run(CUT, "cut"))
    return Shown((ShownCell(tuple(segments)),), said)


def _cells(text: str) -> Iterator[RowCell]:
    start = 0
    for cell in text.split(ROW):
        yield RowCell(start, start + len(cell), 1, "")
        start += len(cell) + len(ROW)


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


def _segments(line: Line, start: int, end: int) -> tuple[Run, ...]:
    marks = [mark for mark in line.marks if mark.start <= end and mark.end >= start]
    return tuple(Run(line.text[left:right], _kind(over)) for left, right, over in parted(start, end, marks))


def _kind(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    return "here" if any(mark.primary for mark in marks) else "also"
