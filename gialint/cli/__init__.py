"""The command line: one module a command, each imported when its command is given.

Nothing but this package prints and exits.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from gialint import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run gialint and return its exit status: 0 clean, 1 findings, 2 gialint could not do its job."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):
        return _version()
    _collect_rarely()
    from gialint.cli.running import run

    status = run(words)
    if argv is None:
        _leave_as_it_is()
    return status


def _collect_rarely() -> None:
    """Look for garbage less often: what is loaded stays, and a report makes no cycles worth the search."""
    import gc

    gc.set_threshold(50_000, 20, 50)


def _leave_as_it_is() -> None:
    """Spare the search for garbage at the end of the process, which takes a tenth of a short run."""
    import gc

    gc.freeze()


def _version() -> int:
    # Imports nothing: this is what is asked on every start of an editor or a build.
    try:
        print(f"gialint {__version__}", flush=True)
    except BrokenPipeError:
        from gialint.cli.output import silence

        silence(sys.stdout)
    return 0
