"""Writing a changed file, in its place or in a copy beside it; UsageError says what forbids it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from gialint.cli.arguments import UsageError, misuse
from gialint.cli.linters import is_within
from gialint.cli.output import write_file
from gialint.files.seal import sealed_package
from gialint.model import Text
from gialint.reading import Limits, Unreadable
from gialint.reading.files import READ_ONLY as READ_ONLY_ARCHIVE
from gialint.reading.files import UNPACK_FIRST, parted
from gialint.reading.opening import contents_of
from gialint.run.discover import beginning
from gialint.run.unchecked import FIXED

READ_ONLY = Text("文件设为只读，没有改动", "the file is read-only and stays as it is")
MAKE_WRITABLE = Text("要改正它，请先取消只读。", "To fix it, make it writable first.")
LEADS_OUT = Text(
    "这是链接，通向所给文件夹以外的文件，没有改动",
    "it is a link to a file outside the named paths, which is left as it is",
)
NAME_IT = Text("要改正那个文件，请直接写出它的路径。", "To fix that file, name it by its own path.")
SIGNED = Text(
    "文件有数字签名，改动过的副本里签名会失效，没有写",
    "the file has a digital signature, which would be invalid in a changed copy; no copy was written",
)
INSIST = Text(
    "原文件和它的签名不受影响；确要写副本，加 --force。",
    "The file and its signature stay as they are; --force writes the copy anyway.",
)
LOST = Text("副本里的数字签名已失效。", "The digital signature is not valid in the copy.")


def copy_of(path: str) -> str:
    """Return the name of the copy into which fixes of a file go that is not changed itself."""
    stem, suffix = os.path.splitext(path)
    # A copy without macros must not have the suffix of files with macros.
    return f"{stem}{FIXED}{'.docx' if suffix.lower() == '.docm' else suffix}"


def in_place(path: str, was: bytes, data: bytes, within: Iterable[str]) -> None:
    """Overwrite a file that was read as ``was``; raises UsageError.

    ``within`` are the files, folders and patterns that were named: whatever links lead to it, the file
    must be one of them or stand below one.
    """
    _refuse_what_leads_out(path, path, (each if os.path.lexists(each) else _folder(each) for each in within))
    # A read-only file could be replaced; but it is read-only on purpose.
    if os.path.exists(path) and not os.stat(path).st_mode & 0o222:
        raise UsageError(READ_ONLY, MAKE_WRITABLE)
    write_file(path, data, was=was)


def in_copy(path: str, target: str, data: bytes, within: Iterable[str], force: bool) -> None:
    """Write a sealed copy of a file beside it; raises UsageError where another is, unless by ``force``.

    ``within`` is what was named, out of which no link to the folder must lead.
    """
    _refuse_what_leads_out(path, os.path.dirname(path), map(_folder, within))
    there = misuse(
        f"{target} 已经存在，没有覆盖",
        f"{target} already exists and was not overwritten",
        "如果它是上次改正的结果、已不需要，请删除或改名后再运行，或加 --force 覆盖它。",
        "If it is from an earlier run and no longer needed, delete or rename it and run again, or"
        " overwrite it with --force.",
    )
    write_copy(path, target, sealed_package(data), force, there)


def write_copy(
    path: str, target: str, data: bytes, force: bool, there: UsageError, *, advice: Text | None = None
) -> None:
    """Write a copy of a file, unless it is there already; raises ``there`` for another file at its place."""
    with suppress(Unreadable):
        if contents_of(target, Limits()) == data:
            return
    if os.path.lexists(target) and not force:
        raise there
    write_file(target, data, like=path, new=not force, advice=advice)


def loses_signature(was: bytes, copy: bytes, force: bool) -> bool:
    """Return whether the copy of a Word file loses its signature; raises UsageError without ``force``."""
    from gialint.writing.package import is_signed

    if copy == was or not is_signed(was, Limits()):
        return False
    if not force:
        raise UsageError(SIGNED, INSIST)
    return True


def _refuse_what_leads_out(path: str, written: str, within: Iterable[str]) -> None:
    if parted(path):
        raise UsageError(READ_ONLY_ARCHIVE, UNPACK_FIRST)
    if not any(is_within(written, each) for each in within):
        raise UsageError(LEADS_OUT, NAME_IT)


def _folder(named: str) -> str:
    """Return a folder that was named, or that of a file or of where a pattern begins."""
    return named if os.path.isdir(named) else beginning(named)
