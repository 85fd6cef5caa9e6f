"""Run a program as long as whoever asked is there: ``python keeper.py FOLDER PROGRAM WORD…``.

Standard input is the thread on which it hangs. When that ends, be it that who asked closes it or was killed,
the program is killed with all that it started, and the folder is removed. Else it ends as the program ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading


def keep(folder: str, command: list[str]) -> int:
    """Run a command until it ends, or standard input does; return its exit status."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    left = threading.Event()
    end = threading.Thread(target=_end_with_input, args=(process, folder, left), daemon=True)
    end.start()
    status = process.wait()
    if left.is_set():
        end.join()
    return status


def _end_with_input(process: subprocess.Popen[bytes], folder: str, left: threading.Event) -> None:
    while os.read(0, 1):
        pass
    left.set()
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1], sys.argv[2:]))
