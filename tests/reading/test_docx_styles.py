"""Word documents as they look: headings, hidden styles and the labels of numbered paragraphs."""

from __future__ import annotations

import pytest
from wordml import W, opened, p, packed, run, shape, tbl, tr, xml

from gialint.model import Paragraph
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.docx import read
from gialint.reading.docx.styles import FEW, HEAD


def styled(style: str, *text: str, more: str = "") -> str:
    return p(f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>', *text)


def numbered(list_id: int, *text: str, level: int | None = None) -> str:
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return p(f'<w:pPr><w:numPr>{ilvl}<w:numId w:val="{list_id}"/></w:numPr></w:pPr>', *text)


def style(style_id: str, name: str = "", based_on: str = "", properties: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:pPr>{properties}</w:pPr></w:style>'
    )


def sheet(*styles: str) -> str:
    return f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'


def level(at: int, text: str, form: str = "decimal", more: str = '<w:start w:val="1"/>') -> str:
    return (
        f'<w:lvl w:ilvl="{at}">{more}<w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = "") -> str:
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )


OUTLINE = '<w:outlineLvl w:val="{}"/>'
SHEET = sheet(
    style("1", "heading 1"),
    style("2", "Heading 2"),
    style("3", "标题 3"),
    style("a", "正文", "", OUTLINE.format(9)),
    style("b", "分节", "", OUTLINE.format(0)),
    style("c", "子样式", "b"),
    style("d", "子标题", "1", OUTLINE.format(9)),
    style("e", "heading 4", "", OUTLINE.format(1)),
    style("loop", "甲", "pool"),
    style("pool", "乙", "loop"),
    style("Title"),
)
HEADINGS = [
    ("1", "", 1), ("2", "", 2), ("3", "", 3), ("a", "", 0), ("b", "", 1), ("c", "", 1), ("d", "", 0),
    ("e", "", 2), ("loop", "", 0), ("Title", "", 0), ("missing", "", 0), ("a&amp;b", "", 0),
    ("a", OUTLINE.format(2), 3), ("1", OUTLINE.format(9), 0), ("1", OUTLINE.format("x"), 0),
    ("1", "<w:pPrChange>" + OUTLINE.format(3) + "</w:pPrChange>", 1),
]  # fmt: skip


@pytest.mark.parametrize(("style_id", "more", "expected"), HEADINGS)
@pytest.mark.parametrize("padding", [0, 2 * HEAD])
def test_headings(style_id: str, more: str, expected: int, padding: int) -> None:
    document = opened(styled(style_id, "总体情况", more=more), styles=f"<!--{' ' * padding}-->" + SHEET)
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.heading, block.text) == (expected, "总体情况")


ODD_SHEETS = {
    "single quotes": sheet(style("b", "heading 2")).replace('"', "'"),
    "other prefix": sheet(style("b", "heading 2")).replace("w:", "x:"),
    "no prefix": f'<styles xmlns="{W}"><style styleId="b"><name val="heading 2"/></style></styles>',
    "an empty style before": sheet('<w:style w:styleId="a"/>', style("b", "heading 2")),
    "greater-than in a name": sheet(style("x>y"), style("b", "heading 2", "x>y")),
    "another element of that id": sheet('<w:link w:styleId="b"/>', style("b", "heading 2")),
    "closed with a space": sheet(style("b", "heading 2").replace("</w:style>", "</w:style >")),
}  # fmt: skip


@pytest.mark.parametrize("styles", ODD_SHEETS.values(), ids=ODD_SHEETS)
def test_odd_style_sheets(styles: str) -> None:
    block = opened(styled("b", "甲"), styles=styles).blocks[0]
    assert isinstance(block, Paragraph)
    assert block.heading == 2


def test_a_hundred_styles_and_more() -> None:
    names = [f"heading {1 + n % 9}" for n in range(FEW + 30)]
    styles = sheet(*(style(f"s{n}", name) for n, name in enumerate(names)))
    document = opened("".join(styled(f"s{n}", "甲") for n in range(len(names))), styles=styles)
    headings = [block.heading for block in document.blocks if isinstance(block, Paragraph)]
    assert headings == [int(name[-1]) for name in names]


def test_an_empty_style() -> None:
    assert shape(opened(styled("a", "甲"), styles=sheet('<w:style w:styleId="a"/>', style("b")))) == ["甲"]


def test_hidden_styles() -> None:
    styles = sheet(
        style("z", "窗体顶端", "", "<w:rPr><w:vanish/></w:rPr>"),
        style("y", "窗体", "z"),
        style("x", "显示", "z", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    )
    body = styled("z", "窗体顶端") + styled("y", "窗体底端") + styled("x", "甲") + tbl(tr("乙"))
    assert shape(opened(body, styles=styles)) == ["甲", ["乙@0,0"]]


CHINESE = numbering(
    level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCountingThousand"), level(2, "%3.")
)
LEGAL = numbering(
    level(0, "第%1章", "chineseCounting"),
    level(1, "%1.%2"),
    level(2, "%1.%2.%3", more='<w:start w:val="1"/><w:isLgl/>'),
)
RESTART = '<w:start w:val="1"/><w:lvlRestart w:val="{}"/>'
OVERRIDE = (
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + level(0, "[%1]")
    + "</w:lvlOverride></w:num>"
    '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
)
LABELS = {
    "sections": (
        CHINESE,
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."],
    ),
    "numbers of the levels above": (
        LEGAL,
        [(1, 0), (1, 1), (1, 1), (1, 2)],
        ["第一章", "一.1", "一.2", "1.2.1"],
    ),
    "a level above that never was": (LEGAL, [(1, 1), (1, 0)], ["一.1", "第一章"]),
    "bullets": (numbering(level(0, "·", "bullet")), [(1, 0), (1, 0)], ["", ""]),
    "start": (numbering(level(0, "%1.", more='<w:start w:val="7"/>')), [(1, 0), (1, 0)], ["7.", "8."]),
    "no start": (numbering(level(0, "%1.", more="")), [(1, 0), (1, 0)], ["0.", "1."]),
    "an endless pattern": (numbering(level(0, "%1" * 5000)), [(1, 0)], ["1" * 127 + "%"]),
    "a start that is none": (numbering(level(0, "%1.", more='<w:start w:val="x"/>')), [(1, 0)], ["0."]),
    "never restarted": (
        numbering(level(0, "%1"), level(1, "%2", more=RESTART.format(0))),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1", "1", "2", "2"],
    ),
    "restarted by the first level only": (
        numbering(level(0, "%1"), level(1, "%2"), level(2, "%3", more=RESTART.format(1))),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        ["1", "1", "1", "2", "2", "2", "1"],
    ),
    "lists of one scheme count on": (
        numbering(level(0, "%1."), lists=OVERRIDE),
        [(1, 0), (2, 0), (2, 0), (3, 0), (1, 0)],
        ["1.", "5.", "6.", "[7]", "8."],
    ),
    "lists that are not there": (
        numbering(level(0, "%1."), lists=OVERRIDE),
        [(4, 0), (9, 0), (1, 8), (1, 99)],
        ["", "", "", ""],
    ),
    "numbering taken away": (numbering(level(0, "%1.")), [(0, 0), (1, 0)], ["", "1."]),
}  # fmt: skip


@pytest.mark.parametrize(("definitions", "asked", "expected"), LABELS.values(), ids=LABELS)
def test_labels(definitions: str, asked: list[tuple[int, int]], expected: list[str]) -> None:
    body = "".join(numbered(list_id, "甲", level=at) for list_id, at in asked)
    assert shape(opened(body, numbering=definitions)) == [label + "甲" for label in expected]


GAPS = [
    ("%1.", "tab", "属于国家秘密", "1.属于国家秘密"),
    ("%1.", "tab", "5件", "1. 5件"),
    ("%1", "tab", "概述", "1 概述"),
    ("（%1）", "space", "概述", "（1） 概述"),
    ("%1", "nothing", "概述", "1概述"),
    ("", "space", "概述", "概述"),
]


@pytest.mark.parametrize(("text", "suffix", "paragraph", "expected"), GAPS)
def test_gap_after_a_label(text: str, suffix: str, paragraph: str, expected: str) -> None:
    definitions = numbering(level(0, text)).replace('w:suff w:val="nothing"', f'w:suff w:val="{suffix}"')
    assert shape(opened(numbered(1, paragraph), numbering=definitions)) == [expected]


def test_labels_in_tables_count_in_document_order() -> None:
    cell = f"<w:tc>{numbered(1)}{tbl(tr(f'<w:tc>{numbered(1)}</w:tc>'))}</w:tc>"
    body = numbered(1, "甲") + tbl(tr(cell, f"<w:tc>{numbered(1, '乙')}</w:tc>")) + numbered(1, "丙")
    expected = ["1.甲", ["2.@0,0; 4.乙@0,1"], ["3.@0,0"], "5.丙"]
    assert shape(opened(body, numbering=numbering(level(0, "%1.")))) == expected


def test_deleted_paragraphs_are_not_counted() -> None:
    gone = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = numbered(1, "甲") + p(gone, f"<w:del>{run('乙')}</w:del>") + numbered(1, "丙") + p(gone, "丁")
    assert shape(opened(body, numbering=numbering(level(0, "%1.")))) == ["1.甲", "2.丙", "3.丁"]


def test_styles_bring_numbering() -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    styles = sheet(style("a", "", "", number), style("b", "", "a"), style("c", "", "a", none))
    body = styled("a", "甲") + styled("b", "乙") + styled("c", "丙") + styled("a", "丁", more=none)
    assert shape(opened(body, styles=styles, numbering=CHINESE)) == ["（一）甲", "（二）乙", "丙", "丁"]


def test_a_list_style_holds_the_levels() -> None:
    linked = (
        f'<w:numbering xmlns:w="{W}">'
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="l"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = sheet(style("l", "", "", '<w:numPr><w:numId w:val="2"/></w:numPr>'))
    body = numbered(1, "甲") + numbered(2, "乙")
    assert shape(opened(body, numbering=linked, styles=styles)) == ["1)甲", "2)乙"]
    assert shape(opened(body, numbering=linked)) == ["甲", "1)乙"]


def test_parts_that_are_missing() -> None:
    assert shape(opened(styled("1", "甲") + numbered(1, "乙"))) == ["甲", "乙"]


@pytest.mark.parametrize("part", ["styles", "numbering"])
@pytest.mark.parametrize(
    ("content", "error"), [("<w:broken>", Unreadable), ("", Unreadable), ("<!DOCTYPE a><a/>", LimitExceeded)]
)
def test_parts_that_are_broken(part: str, content: str, error: type[Unreadable]) -> None:
    parts = {"styles": SHEET, "numbering": CHINESE, part: content}
    with pytest.raises(error, match=f"word/{part}.xml"):
        read(packed(xml(styled("missing", "甲") + numbered(1, "乙")), **parts), "a.docx", Limits())


def test_parts_are_opened_only_where_they_are_mentioned() -> None:
    assert shape(opened(p("甲"), styles="<broken", numbering="<broken")) == ["甲"]
