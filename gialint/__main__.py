"""Run gialint as ``python -m gialint``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

# Python looks into the current folder first; no code may come from among the reports.
with suppress(OSError):
    if not sys.flags.safe_path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]

from gialint.cli import program

if __name__ == "__main__":
    program()
