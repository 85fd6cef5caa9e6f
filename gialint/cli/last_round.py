"""``gialint baseline --last``: this round of reports beside the last one, or beside last year's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace, UsageError, nearest_file
from gialint.cli.linters import Linters, fitting, found, jobs_asked
from gialint.cli.output import print_out
from gialint.cli.problems import obstacles
from gialint.config import Flag
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.run.result import result_of

if TYPE_CHECKING:
    from gialint.checking.suppression.baseline import Known
    from gialint.model import Checked, Problem, Result
    from gialint.reporting import Style
    from gialint.run.linter import Linter

LAST = Flag(
    ("--last",),
    Text(
        "与上一轮（或上一年）相比：哪些已改正、仍在、新增；给出上一轮的文件夹，或当时写的基线",
        "compare with the last round, or the year before: what is mended, still there, new; a folder of its"
        " reports, or the baseline that was written then",
    ),
    "FOLDER|FILE",
)


class LastRound(NamedTuple):
    """The last round: what is known of its reports, and their outcomes if they were checked just now."""

    known: tuple[Known, ...]
    reports: tuple[Checked, ...] = ()
    problems: tuple[Problem, ...] = ()

    def earlier_than(self, reports: Iterable[Checked]) -> tuple[Checked, ...]:
        """Return the outcomes of years before the newest: those with which reports are compared."""
        newest = max((each.year for each in reports if each.year), default=0)
        return tuple(each for each in self.reports if each.year and each.year < newest)


def last_round(given: Namespace, lints: Linters) -> LastRound:
    """Return what was pointed out in the last round; raises UsageError and BadBaseline."""
    from gialint.checking.suppression.baseline import Baseline, Known, compared, grown, read_baseline
    from gialint.reporting.masking import masked

    path = given.last
    if not os.path.lexists(path):
        raise nearest_file(Text(f"--last：没有 {path}", f"--last: there is no {path}"), path)
    if path.lower().endswith(".json"):
        return LastRound(read_baseline(Path(path)).reports)
    there = found(given, lints, named=[path])
    lint = lints.of_files(there.files)._replace(
        problems=(), walked=there.walked, digests=True, keeps_digests=True
    )
    result = masked(result_of(lint, there.files, jobs=jobs_asked(given) or fitting(len(there.files))))
    if not any(each.edition for each in result.reports):
        raise UsageError(Text(f"--last：{path} 里没有报告", f"--last: there are no reports in {path}"))
    run = compared(result.reports, Baseline("", ""), lint.enabled_rules, lint.terms.language)
    known = {each.path: each for each in grown(run)}
    every = (known.get(each.path, Known(each.path, each.agency, each.year)) for each in result.reports)
    return LastRound(tuple(every), tuple(result.reports), (*there.problems, *obstacles(result)))


def print_beside(result: Result, last: LastRound, lint: Linter, style: Style) -> bool:
    """Print this round beside the last; return whether nothing is left of that, and nothing new."""
    from gialint.checking.suppression.rounds import rounds
    from gialint.reporting.rounds import rounds_text

    read = (each for each in result.reports if each.edition)
    told = rounds(read, last.known, lint.enabled_rules, whole=bool(last.reports))
    print_out(rounds_text(told, style))
    return not any(each.still or each.fresh for each in told.reports)
