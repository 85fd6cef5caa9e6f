"""Write a draft as a Word document (ECMA-376), set as GB/T 9704—2012 (公文格式) asks.

The type area is 156 × 225 mm on A4, the body in 仿宋 of 16 pt set at 28 pt, the title in 小标宋 of 22 pt,
headings in 黑体 and 楷体. A font that is not there is replaced by its ``altName``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gialint.drafting.draft import Draft, Grid, Slot, is_subheading
from gialint.reporting.layout import xml_text

TEXT_WIDTH = 8845
"""Of the type area, in twentieths of a point (156 mm)."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

DOCUMENT = (
    f'{_XML}<w:document {_WORD} xmlns:r="{_OFFICE}"><w:body>{{body}}<w:sectPr>'
    '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" '
    'w:gutter="0"/></w:sectPr></w:body></w:document>'
)

_FONTS = {
    "方正小标宋简体": "宋体",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
_BODY = ("仿宋_GB2312", 32)
_CENTRED = '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
_APART = '<w:spacing w:after="560" w:line="640" w:lineRule="exact"/>'
_CLOSE = '<w:spacing w:line="240" w:lineRule="auto"/>'
_STYLES = {
    # name: (font and size in half points, its paragraph properties)
    "Title": (("方正小标宋简体", 44), _APART + _CENTRED),
    "Heading1": (("黑体", 32), '<w:keepNext/><w:outlineLvl w:val="0"/>'),
    "Heading2": (("楷体_GB2312", 32), '<w:keepNext/><w:outlineLvl w:val="1"/>'),
    "Signature": (_BODY, '<w:ind w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'),
    "Cell": (("宋体", 18), _CLOSE + _CENTRED),
    "Label": (("宋体", 18), _CLOSE + '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'),
    "Footer": (("宋体", 28), _CENTRED),
}


def _looks(font: str, size: int) -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


# By these names Word knows its own styles, and shows headings in its navigation pane.
_NAMES = {"Heading1": "heading 1", "Heading2": "heading 2", "Title": "Title", "Footer": "footer"}
# After these a new paragraph is one of the body.
_NEXT = dict.fromkeys(("Title", "Heading1", "Heading2"), '<w:next w:val="Normal"/>')
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)

_STYLE_SHEET = (
    f"{_XML}<w:styles {_WORD}><w:docDefaults><w:rPrDefault>{_looks(*_BODY)}</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    '<w:jc w:val="both"/></w:pPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{_NAMES.get(name, name)}"/>'
        f'<w:basedOn w:val="Normal"/>{_NEXT.get(name, "")}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"{_looks(*font)}</w:style>"
        for name, (font, paragraph) in _STYLES.items()
    )
    + '<w:style w:type="table" w:styleId="Form"><w:name w:val="Form"/><w:tblPr>'
    f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style></w:styles>"
)
_FONT_TABLE = f"{_XML}<w:fonts {_WORD}>" + "".join(
    f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>' for font, other in _FONTS.items()
) + "</w:fonts>"  # fmt: skip
_FOOTER = (
    f'{_XML}<w:ftr {_WORD}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
)


# Without this Word shows a file as one of 2007, in compatibility mode.
_SETTINGS = (
    f'{_XML}<w:settings {_WORD}><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _types(parts: Iterable[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind, name in parts
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


_PARTS = {
    ("styles", "styles"): _STYLE_SHEET,
    ("fontTable", "fontTable"): _FONT_TABLE,
    ("footer", "footer1"): _FOOTER,
    ("settings", "settings"): _SETTINGS,
}
"""What does not depend on what is drafted, by the kind and name of its part."""

FIXED = {
    "[Content_Types].xml": _types([("document.main", "document"), *_PARTS]),
    "_rels/.rels": _relations([("officeDocument", "word/document")]),
    "word/_rels/document.xml.rels": _relations(_PARTS),
    **{f"word/{name}.xml": content for (_, name), content in _PARTS.items()},
}
"""All parts but the document itself, by their names."""

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
        for number, grid in enumerate(part.grids):
            # Word takes tables that touch for one.
            yield from ([_paragraph("", "Normal")] if number else [])
            yield _table(grid)
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
    numbered = slot.text[:1].isdigit() and any(map(str.isalpha, slot.text))
    listed = numbered or len(slot.text) > LONGEST_CENTRED
    width = sum(widths[column : column + slot.across])
    return CELL.format(width=width, spans=spans, words=_paragraph(slot.text, "Label" if listed else "Cell"))


def _escaped(text: str) -> str:
    return xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
