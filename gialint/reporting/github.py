"""The ``github`` output: annotations as workflow commands, and a summary of the job."""

from __future__ import annotations

from gialint.model import Diagnostic, Result, Severity
from gialint.reporting import Style
from gialint.reporting.configurations import configuration_lines
from gialint.reporting.gathering import gathered
from gialint.reporting.markdown import blocks
from gialint.reporting.rewriting import rewritten
from gialint.reporting.spot import file_of, slashed
from gialint.reporting.tally import tally
from gialint.reporting.unsuppressed import unsuppressed
from gialint.reporting.verdict import verdict
from gialint.reporting.width import visible, visible_lines
from gialint.reporting.workflow_commands import data, value

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SUMMARY_BYTES = 1_000_000
"""GitHub drops the summary of a step that is larger than 1 MiB."""


def github(result: Result, style: Style) -> str:
    """Return a workflow command for each finding, then the verdict as a line of the log."""
    told = rewritten(gathered(result, style), visible_lines)
    lines = [_command(path, found) for path, found in unsuppressed(told)]
    if not style.quiet:
        lines += [*configuration_lines(result, style.language), verdict(tally(result), style.language)]
    return "".join(f"{line}\n" for line in lines)


def summary(result: Result, style: Style) -> str:
    """Return the result as Markdown for the job's summary; reports that no longer fit are counted."""
    told, size = ["## gialint"], 0
    rest = blocks(result, style)
    while rest and size + len(rest[0].encode("utf-8", "replace")) + 2 <= _SUMMARY_BYTES:
        size += len(rest[0].encode("utf-8", "replace")) + 2
        told.append(rest.pop(0))
    if rest:
        told.append(
            f"{len(rest)} more report{'s' * (len(rest) > 1)} did not fit here."
            if style.language == "en"
            else f"另有 {len(rest)} 份报告未列出。"
        )
    return "\n\n".join(told) + "\n"


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
    told = ",".join(f"{name}={value(str(given))}" for name, given in properties.items())
    text = "\n".join(filter(None, (found.message, found.quote, found.hint)))
    return f"::{_COMMANDS[found.severity]} {told}::{data(text)}"
