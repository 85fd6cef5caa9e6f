"""Read a Word document (.docx, ECMA-376 WordprocessingML)."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from gialint.model import Document, Picture, Table
from gialint.reading import Limits
from gialint.reading.compose import Box, Composer, boxed, disjoint
from gialint.reading.docx_asides import (
    CellNotes,
    Gathered,
    beside,
    beside_cell,
    beside_in_cell,
    beside_row,
    in_cell,
    without_marks,
)
from gialint.reading.docx_body import read_body
from gialint.reading.docx_looks import Look, Looks
from gialint.reading.docx_margin import Note
from gialint.reading.docx_notes import Notes
from gialint.reading.docx_written import BodyCell, BodyTable, Item, Line
from gialint.reading.package import document_part, open_package


class Laid(NamedTuple):
    """A table ready to be composed, and what stands beside the text of its cells."""

    native: str
    rows: list[list[Box]]
    notes: list[CellNotes]


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document as it reads once every tracked change is accepted.

    Native places are ``word/document.xml#p[12]`` (paragraphs outside tables, content controls
    included, counted from 1; a text box's paragraphs bear the number of the one that holds it) and
    ``word/document.xml#tbl[2]/tr[4]/tc[2]`` (counted as they stand in the XML; a nested table's
    go on ``/tbl[1]/tr[1]/tc[1]``), and ``word/footnotes.xml#footnote[2]``. Changes, comments and
    hidden words are its asides. Raises Unreadable and LimitExceeded.
    """
    return read_package(data, path, limits)


def read_package(data: bytes, path: str, limits: Limits, within: str = "") -> Document:
    """Read a document; ``within`` stands before every native place."""
    package = open_package(data, limits)
    part = document_part(package)
    looks = Looks(package, part)
    composer = Composer(path, "docx")
    gathered = Gathered()
    pictures: list[Picture] = []
    native = within + part
    body = read_body(package.read(part), native, limits, looks.sheet)
    place = native
    for item, noted in Notes(package, part, within, looks.sheet).put_in(body):
        if isinstance(item, Line):
            place = noted or f"{native}#p[{item.number}]"
            text, heading = looks.apply(item)
            if item.notes:
                gathered.add(beside(item, text), composer.length, place)
            if text and not text.isspace():
                composer.paragraph(text, place, heading)
        elif isinstance(item, BodyTable):
            place = item.native
            for laid in tables(item, looks, limits):
                compose(laid, composer, gathered)
        else:
            pictures.append(Picture(item.name, max(composer.length - 1, 0), place))
    document = composer.document(rewritable=not within)
    if not (gathered.asides or gathered.marked or pictures):
        return document
    asides = gathered.placed(document, package, part) if gathered.asides else ()
    marked = disjoint([*gathered.marked, *document.marked])
    return replace(document, asides=asides, pictures=tuple(pictures), marked=marked)


def compose(laid: Laid, composer: Composer, gathered: Gathered) -> None:
    """Add a table to the document, and what stands beside its text."""
    if laid.rows:
        composer.table(laid.rows, laid.native)
    if laid.notes:
        table = composer.blocks[-1] if laid.rows else None
        gathered.add_table(table if isinstance(table, Table) else Table(()), laid.notes, composer.length)


def tables(table: BodyTable, looks: Look, limits: Limits) -> list[Laid]:
    """Return a table and, after it, those nested in its cells.

    A table that has no words but those of the tables in it comes without rows, if at all.
    """
    merge(table, limits)
    nested: list[Laid] = []
    laid = Laid(table.native, [], [])
    for number, row in enumerate(table.rows, 1):
        place = f"{table.native}/tr[{number}]"
        if row.gone:
            notes = beside_row(row)
            if notes:
                laid.notes.append(CellNotes(len(laid.rows), 0, place, notes))
            continue
        boxes: list[Box] = []
        for nth, cell in enumerate(row.cells, 1):
            if cell.covered:
                continue
            native = f"{place}/tc[{nth}]"
            if cell.gone:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, beside_cell(cell, "deleted")))
                continue
            notes = []
            text = own_text(cell.items, looks, limits, nested, notes)
            if notes:
                laid.notes.append(CellNotes(len(laid.rows), len(boxes), native, notes))
            boxes.append(boxed((text, len(laid.rows), cell.column, cell.rows, cell.span, native, None, ())))
        laid.rows.append(boxes)
    if nested and not any(box.text for boxes in laid.rows for box in boxes):
        laid.rows.clear()
        laid.notes[:] = [each._replace(notes=without_marks(each.notes)) for each in laid.notes]
    return [laid, *nested] if laid.rows or laid.notes else nested


def own_text(items: list[Item], looks: Look, limits: Limits, nested: list[Laid], notes: list[Note]) -> str:
    """Return a cell's paragraphs, a line each; its tables go to ``nested``, what is beside to ``notes``."""
    if len(items) == 1 and isinstance(items[0], Line):
        line = items[0]
        text = looks.apply(line)[0]
        if line.notes or line.text != text:
            notes += in_cell(beside_in_cell(line, text), text)
        return text
    texts: list[str] = []
    found: list[Note] = []
    length = 0
    for item in items:
        if isinstance(item, Line):
            text = looks.apply(item)[0]
            if item.notes or item.text != text:
                found += (note._replace(offset=length + note.offset) for note in beside_in_cell(item, text))
            if text:
                texts.append(text)
                length += len(text) + 1
        elif isinstance(item, BodyTable):
            inside = tables(item, looks, limits)
            nested += inside
            if any(box.text or laid.notes for laid in inside for boxes in laid.rows for box in boxes):
                found.append(Note("unreadable", "", "", max(length - 1, 0)))
    text = "\n".join(texts)
    notes += in_cell(found, text)
    return text


def merge(table: BodyTable, limits: Limits) -> None:
    """Set each cell's grid column and how many rows it spans, and mark the cells it covers.

    A cell marked ``continue`` belongs to the one above that begins in the same column (17.4.84).
    """
    above: dict[int, BodyCell] = {}
    for row in table.rows:
        if row.gone:
            continue
        open_cells: dict[int, BodyCell] = {}
        column = row.before
        left: BodyCell | None = None
        for cell in row.cells:
            if cell.gone:
                continue
            cell.column = column
            column += cell.span
            if left is not None and cell.along == "continue":
                cell.covered = True
                left.span = min(left.span + cell.span, limits.span)
                continue
            left = cell
            if cell.down:
                open_cells[cell.column] = _merged_down(cell, above, limits)
        above = open_cells


def _merged_down(cell: BodyCell, above: dict[int, BodyCell], limits: Limits) -> BodyCell:
    top = above.get(cell.column) if cell.down == "continue" else None
    if top is None:
        return cell
    cell.covered = True
    top.rows = min(top.rows + 1, limits.span)
    return top
