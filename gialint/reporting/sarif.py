"""The ``sarif`` output: SARIF 2.1.0, as code scanning services and editors take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.model import Checked, Diagnostic, Gap, Location, Result, RuleCard, Severity, is_engine
from gialint.reporting import Style
from gialint.reporting.json import written
from gialint.reporting.markdown import escaped
from gialint.reporting.phrases import BASIS, HINT, MORE, basis_text, colon
from gialint.reporting.position import Spot, file_of, spot, uri

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


def artifact(path: str) -> Json:
    """Return a file as an artifact location."""
    return {"location": {"uri": uri(path)}}


def place(path: str, location: Location | None) -> Json:
    """Return a location object: the whole file where nothing else is known."""
    physical: Json = {"artifactLocation": {"uri": uri((location.path if location else "") or path)}}
    if location is None:
        return {"physicalLocation": physical}
    stretch = spot(location)
    if stretch is not None:
        physical["region"] = region(stretch, location.text)
    told: Json = {"physicalLocation": physical}
    if location.address:
        name = location.address.rpartition("/")[2]
        told["logicalLocations"] = [{"name": name, "fullyQualifiedName": location.address}]
    native = {"native": location.native, "page": location.page}
    properties = {name: value for name, value in native.items() if value}
    return {**told, "properties": properties} if properties else told


LONGEST = 3000
"""Characters of a line that is quoted with each place on it."""


def context(location: Location) -> Json | None:
    """Return the line around a place as a context region, if it is no longer than a paragraph is."""
    stretch = spot(location)
    if stretch is None or stretch.end_line != stretch.line or not 0 < len(location.context) <= LONGEST:
        return None
    return {"startLine": stretch.line, "snippet": {"text": location.context}}


def region(stretch: Spot, words: str = "") -> Json:
    """Return a region; columns count UTF-16 code units, and are left out where only the line is known."""
    told: Json = {"startLine": stretch.line}
    if stretch.column:
        told["startColumn"] = stretch.wide_column
        told["endLine"] = stretch.end_line
        told["endColumn"] = stretch.wide_end
    if words:
        told["snippet"] = {"text": words}
    return told


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def descriptor(card: RuleCard, style: Style) -> dict[str, Any]:
    """Return a reporting descriptor, with the address of the rule's page if the style knows one."""
    page = style.docs_url.replace("{code}", card.code).replace("{language}", style.language)
    lines = _lines(card, style.language)
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title or card.name},
        **({"helpUri": page} if page else {}),
        "help": {
            "text": "\n".join(label + colon(style.language) + text for label, text in lines),
            "markdown": _markdown(card, lines, page, style.language),
        },
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": list(card.tags), "basis": list(card.basis)},
    }


def _lines(card: RuleCard, language: str) -> list[tuple[str, str]]:
    lines = [(HINT.say(language), card.hint)] if card.hint else []
    if card.basis:
        lines.append((BASIS.say(language), basis_text(card.basis, language)))
    return [*lines, (MORE.say(language), f"gialint explain {card.code}")]


def _markdown(card: RuleCard, lines: Sequence[tuple[str, str]], page: str, language: str) -> str:
    """Return the help as services show it that know Markdown: GitHub shows no other."""
    heading = [f"**{escaped(card.title)}**"] if card.title else []
    told = [f"**{label}**{colon(language)}{escaped(text)}" for label, text in lines[:-1]]
    label, command = lines[-1]
    last = f"[{card.code}]({page})" if page else f"`{command}`"
    return "\n\n".join([*heading, *told, f"**{label}**{colon(language)}{last}"])
