"""Write a draft as a Word document: A4, the type of GB/T 9704—2012, tables with merged cells (ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gialint.drafting.docx_parts import DOCUMENT, FIXED, TEXT_WIDTH
from gialint.drafting.draft import Draft, Grid, Slot, is_subheading
from gialint.reporting.junit import xml_text

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part, the earliest that a zip can store: the same draft gives the same bytes."""

PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'
RUN = '<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
    '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
)
ROW = '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'
HEAD = "<w:tblHeader/>"
CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
    "{words}</w:tc>"
)
LONGEST_CENTRED = 14
"""Labels of more characters, and numbered ones, begin at the left, as in the form."""


def docx(draft: Draft) -> bytes:
    """Return the file; the same draft gives the same bytes."""
    body = "".join(_body(draft))
    parts = {**FIXED, "word/document.xml": DOCUMENT.format(body=body)}
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            part = ZipInfo(name, FIRST_DAY)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content.encode())
    return file.getvalue()


def _body(draft: Draft) -> Iterator[str]:
    yield _paragraph(draft.title, "Title")
    for line in draft.preface:
        yield _paragraph(line, "Normal")
    for part in draft.parts:
        yield _paragraph(part.heading, "Heading1")
        for line in part.lines:
            yield _paragraph(line, "Heading2" if is_subheading(line) else "Normal")
        yield from map(_table, part.grids)
    yield _paragraph("", "Signature")
    for line in draft.signature:
        yield _paragraph(line, "Signature")


def _paragraph(text: str, style: str) -> str:
    return PARAGRAPH.format(style=style, run=RUN.format(text=_escaped(text)) if text else "")


def _table(grid: Grid) -> str:
    widths = [TEXT_WIDTH * share // sum(grid.widths) for share in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = (
        ROW.format(head=HEAD if number < grid.heads else "", cells="".join(cells))
        for number, cells in enumerate(_rows(grid, widths))
    )
    return TABLE.format(width=sum(widths), columns=columns, rows="".join(rows))


def _rows(grid: Grid, widths: list[int]) -> Iterator[Iterable[str]]:
    """Yield the cells of each row: ``gridSpan`` across, ``vMerge`` down with an empty cell a row below."""
    below: dict[int, Slot] = {}
    for placed in grid.placed():
        cells = {
            column: _cell(slot._replace(text=""), column, widths, "continue")
            for column, slot in below.items()
        }
        below = {column: slot._replace(down=slot.down - 1) for column, slot in below.items() if slot.down > 2}
        for column, slot in placed:
            cells[column] = _cell(slot, column, widths, "restart" if slot.down > 1 else "")
            if slot.down > 1:
                below[column] = slot
        yield [cells[column] for column in sorted(cells)]


def _cell(slot: Slot, column: int, widths: list[int], merge: str) -> str:
    spans = f'<w:gridSpan w:val="{slot.across}"/>' if slot.across > 1 else ""
    spans += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    listed = slot.text[:1].isdigit() or len(slot.text) > LONGEST_CENTRED
    width = sum(widths[column : column + slot.across])
    return CELL.format(width=width, spans=spans, words=_paragraph(slot.text, "Label" if listed else "Cell"))


def _escaped(text: str) -> str:
    return xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
