"""The cells of the official tables, under whichever edition of the form, and what may be wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gialint import Fact, Facts, Finding, Related, Report, Severity, Text
from gialint_rules.telling import counted

TABLE_TWO = ("docs.", "decisions.", "items.", "procurement.", "fees.charges")
"""How the figures of table two are called."""

REGULATIONS = "docs.regulations."
WAYS = ("review", "litigation.direct", "litigation.after_review")

BLANK = Text("（空白或“/”等符号）", "(blank or a mark)")

LONGEST = 9
"""More digits than that are a telephone number or a mistake: no agency decides a billion cases a year."""

TOO_LONG = Text("位数过多，疑为误填", "which has too many digits")


def table_two(report: Report) -> Sequence[Fact]:
    """Return every cell of the table that the report has, in its order."""
    return report.once(_table_two)


def _table_two(report: Report) -> Sequence[Fact]:
    return tuple([fact for fact in report.facts.stated() if fact.path.startswith(TABLE_TWO)])


def table_three(report: Report) -> Mapping[str, Sequence[Fact]]:
    """Return the cells of each row of the form, in its order, whether the report has them or not."""
    return report.once(_table_three)


def _table_three(report: Report) -> Mapping[str, Sequence[Fact]]:
    facts = report.facts
    columns = facts.sets.get("requests.columns", ())
    return {
        row: [facts[f"requests.{row}.{column}"] for column in columns]
        for row in facts.sets.get("requests.rows", ())
    }


def table_four(facts: Facts) -> list[Fact]:
    """Return those of the fifteen cells that the report has, in the form's order."""
    found = [facts[f"{way}.{outcome}"] for way in WAYS for outcome in facts.sets["litigation.outcomes"]]
    return [fact for fact in found if fact.place is not None]


def unfilled(cells: Iterable[Fact]) -> list[Fact]:
    """Return the cells that are blank or hold a mark (/, —, 无) where the form wants a number."""
    return [fact for fact in cells if fact.state in ("blank", "mark") and fact.place is not None]


def without_number(
    table: Text, cells: Sequence[Fact], why: Text = BLANK, severity: Severity | None = None
) -> Finding:
    """Return the finding about all the cells of a table that are ``unfilled``."""
    return Finding(
        Text(
            f"{table.zh}有 {len(cells)} 格没有填写数字{why.zh}",
            f"{table.en} has {counted(len(cells), 'cell')} without a number {why.en}",
        ),
        cells[0].place,
        tuple(Related(fact.label, fact.place) for fact in cells[1:] if fact.place),
        {"cells": str(len(cells))},
        severity=severity,
    )


def wrong_figure(fact: Fact, *, decimals: int = 0, signed: bool = False) -> Finding | None:
    """Return the finding about a cell that cannot hold its figure, or none; blanks and marks are no figures.

    ``decimals`` is how many places after the point an amount may have; ``signed`` allows a minus.
    """
    wrong = _wrong(fact, decimals, signed)
    if wrong is None:
        return None
    return Finding(
        Text(
            f"“{fact.label.zh}”填的是“{fact.text}”，{wrong.zh}",
            f"{fact.label.in_language('en')} is “{fact.text}”, {wrong.in_language('en')}",
        ),
        fact.place,
        values={"text": fact.text},
        severity=None if fact.certainty == "exact" else Severity.WARNING,
    )


def _wrong(fact: Fact, decimals: int, signed: bool) -> Text | None:
    if fact.state == "text":
        long = sum(map(str.isdecimal, fact.text)) > LONGEST
        return TOO_LONG if long else Text("不是数字", "which is not a number")
    if not fact.value:  # none, or 0 as most cells are
        return None
    if fact.value < 0 and not signed:
        return Text("不能为负数", "which cannot be negative")
    if fact.value != round(fact.value, decimals):
        if decimals:
            return Text(f"小数多于 {decimals} 位", f"which has more than {decimals} decimals")
        return Text("应为整数", "which must be a whole number")
    return TOO_LONG if abs(fact.value) >= 10**LONGEST else None
