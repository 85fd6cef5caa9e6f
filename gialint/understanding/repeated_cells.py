"""Merged cells that are written again in each of their columns, as converters of tables leave them.

A label is then followed by itself, and so is a figure; the heading above shows which figures are one cell,
because it is repeated over the same columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gialint.model import Cell


def after_repeats(folds: Sequence[str], index: int) -> int:
    """Return the index after a label and what says it again, as a merged cell of labels is written."""
    end = index + 1
    while end < len(folds) and folds[end] == folds[index]:
        end += 1
    return end


def note_repeats(cells: Sequence[Cell], folds: Sequence[str], above: Mapping[int, int]) -> Mapping[int, int]:
    """Return for each column under a repeated heading where that begins, after one more row of headings."""
    if not above and all(fold != after or not fold for fold, after in pairwise(folds)):
        return above
    noted = dict(above)
    begin = -1
    for index, (cell, fold) in enumerate(zip(cells, folds, strict=True)):
        if not fold:
            continue
        if not index or folds[index - 1] != fold:
            begin = cell.column
        noted[cell.column] = begin
    return noted


def without_repeats(cells: Sequence[Cell], repeats: Mapping[int, int]) -> Sequence[Cell]:
    """Return the cells but those that say again what stands before them under the same heading."""
    kept: list[Cell] = []
    before: Cell | None = None
    for cell in cells:
        begin = repeats.get(cell.column)
        again = before is not None and begin is not None and begin == repeats.get(before.column)
        if before is None or not again or cell.text != before.text:
            kept.append(cell)
        before = cell
    return kept
