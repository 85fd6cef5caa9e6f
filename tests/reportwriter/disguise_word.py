"""Figures of a .docx in disguise: what Word lets an office do to a figure, and what ill will may."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from tests.reportwriter.disguise import Disguise, Disguised, Disguises, Reads, every_other
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.word import docx

CELL = re.compile(r'<w:p><w:r><w:t xml:space="preserve">(\d[\d.]*)</w:t></w:r></w:p></w:tc>')
PROSE = re.compile(r"<w:r><w:t>([^<]*件[^<]*)</w:t></w:r>")
FIGURE = re.compile(r"(\d+)(?=件)")

STYLES = """
<w:style w:type="character" w:styleId="hid"><w:name w:val="hid"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="hid2"><w:name w:val="hid2"/><w:basedOn w:val="hid"/></w:style>
<w:style w:type="character" w:styleId="unhid"><w:name w:val="unhid"/><w:basedOn w:val="hid"/><w:rPr>\
<w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="out"><w:name w:val="out"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="out2"><w:name w:val="out2"/><w:basedOn w:val="out"/></w:style>
<w:style w:type="character" w:styleId="out3"><w:name w:val="out3"/><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="up"><w:name w:val="up"/><w:rPr><w:vertAlign w:val="superscript"/>\
</w:rPr></w:style>
<w:style w:type="character" w:styleId="white"><w:name w:val="white"/><w:rPr><w:color w:val="FFFFFF"/>\
</w:rPr></w:style>
<w:style w:type="character" w:styleId="bold"><w:name w:val="bold"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="struck"><w:name w:val="struck"/><w:rPr><w:strike/></w:rPr></w:style>
"""
LIST = """
<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="decimal"/>\
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>"""


COUNTED = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'


def run(text: str = "{n}", properties: str = "") -> str:
    """Return a run of some text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def beside(properties: str) -> str:
    """Return a figure and a digit beside it that looks otherwise."""
    return run("9", properties) + run()


def raised(properties: str) -> str:
    """Return a figure and the mark of a note behind it."""
    return run() + run("9", properties)


def styled(style: str) -> str:
    """Return the property that gives a run a character style."""
    return f'<w:rStyle w:val="{style}"/>'


def field(instruction: str, result: str | None) -> str:
    """Return a field, perhaps without a result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else mark.format("separate") + result
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + code + shown + mark.format("end")


def control(content: str, properties: str = "") -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tracked(tag: str, text: str) -> str:
    """Return a tracked change."""
    name = "delText" if tag == "del" else "t"
    return f'<w:{tag} w:id="1" w:author="王"><w:r><w:{name}>{text}</w:{name}></w:r></w:{tag}>'


def maths(content: str) -> str:
    """Return a formula."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    return f'<m:oMath xmlns:m="{space}">{content}</m:oMath>'


def box(content: str) -> str:
    """Return a run that holds a text box."""
    space = "urn:schemas-microsoft-com:vml"
    inner = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f'<w:r><w:pict><v:shape xmlns:v="{space}">{inner}</v:shape></w:pict></w:r>'


SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>'
PICTURE = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
OBJECT = (
    '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>\
</w:object></w:r>'
)
NOTE = '<w:r><w:commentReference w:id="0"/></w:r>'
DROPDOWN = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="{n}"/></w:ddList>\
</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType="end"/></w:r>'
NESTED = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
WAS_STRUCK = '<w:rPrChange w:id="1" w:author="王"><w:rPr><w:strike/><w:vanish/></w:rPr></w:rPrChange>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
TWO = run("{first}") + "{}" + run("{rest}")
RUBY = "<w:r><w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{n}</w:t></w:r></w:rubyBase>\
</w:ruby></w:r>"


def two(between: str) -> str:
    """Return a figure in two runs with something between them."""
    return run("{first}") + between + run("{rest}")


SAME = {
    "split runs": two(""),
    "runs of many looks": run("{first}", "<w:b/><w:u w:val='single'/>")
    + run("{rest}", "<w:i/><w:sz w:val='32'/>"),
    "proofing between": two('<w:proofErr w:type="spellStart"/>'),
    "bookmark between": two('<w:bookmarkStart w:id="3" w:name="a"/><w:bookmarkEnd w:id="3"/>'),
    "page break told between": two("<w:r><w:lastRenderedPageBreak/></w:r>"),
    "soft hyphen": run("{first}\u00ad{rest}"),
    "soft hyphen element": two("<w:r><w:softHyphen/></w:r>"),
    "zero width space": run("{first}\u200b{rest}"),
    "word joiner": run("{first}\u2060{rest}"),
    "byte order mark": run("\ufeff{n}"),
    "inserted": tracked("ins", "{n}"),
    "moved to": tracked("moveTo", "{n}"),
    "deleted before": tracked("del", "9") + run(),
    "deleted within": two(tracked("del", "9")),
    "deleted after": run() + tracked("del", "9"),
    "moved from": tracked("moveFrom", "9") + run(),
    "inserted within": run("{first}") + tracked("ins", "{rest}"),
    "was struck and hidden": run("{n}", WAS_STRUCK),
    "comment": '<w:commentRangeStart w:id="0"/>' + run() + '<w:commentRangeEnd w:id="0"/>' + NOTE,
    "comment between": two(NOTE),
    "footnote": run()
    + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="7"/></w:r>',
    "content control": control(run()),
    "content control within": run("{first}") + control(run("{rest}")),
    "simple field": '<w:fldSimple w:instr=" SUM(ABOVE) ">' + run() + "</w:fldSimple>",
    "field": field(" =SUM(ABOVE) ", run()),
    "hyperlink": '<w:hyperlink w:anchor="a">' + run() + "</w:hyperlink>",
    "smart tag": '<w:smartTag w:element="n">' + run() + "</w:smartTag>",
    "toggles switched off": run(
        "{n}", '<w:strike w:val="0"/><w:dstrike w:val="false"/><w:vanish w:val="0"/>'
    ),
    "at the base line": run(
        "{n}", '<w:vertAlign w:val="baseline"/><w:position w:val="0"/><w:rtl w:val="0"/>'
    ),
    "a style that hides, undone": run("{n}", styled("hid") + '<w:vanish w:val="0"/>'),
    "a style that undoes": run("{n}", styled("unhid")),
    "a style of no matter": run("{n}", styled("bold")),
    "an unknown style": run("{n}", styled("nowhere")),
    "in a font of letters": run("{n}", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
    "not proofed": run("{n}", "<w:noProof/><w:lang w:val='en-US'/>"),
}
REFUSED = {
    "struck before": beside("<w:strike/>"),
    "struck after": raised("<w:strike/>"),
    "struck twice": beside("<w:dstrike/>"),
    "struck by a style": beside(styled("out")),
    "struck by a style's base": beside(styled("out2")),
    "struck twice by a style": beside(styled("out3")),
    "struck whole": run("{n}", "<w:strike/>"),
    "struck, inserted": '<w:ins w:id="1" w:author="王">' + beside("<w:strike/>") + "</w:ins>",
    "raised": raised('<w:vertAlign w:val="superscript"/>'),
    "raised by a style": raised(styled("up")),
    "raised by points": raised('<w:position w:val="6"/>'),
    "lowered": raised('<w:vertAlign w:val="subscript"/>'),
    "lowered by points": raised('<w:position w:val="-6"/>'),
    "hidden before": beside("<w:vanish/>"),
    "hidden within": run("{first}") + run("9", "<w:vanish/>") + run("{rest}"),
    "hidden by a style": beside(styled("hid")),
    "hidden by a style's base": beside(styled("hid2")),
    "hidden for good": beside("<w:specVanish/>"),
    "white": beside('<w:color w:val="FFFFFF"/>'),
    "white by a style": beside(styled("white")),
    "of no size": beside('<w:sz w:val="0"/>'),
    "of half a point": beside('<w:sz w:val="1"/><w:szCs w:val="1"/>'),
    "from right to left": '<w:bdo w:val="rtl">' + run("1") + run() + "</w:bdo>",
    "a run from right to left": run("1") + run("{n}", "<w:rtl/>"),
    "overridden direction": run("1\u202e{n}\u202c"),
    "a symbol beside": SYMBOL + run(),
    "in a font of symbols": run("{n}", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "a picture beside": PICTURE + run(),
    "a formula": maths(
        "<m:sSup><m:e><m:r><m:t>{n}</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    ),
    "a field without result": field(" EQ \\o(9,0) ", None) + run(),
    "a field of empty result": field(" EQ \\o(9,0) ", "") + run(),
    "placeholder": control(run(), "<w:showingPlcHdr/>"),
    "a sound above": RUBY,
}
CELLS: dict[str, tuple[Reads, str]] = {
    "content control around the paragraph": ("same", control(p(run()))),
    "blank paragraphs around": ("same", p("") + p(run()) + p("")),
    "paragraph in the middle": ("same", p(run(), '<w:jc w:val="center"/>')),
    "nested table": ("unreadable", NESTED.format(p(run())) + p("")),
    "nested table beside": ("unreadable", p(run()) + NESTED.format(p(run("9"))) + p("")),
    "two lines": ("unreadable", p(run("1")) + p(run())),
    "text box": ("unreadable", p(box(p(run())))),
    "text box beside": ("unreadable", p(box(p(run("9"))) + run())),
    "symbol": ("unreadable", p(SYMBOL)),
    "picture": ("unreadable", p(PICTURE)),
    "embedded object": ("unreadable", p(OBJECT)),
    "embedded object beside": ("unreadable", p(OBJECT + run())),
    "drop-down": ("unreadable", p(DROPDOWN)),
    "field shown but empty": ("unreadable", p(field(" EQ \\o(9,0) ", None))),
    "paragraph of a style that hides": ("unreadable", p(run(), '<w:pStyle w:val="gone"/>')),
    "paragraph of a style that strikes": ("unreadable", p(run(), '<w:pStyle w:val="struck"/>')),
    "hidden paragraph beside": ("unreadable", p(run("9"), '<w:pStyle w:val="gone"/>') + p(run())),
    "hidden whole": ("unreadable", p(run("{n}", "<w:vanish/>"))),
    "white whole": ("unreadable", p(run("{n}", '<w:color w:val="FFFFFF"/>'))),
    "number of a list beside": ("unreadable", p(run(), NUMBERED)),
    "cell protected by a control": ("same", control(p(run()), '<w:lock w:val="sdtLocked"/>')),
}
WORD: Disguises = {
    **{name: Disguise(markup, "same") for name, markup in SAME.items()},
    **{name: Disguise(markup, "unreadable") for name, markup in REFUSED.items()},
    **{name: Disguise(markup, reads, "cell") for name, (reads, markup) in CELLS.items()},
}


def word(draft: DraftReport, disguise: Disguise) -> Disguised:
    """Return a draft as a .docx with every other figure of its tables in disguise, or those of its prose."""
    file = BytesIO()
    with ZipFile(BytesIO(docx(draft))) as plain, ZipFile(file, "w") as archive:
        parts = {name: plain.read(name) for name in plain.namelist()}
        content, figures = _document(parts["word/document.xml"].decode(), disguise)
        styles = parts["word/styles.xml"].replace(b"</w:styles>", f"{STYLES}</w:styles>".encode())
        lists = parts["word/numbering.xml"].replace(b"<w:num ", LIST.encode() + b"<w:num ", 1)
        lists = lists.replace(b"</w:numbering>", COUNTED.encode() + b"</w:numbering>")
        parts |= {
            "word/document.xml": content.encode(),
            "word/styles.xml": styles,
            "word/numbering.xml": lists,
        }
        for name, part in parts.items():
            archive.writestr(name, part)
    return Disguised(file.getvalue(), figures)


def _document(content: str, disguise: Disguise) -> tuple[str, int]:
    if disguise.where != "cell":
        content = PROSE.sub(lambda found: _prose(found[1], disguise), content)
    if disguise.where == "prose":
        return content, 0
    inline = disguise.where == "both"

    def cell(found: re.Match[str]) -> str:
        markup = disguise.of(found[1])
        return f"<w:p>{markup}</w:p></w:tc>" if inline else f"{markup}</w:tc>"

    return every_other(CELL, content, cell)


def _prose(text: str, disguise: Disguise) -> str:
    pieces = FIGURE.split(text)
    pieces[::2] = [run(piece) if piece else "" for piece in pieces[::2]]
    pieces[1::2] = [disguise.of(piece) for piece in pieces[1::2]]
    return "".join(pieces)
