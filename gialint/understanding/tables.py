"""Tables become facts: rows are known by their labels, values by their place after them.

A row whose values do not come out exactly is unreadable as a whole: a misread figure is
worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from gialint.model import Altered, Cell, Certainty, Document, Entry, Fact, Place, State, Table, Text
from gialint.reading.grid import unframed
from gialint.records import NamedTuple
from gialint.understanding.edition import Edition, Group, Row
from gialint.understanding.figure_cells import Habit, figure_cells, habit
from gialint.understanding.figures import read_figure
from gialint.understanding.marked import why_unreadable
from gialint.understanding.rows import Found, official_rows, official_table

UNFILLED: tuple[State, ...] = ("blank", "absent", "unreadable")
"""States of a figure that another row of the same label may still give."""


class Tabled(NamedTuple):
    """What the tables say: facts by path, and the block of each official table.

    A table whose figures were given as data (a report in YAML) is found, and is in no block.
    """

    facts: Mapping[str, Fact]
    found: Mapping[str, Table | None]
    altered: tuple[Altered, ...] = ()
    """The rows that the report calls otherwise than the form does."""

    def complete(self, edition: Edition) -> bool:
        """Return whether every row of every official table is there, readable or not."""
        joined = {row for group in self.joined(edition) for row in group.members}
        return all(row.facts[0] in self.facts or row in joined for row in edition.rows.values())

    def joined(self, edition: Edition) -> Sequence[Group]:
        """Return the groups of rows in whose place the report has one row."""
        groups = [group for table in edition.tables for group in table.groups.values()]
        return [
            group
            for group in groups
            if any(path in self.facts for path in group.row.facts)
            and not any(path in self.facts for row in group.members for path in row.facts)
        ]

    def sets(self, edition: Edition) -> Mapping[str, tuple[str, ...]]:
        """Return the form's lists of facts as the report has them."""
        sets = dict(edition.sets)
        for group in self.joined(edition):
            for name, members in sets.items():
                if set(group.parts) <= set(members):
                    kept = [group.name if each == group.parts[0] else each for each in members]
                    sets[name] = tuple(each for each in kept if each not in group.parts)
        return sets


class _Tally(NamedTuple):
    facts: dict[str, Fact]
    found: dict[str, Table | None]
    altered: list[Altered]


class _Where(NamedTuple):
    """The table being read and how its cells are addressed."""

    document: Document
    table: Table
    section: str
    number: int


def tables(document: Document, sections: Sequence[str], edition: Edition) -> Tabled:
    """Read every official table; ``sections`` names the section in which each table stands."""
    tally = _Tally({}, {}, [])
    counted: dict[str, int] = {}
    blocks = [block for block in document.blocks if isinstance(block, Table)]
    for table, section in zip(blocks, sections, strict=True):
        counted[section] = counted.get(section, 0) + 1
        rows = unframed(table.rows)
        table = table if rows is table.rows else table._replace(rows=tuple(rows))
        _read(_Where(document, table, section or "前言", counted[section]), edition, tally)
    for entry in document.entries:
        _enter(entry, document, edition, tally)
    return Tabled(tally.facts, tally.found, tuple(tally.altered))


def _read(where: _Where, edition: Edition, tally: _Tally) -> None:
    unread = partial(_is_unread, where.document) if where.document.marked else None
    rows = official_rows(where.table, where.section, edition, unread)
    filled = habit(where.table, rows)
    for found in rows:
        tally.found.setdefault(found.row.table, where.table)
        if found.written is not None and found.row.facts[0] not in tally.facts:
            tally.altered.append(_altered(found, found.written, where))
        for fact in _facts(found, _figure_cells(found, filled, where.document), where):
            # Of two rows of one label the first counts, unless it is empty: a continued table repeats some.
            held = tally.facts.get(fact.path)
            if held is None or held.state in UNFILLED:
                tally.facts[fact.path] = fact


def _altered(found: Found, label: Cell, where: _Where) -> Altered:
    row = found.row
    address = f"{where.section}/表{where.number}/{row.addresses[0].partition('/')[0]}"
    place = label.place(where.document, address, where.section)
    return Altered(row.table, row.label, place, found.group is not None)


def _figure_cells(found: Found, filled: Habit, document: Document) -> Sequence[Cell] | None:
    """Return the cell of each figure of a row; a cell that cannot be read is no padding."""
    cells = figure_cells(found, filled)
    if cells is None or len(cells) == len(found.values) or not document.marked:
        return cells
    padding = (cell for cell in found.values if cell not in cells)
    return None if any(_is_unread(document, cell) for cell in padding) else cells


def _is_unread(document: Document, cell: Cell) -> bool:
    return why_unreadable(document, cell.start, cell.start + len(cell.text)) is not None


def _fact(path: str, name: Text, place: Place, certainty: Certainty = "exact") -> Fact:
    """Read the figure at a place."""
    why = why_unreadable(place.document, place.start, place.end)
    if why:
        return Fact(path, name, None, "unreadable", place.text, place, certainty, why=why)
    state, value, _ = read_figure(place.text)
    return Fact(path, name, value, state, place.text, place, certainty)


def _facts(found: Found, cells: Sequence[Cell] | None, where: _Where) -> Iterator[Fact]:
    row = found.row
    table = f"{where.section}/表{where.number}/"
    if cells is None:
        yield from _unreadable(found, table, where)
        return
    for path, name, address, cell in zip(row.facts, row.names, row.addresses, cells, strict=True):
        yield _fact(path, name, cell.place(where.document, table + address, where.section), found.certainty)


def _unreadable(found: Found, table: str, where: _Where) -> Iterator[Fact]:
    """A row whose values cannot be matched is rejected as a whole, at the place of all of them."""
    row, cells = found.row, found.values or found.line
    end = cells[-1].start + len(cells[-1].text)
    for path, name, address in zip(row.facts, row.names, row.addresses, strict=True):
        place = cells[0].place(where.document, table + address, where.section)._replace(end=end)
        yield Fact(path, name, None, "unreadable", place.text, place, found.certainty)


def _enter(entry: Entry, document: Document, edition: Edition, tally: _Tally) -> None:
    """Take a figure named by its path, as in a report written as data."""
    path = edition.aliases.get(entry.fact, entry.fact)
    row = next((row for row in edition.rows.values() if path in row.facts), None)
    section, address = _entry_address(path, row, edition) if row else ("", path)
    if row:
        tally.found.setdefault(row.table, None)
    place = Place(document, entry.start, entry.start + len(entry.text), address, section, entry.native)
    tally.facts[path] = _fact(path, edition.known.get(path) or Text(path), place)


def _entry_address(path: str, row: Row, edition: Edition) -> tuple[str, str]:
    official = official_table(edition, row.table)
    address = row.addresses[row.facts.index(path)]
    return official.section, f"{official.section}/表1/{address}"
