"""What is not shown as it stands in the source: struck, raised, hidden, drawn, in formats that have tags."""

from __future__ import annotations

import pytest

from gialint.document import Document, Table
from gialint.reading import Limits
from gialint.reading.html import read as read_html
from gialint.understanding.marked import why_unreadable

CELLS = "<td>3</td>" * 8


def cell_of(document: Document) -> tuple[str, str | None]:
    """Return the text of the second cell of the first table, and why it cannot be read."""
    (table, *_) = [block for block in document.blocks if isinstance(block, Table)]
    cell = table.rows[0][1]
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
    ("<dialog>9</dialog>12", "12", "hidden"),
    ("<img src=x>", "", "unreadable"),
    ("1<img src=x alt=9>2", "12", "unreadable"),
    ("<svg><text>12</text></svg>", "", "unreadable"),
    ("<math><mn>12</mn></math>", "", "unreadable"),
    ("<select><option>12</select>", "", "unreadable"),
    ("<textarea>12</textarea>", "", "unreadable"),
    ("<input value=12>", "", "unreadable"),
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
