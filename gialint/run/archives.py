"""What a walk finds in a ``.zip``: names like those of a folder, and what is reported and not opened."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from gialint.files.seal import is_sealed_bytes
from gialint.model import NOT_CHECKED, Problem, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.archive import Listing, listing, listing_of, member_contents, member_of
from gialint.reading.files import ZIP, legible
from gialint.reading.kinds import UNPACK
from gialint.records import NamedTuple
from gialint.run.unchecked import OURS, copied, own_copy

RESOURCES = "__MACOSX"
"""The folder in which macOS puts what only itself can use."""
_NESTED = Text("压缩包里的压缩包，没有打开", "an archive in an archive, which was not opened")
_SETTINGS = Text("压缩包里的设置文件不起作用", "a settings file in an archive, which has no effect")
_UNPACK_SETTINGS = Text("要按它检查，请先解压。", "Unpack the archive to use it.")
_DOUBLED = Text(
    "压缩包里有几个文件叫这个名字，只检查最后一个",
    "several files in the archive have this name; only the last is checked",
)
_WITHOUT_REPORTS = Text("压缩包里没有可以检查的报告", "no report to check in this archive")
_LOOK = Text("核对是否装错了文件。", "Check that the right files were packed.")


class Archive(NamedTuple):
    """An archive by its path, and what is in it; its bytes, where it is not on the disk."""

    path: str
    listing: Listing
    data: bytes | None = None

    @classmethod
    def of(cls, path: str, data: bytes | None = None) -> Archive | Problem:
        """Open an archive, or return why it cannot be."""
        try:
            return cls(path, listing(path, Limits()) if data is None else listing_of(data, Limits()), data)
        except Unreadable as error:
            return Problem(error.code, error.reason, legible(path), hint=error.advice)

    def contents(self, path: str) -> bytes:
        """Return the bytes of a file of it; raises Unreadable."""
        name = self._name(path)
        if self.data is None:
            return member_contents(self.path, name, Limits())
        return member_of(self.data, self.listing.members[name], Limits())

    def has_folder(self, folder: str) -> bool:
        """Return whether files are below a folder of it."""
        return any(name.startswith(f"{folder}/") for name in self.listing.members)

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of its files (``a.zip/青石镇/年报.docx``) that are not hidden, in order."""
        names = (
            name.split("/") for name in self.listing.members if not folder or name.startswith(f"{folder}/")
        )
        for parts in sorted(names, key=lambda parts: (parts[:-1], parts[-1])):
            if not any(part.startswith(".") or part == RESOURCES for part in parts):
                yield os.path.join(self.path, *parts)

    def not_opened(self, path: str, endings: Collection[str]) -> Problem | None:
        """Return why a file of it is left alone, though it may look like a report to somebody.

        ``endings`` are those of reports.
        """
        name = os.path.basename(path)
        if any(self._name(original) in self.listing.members for original in copied(path, endings)):
            return own_copy(path) if self._is_sealed(path) else None
        if name.lower().endswith(ZIP):
            return Problem(NOT_CHECKED, _NESTED, path, hint=UNPACK)
        if name in OURS:
            return Problem(NOT_CHECKED, _SETTINGS, path, hint=_UNPACK_SETTINGS)
        return None

    def doubled(self, path: str) -> Problem | None:
        """Return that several of its files have the name of one, if so it is."""
        return Problem(NOT_CHECKED, _DOUBLED, path) if self._name(path) in self.listing.doubled else None

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self.path).replace(os.sep, "/")

    def _is_sealed(self, path: str) -> bool:
        try:
            return is_sealed_bytes(self.contents(path))
        except Unreadable:  # opening it reports why it cannot be read
            return False


def without_reports(path: str) -> Problem:
    """Return that nothing in an archive is to be checked."""
    return Problem(NOT_CHECKED, _WITHOUT_REPORTS, path, hint=_LOOK)
