"""The characters of a PDF page, each with its box, as the page is shown.

A raised digit is read as the character it is (12²), a struck one with a stroke laid over it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from ctypes import c_double, c_uint, c_ushort
from typing import Any, Literal, TypeAlias

import pypdfium2_raw as pdfium

from gialint.lazy_regex import lazy_regex
from gialint.records import dataclass

RADICAL = lazy_regex("[\u2e80-\u2fd5\uf900-\ufaff]")
SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""Radicals of the supplement block that are characters by themselves; Unicode does not map them."""

Handle: TypeAlias = Any
"""A pointer of pdfium's."""
Glyph: TypeAlias = tuple[float, float, float, float, str]
"""Left, bottom, right, top (points from the page's lower left corner), and the character."""
Box: TypeAlias = tuple[float, float, float, float]
Ink: TypeAlias = Literal["", "white", "none"]
DIGITS = frozenset("0123456789０１２３４５６７８９")
TINY = 2.0
"""Points of height that no eye reads."""
WHITE = 255
INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
UNMAPPED = "\ufffd"
"""A character whose font does not tell what it stands for (ISO 32000-1, 9.10)."""
HYPHENS = "\x02\ufffe"
"""What pdfium puts for a hyphen at the end of a line."""
PAIR = lazy_regex("[\ud800-\udbff][\udc00-\udfff]")
RUN = lazy_regex(r"[^\r\n]+")
"""A run of characters of one line."""
UNSEEN = lazy_regex("[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SAME = 0.01
"""Points by which two lengths that are one may differ."""
OBLIQUE = 0.1
"""Radians from the upright or a right angle beyond which text is a watermark or a stamp."""
QUARTER = 1.5707963

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


def unified(found: re.Match[str]) -> str:
    """Return the character that a radical or a compatibility ideograph stands for; itself if none."""
    character = found[0]
    return SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page and by how many quarter turns, clockwise, it is shown turned."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """The width of the page as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return a box of the page's own coordinates as it is shown."""
        if self.turns == 1:
            return y0 - self.bottom, self.right - x1, y1 - self.bottom, self.right - x0
        if self.turns == 2:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        if self.turns == 3:
            return self.top - y1, x0 - self.left, self.top - y0, x1 - self.left
        return x0, y0, x1, y1


def frame_of(page: Handle) -> Frame:
    """Return the frame of a page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, int(pdfium.FPDFPage_GetRotation(page)))


def glyphs(text: Handle, frame: Frame, fills: Callable[[], Sequence[Box]]) -> list[Glyph]:
    """Return the visible characters of a page in the order in which they are drawn.

    Spaces are kept where the file has them; those that pdfium makes up for gaps are left out, and
    so is text at an angle, which is a watermark or a stamp. Digits that nobody sees have no character:
    drawn invisibly beside others, or in white with nothing behind them; ``fills`` are what is.
    """
    words = _words(text)
    box = pdfium.FS_RECTF()
    box_of = pdfium.FPDFText_GetLooseCharBox
    found: list[Glyph] = []
    inks: dict[int, Ink] = {}
    for run in RUN.finditer(words):
        start, end = run.span()
        if OBLIQUE < pdfium.FPDFText_GetCharAngle(text, start) % QUARTER < QUARTER - OBLIQUE:
            continue
        for index in range(start, end):
            character = words[index]
            if character == " " and pdfium.FPDFText_IsGenerated(text, index):
                continue
            if box_of(text, index, box):
                left, bottom, right, top = box.left, box.bottom, box.right, box.top
                if abs(right - left - top + bottom) < SAME:
                    left, bottom, right, top = _scaled(text, index, (left, bottom, right, top))
                if character in DIGITS:
                    inks[len(found)] = _ink(text, index, top - bottom)
                found.append((left, bottom, right, top, character))
    if any(inks.values()):
        found = _seen(found, inks, fills)
    if frame.turns:
        found = [(*frame.shown(x0, y0, x1, y1), character) for x0, y0, x1, y1, character in found]
    return _within(found, frame)


def _scaled(text: Handle, index: int, box: Box) -> Box:
    """Return the box of a square character as large as it is drawn.

    In fonts for upright lines pdfium leaves out by how much the text is scaled: the box is then as
    wide and high as the size of the font, which Word writes 20 times too large and scales down.
    """
    left, bottom, right, top = box
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, index)
    if abs(right - left - size) > SAME or not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return box
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    offsets = [(across - x.value, along - y.value) for across in (left, right) for along in (bottom, top)]
    xs = [x.value + a * across + c * along for across, along in offsets]
    ys = [y.value + b * across + d * along for across, along in offsets]
    return min(xs), min(ys), max(xs), max(ys)


def _ink(text: Handle, index: int, height: float) -> Ink:
    """Return whether a character is drawn in white, or in nothing."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
        if not alpha.value or height < TINY:
            return "none"
        if red.value == green.value == blue.value == WHITE:
            return "white"
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    return "none" if drawn and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == INVISIBLE else ""


def _seen(found: Sequence[Glyph], inks: Mapping[int, Ink], fills: Callable[[], Sequence[Box]]) -> list[Glyph]:
    """Take away the characters of digits that are not seen; the text of a scan is all invisible."""
    layer = all(ink == "none" for ink in inks.values())
    boxes = fills() if "white" in inks.values() else ()

    def is_seen(place: int) -> bool:
        left, bottom, right, top, _ = found[place]
        x, y = (left + right) / 2, (bottom + top) / 2
        if inks.get(place) == "white":
            return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)
        return layer or inks.get(place) != "none"

    return [glyph if is_seen(place) else (*glyph[:4], "") for place, glyph in enumerate(found)]


def _words(text: Handle) -> str:
    """Return a page's characters, one for each that pdfium counts; what is not seen is a line end."""
    count = pdfium.FPDFText_CountChars(text)
    units = (c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text, 0, count, units)
    words = bytes(units)[:-2].decode("utf-16-le", "surrogatepass")
    if "\0" in words or len(words) != count:
        words = "".join(chr(pdfium.FPDFText_GetUnicode(text, index) or 0xFFFD) for index in range(count))
        words = PAIR.sub(_paired, words)
    # One character of each kind is asked for first.
    places = {character: index for index, character in enumerate(words)}
    unmapped = pdfium.FPDFText_HasUnicodeMapError
    kinds = {character for character, index in places.items() if unmapped(text, index)}
    if kinds:
        words = "".join(
            UNMAPPED if character in kinds and unmapped(text, index) else character
            for index, character in enumerate(words)
        )
    for hyphen in HYPHENS:
        words = words.replace(hyphen, "-")
    return UNSEEN.sub("\r", RADICAL.sub(unified, words))


def _paired(found: re.Match[str]) -> str:
    """Return the character that two surrogates stand for, and what is not seen for the second."""
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\r"


def _within(found: list[Glyph], frame: Frame) -> list[Glyph]:
    """Return what is seen: characters off the page are dropped, at its edge they are clipped."""
    left, bottom, right, top = frame.shown(frame.left, frame.bottom, frame.right, frame.top)
    if all(left <= x0 and x1 <= right and bottom <= y0 and y1 <= top for x0, y0, x1, y1, _ in found):
        return found
    return [
        (max(x0, left), max(y0, bottom), min(x1, right), min(y1, top), character)
        for x0, y0, x1, y1, character in found
        if left < x1 and x0 < right and bottom < y1 and y0 < top
    ]


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
    level = next(((low + top) / 2 for _, low, _, top, _ in run if top - low > SMALL * height), 0.0)
    placed: list[Glyph] = []
    for left, bottom, right, top, character in run:
        off = (bottom + top) / 2 - level
        if top - bottom <= SMALL * height or abs(off) >= OFF * height:
            character = character.translate(RAISED if off > 0 else LOWERED)
        placed.append((left, bottom, right, top, character))
    return placed
