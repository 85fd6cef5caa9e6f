"""The exit status that a result means."""

from __future__ import annotations

from gialint.config import Config
from gialint.finding import Result, Severity, is_engine


def exit_status(result: Result, config: Config) -> int:
    """Return 2 if gialint could not do its job, 1 if a finding is as grave as ``fail_on``, else 0."""
    found = [each for report in result.reports for each in report.findings]
    if any(is_engine(each.code) for each in (*found, *result.engine)):
        return 2
    gravest = Severity[config.fail_on.upper()]
    if any(each.severity >= gravest and not each.suppressed for each in (*found, *result.engine)):
        return 1
    return 1 if config.strict and any(report.unassessed for report in result.reports) else 0
