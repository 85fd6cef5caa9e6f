"""What kept gialint from checking reports, for commands that list no findings."""

from __future__ import annotations

from collections.abc import Iterator

from gialint.finding import Diagnostic, Problem, Result, is_engine
from gialint.report import Words


def obstacles(result: Result) -> Iterator[Problem]:
    """Yield what kept gialint from checking a report, told as a problem of that file."""
    for checked in result.reports:
        for found in checked.findings:
            if is_engine(found.code) and not found.suppressed:
                yield as_problem(checked.path, found)


def as_problem(path: str, found: Diagnostic) -> Problem:
    """Return what was found as it is told on standard error, under a path."""
    hint = Words(found.hint, found.hint) if found.hint else None
    return Problem(found.code, Words(found.message, found.message), path, found.quote, hint)
