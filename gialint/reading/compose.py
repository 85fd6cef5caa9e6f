"""Compose the reading text of a file that has none: a line per paragraph or table row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, Cell, Certainty, Document, Entry, Marked, Paragraph, Picture, Source, Table
from gialint.records import NamedTuple

JOIN = " | "
BROKEN = lazy_regex(r"(?<=\d)[^\S\n]*+\n\s*+(?=\d)")


class Box(NamedTuple):
    """A cell before it has a place in the reading text.

    ``origins`` pairs offsets in ``text`` with offsets in the source, ascending, for formats
    whose native location is a line and column.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    native: str = ""
    page: int | None = None
    origins: Sequence[tuple[int, int]] = ()


class Composer:
    """Collects blocks in reading order and keeps the offsets right.

    Line breaks inside a block become spaces, so that a block stays on its own line and
    every text keeps its length.
    """

    def __init__(self, path: str, reader: str) -> None:
        self.path = path
        self.reader = reader
        self.length = 0
        self.pieces: list[str] = []
        self.blocks: list[Paragraph | Table] = []
        self.entries: list[Entry] = []
        self.marked: list[Marked] = []
        """What of the text is not shown as it reads, and where figures are broken over lines."""
        self.asides: list[Aside] = []
        self.pictures: list[Picture] = []
        self.reading: list[int] = []
        self.origin: list[int] = []

    def paragraph(
        self,
        text: str,
        native: str = "",
        heading: int = 0,
        page: int | None = None,
        origins: Sequence[tuple[int, int]] = (),
    ) -> Paragraph:
        """Add a paragraph as a line of its own, and return it."""
        if "\n" in text:
            self._mark_broken(text, self.length)
        text = one_line(text)
        paragraph = Paragraph(text, self._line(text, origins), native, heading, page)
        self.blocks.append(paragraph)
        return paragraph

    def table(self, rows: Iterable[Sequence[Box]], native: str = "", certainty: Certainty = "exact") -> Table:
        """Add a table, each row as a line of its cells joined by `` | ``, and return it."""
        placed: list[tuple[Cell, ...]] = []
        put, at = self.pieces.append, self.length
        for row in rows:
            cells: list[Cell] = []
            for text, number, column, rowspan, colspan, place, page, origins in row:
                if cells:
                    put(JOIN)
                    at += len(JOIN)
                if "\n" in text:
                    self._mark_broken(text, at)
                text = one_line(text)
                for offset, origin in origins:
                    self.reading.append(at + offset)
                    self.origin.append(origin)
                cells.append(Cell(text, at, number, column, rowspan, colspan, place, page))
                put(text)
                at += len(text)
            put("\n")
            at += 1
            placed.append(tuple(cells))
        self.length = at
        table = Table(tuple(placed), certainty, True, native)
        self.blocks.append(table)
        return table

    def entry(self, fact: str, text: str, native: str = "", origins: Sequence[tuple[int, int]] = ()) -> None:
        """Add a figure named by its fact path as a line ``path | text``."""
        text = one_line(text)
        self.entries.append(Entry(fact, text, self._line(text, origins, fact + JOIN), native))

    def document(self, source: str | None = None, *, rewritable: bool = False) -> Document:
        """Return the document; ``source`` is the decoded file where native places are lines in it."""
        behind = None
        if source is not None:
            behind = Source(source, tuple(self.reading) or (0,), tuple(self.origin) or (0,))
        return Document(
            self.path,
            self.reader,
            "".join(self.pieces),
            tuple(self.blocks),
            tuple(self.entries),
            behind,
            asides=tuple(self.asides),
            pictures=tuple(self.pictures),
            marked=disjoint(self.marked),
            rewritable=rewritable,
        )

    def _mark_broken(self, text: str, start: int) -> None:
        """Note where a line ends between two digits: in one figure or between two, nobody can tell."""
        ends = (start + found.start() for found in BROKEN.finditer(text))
        self.marked += (Marked(at, at, "unreadable") for at in ends)

    def _line(self, text: str, origins: Sequence[tuple[int, int]], before: str = "") -> int:
        """Add a line, and return where the text begins on it."""
        start = self.length + len(before)
        for offset, origin in origins:
            self.reading.append(start + offset)
            self.origin.append(origin)
        self.pieces += (before, text, "\n")
        self.length = start + len(text) + 1
        return start


def one_line(text: str) -> str:
    """Return the text with every line break turned into one space, at the same length."""
    if "\n" in text or "\r" in text:
        return text.replace("\n", " ").replace("\r", " ")
    return text


def disjoint(marked: Iterable[Marked]) -> tuple[Marked, ...]:
    """Return marks in order, of which none overlap."""
    found: list[Marked] = []
    for mark in sorted(set(marked)):
        last = found[-1] if found else None
        if last is not None and mark.start < last.end:
            manner = last.manner if mark.manner != "unreadable" else mark.manner
            found[-1] = Marked(last.start, max(last.end, mark.end), manner)
        else:
            found.append(mark)
    return tuple(found)
