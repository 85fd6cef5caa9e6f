"""Markdown: the file is the reading text, and marks are left outside the slices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.model import Document, Paragraph
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.markdown import read
from gialint.testing import check_document

Shown = list[tuple[int, str] | list[list[str]]]


def document(text: str) -> Document:
    return read(text.encode(), "drafts/云坪县.md", Limits())


def shown(read: Document) -> Shown:
    """Return paragraphs as heading levels and texts, tables as rows of texts."""
    return [
        (block.heading, block.text)
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row] for row in block.rows]
        for block in read.blocks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 标题", [(1, "标题")]),
        ("###### 标题 ##", [(6, "标题")]),
        ("## **一、总体情况**", [(2, "一、总体情况")]),
        ("##一、总体情况", [(2, "一、总体情况")]),
        ("#\u3000标题", [(1, "标题")]),
        ("## C#", [(2, "C#")]),
        ("#政务公开#", [(0, "#政务公开#")]),
        ("####### 七级", [(0, "####### 七级")]),
        ("#\n##  ##\n正文", [(0, "正文")]),
        ("> ## 标题", [(2, "标题")]),
    ],
)
def test_headings_with_number_signs(text: str, expected: Shown) -> None:
    assert shown(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n===\n正文", [(1, "标题"), (0, "正文")]),
        ("标题\n---", [(2, "标题")]),
        ("**标题**\n---", [(2, "标题")]),
        ("# 甲\n乙\n--", [(1, "甲"), (2, "乙")]),
        ("标题\n\n---\n正文", [(0, "标题"), (0, "正文")]),
        ("第一行\n第二行\n---", [(0, "第一行"), (0, "第二行")]),
        ("这是一句话。\n---", [(0, "这是一句话。")]),
        ("- 一项\n---", [(0, "一项")]),
        ("> 引文\n---", [(0, "引文")]),
        ("# 标题\n---", [(1, "标题")]),
        ("标题\n---\n---\n***\n* * *\n___", [(2, "标题")]),
        ("---\n正文", [(0, "正文")]),
    ],
)
def test_headings_by_underlines_and_thematic_breaks(text: str, expected: Shown) -> None:
    assert shown(document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 一项\n* 二项\n+ 三项\n1. 四项\n-5", ["一项", "二项", "三项", "1. 四项", "-5"]),
        ("> 引文\n>> 深处", ["引文", "深处"]),
        ("> - **要点**", ["要点"]),
        ("**一、总体情况**", ["一、总体情况"]),
        ("**机关**：**青石镇**", ["**机关**：**青石镇**"]),
        ("本镇**主动**公开", ["本镇**主动**公开"]),
        ("&emsp;&emsp;2024年，", ["2024年，"]),
        ("    首行缩进", ["首行缩进"]),
        ("软换行的\n一段", ["软换行的", "一段"]),
    ],
)
def test_marks_around_a_line_are_left_outside(text: str, expected: list[str]) -> None:
    read = document(text)
    assert shown(read) == [(0, line) for line in expected]
    check_document(read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- 备注 -->正文", ["正文"]),
        ("前<!-- 一\n二 -->后", ["前", "后"]),
        ("前 <!-- 备注 --> 后", ["前", "后"]),
        ("正文 <!-- 未完", ["正文 <!-- 未完"]),
        ("首页 <!-- 备注 --> | 新闻", ["首页 <!-- 备注 --> | 新闻"]),
        ("---\ntitle: 甲\ndate: 乙\n---\n正文", ["正文"]),
        ("---\r\ntitle: 甲\r\n...\r\n正文", ["正文"]),
        ("---\n没有键\n---\n正文", ["没有键", "正文"]),
        ("---\ntitle: 甲\n正文", ["title: 甲", "正文"]),
        ("前\n```yaml\n- 代码\n```\n后", ["前", "后"]),
        ("前\n~~~\n```\n~~~\n后", ["前", "后"]),
        ("前\n```\n未关闭\n~~~", ["前", "未关闭"]),
        ("```\n甲\n```\n```\n乙", ["乙"]),
    ],
)
def test_what_is_no_text_is_left_out(text: str, expected: list[str]) -> None:
    read = document(text)
    assert [line for _, line in shown(read)] == expected
    check_document(read)
    assert read.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 规章 | 制发 |\n|---|--:|\n| 甲 | 1 |", [["规章", "制发"], ["甲", "1"]]),
        ("规章 | 制发\n:-- | ---\n甲 | **1**", [["规章", "制发"], ["甲", "1"]]),
        ("> | 甲 | 1 |\n> | 乙 | 2 |", [["甲", "1"], ["乙", "2"]]),
        ("| - | 1 |\n| * 甲 | 2 |", [["-", "1"], ["* 甲", "2"]]),
        ("| 甲 <!-- 核 --> | 1 |\n| 乙 | 2 | <!-- 核 -->", [["甲", "1"], ["乙", "2"]]),
        ("| 甲 <!-- 核 --> 乙 | 1 |\n| 丙 | 2 |", [["甲 <!-- 核 --> 乙", "1"], ["丙", "2"]]),
    ],
)
def test_tables_with_pipes(text: str, expected: list[list[str]]) -> None:
    read = document(text)
    assert shown(read) == [expected]
    check_document(read)


def test_a_row_whose_comment_runs_over_lines_is_parted() -> None:
    assert shown(document("| 甲 | 1 |\n| 乙 | 2 | <!-- 核\n对 -->\n正文")) == [
        [["甲", "1"], ["乙", "2"]],
        (0, "正文"),
    ]


def test_a_heading_ends_a_table_and_a_caption_is_underlined_only_without_pipes() -> None:
    assert shown(document("| 甲 | 1 |\n| 乙 | 2 |\n# 三、其他\n丙 | 丁\n---")) == [
        [["甲", "1"], ["乙", "2"]],
        (1, "三、其他"),
        (0, "丙 | 丁"),
    ]


def test_places_are_lines_and_columns_of_the_file() -> None:
    read = document("---\na: 1\n---\n\n## **一、**\r\n")
    paragraph = read.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert read.source is not None
    assert read.source.line_and_column(paragraph.start) == (5, 6)
    assert read.reader == "markdown"


@pytest.mark.parametrize("text", ["\n", "<!-- 只有备注 -->", "```\n代码\n```", "---\n***\n"])
def test_a_file_without_text_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        document(text)


def test_more_comments_than_paragraphs_may_be_are_too_many() -> None:
    with pytest.raises(LimitExceeded):
        read(b"<!-- a -->" * 4, "x.md", Limits(paragraphs=3))


PIECES = st.sampled_from([*"一1#|\\-=*_`~> \n\r\u3000。a:", "<!--", "-->", "&emsp;", "---\n", "\n```\n"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_block_is_a_slice(text: str) -> None:
    try:
        read = document(text)
    except Unreadable:
        return
    check_document(read)
    assert all(not isinstance(block, Paragraph) or block.text.strip() for block in read.blocks)
