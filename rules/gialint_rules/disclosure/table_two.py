"""The cells of table two under whichever edition of the form it was filled in."""

from __future__ import annotations

from collections.abc import Sequence

from gialint import Fact, Report

PARTS = ("docs.", "decisions.", "items.", "procurement.", "fees.charges")
REGULATIONS = "docs.regulations."


def cells(report: Report) -> Sequence[Fact]:
    """Return every cell of the table that the report has, in its order."""
    return report.once(_cells)


def _cells(report: Report) -> Sequence[Fact]:
    return tuple([fact for fact in report.facts.stated() if fact.path.startswith(PARTS)])
