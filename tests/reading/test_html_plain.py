"""A plain page reads the same with and without the tree that a browser would make of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.reading import Limits
from gialint.reading.html import repaired_page
from gialint.reading.html_plain import plain_page

LIMITS = Limits()

PLAIN = {
    "lines": "<h1>甲</h1>\n<p>乙<br>丙 <b>丁</b>\n戊</p>己",
    "inline tags across": "<p><b>甲<i>乙</b>丙</p><p>丁</i></p>",
    "head": "<!DOCTYPE html><html><head><title>甲</title><style>p {}</style></head><body>乙</body></html>",
    "table": "<table>\n<tr><td colspan=2>1</td><th>2</th></tr><tr><td rowspan='0'><p>3</p></td></tr></table>",
    "row groups": "<table><thead><tr><td rowspan=3>1</td></tr></thead><tr><td>2</td></tr></table>",
    "implied group": "<table><tr><td></td></tr><tbody><tr><td>2</td></tr></tbody><tr><td>3</td></tr></table>",
    "columns": '<table><colgroup><col width="9"><col/></colgroup><tr><td>1</td><td>2</td></tr></table>',
    "table in a cell": "<table><tr><td>1<table><tr><td>2</td><td>3</td></tr></table>4</td></tr></table>",
    "lists": "甲<ul><li>乙<p>丙</p></li>\n<li>丁</li></ul>",
    "chrome": "<nav>甲<table><tr><td>1</td></tr></table></nav><header>乙</header>丙",
    "edges of an article": "<article><header>甲</header>乙</article><footer>丙</footer>",
    "picture": "<p>甲<img src=x>乙</p>",
    "script in a line": "甲<script>x && y</script> 乙",
    "remark": "<p>甲<!-- gialint: 忽略 GIA502 --></p>",
    "references": "<p>甲&nbsp;&amp;&#24180;&ampx</p>",
    "case": "<P CLASS=x>甲</p><TABLE><TR><TD COLSPAN=2>1</TD></TR></TABLE>",
}
REPAIRED = {
    "open paragraph": "<p>甲<p>乙</p>",
    "paragraph left open": "<div><p>甲</div>",
    "crossed": "<div><section>甲</div></section>",
    "closed twice": "<p>甲</p></p>",
    "block in a paragraph": "<p>甲<div>乙</div></p>",
    "table in a paragraph": "<p>甲<table><tr><td>1</td></tr></table></p>",
    "text in a table": "<table>甲<tr><td>1</td></tr></table>",
    "text in a row": "<table><tr>甲<td>1</td></tr></table>",
    "cell without a row": "<table><td>1</td></table>",
    "row without a table": "<tr><td>1</td></tr>",
    "cell left open": "<table><tr><td>1<td>2</td></tr></table>",
    "item in an item": "<ul><li>甲<li>乙</li></li></ul>",
    "item without a list": "<li>甲</li>",
    "form in a form": "<form>甲<form>乙</form></form>",
    "heading in a heading": "<h1>甲<h2>乙</h2></h1>",
    "tags in a script": "<script>if (a <b> c)</script>甲",
    "tags in a title": "<title><b>甲</b></title>乙",
    "bracket in an attribute": "<p title='a>b'>甲</p>",
    "bracket in text": "<p>1 < 2</p>",
    "bracket at the end": "<p>甲</p><",
    "slash in an attribute": "<p class=a/>甲</p>",
    "closing itself": "<p/>甲</p>",
    "script closing itself": "<script/>甲</script>",
    "odd comment": "<!-->甲<!-- -->",
    "comment holding tags": "<!-- <p>甲</p> -->乙",
    "conditional comment": "<![if !x]>甲<![endif]>",
    "comment in a title": "<title><!-- x --></title>甲",
    "empty end tag": "甲</>乙",
    "end tag with attributes": "<p>甲</p class=x>",
    "preformatted": "<pre>\n甲\n乙</pre>",
    "drawing": "<svg><p>甲</p></svg>",
    "no script": "<noscript><p>甲</p></noscript>乙",
    "hidden": "<div hidden>甲<p>乙</p></div><p style='display: none'>丙</p>丁",
    "hidden cell": "<table><tr><td hidden>1</td><td>2</td><td>3</td></tr></table>",
    "struck": "<p>收到<del>9</del>12件</p>",
    "raised in a cell": "<table><tr><td>1<sup>2</sup></td><td>2</td></tr></table>",
    "picture in a cell": "<table><tr><td><img></td><td>2</td></tr></table>",
    "hidden inline": "<span hidden>甲</span>乙",
    "selection": "<select><option>甲</select>乙",
    "end without a start": "甲</br>乙",
    "image in a table": "<table><input><tr><td>1</td></tr></table>",
    "nul": "<p>甲\0</p>",
    "deep": "<div>" * 200 + "甲" + "</div>" * 200,
}


@pytest.mark.parametrize("page", PLAIN.values(), ids=PLAIN)
def test_plain_page(page: str) -> None:
    plain = plain_page(page, LIMITS)
    assert plain is not None
    assert plain.content == repaired_page(page, LIMITS).content


@pytest.mark.parametrize("page", REPAIRED.values(), ids=REPAIRED)
def test_page_for_a_browser_to_repair(page: str) -> None:
    assert plain_page(page, LIMITS) is None


TEXTS = ("", " ", "\n", "甲", "乙 \n丙", " 3\n", "&amp;", "&nbsp;", "\u3000", "<", "长" * 250)
ATTRIBUTES = ("", "", ' class="x"', " colspan=2", ' rowspan="2"', " rowspan=0", " hidden", " title='a>b'")
INLINE = ("b", "span", "o:p")
BLOCKS = ("div", "p", "h1", "h3", "ul", "li", "section", "article", "header", "nav", "form", "center")
OTHERS = (
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "br",
    "hr",
    "input",
    "script",
    "title",
    "colgroup",
    "col",
)
RARE = (
    "a",
    "pre",
    "select",
    "option",
    "svg",
    "caption",
    "dd",
    "button",
    "textarea",
    "noscript",
    "html",
    "body",
    "del",
    "sup",
    "img",
    "rt",
    "bdo",
)
NAMES = st.sampled_from(INLINE + BLOCKS + OTHERS + RARE)
ATTRIBUTE = st.sampled_from(ATTRIBUTES)
TEXT = st.sampled_from(TEXTS)


@st.composite
def elements(draw: st.DrawFn, name: str, content: st.SearchStrategy[str]) -> str:
    """One element, closed as it should be."""
    return f"<{name}{draw(ATTRIBUTE)}>{''.join(draw(st.lists(content, max_size=4)))}</{name}>"


WORDS = st.recursive(
    TEXT, lambda inner: st.sampled_from(INLINE).flatmap(lambda tag: elements(tag, inner)), max_leaves=4
)


def flow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks and tables as HTML allows them."""
    cells = st.sampled_from(("td", "th")).flatmap(lambda tag: elements(tag, inner))
    rows = elements("tr", cells | st.just("\n"))
    groups = st.sampled_from(("tbody", "thead", "tfoot")).flatmap(lambda tag: elements(tag, rows))
    lines = st.sampled_from(("p", "h1", "h3")).flatmap(lambda tag: elements(tag, WORDS | st.just("<br>")))
    blocks = st.sampled_from(("div", "article", "header", "nav")).flatmap(lambda tag: elements(tag, inner))
    return WORDS | lines | blocks | elements("table", rows | groups) | elements("ul", elements("li", inner))


TREES = st.lists(st.recursive(WORDS, flow, max_leaves=25), max_size=4).map("".join)
TAGS = st.builds(
    lambda slash, name, given: f"<{slash}{name}{'' if slash else given}>",
    st.sampled_from(("", "/")),
    NAMES,
    ATTRIBUTE,
)
SOUP = st.lists(TAGS | TEXT, max_size=30).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A page with a tag too many or too few."""
    page = draw(TREES)
    at = draw(st.integers(0, len(page)))
    return page[:at] + draw(TAGS | TEXT) + page[at + draw(st.integers(0, 6)) :]


@settings(max_examples=300)
@given(TREES | damaged() | SOUP)
def test_plain_or_repaired_it_reads_the_same(page: str) -> None:
    plain = plain_page(page, LIMITS)
    assert plain is None or plain.content == repaired_page(page, LIMITS).content
