"""Rows of cells on a grid: spans, what programs write around tables, and labels of text."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.model import Cell
from gialint.reading import LimitExceeded, Limits
from gialint.reading.grid import Slot, clipped, figure, fitted, is_filler, place, unframed
from gialint.reading.text.lines import Line
from gialint.reading.text.tables import cells


class Want(NamedTuple):
    colspan: int = 1
    rowspan: int = 1


ONE = Want()

CASES: list[tuple[str, list[list[Want]], list[list[Slot]]]] = [
    ("nothing", [], []),
    ("an empty row", [[], [ONE]], [[], [(1, 0, 1, 1)]]),
    ("plain", [[ONE, ONE], [ONE]], [[(0, 0, 1, 1), (0, 1, 1, 1)], [(1, 0, 1, 1)]]),
    ("columns", [[Want(3), ONE]], [[(0, 0, 1, 3), (0, 3, 1, 1)]]),
    (
        "rows push the cells below aside",
        [[Want(1, 2), ONE], [ONE]],
        [[(0, 0, 2, 1), (0, 1, 1, 1)], [(1, 1, 1, 1)]],
    ),
    (
        "a gap is filled before the far side",
        [[ONE, Want(1, 2), ONE], [ONE, ONE]],
        [[(0, 0, 1, 1), (0, 1, 2, 1), (0, 2, 1, 1)], [(1, 0, 1, 1), (1, 2, 1, 1)]],
    ),
    (
        "the head of table three",
        [[Want(3, 3), Want(7)], [Want(1, 2), Want(5), Want(1, 2)], [ONE] * 5],
        [
            [(0, 0, 3, 3), (0, 3, 1, 7)],
            [(1, 3, 2, 1), (1, 4, 1, 5), (1, 9, 2, 1)],
            [(2, column, 1, 1) for column in range(4, 9)],
        ],
    ),
    ("a rowspan past the end", [[Want(1, 9)], [ONE]], [[(0, 0, 2, 1)], [(1, 1, 1, 1)]]),
    ("a rowspan of 0", [[Want(1, 0)], [ONE], [ONE]], [[(0, 0, 3, 1)], [(1, 1, 1, 1)], [(2, 1, 1, 1)]]),
    ("spans that make no sense", [[Want(0, 1), Want(-4, -1)]], [[(0, 0, 1, 1), (0, 1, 1, 1)]]),
    ("a colspan of 99999", [[Want(99_999)]], [[(0, 0, 1, 1000)]]),
    (
        "a cell that runs into one from above",
        [[ONE, Want(1, 3)], [Want(2)], [ONE, ONE]],
        [[(0, 0, 1, 1), (0, 1, 3, 1)], [(1, 0, 1, 1)], [(2, 0, 1, 1), (2, 2, 1, 1)]],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_place(rows: list[list[Want]], expected: list[list[Slot]]) -> None:
    assert place(rows, Limits()) == expected


@pytest.mark.parametrize(
    ("rows", "allowed"), [([[ONE] * 4], 4), ([[Want(2, 2)], []], 4), ([[ONE, ONE], [ONE, ONE]], 4)]
)
def test_cells_are_limited(rows: list[list[Want]], allowed: int) -> None:
    assert place(rows, Limits(cells=allowed))
    with pytest.raises(LimitExceeded) as caught:
        place(rows, Limits(cells=allowed - 1))
    assert str(allowed - 1) in caught.value.reason.zh
    assert str(allowed - 1) in caught.value.reason.en
    assert caught.value.advice is not None


def test_a_span_is_limited() -> None:
    assert place([[Want(9, 9)]] + [[]] * 8, Limits(span=4))[0] == [(0, 0, 4, 4)]


@pytest.mark.parametrize(
    ("span", "most", "expected"), [(0, 5, 1), (-3, 5, 1), (1, 5, 1), (5, 5, 5), (6, 5, 5)]
)
def test_clipped(span: int, most: int, expected: int) -> None:
    assert clipped(span, most) == expected


WANTS = st.builds(Want, st.integers(-1, 4), st.integers(-1, 4))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(WANTS, max_size=5), max_size=6))
def test_no_two_cells_stand_at_one_place(rows: list[list[Want]]) -> None:
    placed = place(rows, Limits())
    assert [len(row) for row in placed] == [len(row) for row in rows]
    covered: set[tuple[int, int]] = set()
    for slots in placed:
        for row, column, rowspan, colspan in slots:
            assert row + rowspan <= len(rows)
            places = {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
            assert not covered & places
            covered |= places


def rows(*texts: str) -> list[tuple[Cell, ...]]:
    return [
        tuple(Cell(text, 0, number, column) for column, text in enumerate(row.split("|")))
        for number, row in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("framed", "bare"),
    [
        (("|0|1|2", "0|规章|0|1", "1|规范性文件|2|3"), ("规章|0|1", "规范性文件|2|3")),
        (("0|1|2", "规章|0|1", "规范性文件|2|3"), ("规章|0|1", "规范性文件|2|3")),
        (("|信息内容|件数", "0|规章|0", "1|规范性文件|2"), ("信息内容|件数", "规章|0", "规范性文件|2")),
        (
            ("|0|1|", "0|规章|0|", "1|规范性文件|2|", "|0|1|2", "0|行政许可|3|4"),
            ("规章|0|", "规范性文件|2|", "行政许可|3|4"),
        ),
        (("总计|其他|总计.1|总计.2", "0|1|0|0"), ("总计|其他|总计|总计", "0|1|0|0")),
    ],
)
def test_the_frame_goes(framed: tuple[str, ...], bare: tuple[str, ...]) -> None:
    assert unframed(rows(*framed)) == rows(*bare)


@pytest.mark.parametrize(
    "whole",
    [
        ("信息内容|件数", "规章|0", "规范性文件|2"),
        ("|件数", "规章|0", "规范性文件|1"),
        ("|件数", "1|0", "2|1"),
        ("0|0|0", "0|0|0"),
        ("信息内容|件数|", "|0|1|", "规章|0|1"),
        ("第1.1条|第1.2条", "0|1"),
        ("0|1|2",),
    ],
)
def test_what_only_looks_like_it_stays(whole: tuple[str, ...]) -> None:
    assert unframed(rows(*whole)) == rows(*whole)


def test_fillers() -> None:
    assert all(map(is_filler, ("nan", "NaN", "<NA>", "Unnamed: 3", "Unnamed: 0_level_1")))
    assert not any(map(is_filler, ("", "0", "无", "Nan", "Unnamed", "N/A")))


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
