"""The fifteen cells of table four."""

from __future__ import annotations

from gialint import Fact, Facts

WAYS = ("review", "litigation.direct", "litigation.after_review")


def cells(facts: Facts) -> list[Fact]:
    """Return the cells that the report has, in the form's order."""
    found = [facts[f"{way}.{outcome}"] for way in WAYS for outcome in facts.sets["litigation.outcomes"]]
    return [fact for fact in found if fact.place is not None]
