"""What is written beside the places of a report: one comment a place, told to who drafts it."""

from __future__ import annotations

from typing import NamedTuple

from gialint.document import Location
from gialint.finding import Checked, Diagnostic, Severity, is_engine
from gialint.report import Words
from gialint.reporting.notes import basis_text
from gialint.reporting.phrases import SEVERITIES, colon, counted

MOST = 8
"""Of a finding with more related places than these only its own place has a comment."""

HINT = Words("怎么办", "What to do")
BASIS = Words("依据", "Basis")
TITLE = Words("标题", "title")


class Line(NamedTuple):
    """A paragraph of a comment."""

    text: str
    heading: bool = False


class Comment(NamedTuple):
    """What is said at a place, a paragraph each; the first of a finding is its ``heading``.

    ``location`` is none for what is about the report as a whole.
    """

    location: Location | None
    lines: tuple[Line, ...]


Places = dict[tuple[int, ...], tuple[Location | None, list[Line]]]


def comments(checked: Checked, language: str) -> list[Comment]:
    """Return the comments on a report in reading order; what is suppressed or about gialint is left out.

    A finding is told in full at its own place. At related places stands only where to look, and
    nothing for what is merely informative or has very many of them.
    """
    found = [each for each in checked.findings if not each.suppressed and not is_engine(each)]
    places: Places = {}
    for each in found:
        _at(each.location, places).extend(_told(each, language))
    for each in found:
        for label, location in each.related if _points(each) else ():
            line = Line(_pointer(each, label, language))
            there = _at(location, places)
            if line not in there and not _is_own(each, location):
                there.append(line)
    return [Comment(location, tuple(lines)) for _, (location, lines) in sorted(places.items()) if lines]


def _at(location: Location | None, places: Places) -> list[Line]:
    key = (location.line, location.column, location.end_line, location.end_column) if location else ()
    return places.setdefault(key, (location, []))[1]


def _told(found: Diagnostic, language: str) -> list[Line]:
    severity = SEVERITIES[found.severity].say(language)
    lines = [Line(f"{severity} {found.code}{colon(language)}{found.message}", True)]
    lines += (Line(line) for line in found.working if line not in found.message)
    if found.hint:
        lines.append(Line(f"{HINT.say(language)}{colon(language)}{found.hint}"))
    if found.basis:
        lines.append(Line(f"{BASIS.say(language)}{colon(language)}{basis_text(found.basis, language)}"))
    if len(found.related) > MOST:
        count = len(found.related)
        besides = counted(count, "place")
        more = Words(f"还涉及 {count} 处，未逐一批注。", f"{besides} besides, each without a comment.")
        lines.append(Line(more.say(language)))
    return lines


def _points(found: Diagnostic) -> bool:
    return found.severity > Severity.INFO and len(found.related) <= MOST


def _pointer(found: Diagnostic, label: str, language: str) -> str:
    where = found.location.address if found.location else TITLE.say(language)
    return Words(
        f"见 {found.code}（{where}）：{label}",
        f"See {found.code} ({where}): {label}",
    ).say(language)


def _is_own(found: Diagnostic, location: Location) -> bool:
    own = found.location
    return own is not None and (own.line, own.column) == (location.line, location.column)
