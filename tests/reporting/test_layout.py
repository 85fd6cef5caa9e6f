"""Text on a terminal: cells, hidden characters, and lines that are broken."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gialint.reporting.layout import CUT, cells, excerpt, fitting, hang, visible, visible_lines, wrap


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


LONG = "全年公开信息八十八条。" * 20 + "未收到公开申请" + "，未收取费用。" * 20


def under(text: str, span: tuple[int, int]) -> str:
    """Return the characters shown in some cells."""
    return "".join(char for index, char in enumerate(text) if span[0] <= cells(text[:index]) < span[1])


@pytest.mark.parametrize(
    ("line", "spans", "room", "text", "marks"),
    [
        ("一二三", [(1, 2)], 10, "一二三", [(2, 4)]),
        ("一二三", [(1, 1)], 10, "一二三", [(2, 3)]),
        ("一二三", [(3, 3)], 10, "一二三", [(6, 7)]),
        ("一二三", [(3, 3)], 6, "…三", [(3, 4)]),
        ("一二三", [], 4, "一…", []),
        ("", [(0, 0)], 10, "", [(0, 1)]),
        ("一二三四五六七八九", [(4, 5)], 12, "…三四五六七…", [(5, 7)]),
        ("一二三四五六七八九", [(0, 1)], 9, "一二三四…", [(0, 2)]),
        ("一二三四五六七八九", [(8, 9)], 9, "…六七八九", [(7, 9)]),
        ("一二三四五六七八九", [(0, 9)], 13, "一二…八九", [(0, 9)]),
        ("甲23456789012345678901234乙", [(0, 1), (24, 25)], 14, "甲2345…1234乙", [(0, 2), (11, 13)]),
    ],
)
def test_cuts(
    line: str, spans: list[tuple[int, int]], room: int, text: str, marks: list[tuple[int, int]]
) -> None:
    shown = excerpt(line, spans, room)
    assert (shown.text, list(shown.marks)) == (text, marks)


def test_a_mark_without_room_is_left_out_and_the_first_stays() -> None:
    line = "0123456789" * 20
    spans = [(150, 151), *((start, start + 1) for start in range(0, 140, 10))]
    shown = excerpt(line, spans, 20)
    assert shown.marks[0] is not None
    assert under(shown.text, shown.marks[0]) == line[150]
    assert shown.marks[-1] is None
    assert cells(shown.text) <= 20


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], int]:
    """Return a line of mixed widths, one to three short spans in it, and a room."""
    line = draw(st.text("a 1|，一二三ｗ\u0301", min_size=1, max_size=150))
    starts = draw(st.lists(st.integers(0, len(line)), min_size=1, max_size=3))
    spans = [(start, min(start + draw(st.integers(0, 4)), len(line))) for start in starts]
    return line, spans, draw(st.integers(27, 120))


@example(("1111111111111一一一一一一一\u0301", [(20, 20)], 27))
@given(marked_lines())
def test_marks_stand_under_the_words(case: tuple[str, list[tuple[int, int]], int]) -> None:
    line, spans, room = case
    shown = excerpt(line, spans, room)
    assert cells(shown.text) <= room
    assert all(piece in line for piece in shown.text.strip(CUT).split(CUT))
    for (start, end), mark in zip(spans, shown.marks, strict=True):
        assert mark is not None
        assert 0 <= mark[0] < mark[1] <= room
        words = line[start:end]
        if cells(words) and CUT not in under(shown.text, mark):
            assert under(shown.text, mark).strip("\u0301") == words.strip("\u0301")


@pytest.mark.parametrize("room", [20, 37, 60, 100])
def test_a_long_paragraph_is_cut_around_its_words(room: int) -> None:
    start = LONG.index("未收到")
    shown = excerpt(LONG, [(start, start + 7)], room)
    assert shown.text.startswith(CUT)
    assert shown.text.endswith(CUT)
    assert room - 4 <= cells(shown.text) <= room
    assert shown.marks[0] is not None
    assert under(shown.text, shown.marks[0]) == "未收到公开申请"
