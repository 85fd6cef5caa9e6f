"""``gialint baseline``: record the present findings, so that only new ones are reported from now on."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, Namespace, UsageError
from gialint.cli.configured import configured
from gialint.cli.last_round import LAST, last_round, print_beside
from gialint.cli.linters import Linters, fitting, found, jobs_asked
from gialint.cli.options import CONFIGURING, JOBS, TODAY, WAIVERS, WALKING
from gialint.cli.output import print_out, print_problems, style_of, write_file
from gialint.cli.problems import hinder, in_few_lines, obstacles, outside_reports
from gialint.config import Flag
from gialint.model import Problem, Text
from gialint.run.result import concluded

if TYPE_CHECKING:
    from gialint.checking.suppression.baseline import Baseline, Compared, Known

DEFAULT = "gialint-baseline.json"
COMMAND = Command(
    "baseline",
    Text(
        "把现有问题记入基线：以后 check --baseline 只报告新问题；基线只减不增",
        "record existing findings in a baseline, so that check --baseline reports only new ones;"
        " it only shrinks",
    ),
    "PATH…",
    options=(
        Flag(
            ("-o", "--output"),
            Text(f"基线文件（默认按配置，或 {DEFAULT}）", f"the file (default: as configured, or {DEFAULT})"),
            "FILE",
        ),
        Flag(
            ("--prune",),
            Text("只删去不再出现的，不添加", "only remove what is no longer found, and add nothing"),
        ),
        Flag(
            ("--force",),
            Text("把新问题也记入已有的基线", "add new findings to an existing baseline"),
        ),
        LAST,
        WAIVERS,
        TODAY,
        JOBS,
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint baseline drafts -o gialint-baseline.json",
)


def run(given: Namespace) -> int:
    """Write the baseline; status 1 if it would grow unasked, 2 if a report could not be checked."""
    from gialint.checking.suppression.baseline import BadBaseline, compared, grown, written
    from gialint.cli.progress import shown
    from gialint.reporting.masking import masked

    config, problems = configured(given, wholly=True)
    path = Path(given.output or config.baseline or DEFAULT)
    lints = Linters(given, config._replace(baseline=None), problems, wholly=True)
    _refuse_a_report(path, lints.run.plugins.suffixes)
    try:
        before = _before(path, given)
        last = last_round(given, lints) if given.last else None
    except BadBaseline as error:
        print_problems([error.problem], config.language)
        return 2
    there = found(given, lints, (path,))
    lint = lints.of_files(there.files)
    problems = [*lint.problems, *there.problems, *(last.problems if last else ())]
    walked = shown(there.files, len(there.files), config.language)
    jobs = jobs_asked(given) or fitting(len(there.files))
    lint = lint._replace(problems=(), walked=there.walked, digests=len(there.files) > 1 or last is not None)
    checked = tuple(lint.each(walked, {}, jobs))
    result = masked(concluded(lint, checked, last.earlier_than(checked) if last else None, jobs))
    run_ = compared(result.reports, before, lint.enabled_rules, config.language)
    problems += [*outside_reports(result), *obstacles(result)]
    print_problems(in_few_lines(problems), config.language)
    if last:
        clean = print_beside(result, last, lint, style_of(config.language, given.color))
        if not given.output:  # It was asked what became of the last round, and no baseline was named.
            return 2 if hinder(problems) else 0 if clean else 1
    if run_.fresh and path.exists() and not (given.prune or given.force):
        _refuse(run_, path, config.language)
        return 2 if hinder(problems) else 1
    known = run_.left if given.prune else grown(run_)
    write_file(str(path), written(known))
    print_out(_done(path, before, run_, known).in_language(config.language))
    return 2 if hinder(problems) else 0


def _refuse_a_report(path: Path, suffixes: Collection[str]) -> None:
    """Raise UsageError for a name that reports have: --force would write over one."""
    if path.name.lower().endswith(tuple(suffixes)):
        raise UsageError(
            Text(
                f"{path} 像是一份报告，基线不能写在它上面",
                f"{path} looks like a report; a baseline cannot be written over it",
            ),
            Text(f"请写成 .json 文件，例如 {DEFAULT}。", f"Name a .json file, such as {DEFAULT}."),
        )


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
    from gialint.reporting.position import position

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


def _done(path: Path, before: Baseline, run_: Compared, known: Iterable[Known]) -> Text:
    from gialint.reporting.phrases import counted

    was = sum(len(each.entries) for each in before.reports)
    left = sum(len(each.entries) for each in run_.left)
    now = sum(len(each.entries) for each in known)
    return Text(
        f"已写入 {path}：共 {now} 条，新增 {now - left} 条，删去 {was - left} 条。\n",
        f"wrote {path}: {counted(now, 'finding')}, {now - left} added, {was - left} removed.\n",
    )
