"""Read what is in a ``.zip`` as if it were a folder, within limits: nothing of it is ever written to disk.

It may stand on the disk, or be bytes that were handed over.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from gialint.lazy_regex import lazy_regex
from gialint.model import Text, os_error, spaced
from gialint.reading import LimitExceeded, Limits, Unreadable, not_read
from gialint.reading.files import LOOK, checked_size, empty, nearest
from gialint.reading.kinds import HEAD, PARTS, UNPACK, ZIPPED, Kind, kind_of
from gialint.reading.package import FETCH, SMALL, damaged
from gialint.records import NamedTuple

DIRECTORY = 4_000_000
"""Bytes that may be asked of an archive at once: its directory, with room for the names of all members."""
CONTENT_TYPES = "[Content_Types].xml"
LOCKED = Text("压缩包里的这个文件加了密码", "it is locked with a password in its archive")
UNLOCK = Text("请用密码解压，再检查里面的报告。", "Unpack it with the password and check the reports.")
OVERLAP = "members overlap"

_LOCKED, _UTF8 = 0x1, 0x800
"""Flags of a member (APPNOTE 4.4.4)."""
_STORED, _DEFLATED = 0, 8
_LOCAL = b"PK\x03\x04"
_LOCAL_LENGTH = 30
_DRIVE = lazy_regex(r"[A-Za-z]:")


class Listing(NamedTuple):
    """The files in an archive, by names that stay within it, and the names that several of them have."""

    members: Mapping[str, ZipInfo]
    doubled: tuple[str, ...]


def listing(path: str, limits: Limits) -> Listing:
    """Return what is in an archive; raises Unreadable, and LimitExceeded for too many members.

    Names without the mark of UTF-8 are in GBK, as Windows in China writes them, if they are not UTF-8 all
    the same.
    """
    try:
        about = os.stat(path)
        return _listing(path, (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns), limits)
    except OSError as error:
        why = os_error(error)
        raise Unreadable.because(
            f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}", LOOK
        ) from error


def listing_of(data: bytes, limits: Limits) -> Listing:
    """Return what is in an archive that is not on the disk; raises as ``listing`` does."""
    return _listed(BytesIO(data), len(data), limits)


def member_contents(path: str, name: str, limits: Limits) -> bytes:
    """Return the bytes of a member of an archive, each read once; raises Unreadable and LimitExceeded."""
    entry = listing(path, limits).members.get(name)
    if entry is None:
        raise _missing(path, name, limits)
    _check(entry, limits)
    try:
        with open(path, "rb") as file:
            return _contents(file, entry)
    except OSError as error:
        raise damaged(str(error)) from error


def member_of(data: bytes, entry: ZipInfo, limits: Limits) -> bytes:
    """Return the bytes of a member of an archive that is not on the disk; raises as ``member_contents``."""
    _check(entry, limits)
    return _contents(BytesIO(data), entry)


def _check(entry: ZipInfo, limits: Limits) -> None:
    """Raise for a member that is not to be inflated."""
    if entry.flag_bits & _LOCKED:
        raise Unreadable(LOCKED, UNLOCK)
    checked_size(max(entry.file_size, entry.compress_size), limits)
    ratio = entry.file_size // max(entry.compress_size, 1)
    if entry.file_size > SMALL and ratio > limits.inflation_ratio:
        raise not_read(
            f"解压后膨胀 {ratio} 倍，超过上限 {limits.inflation_ratio} 倍",
            f"it inflates {ratio} times, more than {limits.inflation_ratio}",
            FETCH,
        )
    if entry.compress_type not in (_STORED, _DEFLATED):
        raise Unreadable.because(
            f"压缩包用了少见的压缩方法（{entry.compress_type}），读不了",
            f"the archive packs it in an unusual way ({entry.compress_type}) that is not read",
            UNPACK,
        )


def _contents(file: BinaryIO, entry: ZipInfo) -> bytes:
    try:
        file.seek(entry.header_offset)
        head = file.read(_LOCAL_LENGTH)
        if len(head) < _LOCAL_LENGTH or not head.startswith(_LOCAL):
            raise damaged("no local header")
        # Its own name and extra field need not be as long as those in the directory.
        file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), os.SEEK_CUR)
        data = file.read(entry.compress_size)
        if entry.compress_type == _DEFLATED:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, entry.file_size + 1)
    except (ValueError, zlib.error) as error:
        raise damaged(str(error)) from error
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise damaged("checksum")
    return data


class _Sparing:
    """A file that gives only so much at once: an archive says itself how long its directory is."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file = file
        self.length = length

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place as a file does."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self.file.tell()

    def read(self, size: int = -1, /) -> bytes:
        """Return bytes as a file does; raises LimitExceeded where they would be too many."""
        left = max(self.length - self.tell(), 0)
        asked = left if size < 0 else min(size, left)
        if asked > DIRECTORY:
            raise not_read("压缩包的目录太大", "the directory of the archive is too large", UNPACK)
        return self.file.read(asked)


@lru_cache(maxsize=8)
def _listing(path: str, state: tuple[int, ...], limits: Limits) -> Listing:
    """Return what is in an archive; with each member it is asked for anew, of the same file."""
    with open(path, "rb") as file:
        return _listed(file, state[2], limits)


def _listed(file: BinaryIO, size: int, limits: Limits) -> Listing:
    """Return what is in an archive of so many bytes."""
    head = file.read(HEAD)
    if not head:
        raise empty()
    kind = kind_of(head)
    if kind is not None and not head.startswith(b"PK"):
        raise _another(kind)
    file.seek(0)
    try:
        entries = ZipFile(_Sparing(file, size)).filelist
    except LimitExceeded:
        raise
    except Exception as error:  # hostile bytes make zipfile fail in a dozen ways
        raise damaged(str(error)) from error
    if len(entries) > limits.zip_entries:
        raise not_read(
            f"压缩包里有 {len(entries)} 个文件，超过上限 {limits.zip_entries} 个",
            f"the archive holds {len(entries)} files, more than {limits.zip_entries}",
            UNPACK,
        )
    # Members that share their bytes are how a small file becomes a huge one, each of them at a fair ratio.
    if sum(entry.compress_size for entry in entries) > size:
        raise damaged(OVERLAP)
    named = list(zip(map(within, _names(entries)), entries, strict=True))
    _reject_a_document({name for name, _ in named})
    members = {name: entry for name, entry in named if name and not entry.orig_filename.endswith(("/", "\\"))}
    kept = {id(entry) for entry in members.values()}
    doubled = (name for name, entry in named if name in members and id(entry) not in kept)
    return Listing(members, tuple(dict.fromkeys(doubled)))


def _reject_a_document(names: Iterable[str]) -> None:
    """Raise Unreadable for a Word file or workbook under the name of an archive."""
    if CONTENT_TYPES not in names:
        return
    parts = [(part.decode(), kind) for part, kind in PARTS]
    kind = next((kind for part, kind in parts if any(name.startswith(part) for name in names)), ZIPPED)
    if kind is not ZIPPED:
        raise _another(kind)


def _another(kind: Kind) -> Unreadable:
    return Unreadable.because(
        f"扩展名是 .zip，内容却是{spaced(kind.what.zh)}", f"named .zip, but it is {kind.what.en}", kind.advice
    )


def _names(entries: Iterable[ZipInfo]) -> list[str]:
    """Return the names of members; all that are not marked are in one encoding, which the others tell too."""
    entries = list(entries)
    # zipfile reads what is not marked as cp437, which loses nothing.
    unmarked = [entry.orig_filename.encode("cp437") for entry in entries if not entry.flag_bits & _UTF8]
    whole = b"/".join(unmarked)
    encoding = "cp437"
    for known in ("gb18030", "utf-8"):
        with suppress(UnicodeError):
            whole.decode(known)
            encoding = known
    given = iter(unmarked)
    return [
        entry.orig_filename if entry.flag_bits & _UTF8 else next(given).decode(encoding) for entry in entries
    ]


def within(name: str) -> str:
    """Return a name that stays within its folder, whatever it says: ``../../etc/a`` is ``etc/a``."""
    parts = name.partition("\0")[0].replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(kept[1:] if kept and _DRIVE.fullmatch(kept[0]) else kept)


def _missing(path: str, name: str, limits: Limits) -> Unreadable:
    known = listing(path, limits).members
    if any(each.startswith(f"{name}/") for each in known):
        return Unreadable.because(
            "这是压缩包里的文件夹，不是文件", "this is a folder in an archive, not a file", LOOK
        )
    return Unreadable.because(
        "压缩包里没有这个文件", "no such file in the archive", nearest(path, name, known)
    )
