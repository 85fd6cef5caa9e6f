"""Write a draft as a .docx with merged cells, through python-docx and the table markup of ECMA-376."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.reportwriter.draft import DraftReport, Grid, is_subheading

if TYPE_CHECKING:
    from docx.document import Document

TABLE = (
    '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    "<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
)
CELL = '<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{spans}</w:tcPr><w:p>{run}</w:p></w:tc>'
WIDTH = 8640
"""Of a table, in twentieths of a point."""

RUN = '<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(draft: DraftReport) -> bytes:
    """Return the file's bytes."""
    import docx as python_docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = python_docx.Document()
    document.add_heading(draft.title, 0)
    for line in draft.preface:
        document.add_paragraph(line)
    for section in draft.sections:
        document.add_heading(section.heading, 1)
        for line in section.lines:
            document.add_heading(line, 2) if is_subheading(line) else document.add_paragraph(line)
        if section.grid:
            _add_table(document, section.grid)
    for line in draft.signature:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def table_markup(grid: Grid) -> str:
    """Return ``w:tbl``: ``gridSpan`` across, ``vMerge`` down with an empty cell in each row below."""
    open_below: dict[int, tuple[int, int]] = {}
    rows = []
    for placed in grid.placed():
        cells = {column: _continued(span) for column, (span, _) in open_below.items()}
        open_below = {column: (span, left - 1) for column, (span, left) in open_below.items() if left > 1}
        for column, slot in placed:
            cells[column] = _cell(slot.text, slot.colspan, "restart" if slot.rowspan > 1 else "")
            if slot.rowspan > 1:
                open_below[column] = (slot.colspan, slot.rowspan - 1)
        rows.append("<w:tr>" + "".join(cells[column] for column in sorted(cells)) + "</w:tr>")
    width = f'<w:gridCol w:w="{WIDTH // grid.columns}"/>'
    return TABLE.format(columns=width * grid.columns, rows="".join(rows))


def _add_table(document: Document, grid: Grid) -> None:
    from docx.oxml import parse_xml

    end = document.element.body.sectPr
    assert end is not None
    end.addprevious(parse_xml(table_markup(grid)))


def _continued(colspan: int) -> str:
    return _cell("", colspan, "continue")


def _cell(text: str, colspan: int, merge: str) -> str:
    spans = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    spans += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return CELL.format(spans=spans, run=RUN.format(text=escape(text)) if text else "")
