"""Where a diagnostic stands in its file: for people, for editors, and for programs that open it at a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import PurePath

from gialint.lazy_regex import lazy_regex
from gialint.model import Diagnostic, Location
from gialint.records import NamedTuple
from gialint.reporting.layout import visible

_BEYOND = lazy_regex("[\U00010000-\U0010ffff]")
_NATIVE = lazy_regex(r"(\d+):(\d+)")
_OUTSIDE = lazy_regex(r"(?P<path>.*?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?", re.DOTALL)


class Spot(NamedTuple):
    """A stretch of a file, counted from 1; 0 where it is not known. ``end_column`` is the one after it.

    Columns count characters; ``wide_column`` and ``wide_end`` are the same in UTF-16 code units.
    """

    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    wide_column: int = 0
    wide_end: int = 0


def position(path: str, diagnostic: Diagnostic) -> str:
    """Return ``path:line:column`` as far as it is known; columns count characters from 1.

    What stands in no report (``path`` empty) says in its address which file it is about.
    """
    location = diagnostic.location
    if location is None:
        return visible(path)
    where = path or location.address or location.native
    spot = f":{location.line}:{location.column}" if location.line else ""
    return visible(where if where.endswith(spot) else where + spot)


def address(path: str, diagnostic: Diagnostic) -> str:
    """Return the address within the report, or nothing."""
    return diagnostic.location.address if path and diagnostic.location else ""


def spot(location: Location) -> Spot | None:
    """Return the place in the file, or nothing where there is only an address.

    Where the file is text with other lines than its reading text, as an HTML page is, only the
    line is known. For .docx and .pdf, which have no lines, it is the place in the reading text.
    """
    if not location.line:
        return None
    native = _NATIVE.fullmatch(location.native)
    if native and (int(native[1]), int(native[2])) != (location.line, location.column):
        return Spot(int(native[1]))
    first = location.context or location.text.partition("\n")[0]
    last = location.text.rpartition("\n")[2] if location.end_line > location.line else first
    return Spot(
        location.line,
        location.column,
        location.end_line,
        location.end_column,
        _wide(first, location.column),
        _wide(last, location.end_column),
    )


def file_of(path: str, diagnostic: Diagnostic) -> tuple[str, Spot | None]:
    """Return the file that a diagnostic is about and the place in it.

    What stands in no report (``path`` empty) names its file in its address: ``file:line:column``.
    """
    location = diagnostic.location
    if path or location is None:
        return path, spot(location) if location else None
    outside = _OUTSIDE.fullmatch(location.address or location.native)
    assert outside is not None  # every part of the pattern is optional
    if location.line:
        return outside["path"], spot(location)
    line, column = int(outside["line"] or 0), int(outside["column"] or 0)
    return outside["path"], Spot(line, column, line, column, column, column) if line else None


def slashed(path: str) -> str:
    """Return a path with slashes and without ``./``, as other programs name files of a repository."""
    return PurePath(path).as_posix()


def uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986); a relative path stays relative."""
    from urllib.parse import quote  # 2 ms to import, and a screen shows no URI

    plain = slashed(path)
    if not PurePath(path).is_absolute():
        return quote(plain, errors="surrogateescape")
    quoted = quote(plain, "/:", errors="surrogateescape")
    return f"file:{quoted}" if plain.startswith("//") else f"file:///{quoted.lstrip('/')}"


def _wide(line: str, column: int) -> int:
    """Return a column in UTF-16 code units; past the end of the line it counts on by ones."""
    return column + bisect_left(_pairs(line), column - 1)


@lru_cache(maxsize=16)
def _pairs(line: str) -> list[int]:
    """Return where a line has characters of two code units: many findings may stand on one long line."""
    return [found.start() for found in _BEYOND.finditer(line)]
