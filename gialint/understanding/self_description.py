"""What a report says of itself: title, agency and its kind, year, period, signature and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gialint.document import Document, Place
from gialint.report import Fact, Passage, State, Words
from gialint.understanding.dates import WrittenDate, find_dates
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.outline import Outline
from gialint.understanding.periods import Period, find_periods

_PUBLISHED = re.compile(r"发布(?:日期|时间):?")
"""What a page says above or below a report, not what a report says of another paper (发文日期)."""


@dataclass(frozen=True, slots=True)
class SelfDescription:
    """The report's own particulars, and the same as facts under ``meta``."""

    title: str = ""
    agency: str | None = None
    agency_kind: str = "other"
    year: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


def describe(
    document: Document, parts: Outline, lexicon: Lexicon, known: Mapping[str, Words]
) -> SelfDescription:
    """Read the particulars from title, period and signature; the year from the period if no title has it."""
    match = parts.title_match
    title = match[0] if match else ""
    agency = match["agency"] if match else None
    year = int(match["year"]) if match else None
    found = _facts(document, parts, title, agency, year)
    facts = {fact.path: replace(fact, label=known.get(fact.path, fact.label)) for fact in found}
    period = facts.get("meta.period_start")
    if year is None and period is not None and len(period.text) == len("2024-01-01"):
        year = int(period.text[:4])
    kind = lexicon.kind_of(agency) if agency else "other"
    return SelfDescription(title, agency, kind, year, facts)


def _facts(
    document: Document, parts: Outline, title: str, agency: str | None, year: int | None
) -> Iterator[Fact]:
    if parts.title is not None:
        place = _place(document, parts.title, 0, len(parts.title.reading))
        yield _fact("meta.title", title, place)
        yield _fact("meta.agency", agency or "", place)
        yield _fact("meta.year", str(year or ""), place)
    yield from _period(document, parts.passages)
    yield from _signature(document, parts.passages)


def _period(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    """The period that is stated; where none is, a whole year of which the prose speaks has its two ends."""
    found = [(passage, period) for passage in passages for period in find_periods(passage.reading)]
    if not found:
        return
    passage, period = min(found, key=lambda pair: _rank(pair[1]))
    if not (period.stated or period.whole_year):
        return
    place = _place(document, passage, period.start, period.end)
    if period.stated:
        readable = period.last is not None
        words = passage.reading[period.start : period.end]
        yield _fact("meta.period", words, place, "text" if readable else "unreadable")
    yield from _ends(period, place)


def _rank(period: Period) -> int:
    """Stated and readable first, then stated, then a whole year, then any other stretch of time."""
    if period.stated:
        return 0 if period.last else 1
    return 2 if period.whole_year else 3


def _ends(period: Period, place: Place) -> Iterator[Fact]:
    if period.first is not None:
        yield _fact("meta.period_start", period.first.iso, place)
    if period.last is not None:
        yield _fact("meta.period_end", period.last.iso, place)


def _signature(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    for passage in passages:
        if passage.kind == "signature":
            place = _place(document, passage, 0, len(passage.reading))
            date = _dated(passage.reading, 0)
            path, text = ("meta.signed_on", date.iso) if date else ("meta.signed_by", passage.reading)
            yield _fact(path, text, place)
        elif not passage.section and (told := _PUBLISHED.search(passage.reading)):
            date = _dated(passage.reading, told.end())
            if date is not None:
                yield _fact("meta.published_on", date.iso, _place(document, passage, date.start, date.end))


def _dated(reading: str, start: int) -> WrittenDate | None:
    return next((date for date in find_dates(reading) if date.year and date.start >= start), None)


def _fact(path: str, text: str, place: Place, state: State = "text") -> Fact:
    return Fact(path, Words(path), None, state, text, place)


def _place(document: Document, passage: Passage, start: int, end: int) -> Place:
    first, last = passage.span(start, end)
    paragraph = passage.paragraph
    return Place(document, first, last, passage.address, passage.section, paragraph.native, paragraph.page)
