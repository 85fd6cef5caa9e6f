"""The edits between two words, by the textbook."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.kinds.near import common, distance, shared

WORDS = st.text("甲乙丙", max_size=7)


def textbook(one: str, other: str) -> int:
    """Optimal string alignment, as it is defined."""

    @cache
    def between(first: int, second: int) -> int:
        if not first or not second:
            return first + second
        costs = [
            between(first - 1, second) + 1,
            between(first, second - 1) + 1,
            between(first - 1, second - 1) + (one[first - 1] != other[second - 1]),
        ]
        swapped = one[first - 2 : first] == other[second - 2 : second][::-1]
        if first > 1 and second > 1 and swapped:
            costs.append(between(first - 2, second - 2) + 1)
        return min(costs)

    return between(len(one), len(other))


@given(WORDS, WORDS, st.integers(1, 3))
@settings(max_examples=400)
def test_the_distance_is_the_textbooks_up_to_its_limit(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(textbook(one, other), limit + 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("共和国", "共和国", 0),
        ("共和国", "共合国", 1),
        ("共和国", "共国", 1),
        ("共和国", "共同和国", 1),
        ("共和国", "和共国", 1),
        ("共和国", "", 3),
        ("共和国", "人民", 3),
    ],
)
def test_distances(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 3) == expected


@given(WORDS, WORDS)
def test_what_is_shared_does_not_overlap(one: str, other: str) -> None:
    start, end = shared(one, other)
    assert one[:start] == other[:start]
    assert one[len(one) - end :] == other[len(other) - end :]
    assert start + end <= min(len(one), len(other))
    assert common(one, other) == start
