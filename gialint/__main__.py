"""Run gialint as ``python -m gialint``."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path and sys.path[0] in ("", os.getcwd()):
    # Python looks into the current folder first; no code may come from among the reports.
    del sys.path[0]

from gialint.cli import main

if __name__ == "__main__":
    sys.exit(main())
