"""Where in the XML of a Word document each piece of its reading text stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gialint.model import Cell, Document, Paragraph, Table
from gialint.reading import Limits
from gialint.reading.docx import Notes, tables
from gialint.reading.docx.body import BodyTable, Item, Line
from gialint.reading.docx.numbering import Look, Looks
from gialint.reading.package import Package
from gialint.writing.word_pieces import Piece, Written, pieces_of


class Stretch(NamedTuple):
    """A piece of the reading text from ``start``, as long as the piece of the file it was read from."""

    start: int
    piece: Piece

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.piece.text)


class Mapped(NamedTuple):
    """A document part and where its words stand in it."""

    content: bytes
    stretches: list[Stretch]
    lines: list[tuple[int, int, Written]]
    """In reading order, where each paragraph that is read begins and ends; a cell has many."""
    blanks: dict[int, Written]
    """By where they are in the reading text, the first paragraphs of cells without words."""
    natives: dict[str, Written]
    """The first paragraph at each native place, whether it is read or not."""

    def between(self, start: int, end: int) -> list[Stretch]:
        """Return the stretches that have some of the reading text from ``start`` to ``end``."""
        first = bisect_right(self.stretches, start, key=_end)
        last = bisect_left(self.stretches, end, first, key=_start)
        return self.stretches[first:last]

    def paragraph(self, at: int, native: str) -> Written:
        """Return the paragraph at a native place, or else the one that is read at an offset.

        Raises StopIteration where the document has no paragraph at all.
        """
        if native in self.natives:
            return self.natives[native]
        after = bisect_right(self.lines, at, key=lambda line: line[0])
        return self.lines[max(after - 1, 0)][2] if self.lines else next(iter(self.natives.values()))


def mapped(document: Document, package: Package, part: str, content: bytes, limits: Limits) -> Mapped:
    """Return where the words of a document stand in ``content``, the part it was read from, in UTF-8."""
    looks = Looks(package, part)
    body, written = pieces_of(content, part, limits, looks.sheet)
    noted = list(Notes(package, part, "", looks.sheet).put_in(body))
    items = [item for item, _ in noted]
    shown = Shown(looks)
    for item in items:
        if isinstance(item, Line):
            shown.apply(item)
        elif isinstance(item, BodyTable):
            tables(item, shown, limits)
    owners = _owners(noted, written)
    stretches: list[Stretch] = []
    lines: list[tuple[int, int, Written]] = []
    for start, line in _placed(document, items, shown):
        text = shown.texts[id(line)]
        label = len(text) - len(line.text)
        if id(line) in written:
            pieces = written[id(line)].pieces
            stretches += (Stretch(start + label + piece.offset, piece) for piece in pieces if piece.text)
        lines.append((start, start + len(text), owners[id(line)]))
    blanks = {
        cell.start: written[id(line)]
        for cell, inside in _read_cells(document, items)
        for line in inside[:1]
        if not cell.text and isinstance(line, Line) and id(line) in written
    }
    natives: dict[str, Written] = {}
    for native, line in _named(noted, part):
        natives.setdefault(native, owners[id(line)])
    lines.sort(key=lambda line: line[0])
    return Mapped(content, sorted(stretches, key=_start), lines, blanks, natives)


class Shown:
    """Remembers how each paragraph looked."""

    def __init__(self, looks: Look) -> None:
        self.looks = looks
        self.texts: dict[int, str] = {}

    def apply(self, line: Line) -> tuple[str, int]:
        """Return a paragraph's text as shown, and its heading level."""
        text, heading = self.looks.apply(line)
        self.texts[id(line)] = text
        return text, heading


def _placed(document: Document, items: Iterable[Item], shown: Shown) -> Iterator[tuple[int, Line]]:
    """Yield each paragraph that is read and where it begins in the reading text."""
    blocks = (block for block in document.blocks if isinstance(block, Paragraph))
    for item in items:
        text = shown.texts.get(id(item), "")
        if isinstance(item, Line) and text and not text.isspace():
            yield next(blocks).start, item
    for cell, inside in _read_cells(document, items):
        at = cell.start
        for item in inside:
            text = shown.texts.get(id(item), "")
            if isinstance(item, Line) and text:
                yield at, item
                at += len(text) + 1


def _read_cells(document: Document, items: Iterable[Item]) -> Iterator[tuple[Cell, Sequence[Item]]]:
    """Yield each cell of the document and what it was read from."""
    inside = dict(_cells(items))
    for table in document.blocks:
        if isinstance(table, Table):
            for row in table.rows:
                yield from ((cell, inside[cell.native]) for cell in row)


def _cells(items: Iterable[Item]) -> Iterator[tuple[str, Sequence[Item]]]:
    """Yield the native place of every cell, those of nested tables too, and what is in it."""
    for table in items:
        if isinstance(table, BodyTable):
            for row, cells in enumerate(table.rows, 1):
                for column, cell in enumerate(cells.cells, 1):
                    yield f"{table.native}/tr[{row}]/tc[{column}]", cell.items
                    yield from _cells(cell.items)


def _owners(noted: Iterable[tuple[Item, str]], written: Mapping[int, Written]) -> dict[int, Written]:
    """Return where to point for each paragraph, by its id: for a note's, to what refers to the note."""
    owners = dict(written)
    last = next(iter(written.values()), None)
    for item, _ in noted:
        for line in _lines(item):
            last = written.get(id(line), last)
            if last is not None:
                owners[id(line)] = last
    return owners


def _lines(item: Item) -> Iterator[Line]:
    if isinstance(item, Line):
        yield item
    for _, inside in _cells([item]):
        yield from (each for each in inside if isinstance(each, Line))


def _named(noted: Sequence[tuple[Item, str]], part: str) -> Iterator[tuple[str, Line]]:
    """Yield the paragraphs at every native place: of paragraphs, notes, cells and rows."""
    for item, note in noted:
        if isinstance(item, Line):
            yield note or f"{part}#p[{item.number}]", item
    for native, content in _cells(item for item, _ in noted):
        for item in content:
            if isinstance(item, Line):
                yield native, item
                yield native.rpartition("/")[0], item


def _start(stretch: Stretch) -> int:
    return stretch.start


def _end(stretch: Stretch) -> int:
    return stretch.end
