"""How the digits of a PDF page look: small and raised, or struck through.

A raised digit is read as the character it is (12²), a struck one with a stroke laid over it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from gialint.reading.pdf_glyphs import DIGITS, Glyph

RAISED = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
LOWERED = str.maketrans("0123456789０１２３４５６７８９", "₀₁₂₃₄₅₆₇₈₉" * 2)
STROKE = "\u0336"

SMALL = 0.8
"""Share of the height of the digits beside it below which a digit is a small one."""
OFF = 0.2
"""Share of that height by which a digit must stand higher or lower to be no part of their number."""
MIDDLE = (0.3, 0.65)
"""Between which shares of its height a line strikes a digit out; the box reaches below the base line."""
APART = 0.5
"""Share of its height from which a gap parts a digit from the one before it."""
Stroke = tuple[float, float, float]
"""A horizontal line: its height, and from where to where it runs."""


def struck_out(glyphs: Sequence[Glyph], strokes: Iterable[Stroke]) -> list[Glyph]:
    """Return characters, the digits that a line crosses with a stroke over them."""
    lines = sorted(strokes)
    heights = [height for height, *_ in lines]
    found: list[Glyph] = []
    for glyph in glyphs:
        left, bottom, right, top, character = glyph
        if character in DIGITS:
            low, high = (bottom + share * (top - bottom) for share in MIDDLE)
            middle = (left + right) / 2
            near = lines[bisect_left(heights, low) : bisect_left(heights, high)]
            if any(start <= middle <= end for _, start, end in near):
                glyph = left, bottom, right, top, character + STROKE
        found.append(glyph)
    return found


def with_heights(row: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return a row of characters, digits raised or lowered beside others as the characters they are."""
    changed: list[Glyph] = []
    run: list[Glyph] = []
    for glyph in row:
        if run and not (glyph[4] in DIGITS and glyph[0] - run[-1][2] < APART * (glyph[3] - glyph[1])):
            changed += _levelled(run)
            run = []
        if glyph[4] in DIGITS:
            run.append(glyph)
        else:
            changed.append(glyph)
    return [*changed, *_levelled(run)]


def _levelled(run: Sequence[Glyph]) -> Sequence[Glyph]:
    if len(run) < 2:
        return run
    height = max(top - bottom for _, bottom, _, top, _ in run)
    large = [glyph for glyph in run if glyph[3] - glyph[1] > SMALL * height]
    level = sum(glyph[1] + glyph[3] for glyph in large[:1]) / 2
    return [_placed(glyph, level, height) for glyph in run]


def _placed(glyph: Glyph, level: float, height: float) -> Glyph:
    left, bottom, right, top, character = glyph
    off = (bottom + top) / 2 - level
    if top - bottom > SMALL * height and abs(off) < OFF * height:
        return glyph
    return left, bottom, right, top, character.translate(RAISED if off > 0 else LOWERED)
