"""How many instructions a command takes, which valgrind counts the same on a busy machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

VALGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def instructions(command: Sequence[str], environ: dict[str, str]) -> int | None:
    """Return the instructions of a command, or None where there is no valgrind; findings are no failure."""
    if not shutil.which(VALGRIND[0]):
        return None
    done = subprocess.run(
        [*VALGRIND, *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**environ, "PYTHONHASHSEED": "0"},
        text=True,
    )
    counted = COUNTED.search(done.stderr)
    if done.returncode > 1 or not counted:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return int(counted[1].replace(",", ""))


def environment() -> dict[str, str]:
    """Return the environment without what makes Python recompile everything at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
