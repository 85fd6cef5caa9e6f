"""The ``sarif`` output: SARIF 2.1.0, as code scanning services and editors take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gialint.model import Checked, Diagnostic, Gap, Location, Result, RuleCard, Severity, is_engine
from gialint.reporting import Style
from gialint.reporting.json import written
from gialint.reporting.markdown import escaped
from gialint.reporting.phrases import BASIS, HINT, MORE, basis_text, colon
from gialint.reporting.places import Spot, file_of, spot, uri

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gialint/v1"
CONFIGURATION = ("GIA903", "GIA906")
"""Codes that are about plugins, rule files and configuration; all others are about the run."""

LONGEST = 3000
"""Characters of a line that is quoted with each place on it."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Json = dict[str, Any]


def sarif(result: Result, style: Style) -> str:
    """Return the result as one run; suppressed findings are results with a suppression.

    What could not be assessed, and what kept gialint from its job, are notifications.
    """
    everything = [("", problem) for problem in result.engine]
    everything += ((checked.path, found) for checked in result.reports for found in checked.findings)
    gaps = [(checked.path, gap) for checked in result.reports for gap in checked.unassessed]
    found = [each for each in everything if not is_engine(each[1])]
    problems = [each for each in everything if is_engine(each[1])]
    # The rules that occur, in order of code; one that the result has no card of by its name.
    by_name = {gap.code: RuleCard(gap.code, gap.name, "", Severity.WARNING) for _, gap in gaps}
    by_name |= {
        each.code: RuleCard(each.code, each.name, "", each.severity, basis=each.basis)
        for _, each in everything
    }
    known = {card.code: card for card in result.rules}
    cards = {code: known.get(code, by_name[code]) for code in sorted(by_name)}
    spoken, undone = ({each.code for _, each in some} for some in (found, problems))
    rules = [card for code, card in cards.items() if code in spoken or code not in undone]
    notices = [descriptor(card, style) for code, card in cards.items() if code in undone]
    index = {card.code: place for place, card in enumerate(rules)}
    driver = {
        "name": "gialint",
        "version": result.version,
        "semanticVersion": result.version,
        "rules": [descriptor(card, style) for card in rules],
        **({"notifications": notices} if notices else {}),
    }
    run = {
        "tool": {"driver": driver},
        "language": "en" if style.language == "en" else "zh-CN",
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(result, problems, [_gap(*each, index, style.language) for each in gaps])],
        "artifacts": [_artifact(checked) for checked in result.reports],
        "results": [_result(path, each, index) for path, each in found],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def descriptor(card: RuleCard, style: Style) -> Json:
    """Return a reporting descriptor, with the address of the rule's page if the style knows one.

    GitHub shows the help in Markdown and no other.
    """
    language = style.language
    page = style.docs_url.replace("{code}", card.code).replace("{language}", language)
    basis, command = basis_text(card.basis, language), f"gialint explain {card.code}"
    notes = [
        (label.in_language(language), plain, marked)
        for label, plain, marked in (
            (HINT, card.hint, escaped(card.hint)),
            (BASIS, basis, escaped(basis)),
            (MORE, command, f"[{card.code}]({page})" if page else f"`{command}`"),
        )
        if plain
    ]
    help_text = [f"{label}{colon(language)}{plain}" for label, plain, _ in notes]
    help_markdown = [f"**{escaped(card.title)}**"] if card.title else []
    help_markdown += (f"**{label}**{colon(language)}{marked}" for label, _, marked in notes)
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title or card.name},
        **({"helpUri": page} if page else {}),
        "help": {"text": "\n".join(help_text), "markdown": "\n\n".join(help_markdown)},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": list(card.tags), "basis": list(card.basis)},
    }


def _invocation(result: Result, problems: Sequence[tuple[str, Diagnostic]], gaps: Sequence[Json]) -> Json:
    of_run = [_problem(*each) for each in problems if each[1].code not in CONFIGURATION]
    of_configuration = [_problem(*each) for each in problems if each[1].code in CONFIGURATION]
    return {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": [*of_run, *gaps],
        "toolConfigurationNotifications": of_configuration,
        "properties": {"unchecked": len(result.unchecked), **result.left_out._asdict()},
    }


def _gap(path: str, gap: Gap, index: Mapping[str, int], language: str) -> Json:
    """Return a notification that a rule could not be applied to a file."""
    head = f"{gap.code} not assessed" if language == "en" else f"{gap.code} 未能核对"
    return {
        "level": "warning",
        "message": {"text": head + colon(language) + gap.reason},
        "locations": [_place(path, None)],
        "associatedRule": {"id": gap.code, "index": index[gap.code]},
        **({"properties": {"missing": list(gap.missing)}} if gap.missing else {}),
    }


def _problem(path: str, problem: Diagnostic) -> Json:
    """Return a notification of a problem; ``path`` is empty for one outside any report."""
    lines = [problem.message, *problem.quote.splitlines(), *([problem.hint] if problem.hint else [])]
    return {
        "level": LEVELS[problem.severity],
        "message": {"text": "\n".join(lines)},
        "descriptor": {"id": problem.code},
        **_outside(path, problem),
    }


def _artifact(checked: Checked) -> Json:
    known = {"agency": checked.agency, "year": checked.year, "edition": checked.edition}
    properties: Json = {name: value for name, value in known.items() if value is not None}
    if checked.holding.config:
        properties |= checked.holding._asdict()
    rendered: Json = {"location": {"uri": uri(checked.path)}, "roles": ["analysisTarget"]}
    return {**rendered, "properties": properties} if properties else rendered


def _result(path: str, found: Diagnostic, index: Mapping[str, int]) -> Json:
    rendered: Json = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": LEVELS[found.severity],
        "message": {"text": found.message},
        **({"locations": [_primary(path, found.location)]} if path else _outside(path, found)),
    }
    if found.related:
        rendered["relatedLocations"] = [
            {"id": number, **_place(path, location), "message": {"text": label}}
            for number, (label, location) in enumerate(found.related, start=1)
        ]
    if found.fingerprint:
        rendered["partialFingerprints"] = {FINGERPRINT: found.fingerprint}
    # Given for every result, or none could be known to be unsuppressed (section 3.27.23).
    kind = "inSource" if found.in_source else "external"
    waived = {"kind": kind, "status": "accepted", "justification": found.suppressed}
    rendered["suppressions"] = [waived] if found.suppressed else []
    properties = {
        "hint": found.hint,
        "basis": list(found.basis),
        "values": dict(found.values),
        "working": list(found.working),
        "fix": dict(found.fix) if found.fix else None,
    }
    rendered["properties"] = {name: value for name, value in properties.items() if value}
    return rendered


def _primary(path: str, location: Location | None) -> Json:
    """Return the place of a finding, with the line around it if it is no longer than a paragraph is."""
    rendered = _place(path, location)
    stretch = spot(location) if location else None
    if location and stretch and stretch.end_line == stretch.line and 0 < len(location.context) <= LONGEST:
        around = {"startLine": stretch.line, "snippet": {"text": location.context}}
        rendered["physicalLocation"]["contextRegion"] = around
    return rendered


def _outside(path: str, problem: Diagnostic) -> Json:
    """Return the file a problem is about as ``locations``, if there is one; it need not be a report."""
    file, stretch = file_of(path, problem)
    if not file:
        return {}
    physical: Json = {"artifactLocation": {"uri": uri(file)}}
    if stretch is not None:
        physical["region"] = _region(stretch)
    return {"locations": [{"physicalLocation": physical}]}


def _place(path: str, location: Location | None) -> Json:
    """Return a location object: the whole file where nothing else is known, else address and words, too."""
    physical: Json = {"artifactLocation": {"uri": uri((location.path if location else "") or path)}}
    if location is None:
        return {"physicalLocation": physical}
    stretch = spot(location)
    if stretch is not None:
        physical["region"] = _region(stretch, location.text)
    rendered: Json = {"physicalLocation": physical}
    if location.address:
        name = location.address.rpartition("/")[2]
        rendered["logicalLocations"] = [{"name": name, "fullyQualifiedName": location.address}]
    native = {"native": location.native, "page": location.page}
    properties = {name: value for name, value in native.items() if value}
    return {**rendered, "properties": properties} if properties else rendered


def _region(stretch: Spot, words: str = "") -> Json:
    """Return a region; columns count UTF-16 code units, and are left out where only the line is known."""
    rendered: Json = {"startLine": stretch.line}
    if stretch.column:
        columns = {"startColumn": stretch.wide_column, "endLine": stretch.end_line}
        rendered |= {**columns, "endColumn": stretch.wide_end}
    if words:
        rendered["snippet"] = {"text": words}
    return rendered
