"""What the pages show of a result: plain values, in one language, in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from gialint.model import Checked, Diagnostic, Result, Severity, Text
from gialint.records import NamedTuple
from gialint.reporting.gathering import STANDINGS, by_reason, families, spoken, standing_of, triage
from gialint.reporting.html.excerpt import Passage, Rows, passages
from gialint.reporting.html.paper import Paper, paper
from gialint.reporting.layout import visible
from gialint.reporting.phrases import MORE, SEVERITIES, Note, family, notes_of
from gialint.reporting.places import position
from gialint.reporting.summary import configuration_of, tally, verdict

_MOST_ITEMS = 300
"""Findings of a report that a page shows under one heading at most."""

_CHART = 440
"""Length of the longest bar in units of the drawing."""

_BY_STATUS = Text("按结论", "by result")
_BY_KIND = Text("按机关类别", "by kind of agency")
_BY_FAMILY = Text("按问题类别", "by kind of finding")
_OTHERS = Text("其他机关", "others")


class Item(NamedTuple):
    """A finding: its words, the passages with their marks, and the notes under them.

    ``number`` is that of its marks in the report, where the page shows it; ``marked`` if there are any.
    """

    found: Diagnostic
    label: str
    passages: tuple[Passage, ...]
    more: str
    notes: tuple[Note, ...]
    where: str = ""
    number: int = 0
    marked: bool = False


class Group(NamedTuple):
    """Findings that ask for the same: how many there are, and as many of them as a page shows."""

    number: int
    shown: tuple[Item, ...]


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
    missing: tuple[tuple[str, list[tuple[str, str]]], ...]
    """Reasons for which rules could not be applied, each with these rules: code and what it requires."""
    waived: Group
    gaps: int
    quiet: bool
    paper: Paper | None = None


class Count(NamedTuple):
    """How many findings a report has in a family, how grave the gravest is, and the family's column."""

    number: int
    severity: str
    place: int


class Bar(NamedTuple):
    """The findings of one family in all reports; a part for each severity begins at x and has a length."""

    name: str
    number: int
    parts: list[tuple[str, float, float]]


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
        configuration_of(checked.holding, language) if checked.holding.config else "",
        checked.agency or "",
        checked.year,
        status,
        STANDINGS[status].in_language(language),
        verdict(tally(Result("", (checked,))), language),
        grouped(found.fix),
        grouped(found.confirm),
        grouped(found.broken),
        tuple((reason, [(code, names[code]) for code in codes]) for reason, codes in by_reason(found.gaps)),
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
    held = [found.get(name, []) for name in columns]
    return tuple(Count(len(each), max(each).word if each else "", place) for place, each in enumerate(held))


def bars(result: Result) -> tuple[Bar, ...]:
    """Return a bar for each family, to one scale; errors first."""
    names = families(result)
    found: dict[str, list[Severity]] = {name: [] for name in names}
    for each in (each for checked in result.reports for each in spoken(checked)):
        found[family(each.code)].append(each.severity)
    scale = _CHART / (max(map(len, found.values()), default=0) or 1)
    rendered = []
    for name, held in found.items():
        parts: list[tuple[str, float, float]] = []
        start = 0.0
        for severity in sorted({*held}, reverse=True):
            length = held.count(severity) * scale
            parts.append((severity.word, round(start, 2), round(length, 2)))
            start += length
        rendered.append(Bar(names[name], len(held), parts))
    return tuple(rendered)


def _item(found: Diagnostic, language: str, rows: Rows | None = None) -> Item:
    notes = (note for note in notes_of(found, language) if note.label != MORE.in_language(language))
    label = SEVERITIES[found.severity].in_language(language)
    return Item(found, label, *passages(found, language, rows), tuple(notes))


class Row(NamedTuple):
    """A report in the overview, with its findings by family, and where its name leads.

    ``marks`` are how it stands, the families of its findings and the kind of its agency, for choosing rows.
    """

    report: Sheet
    counts: tuple[Count, ...]
    link: str
    anchor: str
    kind: str
    marks: tuple[str, ...]


class Choice(NamedTuple):
    """Rows to choose by a mark that they have: its words, how many rows there are, and its colour."""

    mark: str
    word: str
    number: int
    tone: str = ""


class Choices(NamedTuple):
    """Rows to choose by one thing or another: what it is, and the marks there are of it."""

    name: str
    legend: str
    each: tuple[Choice, ...]


def row(
    report: Sheet, checked: Checked, link: str, columns: Iterable[str], kinds: Iterable[str], place: int
) -> Row:
    """Return a report's row; ``columns`` are the families, ``kinds`` those of agencies."""
    found, kind = counts(checked, columns), checked.agency_kind or ""
    marks = (
        f"of-{report.status}",
        *(f"in-{each.place}" for each in found if each.number),
        *(f"at-{number}" for number, known in enumerate(kinds) if known == kind),
    )
    return Row(report, found, link, f"a{place}", kind, marks)


def choices(
    rows: Sequence[Row],
    statuses: Iterable[tuple[str, str, int]],
    families: Iterable[str],
    kinds: Iterable[str],
    language: str,
) -> tuple[Choices, ...]:
    """Return by what rows can be chosen, where there are several to choose from.

    ``families`` and ``kinds`` are what families of rules and kinds of agency are called.
    """
    count = Counter(mark for row in rows for mark in row.marks)
    stand = tuple(Choice(f"of-{name}", word, number, name) for name, word, number in statuses)
    groups = (
        Choices("of", _BY_STATUS.in_language(language), stand),
        Choices("at", _BY_KIND.in_language(language), _numbered("at", kinds, count)),
        Choices("in", _BY_FAMILY.in_language(language), _numbered("in", families, count)),
    )
    return tuple(group for group in groups if len(group.each) > 1)


def _numbered(name: str, words: Iterable[str], count: Mapping[str, int]) -> tuple[Choice, ...]:
    marks = {f"{name}-{place}": word for place, word in enumerate(words)}
    return tuple(Choice(mark, word, count[mark]) for mark, word in marks.items() if count.get(mark))


def nobody(rows: Sequence[Row], groups: Sequence[Choices]) -> list[tuple[str, ...]]:
    """Return the sets of marks, of different groups, that choose no row, though fewer of them would."""
    held = {frozenset(row.marks) for row in rows}
    empty: list[tuple[str, ...]] = []
    for number in range(2, len(groups) + 1):
        for some in combinations(groups, number):
            for marks in product(*([choice.mark for choice in group.each] for group in some)):
                known = any(set(fewer) <= set(marks) for fewer in empty)
                if not known and not any(has.issuperset(marks) for has in held):
                    empty.append(marks)
    return empty


def agencies(rows: Iterable[Row], kinds: Mapping[str, str], language: str) -> list[tuple[str, list[Row]]]:
    """Return the rows by kind of agency, each by name: where one is found among hundreds."""
    found: dict[str, list[Row]] = {}
    for each in sorted(rows, key=lambda row: row.report.agency or row.report.path):
        found.setdefault(each.kind if each.kind in kinds else "", []).append(each)
    named = [(word, found[kind]) for kind, word in kinds.items() if kind in found]
    return [*named, *([(_OTHERS.in_language(language), found[""])] if "" in found else [])]
