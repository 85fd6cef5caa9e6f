"""Where a finding stands: its place for people and programs, and the lines on which it is shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath

from gialint.lazy_regex import lazy_regex
from gialint.model import Diagnostic, Location
from gialint.records import NamedTuple
from gialint.reporting.layout import fitting, visible
from gialint.reporting.phrases import colon, listed

_BEYOND = lazy_regex("[\U00010000-\U0010ffff]")
_NATIVE = lazy_regex(r"(\d+):(\d+)")
_OUTSIDE = lazy_regex(r"(?P<path>.*?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?", re.DOTALL)
ROW = " | "
"""What stands between the cells of a row in the reading text."""
_MOST_LINES = 8
"""Lines of the report that one finding shows at most."""


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


def listed_finding(found: Diagnostic) -> str:
    """Return a finding as a line of a list: its code, its message and its address."""
    place = address(".", found)
    return visible(f"{found.code} {found.message}" + (f" [{place}]" if place else ""))


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


class Mark(NamedTuple):
    """A marked stretch of a line, by character offsets; ``label`` says what stands there.

    ``until`` is the line on which the place ends where that is a later one.
    """

    start: int
    end: int
    label: str = ""
    column: str = ""
    primary: bool = False
    until: int = 0


class Line(NamedTuple):
    """A line of the reading text with its marks; ``heading`` is the passage or table it belongs to."""

    number: int
    text: str
    heading: str
    marks: tuple[Mark, ...]


def lines_of(diagnostic: Diagnostic) -> list[Line]:
    """Return the lines to show: the primary place's first, then each related one, each line once."""
    gathered: dict[tuple[str, int], tuple[Location, dict[tuple[int, int], Mark]]] = {}
    primary = diagnostic.location
    if primary is not None:
        _add(gathered.setdefault(_key(primary), (primary, {}))[1], _mark(primary, "", True))
    for label, location in diagnostic.related:
        _, marks = gathered.setdefault(_key(location), (location, {}))
        _add(marks, _mark(location, label, False))
    return [
        Line(number, _context(location), _heading(location), tuple(marks.values()))
        for (_, number), (location, marks) in gathered.items()
    ]


def telling(lines: Sequence[Line]) -> Sequence[Line]:
    """Of too many lines keep the first and those on which something but blanks and zeros is marked."""
    if len(lines) <= _MOST_LINES:
        return lines
    full = [
        line for line in lines[1:] if any(line.text[mark.start : mark.end].strip("0 ") for mark in line.marks)
    ]
    return [lines[0], *full[: _MOST_LINES - 1]]


def more_lines(numbers: Sequence[int], language: str) -> str:
    """Return how many lines are not shown, and between which they stand."""
    low, high = min(numbers), max(numbers)
    lines = str(low) if low == high else f"{low}-{high}"
    if language == "en":
        return f"{len(numbers)} more within lines {lines}"
    return f"另有 {len(numbers)} 行（第 {lines} 行之间）" if low != high else f"另有 1 行（第 {low} 行）"


def quoted_line(diagnostic: Diagnostic) -> Line | None:
    """Return the line a problem quotes with a caret under it as a line with a mark, if it is one."""
    line, _, carets = diagnostic.quote.partition("\n")
    signs = carets.strip()
    if not signs or signs.strip("^"):
        return None
    indent = carets.index("^")
    mark = Mark(fitting(line, indent), fitting(line, indent + len(signs)), primary=True)
    return Line(diagnostic.location.line if diagnostic.location else 0, line, "", (mark,))


def caption(marks: Sequence[Mark], shown: str, language: str) -> str:
    """Return what to write beside the marks of a line, in the order in which they stand.

    Cells of a row are distinguished by their columns (``本年新收：自然人、总计``); a label that can
    be read in the row as it is shown is not repeated (``自然人、总计``).
    """
    marks = sorted(marks, key=lambda mark: mark.start)
    labels = list(dict.fromkeys(mark.label for mark in marks if mark.label))
    columns = list(dict.fromkeys(mark.column for mark in marks if mark.column))
    if len(labels) != 1 or not columns:
        return listed(labels, language)
    if labels[0] in shown:
        return listed(columns, language)
    return labels[0] + colon(language) + listed(columns, language) if len(columns) > 1 else labels[0]


def _add(marks: dict[tuple[int, int], Mark], new: Mark) -> None:
    """Add a mark; where one stands on the same words already, only its label is added."""
    mark = marks.setdefault((new.start, new.end), new)
    if not mark.label:
        marks[new.start, new.end] = mark._replace(label=new.label)


def _mark(location: Location, label: str, primary: bool) -> Mark:
    context = _context(location)
    start = min(max(location.column - 1, 0), len(context)) if location.context else 0
    several = location.end_line > location.line
    end = len(context) if several or not location.context else min(location.end_column - 1, len(context))
    column = location.address.rpartition("/")[2] if ROW in context else ""
    return Mark(start, max(end, start), label, column, primary, location.end_line if several else 0)


def _context(location: Location) -> str:
    return location.context or location.text.partition("\n")[0]


def _key(location: Location) -> tuple[str, int]:
    return location.path, location.line


def _heading(location: Location) -> str:
    """Return the address of the passage, or of the whole table for one of its cells, behind another file."""
    parts = location.address.split("/")
    within = "/".join(parts[:2]) if ROW in location.context else location.address
    return f"{visible(location.path)} {within}" if location.path else within


def filed(location: Location) -> str:
    """Return the address of a place, behind its file where that is another than the report's own."""
    return f"{visible(location.path)} {location.address}" if location.path else location.address


def elsewhere(diagnostic: Diagnostic) -> list[str]:
    """Return the places of a finding in other files, for outputs that show no lines."""
    return [filed(location) for _, location in diagnostic.related if location.path]
