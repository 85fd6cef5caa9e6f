"""Figures of a workbook in disguise: fonts, number formats, formulas, and what is hidden on a sheet."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from tests.reportwriter.disguise import Disguise, Disguised, Disguises, Reads, every_other
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.workbook import xlsx

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
CELL = re.compile(r'<c r="([A-Z]+\d+)"><v>(\d[\d.]*)</v></c>')
PROSE = re.compile(r"<si><t>([^<]*件[^<]*)</t></si>")
FIGURE = re.compile(r"(\d+)(?=件)")

FONTS = {
    "struck": "<strike/>",
    "not struck": '<strike val="0"/>',
    "raised": '<vertAlign val="superscript"/>',
    "white": '<color rgb="FFFFFFFF"/>',
    "paper": '<color theme="0"/>',
    "red": '<color rgb="FFFF0000"/>',
    "tiny": '<sz val="1"/>',
}
FORMS = {
    "whole": "0",
    "grouped": "#,##0",
    "pieces": '0"件"',
    "accounting": '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    "coloured": "[Red]General",
    "nothing": ";;;",
    "nine more": '0"9"',
    "share": "0%",
    "thousands": "0,",
    "scientific": "0.00E+00",
    "not so much": '[>=0]"";General',
}
STYLED = [*FONTS, *FORMS, "white on blue"]
"""What the cells' styles are, from 1 on."""

WHITE_ON_BLUE = '<fill><patternFill patternType="solid"><fgColor rgb="FF003366"/></patternFill></fill>'


def run(text: str = "{n}", properties: str = "") -> str:
    """Return a run of a text."""
    return f"<r><rPr>{properties}</rPr><t>{text}</t></r>"


def of(style: str, value: str = "<v>{n}</v>", more: str = "") -> str:
    """Return a cell of a style."""
    return f'<c r="@" s="{STYLED.index(style) + 1}"{more}>{value}</c>'


def text(style: str) -> str:
    """Return a cell with a text of a style."""
    return of(style, "<is><t>{n}</t></is>", ' t="inlineStr"')


SAME = {
    "one text": "<t>{n}</t>",
    "a single run": run(),
    "split runs": run("{first}") + run("{rest}"),
    "runs of many looks": run("{first}", "<b/><u/>") + run("{rest}", FONTS["red"]),
    "soft hyphen": "<t>{first}\u00ad{rest}</t>",
    "zero width space": "<t>{first}\u200b{rest}</t>",
    "not struck": run("{n}", FONTS["not struck"]),
    "a sound above": '<t>{n}</t><rPh sb="0" eb="1"><t>9</t></rPh>',
    "spaces around": "<t xml:space='preserve'> {n} </t>",
}
REFUSED = {
    "struck before": run("9", "<strike/>") + run(),
    "struck after": run() + run("9", "<strike/>"),
    "struck whole": run("{n}", "<strike/>"),
    "raised": run() + run("9", FONTS["raised"]),
    "lowered": run() + run("9", '<vertAlign val="subscript"/>'),
    "white": run("9", FONTS["white"]) + run(),
    "of no size": run("9", '<sz val="1"/>') + run(),
    "overridden direction": "<t>1\u202e{n}\u202c</t>",
    "figure over two lines": "<t>1\n{n}</t>",
}
CELLS: dict[str, tuple[Reads, str]] = {
    "formula": ("same", '<c r="@"><f>SUM(A1)</f><v>{n}</v></c>'),
    "formula of text": ("same", '<c r="@" t="str"><f>A1</f><v>{n}</v></c>'),
    "exponent": ("same", '<c r="@"><v>{n}E0</v></c>'),
    "font not struck": ("same", of("not struck")),
    "red font": ("same", of("red")),
    "white on blue": ("same", of("white on blue")),
    "format of whole numbers": ("same", of("grouped")),
    "format with a unit": ("same", of("pieces")),
    "format of accountants": ("same", of("accounting")),
    "format with a colour": ("same", of("coloured")),
    "raised whole": ("same", of("raised")),
    "formula without a value": ("unreadable", '<c r="@"><f>SUM(A1)</f></c>'),
    "formula of an empty value": ("unreadable", '<c r="@"><f>SUM(A1)</f><v></v></c>'),
    "font struck": ("unreadable", of("struck")),
    "text of a struck font": ("unreadable", text("struck")),
    "white font": ("unreadable", of("white")),
    "font of the paper's colour": ("unreadable", of("paper")),
    "font of no size": ("unreadable", of("tiny")),
    "format that hides": ("unreadable", of("nothing")),
    "format that hides texts": ("unreadable", text("nothing")),
    "format with a digit": ("unreadable", of("nine more")),
    "format that hides what is more": ("unreadable", of("not so much")),
    "picture in the cell": ("unreadable", '<c r="@" t="e" vm="1"><v>#VALUE!</v></c>'),
}
WORKBOOK: Disguises = {
    **{name: Disguise(markup, "same") for name, markup in SAME.items()},
    **{name: Disguise(markup, "unreadable") for name, markup in REFUSED.items()},
    **{name: Disguise(markup, reads, "cell") for name, (reads, markup) in CELLS.items()},
}


def workbook(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as a workbook with every other figure of its tables, and of its prose, in disguise."""
    file = BytesIO()
    inline = disguise.where == "both"

    def cell(found: re.Match[str]) -> str:
        markup = disguise.of(found[2])
        return (f'<c r="@" t="inlineStr"><is>{markup}</is></c>' if inline else markup).replace("@", found[1])

    with ZipFile(BytesIO(xlsx(draft))) as plain, ZipFile(file, "w") as archive:
        parts = {name: plain.read(name).decode() for name in plain.namelist()}
        parts[SHEET], figures = every_other(CELL, parts[SHEET], cell)
        parts[STYLES] = _styles(parts[STYLES])
        if inline:
            parts[TEXTS] = PROSE.sub(lambda found: _prose(found[1], disguise), parts[TEXTS])
        for name, part in parts.items():
            archive.writestr(name, part)
    return Disguised(file.getvalue(), figures)


def _prose(text: str, disguise: Disguise) -> str:
    pieces = FIGURE.split(text)
    pieces[::2] = [run(piece) if piece else "" for piece in pieces[::2]]
    pieces[1::2] = [disguise.of(piece) for piece in pieces[1::2]]
    pieces[1::2] = [piece if piece.startswith("<r>") else f"<r>{piece}</r>" for piece in pieces[1::2]]
    return f"<si>{''.join(pieces)}</si>"


def _styles(content: str) -> str:
    fonts = "".join(f"<font>{look}</font>" for look in FONTS.values())
    forms = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode={quoteattr(form)}/>'
        for number, form in enumerate(FORMS.values())
    )
    styles = "".join(f'<xf numFmtId="0" fontId="{number + 1}" fillId="0"/>' for number in range(len(FONTS)))
    styles += "".join(
        f'<xf numFmtId="{200 + number}" fontId="0" fillId="0"/>' for number in range(len(FORMS))
    )
    styles += f'<xf numFmtId="0" fontId="{[*FONTS].index("white") + 1}" fillId="2"/>'
    content = content.replace("<fonts ", f"<numFmts>{forms}</numFmts><fonts ", 1)
    content = content.replace("</fonts>", f"{fonts}</fonts>").replace("</fills>", f"{WHITE_ON_BLUE}</fills>")
    return content.replace("</cellXfs>", f"{styles}</cellXfs>")
