"""Blanks of table three that can only be 0, because the figures beside them make up their total already."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gialint import Facts

TOTAL = "total"


def must_be_zero(facts: Facts, row: str, column: str) -> bool:
    """Whether no count but 0 fits a blank cell: by its row, or by its column of outcomes."""
    return _by_row(facts, row, column) or _by_column(facts, row, column)


def _by_row(facts: Facts, row: str, column: str) -> bool:
    applicants = [f"requests.{row}.{applicant}" for applicant in facts.sets["requests.applicants"]]
    if column == TOTAL:
        return all(facts[path].value == 0 for path in applicants)
    return _made_up(facts, applicants, facts[f"requests.{row}.{TOTAL}"].value)


def _by_column(facts: Facts, row: str, column: str) -> bool:
    if row not in facts.sets["requests.outcomes"]:
        return False
    outcomes = [f"requests.{outcome}.{column}" for outcome in facts.sets["requests.outcomes"]]
    return _made_up(facts, outcomes, facts[f"requests.closed.{column}"].value)


def _made_up(facts: Facts, parts: Iterable[str], total: Decimal | None) -> bool:
    """Whether the parts that are stated make up a total; counts are never negative."""
    read = [facts[path] for path in parts]
    if total is None or any(fact.value is None and fact.state not in ("blank", "mark") for fact in read):
        return False
    return sum((fact.value for fact in read if fact.value is not None), Decimal(0)) == total
