"""Run a command and print what it and its own processes took: milliseconds of all cores, and MB at the most.

A small process of its own, since the memory of whoever starts a process counts as that process's.
"""

from __future__ import annotations

import resource
import subprocess
import sys


def main(command: list[str]) -> int:
    """Run a command without its output; print what it took and return its exit status."""
    quiet = subprocess.DEVNULL
    status = subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print((used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
