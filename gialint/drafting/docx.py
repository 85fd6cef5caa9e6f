"""Write a draft as a Word document (ECMA-376), set as GB/T 9704—2012 (公文格式) asks.

The type area is 156 × 225 mm on A4, the body in 仿宋 of 16 pt set at 28 pt, the title in 小标宋 of 22 pt,
headings in 黑体 and 楷体. A font that is not there is replaced by its ``altName``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gialint.drafting.draft import Draft, Grid, Slot, is_subheading
from gialint.reporting.layout import xml_text

TEXT_WIDTH = 8845
"""Of the type area, in twentieths of a point (156 mm)."""

PARTS = Path(__file__).parent / "parts"
FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "relations.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/footer1.xml": "footer.xml",
    "word/settings.xml": "settings.xml",
}
"""What does not depend on what is drafted: the parts of the file, and what they are called here."""

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

PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def docx(draft: Draft) -> bytes:
    """Return the file; the same draft gives the same bytes."""
    return docx_of([draft])


def docx_of(drafts: Iterable[Draft]) -> bytes:
    """Return a file with several drafts, each of which begins a new page."""
    body = PAGE_BREAK.join("".join(_body(draft)) for draft in drafts)
    parts = {name: (PARTS / part).read_text("utf-8") for name, part in FIXED.items()}
    parts["word/document.xml"] = (PARTS / "document.xml").read_text("utf-8").replace("{body}", body)
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
        for number, grid in enumerate(part.grids):
            # Word takes tables that touch for one.
            yield from ([_paragraph("", "Normal")] if number else [])
            yield _table(grid)
    yield _paragraph("", "Signature")
    for line in draft.signature:
        yield _paragraph(line, "Signature")


def _paragraph(text: str, style: str) -> str:
    return PARAGRAPH.format(
        style=style, run=RUN.format(text=escape(xml_text(text), quote=False)) if text else ""
    )


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
    numbered = slot.text[:1].isdigit() and any(map(str.isalpha, slot.text))
    listed = numbered or len(slot.text) > LONGEST_CENTRED
    width = sum(widths[column : column + slot.across])
    return CELL.format(width=width, spans=spans, words=_paragraph(slot.text, "Label" if listed else "Cell"))
