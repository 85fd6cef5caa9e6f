"""Count a result once, for every summary."""

from __future__ import annotations

from typing import NamedTuple

from gialint.finding import Result, Severity, is_engine

UNREAD = ("GIA902", "GIA907")


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


def tally(result: Result) -> Tally:
    """Count the findings, gaps and engine problems of a result."""
    counts = dict.fromkeys(Severity, 0)
    suppressed = 0
    engine = 0
    for found in (*result.engine, *(found for report in result.reports for found in report.findings)):
        if is_engine(found.code):
            engine += 1
        elif found.suppressed:
            suppressed += 1
        else:
            counts[found.severity] += 1
    return Tally(
        len(result.reports),
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        counts[Severity.INFO],
        suppressed,
        sum(len(report.unassessed) for report in result.reports),
        engine,
        result.exit,
        sum(any(found.code in UNREAD for found in report.findings) for report in result.reports),
    )
