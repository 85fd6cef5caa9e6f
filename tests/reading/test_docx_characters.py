"""How characters of a Word document are shown, by their own properties and by styles that add up."""

from __future__ import annotations

import pytest
from wordml import W, box, opened, p, run, tbl, tc, tr

from gialint.model import Document

PLAIN = ""


def style(kind: str, style_id: str, properties: str, based_on: str = "", more: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"{more}>{base}<w:rPr>{properties}</w:rPr></w:style>'
    )


def sheet(*styles: str, defaults: str = "") -> str:
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f'<w:styles xmlns:w="{W}">{default}{"".join(styles)}</w:styles>'


def named(style_id: str) -> str:
    return f'<w:rStyle w:val="{style_id}"/>'


def of(style_id: str, *content: str) -> str:
    return p(f'<w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>', *content)


def marks(document: Document) -> str:
    """Write what is marked short: ``struck 0-1``; and what is hidden: ``(9)``."""
    told = [f"{each.manner} {each.start}-{each.end}" for each in document.marked]
    return " ".join([*told, *(f"({aside.text})" for aside in document.asides)])


SHEET = sheet(
    style("character", "struck", "<w:strike/>"),
    style("character", "on_struck", "<w:b/>", "struck"),
    style("character", "not_struck", '<w:strike w:val="0"/>', "struck"),
    style("character", "twice", "<w:dstrike/>"),
    style("character", "hidden", "<w:vanish/>"),
    style("character", "was", "<w:rPrChange><w:rPr><w:vanish/><w:strike/></w:rPr></w:rPrChange>"),
    style("character", "up", '<w:vertAlign w:val="superscript"/>'),
    style("paragraph", "Struck", "<w:strike/>"),
    style("paragraph", "Twice", "<w:dstrike/>"),
    style("paragraph", "Hidden", "<w:vanish/>"),
    style("paragraph", "OnHidden", "", "Hidden"),
    style("paragraph", "Dark", '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'),
    style("table", "Banded", "", more="").replace(
        "</w:style>",
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:strike/><w:vanish/></w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>',
    ),
    style("table", "Struck2", "<w:strike/>"),
    style("character", "loop", "<w:strike/>", "pool"),
    style("character", "pool", "", "loop"),
)
WHITE = '<w:color w:val="FFFFFF"/>'
GREY = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
NONE = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
FLOATING = '<w:r><w:pict><v:shape xmlns:v="v" style="position:absolute">{}</v:shape></w:pict></w:r>'


def table(content: str, properties: str = "", cell: str = "") -> str:
    return tbl(f"<w:tblPr>{properties}</w:tblPr>", tr(tc(content, cell)))


CASES = {
    "plain": (p(run("1"), run("2")), PLAIN),
    "struck": (p(run("9", "<w:strike/>"), "12"), "struck 0-1"),
    "two struck runs": (p(run("9", "<w:strike/>"), run("8", "<w:strike/>"), "12"), "struck 0-2"),
    "a style": (p(run("9", named("struck")), "12"), "struck 0-1"),
    "a style's base": (p(run("9", named("on_struck")), "12"), "struck 0-1"),
    "a style undoes its base": (p(run("9", named("not_struck")), "12"), PLAIN),
    "a run undoes its style": (p(run("9", named("struck") + '<w:strike w:val="0"/>'), "12"), PLAIN),
    "a style twice": (p(run("9", named("twice")), "12"), "struck 0-1"),
    "what a style was before a change": (p(run("9", named("was")), "12"), PLAIN),
    "styles in a circle": (p(run("9", named("loop")), "12"), "struck 0-1"),
    "a paragraph's style": (of("Struck", run("9")), "struck 0-1"),
    "toggled twice is off": (of("Struck", run("9", named("struck"))), PLAIN),
    "what is no toggle stays on": (of("Twice", run("9", named("twice"))), "struck 0-1"),
    "hidden by a style": (p(run("9", named("hidden")), "12"), "hidden 0-0 (9)"),
    "hidden words": (p(run("件", named("hidden")), "12"), "(件)"),
    "a hidden paragraph": (p("1") + of("OnHidden", run("9")), "hidden 2-2 (9)"),
    "shown in a hidden paragraph": (of("Hidden", run("9", named("hidden"))), PLAIN),
    "shown by itself in a hidden one": (of("Hidden", run("9", '<w:vanish w:val="0"/>')), PLAIN),
    "the style of the table": (table(p("9"), '<w:tblStyle w:val="Struck2"/>'), "struck 0-1"),
    "of the table and the run": (
        table(p(run("9", named("struck"))), '<w:tblStyle w:val="Struck2"/>'), PLAIN,
    ),
    "after the table": (table(p("1"), '<w:tblStyle w:val="Struck2"/>') + p("9"), "struck 0-1"),
    "the first row of a table": (table(p("9"), '<w:tblStyle w:val="Banded"/>'), PLAIN),
    "white": (p(run("9", WHITE), "12"), "hidden 0-0 (9)"),
    "white in grey": (p(run("9", WHITE + GREY), "12"), "hidden 0-1"),
    "all white in grey": (p(run("9", WHITE + GREY)), PLAIN),
    "white on a fill that is none": (p(run("9", WHITE + NONE), "12"), "hidden 0-0 (9)"),
    "white in a grey paragraph": (p(f"<w:pPr>{GREY}</w:pPr>", run("9", WHITE)), PLAIN),
    "white in a paragraph of a dark style": (of("Dark", run("9", WHITE)), PLAIN),
    "white in a grey cell": (table(p(run("9", WHITE)), "", GREY), PLAIN),
    "white in a cell beside": (
        tbl(tr(tc(p("1"), GREY), tc(p(run("9", WHITE))))), "hidden 4-4 (9)",
    ),
    "white in a grey table": (table(p(run("9", WHITE)), GREY), PLAIN),
    "white in a table with dark rows": (table(p(run("9", WHITE)), '<w:tblStyle w:val="Banded"/>'), PLAIN),
    "white behind a marker": (p(run("9", WHITE + '<w:highlight w:val="black"/>')), PLAIN),
    "white on a theme's dark fill": (
        p(run("9", WHITE + '<w:shd w:val="clear" w:fill="auto" w:themeFill="text1"/>'), "12"), "hidden 0-1",
    ),
    "white behind no marker": (p(run("9", WHITE + '<w:highlight w:val="none"/>'), "12"), "hidden 0-0 (9)"),
    "too small": (p(run("9", '<w:sz w:val="2"/>'), "12"), "hidden 0-0 (9)"),
    "small": (p(run("9", '<w:sz w:val="10"/>'), "12"), PLAIN),
    "raised": (p("12", run("9", '<w:vertAlign w:val="superscript"/>')), "raised 2-3"),
    "raised by a style": (p("12", run("9", named("up"))), "raised 2-3"),
    "back on the line": (p("12", run("9", named("up") + '<w:vertAlign w:val="baseline"/>')), PLAIN),
    "raised by hardly anything": (p("12", run("9", '<w:position w:val="2"/>')), PLAIN),
    "raised by enough": (p("12", run("9", '<w:position w:val="3"/>')), "raised 2-3"),
    "lowered": (p("12", run("9", '<w:position w:val="-6"/>')), "lowered 2-3"),
    "all raised": (p(run("12", '<w:position w:val="6"/>')), PLAIN),
    "raised and lowered": (
        p(run("1", '<w:position w:val="6"/>'), run("2", '<w:position w:val="-6"/>')),
        "raised 0-1 lowered 1-2",
    ),
    "from right to left": (p("1", run("2", "<w:rtl/>")), "reversed 1-2"),
    "all from right to left": (p(run("12", "<w:rtl/>")), PLAIN),
    "inserted and struck": (
        p('<w:ins w:author="王">' + run("9", "<w:strike/>") + "</w:ins>", "12"), "struck 0-1 (9)",
    ),
    "deleted and struck": (p('<w:del w:author="王">' + run("9", "<w:strike/>") + "</w:del>", "12"), "(9)"),
    "a shape over a figure": (table(p("9", FLOATING.format(""))), PLAIN),
    "a shape over nothing": (table(p(FLOATING.format(""))), "unreadable 0-0"),
    "a text box in a cell": (table(p("9", FLOATING.format(box(p("件"))))), "unreadable 2-2"),
    "two lines in a cell": (table(p("1") + p("2")), "unreadable 1-1"),
    "a line break in a cell": (table(p("1", "<w:r><w:br/></w:r>", "2")), "unreadable 1-1"),
    "two lines of words in a cell": (table(p("1") + p("件")), PLAIN),
    "a blank line in a cell": (table(p("1") + p("") + p("")), PLAIN),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_marks(body: str, expected: str) -> None:
    assert marks(opened(body, styles=SHEET)) == expected


@pytest.mark.parametrize(
    ("defaults", "expected"),
    [("<w:strike/>", "struck 0-1"), ('<w:sz w:val="21"/>', ""), ("<w:vanish/>", "(9)")],
)
def test_defaults_of_the_document(defaults: str, expected: str) -> None:
    body = p("9") + of("Struck", run("件", '<w:strike w:val="0"/><w:vanish w:val="0"/>'))
    told = marks(opened(body, styles=sheet(style("paragraph", "Struck", ""), defaults=defaults)))
    assert told.replace("hidden 0-0 ", "") == expected


def test_the_style_of_paragraphs_that_name_none() -> None:
    normal = style("paragraph", "a", "<w:strike/>", more=' w:default="1"')
    body = p("9") + tbl(tr("12")) + of("b", "12")
    document = opened(body, styles=sheet(normal, style("paragraph", "b", "")))
    assert marks(document) == "struck 0-1 struck 2-4"
