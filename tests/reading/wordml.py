"""WordprocessingML in short: documents for tests, and how what is read of them looks."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from gialint.model import Cell, Document, Paragraph
from gialint.reading import Limits
from gialint.reading.docx import read
from gialint.testing import check_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
Shape = list[str | list[str]]


def xml(body: str, namespace: str = W) -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'


def packed(document: str | bytes, **parts: str) -> bytes:
    """Zip a document part and others (``styles=…``) as Word names them."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def opened(body: str, limits: Limits | None = None, **parts: str) -> Document:
    document = read(packed(xml(body), **parts), "a.docx", limits or Limits())
    check_document(document)
    return document


def shape(document: Document) -> Shape:
    """Write blocks short: a paragraph is its text, a table row is ``text@row,column rowspanxcolspan``."""
    shaped: Shape = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            shaped.append(block.text)
        else:
            shaped.append(["; ".join(cell_shape(cell) for cell in row) for row in block.rows])
    return shaped


def cell_shape(cell: Cell) -> str:
    span = "" if cell.rowspan == cell.colspan == 1 else f" {cell.rowspan}x{cell.colspan}"
    return f"{cell.text}@{cell.row},{cell.column}{span}"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*content: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in content)}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    row = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{row}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(*paragraphs: str) -> str:
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
