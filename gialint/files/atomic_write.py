"""The atomic write: how gialint writes every file, whole or not at all.

The bytes go to a temporary file next to the target, which takes the target's name when they are on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST, EISDIR, ELOOP
from stat import S_IMODE, S_ISREG


class Changed(Exception):
    """A file is not what it was when it was read: somebody else has saved, moved or removed it."""


def atomic_write(
    path: str,
    data: bytes | Iterable[bytes],
    *,
    new: bool = False,
    was: bytes | None = None,
    like: str | None = None,
    private: bool = False,
    lasting: bool = True,
) -> None:
    """Write a file, replacing an existing one; raises OSError, and then nothing has changed.

    A link still leads to its file. Mode, owner and attributes of an existing file stay, as far as
    the system allows; a new one gets the permissions of ``like``. Another name of the same
    file (a hard link) keeps the old content. ``private`` restricts it to the user.

    The bytes may come in pieces. ``new``: raises FileExistsError if the path exists. ``was``: raises Changed
    if the file has other bytes. Not ``lasting``: after a loss of power the file may be gone or damaged.
    """
    goal = os.path.realpath(path)
    if new and os.path.lexists(path):
        raise _refused(EEXIST, path)
    if os.path.isdir(goal):
        raise _refused(EISDIR, path)
    if os.path.islink(goal):
        raise _refused(ELOOP, path)
    # Short, or the longest names a file may have could not be written.
    part = os.path.join(os.path.dirname(goal), f".{os.urandom(8).hex()}.part")
    there = _status(goal)
    with _to_the_end():
        try:
            with open(part, "xb", opener=_private if there or like or private else None) as file:
                for piece in (data,) if isinstance(data, bytes) else data:
                    file.write(piece)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            if private:
                pass
            elif there:
                _take_over(goal, there, part)
            elif like is not None:
                _allow(part, S_IMODE(os.stat(like).st_mode) & 0o777 | 0o200)
            # Another run may have written the same.
            if (
                was is not None
                and not _holds(goal, was)
                and not (isinstance(data, bytes) and _holds(goal, data))
            ):
                raise Changed
            (_put if new else os.replace)(part, goal)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Delay SIGTERM and SIGHUP, so that nothing is left behind."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _refused(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _allow(path: str, mode: int) -> None:
    with suppress(OSError):  # some disks know no modes
        os.chmod(path, mode)


def _take_over(goal: str, there: os.stat_result, part: str) -> None:
    """Give a file the owner, mode and attributes of another: the owner first, which resets the mode."""
    mode = S_IMODE(there.st_mode)
    if hasattr(os, "chown"):
        own = os.stat(part)
        if (own.st_uid, own.st_gid) != (there.st_uid, there.st_gid):
            with suppress(OSError):  # only an administrator may give a file away
                os.chown(part, there.st_uid, -1)
            try:
                os.chown(part, -1, there.st_gid)
            except OSError:
                mode &= ~0o070  # what one group may do is not for another
    _allow(part, mode)
    for name in os.listxattr(goal) if hasattr(os, "listxattr") else ():  # access lists among them
        with suppress(OSError):
            os.setxattr(part, name, os.getxattr(goal, name))


def _holds(path: str, content: bytes) -> bool:
    """Return whether a file holds these bytes; a pipe, for one, would be waited for."""
    there = _status(path)
    if there is None or not S_ISREG(there.st_mode) or there.st_size != len(content):
        return False
    with open(path, "rb") as file:
        return file.read(len(content) + 1) == content


def _put(part: str, goal: str) -> None:
    """Rename a file to a name that none has."""
    if os.name == "nt":
        os.rename(part, goal)
        return
    try:
        os.link(part, goal)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(goal):
            raise _refused(EEXIST, goal) from None
        os.replace(part, goal)
        return
    os.unlink(part)
