"""Lines of text from the characters of a page: spaces are inferred from the gaps between them.

Where a gutter runs down the page, its left column is read before the right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from gialint.lazy_regex import lazy_regex
from gialint.reading.pdf.glyphs import Glyph, with_heights
from gialint.records import dataclass

Row = list[Glyph]
"""Characters that stand side by side, from left to right."""

OFF_LINE = 0.4
"""Share of a character's height by which it may stand higher or lower than its neighbours."""
WORD_GAP = 0.3
"""Share of an em from which a gap between two Latin letters or digits is a space."""
HAN_GAP = 0.6
"""The same beside a Chinese character: typesetters put a quarter of an em between those and digits."""
CELL_GAP = 0.1
"""Share of an em from which a gap before the figures of a table's row is a space."""
COLUMN_GAP = 1.5
"""Share of an em from which a gap sets figures apart in columns."""
OVERPRINTED = 0.3
"""Share of its width by which a character must stand beside the same one not to be its shadow."""

LATIN = r"[!-'*-~\u00a1-\u024f\u1e00-\u1eff]+"
TOKEN = lazy_regex(
    rf"[（〈《“‘「『【〔(\[]*(?:{LATIN}|.)(?:[“”‘’]+(?:{LATIN}|.)?|[)\]]+{LATIN})*"
    r"[，。、；：？！）〉》」』】〕)\],.;:?!]*"
)
"""What must stand undivided at the beginning of a line; quotation marks hold on to both sides (UAX 14)."""
NUMERIC = lazy_regex(r"[0-9０-９.,，]+")
FIGURES = lazy_regex(r"(?<![0-9.,])[0-9][0-9.,]*(?: [0-9.,]+)+$")
"""Several figures at the end of a line: a row of a table whose lines are not drawn."""
GLOSS = lazy_regex(r"(?<=[㐀-鿿)])\([a-z\u00e0-\u01dc\u0251\u0261\u0300-\u030c]{1,8}\)")
"""The sound of the character before it (公(gōng)), which sites put in that copy pages."""
LONGEST_GLOSS = 10
LONGEST_ROW = 300
"""Characters beyond which a line is no row of a table."""
HAN = "\u2e80"
"""Where the scripts of East Asia begin."""

FEWEST = 6
"""Rows that a gutter must part."""
WORDS = 8
"""Characters a row has on each side of a gutter on average; figures in columns have fewer."""
GUTTER = 9.0
"""Points that a gutter is wide."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box (left, bottom, right, top).

    ``em`` is its type size, 0 where only Latin letters show. ``lead`` is the width of what must
    stand undivided at its beginning. ``apart`` tells that a gap sets words apart in columns, and
    ``spaced`` that a space follows its last word. ``column`` is 0 for a line across the page.
    """

    text: str
    box: tuple[float, float, float, float]
    em: float
    lead: float
    apart: bool = False
    spaced: bool = False
    column: int = 0

    @property
    def middle(self) -> float:
        """How high the line stands."""
        return (self.box[1] + self.box[3]) / 2


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Sort characters into rows, from top to bottom."""
    found: list[Row] = []
    row: Row = []
    start = most = 0.0
    for depth, glyph in sorted(((-each[1] - each[3], each) for each in glyphs), key=itemgetter(0)):
        # A small one stands higher than those beside it by more than its own height allows.
        if not row or (depth > most and depth > start + 2 * OFF_LINE * _height(glyph)):
            row = []
            found.append(row)
            start = depth
            most = depth + 2 * OFF_LINE * _height(glyph)
        row.append(glyph)
    for row in found:
        row.sort(key=itemgetter(0))
    return found


def _height(glyph: Glyph) -> float:
    """Return how high a character is: a Chinese one as high as wide, though some fonts box 一 in tightly."""
    left, bottom, right, top, character = glyph
    return max(top - bottom, right - left) if character >= HAN else top - bottom


def lines(found: Iterable[Row], column: int = 0) -> list[Line]:
    """Return the lines that rows make; rows of nothing but spaces make none."""
    return [made for row in found if (made := _line(row, column)) is not None]


def parts_gloss(upper: str, lower: str) -> bool:
    """Return whether the end of a line parts a gloss, or parts it from its character."""
    seam = upper[-LONGEST_GLOSS - 1 :]
    found = GLOSS.finditer(seam + lower[:LONGEST_GLOSS])
    return any(gloss.start() <= len(seam) < gloss.end() for gloss in found)


def numeric(text: str) -> bool:
    """Return whether a text is nothing but digits, points and commas."""
    return NUMERIC.fullmatch(text) is not None


def _line(row: Sequence[Glyph], column: int) -> Line | None:
    row = with_heights(row)
    em, size = _type_size(row)
    words, ends, narrow, spaced, apart = _words(row, size)
    if not words:
        return None
    text = "".join(words)
    figures = FIGURES.search(text) if len(text) <= LONGEST_ROW else None
    if figures and figures.start() == narrow > 0:
        text = f"{text[:narrow]} {text[narrow:]}"
        ends.insert(narrow, ends[narrow - 1])
    token = TOKEN.match(text)
    first = next(glyph[0] for glyph in row if not glyph[4].isspace())
    lead = ends[token.end() - 1] - first if token else 0.0
    box = (first, min([glyph[1] for glyph in row]), ends[-1], max([glyph[3] for glyph in row]))
    return Line(text, box, em, lead, apart or figures is not None, spaced, column)


def _words(row: Sequence[Glyph], size: float) -> tuple[list[str], list[float], int, bool, bool]:
    """Return the characters of a row with spaces for gaps, and where each of them ends.

    After these: where the last figure stands that a narrow gap sets apart, whether a space ends
    the row, and whether there is a gap as between columns.
    """
    words: list[str] = []
    ends: list[float] = []
    left = right = 0.0
    last = ""
    narrow = 0
    spaced = apart = False
    for start, _, end, _, character in row:
        if character.isspace():
            spaced = True
            continue
        if last:
            if character == last and start - left < OVERPRINTED * (end - start):
                continue
            gap = start - right
            if spaced or gap > size * (WORD_GAP if character < HAN and last < HAN else HAN_GAP):
                words.append(" ")
                ends.append(right)
                apart = apart or gap > size * COLUMN_GAP
            elif gap > size * CELL_GAP and character < HAN:
                narrow = len(words)
        words += character
        left, right, last, spaced = start, max(end, right), character, False
        ends += [right] * len(character)
    return words, ends, narrow, spaced, apart


def _type_size(row: Sequence[Glyph]) -> tuple[float, float]:
    """Return the width of a Chinese character, 0 if there is none, and the best guess at it."""
    em = widest = 0.0
    for start, _, end, _, character in row:
        width = end - start
        if character >= HAN and width > em:
            em = width
        elif width > widest and character != " ":
            widest = width
    return em, em or 2 * widest


def in_reading_order(found: Sequence[Row]) -> list[Line]:
    """Return the lines of rows: across the page, or column by column between lines across it."""
    gutter = _gutter(found)
    if gutter is None:
        return lines(found)
    ordered: list[Line] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in found:
        sides = _sides(row, gutter)
        if sides is None:
            ordered += [*lines(left, 1), *lines(right, 2), *lines([row])]
            left, right = [], []
        else:
            left.append(sides[0])
            right.append(sides[1])
    return [*ordered, *lines(left, 1), *lines(right, 2)]


def _gutter(found: Sequence[Row]) -> float | None:
    """Return the place that the gaps of most rows have in common, if prose stands on both sides of it."""
    gaps = [gap for row in found for gap in _gaps(row)]
    places = [start + GUTTER / 2 for start, _ in gaps]
    shared = ((sum(low <= place <= high for low, high in gaps), place) for place in places)
    times, gutter = max(shared, default=(0, 0.0))
    if times < FEWEST:
        return None
    parted = [sides for row in found if (sides := _sides(row, gutter)) and all(sides)]
    if len(parted) < FEWEST or 2 * len(parted) < len(found):
        return None
    fewest = min(sum(len(sides[side]) for sides in parted) for side in (0, 1))
    return gutter if fewest >= WORDS * len(parted) else None


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    shapes = [glyph for glyph in row if not glyph[4].isspace()]
    for one, other in pairwise(shapes):
        if other[0] - one[2] >= GUTTER:
            yield one[2], other[0]


def _sides(row: Row, gutter: float) -> tuple[Row, Row] | None:
    """Return what stands left and right of a gutter, or none where the row runs over it."""
    left = [glyph for glyph in row if glyph[2] <= gutter]
    right = [glyph for glyph in row if glyph[0] >= gutter]
    return (left, right) if len(left) + len(right) == len(row) else None
