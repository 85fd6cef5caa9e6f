"""Totals: the units of a year with what was found in each, and the sum of each cell over those that count.

A cell that could not be read in some report makes the sum a sum of the others, and these are named: a total
over unread cells never looks exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.members.roll import Roll, plain
from gialint.model import (
    TWICE,
    Checked,
    Diagnostic,
    Digest,
    Fact,
    Result,
    RuleCard,
    Severity,
    Words,
    is_engine,
    kept_facts,
)
from gialint.reporting.phrases import family
from gialint.understanding.edition import Edition, edition_of


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


class Cell(NamedTuple):
    """A cell of a table over all units that count; ``own`` is the figure of the government's own report.

    ``unread`` are the agencies whose cell has no figure that could be read; ``read`` counts the others.
    """

    path: str
    label: Words
    total: Decimal
    read: int
    unread: tuple[str, ...]
    own: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """The government's own figure less the sum, where both are known in full."""
        return None if self.own is None or self.unread else self.own - self.total


class Hit(NamedTuple):
    """A rule, and the agencies whose reports it has found something in, with the number of findings."""

    rule: RuleCard
    units: Mapping[str, int]


class Matrix(NamedTuple):
    """All that is told of many reports; ``tables`` are cells by the title of their table.

    ``missing`` are members without a report for the year, ``doubled`` messages about agencies with two,
    ``unread`` files that could not be read, and ``elsewhere`` units that report on another year.
    """

    government: str
    year: int
    units: tuple[Unit, ...]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    elsewhere: tuple[Unit, ...]
    unread: tuple[str, ...]
    hits: tuple[Hit, ...]
    tables: Mapping[Words, tuple[Cell, ...]]
    expected: int | None = None
    """How many members were to report, where that is known."""


def matrix_of(result: Result, editions: Sequence[Edition], roll: Roll | None = None) -> Matrix:
    """Return the matrix of a run whose outcomes have kept their digests.

    Its year is the roll's, or the one that most reports are about; its sums are those of the members that
    count, or of all agencies but the government itself.
    """
    read = [each for each in result.reports if each.digest is not None]
    year = (roll.year if roll else 0) or _usual([each.year for each in read if each.year])
    known = roll.name if roll else plain
    government = roll.government if roll else ""
    added = {id(member) for member in roll.added_up(year)} if roll else set()

    def counts(each: Checked) -> bool:
        return roll is None or id(roll.find(each.agency or "")) in added

    reports = [_unit(each, counts(each)) for each in read]
    own = next(
        (each for each in read if roll and each.year == year and roll.is_government(each.agency or "")), None
    )
    counted: dict[str, dict[str, Checked]] = {}
    for each in read:
        if each.year == year and each is not own and counts(each):
            counted.setdefault(known(each.agency or each.path), {}).setdefault(each.figures, each)
    # Of a member with two files that differ nobody knows which one counts (GIA805).
    units = {name: next(iter(found.values())) if len(found) == 1 else None for name, found in counted.items()}
    rolls = [*roll.rolls] if roll else []
    there = [each.agency or "" for each in read if each.year == year]
    missing = [member.name for each in rolls for member in each.missing(year, there)]
    form = _form(editions, [each.digest for each in units.values() if each and each.digest])
    return Matrix(
        government,
        year,
        tuple(unit for unit in reports if unit.year == year),
        tuple(missing),
        tuple(found.message for found in _all(result) if found.code == TWICE),
        tuple(unit for unit in reports if unit.year != year),
        tuple(each.path for each in result.reports if each.digest is None),
        _hits(result, read, year),
        _tables(form, units, own) if form else {},
        sum(len(each.due(year)) for each in rolls) if roll else None,
    )


def _usual(years: Sequence[int]) -> int:
    """Return the year that most are; of two that are as frequent the later."""
    counts = Counter(years)
    return max(counts, key=lambda year: (counts[year], year), default=0)


def _unit(checked: Checked, counted: bool) -> Unit:
    left = [found for found in checked.findings if not found.suppressed and not is_engine(found)]
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
    )


def _all(result: Result) -> list[Diagnostic]:
    return [*result.engine, *(found for each in result.reports for found in each.findings)]


def _hits(result: Result, read: Iterable[Checked], year: int) -> tuple[Hit, ...]:
    """Return the rules that found something in reports on a year, those of most agencies first."""
    units: dict[str, Counter[str]] = {}
    for each in read:
        for found in each.findings:
            if each.year == year and not found.suppressed and not is_engine(found):
                units.setdefault(found.code, Counter())[each.agency or each.path] += 1
    cards = {card.code: card for card in result.rules}
    hits = [Hit(cards[code], counts) for code, counts in units.items() if code in cards]
    return tuple(sorted(hits, key=lambda hit: (-len(hit.units), -hit.rule.severity, hit.rule.code)))


def _form(editions: Sequence[Edition], digests: Sequence[Digest]) -> Edition | None:
    """Return the form that most reports are written in."""
    usual = Counter((each.form, each.edition) for each in digests).most_common(1)
    return edition_of(*usual[0][0], editions) if usual else None


def _tables(
    form: Edition, units: Mapping[str, Checked | None], own: Checked | None
) -> dict[Words, tuple[Cell, ...]]:
    facts = {name: _facts(each) for name, each in units.items()}
    whole = _facts(own)
    return {
        table.title: tuple(
            _cell(path, label, facts, whole)
            for row in table.rows
            for path, label in zip(row.facts, row.names, strict=True)
        )
        for table in form.tables
    }


def _facts(checked: Checked | None) -> Mapping[str, Fact]:
    return kept_facts(checked.digest, {}) if checked and checked.digest else {}


def _cell(
    path: str, label: Words, facts: Mapping[str, Mapping[str, Fact]], whole: Mapping[str, Fact]
) -> Cell:
    figures = {name: held[path].value if path in held else None for name, held in facts.items()}
    read = [value for value in figures.values() if value is not None]
    unread = tuple(name for name, value in figures.items() if value is None)
    own = whole[path].value if path in whole else None
    return Cell(path, label, sum(read, Decimal(0)), len(read), unread, own)
