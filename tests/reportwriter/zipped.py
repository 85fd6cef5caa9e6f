"""Zips as people send them: names in UTF-8, or in GBK without a word about it, as Windows in China packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Members = Mapping[str, bytes] | Iterable[tuple[str, bytes]]


class _Unmarked(ZipInfo):
    """A member whose name is in an encoding that is not told."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode(self.encoding), 0


class _UnmarkedUtf8(_Unmarked):
    encoding = "utf-8"


KINDS = {"marked": ZipInfo, "gbk": _Unmarked, "utf-8": _UnmarkedUtf8}
"""How names may be written."""


def zipped(members: Members, names: str = "marked") -> bytes:
    """Return a zip of files, with names as one of ``KINDS``."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            entry = KINDS[names](name)
            # Members that are put together by hand keep backslashes, which zipfile would not.
            entry.filename = name
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return file.getvalue()


def flagged(archive: bytes, flag: int) -> bytes:
    """Return a zip whose first member says more of itself: 1 that it is encrypted."""
    at = archive.index(b"PK\x01\x02") + 8
    return archive[:at] + bytes([archive[at] | flag]) + archive[at + 1 :]
