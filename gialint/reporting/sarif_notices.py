"""Notifications in SARIF: rules that were not assessed, and what kept gialint from doing its job."""

from __future__ import annotations

from typing import Any

from gialint.model import Diagnostic, Gap
from gialint.reporting.phrases import colon
from gialint.reporting.sarif_places import place, region
from gialint.reporting.sarif_rules import LEVELS
from gialint.reporting.spot import file_of, uri

Json = dict[str, Any]

CONFIGURATION = ("GIA903", "GIA906")
"""Codes that speak of plugins, rule files and configuration; all others speak of the run."""


def gap_notice(path: str, gap: Gap, index: int, language: str) -> Json:
    """Return a notification that a rule could not be put to a file."""
    head = f"{gap.code} not assessed" if language == "en" else f"{gap.code} 未能核对"
    notice: Json = {
        "level": "warning",
        "message": {"text": head + colon(language) + gap.reason},
        "locations": [place(path, None)],
        "associatedRule": {"id": gap.code, "index": index},
    }
    return {**notice, "properties": {"missing": list(gap.missing)}} if gap.missing else notice


def problem_notice(path: str, problem: Diagnostic) -> Json:
    """Return a notification of a problem; ``path`` is empty for one outside any report."""
    lines = [problem.message, *problem.quote.splitlines(), *([problem.hint] if problem.hint else [])]
    return {
        "level": LEVELS[problem.severity],
        "message": {"text": "\n".join(lines)},
        "descriptor": {"id": problem.code},
        **outside(path, problem),
    }


def outside(path: str, problem: Diagnostic) -> Json:
    """Return the file a problem is about as ``locations``, if there is one; it need not be a report."""
    file, stretch = file_of(path, problem)
    if not file:
        return {}
    physical: Json = {"artifactLocation": {"uri": uri(file)}}
    if stretch is not None:
        physical["region"] = region(stretch)
    return {"locations": [{"physicalLocation": physical}]}
