"""Cells of the official tables that hold no number, or one that is not a possible count or amount."""

from __future__ import annotations

from collections.abc import Iterable

from gialint import Fact, Finding, Severity, Text

LONGEST = 9
"""More digits than that are a telephone number or a mistake: no agency decides a billion cases a year."""


def unfilled(cells: Iterable[Fact]) -> list[Fact]:
    """Return the cells that are blank or hold a mark (/, —, 无) where the form wants a number."""
    return [fact for fact in cells if fact.state in ("blank", "mark") and fact.place is not None]


def wrong_figure(fact: Fact, *, decimals: int = 0, signed: bool = False) -> Text | None:
    """Say why what a cell holds cannot be its figure, or return none; blanks and marks are no figures.

    ``decimals`` is how many places after the point an amount may have; ``signed`` allows a minus.
    """
    if fact.state == "text":
        return (
            _too_long()
            if sum(map(str.isdecimal, fact.text)) > LONGEST
            else Text("不是数字", "which is not a number")
        )
    if not fact.value:  # none, or 0 as most cells are
        return None
    if fact.value < 0 and not signed:
        return Text("不能为负数", "which cannot be negative")
    if fact.value != round(fact.value, decimals):
        return _too_fine(decimals)
    if abs(fact.value) >= 10**LONGEST:
        return _too_long()
    return None


def _too_long() -> Text:
    return Text("位数过多，疑为误填", "which has too many digits")


def of_wrong_figure(fact: Fact, wrong: Text) -> Finding:
    """Return the finding about a cell that says why what it holds is wrong."""
    return Finding(
        Text(
            f"“{fact.label.zh}”填的是“{fact.text}”，{wrong.zh}",
            f"{fact.label.in_language('en')} is “{fact.text}”, {wrong.in_language('en')}",
        ),
        fact.place,
        values={"text": fact.text},
        severity=None if fact.certainty == "exact" else Severity.WARNING,
    )


def _too_fine(decimals: int) -> Text:
    if decimals:
        return Text(f"小数多于 {decimals} 位", f"which has more than {decimals} decimals")
    return Text("应为整数", "which must be a whole number")
