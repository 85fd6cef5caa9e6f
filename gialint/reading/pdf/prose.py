"""Paragraphs of a PDF: its lines without page numbers and running headers, joined over line ends and pages.

A line goes on in the next one if that had no room on it and does not begin anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from gialint.lazy_regex import lazy_regex
from gialint.reading.pdf.grid import PageTable
from gialint.reading.pdf.lines import HAN, Line, parts_gloss
from gialint.records import dataclass, replace

Item: TypeAlias = Line | PageTable

EDGE = 2
"""Lines at the top and at the bottom of a page among which it is looked for."""
DASHES = r"[-–—－―─·•~]"
COUNT = r"[\d一二三四五六七八九十百]{1,5}"
PAGE_NUMBER = lazy_regex(
    rf"{DASHES}+ ?\d{{1,4}} ?{DASHES}+|\d{{1,4}} ?/ ?\d{{1,4}}"
    r"|[Pp](?:\.|[Aa][Gg][Ee])? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
    rf"|第 ?{COUNT} ?页(?:[ ,，/／]*共 ?{COUNT} ?页)?"
)
"""A page number that shows itself to be one."""
BARE = lazy_regex(r"\d{1,4}")
DIGITS = lazy_regex(r"\d+")
LETTERS = lazy_regex(r"[^\W\d_]")
"""What a running line must have two of, or figures of a table would be taken for one."""
NEAR = 4
"""Points by which a running line may stand higher on one page than on another."""
SHARE = 3
"""It stands on at least one page in so many, and on two."""

Width: TypeAlias = tuple[int, int]
"""What lines have margins in common: the width of their page, and their column."""
Known: TypeAlias = Mapping[Width, "Margins"]
ALIGNED = 3.0
"""Points by which the ends of lines at one margin differ."""
SLACK = 0.35
"""Ems by which a full line may end before the margin."""
FEW = 10
"""Lines below which a margin may be met by one alone."""
INDENT = 1.0
"""Ems from the margin at which a line begins a paragraph; Chinese paragraphs begin at two."""
HEADLINE = 1.15
"""How many times larger than the text a headline is set, and lines of one size may differ."""
SPREAD = 0.3
"""Ems of additional space between two lines from which it parts paragraphs."""
UNEVEN = 0.15
"""Share of a page's width by which the margins left and right of its text may differ."""
HEADLINE_PITCH = 2.0
"""Ems from one line of a headline to the next."""
ENDS = "。：；！？"
NUMBERED = lazy_regex(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]{1,3}[条章节]"
)
"""How a heading begins."""
WEB = lazy_regex(r"(?:://|www\.|@)[^\s\u2e80-\uffff]*$")
"""The end of a web or mail address, which goes on without a space."""
LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its number, counted from 1, its width, and lines and tables in reading order."""

    number: int
    width: float
    items: tuple[Item, ...]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that only tell which page of what this is."""
    edges = [_edge(page) for page in pages]
    counted = Counter(mark for edge in edges for mark in {_mark(line) for line in edge})
    least = max(2, len(edges) / SHARE)
    running = {
        mark for mark, times in counted.items() if times >= least and len(LETTERS.findall(mark[0])) > 1
    }
    offset = _offset(pages, edges)
    bare: list[Page] = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line in edge
            if _mark(line) in running
            or PAGE_NUMBER.fullmatch(line.text)
            or (BARE.fullmatch(line.text) and int(line.text) - page.number == offset)
        }
        bare.append(replace(page, items=tuple(item for item in page.items if id(item) not in gone)))
    return bare


def _edge(page: Page) -> list[Line]:
    """Return the outermost lines of a page."""
    few = len(page.items) <= 2 * EDGE
    outermost = page.items if few else (*page.items[:EDGE], *page.items[-EDGE:])
    return [item for item in outermost if isinstance(item, Line)]


def _mark(line: Line) -> tuple[str, int]:
    """Return by what a line is known again on another page."""
    return DIGITS.sub("0", line.text), round(line.middle / NEAR)


def _offset(pages: Sequence[Page], edges: Sequence[Iterable[Line]]) -> int | None:
    """Return by how much bare numbers at the edges of pages differ from the pages' own, if two agree."""
    counted = Counter(
        offset
        for page, edge in zip(pages, edges, strict=True)
        for offset in {int(line.text) - page.number for line in edge if BARE.fullmatch(line.text)}
    )
    offset, times = counted.most_common(1)[0] if counted else (0, 0)
    return offset if times >= min(2, len(pages)) else None


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines begin and end (points), how far apart they stand, and their type size."""

    left: float
    right: float
    pitch: float
    em: float


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of a PDF: its text, and where it begins: the page, and the box of its lines there."""

    text: str
    page: int
    box: tuple[float, float, float, float]


def margins(pages: Sequence[Page]) -> dict[Width, Margins]:
    """Measure the margins of every kind of page and column."""
    grouped: dict[Width, list[list[Line]]] = {}
    for page in pages:
        here: dict[int, list[Line]] = {}
        for item in page.items:
            if isinstance(item, Line):
                here.setdefault(item.column, []).append(item)
        for column, lines in here.items():
            grouped.setdefault((round(page.width), column), []).append(lines)
    return {width: _measured(together, *width) for width, together in grouped.items()}


def paragraphs(lines: Iterable[tuple[Line, Page]], known: Known) -> list[Prose]:
    """Join the lines that follow one another, page breaks included, into paragraphs."""
    found: list[Prose] = []
    held: list[tuple[Line, Page]] = []
    for line, page in lines:
        if held and not _goes_on(*held[-1], line, page, known):
            found.append(_paragraph(held))
            held = []
        held.append((line, page))
    return [*found, _paragraph(held)] if held else found


def _measured(together: Sequence[Sequence[Line]], width: int, column: int) -> Margins:
    """Measure margins from the lines of several pages; short lines do not show where the right one is."""
    prose = [line for lines in together for line in lines if not line.apart]
    prose = prose or [line for lines in together for line in lines]
    pitches = Counter(
        round(upper.middle - lower.middle, 1)
        for lines in together
        for upper, lower in pairwise(lines)
        if upper.middle > lower.middle
    )
    left = _common([line.box[0] for line in prose])
    right = -_common([-line.box[2] for line in prose])
    if not column and right < width - left - UNEVEN * width:
        right = width - left
    return Margins(
        left,
        right,
        pitches.most_common(1)[0][0] if pitches else 0.0,
        median([line.em for line in prose if line.em] or [0.0]),
    )


def _common(ends: Sequence[float]) -> float:
    """Return the outermost place at which two lines begin; of few lines, one is enough."""
    ordered = sorted(ends)
    if len(ordered) < FEW:
        return ordered[0]
    return next((one for one, other in pairwise(ordered) if other - one <= ALIGNED), ordered[0])


def _goes_on(upper: Line, above: Page, lower: Line, page: Page, known: Known) -> bool:
    """Return whether a line goes on in the next one, which had no room on it and does not begin anew."""
    before, after = known[round(above.width), upper.column], known[round(page.width), lower.column]
    across = not (upper.column and lower.column) and upper.column != lower.column
    small, large = sorted((upper.em, lower.em))
    if upper.apart or lower.apart or across or large > small * HEADLINE > 0:
        return False
    if above is page and upper.column == lower.column and _is_spread(upper, lower, before):
        return False
    if upper.text[-1] in ENDS and NUMBERED.match(lower.text):
        return False
    if parts_gloss(upper.text, lower.text):
        return True
    em = upper.em or before.em
    headline = upper.em > before.em * HEADLINE
    # A headline is centred: it is full where it is as wide as the page, wherever it ends.
    end = before.left + upper.box[2] - upper.box[0] if headline else upper.box[2]
    full = before.right - end < lower.lead + SLACK * em
    return full and (headline or lower.box[0] - after.left < INDENT * em)


def _is_spread(upper: Line, lower: Line, within: Margins) -> bool:
    """Return whether there is more space between two lines than between those of a paragraph."""
    em = upper.em or within.em
    usual = within.pitch if em <= within.em * HEADLINE else HEADLINE_PITCH * em
    return not 0 < upper.middle - lower.middle <= usual + SPREAD * em


def _paragraph(held: Sequence[tuple[Line, Page]]) -> Prose:
    text = held[0][0].text
    for (upper, _), (lower, _) in pairwise(held):
        text += _between(upper, lower) + lower.text
    page = held[0][1]
    boxes = [line.box for line, on in held if on is page]
    left, bottom, right, top = zip(*boxes, strict=True)
    return Prose(text, page.number, (min(left), min(bottom), max(right), max(top)))


def _between(upper: Line, lower: Line) -> str:
    """Return the space that a line end stands for between Latin words."""
    one, other = upper.text[-1], lower.text[0]
    if one >= HAN or other >= HAN or parts_gloss(upper.text, lower.text):
        return ""
    words = one.isalpha() and other.isalpha() and not WEB.search(upper.text[-LONGEST_ADDRESS:])
    return " " if upper.spaced or words else ""
