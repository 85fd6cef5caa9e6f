"""How many processes share the reports out."""

from __future__ import annotations

from argparse import Namespace

from gialint.cli.arguments import Option, UsageError
from gialint.model import Words

MANY = 60
"""Up to so many reports starting processes would take longer than they save."""

JOBS = Option(
    ("--jobs",),
    Words(
        f"同时使用的进程数（默认：超过 {MANY} 份报告时用全部核心，否则 1）",
        f"processes to use (default: every core for more than {MANY} reports, else 1)",
    ),
    "N",
)


def jobs_asked(given: Namespace) -> int | None:
    """Return how many processes were asked for, if any number was; raises UsageError for what is none."""
    if given.jobs is None:
        return None
    if not (given.jobs.isascii() and given.jobs.isdigit() and 0 < int(given.jobs) < 1000):
        raise UsageError(
            Words(
                f"--jobs 应当是 1 以上的整数，不能是“{given.jobs}”",
                f"--jobs is a number from 1, not “{given.jobs}”",
            )
        )
    return int(given.jobs)


def fitting(files: int) -> int:
    """Return how many processes so many reports are worth."""
    if files <= MANY:
        return 1
    from gialint.run.pool import processes

    return processes()
