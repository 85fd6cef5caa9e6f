"""Web pages are read as a browser shows them, and every character keeps its place in the source."""

from __future__ import annotations

import re
from itertools import count
from time import process_time

import pytest
import turbohtml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gialint.model import Cell, Document, Paragraph, Table
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.html import read
from gialint.reading.html.tree import HIDING, SILENT


def document(source: str, limits: Limits | None = None) -> Document:
    return read(source.encode(), "page.html", limits or Limits())


def pieces(read_page: Document) -> list[Paragraph | Cell]:
    found: list[Paragraph | Cell] = []
    for block in read_page.blocks:
        found += [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
    return found


def grid_of(source: str) -> list[str]:
    """Return the rows of the only table, each cell as ``text@row,column``, with its spans if it has any."""
    (table,) = [block for block in document(source).blocks if isinstance(block, Table)]
    return [" ".join(map(place_of, row)) for row in table.rows]


def place_of(cell: Cell) -> str:
    spans = f"+{cell.rowspan}x{cell.colspan}" if (cell.rowspan, cell.colspan) != (1, 1) else ""
    return f"{cell.text}@{cell.row},{cell.column}{spans}"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("甲<p>乙<p>丙<div>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<p>甲<br>乙<br/>丙</br>丁</p>", ["甲", "乙", "丙", "丁"]),
        ("<p>主动<span>公开</span><b>3</b><span>5</span>条</p>", ["主动公开35条"]),
        ("<p>\n  a \t b\n\n c </p>", ["a b c"]),
        ("<p>a <b> b</b> <i>c</i></p>", ["a b c"]),
        ("<p>a<span> </span>b<span></span>c</p>", ["a bc"]),
        ("<p>a<b hidden>x</b> <i>c</i></p>", ["a c"]),
        ("<p>政府\n      信息\r\n公开 和</p>", ["政府信息公开 和"]),
        ("<p>政府\n<b>\n信息</b></p>", ["政府信息"]),
        ("<p>&nbsp;&nbsp;　甲&nbsp;&nbsp;乙　</p>", ["甲  乙"]),
        ("<p>&nbsp;</p><p> </p><p>甲</p>", ["甲"]),
        ("<p>&lt;b&gt; &amp;&ampx &#22909;&#x597d;&xyz; a&b &notit;</p>", ["<b> &&x 好好&xyz; a&b ¬it;"]),
        ("<pre>甲\n  乙  丙\n\n丁<b>\n戊</b></pre>己", ["甲", "乙  丙", "丁", "戊", "己"]),
        ("<ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>", ["甲", "乙", "丙", "丁"]),
        ("<title>题</title><p>甲</p><script>var a='<p>乙</p>'</script><style>p{}</style>丙", ["甲", "丙"]),
        ("<nav>甲</nav><aside>乙</aside><header>丙</header><p>丁</p><footer>戊</footer>", ["丁"]),
        ("<main><header><h1>甲</h1></header><p>乙</p></main><footer>丙</footer>", ["甲", "乙"]),
        ("<article><p>乙</p><footer>丙</footer></article><header>丁</header>", ["乙", "丙"]),
        ("甲<select><option>乙</select><button>丙</button><textarea>丁</textarea>戊", ["甲戊"]),
        ("甲<noscript>乙</noscript><iframe>丙</iframe><template>丁</template>", ["甲"]),
        ("<p>甲<!-- 乙 --><![if !supportLists]>1.<![endif]></p>", ["甲1."]),
        (
            "<!--[if gte mso 9]><xml><w>乙</w></xml><![endif]--><xml><w>丙</w></xml>甲<o:p>&nbsp;</o:p>",
            ["甲"],
        ),
        ("<p hidden>甲</p><p style='color:red; Display : none'>乙</p><p>丙</p>", ["丙"]),
        ("<p>甲<span style='display:none'>乙<b>丙</span>丁</b></p>", ["甲丁"]),
        ("<p>甲<span style='visibility:hidden'>乙</span></p><p hidden=until-found>丙</p>", ["甲", "丙"]),
        ("<p class='hidden' aria-hidden='true' style='overflow:hidden'>甲</p>", ["甲"]),
        ("<p title='<p>乙</p>' data-x=\">\">甲</p>", ["甲"]),
        ("甲<svg><title>乙</title><text>丙</text></svg><b>丁</b>", ["甲丁"]),
        ("甲<svg><title/><path d=''/></svg>丁", ["甲丁"]),
        ("甲</>乙</ x>丙<?x?>丁<", ["甲乙丙丁<"]),
        ("<table>甲<tr><td>a<td>b</tr> 乙</table>", ["甲 乙", "a | b"]),
        ("<html><body>甲</body></html>乙", ["甲乙"]),
        ("甲<p", ["甲"]),
        ("<nav>甲<div>乙</nav>丙</div>", ["丙"]),
        ("<div><nav>甲</div>丙", ["丙"]),
    ],
)
def test_what_a_browser_shows_comes_line_by_line(source: str, lines: list[str]) -> None:
    assert document(source).text.splitlines() == lines


def test_headings_have_their_level() -> None:
    blocks = document("<h1>甲</h1><h2><span>一、</span>乙</h2><p>丙</p><h6>丁</h6>").blocks
    assert [(block.text, block.heading) for block in blocks if isinstance(block, Paragraph)] == [
        ("甲", 1),
        ("一、乙", 2),
        ("丙", 0),
        ("丁", 6),
    ]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", ["a@0,0 b@0,1", "c@1,0 d@1,1"]),
        (
            "<tr><th rowspan=2>a</th><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr>",
            ["a@0,0+2x1 b@0,1+1x2", "c@1,1 d@1,2"],
        ),
        ("<tr><td>&nbsp;<td><p> </p><td>", ["@0,0 @0,1 @0,2"]),
        ("<tr><td>商业<br>企业<td><p>a</p><p>b</p>", ["商业 企业@0,0 a b@0,1"]),
        ("<tr><td>a<td>b<tr><tr><td>c", ["a@0,0 b@0,1", "", "c@2,0"]),
        (
            "<thead><tr><td rowspan=9>a<td>b<tbody><tr><td rowspan=0>c<td>d<tr><td>e",
            ["a@0,0 b@0,1", "c@1,0+2x1 d@1,1", "e@2,1"],
        ),
        ("<tr><td colspan=0>a<td colspan=-1>b<td colspan=x>c", ["a@0,0 b@0,1 c@0,2"]),
        ("<tr><td colspan=99999999999999999999>a<td>b", ["a@0,0+1x1000 b@0,1000"]),
        ("<tr><td>a<td hidden>x<td>b<tr style='display:none'><td>y", ["a@0,0 b@0,1"]),
        ("<tr><td>a<td>b</td><div><tr><td>c<td>d", ["a@0,0 b@0,1", "c@1,0 d@1,1"]),
    ],
)
def test_cells_stand_on_the_grid(rows: str, cells: list[str]) -> None:
    assert grid_of(f"<table>{rows}</table>") == cells


def test_text_and_captions_in_a_table_come_before_it() -> None:
    page = document("<p>甲</p><table>乙<caption>丙</caption><tr>丁<td>1<td>2</table>戊")
    assert page.text.splitlines() == ["甲", "乙丁", "丙", "1 | 2", "戊"]


ROW = "<tr>" + "<td>1</td>" * 8 + "</tr>"
PROSE = "<p>全年主动公开政府信息。</p>" * 30


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (f"<table>{ROW}</table>", "T"),
        ("<table><tr><td>甲</table>", "P"),
        ("<table><tr><td>甲<tr><td>乙</table>", "PP"),
        (f"<table><tr><td>甲<td>乙{PROSE}</table>", "P" * 32),
        (f"<table>{ROW}{ROW}<tr><td>{PROSE}</table>", "T"),
        (f"<table><tr><td>甲<td><table>{ROW}</table>乙</table>", "PTP"),
        (f"<table><tr><td>甲<table><tr><td>乙<td><table>{ROW}</table></table></table>", "PPT"),
        (f"<table>{ROW}{ROW}<tr><td>甲<table>{ROW}</table></table>", "TT"),
        (f"<table>{ROW}{ROW}<tr><td>{PROSE}<table>{ROW}</table></table>", "P" * 46 + "T"),
        ("<table></table><p>甲</p>", "P"),
    ],
)
def test_a_table_for_layout_is_dissolved(source: str, kinds: str) -> None:
    blocks = document(source).blocks
    assert "".join("T" if isinstance(block, Table) else "P" for block in blocks) == kinds


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places_point_into_the_source(line_end: str) -> None:
    lines = ["<html>", "<p>&nbsp;主动", "公开&amp;<b>35</b>条", "</p><table><tr>", "<td>自然人</td>"]
    source = line_end.join([*lines, "<td> </td>", "<td></td></table>"])
    page = document(source)
    assert page.source is not None
    assert page.source.text == source
    assert page.text == "主动公开&35条\n自然人 |  | \n"
    assert [page.source.line_and_column(page.text.index(word)) for word in "主公&3条自"] == [
        (2, 10), (3, 1), (3, 3), (3, 11), (3, 17), (5, 5),
    ]  # fmt: skip
    blanks = [cell.start for cell in pieces(page) if not cell.text]
    assert [page.source.line_and_column(start) for start in blanks] == [(6, 5), (7, 5)]


@pytest.mark.parametrize(
    ("source", "word", "found"),
    [
        ("<p>a&ampx</p>", "x", "x</p>"),
        ("<p>a&ampx</p>", "&", "&ampx</p>"),
        ("<p>&lt;甲</p>", "甲", "甲</p>"),
        ("<p>a<b> </b>乙</p>", " ", " </b>"),
        ("<p>a<b>\n  </b>b</p>", " ", "\n  </b>"),
        ("<table>甲<tr><td>乙<td>丙</table>", "甲", "甲<tr>"),
        ("<table><tr><td>乙<td>丙</td></tr>甲</table>", "甲", "甲</table>"),
        ("<p title='甲'><!-- 甲 --><b title=甲>甲</b></p>", "甲", "甲</b>"),
        ("<table><tr><td width='0'>0<td>1</table>", "0", "0<td>"),
        ("<pre>甲\n 乙</pre>", "乙", "乙</pre>"),
    ],
)
def test_a_word_is_found_at_its_own_place(source: str, word: str, found: str) -> None:
    page = document(source)
    assert page.source is not None
    assert source[page.source.offset(page.text.index(word)) :].startswith(found)


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("<meta charset='utf-8'><p>青石镇公开</p>", "gb18030"),
        ("<meta charset=gb2312><p>青石镇公开</p>", "utf-8"),
        ("<p>青石镇公开</p>", "utf-16"),
    ],
)
def test_pages_in_any_encoding_are_read(source: str, data: str) -> None:
    assert read(source.encode(data), "page.html", Limits()).text == "青石镇公开\n"


@pytest.mark.parametrize(
    "source", ["<html></html>", "<script>1</script>", "&nbsp;", "<p hidden>1", "<!-- 1 -->"]
)
def test_a_page_that_shows_nothing_says_so(source: str) -> None:
    with pytest.raises(Unreadable, match="没有看得见的正文") as raised:
        document(source)
    assert raised.value.advice is not None


@pytest.mark.parametrize(
    ("source", "limits", "reason"),
    [
        ("<p>1" * 11, Limits(paragraphs=10), "段落超过 10 个"),
        ("<table>" + "<tr><td>1<td>2" * 6, Limits(cells=10), "单元格"),
        ("<table>" + "<tr><td colspan=99999>1" * 2 + "<td>2", Limits(cells=1_500), "单元格"),
        ("<table><tr><td>1<td>" * 5, Limits(xml_depth=4), "表格嵌套超过 4 层"),
        ("<table><tr><td>" + "1<br>" * 8, Limits(paragraphs=3, cells=4), "段落超过 3 个"),
        ("<b>1" * 5, Limits(tags=8), "标签和文字超过 8 段"),
        ("<p>12345<p>12345", Limits(characters=2), "文字超过 8 个字符"),
        ("<p>1<!--2-->", Limits(markup=11), "源码超过 11 个字符"),
        ("<p>" + "1" * 60, Limits(markup=15), "源码超过 15 个字符"),
    ],
)
def test_limits_are_named(source: str, limits: Limits, reason: str) -> None:
    with pytest.raises(LimitExceeded, match=reason):
        document(source, limits)
    assert document(source)


def test_a_page_at_its_limit_is_read() -> None:
    assert document("<p>&#30002;", Limits(characters=2)).text == "甲\n"


BOUNDARIES = [
    "<div>",
    "<table><tr><td>1<td>",
    "<table>x",
    "<b><p>",
    "<span hidden>",
    "<svg>",
    "<td>1",
    "<input>1",
]
RUNS = ["<a b='", "<!--", "<p>1 \n", "&amp;\n", "一\n", "<b>1</b>", "<i> </i>", "</>"]


@pytest.mark.parametrize("piece", BOUNDARIES + RUNS)
def test_a_page_made_to_be_slow_is_not(piece: str) -> None:
    started = process_time()
    page = document("甲" + piece * 15_000)
    assert page.text.startswith("甲")
    assert process_time() - started < 8


@pytest.mark.parametrize("depth", [300, 507, 508, 509, 510, 600])
def test_text_too_deep_for_a_tree_is_not_lost(depth: int) -> None:
    page = document("<div>" * depth + "<table><tr><td>甲<td>乙</table>丙")
    assert re.findall("[甲乙丙]", page.text) == ["甲", "乙", "丙"]


WORDS = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
TAGS = [
    "p",
    "div",
    "span",
    "b",
    "font",
    "a",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "ul",
    "li",
    "h2",
    "br",
    "o:p",
    "form",
]
TAGS += [
    "nav",
    "header",
    "article",
    "section",
    "select",
    "button",
    "input",
    "col",
    "dl",
    "dd",
    "pre",
    "center",
    "script",
]
ATTRIBUTES = [
    "",
    "",
    "",
    " class='a'",
    " style='display:none'",
    " hidden",
    " title='a>b'",
    ' a"b',
    " colspan=2",
    " rowspan=3",
]
BY_SCRIPT = ", ".join(["table[style]", *(f"[style] {tag}" for tag in ("table", "h1", "h2"))])
TEXTS = [
    "{}",
    "{} {}",
    "{}\n{}",
    "{}\r\n  ",
    "&nbsp;{}",
    "{}&#32;",
    "{}&amp;{}",
    "&ampx",
    " ",
    "\n",
    "< {}",
    "<!-- {} -->",
]
MARKUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(TEXTS),
        st.sampled_from(TEXTS),
    ),
    max_size=40,
).map("".join)  # fmt: skip


def with_words(markup: str) -> str:
    """Put another Chinese character for every ``{}``, so that each tells its own place."""
    numbers = count()
    return re.sub(r"\{\}", lambda _: WORDS[next(numbers)], markup)


def shown(node: turbohtml.Node, inside: bool = False) -> str:
    """Return what a browser shows, from turbohtml's own tree of the page: an independent reading."""
    if isinstance(node, turbohtml.Text):
        return node.data
    if isinstance(node, turbohtml.Element):
        hidden = "hidden" in node.attrs or HIDING.search(str(node.attrs.get("style")))
        if hidden or node.tag in SILENT | {"head"} or (node.tag == "header" and not inside):
            return ""
        inside = inside or node.tag == "article"
    return "".join(shown(child, inside) for child in node.children)


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_the_text_is_that_of_the_browsers_tree_and_stands_where_the_source_has_it(markup: str) -> None:
    source = with_words(markup)
    tree = turbohtml.parse(source.replace("\r\n", "\n"), scripting=True)
    # What fills a page, and is hidden by its style, is shown by a script: it is read.
    assume(tree.select_one(BY_SCRIPT) is None)
    expected = re.sub(r"\s", "", shown(tree))
    try:
        page = document(source)
    except Unreadable:
        assert not expected
        return
    text = re.sub(r"\s", "", "".join(piece.text for piece in pieces(page)))
    # A table's text comes at its end, after that of the tables which stand in its cells.
    assert text == expected or (source.count("<table") > 1 and sorted(text) == sorted(expected))
    assert page.source is not None
    for offset, character in enumerate(page.text):
        if character in WORDS:
            assert source[page.source.offset(offset)] == character


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
@settings(max_examples=150)
def test_any_bytes_are_a_page_or_unreadable(data: bytes) -> None:
    try:
        page = read(data, "page.html", Limits())
    except Unreadable:
        return
    for piece in pieces(page):
        assert page.text[piece.start : piece.start + len(piece.text)] == piece.text


PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>青石镇</title></head><body><h1>青石镇</h1>"
    "<table><tr><td rowspan=2>行&nbsp;政</td><td colspan='2'><p>许可</p></td></tr><tr><td>1<td></table>"
    "<svg><path d='M0'/></svg><p style='display:none'>x</p><p>主动公开&amp;<b>35</b>条</p></body></html>"
).encode()


@given(st.lists(st.tuples(st.integers(0, len(PAGE)), st.integers(0, 12), st.binary(max_size=3)), max_size=4))
@settings(max_examples=150)
def test_damaged_pages_are_read_or_unreadable(cuts: list[tuple[int, int, bytes]]) -> None:
    data = PAGE
    for start, length, other in cuts:
        data = data[:start] + other + data[start + length :]
    try:
        page = read(data, "page.html", Limits())
    except Unreadable:
        return
    assert page.blocks
