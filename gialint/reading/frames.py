"""What a program that keeps tables writes around them: numbers of rows and columns, names of its own.

A data frame is written with its columns numbered above it and its rows before it, blank cells as ``nan``,
columns without a name as ``Unnamed: 3``, and a name that is there twice as ``总计.1``. None of it is the
report's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gialint.document import Cell

Row = tuple[Cell, ...]

BLANKS = frozenset({"nan", "NaN", "<NA>"})
_UNNAMED = re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_COUNTED = re.compile(r"(.+)\.(\d+)")


def is_filler(text: str) -> bool:
    """Tell whether such a program wrote the text where a cell is blank."""
    return text in BLANKS or (text[:1] == "U" and _UNNAMED.fullmatch(text) is not None)


def unframed(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without the numbers of rows and columns, and with the names that columns had."""
    if len(rows) < 2 or not rows[0]:
        return rows
    head, below = rows[0], rows[1:]
    named = [cell.text for cell in head[0 if head[0].text else 1 :]]
    indexed = not head[0].text and all(row and row[0].text == str(at) for at, row in enumerate(below))
    numbered = len(named) > 1 and named == list(map(str, range(len(named))))
    if not numbered and any("." in name for name in named):
        rows = [_once_named(head), *below]
    if not numbered and not indexed:
        return rows
    kept, above, first = (below, 1, int(indexed)) if numbered else (rows, 0, 1)
    return [
        tuple(cell._replace(row=cell.row - above, column=cell.column - first) for cell in row[first:])
        for row in kept
    ]


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
