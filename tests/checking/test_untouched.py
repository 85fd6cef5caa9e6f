"""A figure that is another after a fix is told; words and blanks are free."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from gialint.checking.untouched import Figures, Said, changed

NEW: Said = ("requests.new", "=", Decimal(1), "件", 2024, "total")
OLD: Said = ("requests.new", "=", Decimal(2), "件", 2024, "total")


def said(*claims: Said, year: int | None = 2024, **facts: tuple[str, Decimal | None]) -> Figures:
    return Figures(year, facts, Counter(claims))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (said(NEW), said(NEW), []),
        (said(), said(NEW), []),  # what could not be read may be read now
        (said(NEW), said(OLD), ["requests.new"]),
        (said(NEW), said(), ["requests.new"]),
        (said(NEW, NEW), said(NEW), ["requests.new"]),
        (said(NEW), said((*NEW[:4], 2023, "total")), ["requests.new"]),
        (said(a=("number", Decimal(3))), said(a=("number", Decimal(3))), []),
        (said(a=("number", Decimal(3))), said(a=("number", Decimal(30))), ["a"]),
        (said(a=("number", Decimal(3))), said(), ["a"]),
        (said(a=("blank", None)), said(a=("number", Decimal(0))), []),
        (said(a=("mark", None)), said(a=("number", Decimal(0))), []),
        (said(a=("blank", None)), said(a=("number", Decimal(1))), ["a"]),
        (said(a=("text", None)), said(a=("number", Decimal(0))), ["a"]),
        (said(), said(a=("number", Decimal(1))), []),
        (said(year=2024), said(year=2023), ["meta.year"]),
        (said(year=None), said(year=2023), []),
    ],
)
def test_what_has_changed(before: Figures, after: Figures, expected: list[str]) -> None:
    assert changed(before, after) == expected
