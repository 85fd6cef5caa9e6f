"""Which cells after a row's label hold its figures, where the row has more cells than figures.

Blanks may follow as padding to the table's width, or come first where a label spans columns: a table
has the one habit or the other, and unambiguous rows show which. A blank that may be either is
never guessed at. If no row is unambiguous, the headings above decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gialint.model import Cell, Table
from gialint.records import NamedTuple
from gialint.understanding.figures import looks_like_value
from gialint.understanding.rows import Found, without_repeats


class Habit(NamedTuple):
    """How a table fills its rows.

    ``width`` is how many cells most rows have, where a row is only a sequence of cells (0 on a grid);
    ``padded`` and ``spanned``: some row has blanks after its figures, or before them.
    """

    width: int
    padded: bool
    spanned: bool


def habit(table: Table, rows: Iterable[Found]) -> Habit:
    """Find a table's habit from those of its rows that leave no doubt."""
    width = 0 if table.geometry else Counter(map(len, table.rows)).most_common(1)[0][0]
    padded = spanned = False
    for found in rows:
        surplus = len(found.values) - len(found.row.facts)
        if surplus > 0:
            before = _blank(found.values[:surplus])
            after = _blank(found.values[-surplus:])
            padded = padded or (after and not before)
            spanned = spanned or (before and not after)
    if not (padded or spanned or table.geometry):
        headings = set(map(_heading, table.rows))
        padded = "padded" in headings and "spanned" not in headings
    return Habit(width, padded, spanned)


def _heading(row: Sequence[Cell]) -> str:
    """Tell what blanks do in a row of headings: they follow all of them, or each that spans some."""
    words = [index for index, cell in enumerate(row) if cell.text.strip()]
    if len(words) < 2 or any(looks_like_value(row[index].text) for index in words):
        return ""
    if words[-1] - words[0] >= len(words):
        return "spanned"
    return "padded" if not words[0] and words[-1] < len(row) - 1 else ""


def figure_cells(found: Found, habit: Habit) -> Sequence[Cell] | None:
    """Return the cell of each figure of a row, none where they do not come out.

    Headings of the grid's columns decide. Without them a row as long as most is whole; in another
    a blank that follows may be padding where a figure was lost.
    """
    values, wanted = found.values, len(found.row.facts)
    surplus = len(values) - wanted
    if surplus < 0:
        return None
    if not surplus:
        return values if _fits(found, habit) else None
    if found.repeats and (once := _once(values, found.repeats, wanted)):
        return once
    first, last = values[:wanted], values[surplus:]
    before, after = _blank(values[:surplus]), _blank(values[wanted:])
    if found.columns:
        if after and _under(found.columns, first):
            return first
        return last if before and _under(found.columns, last) else None
    if _blank(values):
        return first
    if before and after:
        # Either blanks may be the padding: the table's other rows must agree on which.
        before, after = habit.spanned and not habit.padded, habit.padded and not habit.spanned
    whole = _whole(values, habit)
    if after and (whole or first[-1].text.strip()):
        return first
    return last if before and whole else None


def _once(values: Sequence[Cell], repeats: Mapping[int, int], wanted: int) -> Sequence[Cell] | None:
    """Return the figures without those that are written again, if that is what is too many of them."""
    once = without_repeats(values, repeats)
    return (
        once[:wanted] if len(once) < len(values) and _blank(once[wanted:]) and len(once) >= wanted else None
    )


def _fits(found: Found, habit: Habit) -> bool:
    """Whether a row of just enough cells has lost none: a blank at its end may be padding it should have."""
    if found.columns:
        return _under(found.columns, found.values)
    if not habit.padded or _whole(found.values, habit):
        return True
    return bool(found.values[-1].text.strip()) or _blank(found.values)


def _whole(values: Sequence[Cell], habit: Habit) -> bool:
    return not habit.width or values[-1].column + 1 == habit.width


def _blank(cells: Sequence[Cell]) -> bool:
    return not any(cell.text.strip() for cell in cells)


def _under(headings: Mapping[int, int], cells: Sequence[Cell]) -> bool:
    columns = [headings.get(cell.column, index) for index, cell in enumerate(cells)]
    return columns == list(range(len(cells)))
