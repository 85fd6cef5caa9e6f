"""Tables of text whose rows go over several lines, or are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import Read, shown

from gialint.model import Document, Paragraph, Table
from gialint.reading import Limits
from gialint.reading.markdown import read as read_markdown
from gialint.reading.text import read
from gialint.reading.text import read as read_text

ROWS = (
    ("第二十条第（一）项",),
    ("信息内容", "制发件数", "废止件数"),
    ("规章", "0", "12"),
    ("规范性文件", "", "3"),
    ("行政许可", "/", "1,353"),
)


def document(text: str) -> Document:
    return read(text.encode(), "x.txt", Limits())


def tables(text: str) -> list[list[str]]:
    """Return the rows of a text's only table, cells joined by commas, after proof that they are slices."""
    found = document(text)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            assert found.text[cell.start : cell.start + len(cell.text)] == cell.text
            assert (cell.row, cell.column) == (number, column)
    assert not table.geometry
    assert table.certainty == "exact"
    return [[cell.text for cell in row] for row in table.rows]


def padded(rows: tuple[tuple[str, ...], ...], width: int = 3) -> str:
    """Write a pipe after each cell, each on its line, and the missing cells of a row as one line."""
    lines = []
    for row in rows:
        lines += [f"{cell} |".strip() for cell in row]
        if len(row) < width:
            lines.append("|" * (width - len(row)))
    return "\n".join(lines)


def test_a_table_goes_on_beyond_the_lines_that_show_it_to_be_one() -> None:
    rows = tuple((f"第{number}项", str(number), "0") for number in range(40))
    assert tables(padded(rows)) == [list(row) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        padded(ROWS[1:]),
        "\n|\n".join(cell for row in ROWS[1:] for cell in row).replace("\n\n", "\n"),
        "".join("|\n" + "".join(f"  {cell}  |\n" for cell in row) for row in ROWS[1:]),
    ],
    ids=["pipes end lines", "pipes between", "a pipe before each row"],
)
def test_a_label_after_a_value_begins_a_row(text: str) -> None:
    rows = tables(f"前一段。\n{text}\n\n后一段。")
    assert [list(filter(None, row)) for row in rows] == [list(filter(None, row)) for row in ROWS[1:]]
    assert rows[2][:3] == ["规范性文件", "", "3"]


def test_padding_ends_a_row_and_counts_as_blanks_where_there_is_no_figure() -> None:
    assert tables(padded(ROWS)) == [[*ROWS[0], "", ""], *map(list, ROWS[1:])]


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        ("总计 |\n3 |\n3 |\n|||", ["总计", "3", "3"]),
        ("总计 |\n3 |\n|\n|||", ["总计", "3", ""]),
        ("总计 |\n3 |||", ["总计", "3"]),
        ("总计 |\n||||", ["总计", "", "", "", ""]),
    ],
)
def test_cells_that_were_merged_are_not_made_up_from_the_padding(row: str, read_as: list[str]) -> None:
    assert tables(f"{padded(ROWS[1:])}\n{row}")[-1] == read_as


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ("甲 乙 规章 0 1 许可 2 3", ["甲 乙", "规章 0 1", "许可 2 3"]),
        ("三 （一） 0 1 （二） 2 3 四 5", ["三", "（一） 0 1", "（二） 2 3", "四 5"]),
        ("维持 总计 维持 总计 0 1 2 3", ["维持 总计 维持 总计", "0 1 2 3"]),
        ("0 1 2 规章 0 1", ["0 1 2", "规章 0 1"]),
        ("甲 乙 规章 _ _ 许可 2 3 _", ["甲 乙 规章 _ _", "许可 2 3 _"]),
        ("规章 0 1 许可 2 3 其他 合计", ["规章 0 1", "许可 2 3", "其他 合计"]),
        ("规章 无 1 许可 — 3 若干 5", ["规章 无 1", "许可 — 3", "若干 5"]),
    ],
    ids=["headings", "groups", "repeated heading", "no label", "blanks", "labels at the end", "marks"],
)
def test_which_labels_are_a_rows_own(cells: str, rows: list[str]) -> None:
    text = "\n".join("|" if cell == "_" else f"{cell} |" for cell in cells.split(" "))
    assert [" ".join(cell or "_" for cell in row) for row in tables(text)] == rows


def test_two_pipes_without_a_cell_between_hold_a_blank() -> None:
    text = "规章\n|\n0\n|\n|\n2\n许可\n|\n3\n|\n4\n|\n5"
    assert tables(text) == [["规章", "0", "", "2"], ["许可", "3", "4", "5"]]


def test_words_between_cells_belong_to_the_table_but_a_section_does_not() -> None:
    text = "内容\n|\n制发\n规章\n|\n0\n第（五）项\n内容\n|\n数量\n许可\n|\n3"
    assert tables(f"二、情况\n{text}\n三、情况\n") == [
        ["内容", "制发"],
        ["规章", "0"],
        ["第（五）项", "内容", "数量"],
        ["许可", "3"],
    ]
    blocks = document(text.replace("第（五）项", "三、情况")).blocks
    assert any(isinstance(block, Paragraph) and block.text == "三、情况" for block in blocks)


def test_a_pipe_before_each_row_is_no_blank_cell() -> None:
    heads = "维持 |\n总计 |\n维持 |\n总计 |\n"
    values = "".join(f"{value} |\n" for value in "0123")
    assert tables(f"|\n{heads}|\n{values}")[-1] == list("0123")
    assert tables(f"|\n{heads}|||\n|\n{values}")[-1] == list("0123")
    assert tables(f"{heads}|\n{values}")[-1] == ["", *"0123"]


@pytest.mark.parametrize(
    "text",
    [
        "首页 |\n新闻 |\n公开 |\n互动 |\n服务 |\n专题 |",
        "首页\n|\n新闻\n|\n公开\n|\n互动\n|\n服务\n|\n专题",
        "规章 |\n0 |\n1 |",
        "规章\n|\n0\n|\n1",
        f"{'规' * 1_000} |\n0 |\n1 |\n2 |\n3 |\n4 |",
        f"{'规' * 1_001}\n|\n0\n|\n1\n|\n2\n|\n3\n|\n4",
    ],
    ids=["no figures", "no figures between", "too few", "too few between", "too long", "too long between"],
)
def test_pipes_without_figures_are_no_such_table(text: str) -> None:
    found = document(text).blocks
    cells = [len(row) for block in found if isinstance(block, Table) for row in block.rows]
    assert all(count <= 1 for count in cells)


def test_rows_on_lines_of_their_own_are_left_to_the_other_layout() -> None:
    labels = "\n".join(f"{number}.项 | | |" for number in range(8))
    assert tables(f"{labels}\n规章 | 0 | 1 |\n12 | | |\n13 | | |")[-3] == ["规章", "0", "1"]


def test_a_heading_beside_the_cells_stays_a_paragraph() -> None:
    text = padded(ROWS[1:]) + "\n三、收到和处理申请情况\n" + padded(ROWS[1:])
    blocks = document(text).blocks
    assert [type(block) for block in blocks] == [Table, Paragraph, Table]
    between = "\n|\n".join(cell or "0" for row in ROWS[1:] for cell in row)
    blocks = document(f"二、主动公开情况\n{between}\n三、收到和处理申请情况").blocks
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph]


WORDS = st.sampled_from(
    ["规章", "0", "1", "许可", "|", "||", "无", "\n", "\t", "  ", "\u3000\u3000", "。", "|\n", "\n|\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=20, max_size=80).map("规章".join))
def test_every_cell_is_a_slice_and_no_word_is_lost(text: str) -> None:
    found = document(text)
    cells = [cell for block in found.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    words = [(cell.text, cell.start) for cell in cells]
    words += [(block.text, block.start) for block in found.blocks if isinstance(block, Paragraph)]
    assert all(found.text[start : start + len(word)] == word for word, start in words)
    kept = "".join(word for word, _ in sorted(words, key=lambda each: each[1]))
    gone = str.maketrans("", "", "| \n\t\u3000")
    assert kept.translate(gone) == text.translate(gone)


CASES = {
    "a pipe opens each row": (
        "|\n行政\n许可 |\n3 |\n4 |\n|\n行政\n处罚 |\n5 |\n6 |",
        ["行政/许可 3 4", "行政/处罚 5 6"],
    ),
    "indented": (
        "| \n   行政\n   许可  | \n  3  | \n| \n 处罚 |\n 5  | \n 其他 |\n6 |",
        ["行政/许可 3", "处罚 5", "其他 6"],
    ),
    "a number after an opening pipe": (
        "|\n内容 |\n3 |\n4 |\n|\n三、本年\n度办理 |\n5 |\n6 |",
        ["内容 3 4", "三、本年/度办理 5 6"],
    ),
    "rows": (
        "| 内容 | 制发\n件数 |\n| 行政\n许可 | 3 |\n| 处罚 | 4 |",
        ["内容 制发/件数", "行政/许可 3", "处罚 4"],
    ),
    "rows in several pieces": (
        "| 甲\n乙\n丙 | 丁\n戊 | 3 |\n| 己 | 庚 | 4 |",
        ["甲/乙/丙 丁/戊 3", "己 庚 4"],
    ),
    "rows without a leading pipe": (
        "内容 | 制发\n件数 |\n行政\n许可 | 3 |\n处罚 | 4 |",
        ["内容 制发/件数", "行政/许可 3", "处罚 4"],
    ),
    "pipes end lines": (
        "内容 |\n件数 |\n数量 |\n行政\n许可 |\n3 |\n4 |\n处罚 |\n5 |\n6 |",
        ["内容 件数 数量", "行政/许可 3 4", "处罚 5 6"],
    ),
    "a figure in two pieces": ("| 许可 | 1\n2 | 3 |\n| 处罚 | 4 | 5 |", ["许可 1/2 3", "处罚 4 5"]),
    "a fraction in two pieces": ("许可 | 12\n.5 |\n处罚 | 4 |", ["许可 12/.5", "处罚 4"]),
    "a figure in two pieces after a pipe": (
        "|\n许可 |\n1\n2 |\n3 |\n|\n处罚 |\n4 |\n5 |",
        ["许可 1/2 3", "处罚 4 5"],
    ),
    "a figure in two pieces between pipes": ("许可\n|\n1\n2\n|\n3\n|\n4\n|\n5\n|\n6", ["许可 1/2 3 4 5 6"]),
    "a heading written twice": (
        "|\n维持 |\n总计 |\n维持 |\n总\n计 |\n|\n0 |\n1 |\n2 |\n3 |",
        ["维持 总计 维持 总/计", "0 1 2 3"],
    ),
}
APART = {
    "rows that nothing closes": ("内容 | 件数\n许可 | 3\n处罚 | 4", ["内容 件数", "许可 3", "处罚 4"]),
    "a heading that nothing closes": (
        "内容 | 件数\n许可 | 3 |\n处罚 | 4 |",
        ["内容 件数", "许可 3", "处罚 4"],
    ),
    "a caption over headings": ("甲 | 3 |\n单位：件\n内容 | 件数 |\n乙 | 4 |", ["甲 3", "内容 件数", "乙 4"]),
    "a section": ("甲 | 3 |\n四、复议\n内容 | 件数 |\n乙 | 4 |", ["甲 3", "内容 件数", "乙 4"]),
    "a section over figures": ("甲 | 3 |\n四、行政复议和行政诉讼\n乙 | 4 |", ["甲 3", "乙 4"]),
    "a sentence": ("甲 | 3 |\n以上为合计。\n乙 | 4 |", ["甲 3", "乙 4"]),
    "words after a blank line": ("甲 | 3 |\n\n附注\n乙 | 4 |", ["甲 3", "乙 4"]),
    "words that end the file": ("甲 | 3 |\n乙 | 4 |\n丙", ["甲 3", "乙 4"]),
}


def rows(text: str) -> list[str]:
    """Return the rows of a text's tables, cells joined by spaces, line breaks in them as slashes."""
    found = read(text.encode(), "x.txt", Limits())
    tables = [block for block in found.blocks if not isinstance(block, Paragraph)]
    for cell in (cell for table in tables for row in table.rows for cell in row):
        assert found.text.startswith(cell.text, cell.start)
    return [
        " ".join("/".join(map(str.strip, cell.text.splitlines())) for cell in row if cell.text)
        for table in tables
        for row in table.rows
    ]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_pieces_are_one_cell(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("text", "expected"), APART.values(), ids=APART)
def test_what_may_be_something_else_is_left_alone(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


DRAWN_ROWS = "| 内容 | 件数 |\n| 规章 | 0 |\n| 许可 | 12 |"
READ = "内容 件数/规章 0/许可 12"
RULE = "+------+------+"


def ruled(rows: str, rule: str) -> str:
    return "\n".join([rule, *(line for row in rows.splitlines() for line in (row, rule))])


@pytest.mark.parametrize("read", [read_text, read_markdown])
@pytest.mark.parametrize(
    "table",
    [
        ruled(DRAWN_ROWS, RULE),
        ruled(DRAWN_ROWS, RULE).replace(RULE, RULE.replace("-", "="), 2),
        ruled(DRAWN_ROWS, "├──────┼──────┤").replace("|", "│"),
        DRAWN_ROWS.replace("|", "｜"),
        f"┌──────┬──────┐\n{DRAWN_ROWS.replace('|', '│')}\n└──────┴──────┘",
    ],
    ids=["plus", "heading", "box", "bars", "frame"],
)
def test_a_drawn_table(read: Read, table: str) -> None:
    text = f"二、情况\n\n{table}\n\n三、情况"
    assert shown(read(text.encode(), "a.md", Limits())) == ["二、情况", READ, "三、情况"]


@pytest.mark.parametrize(
    "text", ["首页｜新闻｜公开", "C++--+", "│ 公告 │", "主任｜张三", "+--+ 说明", "────────────"]
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert "".join(shown(read_text(f"前文\n{text}\n后文".encode(), "a.txt", Limits()))) == f"前文{text}后文"


def test_rows_on_several_lines_are_not_run_together() -> None:
    table = f"{RULE}\n| 规章 | 0 |\n| 等  |   |\n{RULE}\n| 许可 | 12 |\n{RULE}"
    assert "规章 0/许可 12" not in shown(read_text(table.encode(), "a.txt", Limits()))


def test_a_line_under_the_headings_only() -> None:
    rows = DRAWN_ROWS.split("\n")
    table = "\n".join([RULE, rows[0], RULE, *rows[1:], RULE])
    assert shown(read_text(table.encode(), "a.txt", Limits())) == [READ]
