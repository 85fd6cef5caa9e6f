"""``gialint baseline``: record the present findings, so that only new ones are reported from now on.

With ``--last`` this round of reports is shown beside the last one, or beside last year's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError, misuse, nearest_file
from gialint.cli.configured import configured
from gialint.cli.linters import Linters, jobs_for
from gialint.cli.options import CONFIGURING, JOBS, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, shown, style_of, write_file
from gialint.cli.problems import hinder, in_few_lines, obstacles, outside_reports
from gialint.config import Flag
from gialint.model import Checked, Problem, Result, Text
from gialint.records import NamedTuple
from gialint.run.result import concluded, result_of

if TYPE_CHECKING:
    from gialint.checking.suppression.baseline import Baseline, Compared, Known
    from gialint.reporting import Style
    from gialint.run.linter import Linter

LAST = Flag(
    ("--last",),
    "与上一轮（或上一年）相比：哪些已改正、仍在、新增；给出上一轮的文件夹，或当时写的基线",
    "compare with the last round, or the year before: what is mended, still there, new; a folder of its"
    " reports, or the baseline that was written then",
    "FOLDER|FILE",
)
DEFAULT = "gialint-baseline.json"
COMMAND = Command(
    "baseline",
    "把现有问题记入基线：以后 check --baseline 只报告新问题；基线只减不增",
    "record existing findings in a baseline, so that check --baseline reports only new ones; it only shrinks",
    "PATH…",
    options=(
        Flag(
            ("-o", "--output"),
            f"基线文件（默认按配置，或 {DEFAULT}）",
            f"the file (default: as configured, or {DEFAULT})",
            "FILE",
        ),
        Flag(
            ("--prune",), "只删去不再出现的，不添加", "only remove what is no longer found, and add nothing"
        ),
        Flag(("--force",), "把新问题也记入已有的基线", "add new findings to an existing baseline"),
        LAST,
        WAIVERS,
        TODAY,
        JOBS,
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint baseline drafts -o gialint-baseline.json",
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


def run(given: Namespace) -> int:
    """Write the baseline; status 1 if it would grow unasked, 2 if a report could not be checked."""
    from gialint.checking.suppression.baseline import BadBaseline, compared, grown, written
    from gialint.reporting.masking import masked
    from gialint.reporting.phrases import counted

    config, problems = configured(given, wholly=True)
    path = Path(given.output or config.baseline or DEFAULT)
    lints = Linters(given, config._replace(baseline=None), problems, wholly=True)
    if path.name.lower().endswith(tuple(lints.run.plugins.suffixes)):  # --force would write over a report
        raise misuse(
            f"{path} 像是一份报告，基线不能写在它上面",
            f"{path} looks like a report; a baseline cannot be written over it",
            f"请写成 .json 文件，例如 {DEFAULT}。",
            f"Name a .json file, such as {DEFAULT}.",
        )
    try:
        before = _before(path, given)
        last = _last_round(given, lints) if given.last else None
    except BadBaseline as error:
        print_problems([error.problem], config.language)
        return 2
    there = lints.found((path,))
    lint = lints.of_files(there.files)
    problems = [*lint.problems, *there.problems, *(last.problems if last else ())]
    jobs = jobs_for(given, len(there.files))
    lint = lint._replace(problems=(), walked=there.walked, digests=len(there.files) > 1 or last is not None)
    checked = tuple(lint.each(shown(there.files, config.language), {}, jobs))
    result = masked(concluded(lint, checked, last.earlier_than(checked) if last else None, jobs))
    run_ = compared(result.reports, before, lint.enabled_rules, config.language)
    problems += [*outside_reports(result), *obstacles(result)]
    print_problems(in_few_lines(problems), config.language)
    if last:
        clean = _print_beside(result, last, lint, style_of(config.language, given.color))
        if not given.output:  # It was asked what became of the last round, and no baseline was named.
            return 2 if hinder(problems) else 0 if clean else 1
    if run_.fresh and path.exists() and not (given.prune or given.force):
        _refuse(run_, path, config.language)
        return 2 if hinder(problems) else 1
    known = run_.left if given.prune else grown(run_)
    write_file(str(path), written(known))
    was, left, now = (sum(len(each.entries) for each in some) for some in (before.reports, run_.left, known))
    done = Text(
        f"已写入 {path}：共 {now} 条，新增 {now - left} 条，删去 {was - left} 条。\n",
        f"wrote {path}: {counted(now, 'finding')}, {now - left} added, {was - left} removed.\n",
    )
    print_out(done.in_language(config.language))
    return 2 if hinder(problems) else 0


def _before(path: Path, given: Namespace) -> Baseline:
    """Return the baseline that is there, or an empty one; raises BadBaseline and UsageError."""
    from gialint.checking.suppression.baseline import BadBaseline, Baseline, read_baseline

    empty = Baseline(str(path), os.path.dirname(path))
    if not path.exists():
        if given.prune:
            message = Text(f"没有 {path}，无从精简", f"there is no {path} to prune")
            raise UsageError(message, Text("先写一份：gialint baseline", "Write one first: gialint baseline"))
        return empty
    try:
        return read_baseline(path)
    except BadBaseline:
        if given.force:
            return empty
        raise


def _refuse(run_: Compared, path: Path, language: str) -> None:
    from gialint.reporting.phrases import counted
    from gialint.reporting.places import position

    news = [
        Problem(found.code, Text(found.message, found.message), position(checked.path, found))
        for checked, found in run_.fresh
    ]
    print_problems(news, language)
    message = Text(
        f"有 {len(news)} 个问题不在 {path} 里，没有写入。基线只减不增：请改正这些问题，或用豁免说明原因；"
        "确要记入，加 --force；只删去不再出现的，用 --prune。\n",
        f"not in {path}: {counted(len(news), 'finding')}; nothing was written. A baseline only shrinks: fix"
        " them, or waive them with a reason; --force adds them, --prune only removes what is gone.\n",
    )
    print_out(message.in_language(language))


def _last_round(given: Namespace, lints: Linters) -> LastRound:
    """Return what was pointed out in the last round; raises UsageError and BadBaseline."""
    from gialint.checking.suppression.baseline import Baseline, Known, compared, grown, read_baseline
    from gialint.reporting.masking import masked

    path = given.last
    if not os.path.lexists(path):
        raise nearest_file(Text(f"--last：没有 {path}", f"--last: there is no {path}"), path, given.operands)
    if path.lower().endswith(".json"):
        return LastRound(read_baseline(Path(path)).reports)
    there = lints.found(named=[path])
    lint = lints.of_files(there.files)._replace(
        problems=(), walked=there.walked, digests=True, keeps_digests=True
    )
    result = masked(result_of(lint, there.files, jobs=jobs_for(given, len(there.files))))
    if not any(each.edition for each in result.reports):
        raise misuse(f"--last：{path} 里没有报告", f"--last: there are no reports in {path}")
    run = compared(result.reports, Baseline("", ""), lint.enabled_rules, lint.terms.language)
    known = {each.path: each for each in grown(run)}
    every = (known.get(each.path, Known(each.path, each.agency, each.year)) for each in result.reports)
    return LastRound(tuple(every), tuple(result.reports), (*there.problems, *obstacles(result)))


def _print_beside(result: Result, last: LastRound, lint: Linter, style: Style) -> bool:
    """Print this round beside the last; return whether nothing is left of that, and nothing new."""
    from gialint.checking.suppression.rounds import rounds
    from gialint.reporting.rounds import rounds_text

    read = (each for each in result.reports if each.edition)
    told = rounds(read, last.known, lint.enabled_rules, whole=bool(last.reports))
    print_out(rounds_text(told, style))
    return not any(each.still or each.fresh for each in told.reports)
