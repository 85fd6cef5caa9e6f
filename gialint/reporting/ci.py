"""The outputs for CI: ``github``, workflow commands and a summary of the job, and ``gitlab``, Code Quality.

A line that begins with ``::`` after white space is a command to GitHub's runner, and so is ``##[`` anywhere
in a line (``TryParseV2`` and ``TryParse`` of ``ActionCommand.cs`` in actions/runner).
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import Any

from gialint.model import Diagnostic, Holding, Result, Severity, is_engine
from gialint.reporting import Style, whole
from gialint.reporting.gathering import LineByLine, unsuppressed
from gialint.reporting.json import written
from gialint.reporting.layout import visible
from gialint.reporting.markdown import blocks
from gialint.reporting.phrases import in_full
from gialint.reporting.places import file_of, slashed
from gialint.reporting.summary import configuration_of

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SUMMARY_BYTES = 1_000_000
"""GitHub drops the summary of a step that is larger than 1 MiB."""
_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}
_ENGINE = "blocker"


def github_stream(style: Style) -> LineByLine:
    """Return what writes a workflow command for each finding, then the verdict as a line of the log."""
    return LineByLine(style, _command)


github = whole(github_stream)


def summary(result: Result, style: Style) -> str:
    """Return the result as Markdown for the job's summary; reports that no longer fit are counted."""
    rendered, size = ["## gialint"], 0
    rest = blocks(result, style)
    while rest and size + len(rest[0].encode("utf-8", "replace")) + 2 <= _SUMMARY_BYTES:
        size += len(rest[0].encode("utf-8", "replace")) + 2
        rendered.append(rest.pop(0))
    if rest:
        rendered.append(
            f"{len(rest)} more report{'s' * (len(rest) > 1)} did not fit here."
            if style.language == "en"
            else f"另有 {len(rest)} 份报告未列出。"
        )
    return "\n\n".join(rendered) + "\n"


def _command(path: str, found: Diagnostic) -> str:
    file, spot = file_of(path, found)
    properties: dict[str, str | int] = {"file": visible(slashed(file))} if file else {}
    if spot is not None:
        properties["line"] = spot.line
        # GitHub takes columns only within one line.
        if spot.column and spot.end_line == spot.line:
            properties |= {"col": spot.column, "endColumn": max(spot.end_column, spot.column)}
        elif spot.end_line > spot.line:
            properties["endLine"] = spot.end_line
    properties["title"] = f"{found.code} {found.name}"
    rendered = ",".join(f"{name}={value(str(given))}" for name, given in properties.items())
    return f"::{_COMMANDS[found.severity]} {rendered}::{data(in_full(found))}"


def data(text: str) -> str:
    """Return a text as it is written behind a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value(text: str) -> str:
    """Return a text as it is written as the value of a command's property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def inert(text: str) -> str:
    """Return a text in which the runner finds no command, whatever a report says."""
    # The runner compares as .NET does, to which characters without width are nothing. No command
    # begins with a colon, as the lines of ours do that tell a section (:::).
    without_width = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    begun = re.sub(rf"(^|[\r\n])([\s{without_width}]*)::(?!:)", r"\1\2%3A%3A", text)
    return begun.replace("##[", "##%5B")


def gitlab(result: Result, style: Style) -> str:
    """Return the findings as a list of issues; suppressed ones are left out.

    GitLab drops an issue whose fingerprint it has seen, so each has one of its own: of the file,
    of the finding, and of how often that has occurred before.
    """
    seen: Counter[str] = Counter()
    held = {checked.holding for checked in result.reports}
    off = sorted(each for each in held if each.config and (each.ignored or each.lowered))
    issues = [_configuration(each, style.language) for each in off]
    for path, found in unsuppressed(result):
        name = f"{slashed(path)}\x1f{found.code}\x1f{found.fingerprint}"
        seen[name] += 1
        issues.append(
            _issue(path, found, sha256(f"{name}\x1f{seen[name]}".encode("utf-8", "replace")).hexdigest())
        )
    return written(issues)


def _configuration(held: Holding, language: str) -> dict[str, Any]:
    """Return an issue that says what a configuration switches off: a merge request may be about that."""
    name = "\x1f".join((held.config, *held.ignored, "", *held.lowered))
    return {
        "description": configuration_of(held, language),
        "check_name": "gialint configuration",
        "fingerprint": sha256(name.encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[Severity.INFO],
        "location": {"path": slashed(held.config), "lines": {"begin": 1}},
    }


def _issue(path: str, found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    file, spot = file_of(path, found)
    lines = [found.message, *([found.hint] if found.hint else [])]
    return {
        "description": " ".join("\n".join(lines).split()),
        "check_name": f"{found.code} {found.name}",
        "fingerprint": fingerprint,
        "severity": _ENGINE if is_engine(found) else _SEVERITIES[found.severity],
        "location": {"path": slashed(file) if file else ".", "lines": {"begin": spot.line if spot else 1}},
    }
