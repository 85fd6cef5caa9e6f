"""The command line: one module a command, each imported when its command is given.

Nothing but this package prints and exits.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from gialint import __version__

TYPE_CHECKING = False  # as in gialint: importing typing would be half of ``gialint --version``
if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import FrameType
    from typing import NoReturn

MOMENT = 0.01
"""Seconds until an interrupt that was dropped is raised again."""
THRESHOLDS = (200_000, 20, 50)
"""At what garbage is looked for: seldom, for what is loaded stays, and a report makes no cycles worth it."""


def program() -> NoReturn:
    """Run gialint as the program that this process is, and end it with the exit status."""
    status = main()
    _end(status)
    sys.exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run gialint and return its exit status: 0 clean, 1 findings, 2 gialint could not do its job.

    An interrupt ends it with 130, at whatever moment it comes.
    """
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        if words in (["--version"], ["-V"]):
            return _version()
        import gc

        gc.set_threshold(*THRESHOLDS)
        if argv is None:
            return _program(words)
        from gialint.cli.running import run

        return run(words)
    except KeyboardInterrupt:
        # Imports nothing, for an import may be what was broken off; so the line is in both languages.
        with suppress(OSError, AttributeError):  # standard error may be closed, or none
            sys.stderr.buffer.write("gialint: 已中断 (interrupted)\n".encode())
            sys.stderr.flush()
        return 130


def _program(words: list[str]) -> int:
    """Run as the program that this process is, which is over then."""
    interrupts = Interrupts()
    try:
        interrupts.heed()
        from gialint.cli.running import run

        status = run(words, program=True)
    finally:
        interrupts.ignore()
    if interrupts.come:  # and was dropped
        raise KeyboardInterrupt
    from gialint.lazy_regex import keep_codes

    keep_codes()
    return status


class Interrupts:
    """Whether an interrupt (Ctrl-C) has come; between ``heed`` and ``ignore`` each one is raised.

    Python raises it where the program is; but in a callback of its own, such as imports have, it can only
    drop what is raised. What was dropped is raised once more, a moment later.
    """

    def __init__(self) -> None:
        self.come = False

    def heed(self) -> None:
        """Raise KeyboardInterrupt for every interrupt, unless the parent process ignores them."""
        import signal

        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._raise)
            if hasattr(signal, "SIGALRM"):
                signal.signal(signal.SIGALRM, self._raise)
                sys.unraisablehook = self._again

    def ignore(self) -> None:
        """Ignore interrupts while Python exits: all output is written, and a traceback would follow it."""
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        self.come = True
        raise KeyboardInterrupt

    def _again(self, dropped: UnraisableHookArgs) -> None:
        import signal

        if issubclass(dropped.exc_type, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, MOMENT)
        else:
            sys.__unraisablehook__(dropped)


def _end(status: int) -> None:
    """End the process without taking apart all that is loaded; where that is not all there is, return.

    What others have registered for the end is done. Other threads are waited for by Python, which also
    tells of a stream that cannot be written to; and a profiler or debugger has its own end.
    """
    import atexit
    import os

    threading = sys.modules.get("threading")
    if (threading and threading.active_count() > 1) or sys.getprofile() or sys.gettrace():
        return
    try:
        atexit._run_exitfuncs()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    os._exit(status)


def _version() -> int:
    # Imports nothing: editors and builds ask for it at every start.
    try:
        print(f"gialint {__version__}", flush=True)
    except OSError:
        from gialint.cli.output import print_out
        from gialint.cli.running import caught, spoken

        def flushed() -> int:
            print_out("")  # Silent for a pipe that nobody reads; anything else is reported.
            return 0

        return caught(flushed, spoken([]))
    return 0
