"""Tables over page breaks: two parts with the same columns become one, a row cut in two is made whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from gialint.lazy_regex import lazy_regex
from gialint.reading.pdf.grid import PADDING, PageCell, PageTable, goes_on
from gialint.reading.pdf.lines import parts_gloss
from gialint.records import replace

DRIFT = 3.0
"""Points by which a column may stand elsewhere on the next page."""
NUMBERED = lazy_regex(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
LETTER = lazy_regex(r"[^\W\d_]")
OPENING = lazy_regex("[（(〈《“‘「『【〔[]")
CLOSING = lazy_regex("[）)〉》”’」』】〕\\]]")

Edge: TypeAlias = Mapping[tuple[int, int], PageCell]
"""The cells along a break by column and colspan."""


def joined(upper: PageTable, lower: PageTable) -> PageTable | None:
    """Return the table of which the two are parts, or none where their columns differ."""
    xs = _columns(upper.xs, lower.xs)
    if xs is None:
        return None
    upper, lower = _on(upper, xs), _without_headings(_on(lower, xs), _on(upper, xs))
    last = {_columns_of(cell): cell for cell in upper.cells if _below(cell) == upper.rows}
    first = {_columns_of(cell): cell for cell in lower.cells if cell.slot[0] == 0}
    cut = last.keys() == first.keys() and _is_cut(last, first, upper.open_bottom or lower.open_top)
    whole = {key: _whole(last[key], first[key], int(cut)) for key in _spanning(last, first, cut)}
    shift = upper.rows - cut
    cells = [
        whole.get(_columns_of(cell), cell) if _below(cell) == upper.rows else cell for cell in upper.cells
    ]
    cells += [_moved(cell, shift) for cell in lower.cells if cell.slot[0] or _columns_of(cell) not in whole]
    return PageTable(
        xs,
        shift + lower.rows,
        tuple(sorted(cells, key=attrgetter("slot"))),
        upper.box,
        upper.sound and lower.sound,
        upper.open_top,
        lower.open_bottom,
    )


def _columns(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """Return the columns of the finer of two grids where it has all those of the other."""
    fine, coarse = (one, other) if len(one) >= len(other) else (other, one)
    ends = (fine[0] - coarse[0], fine[-1] - coarse[-1])
    if any(abs(off) > DRIFT for off in ends) or any(abs(fine[_nearest(fine, x)] - x) > DRIFT for x in coarse):
        return None
    return tuple(fine)


def _nearest(xs: Sequence[float], x: float) -> int:
    index = bisect_left(xs, x, 1, len(xs) - 1)
    return index if xs[index] - x < x - xs[index - 1] else index - 1


def _on(table: PageTable, xs: Sequence[float]) -> PageTable:
    """Return a table with its cells on a finer grid."""
    if len(table.xs) == len(xs):
        return table
    at = [_nearest(xs, x) for x in table.xs]
    cells: list[PageCell] = []
    for cell in table.cells:
        row, column, rowspan, colspan = cell.slot
        slot = row, at[column], rowspan, at[column + colspan] - at[column]
        cells.append(replace(cell, slot=slot))
    return replace(table, xs=tuple(xs), cells=tuple(cells))


def _without_headings(lower: PageTable, upper: PageTable) -> PageTable:
    """Return a table without the rows that repeat the first rows of the one it goes on."""
    ours, theirs = _rows(lower), _rows(upper)
    same = 0
    while same < lower.rows - 1 and same < upper.rows and ours[same] == theirs[same]:
        same += 1
    while same and any(cell.slot[0] < same < _below(cell) for cell in lower.cells):
        same -= 1
    if not same or not any(text for text, _ in ours[0]):
        return lower
    kept = tuple(_moved(cell, -same) for cell in lower.cells if cell.slot[0] >= same)
    return replace(lower, rows=lower.rows - same, cells=kept, open_top=False)


def _rows(table: PageTable) -> list[list[tuple[str, tuple[int, ...]]]]:
    rows: list[list[tuple[str, tuple[int, ...]]]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.slot[0]].append((cell.text, cell.slot))
    return rows


def _is_cut(last: Edge, first: Edge, unruled: bool) -> bool:
    """Return whether the cells above and below a break are one row.

    Nothing may speak against it: figures above and below, or a label that begins anew. Then one of
    these must speak for it: no line is drawn at the break, nothing is left below, the labels go on,
    or the label stands above and its figures below.
    """
    pairs = [(last[key], first[key]) for key in first]
    both = [(above, below) for above, below in pairs if above.text and below.text]
    if both and _spills(pairs):
        return True
    if any(_is_figure(cell) for pair in both for cell in pair) or any(_begins(below) for _, below in both):
        return False
    if unruled or not any(below.text for _, below in pairs):
        return True
    figures_above = any(_is_figure(above) for above, _ in pairs)
    if figures_above and any(_is_figure(below) for _, below in pairs):
        return False
    if both:
        return all(_goes_on(above, below) for above, below in both)
    return not figures_above and all(_is_figure(below) for _, below in pairs if below.text)


def _spills(pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
    """Return whether figures go on below, but not all of them, as they would in a row of its own."""
    below = [pair for pair in pairs if pair[1].text]
    figures = sum(_is_figure(above) for above, _ in pairs)
    spilled = [pair for pair in below if all(map(_is_figure, pair))]
    return 0 < len(spilled) < figures and all(pair in spilled or _goes_on(*pair) for pair in below)


def _spanning(last: Edge, first: Edge, cut: bool) -> list[tuple[int, int]]:
    """Return in which columns a cell goes on over a break: in all of a cut row, else in merged labels."""
    if cut:
        return list(first)
    labels = max((column for (column, _), cell in first.items() if _is_label(cell)), default=-1)
    found: list[tuple[int, int]] = []
    for key in first.keys() & last.keys():
        above, below = last[key], first[key]
        tall = above.slot[2] > 1 or below.slot[2] > 1
        beside = key[0] < labels or (_is_label(below) and below.slot[2] > 1)
        if tall and beside and (not above.text or not below.text or _goes_on(above, below)):
            found.append(key)
    return found


def _goes_on(above: PageCell, below: PageCell) -> bool:
    """Return whether a label goes on below: there was no more room for it, or inside brackets."""
    if _begins(below) or _is_figure(above) or _is_figure(below):
        return False
    if parts_gloss(above.text, below.text):
        return True
    unclosed = len(OPENING.findall(above.text)) > len(CLOSING.findall(above.text))
    return unclosed or above.room < below.lead + PADDING


def _begins(cell: PageCell) -> bool:
    return NUMBERED.match(cell.text.replace("\n", "")) is not None


def _is_label(cell: PageCell) -> bool:
    return LETTER.search(cell.text) is not None


def _is_figure(cell: PageCell) -> bool:
    return bool(cell.text) and not _is_label(cell)


def _whole(above: PageCell, below: PageCell, shared: int) -> PageCell:
    """Return a cell made of two parts; ``shared`` is 1 where they are parts of one row."""
    row, column, rowspan, colspan = above.slot
    slot = (row, column, rowspan + below.slot[2] - shared, colspan)
    hidden = above.hidden or below.hidden
    if not below.text:
        return replace(above, slot=slot, hidden=hidden)
    if not above.text:
        return replace(below, slot=slot, hidden=hidden)
    parting = "" if goes_on(above.text, above.room, below.text, below.lead) else "\n"
    return replace(above, text=above.text + parting + below.text, slot=slot, room=below.room, hidden=hidden)


def _moved(cell: PageCell, rows: int) -> PageCell:
    row, column, rowspan, colspan = cell.slot
    return replace(cell, slot=(row + rows, column, rowspan, colspan))


def _columns_of(cell: PageCell) -> tuple[int, int]:
    return cell.slot[1], cell.slot[3]


def _below(cell: PageCell) -> int:
    return cell.slot[0] + cell.slot[2]
