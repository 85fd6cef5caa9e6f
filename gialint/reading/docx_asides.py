"""Gather what stands beside the text of a Word document, each with its place in the reading text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gialint.document import Aside, AsideKind, Document, Table
from gialint.reading import Limits
from gialint.reading.compose import one_line
from gialint.reading.docx_margin import Note
from gialint.reading.docx_written import BodyRow, Line
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
    """The asides of a document while it is composed."""

    def __init__(self) -> None:
        self.asides: list[Aside] = []

    def add(self, notes: Sequence[Note], start: int, native: str) -> None:
        """Keep notes of a text that begins at ``start``."""
        for kind, text, author, offset in notes:
            self.asides.append(Aside(kind, one_line(text), author, start + offset, native))

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
    """Return what stands beside a paragraph that reads ``shown``; a hidden one is a note itself."""
    if line.text and not shown:
        return unread(line, "hidden")
    label = len(shown) - len(line.text)
    return [note._replace(offset=label + note.offset) for note in line.notes or ()]


def beside_row(row: BodyRow) -> list[Note]:
    """Return what stands in a row that is deleted or hidden."""
    notes: list[Note] = []
    for cell in row.cells:
        for item in cell.items:
            if isinstance(item, Line):
                notes += unread(item, row.gone or "hidden")
    return notes


def unread(line: Line, kind: AsideKind) -> list[Note]:
    """Return a paragraph that is not in the reading text as notes."""
    notes = [note._replace(offset=0) for note in line.notes or () if note.kind != "inserted"]
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
