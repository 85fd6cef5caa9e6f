"""What a report says of itself: title, agency and its kind, year, period, signature and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Document, Fact, Paragraph, Passage, Place, State, Table, Text
from gialint.records import NamedTuple
from gialint.understanding.agency import Lexicon, agency
from gialint.understanding.chrome import LONGEST, MOST, Chrome, Strip, told_around
from gialint.understanding.dates import Period, find_dates, find_periods, number
from gialint.understanding.edition import ANYTHING
from gialint.understanding.marked import stating
from gialint.understanding.outline import Outline
from gialint.understanding.repair import repair

_YEAR_FIRST = lazy_regex(r"^(?:20[0-9]{2}|二[〇零○]..)年度?(?=.{2})")
"""A title may have the year before the agency as well as behind it."""


class SelfDescription(NamedTuple):
    """The report's own particulars, and the same as facts under ``meta``."""

    title: str = ""
    agency: str | None = None
    agency_kind: str = "other"
    year: int | None = None
    facts: Mapping[str, Fact] = {}


def describe(
    document: Document, parts: Outline, lexicon: Lexicon, known: Mapping[str, Text]
) -> SelfDescription:
    """Read the particulars from title, period and signature, and what the site prints around them.

    The year comes from the period if no title has it.
    """
    match = parts.title.match if parts.title else None
    title = match[0] if match else ""
    titled = _YEAR_FIRST.sub("", match["agency"]) if match else None
    year = number(match["year"]) if match else None
    found = _facts(document, parts, lexicon.chrome, (title, titled or "", str(year or "")))
    facts = {fact.path: _named(fact, known) for fact in found}
    whose = agency(titled, facts, document, parts.passages, lexicon)
    facts |= {fact.path: _named(fact, known) for fact in whose.facts}
    period = facts.get("meta.period_start")
    if year is None and period is not None and len(period.text) == len("2024-01-01"):
        year = int(period.text[:4])
    return SelfDescription(title, whose.name, whose.kind, year, facts)


def _facts(
    document: Document, parts: Outline, chrome: Chrome, titled: tuple[str, str, str]
) -> Iterator[Fact]:
    passage = next((passage for passage in parts.passages if passage.kind == "title"), None)
    if passage is not None and parts.title is not None:
        place = passage.place(document, parts.title.start)
        for name, text in zip(("title", "agency", "year"), titled, strict=True):
            yield _fact(f"meta.{name}", text, place)
    passages = stating(document, parts.passages)
    yield from _period(document, passages)
    yield from _signature(document, passages)
    for told in told_around(document, _strips(document, parts), chrome):
        yield _fact(told.fact, told.text, told.place)


def _strips(document: Document, parts: Outline) -> list[Strip]:
    """Return the lines and cells before the first section, or above the title where there is none."""
    title = parts.title.paragraphs[0].start if parts.title else 0
    end = next((passage.paragraph.start for passage in parts.passages if passage.section), title)
    strips = [
        Strip(passage, passage.paragraph.start < title)
        for passage in parts.passages
        if passage.paragraph.start < end and len(passage.reading) <= LONGEST
    ]
    for block in document.blocks:
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row if cell.start < end]
            strips += [Strip(_line(cell), cell.start < title) for cell in cells]
        elif block.start >= end:
            break
    return sorted(strips, key=lambda strip: strip.passage.paragraph.start)[:MOST]


def _line(cell: Cell) -> Passage:
    repaired = repair(cell.text, ANYTHING)
    paragraph = Paragraph(cell.text, cell.start, cell.native, page=cell.page)
    return Passage(paragraph, repaired.reading, "", "页首", offsets=repaired.offsets)


def _period(document: Document, passages: Sequence[Passage]) -> Iterator[Fact]:
    """The period that is stated; if none is, a whole year that the prose mentions has its two ends."""
    found = [(passage, period) for passage in passages for period in find_periods(passage.reading)]
    if not found:
        return
    passage, period = min(found, key=lambda pair: _rank(pair[1]))
    if not (period.stated or period.whole_year):
        return
    place = passage.place(document, period.start, period.end)
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
            place = passage.place(document)
            date = next((date for date in find_dates(passage.reading) if date.year), None)
            path, text = ("meta.signed_on", date.iso) if date else ("meta.signed_by", passage.reading)
            yield _fact(path, text, place)


def _fact(path: str, text: str, place: Place, state: State = "text") -> Fact:
    return Fact(path, Text(path), None, state, text, place)


def _named(fact: Fact, known: Mapping[str, Text]) -> Fact:
    """Return a fact by the words of the form."""
    return fact._replace(label=known.get(fact.path, fact.label))
