"""What is not shown as it stands in the source: struck, raised, hidden, drawn, in formats that have tags."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import Read

from gialint.model import Document, Table
from gialint.reading import Limits
from gialint.reading.html import read as read_html
from gialint.reading.markdown import read as read_markdown
from gialint.reading.text import read as read_text
from gialint.understanding.figures import read_figure
from gialint.understanding.marked import why_unreadable

CELLS = "<td>3</td>" * 8


def cell_of(document: Document, row: int = 0) -> tuple[str, str | None]:
    """Return the text of the second cell of the first table, and why it cannot be read."""
    (table, *_) = [block for block in document.blocks if isinstance(block, Table)]
    cell = table.rows[row][1]
    return cell.text, why_unreadable(document, cell.start, cell.start + len(cell.text))


def html(cell: str, head: str = "") -> tuple[str, str | None]:
    row = f"<tr><td>规章</td><td>{cell}</td>{CELLS}</tr>"
    return cell_of(read_html(f"{head}<table>{row * 2}</table>".encode(), "r.html", Limits()))


SOUND = [
    ("12", "12"),
    ("<b>1</b>2", "12"),
    ("<ins>12</ins>", "12"),
    ("<u>12</u>", "12"),
    ("<p>12</p>", "12"),
    ("<p>12</p><p></p>", "12"),
    ("1 126", "1 126"),
    ("<table><tr><td>12</td></tr></table>", "12"),
    ("<table><tr><td></td></tr></table>", ""),
    ("<details><summary>12</summary></details>", "12"),
    ("12<img src=x width=1 height=1>", "12"),
    ("12<input type=hidden value=9>", "12"),
    ("12<template>9</template><noscript>9</noscript>", "12"),
    ("<del></del>12", "12"),
    ("<del> </del>12", "12"),
    ("12<span hidden>件</span>", "12"),
    ("<bdo dir=ltr>12</bdo>", "12"),
    ("<bdi>12</bdi>", "12"),
    ("<dialog open>12</dialog>", "12"),
    ("", ""),
    ("&nbsp;", ""),
]
UNREADABLE = [
    ("<del>9</del>12", "912", "struck"),
    ("<s>9</s>12", "912", "struck"),
    ("<strike>9</strike>12", "912", "struck"),
    ("<b><del>9</del></b>12", "912", "struck"),
    ("<del><b>9</b></del>12", "912", "struck"),
    ("<del><a name=x></a>9</del>12", "912", "struck"),
    ("<del>9</del>", "9", "struck"),
    ("<del>无</del>", "无", "struck"),
    ("<del><p>9</p></del><p>12</p>", "9 12", "struck"),
    ("<pre><del>9\n8</del></pre>", "9 8", "struck"),
    ("<del>9</del><ins>12</ins>", "912", "struck"),
    ("12<sup>2</sup>", "122", "raised"),
    ("12<sup> 2 </sup>", "12 2", "raised"),
    ("<sup>2</sup>", "2", "raised"),
    ("12<sub>2</sub>", "122", "lowered"),
    ("<ruby>59<rt>9</rt></ruby>", "59", "raised"),
    ("<ruby>59<rp>(</rp><rt>9</rt><rp>)</rp></ruby>", "59", "raised"),
    ("<bdo dir=rtl>12</bdo>", "12", "reversed"),
    ("<span hidden>9</span>12", "12", "hidden"),
    ("12<span style='display:none'>9</span>", "12", "hidden"),
    ("12<p style='visibility:hidden'>9</p>", "12", "hidden"),
    ("<span hidden>9</span>", "", "hidden"),
    ("1<br>126", "1 126", "unreadable"),
    ("<p>12</p><p>34</p>", "12 34", "unreadable"),
    ("<dialog>9</dialog>12", "12", "hidden"),
    ("<img src=x>", "", "unreadable"),
    ("1<img src=x alt=9>2", "12", "unreadable"),
    ("<svg><text>12</text></svg>", "", "unreadable"),
    ("<math><mn>12</mn></math>", "", "unreadable"),
    ("<select><option>12</select>", "", "unreadable"),
    ("<textarea>12</textarea>", "", "unreadable"),
    ("<input value=12>", "", "unreadable"),
    ("<i style='background:url(12.png)'></i>", "", "unreadable"),
    ("<div style='display:flex;flex-flow:row-reverse'><b>1</b><b>2</b></div>", "12", "reversed"),
    ("<b style='display:&#110;one'>9</b>12", "12", "hidden"),
    ("<b hidden=until-found>9</b>12", "912", "hidden"),
    ("<button>12</button>", "", "unreadable"),
    ("<object data=x></object>", "", "unreadable"),
    ("<embed src=x>", "", "unreadable"),
    ("<iframe src=x></iframe>", "", "unreadable"),
    ("<canvas></canvas>", "", "unreadable"),
    ("<meter value=12></meter>", "", "unreadable"),
    ("<script>document.write(12)</script>", "", "unreadable"),
    ("<table><tr><td>1<td>2</table>", "", "unreadable"),
    ("3<table><tr><td>1<td>2</table>", "3", "unreadable"),
    ("<table><tr><td><img src=x></td></tr></table>", "", "unreadable"),
    ("<table><tr><td><table><tr><td>1<td>2</table></table>", "", "unreadable"),
]


@pytest.mark.parametrize(("cell", "text"), SOUND)
def test_a_cell_of_a_page_is_read(cell: str, text: str) -> None:
    assert html(cell) == (text, None)


@pytest.mark.parametrize(("cell", "text", "why"), UNREADABLE)
def test_a_cell_of_a_page_cannot_be_read(cell: str, text: str, why: str) -> None:
    assert html(cell) == (text, why)


STYLE = [
    ("text-decoration:line-through", "912", "struck"),
    ("text-decoration: underline line-through red", "912", "struck"),
    ("TEXT-DECORATION-LINE: LINE-THROUGH", "912", "struck"),
    ("vertical-align:super;font-size:smaller", "912", "raised"),
    ("vertical-align:sub", "912", "lowered"),
    ("vertical-align:5px", "912", "raised"),
    ("position:relative;top:-5.0pt;mso-text-raise:5.0pt", "912", "raised"),
    ("position:relative;top:5px", "912", "lowered"),
    ("display:none", "12", "hidden"),
    ("display:NONE!important", "12", "hidden"),
    ("visibility:hidden", "12", "hidden"),
    ("visibility:collapse", "12", "hidden"),
    ("opacity:0", "12", "hidden"),
    ("opacity:0.01", "12", "hidden"),
    ("font-size:0", "912", "hidden"),
    ("font-size:0px", "912", "hidden"),
    ("font-size:1px", "912", "hidden"),
    ("font:0/0 a", "912", "hidden"),
    ("color:transparent", "912", "hidden"),
    ("color:rgba(0, 0, 0, 0)", "912", "hidden"),
    ("color:#000;background:#000", "912", "hidden"),
    ("background-color:white;color:white", "912", "hidden"),
    ("color:white", "912", "hidden"),
    ("-webkit-text-fill-color:transparent", "912", "hidden"),
    ("position:absolute;left:-9999px", "12", "hidden"),
    ("position:absolute;top:-99em", "12", "hidden"),
    ("position:fixed;right:-2000px", "12", "hidden"),
    ("margin-left:-9999px", "12", "hidden"),
    ("text-indent:-999em;display:inline-block", "12", "hidden"),
    ("position:absolute;clip:rect(0 0 0 0)", "12", "hidden"),
    ("position:absolute;clip:rect(1px, 1px, 1px, 1px)", "12", "hidden"),
    ("clip-path:inset(50%)", "12", "hidden"),
    ("display:inline-block;width:0;overflow:hidden", "12", "hidden"),
    ("display:inline-block;max-height:0;overflow:hidden", "12", "hidden"),
    ("transform:scale(0)", "12", "hidden"),
    ("transform:translateX(-9999px)", "12", "hidden"),
    ("zoom:0", "12", "hidden"),
    ("content-visibility:hidden", "12", "hidden"),
    ("display:inline-block;transform:scaleX(-1)", "912", "reversed"),
    ("display:inline-block;transform:rotate(180deg)", "912", "reversed"),
    ("direction:rtl;unicode-bidi:bidi-override", "912", "reversed"),
    ("float:right", "912", "reversed"),
    ("position:absolute", "912", "reversed"),
    ("vertical-align:text-top", "912", "raised"),
    ("filter:opacity(0)", "12", "hidden"),
    ("-webkit-text-security:disc", "912", "hidden"),
    ("visibility:var(--x)", "912", "hidden"),
    ("display:inline-block;transform:matrix(-1,0,0,1,0,0)", "912", "reversed"),
    ("color:#fefefe", "912", "hidden"),
    ("display:n\\6fne", "12", "hidden"),
    ("/**/display/*;*/:none", "12", "hidden"),
]
PLAIN_STYLE = [
    "font-size:12px",
    "font-size:0.9em",
    "opacity:1",
    "opacity:0.8",
    "visibility:visible",
    "display:inline-block",
    "vertical-align:middle",
    "vertical-align:baseline",
    "vertical-align:-1px",
    "position:relative;top:-1px",
    "text-indent:2em",
    "text-indent:-21.0pt;margin-left:21.0pt",
    "margin-left:-5.4pt",
    "text-decoration:underline",
    "text-decoration:none",
    "color:#000;background:#fff",
    "color:red",
    "width:0;height:0",
    "width:100px;overflow:hidden",
    "transform:scale(1.1)",
    "transform:rotate(360deg)",
    "direction:ltr;unicode-bidi:embed",
    "direction:rtl",
    "transform:translate(-50%)",
    "background:url(x.png)",
    "font-size:var(--x)",
    "float:left",
    "line-height:0",
    "mso-text-raise:1.0pt",
    "layout-grid-mode:line;mso-bidi-font-size:10.5pt",
]


@pytest.mark.parametrize(("style", "text", "why"), STYLE)
def test_a_style_is_looked_at_where_it_stands(style: str, text: str, why: str) -> None:
    if style not in ("display:none", "display:NONE!important", "visibility:hidden"):
        assert html(f"<span style='{style}'>9</span>12") == (text, why)
    assert html("<b class=x>9</b>12", f"<style>p{{}} td b.x{{{style}}}</style>") == (text, why)


@pytest.mark.parametrize("style", PLAIN_STYLE)
def test_an_ordinary_style_hides_nothing(style: str) -> None:
    assert html(f"<span style='{style}'>9</span>12") == ("912", None)
    assert html("<b class=x>9</b>12", f"<style>.x{{{style}}}</style>") == ("912", None)


@pytest.mark.parametrize("ground", ["", "<body bgcolor=white>", "<style>th{background:navy}</style>"])
@pytest.mark.parametrize(
    "white", ["font color=#ffffff", "font color=white", "FONT COLOR=FEFEFE", "span style='color:#FFF'"]
)
def test_white_digits_beside_others_are_unreadable_whatever_the_page_is_coloured(
    ground: str, white: str
) -> None:
    end = white.split(" ")[0]
    assert html(f"<{white}>9</{end}>12", ground) == ("912", "hidden")
    if "navy" in ground:  # all of a cell may be white on a dark ground
        assert html(f"<{white}>912</{end}>", ground) == ("912", None)


@pytest.mark.parametrize("style", ["vertical-align:5px", "float:right", "position:relative;top:-5px"])
def test_a_figure_that_is_moved_as_a_whole_is_read(style: str) -> None:
    assert html(f"<p><span style='{style}'>12</span></p>") == ("12", None)


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{position:absolute}.x{left:-999px}",
        ".x{overflow:hidden}b{height:0}",
        ".x{direction:rtl}b{unicode-bidi:bidi-override}",
        ".x{background:#111}b{color:#111;background:#111}",
    ],
)
def test_declarations_that_belong_together_may_stand_apart(sheet: str) -> None:
    assert html("<b class=x>9</b>12", f"<style>{sheet}</style>")[1] is not None


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ("<style>.x{display:none}</style>", "hidden"),
        ("<style><!-- .x{display:none} --></style>", "hidden"),
        ("<style>/* } */.x/* { */{display:none}</style>", "hidden"),
        ("<style>.y,b.x , .z{display:none}</style>", "hidden"),
        ("<style>#i{display:none}</style>", "hidden"),
        ("<style>td>b{display:none}</style>", "hidden"),
        ("<style>[class~=x]{display:none}</style>", "hidden"),
        ("<style>td b:first-child{display:none}</style>", "hidden"),
        ("<style>@media screen{.x{display:none}}</style>", "hidden"),
        ("<style>@media all{@media (min-width:100px){.x{display:none}}}</style>", "hidden"),
        ("<style>@media (min-width:1280px){.x{display:none}}</style>", "hidden"),
        ("<style>@media (max-width:1280px){.x{display:none}}</style>", "hidden"),
        ("<style>@supports (display:grid){.x{display:none}}</style>", "hidden"),
        ("<style media=screen>.x{display:none}</style>", "hidden"),
        ("<style>.x{display:none}.x{color:red}</style>", "hidden"),
        ("<style>.x{display:none!important}#i{display:inline}</style>", "hidden"),
        ("<style>.x{display:inline}b.x{display:none}</style>", "hidden"),
        ("<style>b.x{display:none}.x{display:inline}</style>", "hidden"),
        ("<style>.x{font-size:0}</style>", "hidden"),
        ("<style>b{visibility:hidden}</style>", "hidden"),
        ("<style>.x::before{content:'9'}</style>", "unreadable"),
        ("<style>td b:after{content:'\\39 '}</style>", "unreadable"),
        ("<style>.x:before{content:attr(data-n)}</style>", "unreadable"),
        ("<style>.x:before{content:counter(n)}</style>", "unreadable"),
        ("<style>.x:before{content:'\\e601'}</style>", None),
        ("<style>.x:before{content:attr(data-l)}</style>", None),
        ("<style>.x:before{content:''}</style>", None),
        ("<style>.x{display:none}#i{display:inline}</style>", None),
        ("<style>.x{display:none}.x{display:inline}</style>", None),
        ("<style>b.x{display:inline}.x{display:none}</style>", None),
        ("<style>@media print{.x{display:none}}</style>", None),
        ("<style>@media (max-width:768px){.x{display:none}}</style>", None),
        ("<style>@media (max-width:1279px){.x{display:none}}</style>", None),
        ("<style>@media (min-width:1281px){.x{display:none}}</style>", None),
        ("<style>@media print{a{}}.y{display:none}</style>", None),
        ("<style media=print>.x{display:none}</style>", None),
        ("<style>.x:hover{display:none}</style>", None),
        ("<style>.y .x{display:none}</style>", None),
        ("<style>td{font-size:0}td b{font-size:14px}</style>", None),
        ("<style>table{visibility:hidden}td{visibility:visible}</style>", None),
        ("<style>body{text-decoration:none}</style>", None),
        ("<style>.x{display:none</style>", "hidden"),
        ("<style>@media (min-width:1.2.3px){.x{display:none}}</style>", None),
        ("<style>@media (min-width:9999999px){.x{display:none}}</style>", None),
        ("<style>.x{displ\\61y:none;display:n\\6fne}</style>", "hidden"),
        ("<style>@media print{.x{display:none</style>", None),
        ("<style>@media screen{.x{display:none</style>", "hidden"),
        ("<style>}}}.x{display:none}</style>", None),
        ("<style>.x{</style>", None),
        ("<!--<style>.x{display:none}</style>-->", None),
    ],
)
def test_a_sheet_of_the_page_is_looked_at(sheet: str, why: str | None) -> None:
    assert html("<b class=x id=i data-n=9 data-l=自然人>12</b>", sheet)[1] == why


def test_what_a_sheet_hides_is_left_out() -> None:
    assert html("<b class=x>自然人：</b>12", "<style>.x{position:absolute;left:-9999px}</style>") == (
        "12",
        None,
    )


def test_a_table_that_a_sheet_hides_stays_and_is_unreadable() -> None:
    head = f"<style>table{{display:none}}</style><p>{'本年度共收到申请。' * 60}</p>"
    assert html("12", head) == ("12", "hidden")


@pytest.mark.parametrize("sheet", ["body{opacity:0}", "table{display:none}", "body{visibility:hidden}"])
def test_a_page_that_a_script_shows_is_read(sheet: str) -> None:
    assert html("12", f"<style>{sheet}</style><body>") == ("12", None)


def piped(cell: str, read: Read) -> tuple[str, str | None]:
    row = f"| 规章 | {cell} | 3 | 3 |\n"
    return cell_of(read(f"| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n{row * 2}".encode(), "r.md", Limits()), 2)


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(("cell", "why"), [(cell, why) for cell, _, why in UNREADABLE if "\n" not in cell])
def test_tags_in_a_table_of_text_are_looked_at(cell: str, why: str, read: Read) -> None:
    assert markup(cell, read)[1] == why
    if "<table" not in cell and "<p>" not in cell:
        assert piped(cell, read)[1] == why


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(("cell", "text"), SOUND)
def test_a_cell_of_a_table_of_markup_is_read(cell: str, text: str, read: Read) -> None:
    written, why = markup(cell, read)
    assert why is None
    if "<summary" not in cell and "template" not in cell:
        assert read_figure(written).value == read_figure(text).value or "件" in written


def markup(cell: str, read: Read) -> tuple[str, str | None]:
    row = f"<tr><td>规章</td><td> {cell} </td>{CELLS}</tr>"
    return cell_of(read(f"前文\n\n<table>{row * 2}</table>\n".encode(), "r.md", Limits()))


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("~~9~~12", "struck"),
        ("~~9~~", "struck"),
        ("12^2^", "raised"),
        ("12^2", "raised"),
        ("12^{2}", "raised"),
        ("12[^1]", "raised"),
        ("12&sup2;", "raised"),
        ("12&#178;", "raised"),
        ("![](9.png)", "unreadable"),
        ("1![九](9.png)2", "unreadable"),
        ("<span style='opacity:0'>9</span>12", "hidden"),
        ("<font color=white>9</font>12", "hidden"),
        ("<del>9", "struck"),
        ("<del>9</b></del>12", "struck"),
        ("<del><b>9</del></b>12", "struck"),
        ("<b><del>9</b>12", "struck"),
        ("12", None),
        ("**12**", None),
        ("<b>1</b>2", None),
        ("<del></del>12", None),
        ("12<br>", None),
        ("</del>12", None),
        ("1&shy;2", None),
    ],
)
def test_marks_in_a_table_of_text_are_looked_at(cell: str, why: str | None, read: Read) -> None:
    assert piped(cell, read)[1] == why


@pytest.mark.parametrize("read", [read_text, read_markdown])
def test_a_mark_is_of_its_own_cell(read: Read) -> None:
    assert piped("12 | <del>9</del>", read) == ("12", None)
    assert markup("12</td><td><img src=x>", read) == ("12", None)


@pytest.mark.parametrize("read", [read_text, read_markdown])
def test_a_sheet_in_a_text_is_looked_at(read: Read) -> None:
    text = "<style>.x{display:none}</style>\n\n"
    row = "<tr><td>规章</td><td><b class=x>9</b>12</td><td>3</td></tr>"
    document = read(f"{text}<table>{row * 2}</table>\n{'年度报告' * 200}".encode(), "r.md", Limits())
    assert cell_of(document) == ("12", "hidden")


@pytest.mark.parametrize("read", [read_text, read_markdown])
def test_what_a_text_hides_is_told(read: Read) -> None:
    document = read("收到<span hidden>底<b>稿</b></span>申请\n<p hidden>甲</p>".encode(), "r.md", Limits())
    assert [(aside.kind, aside.text) for aside in document.asides] == [("hidden", "底稿"), ("hidden", "甲")]


CSS = [
    *(
        ".x",
        "b",
        "td",
        "*",
        "{",
        "}",
        "{",
        "}",
        ":",
        ";",
        ",",
        " ",
        "\n",
        "@media screen{",
        "@media print{",
        "@import",
        "/*",
        "*/",
    ),
    *(
        "display:none",
        "font-size:0",
        "opacity:0",
        "!important",
        "'",
        '"',
        "\\",
        "\\39 ",
        "::before",
        "content:",
        "'9'",
        "(",
        ")",
    ),
    *(
        "url(x)",
        "left:-999px",
        "position:absolute",
        "clip:rect(",
        "0",
        "-1",
        "<!--",
        "-->",
        ":not(",
        "[class=x]",
        ">",
        "#i",
    ),
]

SEEN = st.recursive(
    st.just("{}"),
    lambda inner: st.builds(
        lambda tag, style, held: f"<{tag}{style}>{held}</{tag}>",
        st.sampled_from(("b", "span", "font", "ins", "u", "a", "label")),
        st.sampled_from(("", " style='color:red'", " class=y", " style='font-size:9pt'")),
        inner,
    ),
    max_leaves=3,
)
UNSEEN = st.sampled_from(
    [
        "<del>9</del>",
        "<s><b>9</b></s>",
        "<sup>9</sup>",
        "<b class=x>9</b>",
        "<b hidden>9</b>",
        "<b style='opacity:0'>9</b>",
        "<b style='font-size:0'>9<i>9</i></b>",
        "<rt>9</rt>",
        "<img src=9>",
        "<select><option>9</select>",
        "<span style='display:none'><span>9</span></span>",
        "",
        "&shy;",
        "&#8203;",
        "<wbr>",
        "<!-- 9 -->",
        "<script>9</script>",
    ]
)


@settings(max_examples=300)
@given(SEEN, SEEN, SEEN, st.lists(UNSEEN, min_size=4, max_size=4))
def test_a_figure_in_any_disguise_is_itself_or_unreadable(
    one: str, two: str, around: str, unseen: Sequence[str]
) -> None:
    first, second, third, last = unseen
    figure = around.format(f"{second}{one.format(1)}{third}{two.format(2)}")
    cell, why = html(f"{first}{figure}{last}", "<style>.x{display:none}.y{color:blue}</style>")
    assert why or read_figure(cell).value == 12
    if not any(unseen):
        assert why is None


@settings(max_examples=300)
@given(st.lists(st.sampled_from(CSS), max_size=12).map("".join))
def test_any_sheet_is_borne(sheet: str) -> None:
    cell, why = html("<b class=x style='opacity:1'>12</b>", f"<style>{sheet}</style>")
    assert why or cell == "12"
