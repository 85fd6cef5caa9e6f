"""Write a draft as a .docx with merged cells, through python-docx and the table markup of ECMA-376."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.reportwriter.draft import DraftReport, Grid, is_subheading
from tests.reportwriter.word_numbers import AsTyped, Numbers, Spell

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


def docx(draft: DraftReport, numbered: bool = False) -> bytes:
    """Return the file's bytes; with ``numbered``, numbers of headings and labels are Word's own."""
    import docx as python_docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = python_docx.Document()
    spell: Spell = Numbers(document, 1_000) if numbered else AsTyped()
    label: Spell = Numbers(document, 2_000) if numbered else AsTyped()
    document.add_heading(draft.title, 0)
    for line in draft.preface:
        document.add_paragraph(line)
    for section in draft.sections:
        _add_heading(document, section.heading, 1, spell)
        for line in section.lines:
            if is_subheading(line):
                _add_heading(document, line, 2, spell)
            else:
                document.add_paragraph(line)
        if section.grid:
            _add_table(document, section.grid, label)
    for line in draft.signature:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def table_markup(grid: Grid, spell: Spell) -> str:
    """Return ``w:tbl``: ``gridSpan`` across, ``vMerge`` down with an empty cell in each row below."""
    open_below: dict[int, tuple[int, int]] = {}
    rows = []
    for placed in grid.placed():
        cells = {column: _continued(span) for column, (span, _) in open_below.items()}
        open_below = {column: (span, left - 1) for column, (span, left) in open_below.items() if left > 1}
        for column, slot in placed:
            merge = "restart" if slot.rowspan > 1 else ""
            properties, text = ("", slot.text) if slot.figure else spell(slot.text)
            cells[column] = _cell(properties, text, slot.colspan, merge)
            if slot.rowspan > 1:
                open_below[column] = (slot.colspan, slot.rowspan - 1)
        rows.append("<w:tr>" + "".join(cells[column] for column in sorted(cells)) + "</w:tr>")
    width = f'<w:gridCol w:w="{WIDTH // grid.columns}"/>'
    return TABLE.format(columns=width * grid.columns, rows="".join(rows))


def _add_heading(document: Document, text: str, level: int, spell: Spell) -> None:
    from docx.oxml import parse_xml

    properties, text = spell(text)
    heading = document.add_heading(text, level)
    if properties:
        markup = properties.replace("<w:numPr>", f'<w:numPr xmlns:w="{heading._p.nsmap["w"]}">')
        heading._p.get_or_add_pPr().append(parse_xml(markup.removeprefix("<w:pPr>").removesuffix("</w:pPr>")))


def _add_table(document: Document, grid: Grid, spell: Spell) -> None:
    from docx.oxml import parse_xml

    end = document.element.body.sectPr
    assert end is not None
    end.addprevious(parse_xml(table_markup(grid, spell)))


def _continued(colspan: int) -> str:
    return _cell("", "", colspan, "continue")


def _cell(properties: str, text: str, colspan: int, merge: str) -> str:
    spans = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    spans += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    run = RUN.format(text=escape(text)) if text else ""
    return CELL.format(spans=spans, run=properties + run)
