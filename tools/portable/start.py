"""What the portable program runs first: gialint, in a folder that is its own Python.

PyInstaller's loader puts the folder's libraries in front of the system's. So must it be for the processes in
which gialint itself works; other programs that it starts (LibreOffice, a browser) are to find the system's.
Nothing is imported before it is known to be needed: this runs at every start.
"""

from __future__ import annotations

import os
import sys

KEEP = "--keep-child-process"
"""As in ``gialint.reading.child_process``, which knows nothing of this file."""
LIBRARIES = "LD_LIBRARY_PATH"


def main() -> int:
    """Run what this process is for: a part of multiprocessing, another program, or gialint."""
    words = sys.argv[1:]
    if "--multiprocessing-fork" in words or any(word.startswith("from multiprocessing") for word in words):
        from multiprocessing import freeze_support

        freeze_support()
    if words[:1] == [KEEP]:
        from gialint.reading.child_process import keep

        as_before()
        return keep(words[1], words[2:])
    if "serve" in words:
        open_pages_as_before()
    from gialint.cli import main

    return main()


def as_before() -> None:
    """Let the system's own libraries be found, as before the loader."""
    before = os.environ.pop(f"{LIBRARIES}_ORIG", None)
    os.environ.pop(LIBRARIES, None)
    if before is not None:
        os.environ[LIBRARIES] = before


def open_pages_as_before() -> None:
    """Have the browser started without the folder's libraries, unless the user says how to start it."""
    from shutil import which

    opener = which("xdg-open")
    if opener and LIBRARIES in os.environ:
        os.environ.setdefault("BROWSER", f"env -u {LIBRARIES} {opener} %s")


if __name__ == "__main__":
    sys.exit(main())
