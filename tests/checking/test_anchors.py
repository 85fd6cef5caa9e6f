"""Words by the hundred are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.anchors import Cover, anchors, covers

LETTERS = "甲乙丙政府"
WORDS = st.text(LETTERS, min_size=1, max_size=5)


@given(st.sets(WORDS, max_size=8), st.text(LETTERS + "。\n", max_size=60))
@settings(max_examples=300)
def test_what_is_found_is_what_stands_there(words: set[str], text: str) -> None:
    found = sorted(anchors((word, word) for word in words).found(text))
    assert found == sorted(
        (at, word) for word in words for at in range(len(text)) if text.startswith(word, at)
    )


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ([], "做为", []),
        (["做为"], "", []),
        (["[a]", "a]"], "x[a]", [(1, "[a]"), (2, "a]")]),
        (["bet365", "365bet"], "365bet365", [(0, "365bet"), (3, "bet365")]),
        (["按照按照"], "按照按照按照", [(0, "按照按照"), (2, "按照按照")]),
        (["末"], "年末收", [(1, "末")]),
        (["末", "末收"], "年末收末", [(1, "末"), (1, "末收"), (3, "末")]),
    ],
)
def test_words_of_every_kind(words: list[str], text: str, expected: list[tuple[int, str]]) -> None:
    assert sorted(anchors((word, word) for word in words).found(text)) == expected


@given(st.sets(WORDS, max_size=4), st.text(LETTERS, max_size=12))
def test_asked_often_words_cover_the_same(words: set[str], text: str) -> None:
    stretches = [(start, end) for end in range(len(text) + 1) for start in range(end + 1)]
    cover = Cover(words, text)
    answers = [cover.over(*stretch) for stretch in stretches]
    assert answers == [any(covers(word, text, *stretch) for word in words) for stretch in stretches]


@pytest.mark.parametrize(
    ("word", "text", "start", "end", "expected"),
    [
        ("运转结果", "设备运转结果良好", 3, 5, True),
        ("运转结果", "运转，结果", 1, 2, False),
        ("运转结果", "转结果", 0, 2, False),
        ("转结", "转结", 0, 2, True),
        ("转结", "转结转结", 1, 3, False),
        ("办公厅", "国务院办公厅", 4, 4, True),
        ("办公厅", "国务院办公厅", 3, 3, False),
        ("办公厅", "国务院办公厅", 6, 6, False),
        ("办", "办", 0, 0, False),
    ],
)
def test_a_word_over_a_stretch(word: str, text: str, start: int, end: int, expected: bool) -> None:
    assert covers(word, text, start, end) is expected
