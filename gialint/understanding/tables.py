"""Tables become facts: rows are known by their labels, values by their place after them.

A row whose values do not come out exactly is unreadable as a whole: a misread figure is
worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gialint.document import Cell, Document, Entry, Place, Table
from gialint.report import Fact, State, Words
from gialint.understanding.edition import Edition, OfficialTable, Row
from gialint.understanding.figures import looks_like_value, read_figure


@dataclass(frozen=True, slots=True)
class Tabled:
    """What the tables say: facts by path, and in which block each official table stands.

    A table whose figures were given as data (a report in YAML) is found, and stands in no block.
    """

    facts: Mapping[str, Fact]
    found: Mapping[str, Table | None]


@dataclass(slots=True)
class _Tally:
    facts: dict[str, Fact] = field(default_factory=dict)
    found: dict[str, Table | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Where:
    """The table being read and how its cells are addressed."""

    document: Document
    table: Table
    section: str
    number: int


def tables(document: Document, sections: Sequence[str], edition: Edition) -> Tabled:
    """Read every official table; ``sections`` names the section in which each table stands."""
    tally = _Tally()
    counted: dict[str, int] = {}
    blocks = [block for block in document.blocks if isinstance(block, Table)]
    for table, section in zip(blocks, sections, strict=True):
        counted[section] = counted.get(section, 0) + 1
        _read(_Where(document, table, section or "前言", counted[section]), edition, tally)
    for entry in document.entries:
        _enter(entry, document, edition, tally)
    return Tabled(tally.facts, tally.found)


def _read(where: _Where, edition: Edition, tally: _Tally) -> None:
    anchored = False
    headings: dict[str, dict[int, int]] = {}
    for cells in where.table.rows:
        folds = [edition.fold(cell.text) if not looks_like_value(cell.text) else "" for cell in cells]
        row, values = _match(cells, folds, edition, anchored)
        if row is None:
            anchored = anchored or _anchored(folds, edition)
            if where.table.geometry:
                _note_headings(cells, folds, edition, headings)
            continue
        tally.found.setdefault(row.table, where.table)
        for fact in _facts(row, values, headings.get(row.table, {}), where):
            # The last row of a label wins only over an empty one: a continued table repeats headings.
            held = tally.facts.get(fact.path)
            if held is None or held.state in ("blank", "absent"):
                tally.facts[fact.path] = fact


def _match(
    cells: Sequence[Cell], folds: Sequence[str], edition: Edition, anchored: bool
) -> tuple[Row | None, Sequence[Cell]]:
    """Return the official row and the cells after its label.

    Before the label only the labels of its groups may stand: so a row of column headings
    that ends in 总计 or 其他 is none. The row without a label needs its heading above it.
    """
    before: list[str] = []
    for index, fold in enumerate(folds):
        if not fold:
            continue
        row = edition.rows.get(fold)
        if row is not None and row.under.issuperset(before):
            return row, cells[index + 1 :]
        before.append(fold)
    row = edition.rows.get("")
    if row is None or not anchored or folds[0] or len(cells) < len(row.facts):
        return None, ()
    return (row, cells) if len(before) * 3 <= len(cells) else (None, ())


def _anchored(folds: Sequence[str], edition: Edition) -> bool:
    row = edition.rows.get("")
    if row is None:
        return False
    anchors = next(table.anchors for table in edition.tables if table.name == row.table)
    return any(anchor in fold for fold in folds for anchor in anchors)


def _note_headings(
    cells: Sequence[Cell], folds: Sequence[str], edition: Edition, headings: dict[str, dict[int, int]]
) -> None:
    """Note at which grid column each value of a table stands, for tables with column headings."""
    for table in edition.tables:
        named = {fold for fold in folds if fold in table.columns}
        if len(named) < 2:
            continue
        for cell, fold in zip(cells, folds, strict=True):
            if fold in table.columns and cell.colspan == 1:
                headings.setdefault(table.name, {})[cell.column] = table.columns[fold]


def _facts(row: Row, values: Sequence[Cell], headings: Mapping[int, int], where: _Where) -> Iterator[Fact]:
    wanted = len(row.facts)
    table = f"{where.section}/表{where.number}/"
    exact = (
        len(values) >= wanted
        and not any(cell.text.strip() for cell in values[wanted:])
        and (not headings or all(headings.get(values[i].column, i) == i for i in range(wanted)))
    )
    if not exact:
        yield from _unreadable(row, values, table, where)
        return
    document, section, certainty = where.document, where.section, where.table.certainty
    for index, path in enumerate(row.facts):
        cell = values[index]
        text, start = cell.text, cell.start
        place = Place(
            document, start, start + len(text), table + row.addresses[index], section, cell.native, cell.page
        )
        figure = read_figure(text)
        yield Fact(path, row.names[index], figure.value, figure.state, text, place, certainty)


def _unreadable(row: Row, values: Sequence[Cell], table: str, where: _Where) -> Iterator[Fact]:
    """A row whose values do not come out is refused as a whole, at the place of all of them."""
    start = values[0].start if values else where.table.rows[0][0].start
    end = values[-1].start + len(values[-1].text) if values else start
    for path, name, address in zip(row.facts, row.names, row.addresses, strict=True):
        place = Place(where.document, start, end, table + address, where.section)
        yield Fact(path, name, None, "unreadable", place.text, place, where.table.certainty)


def _enter(entry: Entry, document: Document, edition: Edition, tally: _Tally) -> None:
    """Take a figure named by its path, as in a report written as data."""
    path = edition.aliases.get(entry.fact, entry.fact)
    row = next((row for row in edition.rows.values() if path in row.facts), None)
    section, address = _entry_address(path, row, edition) if row else ("", path)
    if row:
        tally.found.setdefault(row.table, None)
    place = Place(document, entry.start, entry.start + len(entry.text), address, section, entry.native)
    figure = read_figure(entry.text)
    state: State = figure.state
    label = edition.known.get(path) or Words(path)
    tally.facts[path] = Fact(path, label, figure.value, state, entry.text, place)


def _entry_address(path: str, row: Row, edition: Edition) -> tuple[str, str]:
    official = official_table(edition, row.table)
    address = row.addresses[row.facts.index(path)]
    return official.section, f"{official.section}/表1/{address}"


def official_table(edition: Edition, name: str) -> OfficialTable:
    """Return the official table of that name; raises KeyError if the form has none."""
    for table in edition.tables:
        if table.name == name:
            return table
    raise KeyError(name)
