"""Rulings that run on beyond their table, as programs draw the sides of a cell that goes over a page's end.

Such a line hangs on to whatever stands below: it goes through the words of other cells, and makes one
of two tables. Where it first goes through a letter it ends, and tables are parted where the rim of both
is missing between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from gialint.reading.pdf_glyphs import Glyph
from gialint.reading.pdf_rulings import Ruling

TOUCH = 3.0
"""Points by which a line may fall short of another that it meets."""
FEW = 4
"""Of so many lines that hang down below the last one across, no table is made: more are one cut by a page."""
MOST_MEETINGS = 200_000
"""Pairs of lines on a page above which it is left as it is."""
THROUGH = 0.2
"""Share of a letter that must stand to both sides of a line that goes through it."""


def trimmed(
    vertical: Sequence[Ruling], horizontal: Sequence[Ruling], glyphs: Sequence[Glyph]
) -> tuple[Ruling, ...]:
    """Return the upright lines of a page, those that hang down cut off where they go through a letter."""
    if len(vertical) * len(horizontal) > MOST_MEETINGS:
        return tuple(vertical)
    meetings = {line: _meetings(line, horizontal) for line in vertical}
    hanging = {line for line in vertical if meetings[line] and meetings[line][0] - line[1] > TOUCH}
    if not 0 < len(hanging) <= min(FEW, (len(vertical) - 1) // 2):
        return tuple(vertical)
    kept: list[Ruling] = []
    for line in vertical:
        start = _letter(line, meetings[line], glyphs) if line in hanging else line[1]
        if start < line[2]:
            kept.append((line[0], start, line[2]))
    return tuple(kept)


def parted(horizontal: list[Ruling], vertical: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Part lines that hang together only by what runs on from one table to the next."""
    if len(horizontal) < 2 or len(vertical) < 3:
        return [(horizontal, vertical)]
    places = sorted({at for at, _, _ in horizontal})
    rims = [
        [line for line in vertical if abs(line[0] - at) <= TOUCH] for at in (vertical[0][0], vertical[-1][0])
    ]
    cuts = [
        low
        for low, high in pairwise(places)
        if high - low > TOUCH and any(_is_missing(rim, low, high) for rim in rims)
    ]
    if not cuts:
        return [(horizontal, vertical)]
    parts: list[tuple[list[Ruling], list[Ruling]]] = []
    ends = [places[0] - TOUCH, *(cut + TOUCH for cut in cuts), places[-1] + TOUCH]
    for below, above in pairwise(ends):
        across = [line for line in horizontal if below < line[0] <= above]
        if across:
            lowest, highest = across[0][0], across[-1][0]
            sides = [
                (at, max(start, lowest), min(end, highest))
                for at, start, end in vertical
                if min(end, highest) - max(start, lowest) > TOUCH
            ]
            parts.append((across, sides))
    return [part for part in parts if all(part)]


def _meetings(line: Ruling, horizontal: Sequence[Ruling]) -> list[float]:
    """Return how high the lines across stand that an upright line meets, from the lowest."""
    at, start, end = line
    first = bisect_left(horizontal, start - TOUCH, key=_place)
    last = bisect_right(horizontal, end + TOUCH, key=_place)
    return [y for y, left, right in horizontal[first:last] if left - TOUCH <= at <= right + TOUCH]


def _letter(line: Ruling, meetings: Sequence[float], glyphs: Sequence[Glyph]) -> float:
    """Return where a line begins, if it must end above the first letter that it goes through."""
    at, start, end = line
    crossed = [
        (bottom + top) / 2
        for left, bottom, right, top, character in glyphs
        if left + THROUGH * (right - left) < at < right - THROUGH * (right - left)
        and start < (bottom + top) / 2 < end
        and not character.isspace()
    ]
    if not crossed:
        return start
    highest = max(crossed)
    return min((y for y in meetings if y > highest), default=end)


def _is_missing(rim: Sequence[Ruling], low: float, high: float) -> bool:
    """Tell whether one side of a table ends where another begins, with nothing between."""
    ends = any(abs(start - high) <= TOUCH for _, start, _ in rim)
    begins = any(abs(end - low) <= TOUCH for _, _, end in rim)
    return ends and begins


def _place(line: Ruling) -> float:
    return line[0]
