"""Check files, each in a process of its own: ``python benchmarks/counting.py FILE…``, run by ``growth.py``.

All are forked from one that has checked a file of each format. Under valgrind each reports how many
instructions were executed until its end, so that all of them include the same cost of starting and loading.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gialint.cli import main as gialint

ASKED = ("check", "--no-cache", "--select", "ALL", "--output-format", "full")


def main(paths: list[str]) -> int:
    """Check each file; returns 1 where one could not be checked."""
    firsts = {Path(path).suffix: path for path in reversed(paths)}
    for path in firsts.values():
        checked(path)
    for path in paths:
        child = os.fork()
        if not child:
            os._exit(0 if checked(path) in (0, 1, 2) else 1)
        if os.waitpid(child, 0)[1]:
            print(f"{path} could not be checked", file=sys.stderr)
            return 1
    return 0


def checked(path: str) -> int:
    """Check a file as the command does, but for what it prints."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        return gialint([*ASKED, path])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
