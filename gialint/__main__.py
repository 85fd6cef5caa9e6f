"""Run gialint as ``python -m gialint``."""

from __future__ import annotations

import sys

from gialint.cli import main

if __name__ == "__main__":
    sys.exit(main())
