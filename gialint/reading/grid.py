"""Place the cells of ragged rows with spans on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from gialint.model import Words
from gialint.reading import LimitExceeded, Limits

Slot = tuple[int, int, int, int]
"""Where a cell stands: row, column (from 0), rowspan, colspan."""


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
            if cell.colspan == 1 == cell.rowspan:
                # Nothing after it can want its place, so that it need not be taken.
                covered += 1
                slots.append((row, column, 1, 1))
                column += 1
                continue
            colspan = clipped(cell.colspan, limits.span)
            rowspan = clipped(cell.rowspan or below, below)
            covered += rowspan * colspan
            if covered > limits.cells:
                raise too_many_cells(limits)
            slots.append((row, column, rowspan, _free(taken, column, colspan, row)))
            _take(taken, column, colspan, row + rowspan)
            column += colspan
        if covered > limits.cells:
            raise too_many_cells(limits)
        placed.append(slots)
    return placed


def clipped(span: int, most: int) -> int:
    """Return the span within 1 and ``most``."""
    return 1 if span < 1 else min(span, most)


def too_many_cells(limits: Limits) -> LimitExceeded:
    """Return the error for tables that cover more than ``limits.cells`` grid places."""
    return LimitExceeded(
        Words(
            f"表格太大：单元格（含合并占用的格子）超过 {limits.cells} 个",
            f"tables too large: more than {limits.cells} cells, merged places counted",
        ),
        Words(
            "请检查表格的合并单元格，删去多余的行列后再试。",
            "Check the merged cells, remove surplus rows and columns, and try again.",
        ),
    )


def _free(taken: list[int], column: int, colspan: int, row: int) -> int:
    ends = range(column + 1, min(column + colspan, len(taken)))
    return next((end for end in ends if taken[end] > row), column + colspan) - column


def _take(taken: list[int], column: int, colspan: int, until: int) -> None:
    end = column + colspan
    if len(taken) < end:
        taken.extend([0] * (end - len(taken)))
    for position in range(column, end):
        taken[position] = max(taken[position], until)
