"""A folder for a program to work in, and the program: neither outlives who asked for it.

``python child_process.py FOLDER PROGRAM WORD…`` keeps a program: standard input is the thread on which it
hangs. When that ends, be it that who asked closes it or was killed, the program is killed with all that it
started, and the folder is removed. So this module imports nothing of gialint.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, PIPE, STDOUT, Popen, TimeoutExpired
from tempfile import gettempdir, mkdtemp

PREFIX = "gialint-office-"
FRESH = "gialint-fresh-"
"""How a folder is called until it is locked: by nothing else can be seen that somebody uses it."""
KEEP = "--keep-child-process"
"""What tells the portable program (``tools/portable``) to keep another, as this module does when run."""
PATIENCE = 10
"""Seconds in which what was killed must be gone."""


def keep(folder: str, command: list[str]) -> int:
    """Run a command until it ends, or standard input does; return its exit status."""
    process = Popen(command, stdin=DEVNULL, start_new_session=True)
    left = threading.Event()
    end = threading.Thread(target=_end_with_input, args=(process, folder, left), daemon=True)
    end.start()
    status = process.wait()
    if left.is_set():
        end.join()
    return status


def _end_with_input(process: Popen[bytes], folder: str, left: threading.Event) -> None:
    while os.read(0, 1):
        pass
    left.set()
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    rmtree(folder, ignore_errors=True)


class TooSlow(Exception):
    """A program that did not end in time."""


@contextmanager
def workplace() -> Iterator[Path]:
    """Make a folder that is removed afterwards; those of runs that were killed are removed before."""
    _clear()
    folder = mkdtemp(prefix=FRESH)
    lock = None
    try:
        with suppress(OSError):  # not every file system has locks
            lock = _locked(folder)
        used = os.path.join(os.path.dirname(folder), PREFIX + os.path.basename(folder).removeprefix(FRESH))
        os.rename(folder, used)
        folder = used
        yield Path(folder)
    finally:
        rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def run(command: list[str], folder: Path, seconds: float) -> str:
    """Run a command that works in a folder, and return what it prints; raises TooSlow.

    It is killed with all that it started if it takes too long, or when this process ends, even if that is
    killed; the folder is removed then, too.
    """
    # Of a pipe one end sees when the other is closed, or its owner gone.
    far, near = os.pipe()
    with open(far, "rb") as end, open(near, "wb") as hangs_on:
        process = Popen(
            [*_this(), str(folder), *command], stdin=end, stdout=PIPE, stderr=STDOUT, start_new_session=True
        )
        try:
            output, _ = process.communicate(timeout=seconds)
        except TimeoutExpired as error:
            raise TooSlow from error
        finally:
            hangs_on.close()
            with process:
                try:
                    process.wait(PATIENCE)
                except TimeoutExpired:
                    process.kill()
    return " ".join(output.decode("utf-8", "replace").split())


def _this() -> list[str]:
    """Return the words that run this module; a program that is its own Python is told so by one."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, KEEP] if frozen else [sys.executable, "-I", "-S", __file__]


def _locked(folder: str) -> int | None:
    """Lock a folder as long as this process lives, and return the lock; none where that cannot be."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return None
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _clear() -> None:
    """Remove the folders that nobody locks any more."""
    if os.name != "posix":
        return
    with os.scandir(gettempdir()) as inside:
        found = [each.path for each in inside if each.name.startswith(PREFIX)]
    for path in found:
        with suppress(OSError):  # locked, another user's, or gone
            if os.lstat(path).st_uid == os.getuid():
                lock = _locked(path)
                rmtree(path, ignore_errors=True)
                if lock is not None:
                    os.close(lock)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1], sys.argv[2:]))
