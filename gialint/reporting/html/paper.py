"""The report itself as the pages show it, with strokes where findings are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from gialint.model import Cell, Diagnostic, Document, FullText, Location, Table
from gialint.reporting.excerpt import CUT
from gialint.reporting.html.headings import HeadedTable
from gialint.reporting.places import Mark

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
_LONGEST_TITLE = 120
_MANY = 16


class Stroke(NamedTuple):
    """A marked stretch of a report, by offsets; ``here`` is what finding ``number`` is about."""

    start: int
    end: int
    number: int
    rank: int
    tone: str
    here: bool
    title: str


Marking = TypeVar("Marking", Mark, Stroke)


class Badge(NamedTuple):
    """The number of a finding beside its mark; ``anchor`` is where its card leads to."""

    number: int
    tone: str
    here: bool
    anchor: bool
    title: str


class Run(NamedTuple):
    """A stretch of text under the same marks, if any; ``numbers`` are their findings', the gravest first.

    A kind is ``here`` or ``also`` as in a finding, ``cut`` for text that is left out, or ``point`` for a
    mark between two characters. Under ``unread`` stands what was not understood, for the words in ``note``.
    """

    text: str
    kind: str = ""
    tone: str = ""
    numbers: tuple[int, ...] = ()
    badges: tuple[Badge, ...] = ()
    note: str = ""


class ShownCell(NamedTuple):
    """A cell of a table; ``kind`` and ``tone`` are set where all of it is marked, ``figure`` centres it.

    ``heads`` is ``row`` or ``col`` for a heading.
    """

    runs: tuple[Run, ...]
    rowspan: int
    colspan: int
    kind: str
    tone: str
    figure: bool
    heads: str = ""


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


def parted(start: int, end: int, marks: Sequence[Marking]) -> Iterator[tuple[int, int, list[Marking]]]:
    """Part a stretch where marks begin and end: each piece, and the marks over it.

    Empty marks are over a piece without text, before the one that begins there.
    """
    bounds: set[int] = {start, end}
    for mark in marks:
        bounds |= {min(max(mark.start, start), end), min(max(mark.end, start), end)}
    for left, right in pairwise([*sorted(bounds), end]):
        points = [mark for mark in marks if mark.start == mark.end == left]
        if points:
            yield left, left, points
        if left < right:
            yield left, right, [mark for mark in marks if mark.start <= left and right <= mark.end]


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


class Strokes:
    """All strokes of a report, in order; ``runs`` returns how a stretch of text is shown."""

    def __init__(
        self,
        document: Document,
        numbered: Iterable[tuple[int, Diagnostic]],
        unread: Iterable[tuple[int, int, str]] = (),
    ) -> None:
        strokes = {stroke for number, found in numbered for stroke in _strokes(document, number, found)}
        strokes |= {Stroke(start, end, 0, -1, "unread", False, words) for start, end, words in unread}
        self.text = document.text
        self.strokes = sorted(strokes)
        self.starts = [stroke.start for stroke in self.strokes]
        self.wide = [each for each in self.strokes if "\n" in self.text[each.start : each.end]]
        counted = Counter(stroke.number for stroke in self.strokes if stroke.number)
        self.many = frozenset(number for number, count in counted.items() if count > _MANY)
        """Findings that mark so many places that one number a row is enough."""
        firsts: dict[int, Stroke] = {}
        for stroke in sorted(self.strokes, key=lambda each: (not each.here, each)):
            if stroke.number:
                firsts.setdefault(stroke.number, stroke)
        self.waiting = firsts
        """By finding the stroke that its card leads to, until it is shown."""

    def within(self, start: int, end: int) -> list[Stroke]:
        """Return the strokes that touch a stretch of one line, in order."""
        first = self.text.rfind("\n", 0, start) + 1
        low, high = bisect_left(self.starts, first), bisect_right(self.starts, end)
        near = [*(each for each in self.wide if each.start < first), *self.strokes[low:high]]
        return [each for each in near if _touches(each, start, end)]

    def runs(self, start: int, end: int, known: Collection[int] = ()) -> tuple[Run, ...]:
        """Part a stretch of the text where marks begin and end; a finding's number stands there once.

        Of findings in ``known`` it stands there only where their cards lead to.
        """
        strokes = self.within(start, end)
        rendered = set(known)
        if start == end:
            return (self._run("", strokes, strokes, rendered),) if strokes else ()
        runs: list[Run] = []
        for left, right, over in parted(start, end, strokes):
            if left == right:
                runs.append(self._run("", over, over, rendered)._replace(kind="point"))
            else:
                ending = [each for each in over if min(each.end, end) == right]
                runs.append(self._run(self.text[left:right], over, ending, rendered))
        return tuple(runs)

    def _run(self, text: str, over: Iterable[Stroke], ending: Iterable[Stroke], rendered: set[int]) -> Run:
        ranked = sorted(over, key=lambda each: (not each.here, -each.rank, each.number))
        badges = []
        for stroke in sorted((each for each in ending if each.number), key=lambda each: each.number):
            anchor = self.waiting.get(stroke.number) == stroke
            if anchor:
                del self.waiting[stroke.number]
            if anchor or stroke.number not in rendered:
                badges.append(Badge(stroke.number, stroke.tone, stroke.here, anchor, stroke.title))
                rendered.add(stroke.number)
        if not ranked:
            return Run(text)
        numbers = tuple(dict.fromkeys(each.number for each in ranked if each.number))
        note = next((each.title for each in ranked if not each.number), "")
        kind = "here" if ranked[0].here else "also" if numbers else "unread"
        return Run(text, kind, ranked[0].tone, numbers, tuple(badges), note)


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
            yield _Unit(block.start, end, full.kinds.get(block.start) or _level(block.heading))
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


def _level(heading: int) -> str:
    return ("", "section")[heading] if heading < 2 else "topic"


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
            cells.append(ShownCell((Run(CUT, "cut"),), 1, 1, "", "", False))
        yield tuple(cells)


def _cell(cell: Cell, heads: str, rows_left: int, strokes: Strokes, known: Collection[int]) -> ShownCell:
    runs = _runs(_Unit(cell.start, cell.start + len(cell.text), "table"), strokes, known)
    gravest = min(runs, key=lambda run: run.kind != "here", default=Run(""))
    whole = gravest.numbers and all(run.numbers for run in runs)
    return ShownCell(
        runs,
        min(cell.rowspan, rows_left),
        min(cell.colspan, _MOST_CELLS),
        gravest.kind if whole else "",
        gravest.tone if whole else "",
        not any(map(str.isalpha, cell.text)),
        heads,
    )


def _runs(unit: _Unit, strokes: Strokes, known: Collection[int] = ()) -> tuple[Run, ...]:
    """Return a unit's text with its marks; of a very long one the beginning and what is around marks."""
    if unit.end - unit.start <= _LONGEST:
        return strokes.runs(unit.start, unit.end, known)
    runs: list[Run] = []
    reached = unit.start
    for start, end in _pieces(unit, strokes):
        if start > reached:
            runs.append(Run(CUT, "cut"))
        runs += strokes.runs(start, end, known)
        reached = end
    return (*runs, Run(CUT, "cut")) if reached < unit.end else tuple(runs)


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


def _strokes(document: Document, number: int, found: Diagnostic) -> Iterator[Stroke]:
    tone = "waived" if found.suppressed else found.severity.word
    rank = 0 if found.suppressed else int(found.severity)
    title = f"{found.code} {found.message}"
    title = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE] + "…"
    places = [(True, found.location), *((False, place) for _, place in found.related)]
    seen: set[tuple[int, int]] = set()
    for here, location in places:
        stretch = _stretch(document, location) if location else None
        if stretch and stretch not in seen:
            seen.add(stretch)
            yield Stroke(*stretch, number, rank, tone, here, title)


def _stretch(document: Document, location: Location) -> tuple[int, int] | None:
    """Return the offsets of a place; none for one in another file, whose line is not the same."""
    lines = document.line_starts
    if location.path or not 0 < location.line <= location.end_line <= len(lines):
        return None
    if document.line(location.line) != location.context:
        return None
    start = lines[location.line - 1] + location.column - 1
    end = lines[location.end_line - 1] + location.end_column - 1
    return (start, min(end, len(document.text))) if start <= end else None


def _touches(stroke: Stroke, start: int, end: int) -> bool:
    if stroke.start == stroke.end or start == end:
        return stroke.start <= end and start <= stroke.end
    return stroke.start < end and start < stroke.end
