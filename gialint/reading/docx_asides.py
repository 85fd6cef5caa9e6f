"""Gather what stands beside the text of a Word document, each with its place in the reading text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gialint.model import Aside, AsideKind, Document, Marked, Table
from gialint.reading import Limits
from gialint.reading.compose import one_line
from gialint.reading.docx_margin import BESIDE, MANNERS, Note
from gialint.reading.docx_written import BodyCell, BodyRow, Line
from gialint.reading.docx_xml import attribute, walk
from gialint.reading.package import Package

OURS = "gialint"
"""The author of the comments that gialint writes: they say nothing that the file says."""

Comments = dict[str, tuple[str, str]]
"""By id, each comment's author and text."""


class CellNotes(NamedTuple):
    """What stands beside a cell's text, by the cell's row and its number in it."""

    row: int
    number: int
    native: str
    notes: Sequence[Note]


class Gathered:
    """The asides of a document while it is composed, and what of its text is not shown plainly."""

    def __init__(self) -> None:
        self.asides: list[Aside] = []
        self.marked: list[Marked] = []

    def add(self, notes: Sequence[Note], start: int, native: str) -> None:
        """Keep notes of a text that begins at ``start``."""
        for note in notes:
            at, kind = start + note.offset, note.aside
            if kind is not None:
                self.asides.append(Aside(kind, one_line(note.text), note.author, at, native))
            elif note.kind not in BESIDE:
                self.marked.append(Marked(at, at + len(note.text), MANNERS[note.kind]))

    def add_table(self, table: Table, cells: Sequence[CellNotes], end: int) -> None:
        """Keep notes of a table's cells; those of rows that are gone stand where the next row begins."""
        for row, number, native, notes in cells:
            there = table.rows[row] if row < len(table.rows) else ()
            self.add(notes, there[number].start if number < len(there) else end, native)

    def placed(self, document: Document, package: Package, part: str) -> tuple[Aside, ...]:
        """Return the asides in order, comments with their words; opens the comments only if there are any."""
        comments: Comments = {}
        if any(aside.kind == "comment" for aside in self.asides):
            name = package.part(part, "comments")
            comments = read_comments(package.read(name), name, package.limits) if name else {}
        placed = (_placed(aside, comments, len(document.text)) for aside in self.asides)
        kept = (aside for aside in placed if aside.kind != "comment" or aside.author != OURS)
        return tuple(sorted(kept, key=lambda aside: aside.start))


def beside(line: Line, shown: str) -> Sequence[Note]:
    """Return what stands beside a paragraph that reads ``shown``."""
    label = len(shown) - len(line.text)
    return [note._replace(offset=label + note.offset) for note in line.notes or ()]


def beside_in_cell(line: Line, shown: str) -> Sequence[Note]:
    """Return the same in a cell: there the number of a list stands before a figure like more digits."""
    label = len(shown) - len(line.text)
    if label and line.text[:1].isnumeric() and any(map(str.isnumeric, shown[:label])):
        return [Note("unreadable", shown[:label], "", 0), *beside(line, shown)]
    return beside(line, shown)


def in_cell(notes: Iterable[Note], text: str) -> list[Note]:
    """Return the notes of a whole cell: a text box in it, or a shape over nothing, is what it shows."""
    found: list[Note] = []
    for note in notes:
        if note.kind == "boxed" or (note.kind == "floating" and not text.strip()):
            found.append(note._replace(kind="unreadable"))
        elif note.kind not in BESIDE:
            found.append(note)
    return found


def without_marks(notes: Iterable[Note]) -> list[Note]:
    """Return the notes of a text that is not in the reading text itself."""
    return [note for note in notes if note.aside]


def beside_row(row: BodyRow) -> list[Note]:
    """Return what stands in a row that is deleted or hidden."""
    return [note for cell in row.cells for note in beside_cell(cell, row.gone or "hidden")]


def beside_cell(cell: BodyCell, kind: AsideKind) -> list[Note]:
    """Return what stands in a cell that is not shown."""
    lines = (item for item in cell.items if isinstance(item, Line))
    return [note for line in lines for note in unread(line, kind)]


def unread(line: Line, kind: AsideKind) -> list[Note]:
    """Return a paragraph that is not in the reading text as notes."""
    kept = without_marks(line.notes or ())
    notes = [note._replace(offset=0) for note in kept if note.kind != "inserted"]
    return [*notes, Note(kind, line.text, "", 0)] if line.text else notes


def read_comments(content: bytes, part: str, limits: Limits) -> Comments:
    """Return the comments of a document; raises what ``docx_xml.walk`` raises."""
    comments: Comments = {}
    pieces: list[str] = []
    number = author = ""

    def begin(attributes: list[str]) -> None:
        nonlocal number, author
        number, author = attribute(attributes, "id"), attribute(attributes, "author")
        pieces.clear()

    def end() -> None:
        comments[number] = author, " ".join("".join(pieces).split())

    starts = {"comment": begin, "p": lambda _: pieces.append(" ")}
    walk(content, part, limits, starts, {"comment": end}, pieces.append)
    return comments


def _placed(aside: Aside, comments: Comments, last: int) -> Aside:
    start = min(aside.start, last)
    if aside.kind != "comment":
        return aside._replace(start=start)
    author, text = comments.get(aside.text, ("", ""))
    return aside._replace(start=start, author=author, text=text)
