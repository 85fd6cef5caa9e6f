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
    from typing import NoReturn


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
        _collect_rarely()
        return _program(words) if argv is None else _run(words, program=False)
    except KeyboardInterrupt:
        return _interrupted()


def _program(words: list[str]) -> int:
    """Run as the program that this process is, which is over then."""
    from gialint.cli.interrupts import Interrupts

    interrupts = Interrupts()
    try:
        interrupts.heed()
        status = _run(words, program=True)
    finally:
        interrupts.ignore()
    if interrupts.come:  # and was dropped
        raise KeyboardInterrupt
    _keep_codes()
    return status


def _run(words: list[str], program: bool) -> int:
    from gialint.cli.running import run

    return run(words, program=program)


def _collect_rarely() -> None:
    """Look for garbage less often: what is loaded stays, and a report makes no cycles worth the search."""
    import gc

    gc.set_threshold(200_000, 20, 50)


def _keep_codes() -> None:
    from gialint.lazy_regex import keep_codes

    keep_codes()


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


def _interrupted() -> int:
    # Imports nothing, for an import may be what was broken off; so the line is in both languages.
    with suppress(OSError, AttributeError):  # standard error may be closed, or none
        sys.stderr.buffer.write("gialint: 已中断 (interrupted)\n".encode())
        sys.stderr.flush()
    return 130


def _version() -> int:
    # Imports nothing: editors and builds ask for it at every start.
    try:
        print(f"gialint {__version__}", flush=True)
    except OSError:
        from gialint.cli.running import caught, spoken

        return caught(_flushed, spoken([]))
    return 0


def _flushed() -> int:
    from gialint.cli.output import print_out

    print_out("")  # Silent for a pipe that nobody reads; anything else is reported.
    return 0
