"""Stretches of a text: whether any meets another or stands over it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.kinds.stretches import occurrences, standing

LETTERS = "甲乙丙政府"
WORDS = st.text(LETTERS, min_size=1, max_size=5)


@given(WORDS, st.text(LETTERS + "。\n", max_size=60))
@settings(max_examples=300)
def test_what_is_found_is_what_stands_there(word: str, text: str) -> None:
    assert list(occurrences(word, text)) == [at for at in range(len(text)) if text.startswith(word, at)]


@given(st.sets(WORDS, max_size=4), st.text(LETTERS, max_size=12))
def test_words_over_every_stretch(words: set[str], text: str) -> None:
    found = standing(words, text)
    for end in range(len(text) + 1):
        for start in range(end + 1):
            inside = start == end
            expected = any(
                text.startswith(word, at) and at <= start - inside and at + len(word) >= end + inside
                for word in words
                for at in range(len(text))
            )
            assert found.cover(start, end) is expected


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
    assert standing([word], text).cover(start, end) is expected
