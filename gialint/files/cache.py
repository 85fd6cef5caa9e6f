"""Cached results: next to an installed package, or in the user's own cache.

The cache is used only if nobody else may write to it. An entry is trusted only if it is complete, of this
format and within limits; any other is rebuilt.

Objects are kept as plain values, each written once, before whatever holds it: what is made of a pack takes
longer to make than to read back. Only classes that whoever reads names are made, of their fields in order.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any
from zlib import crc32

from gialint import __version__
from gialint.records import NamedTuple

HEAD = b"gialint cache 1"
"""What an entry begins with, before its checksum; changes when entries are made otherwise."""

LARGEST = 16_000_000
"""Bytes that an entry may have."""

ROOM = 64 * 2**20
"""Bytes that all entries of a folder may take; when they take more, the older half goes."""

PLAIN = b"gialint plain data\n"
"""What begins data that ``marshal`` wrote: of anything else it may make lists of a billion places."""
WRITTEN_AS = 2
"""The version of ``marshal`` that writes the same bytes for the same values, and that every Python reads."""

BLOCK = 4096
"""Bytes that a file takes on a disk at least."""

Classes = Mapping[str, Callable[..., Any]]

_BUILT_IN: Classes = {
    "Decimal": Decimal,
    "dict": lambda keys, values: dict(zip(keys, values, strict=True)),
    "frozenset": lambda *members: frozenset(members),
    "list": lambda *members: list(members),
    "tuple": lambda *members: members,
}


class Stores(NamedTuple):
    """Where compiled data may be found: in the user's cache, and in packages as they were installed."""

    cache: Path | None = None
    packages: tuple[Path, ...] = ()

    def is_packaged(self, path: Path) -> bool:
        """Return whether a file is of an installed package, so that compiled files next to it are trusted."""
        return any(path.is_relative_to(package) for package in self.packages)


NOWHERE = Stores()


def cache_folder() -> Path | None:
    """Return the user's folder, which need not be there yet; none where others may write to it."""
    folder = _named()
    return folder if folder and _is_own(folder) else None


def keep(entry: Path, data: bytes) -> None:
    """Write an entry, readable by the user only; where that fails nothing is kept."""
    from gialint.files.atomic_write import atomic_write  # most runs keep nothing

    if len(data) > LARGEST:
        return
    with suppress(OSError):
        _make(entry.parent)
        if _is_own(entry.parent):
            atomic_write(str(entry), _head(data) + data, private=True, lasting=False)


def kept(entry: Path) -> bytes | None:
    """Return what was kept, or none where it is not there, damaged, too large or of another version."""
    try:
        with open(entry, "rb", opener=_waiting_for_nothing) as file:
            status = os.fstat(file.fileno())
            if not S_ISREG(status.st_mode) or status.st_size > LARGEST + len(_head(b"")):
                return None
            head, data = file.read(len(_head(b""))), file.read(LARGEST + 1)
    except OSError:
        return None
    return data if head == _head(data) else None


def as_plain(values: Any) -> bytes:
    """Return values, which are no code, as ``plain`` reads them, faster than JSON."""
    return PLAIN + marshal.dumps(values, WRITTEN_AS)


def plain(data: bytes | None) -> Any:
    """Return the values that ``as_plain`` wrote; None where the data are of another kind, or damaged."""
    if data is None or not data.startswith(PLAIN):
        return None
    try:
        return marshal.loads(memoryview(data)[len(PLAIN) :])
    except (ValueError, TypeError, EOFError, MemoryError):
        return None


def entry_of(folder: Path, kind: str, path: Path) -> Path:
    """Return the entry for what this version of gialint makes of a file or folder: the latest is kept."""
    named = f"{__version__} {path.absolute()}".encode(errors="surrogateescape")
    return folder / f"{kind}-{crc32(named):08x}"


def keep_made(entry: Path, of: object, values: Any) -> None:
    """Write what was made, with all ``of`` which it was made, both plain values."""
    keep(entry, as_plain((of, values)))
    make_room(entry.parent)


def made(entry: Path, of: object) -> Any:
    """Return what was made of the very same: no digest can be made to fit. None where there is none."""
    found = plain(kept(entry))
    is_same = isinstance(found, tuple) and len(found) == 2 and found[0] == of
    return found[1] if is_same else None


def forget(folder: Path) -> bool:
    """Remove the entries of a folder with a damaged one; return whether there were any."""
    entries = _entries(folder)
    for _, _, path in entries:
        _remove(path)
    return bool(entries)


def make_room(folder: Path, room: int = ROOM) -> None:
    """Remove the oldest entries once all take more than ``room`` bytes, until they take half of it."""
    entries = _entries(folder)
    taken = sum(max(size, BLOCK) for _, size, _ in entries)
    if taken <= room:
        return
    for _, size, path in sorted(entries):
        if taken <= room // 2:
            return
        taken -= max(size, BLOCK)
        _remove(path)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _entries(folder: Path) -> list[tuple[int, int, str]]:
    """Return when each entry was written, how large it is, and its path."""
    try:
        with os.scandir(folder) as inside:
            files = [each for each in inside if each.is_file(follow_symlinks=False)]
            return [(each.stat().st_mtime_ns, each.stat().st_size, each.path) for each in files]
    except OSError:
        return []


def _named() -> Path | None:
    # A relative folder would be one among the reports: the standard for these variables ignores it, too.
    for name, below in (("XDG_CACHE_HOME", ()), ("LOCALAPPDATA", ()), ("HOME", (".cache",))):
        base = os.environ.get(name, "")
        if base and os.path.isabs(base):
            return Path(base, *below, "gialint")
    return None


def _make(folder: Path) -> None:
    """Make a folder and its parents, accessible to the user only."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _is_own(folder: Path) -> bool:
    """Return whether a folder is the user's and no other's to write to, or is not there."""
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if os.name != "posix":
        return S_ISDIR(status.st_mode)
    return S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _head(data: bytes) -> bytes:
    return b"%s %08x %08x\n" % (HEAD, crc32(data), len(data))


def _waiting_for_nothing(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def classes_of(classes: Iterable[type]) -> Classes:
    """Return classes by name, for ``flat`` and ``whole``."""
    return {**_BUILT_IN, **{each.__name__: each for each in classes}}


def shape(classes: Classes) -> str:
    """Return what changes with the classes and their fields: of another shape nothing can be read back."""
    return "; ".join(f"{name} {getattr(each, '__match_args__', '')}" for name, each in classes.items())


def flat(value: Any, classes: Classes) -> Any:
    """Return objects of some classes, in one another and in tuples, lists and dicts, as plain values.

    They come in a row, the value itself last: texts and numbers as they are, of all else the places of its
    class's name and of its fields. What is equal is one object when it is read back, and must not be changed.
    """
    row: list[Any] = []
    places: dict[bytes, int] = {}

    def written(value: Any) -> int:
        made = value
        if not (value is None or isinstance(value, (str, int, float))):
            name = type(value).__name__
            if name not in classes:
                raise TypeError(f"{name} is none of the classes that are kept")
            made = (written(name), *map(written, _fields(value)))
        place = places.setdefault(marshal.dumps(made, WRITTEN_AS), len(row))
        if place == len(row):
            row.append(made)
        return place

    written(value)
    return tuple(row)


def whole(data: Any, classes: Classes) -> Any:
    """Return what ``flat`` was given; raises LookupError, TypeError or ValueError where that cannot be."""
    row: list[Any] = []
    for made in data:
        if type(made) is tuple:
            name, *fields = map(row.__getitem__, made)
            made = classes[name](*fields)
        row.append(made)
    return row[-1]


def _fields(value: Any) -> Iterable[Any]:
    match value:
        case dict():
            return tuple(value), tuple(value.values())
        case frozenset():
            return sorted(value)  # so that the same is always written the same
        case Decimal():
            return (str(value),)
    names: Iterable[str] = getattr(type(value), "__match_args__", ())
    return [getattr(value, name) for name in names] if names else value
