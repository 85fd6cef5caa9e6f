"""Rows of the form that the report has without their labels, or under other words: known by their place.

Between two rows whose labels are known the form has certain others. If as many rows without labels,
full of figures, are between them, they are these; with fewer, it is unknown which are missing.
Figures of several rows may also be in one: fifty-six after the label of a group of eight rows.

A row that stands alone in the place of one of them, under its number and like it in its words (shortened,
misspelt), is that row; and one with the label of a whole group, in the place of all of its rows, has the
figures of the group. Where not every row between the two comes out so, none of them does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell
from gialint.records import NamedTuple
from gialint.understanding.edition import Edition, Group, OfficialTable, Row


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
                barred = barred or (sure and not groups.issuperset(filter(None, line.folds)))
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


SHORTEST = 3
"""Characters below which a label says too little to be like another."""
LONGEST = 60
ALIKE = 0.6
"""Share of the shorter of two labels that must be in the other, in the same order."""

_NUMBER = lazy_regex(r"\s*[（(]?([一二三四五六七八九十]+|\d{1,2})[）)、.．,，]")

_CUT_NUMBER = lazy_regex(r"^[(（]?[一二三四五六七八九十]{0,2}[)）、]?")
"""What may be left of a group's number where its label is broken in two."""


class Near(NamedTuple):
    """A row of the form with the line that is it and the cells after its label, as written there."""

    row: Row
    line: Line
    values: Sequence[Cell]
    label: Cell
    group: Group | None = None
    """The group that the line joins in one row."""


class Pieces:
    """The labels of groups that are broken over the adjacent rows, and how far they were read."""

    def __init__(self) -> None:
        self.read: Mapping[str, int] = {}

    def go_on(self, row: Row, before: Sequence[str]) -> bool:
        """Return whether what stands before a row's label are its groups, whole or piece by piece."""
        read = dict(self.read)
        for whole in before:
            piece = _CUT_NUMBER.sub("", whole)
            if not piece or whole in row.under:
                continue
            ends = {label: _end(label, piece, read.get(label, 0)) for label in row.under}
            fitting = [label for label, end in ends.items() if end]
            if not fitting:
                return False
            label = min(fitting, key=lambda label: ends[label] - read.get(label, 0))
            read[label] = ends[label]
        self.read = read
        return True


def _end(label: str, piece: str, start: int) -> int:
    """Return where a piece ends in a label of which so much was read, or in the same begun again; or 0."""
    at = label.find(piece, start)
    if at < 0:
        at = label.find(piece) if label.startswith(piece) else -1
    return at + len(piece) if at >= 0 else 0


def near_rows(lines: Sequence[Line], official: OfficialTable, edition: Edition) -> list[Near]:
    """Return the rows of a table that are the form's though their labels are not."""
    place = {row: index for index, row in enumerate(official.rows)}
    found: list[Near] = []
    between: list[Line] = []
    last: int | None = None
    for line in lines:
        if line.row is None:
            between.append(line)
            continue
        here = place.get(line.row)
        if last is not None and here is not None and here > last + 1 and between:
            found += _fitted(between, official.rows[last + 1 : here], official, edition)
        last, between = here, []
    return found


def _fitted(
    between: Sequence[Line], missing: Sequence[Row], official: OfficialTable, edition: Edition
) -> Sequence[Near]:
    """Return what the lines between two known rows are, nothing where they are not all that is missing."""
    found: list[Near] = []
    at = 0
    for line in between:
        near = _near(line, missing[at:], official, edition)
        if near is None:
            if _has_figures(line):
                return ()
            continue
        found.append(near)
        at += len(near.group.members) if near.group else 1
    return found if at == len(missing) else ()


def _near(line: Line, missing: Sequence[Row], official: OfficialTable, edition: Edition) -> Near | None:
    labels = list(_labels(line))
    if not labels or not missing:
        return None
    *above, (own, values) = labels
    group = official.groups.get(edition.label(own.text))
    if group is not None and tuple(missing[: len(group.members)]) != group.members:
        group = None
    row = group.row if group else missing[0]
    if not Pieces().go_on(row, [edition.label(cell.text) for cell, _ in above]):
        return None
    return Near(row, line, values, own, group) if group or _is_like(own.text, row, edition) else None


def _has_figures(line: Line) -> bool:
    return any(cell.text.strip() and not fold for cell, fold in zip(line.cells, line.folds, strict=True))


def _labels(line: Line) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Yield the cells with words that stand before any figure, each once and with the cells after it."""
    for index, (cell, fold) in enumerate(zip(line.cells, line.folds, strict=True)):
        if fold and fold in line.folds[index + 1 : index + 2]:
            continue  # a merged cell that is written in each of its columns
        if fold:
            yield cell, line.cells[index + 1 :]
        elif cell.text.strip():
            return


def _is_like(written: str, row: Row, edition: Edition) -> bool:
    ours, theirs = _NUMBER.match(written), _NUMBER.match(row.label)
    if not ours or not theirs or ours[1] != theirs[1]:
        return False
    fold = edition.fold(written)
    if not SHORTEST <= len(fold) <= LONGEST:
        return False
    others = [label for label, each in edition.rows.items() if each is row]
    return any(_share(fold, other) >= ALIKE for other in (*others, edition.fold(row.of.zh)))


def _share(one: str, other: str) -> float:
    """Return how much of the shorter of two labels the other has in the same order."""
    row = [0] * (len(other) + 1)
    for character in one:
        above = row
        row = [0]
        for index, against in enumerate(other):
            row.append(above[index] + 1 if character == against else max(above[index + 1], row[index]))
    return row[-1] / min(len(one), len(other))
