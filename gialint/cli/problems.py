"""What kept gialint from checking reports, for commands that list no findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace
from gialint.model import (
    NO_REPORT,
    NOT_CHECKED,
    Diagnostic,
    Problem,
    Report,
    Result,
    Severity,
    Text,
    is_engine,
)
from gialint.reading import Unreadable
from gialint.reporting.places import position

if TYPE_CHECKING:
    from gialint.config import Config
    from gialint.run.linter import Linter


def obstacles(result: Result) -> Iterator[Problem]:
    """Yield what kept gialint from checking a report, as a problem of that file."""
    for checked in result.reports:
        for found in checked.findings:
            if is_engine(found) and not found.suppressed:
                yield as_problem(checked.path, found)


def outside_reports(result: Result) -> Iterator[Problem]:
    """Yield findings outside any report, as problems of the place they are about."""
    return (as_problem(position("", found), found) for found in result.engine)


def as_problem(path: str, found: Diagnostic) -> Problem:
    """Return a finding as a problem to print on standard error, under a path."""
    hint = Text(found.hint, found.hint) if found.hint else None
    message = Text(found.message, found.message)
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


def readable(
    lint: Linter, paths: Iterable[str], problems: list[Problem], walked: Collection[str] = ()
) -> Iterator[tuple[str, Report]]:
    """Yield each file that can be read, with what it says; ``problems`` gets what is wrong with each."""
    for path in paths:
        try:
            report = lint.read(path)
        except Unreadable as error:
            problems.append(unread(path, error, walked))
            continue
        problems += unrecognised(path, report, walked)
        yield path, report


def read_reports(given: Namespace) -> tuple[Config, list[tuple[str, Report]], list[Problem]]:
    """Return the configuration of a command, the reports that it names, and what is wrong."""
    from gialint.cli.configured import configured
    from gialint.cli.linters import Linters

    config, problems = configured(given)
    lints = Linters(given, config, problems, rules=False)
    there = lints.found()
    lint = lints.of_files(there.files)
    problems = [*lint.problems, *there.problems]
    return config, list(readable(lint, there.files, problems, there.walked)), problems


def in_few_lines(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems; those of several files that are not reports, or were not checked, together."""
    from gialint.reporting.gathering import together

    groups: dict[tuple[str, Text], list[Problem]] = {}
    for problem in problems:
        if problem.code in (NO_REPORT, NOT_CHECKED) and not is_engine(problem):
            groups.setdefault((problem.code, problem.message), []).append(problem)
        else:
            yield problem
    for (_, message), group in groups.items():
        if len(group) == 1:
            yield group[0]
        else:
            yield group[0]._replace(message=together(message, [each.where for each in group]), where="")


def hinder(problems: Iterable[Problem]) -> bool:
    """Return whether anything kept gialint from doing its job."""
    return any(is_engine(problem) for problem in problems)


def _no_report(path: str, severity: Severity) -> Problem:
    from gialint.checking.engine_rules import engine_rules

    [rule] = (rule for rule in engine_rules() if rule.code == "GIA905")
    return Problem(rule.code, rule.title, path, hint=rule.hint, severity=severity)
