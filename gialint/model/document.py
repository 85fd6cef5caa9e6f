"""What a reader yields: paragraphs, tables and entries over one reading text.

The reading text is one canonical rendering of a file, a line per heading, paragraph
or table row. Every block is a slice of it, so a pair of offsets is a place, and a
place can be given in three ways: an address for people, a line and column of
the reading text, and the native location inside the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from gialint.model.personal import Kind
from gialint.records import NamedTuple, dataclass, field

Certainty = Literal["exact", "positional", "derived", "none"]
"""How sure a figure is: of a real cell, a cell by position, following from others, or not readable."""
AsideKind = Literal["inserted", "deleted", "comment", "hidden"]
Manner = Literal["struck", "raised", "lowered", "hidden", "reversed", "unreadable", Kind]
"""How characters are shown, where that is not as figures are.

``unreadable`` is no text at all; personal numbers are starred, and marked by their kind.
"""


class Seam(NamedTuple):
    """Where a converter broke a sentence: the reading text between its halves.

    That is a line end, and perhaps a page number; ``instead`` is the space it replaces
    between words.
    """

    start: int
    end: int
    instead: str = ""


class Paragraph(NamedTuple):
    """A line of prose or a heading; ``text`` is the slice of the reading text at ``start``.

    It goes over several lines only where a converter broke it, at its ``seams``.
    """

    text: str
    start: int
    native: str = ""
    heading: int = 0
    """Outline level the file itself states (1 is the top); 0 where it states none."""
    page: int | None = None
    seams: tuple[Seam, ...] = ()

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield where in its text each of the lines stands over which it was broken."""
        start = 0
        for seam in self.seams:
            yield start, seam.start - self.start
            start = seam.end - self.start
        yield start, len(self.text)


class Cell(NamedTuple):
    """A table cell; ``row`` and ``column`` count grid places from 0, spans included."""

    text: str
    start: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    native: str = ""
    page: int | None = None

    def place(self, document: Document, address: str, section: str) -> Place:
        """Return where it stands, under its address in a section."""
        end = self.start + len(self.text)
        return Place(document, self.start, end, address, section, self.native, self.page)


class Table(NamedTuple):
    """Rows of cells, each cell once, at its top left grid place.

    ``geometry``: columns are true grid columns; without it a row is only a
    sequence of cells (text whose spans are lost), to be read from its labels.
    """

    rows: tuple[tuple[Cell, ...], ...]
    certainty: Certainty = "exact"
    geometry: bool = True
    native: str = ""


class Entry(NamedTuple):
    """A figure named by its fact path, as in a report written as data; ``""`` is blank."""

    fact: str
    text: str
    start: int
    native: str = ""


class Aside(NamedTuple):
    """What a file contains besides its final text: a tracked change, a comment, hidden words.

    ``start`` is its place in the reading text; in that text are only inserted words, and the
    comments (``<!-- … -->``) of a file that is its own reading text.
    """

    kind: AsideKind
    text: str
    author: str
    start: int
    native: str = ""
    alone: bool = False
    """Nothing else is on its line or between its tags: it applies to what follows."""

    @property
    def remark(self) -> bool:
        """Whether it is a comment to gialint (``gialint: 忽略 GIA502 原因``), and not one by it."""
        return self.kind == "comment" and is_remark(self.text) and self.author.lower() != "gialint"


def is_remark(comment: str) -> bool:
    """Return whether a comment is addressed to gialint."""
    return comment[:7].lower() == "gialint" and comment[7:].lstrip()[:1] in (":", "：")


class Picture(NamedTuple):
    """A picture in a file, so that words in it cannot be read.

    ``name`` says what it is a picture of if the file does (``Excel.Sheet.12``); ``start`` is
    its place in the reading text.
    """

    name: str
    start: int
    native: str = ""


class Marked(NamedTuple):
    """A stretch of the reading text that is not shown as it stands there: struck, raised, hidden, starred.

    An empty one is where something stands that is not in the reading text: hidden digits, a
    picture or form control in a cell (``unreadable``).
    """

    start: int
    end: int
    manner: Manner


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """Return where the lines of a source begin; called for each of many places of one page."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


class Source(NamedTuple):
    """The decoded file behind a reading text, for formats that are text themselves.

    ``reading`` and ``origin`` pair offsets: the run of reading text that begins at
    ``reading[i]`` was copied from the source at ``origin[i]``. Both ascend in ``reading``.
    """

    text: str
    reading: tuple[int, ...] = (0,)
    origin: tuple[int, ...] = (0,)

    def offset(self, reading_offset: int) -> int:
        """Return the source offset of a reading-text offset."""
        run = max(bisect_right(self.reading, reading_offset) - 1, 0)
        return self.origin[run] + reading_offset - self.reading[run]

    def line_and_column(self, reading_offset: int) -> tuple[int, int]:
        """Return the 1-based line and column in the source."""
        offset = self.offset(reading_offset)
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ``text`` is the reading text, ``blocks`` are its slices in order.

    Invariant of every reader: for each block, cell and entry ``b``,
    ``text[b.start : b.start + len(b.text)] == b.text``, and it is on one line. Only where the
    file is its own reading text may a cell go over several, and a paragraph at its seams: line
    ends inside them are of the file.
    """

    path: str
    reader: str
    text: str
    blocks: tuple[Paragraph | Table, ...]
    entries: tuple[Entry, ...] = ()
    source: Source | None = None
    asides: tuple[Aside, ...] = ()
    pictures: tuple[Picture, ...] = ()
    marked: tuple[Marked, ...] = ()
    """Ascending, and none overlap."""
    rewritable: bool = False
    """Whether a file without ``source`` can be edited by offsets of its reading text (a .docx)."""
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The lines of the reading text: every place on a line shares it, however long it is."""
    line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lines = self.text.split("\n")
        starts = [0]
        for line in lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        object.__setattr__(self, "lines", tuple([line.rstrip("\r") for line in lines]))
        object.__setattr__(self, "line_starts", tuple(starts))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset in the reading text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line of the reading text, counted from 1, without its end."""
        return self.lines[number - 1]

    def marked_in(self, start: int, end: int) -> tuple[Marked, ...]:
        """Return what is marked within two offsets of the reading text, and what touches them."""
        first = bisect_left(self.marked, start, key=lambda each: each.end)
        return self.marked[first : bisect_right(self.marked, end, first, key=lambda each: each.start)]

    def end_of(self, aside: Aside) -> int:
        """Return where an aside ends in the reading text; most are not in it."""
        if aside.kind == "inserted":
            return aside.start + len(aside.text)
        if aside.kind == "comment" and self.text.startswith("<!--", aside.start):
            return self.text.find("-->", aside.start) + 3
        return aside.start


class Location(NamedTuple):
    """A place spelled out as plain values, as outputs show it; columns count characters.

    ``end_column`` is the column after the last character. ``context`` is the line of
    the reading text on which the place begins.
    """

    address: str
    section: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    native: str
    text: str
    context: str = ""
    path: str = ""
    """The file, where that is another than the report's own: last year's."""


class Place(NamedTuple):
    """A stretch of the reading text under an address (``三/表1/一、本年新收…/自然人``).

    Two places of one document are the same if their stretches and addresses are.
    """

    document: Document
    start: int
    end: int
    address: str
    section: str = ""
    native: str = ""
    page: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self[1:5] == other[1:5]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[1:5])

    def __repr__(self) -> str:
        return f"Place{self[1:5]}"

    @property
    def text(self) -> str:
        """The words at this place."""
        return self.document.text[self.start : self.end]

    def location(self) -> Location:
        """Spell this place out in all three vocabularies."""
        document, start, end = self.document, self.start, self.end
        line, column = document.line_and_column(start)
        text = document.text[start:end]
        # Most places are on one line.
        one = "\n" not in text
        end_line, end_column = (line, column + end - start) if one else document.line_and_column(end)
        native = self.native
        if document.source is not None:
            source_line, source_column = document.source.line_and_column(start)
            native = f"{source_line}:{source_column}"
        return Location(
            self.address,
            self.section,
            line,
            column,
            end_line,
            end_column,
            self.page,
            native,
            text,
            document.lines[line - 1],
        )
