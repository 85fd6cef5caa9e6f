"""Read a Word document (.docx, ECMA-376 WordprocessingML)."""

from __future__ import annotations

from gialint.document import Document
from gialint.reading import Limits
from gialint.reading.compose import Box, Composer
from gialint.reading.docx_body import read_body
from gialint.reading.docx_looks import Looks
from gialint.reading.docx_written import BodyCell, BodyTable, Item, Line
from gialint.reading.package import document_part, open_package

Rows = list[list[Box]]


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document as it reads once every tracked change is accepted.

    Native places are ``word/document.xml#p[12]`` (paragraphs outside tables, content controls
    included, counted from 1; a text box's paragraphs bear the number of the one that holds it) and
    ``word/document.xml#tbl[2]/tr[4]/tc[2]`` (counted as they stand in the XML; a nested table's
    go on ``/tbl[1]/tr[1]/tc[1]``). Raises Unreadable and LimitExceeded.
    """
    return read_package(data, path, limits)


def read_package(data: bytes, path: str, limits: Limits, within: str = "") -> Document:
    """Read a document; ``within`` stands before every native place."""
    package = open_package(data, limits)
    part = document_part(package)
    looks = Looks(package, part)
    composer = Composer(path, "docx")
    native = within + part
    for item in read_body(package.read(part), native, limits):
        if isinstance(item, Line):
            text, heading = looks.apply(item)
            if text and not text.isspace():
                composer.paragraph(text, f"{native}#p[{item.number}]", heading)
        else:
            for place, rows in tables(item, looks, limits):
                composer.table(rows, place)
    return composer.document()


def tables(table: BodyTable, looks: Looks, limits: Limits) -> list[tuple[str, Rows]]:
    """Return a table and, after it, those nested in its cells, each with its native place.

    A table that has no words but those of the tables in it is left out.
    """
    merge(table, limits)
    nested: list[tuple[str, Rows]] = []
    rows: Rows = []
    for number, row in enumerate(table.rows, 1):
        if row.gone:
            continue
        boxes: list[Box] = []
        for nth, cell in enumerate(row.cells, 1):
            if cell.covered:
                continue
            text = own_text(cell.items, looks, limits, nested)
            native = f"{table.native}/tr[{number}]/tc[{nth}]"
            boxes.append(Box(text, len(rows), cell.column, cell.rows, cell.span, native))
        rows.append(boxes)
    if not rows or (nested and not any(box.text for boxes in rows for box in boxes)):
        return nested
    return [(table.native, rows), *nested]


def own_text(items: list[Item], looks: Looks, limits: Limits, nested: list[tuple[str, Rows]]) -> str:
    """Return a cell's paragraphs, a line each; its tables go to ``nested``."""
    if len(items) == 1 and isinstance(items[0], Line):
        return looks.apply(items[0])[0]
    texts: list[str] = []
    for item in items:
        if isinstance(item, Line):
            text = looks.apply(item)[0]
            if text:
                texts.append(text)
        else:
            nested += tables(item, looks, limits)
    return "\n".join(texts)


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
