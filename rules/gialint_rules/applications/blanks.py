"""Blanks of table three that can only be 0: the figures of their row and column leave room for no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gialint import Fact, Facts

TOTAL, CLOSED = "total", "closed"
IN, OUT = ("new", "carried_in"), ("closed", "carried_out")
"""The rows whose sums are equal in each column: 本年新收 + 上年结转 = （七）总计 + 结转下年度继续办理."""


def must_be_zero(facts: Facts, row: str, column: str) -> bool:
    """Whether both its row and its column ask for 0 in a blank cell; never in a total."""
    if TOTAL in (row, column) or row == CLOSED or facts[f"requests.{row}.{column}"].certainty != "exact":
        return False
    in_row = [facts[f"requests.{row}.{applicant}"] for applicant in facts.sets["requests.applicants"]]
    if not _come_to(in_row, [facts[f"requests.{row}.{TOTAL}"]]):
        return False
    outcomes = facts.sets["requests.outcomes"]
    if row in outcomes:
        in_column = [facts[f"requests.{outcome}.{column}"] for outcome in outcomes]
        return _come_to(in_column, [facts[f"requests.{CLOSED}.{column}"]])
    own, other = (IN, OUT) if row in IN else (OUT, IN)
    return _come_to(*([facts[f"requests.{each}.{column}"] for each in side] for side in (own, other)))


def _come_to(parts: Sequence[Fact], totals: Sequence[Fact]) -> bool:
    """Whether the parts that are stated make up the totals, which all are; a count is never negative."""
    stated = [part for part in parts if part.state not in ("blank", "mark")]
    return _sound([*stated, *totals]) and _sum(stated) == _sum(totals)


def _sound(facts: Iterable[Fact]) -> bool:
    return all(fact.certainty == "exact" and fact.value is not None and fact.value >= 0 for fact in facts)


def _sum(facts: Iterable[Fact]) -> Decimal:
    return sum((fact.value for fact in facts if fact.value is not None), Decimal(0))
