"""The cells of table three, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gialint import Fact, Report


def rows(report: Report) -> Mapping[str, Sequence[Fact]]:
    """Return the cells of each row of the form, in its order, whether the report has them or not."""
    return report.once(_rows)


def _rows(report: Report) -> Mapping[str, Sequence[Fact]]:
    facts = report.facts
    columns = facts.sets.get("requests.columns", ())
    return {
        row: [facts[f"requests.{row}.{column}"] for column in columns]
        for row in facts.sets.get("requests.rows", ())
    }
