"""Tell rows of text that stand on a grid, and give their labels back the columns they span.

Text keeps no spans: on a grid, the columns a label spans are blank cells after it, the rows
it spans blank cells below it. Where every row is as wide and figures begin in one column,
blanks left of that column can only be spans. Elsewhere (padding at the end) nothing is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.model import Cell

Row = tuple[Cell, ...]

MARKS = frozenset({"/", "／", "-", "—", "－", "—" * 2, "无", "N/A", "O", "o", "〇", "零", "?", "？"})
"""What stands for a value beside numbers."""
POINTS = ".．,，"
"""What stands inside numbers."""

_FIGURE = re.compile(
    r"(?:[+＋\-－−]|[增减][加少]?)?\d+(?:[,， ]\d+)*(?:[.．]\d+)?\s?(?:[件条條个個项項笔元%]|[万萬]元)?"
)
_REMARKED = re.compile(r"\d+\s?[件条个项]?[（(][^（()）]*[）)]")


def figure(text: str) -> bool:
    """Tell whether a cell's text is a number with at most a unit."""
    return _FIGURE.fullmatch(text) is not None


def value(text: str) -> bool:
    """Tell whether a cell's text is a number, a mark for none, or a number with a remark."""
    return figure(text) or text in MARKS or _REMARKED.fullmatch(text) is not None


def of_figures(text: str) -> bool:
    """Tell whether a text is a value or a piece of a number."""
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
