"""Likeness of prose: what is left out, and what part of two texts is the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model.likeness import MOST, runs_of, share

TEXT = "镇政府围绕乡村建设公开信息，在便民大厅设置查阅架，由党政办公室专人更新，村务公开栏按月张贴名单"
HASHES = st.frozensets(st.integers(0, 2**32 - 1), max_size=60)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT + "。",
        TEXT.replace("，", " 、\n"),
        "2023年" + TEXT + "35条",
        "《政府信息公开条例》" + TEXT,
        "青石镇人民政府" + TEXT,
        "二十三" + TEXT,
    ],
)
def test_what_differs_in_a_copy_is_left_out(copy: str) -> None:
    text, same = (frozenset(runs_of(each, "青石镇人民政府")) for each in (TEXT, copy))
    beyond = same - text
    assert text <= same
    assert len(beyond) <= 5  # 年 and 条 with what stands beside them


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ({1, 2, 3, 4}, {1, 2, 3, 4}, "100.0"),
        ({1, 2, 3, 4}, {3, 4, 5, 6}, "33.3"),
        ({1, 2}, {3, 4}, "0.0"),
        (set(), set(), "0"),
    ],
)
def test_the_share_is_what_both_have_of_all(one: set[int], other: set[int], percent: str) -> None:
    assert share(frozenset(one), frozenset(other)) == Decimal(percent)


def test_runs_that_tell_nothing_are_left_out() -> None:
    assert share(frozenset({1, 2, 9}), frozenset({3, 4, 9}), without=[9]) == 0
    assert share(frozenset({1, 9}), frozenset({1, 3, 9}), without=[9]) == 50


@given(HASHES, HASHES)
def test_the_share_is_the_same_from_both_sides(one: frozenset[int], other: frozenset[int]) -> None:
    assert share(one, other) == share(other, one)
    assert 0 <= share(one, other) <= 100


def test_a_sample_of_long_texts_is_near_the_truth() -> None:
    # Hashes are spread evenly, and of each text the smallest are kept.
    spread = [(at * 2654435761) % 2**32 for at in range(6000)]
    one, other = (sorted(spread[begin : begin + 5000])[:MOST] for begin in (0, 500))
    assert abs(share(frozenset(one), frozenset(other)) - Decimal(100 * 4500) / 5500) < 3
