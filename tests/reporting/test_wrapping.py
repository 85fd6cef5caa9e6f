"""Lines break where Chinese typography allows, and never lose a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.reporting.layout import cells, hang, wrap


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
