"""Rows that lost their labels, known by their order.

Between two rows whose labels are known the form has a certain number of others. If as many rows
full of figures are between them, they are these; with fewer, it is unknown which are missing.
Figures of several rows may also be in one: fifty-six after the label of a group of eight rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Cell
from gialint.records import NamedTuple
from gialint.understanding.edition import OfficialTable, Row


class Line(NamedTuple):
    """A row of a table with its cells folded (values fold to nothing), and the official row it is."""

    cells: Sequence[Cell]
    folds: Sequence[str]
    row: Row | None


Ordered = list[tuple[Row, Sequence[Cell]]]


def by_order(lines: Sequence[Line], official: OfficialTable, *, sure: bool) -> Ordered | None:
    """Return the rows of a table without labels with their cells, or none if the order contradicts.

    It does if labelled rows are in another order than the form's, or more rows full of
    figures are between them than it has. With ``sure`` cells a label that is unknown is another row's.
    """
    width = len(official.columns)
    place = {row.label: index for index, row in enumerate(official.rows)}
    groups = frozenset().union(*(row.under for row in official.rows))
    ordered: Ordered = []
    last, open_rows, barred = -1, list[Sequence[Cell]](), False
    for line in [*lines, None]:
        row = line.row if line is not None else None
        if line is not None and (row is None or row.table != official.name):
            figures = _figures(line)
            if row is None and figures and len(figures) % width == 0:
                open_rows += [figures[at : at + width] for at in range(0, len(figures), width)]
                barred = barred or (sure and not _labels(line) <= groups)
            continue
        here = len(place) if row is None else place[row.label]
        if here <= last or len(open_rows) > here - last - 1:
            return None
        if len(open_rows) == here - last - 1 and not barred:
            ordered += zip(official.rows[last + 1 : here], open_rows, strict=True)
        last, open_rows, barred = here, [], False
    return ordered


def _figures(line: Line) -> Sequence[Cell]:
    """The values after the row's last label, blank ones left out."""
    first = max((index for index, fold in enumerate(line.folds) if fold), default=-1) + 1
    return [cell for cell in line.cells[first:] if cell.text.strip()]


def _labels(line: Line) -> set[str]:
    return {fold for fold in line.folds if fold}
