"""A sheet of a workbook: what its XML tells of the cells, and which rows are a title, a note or a table's.

The XML (18.3.1) tells what calamine does not: errors, looks, what is hidden.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import partial

from gialint.lazy_regex import lazy_regex
from gialint.reading import Limits, Unreadable
from gialint.reading.grid import Slot, too_many_cells
from gialint.reading.package import OFF, End, Start, attribute, damaged, walk
from gialint.reading.xlsx.looks import Runs, Stretch, Style, Texts, made, numbered, shows_text, stretches
from gialint.records import NamedTuple, dataclass, replace

REFERENCE = lazy_regex(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ROW = lazy_regex("[1-9][0-9]{0,6}")
"""The place of a cell, as B4 (18.18.7)."""
PLAIN = Style()
DIGITS = 15
"""Digits that a number on a sheet has."""
WHOLE = 1_000_000
"""More characters than a cell may have."""

Place = tuple[int, int]
"""Row and column, from 0."""

NUMBERED = lazy_regex(r"\s*[一二三四五六七八九十]{1,3}[、．.]")
"""How the heading of a section begins."""


class Book(NamedTuple):
    """What all sheets of a workbook share: shared texts of several looks, and styles, by their numbers."""

    texts: Mapping[int, Runs]
    styles: Sequence[Style]


def scanned(content: bytes, part: str, limits: Limits, book: Book) -> Scan:
    """Read a sheet; raises Unreadable, and LimitExceeded for cells that lie too far apart."""
    scan = Scan(limits, book)
    walk(content, part, limits, scan.starts(), scan.text)
    scan.columns = covered(scan.ranges, scan.width)
    return scan


def covered(ranges: Iterable[tuple[int, int]], width: int) -> Set[int]:
    """Return what ranges cover of so many columns, each from its first to behind its last."""
    found: set[int] = set()
    last = 0
    for start, end in sorted(ranges):
        found.update(range(max(start, last), min(end, width)))
        last = max(last, end)
    return found


class Scan:
    """Follows the cells of a sheet: how far apart they lie, what they hold, and how they look."""

    def __init__(self, limits: Limits, book: Book) -> None:
        self.limits = limits
        self.book = book
        self.texts = Texts()
        self.row = self.column = -1
        self.height = self.width = 0
        self.kind = ""
        self.style = PLAIN
        self.runs: Runs | None = None
        self.formula = self.valued = self.picture = False
        self.value: list[str] | None = None
        self.zeros = True
        self.instead: dict[Place, str] = {}
        """What cells show that have another value: errors (``#REF!``), rounded numbers."""
        self.shown: dict[Place, tuple[Stretch, ...]] = {}
        self.rows: set[int] = set()
        """The rows that are hidden."""
        self.ranges: list[tuple[int, int]] = []
        self.columns: Set[int] = frozenset()
        """The columns that are hidden."""

    def at(self, row: int, column: int) -> tuple[Stretch, ...]:
        """Return what of a cell's text is not shown as it stands there."""
        if row in self.rows or column in self.columns:
            return (Stretch(0, WHOLE, "hidden"),)
        return self.shown.get((row, column), ())

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin."""
        return {
            **self.texts.starts(),
            "sheetView": self._view,
            "col": self._column,
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "is": self._inline,
        }

    def text(self, piece: str) -> None:
        """Take character data."""
        if self.value is not None:
            self.value.append(piece)
        elif self.kind == "inlineStr":
            self.texts.pieces.append(piece)

    def _view(self, attributes: list[str]) -> None:
        self.zeros = self.zeros and attribute(attributes, "showZeros") not in OFF

    def _column(self, attributes: list[str]) -> None:
        if _is_gone(attributes, "width"):
            first, last = (attribute(attributes, name)[:9] for name in ("min", "max"))
            if first.isdecimal() and last.isdecimal():
                self.ranges.append((int(first) - 1, int(last)))

    def _row(self, attributes: list[str]) -> None:
        number = _own(attributes, "r")
        if number and not ROW.fullmatch(number):
            raise _misplaced(number)
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1
        if _is_gone(attributes, "ht"):
            self.rows.add(self.row)

    def _cell(self, attributes: list[str]) -> End:
        self.column += 1
        reference = _own(attributes, "r")
        place = REFERENCE.fullmatch(reference)
        if place:
            self.row, self.column = int(place[2]) - 1, column_number(place[1])
        elif reference:
            raise _misplaced(reference)
        self.kind = attribute(attributes, "t") or "n"
        self.style = numbered(self.book.styles, attribute(attributes, "s"), PLAIN)
        self.runs = None
        self.formula = self.valued = False
        # What an error stands for may be a picture in the cell (18.3.1.4, vm).
        self.picture = attribute(attributes, "vm") != ""
        return self._cell_end

    def _formula(self, _: list[str]) -> None:
        self.formula = True

    def _value(self, _: list[str]) -> End | None:
        self.valued = True
        self._reach()
        told = self.kind == "n" and (self.formula or self.style.form or not self.zeros)
        if not (told or self.kind == "e" or (self.kind == "s" and self.book.texts)):
            return None
        self.value = []
        return partial(self._value_end, self.value)

    def _inline(self, _: list[str]) -> End:
        self.valued = True
        self._reach()
        self.texts.begin()
        return self._inline_end

    def _inline_end(self) -> None:
        self.runs = self.texts.runs

    def _value_end(self, pieces: list[str]) -> None:
        value = "".join(pieces)
        self.value = None
        if self.kind == "e":
            self.instead[self.row, self.column] = value
        elif self.kind == "s":
            self.runs = self.book.texts.get(int(value)) if value.isdecimal() and len(value) < 9 else None
        else:
            self._form(value)

    def _cell_end(self) -> None:
        if self.picture or (self.formula and not self.valued):
            self.instead[self.row, self.column] = ""
            self._show(Stretch(0, 0, "unreadable"))
        elif self.valued and (self.runs is not None or self.style.look or self.style.form):
            if self.runs is not None:
                self._show(*stretches(self.runs, self.style))
            elif self.style.manner:
                self._show(Stretch(0, WHOLE, self.style.manner))
            if self.kind not in ("n", "e", "b") and self.style.form and not shows_text(self.style.form):
                self._show(Stretch(0, WHOLE, "hidden"))

    def _form(self, value: str) -> None:
        """Note what the number format makes of a number."""
        try:
            number = Decimal(f"{float(value):.{DIGITS}g}")
        except ValueError:
            self.valued = bool(value.strip())
            return
        if not number.is_finite():
            return
        manner, rounded = made(self.style.form, number) if self.style.form else (None, None)
        if not (number or self.zeros):
            manner = "hidden"
        if manner:
            self._show(Stretch(0, WHOLE, manner))
        elif rounded is not None:
            self.instead[self.row, self.column] = f"{rounded:f}"

    def _show(self, *found: Stretch) -> None:
        if found:
            self.shown[self.row, self.column] = found

    def _reach(self) -> None:
        self.height, self.width = max(self.height, self.row + 1), max(self.width, self.column + 1)
        # Whoever reads them lays them out on a grid without holes, from the first cell to the last.
        if self.height * self.width > self.limits.cells:
            raise too_many_cells(self.limits)


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_gone(attributes: list[str], size: str) -> bool:
    """Return whether a row or column is hidden, or has no height or width."""
    return attribute(attributes, "hidden") not in ("", *OFF) or attribute(attributes, size) in ("0", "0.0")


def _own(attributes: list[str], name: str) -> str:
    """Return an attribute by its whole name, as calamine does."""
    return next((attributes[at + 1] for at in range(0, len(attributes), 2) if attributes[at] == name), "")


def _misplaced(reference: str) -> Unreadable:
    """Return the error for a place that is none: calamine would find one far off, and room up to there."""
    return damaged(f"cell {reference[:20]!r}", reference[:20])


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a sheet, from its first row and column on, and its merged ranges."""

    name: str
    rows: Sequence[Sequence[str]]
    merged: Sequence[Slot]
    looks: Callable[[int, int], tuple[Stretch, ...]]
    """What of a cell's text, by row and column, is not shown as it stands there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: its text, its place on its table's grid, and its row and column on the sheet."""

    text: str
    slot: Slot
    row: int
    column: int
    looks: tuple[Stretch, ...] = ()

    @property
    def shows(self) -> bool:
        """Whether anything is seen in it, be it text or not."""
        return bool(self.text) or any(each.manner == "unreadable" for each in self.looks)


Row = Sequence[Placed]
"""The cells that begin in a row, blank ones included."""


def blocks(sheet: Sheet, limits: Limits) -> Iterator[Placed | list[list[Placed]]]:
    """Yield the titles and notes of a sheet as single cells, its tables as rows of cells.

    A row with words in one cell only is a title above a table, after a blank row, where it is a
    sentence, and where it spans the table and is numbered as a section; at the end of a table it
    is a note if it spans the table. Elsewhere it is a row of the table that has no figures.
    Blank rows and columns are dropped. Raises LimitExceeded where merged ranges overlap without end.
    """
    table: list[Row] = []
    apart = True
    for row in _rows(sheet, limits):
        words = [cell for cell in row if cell.shows]
        if not words:
            apart = True
            continue
        if len(words) == 1 and (not table or apart or _is_heading(words[0], table)):
            yield from _finished(table)
            table = []
            yield words[0]
        else:
            table.append(row)
        apart = False
    yield from _finished(table)


def _rows(sheet: Sheet, limits: Limits) -> Iterator[Row]:
    """Yield the cells that begin in each row; covered ones are left out."""
    width = max((len(row) for row in sheet.rows), default=0)
    merged, covered = _merged(sheet, width, limits)
    for number, texts in enumerate(sheet.rows):
        row: list[Placed] = []
        for column in range(width):
            if (number, column) in covered:
                continue
            text = texts[column] if column < len(texts) else ""
            lead = len(text) - len(text.lstrip())
            looks = tuple(
                each._replace(start=max(each.start - lead, 0), end=max(each.end - lead, 0))
                for each in sheet.looks(number, column)
            )
            slot = merged.get((number, column), (number, column, 1, 1))
            row.append(Placed(text.strip(), slot, number, column, looks))
        yield row


def _merged(
    sheet: Sheet, width: int, limits: Limits
) -> tuple[Mapping[tuple[int, int], Slot], set[tuple[int, int]]]:
    """Return the merged cells by their first place, clipped to the sheet, and the places they cover."""
    merged: dict[tuple[int, int], Slot] = {}
    covered: set[tuple[int, int]] = set()
    places = 0
    for row, column, rowspan, colspan in sheet.merged:
        rowspan, colspan = min(rowspan, len(sheet.rows) - row), min(colspan, width - column)
        if rowspan < 1 or colspan < 1:
            continue
        places += rowspan * colspan
        if places > limits.cells:
            raise too_many_cells(limits)
        merged[row, column] = (row, column, rowspan, colspan)
        covered |= {(row + r, column + c) for r in range(rowspan) for c in range(colspan)} - {(row, column)}
    return merged, covered


def _is_heading(cell: Placed, table: Sequence[Row]) -> bool:
    if cell.text.endswith("。"):
        return True
    return _spans(cell, table) and NUMBERED.match(cell.text) is not None


def _spans(cell: Placed, table: Sequence[Row]) -> bool:
    """Return whether a merged cell reaches over all columns in which a table has words."""
    _, first, _, colspan = cell.slot
    columns = [other.column for row in table for other in row if other.shows]
    return colspan > 1 and first <= min(columns) and max(columns) < first + colspan


def _finished(table: list[Row]) -> Iterator[Placed | list[list[Placed]]]:
    """Yield a table on its own grid, and then the notes at its end."""
    notes: list[Placed] = []
    while len(table) > 1:
        words = [cell for cell in table[-1] if cell.shows]
        if len(words) > 1 or not _spans(words[0], table[:-1]):
            break
        notes.insert(0, words[0])
        table = table[:-1]
    if table:
        yield _on_grid(table)
    yield from notes


def _on_grid(table: Sequence[Row]) -> list[list[Placed]]:
    """Return a table without the columns in which no words begin."""
    rows = [row[0].row for row in table]
    columns = sorted({cell.column for row in table for cell in row if cell.shows})
    placed: list[list[Placed]] = []
    for number, row in enumerate(table):
        cells: list[Placed] = []
        for cell in row:
            top, left, rowspan, colspan = cell.slot
            column, right = bisect_left(columns, left), bisect_left(columns, left + colspan)
            if column < right:
                below = bisect_left(rows, top + rowspan)
                cells.append(replace(cell, slot=(number, column, below - number, right - column)))
        placed.append(cells)
    return placed
