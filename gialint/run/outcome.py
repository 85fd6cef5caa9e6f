"""What a run comes to: its exit status, and problems where gialint failed or checked nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from gialint.config import Config
from gialint.foreign.entering import cause
from gialint.model import NO_REPORT, Checked, Problem, Result, Severity, Text, is_engine
from gialint.reading import LimitExceeded, Unreadable

NO_RULE = Problem(
    "GIA906",
    Text("没有一条规则用于核对，等于没有检查", "no rule was run on any report, so nothing was checked"),
    hint=Text(
        "核对 --select、--ignore 和设置文件里的 select、ignore；gialint config 打印它们来自哪里。",
        "Check --select, --ignore and the settings of these names; gialint config shows where they are.",
    ),
)
NOWHERE = Problem(
    "GIA902",
    Text(
        "没有一个文件看得出是报告，等于没有检查", "no file is recognised as a report, so nothing was checked"
    ),
    hint=Text("核对文件夹是否选对。", "Check that this is the right folder."),
)


def exit_status(result: Result, config: Config) -> int:
    """Return 2 if gialint could not do its job, 1 if a finding is at least as severe as ``fail_on``, else 0.

    If the configuration is strict, whatever was not assessed, understood or checked, or is not a report,
    means 1.
    """
    least = Severity[config.fail_on.upper()]
    # What gialint wrote itself (INFO) is known for what it is.
    left_open = any(each.severity > Severity.INFO for each in result.unchecked)
    grave = False
    for found in result.engine:
        if is_engine(found):
            return 2
        grave = grave or (found.severity >= least and not found.suppressed)
    for report in result.reports:
        if any(map(is_engine, report.findings)):
            return 2
        grave = grave or any(each.severity >= least and not each.suppressed for each in report.findings)
        left_open = left_open or bool(report.unassessed or report.unread) or _is_no_report(report)
    return int(grave or (config.strict and left_open))


def nothing_checked(
    reports: Sequence[Checked], problems: Sequence[Problem], *, lenient: bool = False, called: bool = False
) -> list[Problem]:
    """Return the problem that no rule was run on any of the files, unless another problem explains it.

    With ``lenient`` it is not a problem if none of them is a report. With ``called`` it was asked who has not
    reported, which no rule tells.
    """
    if not reports or any(report.rules for report in reports):
        return []
    if any(is_engine(found) for report in reports for found in report.findings):
        return []
    if any(is_engine(problem) for problem in problems):
        return []
    if all(map(_is_no_report, reports)):
        return [] if lenient else [NOWHERE]
    return [] if called else [NO_RULE]


def _is_no_report(checked: Checked) -> bool:
    return any(found.code == NO_REPORT for found in checked.findings)


def not_understood(error: BaseException) -> Unreadable:
    """Return the error for a report over which gialint itself broke."""
    return broken_over(cause(error))


def broken_over(detail: str) -> Unreadable:
    """Return the error for a report over which gialint itself broke; ``detail`` says how."""
    return Unreadable(
        Text(f"gialint 没能读懂这份报告：{detail}", f"gialint failed to understand this report: {detail}"),
        Text(
            "这是 gialint 的缺陷：请把这一行反馈给维护者。",
            "This is a bug in gialint: send its maintainers this line.",
        ),
    )


def not_finished(detail: str) -> LimitExceeded:
    """Return the error for a file that is left alone because its process ended; ``detail`` says how."""
    return LimitExceeded(
        Text(
            f"检查这个文件的进程意外终止：{detail}",
            f"the process that checked this file ended early: {detail}",
        ),
        Text(
            "其他文件都已检查。请单独再检查这个文件（在命令行上加 --jobs 1）；再次出错的话，请反馈给维护者。",
            "All other files were checked. Check this one alone (on the command line, with --jobs 1); if it"
            " fails again, report it.",
        ),
    )


def how_ended(code: int | None) -> str:
    """Return how a process ended: its exit code, or the signal that ended it; ``?`` where nobody knows."""
    from signal import Signals

    if code is None:
        return "?"
    with suppress(ValueError):
        return Signals(-code).name
    return f"exit {code}"
