"""Rows of cells on a grid: place those with spans, and undo what was done to those of text.

A program that keeps tables writes a data frame with its columns numbered above it and its rows before
it, blank cells as ``nan``, columns without a name as ``Unnamed: 3``, a name that is there twice as
``总计.1``.

Text keeps no spans: on a grid, the columns a label spans are blank cells after it, the rows it spans blank
cells below it. Where every row is as wide and figures begin in one column, blanks left of that column can
only be spans. Elsewhere (padding at the end) nothing is sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Text
from gialint.reading import LimitExceeded, Limits

Row = tuple[Cell, ...]

BLANKS = frozenset({"nan", "NaN", "<NA>"})
NARROWEST = 2
"""Columns that are worth counting."""

_UNNAMED = lazy_regex(r"Unnamed: \d+(?:_level_\d+)?")
_COUNTED = lazy_regex(r"(.+)\.(\d+)")

Slot = tuple[int, int, int, int]
"""Where a cell stands: row, column (from 0), rowspan, colspan."""

NO_FIGURES = frozenset({"/", "／", "-", "—", "－", "—" * 2, "无", "N/A", "O", "o", "〇", "零", "?", "？"})
"""What stands for a value beside numbers."""
POINTS = ".．,，"
"""What stands inside numbers."""
_FIGURE = lazy_regex(
    r"(?:[+＋\-－−]|[增减][加少]?)?\d+(?:[,， ]\d+)*(?:[.．]\d+)?\s?(?:[件条條个個项項笔元%]|[万萬]元)?"
)
_REMARKED = lazy_regex(r"\d+\s?[件条个项]?[（(][^（()）]*[）)]")


def is_filler(text: str) -> bool:
    """Return whether such a program wrote the text where a cell is blank."""
    return text in BLANKS or (text[:1] == "U" and _UNNAMED.fullmatch(text) is not None)


def unframed(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without the numbers of rows and columns, and with the names that columns had.

    A sheet may hold several tables that were written so, one below the other.
    """
    if len(rows) < 2 or not rows[0]:
        return rows
    heads = [at for at, row in enumerate(rows) if _numbers_columns(row)]
    if not heads and any("." in cell.text for cell in rows[0]):
        rows = [_once_named(rows[0]), *rows[1:]]
    indexed = _numbers_rows(rows, heads or [0])
    if 0 not in heads and not indexed:
        return rows
    first, kept = int(indexed), [row for at, row in enumerate(rows) if at not in heads]
    return [
        tuple(cell._replace(row=number, column=cell.column - first) for cell in row[first:])
        for number, row in enumerate(kept)
    ]


def _numbers_columns(row: Row) -> bool:
    """Whether a row counts from 0, but for a blank before and blanks behind."""
    if len(row) < NARROWEST or "1" not in [cell.text for cell in row[1:3]]:
        return False  # as nearly all rows
    texts = [cell.text for cell in row[not row[0].text :]]
    while texts and not texts[-1]:
        texts.pop()
    return len(texts) > 1 and texts == list(map(str, range(len(texts))))


def _numbers_rows(rows: Sequence[Row], heads: Sequence[int]) -> bool:
    """Whether the first cells count the rows below each head, from 0."""
    number = 0
    for at, row in enumerate(rows):
        if at in heads:
            if not row or row[0].text:
                return False
            number = 0
        elif not row or row[0].text != str(number):
            return False
        else:
            number += 1
    return True


def _once_named(head: Row) -> Row:
    """Return the names of columns without the numbers that tell equal ones apart."""
    seen: Counter[str] = Counter()
    cells: list[Cell] = []
    for cell in head:
        counted = _COUNTED.fullmatch(cell.text)
        if counted and counted[2] == str(seen[counted[1]]):
            cell = cell._replace(text=counted[1])
        seen[cell.text] += 1
        cells.append(cell)
    return tuple(cells)


class Spanning(Protocol):
    """A cell that says how many columns and rows it wants; a rowspan of 0 reaches the last row."""

    @property
    def colspan(self) -> int: ...

    @property
    def rowspan(self) -> int: ...


def place(rows: Iterable[Sequence[Spanning]], limits: Limits) -> list[list[Slot]]:
    """Return a slot for every cell, row by row, in the order the cells came.

    A cell goes to the next column that no cell from above covers (HTML 4.9.12.1). Spans are
    clipped to ``limits.span``, rowspans also to the last row, colspans also to the next cell
    from above, which a browser lets them cover. Raises LimitExceeded where the
    cells together cover more than ``limits.cells`` grid places.
    """
    table = list(rows)
    taken: list[int] = []
    """For each column the first row in which it is free again."""
    placed: list[list[Slot]] = []
    covered = 0
    for row, cells in enumerate(table):
        below = min(len(table) - row, limits.span)
        slots: list[Slot] = []
        column = 0
        for cell in cells:
            while column < len(taken) and taken[column] > row:
                column += 1
            colspan = clipped(cell.colspan, limits.span)
            rowspan = clipped(cell.rowspan or below, below)
            covered += rowspan * colspan
            if covered > limits.cells:
                raise too_many_cells(limits)
            end = column + colspan
            taken += [0] * (end - len(taken))
            free = next((place for place in range(column + 1, end) if taken[place] > row), end)
            slots.append((row, column, rowspan, free - column))
            taken[column:end] = [max(until, row + rowspan) for until in taken[column:end]]
            column = end
        placed.append(slots)
    return placed


def clipped(span: int, most: int) -> int:
    """Return the span within 1 and ``most``."""
    return 1 if span < 1 else min(span, most)


def too_many_cells(limits: Limits) -> LimitExceeded:
    """Return the error for tables that cover more than ``limits.cells`` grid places."""
    return LimitExceeded.because(
        f"表格太大：单元格（含合并占用的格子）超过 {limits.cells} 个",
        f"tables too large: more than {limits.cells} cells, merged places counted",
        Text(
            "请检查表格的合并单元格，删去多余的行列后再试。",
            "Check the merged cells, remove surplus rows and columns, and try again.",
        ),
    )


def figure(text: str) -> bool:
    """Return whether a cell's text is a number with at most a unit."""
    return _FIGURE.fullmatch(text) is not None


def value(text: str) -> bool:
    """Return whether a cell's text is a number, a mark for none, or a number with a remark."""
    return figure(text) or text in NO_FIGURES or _REMARKED.fullmatch(text) is not None


def of_figures(text: str) -> bool:
    """Return whether a text is a value or a piece of a number."""
    return value(text) or all(sign.isdecimal() or sign in POINTS for sign in text)


def fitted(rows: Sequence[Row]) -> tuple[tuple[Row, ...], bool]:
    """Return the rows without blanks that are spans of labels, and whether columns are a grid's.

    They are if figures line up and the last column has a heading: rows padded at the end have none.
    """
    if len({len(row) for row in rows}) > 1:
        return tuple(rows), False
    firsts = [next((cell.column for cell in row if value(cell.text)), None) for row in rows]
    figured = [(row, first) for row, first in zip(rows, firsts, strict=True) if first is not None]
    width = min((first for _, first in figured), default=0)
    if any(cell.text for row, first in figured for cell in row[width:first]):
        return tuple(rows), False
    heads = rows[: next((at for at, first in enumerate(firsts) if first is not None), len(rows))]
    regular = any(row[-1].text for row in heads)
    for column in range(1, width):
        labelled = any(row[column].text for row, _ in figured)
        # A column with a heading but no label may hold figures, all of them blank so far.
        if not labelled and (not regular or any(row[column].text for row in heads)):
            width = column
            break
    return tuple(_spanned(row, width) for row in rows) if width > 1 else tuple(rows), regular


def _spanned(row: Row, width: int) -> Row:
    """Drop the blanks among a row's labels; a label spans those after it."""
    labels = [cell for cell in row[:width] if cell.text]
    ends = [*(cell.column for cell in labels), width][1:]
    spans = [
        label._replace(colspan=end - label.column) if end - label.column > 1 else label
        for label, end in zip(labels, ends, strict=True)
    ]
    return (*spans, *row[width:])
