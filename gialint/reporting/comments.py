"""What is written beside the places of a report: one comment a finding, for whoever drafts it."""

from __future__ import annotations

from gialint.model import Checked, Diagnostic, Location, Text, is_engine
from gialint.records import NamedTuple
from gialint.reporting.phrases import SEVERITIES, basis_text, bracketed, colon, semicolon
from gialint.reporting.places import filed

MOST = 8
"""Of a finding with more related places than these the first are named, and the rest counted."""

HINT = Text("怎么改", "What to do")
BASIS = Text("依据", "Basis")
BESIDES = Text("还涉及", "Other places")


class Line(NamedTuple):
    """A paragraph of a comment."""

    text: str
    heading: bool = False


class Comment(NamedTuple):
    """The text on a finding, a paragraph each; the first is its ``heading``.

    ``location`` is none for what is about the report as a whole.
    """

    location: Location | None
    lines: tuple[Line, ...]


def comments(checked: Checked, language: str) -> list[Comment]:
    """Return the comments on a report in reading order; what is suppressed or about gialint is left out.

    A finding is one comment, at its own place, that names its other places: nobody is to answer several
    comments on one mistake.
    """
    found = [each for each in checked.findings if not each.suppressed and not is_engine(each)]
    rendered = [Comment(each.location, tuple(_lines(each, language))) for each in found]
    # By line and column, and where it ends; what is about the whole comes first.
    return sorted(rendered, key=lambda each: each.location[2:6] if each.location else ())


def _lines(found: Diagnostic, language: str) -> list[Line]:
    severity = SEVERITIES[found.severity].in_language(language)
    lines = [Line(f"{severity} {found.code}{colon(language)}{found.message}", True)]
    lines += (Line(line) for line in found.working if line not in found.message)
    more = (
        (BESIDES, _besides(found, language)),
        (HINT, found.hint),
        (BASIS, basis_text(found.basis, language)),
    )
    lines += (Line(f"{label.in_language(language)}{colon(language)}{text}") for label, text in more if text)
    return lines


def _besides(found: Diagnostic, language: str) -> str:
    """Return the other places of a finding, each with what stands there."""
    own = found.location[2:4] if found.location else None
    there = [(label, place) for label, place in found.related if place.path or place[2:4] != own]
    named = list(
        dict.fromkeys(f"{filed(place)}{bracketed(label, language)}" for label, place in there if place)
    )
    shown = semicolon(language).join(named[:MOST])
    rest = len(named) - MOST
    return shown + (Text(f"；另有 {rest} 处", f"; and {rest} more").in_language(language) if rest > 0 else "")
