"""What rules find in real reports, for their author to see false alarms: ``gialint test --on FOLDER``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gialint.checking.engine import Terms, check_report
from gialint.cli.linters import Linters
from gialint.cli.obstacles import unread, unrecognised
from gialint.cli.progress import shown
from gialint.cli.walking import found
from gialint.model import Checked, Problem, Result, Rule
from gialint.reading import Unreadable
from gialint.reporting.masking import masked


class Trial(NamedTuple):
    """What came of putting rules to reports, as outputs may show it."""

    reports: tuple[Checked, ...]
    problems: tuple[Problem, ...]


def trial(given: Namespace, rules: Sequence[Rule], lints: Linters) -> Trial:
    """Put rules to the reports that ``--on`` names; no waiver, comment or baseline hides what they find.

    What a configuration says of the reports' own rules does not matter: it is these that are tried.
    """
    there = found(Namespace(**{**vars(given), "operands": given.on}), lints)
    lint = lints.of_files(there.files)
    problems = [*there.problems]
    reports = []
    put = [rule for rule in rules if rule.scope == "report"]
    terms = Terms(lints.run.config.language)
    for path in shown(there.files, len(there.files), terms.language):
        try:
            report = lint.read(path)
        except Unreadable as error:
            problems.append(unread(path, error, there.walked))
            continue
        strange = list(unrecognised(path, report, there.walked))
        problems += strange
        if not strange:
            reports.append(check_report(report, put, _engine(), terms)._replace(path=path))
    told = masked(Result("", tuple(reports))).reports
    return Trial(told, tuple(problems))


def _engine() -> dict[str, Rule]:
    from gialint.checking.engine_rules import engine_rules

    return {rule.code: rule for rule in engine_rules()}


def crashes(tried: Trial) -> Iterator[Problem]:
    """Yield the rules that broke, told as problems of the report over which they did."""
    from gialint.cli.obstacles import obstacles

    return obstacles(Result("", tried.reports))
