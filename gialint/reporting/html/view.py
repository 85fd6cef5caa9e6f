"""What the pages show of a result: plain values, in one language, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gialint.model import Checked, Diagnostic, Result, Severity
from gialint.records import NamedTuple
from gialint.reporting.gathering import by_reason, triage
from gialint.reporting.html.excerpt import Passage, passages
from gialint.reporting.html.headings import Rows
from gialint.reporting.html.paper import Paper, paper
from gialint.reporting.layout import visible
from gialint.reporting.phrases import MORE, SEVERITIES, Note, family, notes_of
from gialint.reporting.position import position
from gialint.reporting.standing import STANDINGS, families, spoken, standing_of
from gialint.reporting.summary import configuration_of, tally, verdict

_MOST_ITEMS = 300
"""Findings of a report that a page shows under one heading at most."""

_CHART = 440
"""Length of the longest bar in units of the drawing."""


class Item(NamedTuple):
    """A finding: its words, the passages with their marks, and the notes under them.

    ``number`` is that of its marks in the report, where the page shows it; ``marked`` if there are any.
    """

    code: str
    severity: str
    label: str
    message: str
    where: str
    passages: tuple[Passage, ...]
    more: str
    quote: str
    notes: tuple[Note, ...]
    waived: str
    number: int = 0
    marked: bool = False


class Group(NamedTuple):
    """Findings that ask for the same: how many there are, and as many of them as a page shows."""

    number: int
    shown: tuple[Item, ...]


class Missing(NamedTuple):
    """A reason for which rules could not be applied, with these rules: code and what it requires."""

    reason: str
    rules: tuple[tuple[str, str], ...]


class Sheet(NamedTuple):
    """A report: who, what, how it stands, and all that was found; ``quiet`` if there is nothing to show."""

    anchor: str
    path: str
    configuration: str
    agency: str
    year: int | None
    status: str
    status_word: str
    verdict: str
    fix: Group
    confirm: Group
    broken: Group
    missing: tuple[Missing, ...]
    waived: Group
    gaps: int
    quiet: bool
    paper: Paper | None = None


class Count(NamedTuple):
    """How many findings a report has in a family, how grave the gravest is, and the family's column."""

    number: int = 0
    severity: str = ""
    place: int = 0


class Part(NamedTuple):
    """A part of a bar: findings of one severity, from ``x`` on, ``width`` long."""

    severity: str
    number: int
    x: float
    width: float


class Bar(NamedTuple):
    """The findings of one family in all reports."""

    name: str
    number: int
    parts: tuple[Part, ...]
    end: float


def sheet(
    checked: Checked, titles: Mapping[str, str], language: str, anchor: str, *, whole: bool = False
) -> Sheet:
    """Return a report as shown; ``titles`` has by code what rules require.

    With ``whole`` the report itself is shown too, if the result holds it, and findings are numbered.
    """
    found = triage(checked)
    rows = Rows(checked.full_text) if checked.full_text else None
    status = standing_of(checked, found)
    original = None
    numbers: dict[int, int] = {}
    if whole and checked.full_text:
        groups = (found.fix, found.confirm, found.waived)
        numbered = list(enumerate((each for group in groups for each in group[:_MOST_ITEMS]), start=1))
        numbers = {id(each): number for number, each in numbered}
        original = paper(checked.full_text, numbered)

    def grouped(some: Sequence[Diagnostic]) -> Group:
        items = []
        for each in some[:_MOST_ITEMS]:
            number = numbers.get(id(each), 0)
            marked = original is not None and number in original.anchored
            items.append(_item(each, language, rows)._replace(number=number, marked=marked))
        return Group(len(some), tuple(items))

    names = {gap.code: titles.get(gap.code) or gap.name for gap in found.gaps}
    return Sheet(
        anchor,
        visible(checked.path),
        configuration_of(checked.holding, language),
        checked.agency or "",
        checked.year,
        status,
        STANDINGS[status].in_language(language),
        verdict(tally(Result("", (checked,))), language),
        grouped(found.fix),
        grouped(found.confirm),
        grouped(found.broken),
        tuple(
            Missing(reason, tuple((code, names[code]) for code in codes))
            for reason, codes in by_reason(found.gaps)
        ),
        grouped(found.waived),
        len({gap.code for gap in found.gaps}),
        found.quiet and not found.waived,
        original,
    )


def problems(found: Sequence[Diagnostic], language: str) -> Group:
    """Return what went wrong outside any report as shown: it says where it is."""
    shown = found[:_MOST_ITEMS]
    items = (_item(each, language)._replace(where=position("", each), passages=()) for each in shown)
    return Group(len(found), tuple(items))


def status_counts(sheets: Iterable[Sheet], language: str) -> list[tuple[str, str, int]]:
    """Return each status that occurs with its word and how many reports have it, the worst first."""
    held = [each.status for each in sheets]
    counted = ((status, word.in_language(language), held.count(status)) for status, word in STANDINGS.items())
    return [each for each in counted if each[2]]


def counts(checked: Checked, columns: Iterable[str]) -> tuple[Count, ...]:
    """Return how many findings a report has in each family."""
    found: dict[str, list[Severity]] = {}
    for each in spoken(checked):
        found.setdefault(family(each.code), []).append(each.severity)
    return tuple(
        Count(len(found[name]), max(found[name]).word, place) if name in found else Count(place=place)
        for place, name in enumerate(columns)
    )


def bars(result: Result) -> tuple[Bar, ...]:
    """Return a bar for each family, to one scale; errors first."""
    names = families(result)
    found: dict[str, list[Severity]] = {name: [] for name in names}
    for each in (each for checked in result.reports for each in spoken(checked)):
        found[family(each.code)].append(each.severity)
    longest = max(map(len, found.values()), default=0) or 1
    return tuple(_bar(names[name], held, _CHART / longest) for name, held in found.items())


def _bar(name: str, found: Sequence[Severity], scale: float) -> Bar:
    parts: list[Part] = []
    start = 0.0
    for severity in sorted(Severity, reverse=True):
        number = found.count(severity)
        if number:
            parts.append(Part(severity.word, number, round(start, 2), round(number * scale, 2)))
            start += number * scale
    return Bar(name, len(found), tuple(parts), sum(part.width for part in parts))


def _item(found: Diagnostic, language: str, rows: Rows | None = None) -> Item:
    shown, more = passages(found, language, rows)
    notes = (note for note in notes_of(found, language) if note.label != MORE.in_language(language))
    return Item(
        found.code,
        found.severity.word,
        SEVERITIES[found.severity].in_language(language),
        found.message,
        "",
        shown,
        more,
        found.quote,
        tuple(notes),
        found.suppressed or "",
    )
