"""The cells of table two under whichever edition of the form it was filled in."""

from __future__ import annotations

from gialint import Fact, Facts

PARTS = ("docs.", "decisions.", "items.", "procurement.", "fees.charges")
REGULATIONS = "docs.regulations."


def cells(facts: Facts) -> list[Fact]:
    """Return every cell of the table that the report has, in its order."""
    return [facts[path] for path in facts if path.startswith(PARTS)]
