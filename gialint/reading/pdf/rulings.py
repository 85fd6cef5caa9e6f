"""The ruling lines of a PDF page: strokes, and the thin filled rectangles that Word draws for them.

Some run on beyond their table, as programs draw the sides of a cell that goes over a page's end. Such a line
hangs on to whatever stands below: it goes through the words of other cells, and makes one of two tables.
Where it first goes through a letter it ends, and tables are parted where the rim of both is missing between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float, c_int, c_uint
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

import pypdfium2_raw as pdfium

from gialint.model import Text
from gialint.reading import not_read
from gialint.reading.pdf.glyphs import WHITE, Frame, Glyph, Handle
from gialint.records import dataclass

Ruling: TypeAlias = tuple[float, float, float]
"""Where it lies (y of a horizontal, x of a vertical), and from where to where it runs."""
Piece: TypeAlias = tuple[float, float, float, float]
"""The box of a piece of a line: left, bottom, right, top."""
Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

ONLY_REPORT = Text(
    "请只提供年度报告本身的页面，或提供 Word（.docx）文件。",
    "Provide only the pages of the report itself, or the Word file (.docx).",
)
THICK = 3.0
"""Points up to which a filled shape is a line, and lines so close are one."""
GAP = 3.0
"""Points that may be missing between two pieces of one line."""
SHORT = 5.0
"""Points up to which a line rules nothing."""
SLANT = 0.5
"""Points by which the ends of a stroke may differ and it still goes straight."""
DEEPEST = 8
"""Forms in forms that are followed."""
MOST_STROKES = 500_000
"""Shapes of a file and strokes of their outlines, above which it is a drawing; a long report has 100 000."""
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

PATH = pdfium.FPDF_PAGEOBJ_PATH
FORM = pdfium.FPDF_PAGEOBJ_FORM
IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE
LINE = pdfium.FPDF_SEGMENT_LINETO

TOUCH = 3.0
"""Points by which a line may fall short of another that it meets."""
FEW = 4
"""Of so many lines that hang down below the last one across, no table is made: more are one cut by a page."""
MOST_MEETINGS = 200_000
"""Pairs of lines on a page above which it is left as it is."""
THROUGH = 0.2
"""Share of a letter that must stand to both sides of a line that goes through it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page shows beside its text: rulings, upwards and from left to right, and how much else."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    pictures: int
    paths: int
    strokes: tuple[Ruling, ...] = ()
    """The horizontal pieces, as they are drawn."""
    counted: int = 0
    """Shapes, and strokes of their outlines."""


def drawn(page: Handle, frame: Frame, most: int) -> Drawn:
    """Return what is drawn on a page; raises LimitExceeded for ``most`` shapes and strokes."""
    pieces: list[Piece] = []
    pictures = paths = counted = 0
    for kind, shape, matrix in _shapes(page):
        counted += 1 + (max(pdfium.FPDFPath_CountSegments(shape), 0) if kind == PATH else 0)
        if counted > most:
            raise not_read(
                f"PDF 里的图形和线条超过 {MOST_STROKES} 个",
                f"the PDF has more than {MOST_STROKES} shapes and strokes",
                ONLY_REPORT,
            )
        if kind == PATH:
            paths += 1
            pieces += _pieces(shape, _times(_matrix(shape), matrix))
        elif kind == IMAGE:
            pictures += 1
    if frame.turns:
        pieces = [frame.shown(*piece) for piece in pieces]
    flat = [((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in pieces if y1 - y0 <= THICK]
    upright = [((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in pieces if x1 - x0 <= THICK]
    return Drawn(merged(flat), merged(upright), pictures, paths, tuple(flat), counted)


def fills(page: Handle) -> list[Piece]:
    """Return the boxes of what is filled on a page, or a picture, in the page's own coordinates."""
    found: list[Piece] = []
    for kind, shape, matrix in _shapes(page):
        if kind == IMAGE or (kind == PATH and _is_filled(shape)):
            found.append(_boxed(shape, matrix))
    return found


def merged(pieces: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Return whole lines, in ascending order, for the pieces of which they are drawn."""
    lines: list[Ruling] = []
    group: list[Ruling] = []
    for piece in sorted(pieces):
        if group and piece[0] - group[0][0] > THICK:
            lines += _joined(group)
            group = []
        group.append(piece)
    return (*lines, *_joined(group)) if group else ()


def _joined(group: list[Ruling]) -> Iterator[Ruling]:
    """Join pieces that lie on one line where the gaps between them are small."""
    lies = sum(at for at, _, _ in group) / len(group)
    reach = sorted((start, end) for _, start, end in group)
    start, end = reach[0]
    for next_start, next_end in reach[1:]:
        if next_start - end > GAP:
            if end - start > SHORT:
                yield lies, start, end
            start, end = next_start, next_end
        end = max(end, next_end)
    if end - start > SHORT:
        yield lies, start, end


def _shapes(page: Handle) -> Iterator[tuple[int, Handle, Matrix]]:
    """Yield every shape of a page, its kind first, last the matrix of its points; forms are opened."""
    count = pdfium.FPDFPage_CountObjects(page)
    yield from _opened((pdfium.FPDFPage_GetObject(page, index) for index in range(count)), PLAIN, 0)


def _opened(shapes: Iterable[Handle], matrix: Matrix, depth: int) -> Iterator[tuple[int, Handle, Matrix]]:
    for shape in shapes:
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind != FORM:
            yield kind, shape, matrix
        elif depth < DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(shape)
            inside = (pdfium.FPDFFormObj_GetObject(shape, index) for index in range(count))
            yield from _opened(inside, _times(_matrix(shape), matrix), depth + 1)


def _is_filled(path: Handle) -> bool:
    """Return whether a path is filled with anything but white."""
    filled, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    white = red.value == green.value == blue.value == WHITE
    return bool(filled.value and alpha.value and not white)


def _boxed(shape: Handle, matrix: Matrix) -> Piece:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    a, b, c, d, e, f = matrix
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return _bounds([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def _matrix(shape: Handle) -> Matrix:
    of = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, of)
    return of.a, of.b, of.c, of.d, of.e, of.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == PLAIN:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _pieces(path: Handle, matrix: Matrix) -> Iterator[Piece]:
    """Yield the boxes of the lines that a path draws."""
    filled, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if not (stroked.value or filled.value):
        return
    outlines = _outlines(path, matrix)
    if stroked.value:
        for points in outlines:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= SLANT or abs(y1 - y0) <= SLANT:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        return
    boxes = [_bounds(points) for points in outlines if len(points) > 2]
    yield from (box for box in boxes if box[2] - box[0] <= THICK or box[3] - box[1] <= THICK)
    if len(boxes) == 2:
        yield from _hollow(*boxes)


def _hollow(one: Piece, other: Piece) -> Iterator[Piece]:
    """Yield the sides of a frame filled between two rectangles, as browsers draw the border of a cell."""
    between = [abs(a - b) for a, b in zip(one, other, strict=True)]
    if max(between) > THICK or (one[0] - other[0]) * (one[2] - other[2]) > 0:
        return
    x0, y0, x1, y1 = ((a + b) / 2 for a, b in zip(one, other, strict=True))
    yield x0, y0, x1, y0
    yield x0, y1, x1, y1
    yield x0, y0, x0, y1
    yield x1, y0, x1, y1


def _outlines(path: Handle, matrix: Matrix) -> list[list[Point]]:
    """Return the straight outlines of a path in the page's coordinates; curves cut them."""
    a, b, c, d, e, f = matrix
    outlines: list[list[Point]] = []
    points: list[Point] = []
    x, y = c_float(), c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if pdfium.FPDFPathSegment_GetType(segment) == LINE:
            points.append(point)
        else:
            points = [point]
            outlines.append(points)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    return outlines


def _bounds(points: Sequence[Point]) -> Piece:
    across = [x for x, _ in points]
    along = [y for _, y in points]
    return min(across), min(along), max(across), max(along)


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
    first = bisect_left(horizontal, start - TOUCH, key=itemgetter(0))
    last = bisect_right(horizontal, end + TOUCH, key=itemgetter(0))
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
    """Return whether one side of a table ends where another begins, with nothing between."""
    ends = any(abs(start - high) <= TOUCH for _, start, _ in rim)
    begins = any(abs(end - low) <= TOUCH for _, _, end in rim)
    return ends and begins
