"""Rules of the kinds that look at texts, as data, and what they say of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gialint.checking.rulefiles.load import to_rule
from gialint.model import Finding, Report, Rule, Unassessed


def rule(kind: str, given: Mapping[str, Any], **more: Any) -> Rule:
    """Return a rule of a kind; ``more`` are other keys of its file."""
    spec = {
        "code": "QSH701", "name": "x", "title": {"zh": "用词", "en": "wording"}, "severity": "error",
        "basis": ["custom"], "examples": [], "origin": "x.yaml", "kind": kind, kind: given,
    }  # fmt: skip
    return to_rule({**spec, **more})


def findings(report: Report, kind: str, given: Mapping[str, Any], **more: Any) -> list[Finding]:
    """Return what a rule finds in a report."""
    outcomes = rule(kind, given, **more).check(report, report.facts)
    return [each for each in outcomes if isinstance(each, Finding)]


def gaps(report: Report, kind: str, given: Mapping[str, Any]) -> list[Unassessed]:
    """Return what a rule could not tell of a report."""
    outcomes = rule(kind, given).check(report, report.facts)
    return [each for each in outcomes if isinstance(each, Unassessed)]


def texts(found: list[Finding]) -> list[str]:
    """Return the words at the places of findings, as they stand in the file."""
    return [finding.place.text for finding in found if finding.place]
