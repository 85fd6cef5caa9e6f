"""Findings for a file that could not be checked because gialint itself failed."""

from __future__ import annotations

from gialint.foreign.entering import cause
from gialint.model import Words
from gialint.reading import Unreadable


def not_understood(error: BaseException) -> Unreadable:
    """Return the error for a report over which gialint itself broke."""
    detail = cause(error)
    return Unreadable(
        Words(f"gialint 没能读懂这份报告：{detail}", f"gialint failed to understand this report: {detail}"),
        Words(
            "这是 gialint 的缺陷：请把这一行反馈给维护者。",
            "This is a fault of gialint: send its maintainers this line.",
        ),
    )


def not_finished(detail: str) -> Unreadable:
    """Return the error for a file whose process ended before its check did; ``detail`` says how."""
    return Unreadable(
        Words(
            f"检查这个文件的进程意外终止：{detail}",
            f"the process that checked this file ended early: {detail}",
        ),
        Words(
            "其他文件都已检查。请用 --jobs 1 单独检查这个文件；再次出错的话，请反馈给维护者。",
            "All other files were checked. Check this one alone with --jobs 1; if it fails again, report it.",
        ),
    )
