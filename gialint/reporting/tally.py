"""Count a result once, for every summary."""

from __future__ import annotations

from typing import NamedTuple

from gialint.model import NO_REPORT, NOT_CHECKED, Checked, LeftOut, Result, Severity, is_engine

UNREAD = ("GIA902", "GIA907")


def is_unread(checked: Checked) -> bool:
    """Tell whether a file could not be read at all; a rule that met a limit was put to one that was."""
    return checked.rules is None and any(found.code in UNREAD for found in checked.findings)


class Tally(NamedTuple):
    """Counts over a run; findings that are suppressed or about gialint itself stand apart."""

    reports: int
    error: int
    warning: int
    info: int
    suppressed: int
    unassessed: int
    engine: int
    exit: int
    unread: int = 0
    """Files that could not be read at all, and so say nothing."""
    unrecognised: int = 0
    """Files that are no reports; each of those that nobody named is one of the warnings."""
    met: int = 0
    """How many of these nobody named."""
    without_rules: int = 0
    """Reports to which no rule was put."""
    unchecked: int = 0
    """Files met in folders that were not checked (GIA908), and that are in no other count."""
    own: int = 0
    """How many of these gialint itself wrote."""
    left_out: LeftOut = LeftOut()
    not_understood: int = 0
    """Statements of prose that were held against nothing."""


def tally(result: Result) -> Tally:
    """Count the findings, gaps and engine problems of a result."""
    counts = dict.fromkeys(Severity, 0)
    suppressed = engine = unrecognised = met = 0
    for found in (*result.engine, *(found for report in result.reports for found in report.findings)):
        unrecognised += found.code == NO_REPORT
        if found.code == NOT_CHECKED:
            continue
        if is_engine(found):
            engine += 1
        elif found.suppressed:
            suppressed += 1
        else:
            met += found.code == NO_REPORT
            counts[found.severity] += 1
    codes = [{found.code for found in report.findings} for report in result.reports]
    return Tally(
        len(result.reports),
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        suppressed,
        sum(len(report.unassessed) for report in result.reports),
        engine,
        result.exit,
        sum(map(is_unread, result.reports)),
        unrecognised,
        met,
        sum(
            report.rules == 0 and NO_REPORT not in told
            for report, told in zip(result.reports, codes, strict=True)
        ),
        len(result.unchecked),
        sum(found.severity is Severity.INFO for found in result.unchecked),
        result.left_out,
        sum(report.unread for report in result.reports),
    )
