"""What kept gialint from checking reports, for commands that list no findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from gialint.finding import Diagnostic, Problem, Result, Severity, is_engine
from gialint.reading import Unreadable
from gialint.report import Report, Words


def obstacles(result: Result) -> Iterator[Problem]:
    """Yield what kept gialint from checking a report, told as a problem of that file."""
    for checked in result.reports:
        for found in checked.findings:
            if is_engine(found) and not found.suppressed:
                yield as_problem(checked.path, found)


def as_problem(path: str, found: Diagnostic) -> Problem:
    """Return what was found as it is told on standard error, under a path."""
    hint = Words(found.hint, found.hint) if found.hint else None
    message = Words(found.message, found.message)
    return Problem(found.code, message, path, found.quote, hint, found.severity)


def unread(path: str, error: Unreadable, walked: Collection[str] = ()) -> Problem:
    """Return why a file could not be read, or that it is no report, where a folder was ``walked``."""
    if error.foreign and path in walked:
        return _no_report(path, Severity.WARNING)
    return Problem(error.code, error.reason, path, error.quote, error.advice)


def unrecognised(path: str, report: Report, walked: Collection[str] = ()) -> Iterator[Problem]:
    """Yield that a file is no report, if it is none: an error where it was named (GIA905)."""
    if not report.recognised:
        yield _no_report(path, Severity.WARNING if path in walked else Severity.ERROR)


def hinder(problems: Iterable[Problem]) -> bool:
    """Tell whether anything kept gialint from doing its job."""
    return any(is_engine(problem) for problem in problems)


def _no_report(path: str, severity: Severity) -> Problem:
    from gialint.checking.engine_rules import engine_rules

    [rule] = (rule for rule in engine_rules() if rule.code == "GIA905")
    return Problem(rule.code, rule.title, path, hint=rule.hint, severity=severity)
