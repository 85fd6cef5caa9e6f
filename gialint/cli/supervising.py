"""Running a command that calls plugins in a process of its own, so that another is left to report.

Nothing is forked where there are no plugins but gialint's own: a command begins in the first process, and is
begun anew in another at the very first entry of a plugin.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from gialint.foreign import GATE, Entry, Unwinding
from gialint.model import Text

if TYPE_CHECKING:
    from gialint.run.pool import Lost


def supervised(work: Callable[[], int], language: str) -> int:
    """Return the exit status of some work, done in a process that is watched where it enters plugins."""
    before = GATE.set(_elsewhere)
    try:
        return work()
    except Unwinding:
        pass
    finally:
        GATE.reset(before)
    from gialint.run.pool import watched

    [status] = watched(lambda _: _apart(work), [None], 1, lambda _, lost: _ended(lost, language))
    return status


def _elsewhere(entry: Entry) -> None:
    """Raise Unwinding at the entry of a plugin, for another process to make it, where there can be one."""
    from gialint.run.pool import can_fork

    if can_fork():
        raise Unwinding


def _apart(work: Callable[[], int]) -> int:
    """Do the work with standard output for gialint alone: what others write there goes to standard error."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):  # a stream of no file, or standard error is closed
            own = os.dup(sys.stdout.fileno())
            os.dup2(2, sys.stdout.fileno())
            stream = open(own, "w", encoding="utf-8", errors="replace")  # noqa: SIM115
            vars(sys).update(stdout=stream, __stdout__=stream)
    return work()


def _ended(lost: Lost, language: str) -> int:
    """Report that the process ended for no known plugin."""
    from gialint.cli.output import warn

    warn(
        Text(
            f"gialint: 进程意外终止（{lost.detail}），没有检查完\n",
            f"gialint: the process ended early ({lost.detail}), the check is not complete\n",
        ).in_language(language)
    )
    return 2
