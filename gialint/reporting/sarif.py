"""The ``sarif`` output: SARIF 2.1.0, as code scanning services and editors take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gialint.model import Checked, Diagnostic, Location, Result, RuleCard, Severity, is_engine
from gialint.reporting import Style
from gialint.reporting.json_writing import written
from gialint.reporting.sarif_notices import CONFIGURATION, gap_notice, outside, problem_notice
from gialint.reporting.sarif_places import artifact, context, place
from gialint.reporting.sarif_rules import LEVELS, descriptor

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gialint/v1"

Json = dict[str, Any]


def sarif(result: Result, style: Style) -> str:
    """Return the result as one run; suppressed findings are results with a suppression.

    What could not be assessed, and what kept gialint from its job, are notifications.
    """
    cards = _cards(result)
    undone = {found.code for _, found in _everywhere(result) if is_engine(found)}
    spoken = {found.code for _, found in _everywhere(result) if not is_engine(found)}
    rules = [card for code, card in cards.items() if code in spoken or code not in undone]
    notices = [card for code, card in cards.items() if code in undone]
    index = {card.code: place for place, card in enumerate(rules)}
    return written(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": _driver(result, rules, notices, style)},
                    "language": "en" if style.language == "en" else "zh-CN",
                    "columnKind": "utf16CodeUnits",
                    "invocations": [_invocation(result, index, style.language)],
                    "artifacts": [_artifact(checked) for checked in result.reports],
                    "results": [
                        _result(path, found, index)
                        for path, found in _everywhere(result)
                        if not is_engine(found)
                    ],
                }
            ],
        }
    )


def _everywhere(result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """Yield all diagnostics, each with the path of its report; it is empty outside reports."""
    yield from (("", problem) for problem in result.engine)
    for checked in result.reports:
        yield from ((checked.path, found) for found in checked.findings)


def _cards(result: Result) -> Mapping[str, RuleCard]:
    """Return the rules that occur, in order of code; one that the result tells nothing of by its name."""
    known = {card.code: card for card in result.rules}
    occurring: dict[str, RuleCard] = {
        each.code: RuleCard(each.code, each.name, "", each.severity, basis=each.basis)
        for _, each in _everywhere(result)
    }
    for checked in result.reports:
        for gap in checked.unassessed:
            occurring.setdefault(gap.code, RuleCard(gap.code, gap.name, "", Severity.WARNING))
    return {code: known.get(code, occurring[code]) for code in sorted(occurring)}


def _driver(result: Result, rules: list[RuleCard], notices: list[RuleCard], style: Style) -> Json:
    engine = [descriptor(card, style) for card in notices]
    return {
        "name": "gialint",
        "version": result.version,
        "semanticVersion": result.version,
        "rules": [descriptor(card, style) for card in rules],
        **({"notifications": engine} if engine else {}),
    }


def _invocation(result: Result, index: Mapping[str, int], language: str) -> Json:
    problems = [each for each in _everywhere(result) if is_engine(each[1])]
    execution = [problem_notice(*each) for each in problems if each[1].code not in CONFIGURATION]
    execution += [
        gap_notice(checked.path, gap, index[gap.code], language)
        for checked in result.reports
        for gap in checked.unassessed
    ]
    return {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": execution,
        "toolConfigurationNotifications": [
            problem_notice(*each) for each in problems if each[1].code in CONFIGURATION
        ],
        "properties": {"unchecked": len(result.unchecked), **result.left_out._asdict()},
    }


def _artifact(checked: Checked) -> Json:
    known = {"agency": checked.agency, "year": checked.year, "edition": checked.edition}
    properties: Json = {name: value for name, value in known.items() if value is not None}
    if checked.holding.config:
        properties |= checked.holding._asdict()
    told: Json = {**artifact(checked.path), "roles": ["analysisTarget"]}
    return {**told, "properties": properties} if properties else told


def _primary(path: str, location: Location | None) -> Json:
    told = place(path, location)
    around = context(location) if location else None
    if around:
        told["physicalLocation"]["contextRegion"] = around
    return told


def _result(path: str, found: Diagnostic, index: Mapping[str, int]) -> Json:
    told: Json = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": LEVELS[found.severity],
        "message": {"text": found.message},
        **({"locations": [_primary(path, found.location)]} if path else outside(path, found)),
    }
    if found.related:
        told["relatedLocations"] = [
            {"id": number, **place(path, location), "message": {"text": label}}
            for number, (label, location) in enumerate(found.related, start=1)
        ]
    if found.fingerprint:
        told["partialFingerprints"] = {FINGERPRINT: found.fingerprint}
    # Told of every result, or none could be known to be unsuppressed (section 3.27.23).
    kind = "inSource" if found.in_source else "external"
    waived = {"kind": kind, "status": "accepted", "justification": found.suppressed}
    told["suppressions"] = [waived] if found.suppressed else []
    properties = {
        "hint": found.hint,
        "basis": list(found.basis),
        "values": dict(found.values),
        "working": list(found.working),
        "fix": dict(found.fix) if found.fix else None,
    }
    told["properties"] = {name: value for name, value in properties.items() if value}
    return told
