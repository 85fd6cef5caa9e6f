"""What the pages show of a result: plain values, in one language, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gialint.model import NO_REPORT, Checked, Diagnostic, Result, Severity, Words, is_engine
from gialint.reporting.gathering import Triage, by_reason, triage
from gialint.reporting.html.excerpt import Passage, passages
from gialint.reporting.html.headings import Rows
from gialint.reporting.html.paper import Paper, paper
from gialint.reporting.layout import visible
from gialint.reporting.phrases import MORE, SEVERITIES, Note, family, notes_of
from gialint.reporting.position import position
from gialint.reporting.summary import configuration_of, is_unread, tally, verdict

_MOST_ITEMS = 300
"""Findings of a report that a page shows under one heading at most."""
_STATUSES = {
    "unread": Words("未能读取", "not read"),
    "foreign": Words("看不出是报告", "not a report"),
    "unfit": Words("不宜发布", "not fit to publish"),
    "confirm": Words("请核实", "please confirm"),
    "open": Words("未能全部核对", "partly unchecked"),
    "clean": Words("未发现问题", "nothing found"),
}


@dataclass(frozen=True, slots=True)
class Item:
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


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason for which rules could not be put, with these rules: code and what it demands."""

    reason: str
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
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


def sheet(
    checked: Checked, titles: Mapping[str, str], language: str, anchor: str, *, whole: bool = False
) -> Sheet:
    """Return a report as shown; ``titles`` tell by code what rules demand.

    With ``whole`` the report itself is shown too, if the result holds it, and findings are numbered.
    """
    found = triage(checked)
    rows = Rows(checked.full_text) if checked.full_text else None
    status = status_of(checked, found)
    told = None
    numbers: dict[int, int] = {}
    if whole and checked.full_text:
        groups = (found.fix, found.confirm, found.waived)
        numbered = list(enumerate((each for group in groups for each in group[:_MOST_ITEMS]), start=1))
        numbers = {id(each): number for number, each in numbered}
        told = paper(checked.full_text, numbered)

    def grouped(some: Sequence[Diagnostic]) -> Group:
        items = []
        for each in some[:_MOST_ITEMS]:
            number = numbers.get(id(each), 0)
            marked = told is not None and number in told.anchored
            items.append(replace(_item(each, language, rows), number=number, marked=marked))
        return Group(len(some), tuple(items))

    return Sheet(
        anchor,
        visible(checked.path),
        configuration_of(checked.holding, language),
        checked.agency or "",
        checked.year,
        status,
        _STATUSES[status].say(language),
        verdict(tally(Result("", (checked,))), language),
        grouped(found.fix),
        grouped(found.confirm),
        grouped(found.broken),
        _missing(checked, titles),
        grouped(found.waived),
        len({gap.code for gap in found.gaps}),
        found.quiet and not found.waived,
        told,
    )


def problems(found: Sequence[Diagnostic], language: str) -> Group:
    """Return what went wrong outside any report as shown: it says where it is."""
    shown = found[:_MOST_ITEMS]
    items = (replace(_item(each, language), where=position("", each), passages=()) for each in shown)
    return Group(len(found), tuple(items))


def status_of(checked: Checked, found: Triage) -> str:
    """Return how a report stands, the worst first: unread, foreign, unfit, confirm, open or clean."""
    if is_unread(checked):
        return "unread"
    if any(each.code == NO_REPORT for each in checked.findings):
        return "foreign"
    if found.fix:
        return "unfit"
    if found.confirm:
        return "confirm"
    return "open" if found.broken or found.gaps else "clean"


def status_counts(sheets: Iterable[Sheet], language: str) -> list[tuple[str, str, int]]:
    """Return each status that occurs with its word and how many reports have it, the worst first."""
    held = [each.status for each in sheets]
    return [
        (status, word.say(language), held.count(status))
        for status, word in _STATUSES.items()
        if status in held
    ]


def _item(found: Diagnostic, language: str, rows: Rows | None = None) -> Item:
    shown, more = passages(found, language, rows)
    notes = (note for note in notes_of(found, language) if note.label != MORE.say(language))
    return Item(
        found.code,
        found.severity.word,
        SEVERITIES[found.severity].say(language),
        found.message,
        "",
        shown,
        more,
        found.quote,
        tuple(notes),
        found.suppressed or "",
    )


def _missing(checked: Checked, titles: Mapping[str, str]) -> tuple[Missing, ...]:
    names = {gap.code: gap.name for gap in checked.unassessed}
    return tuple(
        Missing(reason, tuple((code, titles.get(code) or names[code]) for code in codes))
        for reason, codes in by_reason(checked.unassessed)
    )


_CHART = 440
"""Length of the longest bar in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Count:
    """Findings of a report in a family, and the gravest severity among them."""

    number: int = 0
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: findings of one severity, from ``x`` on, ``width`` long."""

    severity: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The findings of one family in all reports."""

    name: str
    number: int
    parts: tuple[Part, ...]

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return sum(part.width for part in self.parts)


def counts(checked: Checked, columns: Iterable[str]) -> tuple[Count, ...]:
    """Return how many findings a report has in each family."""
    by_family: dict[str, list[Severity]] = {}
    for found in _spoken(checked):
        by_family.setdefault(family(found.code), []).append(found.severity)
    return tuple(
        Count(len(by_family[name]), max(by_family[name]).word) if name in by_family else Count()
        for name in columns
    )


def bars(result: Result) -> tuple[Bar, ...]:
    """Return a bar for each family, to one scale; errors first."""
    names = families(result)
    severities: dict[str, list[Severity]] = {name: [] for name in names}
    for checked in result.reports:
        for found in _spoken(checked):
            severities[family(found.code)].append(found.severity)
    longest = max(map(len, severities.values()), default=0) or 1
    return tuple(
        Bar(names[name], len(found), _parts(found, _CHART / longest)) for name, found in severities.items()
    )


def _parts(found: Sequence[Severity], scale: float) -> tuple[Part, ...]:
    parts: list[Part] = []
    start = 0.0
    for severity in sorted(Severity, reverse=True):
        number = found.count(severity)
        if number:
            parts.append(Part(severity.word, number, round(start, 2), round(number * scale, 2)))
            start += number * scale
    return tuple(parts)


def _spoken(checked: Checked) -> list[Diagnostic]:
    return [found for found in checked.findings if not found.suppressed and not is_engine(found)]


def families(result: Result) -> dict[str, str]:
    """Return the families of all rules that were put or spoke, in order, with what they are called.

    gialint's own problems are none.
    """
    called = {family(card.code): card.family for card in result.rules}
    found = sorted({family(code) for code in _codes(result)})
    return {name: called.get(name) or f"{name}xx" for name in found}


def _codes(result: Result) -> Iterable[str]:
    # GIA904 and GIA905 are said of a file now and then; a column for them stands only where they were.
    yield from (card.code for card in result.rules if not card.code.startswith("GIA9"))
    for checked in result.reports:
        spoken = (found for found in checked.findings if not found.suppressed and not is_engine(found))
        yield from (found.code for found in spoken)
        yield from (gap.code for gap in checked.unassessed)
