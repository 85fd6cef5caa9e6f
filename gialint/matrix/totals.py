"""Totals: the units of a year with what was found in each, and the sum of each cell over those that count.

A cell that could not be read in some report makes the sum a sum of the others, and these are named: a total
over unread cells never looks exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gialint.checking.series import Dated, facts_of
from gialint.matrix.rates import Rates, Standing, rates
from gialint.matrix.years import by_year, latest, of_other_years
from gialint.members.roll import Roll, plain
from gialint.model import (
    TWICE,
    Checked,
    Digest,
    Facts,
    Result,
    RuleCard,
    Severity,
    Text,
    is_engine,
)
from gialint.plugins.indicators_form import Indicator
from gialint.records import NamedTuple
from gialint.reporting.gathering import spoken
from gialint.reporting.phrases import family
from gialint.understanding.edition import Edition, edition_of

DEADLINE = "deadline"
"""The tag of rules that find reports late."""


class Unit(NamedTuple):
    """An agency's report: its file, and how many findings it has by severity and by family of rules."""

    agency: str
    year: int | None
    path: str
    errors: int
    warnings: int
    notes: int
    unassessed: int
    broken: int
    families: Mapping[str, int]
    counted: bool = True
    """Whether its figures go into the sums."""
    known: int = 0
    """Findings that a baseline knows, and that are still there; they are in no other count."""
    published: str = ""
    """The day on which it was published, as the roll of members says."""
    hits: Mapping[tuple[str, Severity], int] = {}
    """How many findings it has by rule and severity."""

    @property
    def name(self) -> str:
        """Its agency, or its file where that is not known."""
        return self.agency or self.path


class Cell(NamedTuple):
    """A cell of a table over all units that count; ``own`` is the figure of the government's own report.

    ``unread`` are the agencies whose cell has no figure that could be read; ``read`` counts the others.
    """

    path: str
    label: Text
    total: Decimal
    read: int
    unread: tuple[str, ...]
    own: Decimal | None = None
    row: Text = Text("")
    column: Text = Text("")

    @property
    def difference(self) -> Decimal | None:
        """The government's own figure less the sum, where both are known in full."""
        return None if self.own is None or self.unread else self.own - self.total


class Hit(NamedTuple):
    """A rule's findings of one severity: the agencies in whose reports they are, with the number of each.

    The findings of a rule may differ in severity, and none need have the rule's own.
    """

    rule: RuleCard
    severity: Severity
    units: Mapping[str, int]


class Late(NamedTuple):
    """A report that was not published in time, and what the rule says of it."""

    agency: str
    message: str
    path: str


class Matrix(NamedTuple):
    """All that is told of many reports; ``tables`` are cells by the title of their table.

    ``missing`` are members without a report for the year, ``doubled`` messages about agencies with two,
    ``unread`` files that could not be read, and ``elsewhere`` units that report on another year and are not
    those that the year's were compared with.
    """

    government: str
    year: int
    units: tuple[Unit, ...]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    elsewhere: tuple[Unit, ...]
    unread: tuple[str, ...]
    hits: tuple[Hit, ...]
    tables: Mapping[Text, tuple[Cell, ...]]
    expected: int | None = None
    """How many members were to report, where that is known."""
    rates: tuple[Rates, ...] = ()
    late: tuple[Late, ...] = ()
    published: Mapping[str, str] = {}
    """When missing reports were published nevertheless, by the names of their members, as the roll says."""
    differing: tuple[str, ...] = ()
    """Agencies of which there are several reports for the year, which differ."""
    years: Mapping[int, int] = {}
    """How many reports of the run are about each year."""


def matrix_of(
    result: Result,
    editions: Sequence[Edition],
    roll: Roll | None = None,
    indicators: Mapping[str, Sequence[Indicator]] = {},
    year: int = 0,
) -> Matrix:
    """Return the matrix of a run whose outcomes have kept their digests.

    Its year is the one given, or the roll's, or the latest that reports are about; its sums are those of the
    members that count, or of all agencies. ``indicators`` are by the kind of report that they are of.
    """
    read = [each for each in result.reports if each.digest is not None]
    year = year or (roll.year if roll else 0) or latest(read)
    here = [each for each in read if each.year == year]
    facts = {each.path: found for each in here if (found := _facts([each.digest], editions)) is not None}
    known = roll.name if roll else plain
    rolls = [*roll.rolls] if roll else []
    added = {id(member) for member in roll.added_up(year)} if roll else set()

    def counts(each: Checked) -> bool:
        return roll is None or id(roll.find(each.agency or "")) in added

    def unit(each: Checked) -> Unit:
        return _unit(each, counts(each), roll.published(each.agency or "", each.year or 0) if roll else "")

    # Of a member with two files that differ nobody knows which one counts (GIA805).
    counted: dict[str, list[Checked]] = {}
    for each in filter(counts, here):
        counted.setdefault(known(each.agency or each.path), []).append(each)
    units = {name: _only(files) for name, files in counted.items()}
    own = _only(each for each in here if roll and roll.is_government(each.agency or ""))
    there = [each.agency or "" for each in here]
    forms = Counter(
        (each.digest.form, each.digest.edition) for each in units.values() if each and each.digest
    )
    form = edition_of(*forms.most_common(1)[0][0], editions) if forms else None
    cells = {name: facts.get(each.path) if each else None for name, each in units.items()}
    alone = {id(each) for each in units.values() if each}
    standings = [
        Standing(each.agency or each.path, each.path, id(each) in alone, held, _facts(each.last, editions))
        for each in here
        if (held := facts.get(each.path)) is not None
    ]
    absent = [(one, member.name) for one in rolls for member in one.missing(year, there)]
    unclear = [name for name, held in cells.items() if held is None]
    everything = (result.engine, *(each.findings for each in result.reports))
    return Matrix(
        roll.government if roll else "",
        year,
        tuple(unit(each) for each in here),
        tuple(name for _, name in absent),
        tuple(found.message for some in everything for found in some if found.code == TWICE),
        tuple(map(unit, of_other_years(read, year))),
        tuple(each.path for each in result.reports if each.digest is None),
        _hits(result, here),
        _tables(form, cells, facts.get(own.path) if own else None) if form else {},
        sum(len(one.due(year)) for one in rolls) if roll else None,
        tuple(rates(indicators.get(form.form, ()), standings, form, unclear)) if form else (),
        tuple(_late(result, here)),
        {name: day for one, name in absent if (day := one.published(name, year))},
        tuple(_differing(result, here, known)),
        by_year(read),
    )


def _only(reports: Iterable[Checked]) -> Checked | None:
    """Return the one report among files, which may be there twice; None if they differ or there is none."""
    found = {each.figures: each for each in reversed([*reports])}
    return next(iter(found.values())) if len(found) == 1 else None


def _unit(checked: Checked, counted: bool, published: str) -> Unit:
    left = [*spoken(checked)]
    by = Counter(found.severity for found in left)
    return Unit(
        checked.agency or "",
        checked.year,
        checked.path,
        by[Severity.ERROR],
        by[Severity.WARNING],
        by[Severity.INFO],
        len({gap.code for gap in checked.unassessed}),
        sum(map(is_engine, checked.findings)),
        Counter(family(found.code) for found in left),
        counted,
        sum(found.in_baseline for found in checked.findings),
        published,
        Counter((found.code, found.severity) for found in left),
    )


def by_rule(hits: Iterable[Hit]) -> dict[str, Counter[str]]:
    """Return the agencies in whose reports each rule found something, whatever the severity, by its code."""
    units: dict[str, Counter[str]] = {}
    for hit in hits:
        units.setdefault(hit.rule.code, Counter()).update(hit.units)
    return units


def _hits(result: Result, reports: Iterable[Checked]) -> tuple[Hit, ...]:
    """Return what rules found in reports, those of most agencies first."""
    units: dict[tuple[str, Severity], Counter[str]] = {}
    for each in reports:
        for found in spoken(each):
            units.setdefault((found.code, found.severity), Counter())[each.agency or each.path] += 1
    cards = {card.code: card for card in result.rules}
    hits = [Hit(cards[code], severity, counts) for (code, severity), counts in units.items() if code in cards]
    return tuple(sorted(hits, key=lambda hit: (-len(hit.units), -hit.severity, hit.rule.code)))


def _differing(result: Result, reports: Iterable[Checked], name_of: Callable[[str], str]) -> Iterator[str]:
    """Yield the agencies of which the run says that several of the reports are theirs, and differ."""
    told = {found.location.address for found in result.engine if found.code == TWICE and found.location}
    files: dict[str, list[Checked]] = {}
    for each in reports:
        files.setdefault(name_of(each.agency or each.path), []).append(each)
    for group in files.values():
        if _only(group) is None and any(each.path in told for each in group):
            yield group[0].agency or group[0].path


def _late(result: Result, reports: Iterable[Checked]) -> Iterator[Late]:
    """Yield the findings of rules on the day by which a report is due."""
    codes = {card.code for card in result.rules if DEADLINE in card.tags}
    for each in reports:
        for found in spoken(each):
            if found.code in codes:
                yield Late(each.agency or each.path, found.message, each.path)


def _facts(digests: Iterable[Digest | None], editions: Sequence[Edition]) -> Facts | None:
    """Return the figures of a report, or of several together; None where there is none, or no form of it."""
    held = [each for each in digests if each]
    dated = [Dated(each, form) for each in held if (form := edition_of(each.form, each.edition, editions))]
    return facts_of(dated) if dated and len(dated) == len(held) else None


def _tables(
    form: Edition, facts: Mapping[str, Facts | None], whole: Facts | None
) -> dict[Text, tuple[Cell, ...]]:
    return {
        table.title: tuple(
            _cell(path, label, facts, whole)._replace(row=row.of, column=column)
            for row in table.rows
            for path, label, column in zip(row.facts, row.names, row.columns, strict=True)
        )
        for table in form.tables
    }


def _cell(path: str, label: Text, facts: Mapping[str, Facts | None], whole: Facts | None) -> Cell:
    figures = {name: None if held is None else held[path].value for name, held in facts.items()}
    read = [value for value in figures.values() if value is not None]
    unread = tuple(name for name, value in figures.items() if value is None)
    own = None if whole is None else whole[path].value
    return Cell(path, label, sum(read, Decimal(0)), len(read), unread, own)
