"""Rows of text on a grid: which blanks are spans of labels, and when columns can be trusted."""

from __future__ import annotations

import pytest

from gialint.reading.grid import figure, fitted
from gialint.reading.text.lines import Line
from gialint.reading.text.tables import cells

APPLICATIONS = """\
勾稽关系 | | | 申请人 | | |
| | | 自然人 | 法人 | 总计 |
一、新收 | | | 2 | 0 | 2 |
三、结果 | （一）公开 | | 1 | 0 | 1 |
| （二）部分 | | | | |
| （三）不予 | 1.秘密 | 0 | | 0 |
| | 2.其他 | | | |
"""


def fit(text: str) -> tuple[list[str], bool]:
    """Return each row as its cells' texts, a span in brackets after its label."""
    # A leading pipe opens no cell, so a blank first cell is written with two.
    rows = [cells(Line(line, 0), at) for at, line in enumerate(text.replace("\n| ", "\n|| ").splitlines())]
    placed, regular = fitted(rows)
    shown = [
        " ".join(f"{cell.text}[{cell.colspan}]" if cell.colspan > 1 else cell.text or "_" for cell in row)
        for row in placed
    ]
    return shown, regular


def test_blanks_among_labels_are_spans_and_blanks_among_figures_are_blanks() -> None:
    assert fit(APPLICATIONS) == (
        [
            "勾稽关系[3] 申请人 _ _",
            "自然人 法人 总计",
            "一、新收[3] 2 0 2",
            "三、结果 （一）公开[2] 1 0 1",
            "（二）部分[2] _ _ _",
            "（三）不予 1.秘密 0 _ 0",
            "2.其他 _ _ _",
        ],
        True,
    )


@pytest.mark.parametrize(
    ("text", "rows", "regular"),
    [
        ("项 | 甲 | 乙 |\n规章 | | 3 |\n文件 | | 4 |", ["项 甲 乙", "规章 _ 3", "文件 _ 4"], True),
        ("项 | 丙 | 甲 | 乙 |\n规章 | | | 4 |", ["项 丙 甲 乙", "规章 _ _ 4"], True),
        ("规章 | | 3 |", ["规章 _ 3"], False),
        ("规章 | 新 | 3 |\n文件 | | 4 |", ["规章 新 3", "文件[2] 4"], False),
        ("类 | 项 | 甲 |\n规章 | 新 | 3 |\n文件 | | 4 |", ["类 项 甲", "规章 新 3", "文件[2] 4"], True),
        ("自然人 | 总计 | | |\n一 | | 1 | 1 |", ["自然人 总计 _ _", "一 _ 1 1"], False),
        ("一 | 1 | 1 | |\n三 | （一） | 1 | 1 |", ["一 1 1 _", "三 （一） 1 1"], False),
        ("项 | 甲 |\n规章 | 3 | |", ["项 甲", "规章 3 _"], False),
        ("项 | 甲 |\n规章 | 若干 |", ["项 甲", "规章 若干"], True),
        ("项 | | |\n规章 | | |", ["项 _ _", "规章 _ _"], False),
    ],
    ids=[
        "a headed column is no span",
        "nor are two",
        "a row alone proves nothing",
        "a label proves a label column",
        "under a heading too",
        "headings padded at the end",
        "rows padded at the end",
        "uneven rows",
        "no figures",
        "nothing but labels",
    ],
)
def test_only_what_lines_up_is_a_grid(text: str, rows: list[str], regular: bool) -> None:
    assert fit(text) == (rows, regular)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", True),
        ("1,353", True),
        ("1 353", True),
        ("１２", True),
        ("12.50万元", True),
        ("+3", True),
        ("−3 件", True),
        ("", False),
        ("1.属于国家秘密", False),
        ("2025-01-02", False),
        ("若干", False),
        ("3人次", False),
    ],
)
def test_a_figure_is_a_number_with_at_most_a_unit(text: str, expected: bool) -> None:
    assert figure(text) is expected
