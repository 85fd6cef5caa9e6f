"""Gather the places of a finding into the lines on which they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Diagnostic, Location
from gialint.records import NamedTuple
from gialint.reporting.layout import fitting, visible
from gialint.reporting.phrases import colon, listed

ROW = " | "
"""What stands between the cells of a row in the reading text."""
_MOST_LINES = 8
"""Lines of the report that one finding shows at most."""


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
