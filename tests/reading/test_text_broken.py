"""Cells with line breaks inside: pieces become one cell, and what may be something else stays as it is."""

from __future__ import annotations

import pytest

from gialint.model import Paragraph
from gialint.reading import Limits
from gialint.reading.text import read

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
