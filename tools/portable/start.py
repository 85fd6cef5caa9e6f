"""What the portable program runs first: gialint, in a folder that is its own Python.

PyInstaller's loader puts the folder's libraries in front of the system's for this process; what this process
starts (LibreOffice, a browser) is to find the system's own.
"""

import os
import sys
from multiprocessing import freeze_support

from gialint.cli import main
from gialint.reading.child_process import KEEP, keep


def own_libraries_for_itself_only() -> None:
    """Give the programs that are started later the search path for libraries that there was before."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    freeze_support()  # the processes of serve begin here, too
    own_libraries_for_itself_only()
    if sys.argv[1:2] == [KEEP]:
        sys.exit(keep(sys.argv[2], sys.argv[3:]))
    sys.exit(main())
