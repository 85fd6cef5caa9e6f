"""The seal on what gialint itself writes: a digest of the file at its end, which none has by accident.

It breaks with the first change, so that a page or copy that somebody worked on is a file like any other.
"""

from __future__ import annotations

import os

from gialint.records import NamedTuple

_DIGITS = 64
_LARGEST = 50_000_000
"""Bytes; what is larger is not looked at."""
_DIRECTORY_END = b"PK\x05\x06"
_TO_COMMENT = 20
"""Bytes from there to the length of the archive's comment."""


class Seal(NamedTuple):
    """What stands around the digest: of a page a comment, of a package the comment of its archive."""

    before: bytes
    after: bytes

    def tail(self, body: bytes) -> bytes:
        """Return what makes of these bytes a sealed file."""
        from hashlib import sha256  # 3 ms to import

        return self.before + sha256(body).hexdigest().encode() + self.after

    @property
    def length(self) -> int:
        """How many bytes the seal takes."""
        return len(self.before) + _DIGITS + len(self.after)


_PAGE = Seal(b"<!-- gialint seal ", b" -->\n")
_COMMENT = b"gialint seal "
_PACKAGE = Seal((len(_COMMENT) + _DIGITS).to_bytes(2, "little") + _COMMENT, b"")


def sealed_page(text: str) -> str:
    """Return a page of HTML with its seal."""
    return text + _PAGE.tail(text.encode("utf-8", "replace")).decode()


def sealed_package(data: bytes) -> bytes:
    """Return a zip (.docx, .xlsx) with its seal in place of its comment."""
    body = data[: data.rindex(_DIRECTORY_END) + _TO_COMMENT]
    return body + _PACKAGE.tail(body)


def is_sealed_bytes(data: bytes) -> bool:
    """Return whether bytes are a page or a zip as gialint wrote it."""
    for seal in (_PAGE, _PACKAGE):
        body, end = data[: -seal.length], data[-seal.length :]
        if end.startswith(seal.before) and end == seal.tail(body):
            return True
    return False


def is_sealed(path: str) -> bool:
    """Return whether a file is as gialint wrote it."""
    if not os.path.isfile(path):  # a pipe would be waited for
        return False
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(size - max(_PAGE.length, _PACKAGE.length), 0))
            end = file.read()
            if size > _LARGEST or not any(seal.before in end for seal in (_PAGE, _PACKAGE)):
                return False
            file.seek(0)
            return is_sealed_bytes(file.read())
    except OSError:
        return False  # opening it reports why it cannot be read
