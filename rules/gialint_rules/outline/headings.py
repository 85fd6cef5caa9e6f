"""The headings of a report's sections: which of several is a section's own, its numeral and its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint import Report
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Section

NUMERALS = "一二三四五六七八九十"
MARKS = frozenset("、.,:")
SCRAPED = ("gloss", "traditional", "byte_slip", "lost")
"""Damage after which a character or two of a heading may not be the author's."""

_SPACES = lazy_regex(r"\s+")


def own_heading(report: Report, section: Section) -> Passage | None:
    """Return a section's heading: the one with its official title, else the one with its numeral.

    An agency's own 一、 二、 inside section one may look like headings of other sections.
    """
    found = list(headings(report, section))
    exact = (passage for passage in found if title(passage) == section.title)
    numbered = (passage for passage in found if numeral(passage) == section.number)
    return next(exact, None) or next(numbered, None) or section.heading


def headings(report: Report, section: Section) -> Iterator[Passage]:
    """Yield every passage taken for the heading of a section, in order."""
    yield from report.once(_headings).get(f"{section.number}/标题", ())


def _headings(report: Report) -> Mapping[str, Sequence[Passage]]:
    """Return by address the passages that are headings."""
    found: dict[str, list[Passage]] = {}
    for passage in report.passages:
        if passage.kind == "heading":
            found.setdefault(passage.address, []).append(passage)
    return found


def numeral(passage: Passage) -> str:
    """Return the numeral before a heading, or nothing if it has none."""
    return passage.reading[0] if _is_numbered(passage.reading) else ""


def _is_numbered(reading: str) -> bool:
    return reading[:1] in NUMERALS and reading[1:2] in MARKS


def title_span(passage: Passage) -> tuple[int, int]:
    """Return the position of a heading's title in its reading, without numeral and closing mark."""
    return 2 if _is_numbered(passage.reading) else 0, len(passage.reading.rstrip("。:;, "))


def title(passage: Passage) -> str:
    """Return a heading's title without spaces."""
    start, end = title_span(passage)
    return _SPACES.sub("", passage.reading[start:end])


def scraped(report: Report) -> bool:
    """Whether the text went through a machine that changes characters."""
    return any(damage.kind in SCRAPED for damage in report.damages)
