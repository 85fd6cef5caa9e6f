"""Plain text: paragraphs are lines, rows with pipes are tables, every block is a slice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.model import Document, Paragraph, Table
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.comments import BREAKS
from gialint.reading.text import read
from gialint.reading.text.lines import Line, inside_emphasis, may_be_caption
from gialint.testing import check_document

Rows = list[list[str]]


def document(text: str, limits: Limits | None = None) -> Document:
    return read(text.encode(), "drafts/青石镇.txt", limits or Limits())


def shown(read: Document) -> list[str | Rows]:
    """Return paragraphs as texts and tables as rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in read.blocks
    ]


REPORT = """\
青石镇2024年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项 | |||
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
第二十条第（八）项 | |||
行政事业性收费 | 12.5

三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系） | 申请人情况 | ||||||||
三、本年度办理结果 | （一）予以公开 | ||||||||
4.保护第三方合法权益 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||
"""


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    read = document(REPORT)
    blanks = [""] * 8
    assert shown(read) == [
        "青石镇2024年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        [
            ["第二十条第（一）项", "", "", ""],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["第二十条第（八）项", "", "", ""],
            ["行政事业性收费", "12.5"],
        ],
        "三、收到和处理政府信息公开申请情况",
        [
            ["（本列数据的勾稽关系）", "申请人情况", *blanks],
            ["三、本年度办理结果", "（一）予以公开", *blanks],
            ["4.保护第三方合法权益", *"1000001", "", ""],
        ],
    ]
    check_document(read)
    assert read.reader == "text"
    assert read.text == REPORT


def test_rows_count_from_zero_and_columns_are_no_grid() -> None:
    table = document("规章 | 0 |\n许可 | 5 | |\n").blocks[0]
    assert isinstance(table, Table)
    assert [[(cell.row, cell.column) for cell in row] for row in table.rows] == [
        [(0, 0), (0, 1)],
        [(1, 0), (1, 1), (1, 2)],
    ]
    assert (table.geometry, table.certainty) == (False, "exact")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章 | 0 | 0 |", ["规章", "0", "0"]),
        ("规章 | 0 | 0", ["规章", "0", "0"]),
        ("规章|0|0|  ||", ["规章", "0", "0", "", ""]),
        ("| 规章 | 0 |", ["规章", "0"]),
        ("| | 2.其他 | | 0 |", ["", "2.其他", "", "0"]),
        ("（一）予以公开 | |||", ["（一）予以公开", "", "", ""]),
        ("规章\u3000|\xa00 |", ["规章", "0"]),
        ("规章 | **12** | __ |", ["规章", "12", "__"]),
        (r"规章 \| 文件 | 0 |", [r"规章 \| 文件", "0"]),
    ],
)
def test_a_cell_is_what_stands_between_pipes(line: str, cells: list[str]) -> None:
    read = document(f"信息内容 | 本年 |\n{line}\n")
    assert shown(read) == [[["信息内容", "本年"], cells]]
    check_document(read)


@pytest.mark.parametrize(
    ("piece", "before"), [("", 0), (" ", 0), ("  ", 1), ("    ", 2)], ids=["none", "one", "two", "four"]
)
def test_a_blank_cell_stands_in_the_middle_of_its_space(piece: str, before: int) -> None:
    table = document(f"规章|{piece}|0|\n").blocks[0]
    assert isinstance(table, Table)
    assert table.rows[0][1].start == len("规章|") + before


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 新闻 | 公开",
        "首页 | 新闻 | 公开\n索引号 | 发布机构 | 日期",
        "索引号：11 | 发布机构：青石镇 |",
        "浏览次数 | 120",
        "详见网站（首页 | 公开 | 2024）。",
        "第一句 | 1 | 2；\n第二句 | 1 | 2。",
        "|",
        "|\n||\n| |",
        "|---|---|\n|---|---|",
        "“政策 | 解读”专栏",
    ],
)
def test_a_pipe_alone_makes_no_table(text: str) -> None:
    assert shown(document(text)) == text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "行政许可 | 1,353 |",
        "行政许可 | １２ | ３",
        "0 | 0 | 1 | 1",
        "规章 | | 0 | 0 |",
        "收费 | 12.5万元 | |",
        "规章 | +1 | −2",
    ],
)
def test_a_row_of_labels_and_figures_is_a_table_even_alone(text: str) -> None:
    blocks = document(f"第一段\n{text}\n第二段。\n").blocks
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]


def test_headings_without_closing_pipes_belong_to_the_rows_under_them() -> None:
    heads = "行政复议 | 行政诉讼\n维持 | 纠正 | 未经复议\n维持 | 纠正\n"
    assert shown(document(heads + "0 | 1")) == [
        [["行政复议", "行政诉讼"], ["维持", "纠正", "未经复议"], ["维持", "纠正"], ["0", "1"]]
    ]


def test_blank_lines_do_not_part_rows_but_prose_does() -> None:
    rows = "规章 | 0 |\n\n\n许可 | 5 |\n"
    assert [len(block) for block in shown(document(rows))] == [2]
    assert len(document(rows + "?\n" + rows).blocks) == 3
    assert shown(document("|\n\n甲 | 乙 |\n|---|")) == ["|", [["甲", "乙"]]]


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("| a | b |\n|---|:-:|\n| c | 1 |", [(2, True)]),
        ("a | b\n--- | ---\nc | 1", [(2, True)]),
        (
            "| a | b |\n|---|---|\n| c | 1 |\n\n| d | e | f |\n|---|---|---|\n| g | 1 | 2 |",
            [(2, True), (2, True)],
        ),
        ("| a | |\n|---|---|\n| c | 1 |", [(2, False)]),
        ("| a | b |\n|---|---|\n| c | 1 | 2 |", [(2, False)]),
        ("| a | b | c |\n|---|---|---|\n| d | 1 | |\n| e | f | 2 |", [(3, False)]),
        ("| a | b | c |\n|---|---|---|\n| d | f | 1 |\n| | e | 2 |", [(3, True)]),
        ("| a | b |\n|---|---|\n| c | 若干 |", [(2, True)]),
        ("规章 | - | - |\n| - | - |", [(2, False)]),
    ],
    ids=["closed", "open", "two", "span in head", "ragged", "padded", "spans down", "no figure", "dashes"],
)
def test_a_ruled_table_is_a_grid_only_if_it_is_regular(text: str, tables: list[tuple[int, bool]]) -> None:
    read = document(text)
    assert [(len(block.rows), block.geometry) for block in read.blocks if isinstance(block, Table)] == tables
    assert len(read.blocks) == len(tables)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("  第一段 \r\n\r\n\t第二段\r\n", [("第一段", 2), ("第二段", 11)]),
        ("\u3000\u3000第一段\u3000", [("\u3000\u3000第一段\u3000", 0)]),
        ("\u3000\u3000\n第一段", [("第一段", 3)]),
        ("?\n??第一段?", [("?", 0), ("??第一段?", 2)]),
        (
            "第一段\r第二段\x0b第三段\u2028第四段",
            [("第一段", 0), ("第二段", 4), ("第三段", 8), ("第四段", 12)],
        ),
    ],
)
def test_a_paragraph_is_a_line_without_the_space_around_it(
    text: str, paragraphs: list[tuple[str, int]]
) -> None:
    read = document(text)
    assert [(b.text, b.start) for b in read.blocks if isinstance(b, Paragraph)] == paragraphs
    assert read.text == text


def test_places_are_lines_and_columns_of_the_file() -> None:
    read = document("第一段\r\n\r\n  第二段\r\n")
    paragraph = read.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert read.source is not None
    assert read.source.line_and_column(paragraph.start) == (3, 3)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\n".encode(), b"\x00\x01\x02"])
def test_a_file_without_text_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        read(data, "x.txt", Limits())
    assert error.value.reason.en


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("一\n二\n三\n", Limits(paragraphs=2)),
        ("一\n" + "\n" * 20, Limits(paragraphs=2, cells=2)),
        ("一 | 2 | 3 |\n" * 3, Limits(cells=5)),
        ("|" * 9, Limits(cells=5)),
    ],
    ids=["paragraphs", "blank lines", "cells", "pipes"],
)
def test_a_file_that_asks_for_too_much_is_left_alone(text: str, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as error:
        document(text, limits)
    assert any(str(number) in error.value.reason.zh for number in (limits.paragraphs, limits.cells))


def test_every_break_is_one_that_python_knows() -> None:
    assert all(len(f"a{mark}b".splitlines()) == 2 for mark in BREAKS)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("**一**", 2),
        ("*一*", 1),
        ("__一__", 2),
        ("***一***", 3),
        ("一", 0),
        ("", 0),
        ("*", 0),
        ("**", 0),
        ("**一", 0),
        ("** 一**", 0),
        ("**一**和**二**", 0),
    ],
)
def test_marks_that_enclose_a_whole_text(text: str, marks: int) -> None:
    assert inside_emphasis(text) == marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二十条第（一）项", True),
        ("信息内容", True),
        ("三、收到和处理申请情况", False),
        ("\u3000\u3000三、收到和处理申请情况", False),
        ("第三部分 收到和处理", False),
        ("本表由办公室填写。", False),
        ("规章 | 0", False),
        ("规" * 41, False),
    ],
)
def test_a_caption_between_rows_numbers_no_section(text: str, expected: bool) -> None:
    assert may_be_caption(Line(text, 0)) is expected
    assert not may_be_caption(Line(text, 0, heading=2))


ALPHABET = st.text(st.sampled_from("一1 0|\\-:。*_\n\r\t\u3000?、a&;"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(ALPHABET)
def test_every_block_is_a_slice_and_no_word_is_lost(text: str) -> None:
    try:
        read = document(text)
    except Unreadable:
        assert not text.strip()
        return
    check_document(read)
    rows = [row for block in shown(read) for row in ([[block]] if isinstance(block, str) else block)]
    words = "".join(map("".join, rows))
    gone = str.maketrans("", "", "|-:*_ \n\r\t\u3000")
    assert words.translate(gone) == text.translate(gone)
