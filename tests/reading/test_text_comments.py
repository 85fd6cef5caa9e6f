"""Comments addressed to gialint are no prose: they are left out of what is read and kept as asides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gialint.model import Document, Paragraph, is_remark
from gialint.reading import LimitExceeded, Limits
from gialint.reading.html import read as read_html
from gialint.reading.markdown import read as read_markdown
from gialint.reading.text import read as read_text
from gialint.testing import check_document

Read = Callable[[bytes, str, Limits], Document]
SAY = "<!-- gialint: 忽略 GIA501 已核实 -->"
ROWS = "甲 | 1 | 2 |\n乙 | 3 | 4 |\n"


def shown(document: Document) -> list[str]:
    """Return paragraphs as they are, rows with their cells joined."""
    check_document(document)
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["|".join(cell.text for cell in row) for row in block.rows]
    return lines


def remarks(document: Document) -> list[str]:
    """Return the comments to gialint, each with the line it stands on and whether it stands alone there."""
    return [
        f"{document.line_and_column(aside.start)[0]}{' alone' if aside.alone else ''}: {aside.text}"
        for aside in document.asides
        if aside.remark
    ]


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    ("text", "lines", "said"),
    [
        (f"甲。{SAY}\n\n乙。", ["甲。", "乙。"], ["1: gialint: 忽略 GIA501 已核实"]),
        (f"{SAY}甲。\n\n乙。", ["甲。", "乙。"], ["1: gialint: 忽略 GIA501 已核实"]),
        (f"甲。\n\n{SAY}\n乙。", ["甲。", "乙。"], ["3 alone: gialint: 忽略 GIA501 已核实"]),
        (f"甲。\r\n\r\n{SAY}\r\n乙。", ["甲。", "乙。"], ["3 alone: gialint: 忽略 GIA501 已核实"]),
        (f"甲。\n\n  {SAY} {SAY}\n乙。", ["甲。", "乙。"], ["3 alone: gialint: 忽略 GIA501 已核实"] * 2),
        (f"甲。{SAY}{SAY}\n\n乙。", ["甲。", "乙。"], ["1: gialint: 忽略 GIA501 已核实"] * 2),
        ("甲。\n\n<!--\ngialint：忽略\n GIA1\n-->\n乙。", ["甲。", "乙。"], ["3 alone: gialint：忽略 GIA1"]),
        (
            f"{ROWS}{SAY}\n丙 | 5 | 6 |",
            ["甲|1|2", "乙|3|4", "丙|5|6"],
            ["3 alone: gialint: 忽略 GIA501 已核实"],
        ),
        (f"{ROWS}丙 | 5 {SAY} | 6 |", ["甲|1|2", "乙|3|4", "丙|5|6"], ["3: gialint: 忽略 GIA501 已核实"]),
        (f"{ROWS}丙 | 5 | 6 | {SAY}", ["甲|1|2", "乙|3|4", "丙|5|6"], ["3: gialint: 忽略 GIA501 已核实"]),
        ("甲。<!-- GIALINT : ignore GIA1 x -->", ["甲。"], ["1: GIALINT : ignore GIA1 x"]),
        ("甲。<!--gialint: 忽略 GIA1 x-->", ["甲。"], ["1: gialint: 忽略 GIA1 x"]),
    ],
)
def test_in_text(read: Read, text: str, lines: list[str], said: list[str]) -> None:
    document = read(text.encode(), "a", Limits())
    assert document.text == text
    assert (shown(document), remarks(document)) == (lines, said)


@pytest.mark.parametrize(
    "text", ["甲。<!-- 待核实 -->", "甲。<!-- gialint 忽略 -->", "甲。<!-- gialint: 忽略"]
)
def test_any_other_comment_is_text_in_a_text_file(text: str) -> None:
    document = read_text(text.encode(), "a.txt", Limits())
    assert (shown(document), document.asides) == ([text], ())


def test_any_other_comment_is_no_aside_in_markdown() -> None:
    document = read_markdown("甲。<!-- 待核实 -->".encode(), "a.md", Limits())
    assert (shown(document), document.asides) == (["甲。"], ())


@pytest.mark.parametrize("read", [read_text, read_markdown, read_html])
def test_more_comments_than_paragraphs_may_be(read: Read) -> None:
    with pytest.raises(LimitExceeded):
        read(f"<p>甲</p>{SAY * 4}".encode(), "a", Limits(paragraphs=3))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (f"<p>甲</p><p>乙{SAY}</p>", "2"),
        (f"<p>甲</p><p>{SAY}乙</p>", "2"),
        (f"<p>甲</p><p>乙<b>{SAY}</b></p>", "2"),
        (f"<p>甲</p><p>乙{SAY}丙</p>", "2"),
        (f"<p>甲</p>\n<p>\n乙\n{SAY}\n</p>\n<p>丙</p>", "2"),
        (f"<p>甲</p><p>乙</p>{SAY}\n<p>丙</p>", "2"),
        (f"<p>甲</p><p>乙</p>{SAY}<p>丙</p>", "3 alone"),
        (f"<p>甲</p>\n{SAY}\n<p>乙</p>", "2 alone"),
        (f"{SAY}<p>甲</p>", "1 alone"),
        (f"<p>甲</p>\n<div>\n{SAY}\n</div>", "2 alone"),
        (f"<p>甲</p>\n{SAY}\n<table><tr><td>乙<td>1<tr><td>丙<td>2</table>", "2 alone"),
        (f"<p>甲</p><table><tr><td>乙<td>1<tr>{SAY}<td>丙<td>2</table>", "3 alone"),
        (f"<p>甲</p><table><tr><td>乙<td>1<tr><td>丙<td>2 {SAY}</table>", "3"),
        (f"<p>甲</p><table><tr><td>乙<td>1<tr><td>丙<td>{SAY}</table>", "3"),
        (f"<p>甲</p>\r\n<p>乙{SAY}</p>", "2"),
        (f"<p>甲</p>{' ' * 1996}{SAY}\n<p>乙</p>", "1"),
        (f"<p>甲</p>{' ' * 1997}{SAY}\n<p>乙</p>", "2 alone"),
    ],
)
def test_in_a_page(source: str, said: str) -> None:
    document = read_html(source.encode(), "a.html", Limits())
    assert remarks(document) == [f"{said}: gialint: 忽略 GIA501 已核实"]
    assert shown(document) == shown(read_html(source.replace(SAY, "").encode(), "a.html", Limits()))


@example([" | ", "3", "\n", "3", " | "])
@given(
    st.lists(
        st.sampled_from(["甲。", "3", " | ", "\n", SAY, "<!--", "-->", " ", "# ", "- ", "> "]), max_size=14
    )
)
def test_blocks_stay_slices_and_the_text_is_the_file(parts: list[str]) -> None:
    text = "".join(parts)
    for read in (read_text, read_markdown):
        document = read(f"乙。\n\n{text}".encode(), "a", Limits())
        check_document(document)
        assert document.text == f"乙。\n\n{text}"
        assert all(document.text.startswith("<!--", aside.start) for aside in document.asides)
        assert all(document.text.endswith("-->", 0, document.end_of(aside)) for aside in document.asides)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("gialint: 忽略", True),
        ("gialint：", True),
        ("GiaLint : x", True),
        ("gialint 忽略", False),
        ("gialinter: x", False),
        ("请李科长核实", False),
        ("", False),
    ],
)
def test_who_is_addressed(comment: str, expected: bool) -> None:
    assert is_remark(comment) is expected
