"""What a program that keeps tables writes around them: numbers of rows and columns, names of its own.

A data frame is written with its columns numbered above it and its rows before it, blank cells as ``nan``,
columns without a name as ``Unnamed: 3``, and a name that is there twice as ``总计.1``. None of it is the
report's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gialint.model import Cell

Row = tuple[Cell, ...]

BLANKS = frozenset({"nan", "NaN", "<NA>"})
NARROWEST = 2
"""Columns that are worth counting."""

_UNNAMED = re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_COUNTED = re.compile(r"(.+)\.(\d+)")


def is_filler(text: str) -> bool:
    """Tell whether such a program wrote the text where a cell is blank."""
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
