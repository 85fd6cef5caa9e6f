"""The report itself as the pages show it: its paragraphs and tables, or what is around the marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from gialint.model import Cell, Diagnostic, Document, FullText, Table
from gialint.records import NamedTuple
from gialint.reporting.html.excerpt import HeadedTable
from gialint.reporting.html.marks import Run, ShownCell, Strokes, with_cuts
from gialint.reporting.layout import CUT

_MOST_UNITS = 3_000
"""Paragraphs and rows that a page shows at most; of a longer report those around its marks."""
_MOST_CHARACTERS = 300_000
_AROUND_MARKS = 2
"""Paragraphs and rows shown on either side of a marked one in a report that is too long."""
_MOST_CELLS = 120
_LONGEST = 6_000
"""Characters of a paragraph that are shown whole."""
_AROUND = 300
"""Characters shown on either side of a mark in a longer one."""


class Block(NamedTuple):
    """A paragraph, rows of a table (``kind`` is ``table``), or a number of both left out (``omitted``)."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    omitted: int = 0


class Paper(NamedTuple):
    """A report as shown; ``anchored`` are the findings that can be jumped to, ``cut`` if it is not whole.

    ``unread`` is how many statements were not understood.
    """

    blocks: tuple[Block, ...]
    anchored: frozenset[int]
    cut: bool
    unread: int = 0


class _Unit(NamedTuple):
    """A paragraph or a row of a table."""

    start: int
    end: int
    kind: str
    table: int = 0
    cells: tuple[Cell, ...] = ()
    heads: tuple[str, ...] = ()
    """What each of the cells is the heading of."""


def paper(full: FullText, numbered: Iterable[tuple[int, Diagnostic]]) -> Paper:
    """Return a report as shown, with findings marked under their numbers.

    Of a report that is too long, what is around the marks is shown, and its beginning.
    """
    strokes = Strokes(full.document, numbered, full.unread)
    anchored = frozenset(strokes.waiting)
    units = list(_units(full))
    shown = _chosen(units, strokes)
    blocks = tuple(_blocks(units, shown, strokes))
    cut = len(shown) < len(units) or any(run.kind == "cut" for block in blocks for run in block.runs)
    return Paper(blocks, anchored - frozenset(strokes.waiting), cut, len(full.unread))


def _units(full: FullText) -> Iterator[_Unit]:
    """Yield paragraphs and rows in order, and lines of the text that are in neither."""
    document, figures = full.document, sorted(full.figures)
    reached = 0
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, Table):
            rows = list(_table(block, number, figures))
            if not rows:
                continue
            yield from _lines(document, reached, min(row.start for row in rows))
            yield from rows
            reached = _line_end(document, max(row.end for row in rows))
        elif block.text.strip():
            yield from _lines(document, reached, block.start)
            end = block.start + len(block.text)
            yield _Unit(
                block.start,
                end,
                full.kinds.get(block.start) or ("", "section", "topic")[min(block.heading, 2)],
            )
            reached = _line_end(document, end)
    yield from _lines(document, reached, len(document.text))


def _table(table: Table, number: int, figures: Sequence[int]) -> Iterator[_Unit]:
    headed = HeadedTable(table, figures)
    for place, row in enumerate(table.rows):
        if row:
            heads = tuple(headed.heads(place, cell) for cell in range(len(row)))
            yield _Unit(row[0].start, row[-1].start + len(row[-1].text), "table", number, row, heads)


def _lines(document: Document, start: int, end: int) -> Iterator[_Unit]:
    """Yield the whole lines between two blocks, as the figures of a report that is data; no drawn rules."""
    begin = start
    while begin < end:
        stop = document.text.find("\n", begin)
        if stop < 0 or stop > end:
            stop = end
        if stop < end or end == len(document.text):
            line = document.text[begin:stop]
            if any(map(str.isalnum, line)):
                yield _Unit(begin, begin + len(line.rstrip("\r")), "line")
        begin = stop + 1


def _line_end(document: Document, offset: int) -> int:
    end = document.text.find("\n", offset)
    return len(document.text) if end < 0 else end + 1


def _chosen(units: Sequence[_Unit], strokes: Strokes) -> list[int]:
    """Return which units to show, in order."""
    lengths = [min(unit.end - unit.start, _LONGEST) for unit in units]
    if len(units) <= _MOST_UNITS and sum(lengths) <= _MOST_CHARACTERS:
        return list(range(len(units)))
    marked = [place for place, unit in enumerate(units) if strokes.within(unit.start, unit.end)]
    near = (
        place
        for found in marked
        for place in (
            found,
            *range(found - _AROUND_MARKS, found),
            *range(found + 1, found + 1 + _AROUND_MARKS),
        )
        if 0 <= place < len(units)
    )
    chosen: set[int] = set()
    room = _MOST_CHARACTERS
    for place in (*near, *range(min(_MOST_UNITS, len(units)))):
        if place not in chosen:
            room -= lengths[place]
            if room < 0 or len(chosen) >= _MOST_UNITS:
                break
            chosen.add(place)
    return sorted(chosen)


def _blocks(units: Sequence[_Unit], shown: Sequence[int], strokes: Strokes) -> Iterator[Block]:
    """Yield what is shown, and between it how much is not."""
    reached = 0
    # Consecutive ones have the same distance from their rank; a table goes on in one run only.
    runs = groupby(enumerate(shown), key=lambda each: (each[1] - each[0], units[each[1]].table))
    for (_, table), run in runs:
        places = [place for _, place in run]
        if places[0] > reached:
            yield Block("omitted", omitted=places[0] - reached)
        reached = places[-1] + 1
        if table:
            yield Block("table", rows=tuple(_rows([units[place] for place in places], strokes)))
        else:
            for unit in (units[place] for place in places):
                yield Block(unit.kind, _runs(unit, strokes))
    if reached < len(units):
        yield Block("omitted", omitted=len(units) - reached)


def _rows(rows: Sequence[_Unit], strokes: Strokes) -> Iterator[tuple[ShownCell, ...]]:
    for place, row in enumerate(rows):
        cells: list[ShownCell] = []
        known: set[int] = set()
        for cell, heads in zip(row.cells[:_MOST_CELLS], row.heads, strict=False):
            cells.append(_cell(cell, heads, len(rows) - place, strokes, known))
            known |= {number for run in cells[-1].runs for number in run.numbers if number in strokes.many}
        if len(row.cells) > _MOST_CELLS:
            cells.append(ShownCell((Run(CUT, "cut"),)))
        yield tuple(cells)


def _cell(cell: Cell, heads: str, rows_left: int, strokes: Strokes, known: Collection[int]) -> ShownCell:
    runs = _runs(_Unit(cell.start, cell.start + len(cell.text), "table"), strokes, known)
    gravest = min(runs, key=lambda run: run.kind != "here", default=Run(""))
    whole = gravest.numbers and all(run.numbers for run in runs)
    marked = (gravest.kind, gravest.tone) if whole else ("", "")
    figure = not any(map(str.isalpha, cell.text))
    rows, columns = min(cell.rowspan, rows_left), min(cell.colspan, _MOST_CELLS)
    return ShownCell(runs, columns, heads, rows, *marked, figure)


def _runs(unit: _Unit, strokes: Strokes, known: Collection[int] = ()) -> tuple[Run, ...]:
    """Return a unit's text with its marks; of a very long one the beginning and what is around marks."""
    if unit.end - unit.start <= _LONGEST:
        return strokes.runs(unit.start, unit.end, known)
    pieces = _pieces(unit, strokes)
    return with_cuts(pieces, unit.start, unit.end, lambda start, end: strokes.runs(start, end, known))


def _pieces(unit: _Unit, strokes: Strokes) -> list[tuple[int, int]]:
    pieces = [(unit.start, unit.start + _AROUND)]
    room = _LONGEST
    for stroke in strokes.within(unit.start, unit.end):
        start = max(stroke.start - _AROUND, unit.start)
        end = min(stroke.end + _AROUND, start + _LONGEST, unit.end)
        if start <= pieces[-1][1]:
            start = pieces[-1][1]
        room -= max(end - start, 0)
        if room < 0:
            break
        if end > start:
            pieces.append((start, end))
    return pieces
