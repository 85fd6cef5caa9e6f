"""A table comes back as it was packed, whatever its texts and numbers are."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model.columns import opened_table, packed_table

TEXT = st.text(st.characters(codec=None, categories=None), max_size=5) | st.sampled_from(["", "\n", "\ud800"])
NUMBER = st.integers(-(2**63), 2**63 - 1)


@given(
    st.lists(st.lists(TEXT, max_size=4), max_size=4),
    st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[NUMBER] * width), max_size=5)),
)
def test_a_table_comes_back(texts: list[list[str]], rows: list[tuple[int, ...]]) -> None:
    width = len(rows[0]) if rows else 2
    data = packed_table(texts, [number for row in rows for number in row], width)
    columns, numbers = opened_table(data, width)
    assert [list(column) for column in columns] == texts
    assert [*numbers] == rows


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        packed_table([], [2**63], 1)


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b""), zlib.compress(b"")[:-1]])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, zlib.error)):
        opened_table(data, 1)
