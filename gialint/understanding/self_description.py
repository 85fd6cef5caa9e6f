"""What a report says of itself: title, agency and its kind, year, period, signature and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gialint.document import Document, Place
from gialint.report import Fact, Passage, Words
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.outline import Outline

_PERIOD = re.compile(
    r"(20\d\d)年(\d{1,2})月(\d{1,2})日?(?:起)?(?:至|到|-|—|－|~)(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日?"
)
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")


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
    if year is None and period is not None:
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
    for passage in passages:
        match = _PERIOD.search(passage.reading)
        if match:
            place = _place(document, passage, match.start(), match.end())
            first, month, day, last, end_month, end_day = match.groups()
            yield _fact("meta.period_start", _date(first, month, day), place)
            yield _fact("meta.period_end", _date(last or first, end_month, end_day), place)
            return


def _signature(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    for passage in passages:
        if passage.kind != "signature":
            continue
        place = _place(document, passage, 0, len(passage.reading))
        match = _DATE.search(passage.reading)
        if match:
            yield _fact("meta.signed_on", _date(*match.groups()), place)
        else:
            yield _fact("meta.signed_by", passage.reading, place)


def _date(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _fact(path: str, text: str, place: Place) -> Fact:
    return Fact(path, Words(path), None, "text", text, place)


def _place(document: Document, passage: Passage, start: int, end: int) -> Place:
    first, last = passage.span(start, end)
    paragraph = passage.paragraph
    return Place(document, first, last, passage.address, passage.section, paragraph.native, paragraph.page)
