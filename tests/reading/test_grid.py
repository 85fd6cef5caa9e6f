"""Cells with spans find their places on a grid."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.reading import LimitExceeded, Limits
from gialint.reading.grid import Slot, clipped, place


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
    ("rows", "allowed"),
    [([[ONE] * 4], 4), ([[Want(2, 2)], []], 4), ([[ONE, ONE], [ONE, ONE]], 4)],
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
