"""What the portable program runs first: gialint, in a folder that is its own Python.

PyInstaller's loader puts the folder's libraries in front of the system's. So must it be for the processes in
which gialint itself works; other programs that it starts (LibreOffice, a browser) are to find the system's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from multiprocessing import freeze_support

from gialint.cli import main
from gialint.reading.child_process import KEEP, keep

LIBRARIES = "LD_LIBRARY_PATH"


def as_before() -> None:
    """Let the system's own libraries be found, as before the loader."""
    before = os.environ.pop(f"{LIBRARIES}_ORIG", None)
    os.environ.pop(LIBRARIES, None)
    if before is not None:
        os.environ[LIBRARIES] = before


def open_pages_as_before() -> None:
    """Have the browser started without the folder's libraries, unless the user says how to start it."""
    opener = shutil.which("xdg-open")
    if opener and LIBRARIES in os.environ:
        os.environ.setdefault("BROWSER", f"env -u {LIBRARIES} {opener} %s")


if __name__ == "__main__":
    freeze_support()
    if sys.argv[1:2] == [KEEP]:
        as_before()
        sys.exit(keep(sys.argv[2], sys.argv[3:]))
    open_pages_as_before()
    sys.exit(main())
