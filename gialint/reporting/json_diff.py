"""The ``json`` output of ``diff``: schema ``gialint/diff/1``."""

from __future__ import annotations

from typing import Any

from gialint import __version__
from gialint.model import Fact, Report
from gialint.reporting.differences import Differences
from gialint.reporting.json_facts import claim_fields, fact_fields, plain_number
from gialint.reporting.json_writing import written

SCHEMA = "gialint/diff/1"


def diff_json(reports: tuple[tuple[str, Report], tuple[str, Report]], found: Differences) -> str:
    """Return what differs, as JSON; a fact that a report does not have is null there."""
    first, second = (_report(path, report) for path, report in reports)
    return written(
        {
            "schema": SCHEMA,
            "version": __version__,
            "a": first,
            "b": second,
            "same": found.same,
            "facts": [
                {
                    "fact": pair.path,
                    "a": _fact(pair.first),
                    "b": _fact(pair.second),
                    "change": plain_number(pair.delta),
                }
                for pair in found.facts
            ],
            "claims": [
                {
                    "fact": pair.path,
                    "a": [claim_fields(claim) for claim in pair.first],
                    "b": [claim_fields(claim) for claim in pair.second],
                }
                for pair in found.claims
            ],
        }
    )


def _report(path: str, report: Report) -> dict[str, Any]:
    return {
        "path": path,
        "agency": report.agency or None,
        "year": report.year,
        "edition": report.edition,
    }


def _fact(fact: Fact) -> dict[str, Any] | None:
    return None if fact.state == "absent" else fact_fields(fact)
