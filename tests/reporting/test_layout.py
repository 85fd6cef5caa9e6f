"""Text on a terminal: cells, hidden characters, and lines that are broken."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.reporting.layout import cells, fitting, hang, visible, visible_lines, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc 12", 6),
        ("青石镇", 6),
        ("１２，（）", 10),
        ("“青石”…", 7),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("a\u200bb", 2),
        ("\u3000", 2),
        ("𠮷", 2),
        ("␛", 1),
    ],
)
def test_cells(text: str, expected: int) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青石镇　1件", "青石镇　1件"),
        ("\x1b[2J", "␛[2J"),
        ("a\tb\x00\x07\r\n", "a b␀␇␍␊"),
        ("\x7f\x9b31m", "␡␦31m"),
        ("甲\u202e乙\u2066丙\u200b\ufeff\u2028", "甲␦乙␦丙␦␦␦"),
        ("\ud800", "␦"),
        ("私\ue000用", "私\ue000用"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一\n二", "一\n二"), ("一\r\n二", "一\n二"), ("一\r二\x1b\n", "一␍二␛\n"), ("一二", "一二")],
)
def test_visible_lines_keeps_breaks(text: str, expected: str) -> None:
    assert visible_lines(text) == expected


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not {category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("青石镇", 0, 0), ("青石镇", 3, 1), ("青石镇", 6, 3), ("a青", 2, 1), ("ab", 9, 2)],
)
def test_fitting(text: str, room: int, expected: int) -> None:
    assert fitting(text, room) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("", 10, [""]),
        ("青石镇", 10, ["青石镇"]),
        ("青石镇人民政府", 10, ["青石镇人民", "政府"]),
        ("一二三四五，六", 10, ["一二三四", "五，六"]),
        ("一二三四（五）六", 10, ["一二三四", "（五）六"]),
        ("two words here", 9, ["two words", "here"]),
        ("本年 1 = 2", 8, ["本年", "1 = 2"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("一\n二", 10, ["一", "二"]),
        ("一二三  ", 6, ["一二三"]),
        ("青青", 1, ["青", "青"]),
    ],
)
def test_wrap(text: str, room: int, expected: list[str]) -> None:
    assert wrap(text, room) == expected


def test_hang_indents_by_the_width_of_what_comes_first() -> None:
    assert hang("提示：", "一二三四五", 12) == ["提示：一二三", "      四五"]


@given(st.text("ab 1=，。（）“”一二", max_size=60), st.integers(4, 30))
def test_wrapping_keeps_the_words_and_the_room(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cells, lines), default=0) <= room
