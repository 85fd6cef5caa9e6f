"""A figure that is another after a fix is told, and one where none was; words are free."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from gialint.model import Edit
from gialint.run.result import read
from gialint.writing.untouched import Asked, Figure, Figures, Said, asked, changed, figures

NEW: Said = ("requests.new", "=", Decimal(1), "件", 2024, "total")
OLD: Said = ("requests.new", "=", Decimal(2), "件", 2024, "total")


THREE, BLANK, REMARK = Figure(Decimal(3)), Figure(None), Figure(None, ("10", "3"))


def said(*claims: Said, year: int | None = 2024, **facts: Figure) -> Figures:
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
        (said(a=THREE), said(a=THREE), []),
        (said(a=THREE), said(a=Figure(Decimal(30))), ["a"]),
        (said(a=THREE), said(), ["a"]),
        (said(a=THREE), said(a=BLANK), ["a"]),
        (said(a=BLANK), said(), []),
        (said(a=BLANK), said(a=Figure(Decimal(0))), ["a"]),
        (said(a=BLANK), said(a=REMARK), ["a"]),
        (said(a=REMARK), said(a=Figure(Decimal(10))), ["a"]),
        (said(a=REMARK), said(a=REMARK), []),
        (said(), said(a=Figure(Decimal(0))), ["a"]),
        (said(), said(a=REMARK), []),  # a date, where there is no cell
        (said(year=2024), said(year=2023), ["meta.year"]),
        (said(year=None), said(year=2023), []),
    ],
)
def test_what_has_changed(before: Figures, after: Figures, expected: list[str]) -> None:
    assert changed(before, after) == expected


def test_what_was_asked_for_may_change() -> None:
    before, after = said(NEW, a=BLANK, b=THREE), said(a=THREE, b=THREE)
    assert changed(before, after) == ["a", "requests.new"]
    assert changed(before, after, Asked(["a"], Counter([NEW]))) == []
    assert changed(before, after, Asked(["b"], Counter([OLD]))) == ["a", "requests.new"]
    assert changed(said(year=2024), said(year=2023), Asked(["meta.year"], Counter())) == []


@pytest.mark.parametrize("form", ["txt", "html"])
def test_what_edits_ask_for_is_what_stands_there(form: str) -> None:
    report = read(f"examples/clean.{form}")
    text = report.document.source.text if report.document.source else report.document.text
    at = text.index("收到政府信息公开申请1件") + 10
    told = asked(report, [Edit(at, at + 1, "2")])
    paragraph = {path for path, *_ in told.claims}
    assert (told.facts, "requests.new" in paragraph, "docs.normative.issued" in paragraph) == (
        [],
        True,
        False,
    )
    place = report.facts["decisions.permits"].place
    assert place is not None
    start = report.document.source.offset(place.start) if report.document.source else place.start
    told = asked(report, [Edit(start + 1, start + 1, "0")])
    assert told == Asked(["decisions.permits"], Counter())
    assert figures(report).facts["decisions.permits"] == Figure(Decimal(1126))
