"""The parts of a Word document that do not depend on what is drafted: page, styles, fonts, page number.

Measures are those of GB/T 9704—2012 (公文格式): type area 156 × 225 mm on A4, body in 仿宋 of 16 pt
set at 28 pt, title in 小标宋 of 22 pt, headings in 黑体 and 楷体. A font that is not there is replaced by
its ``altName``.
"""

from __future__ import annotations

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


def _style(name: str, font: tuple[str, int], paragraph: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{_NAMES.get(name, name)}"/>'
        f'<w:basedOn w:val="Normal"/>{_NEXT.get(name, "")}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"{_looks(*font)}</w:style>"
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
    + "".join(_style(name, font, paragraph) for name, (font, paragraph) in _STYLES.items())
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


def _relations(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    entries = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


FIXED = {
    "[Content_Types].xml": _types(
        {
            "document": "document.main",
            "styles": "styles",
            "fontTable": "fontTable",
            "footer1": "footer",
            "settings": "settings",
        }
    ),
    "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
    "word/_rels/document.xml.rels": _relations(
        {
            "styles": "styles.xml",
            "fontTable": "fontTable.xml",
            "footer": "footer1.xml",
            "settings": "settings.xml",
        }
    ),
    "word/styles.xml": _STYLE_SHEET,
    "word/fontTable.xml": _FONT_TABLE,
    "word/footer1.xml": _FOOTER,
    "word/settings.xml": _SETTINGS,
}
"""The other parts by their names."""
