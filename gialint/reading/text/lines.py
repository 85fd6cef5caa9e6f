"""Cut a text into lines, each a slice of it, and tell which of them a converter broke at a width.

A text is wrapped if most of its lines that no mark ends are full: what must stand undivided at the
beginning of the next line had no room on them. Width is counted in cells, of which a Chinese
character takes two, or in characters; some programs break lines at spaces only. A sentence goes
over the end of a page as well: page numbers and running heads stand between its halves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from itertools import pairwise
from typing import TypeAlias

from gialint.lazy_regex import lazy_regex
from gialint.model import Seam
from gialint.reading import Limits
from gialint.reading.comments import BREAKS, too_many_lines
from gialint.records import NamedTuple, dataclass

SPACE = (
    BREAKS
    + " \t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ufeff"
)
"""White space around a line. The ideographic space stays: it is how a report indents."""

SENTENCE_ENDS = "。；！"
"""Marks after which a line is a sentence; question marks may be what is left of a space."""

EMPHASIS = ("*", "_")
LONGEST_CAPTION = 40
_NUMBERED = lazy_regex("第?[一二三四五六七八九十]+(?:[、.．]|部分|章)")

Measure: TypeAlias = Callable[[str], float]
NARROWEST, WIDEST = 24, 240
"""How many cells or characters a wrapped line has at least and at most."""
SHORTEST = 8
"""Characters from which a line may be of prose."""
SLACK = 2.5
"""By how much a full line may fall short of the width: what is not as wide as we count it."""
INDENT = 4
"""By how much the first line of a paragraph is shorter, where its indent is lost."""
CANDIDATES = 5
"""How many widths are tried: a few lines may be longer, as for an address."""
FEWEST = 3
"""How many lines must go on before a text is wrapped."""
MOST = 0.8
"""Share of the lines without a mark at the end that must be full."""
LOOSE = 0.75
"""Share of the width from which a line inside a wrapped paragraph goes on if no mark ends it."""
LONGEST_HEADING = 20
FRONT = 40
"""Characters that may stand before the title of a report."""
HAN = "\u2e80"
_ENDS = tuple("。！？!?")
_PARTS = tuple("；：;:")
"""Marks after which only a full line goes on."""
_CLOSING = "”’」』）)】]》〉*"
_OPENING = r"[（〈《“‘「『【〔(\[]"
_TOKEN = lazy_regex(
    rf"{_OPENING}{{0,8}}+(?:[!-'*-~]{{1,400}}+|[^\n!-'*-~])[，。、；：？！）〉》」』】〕),.;:?!%％”’\]]{{0,8}}+|{_OPENING}"
)
_WORD = lazy_regex(r"\S+")
_BEGINS = lazy_regex(
    r"[（(][一二三四五六七八九十]{1,3}[)）](?!项)|[一二三四五六七八九十]{1,3}、|\d{1,2}[、．.](?!\d)"
    r"|附件?[:：]|20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日$"
)
"""How what is no part of the line before it begins."""
_MARK = lazy_regex("[，。；：,;:]")
_COLUMNS = lazy_regex(r"\S[ \u3000\xa0]{3,}\S|[|\t│｜]")
_DASHES = r"[-–—－―─·•~]"
_COUNT = r"[\d一二三四五六七八九十百]{1,5}"
_PAGE = lazy_regex(
    rf"{_DASHES}+ ?\d{{1,4}} ?{_DASHES}+|[Pp](?:\.|[Aa][Gg][Ee]) ?\d{{1,4}}(?: ?(?:of|/) ?\d{{1,4}})?"
    rf"|第 ?{_COUNT} ?页(?:[ ,，/／]*共 ?{_COUNT} ?页)?"
)
"""A page number that shows itself to be one."""
_BARE = lazy_regex(r"\d{1,4}(?: ?/ ?\d{1,4})?")
_DIGITS = lazy_regex(r"\d+")
_LETTER = lazy_regex(r"[^\W\d_]")
_TAIL = lazy_regex(r"[!-~]{1,200}$")
_HEAD = lazy_regex(r"[!-~]{1,200}")
_OF_ADDRESS = lazy_regex(r"[@/]|[A-Za-z]\.[A-Za-z]")
_SPACED = lazy_regex(r"(?<=[^\x00-\x7f]) (?=[!-~])|(?<=[!-~]) (?=[^\x00-\x7f])")
"""A space between Chinese and digits, half as wide as another."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without the white space around it, and its offset.

    ``gap`` tells that something else (a blank line) stands before it; ``heading`` is the
    outline level that its marks state, 0 for none. ``before`` and ``after`` count the tabs in the
    white space around it: between tabs at the ends of a row stand blank cells.
    """

    text: str
    start: int
    gap: bool = False
    heading: int = 0
    before: int = 0
    after: int = 0

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def is_several(self) -> bool:
        """Whether lines were joined as the row of a table."""
        return len(self.text.splitlines()) > 1


def lines_of(text: str, limits: Limits) -> list[Line]:
    """Return the lines that are not blank; raises LimitExceeded before it cuts too many."""
    if sum(map(text.count, BREAKS)) > limits.paragraphs + 2 * limits.cells:
        raise too_many_lines(limits)
    lines: list[Line] = []
    offset = 0
    gap = False
    for whole in text.splitlines(keepends=True):
        rest = whole.lstrip(SPACE)
        bare = rest.rstrip(SPACE)
        if bare and not bare.isspace():
            start = len(whole) - len(rest)
            tabs = (whole[:start].count("\t"), rest[len(bare) :].count("\t")) if "\t" in whole else (0, 0)
            lines.append(Line(bare, offset + start, gap, 0, *tabs))
            gap = False
        else:
            gap = True
        offset += len(whole)
    return lines


def apart(line: Line, limits: Limits) -> list[Line]:
    """Return the lines that were joined as one, where it is a line of no table after all."""
    if not line.is_several:
        return [line]
    return [Line(piece.text, line.start + piece.start) for piece in lines_of(line.text, limits)]


def may_be_caption(line: Line) -> bool:
    """Whether a line between rows may be a row of one cell: no sentence and no numbered section."""
    text = line.text
    if line.heading or len(text) > LONGEST_CAPTION or text[-1] in SENTENCE_ENDS:
        return False
    return "|" not in text and _NUMBERED.match(text.lstrip("\u3000")) is None


def inside_emphasis(text: str) -> int:
    """Return how long the ``*`` or ``_`` marks are that enclose the whole text, 0 for none."""
    if text[:1] not in EMPHASIS:
        return 0
    length = min(len(text) - len(text.lstrip(text[0])), 3)
    mark, inner = text[:length], text[length:-length]
    enclosed = text.endswith(mark) and inner.strip() == inner != "" and mark not in inner
    return length if enclosed else 0


class Wrapping(NamedTuple):
    """How the lines of a text were broken: ``width`` by a ``measure``, at ``unit``; 0 where they were not.

    ``lines`` are the text's without page numbers and running heads; before those that begin at
    ``turned`` a page ended.
    """

    lines: Sequence[Line]
    text: str = ""
    turned: frozenset[int] = frozenset()
    width: float = 0.0
    measure: Measure = len
    unit: re.Pattern[str] | None = None
    headed: bool = False
    """Whether numbered headings stand on lines of their own."""

    def seam(self, upper: Line, lower: Line, after: Line | None, *, first: bool) -> Seam | None:
        """Return what parts two halves of a sentence, or none where the lower line begins anew.

        ``first`` tells that the upper line begins a paragraph, ``after`` is the line below.
        """
        if not self.width or not _may_go_on(self, upper, lower, after):
            return None
        full = self.is_full(upper, lower, first=first)
        ended = _ends(upper.text)
        parted = ended or upper.text.endswith(_PARTS) or (first and _BEGINS.match(upper.text) is not None)
        if not full and (parted or self.measure(upper.text) < LOOSE * self.width):
            return None
        prose = _ends(lower.text) or self.measure(lower.text) >= LOOSE * self.width
        if ended and not prose:
            return None  # a heading, or who signs
        if first and prose and self.headed and _is_heading(upper.text):
            return None
        # On a line with no room for one character more a word may be broken.
        roomy = self.width - self.measure(upper.text) >= 1
        instead = " " if roomy and _parts_words(upper.text, lower.text) else ""
        return Seam(upper.end, lower.start, instead)

    def is_full(self, upper: Line, lower: Line, *, first: bool) -> bool:
        """Return whether what stands undivided at the beginning of a line had no room on the one above."""
        room = self.width - self.measure(upper.text)
        undivided = self.unit.match(lower.text) if self.unit else None
        lead = self.measure(undivided[0]) if undivided else 0.0
        return room < lead + SLACK + INDENT * first


def wrapping(lines: Sequence[Line], text: str) -> Wrapping:
    """Find out how the lines of a text were broken."""
    if len(lines) < 2 * FEWEST:
        return Wrapping(lines)
    lines, turned = _without_furniture(lines, text)
    plain = Wrapping(lines, text, turned)
    if len(lines) < 2 * FEWEST:
        return plain
    pairs = [
        (upper, lower)
        for (upper, lower), after in zip(pairwise(lines), [*lines[2:], None], strict=True)
        if not _ends(upper.text)
        and _is_prose(upper.text)
        and not _BEGINS.match(upper.text)
        and not _COLUMNS.search(lower.text)
        and _may_go_on(plain, upper, lower, after)
    ]
    if len(pairs) < FEWEST:
        return plain
    plain = plain._replace(headed=sum(_is_heading(line.text) for line in lines) >= FEWEST)
    for unit in (_TOKEN, _WORD):
        ways = [_fitted(plain._replace(measure=measure, unit=unit), pairs) for measure in (cells, len)]
        share, _, fitted = max(ways, key=lambda way: (way[0] >= MOST, way[1]))
        if share >= MOST:
            return fitted
    return plain


def cells(text: str) -> float:
    """Return how wide a text is: a Chinese character as two others, a space beside one half."""
    half = len(_SPACED.findall(text)) if " " in text else 0
    return len(text) + (len(text.encode(errors="replace")) - len(text) - half) / 2


def _fitted(way: Wrapping, pairs: Sequence[tuple[Line, Line]]) -> tuple[float, int, Wrapping]:
    """Return which share of the lines a way of breaking them explains, how many are even, and its width."""
    widths = sorted((way.measure(line.text) for line in way.lines if _is_prose(line.text)), reverse=True)
    dense = (
        each
        for each, other in zip(widths, widths[FEWEST - 1 :], strict=False)
        if each - other <= 2 * SLACK and NARROWEST <= each <= WIDEST
    )
    best = (0.0, 0, way)
    for width in list(dict.fromkeys(dense))[:CANDIDATES]:
        longer = sum(each > width + 2 * SLACK for each in widths)
        full = sum(each - width >= -INDENT for each in widths) - longer
        if longer * 5 <= full:
            sized = way._replace(width=width)
            open_lines = [pair for pair in pairs if way.measure(pair[0].text) >= width / 2]
            explained = sum(sized.is_full(*pair, first=False) for pair in open_lines)
            if explained >= FEWEST and explained / len(open_lines) > best[0]:
                even = sum(abs(each - width) <= 1 for each in widths)
                best = (explained / len(open_lines), even, sized)
            if best[0] >= MOST:
                return best
    return best


def _may_go_on(of: Wrapping, upper: Line, lower: Line, after: Line | None) -> bool:
    """Return whether nothing but its width speaks against a line going on in the next."""
    if upper.heading or lower.heading or "|" in upper.text or "|" in lower.text:
        return False
    turns = lower.start in of.turned
    if lower.gap and not turns:
        return False
    if upper.text == lower.text or _BEGINS.match(lower.text):
        return False
    mine = _indent(of.text, lower)
    if not turns and mine > _indent(of.text, upper) + 1:
        return False
    return not (after is not None and not after.gap and mine > _indent(of.text, after) + 1)


def _is_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and _BEGINS.match(text) is not None and not _MARK.search(text)


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_ENDS)


def _is_prose(text: str) -> bool:
    return len(text) >= SHORTEST and not _COLUMNS.search(text) and any(each >= HAN for each in text)


def _parts_words(upper: str, lower: str) -> bool:
    """Return whether a line end parts two words in Latin letters, and no address."""
    before, after = _TAIL.search(upper), _HEAD.match(lower)
    if not before or not after or not (before[0][-1].isalpha() and after[0][0].isalpha()):
        return False
    return not _OF_ADDRESS.search(before[0] + after[0])


def _indent(text: str, line: Line) -> float:
    """Return how many cells of white space stand before a line."""
    before = text[max(line.start - WIDEST, 0) : line.start]
    before = before[max(map(before.rfind, "\n\r\f")) + 1 :]
    ideographic = len(line.text) - len(line.text.lstrip("\u3000"))
    return cells(before) + 2 * ideographic


def _without_furniture(lines: Sequence[Line], text: str) -> tuple[list[Line], frozenset[int]]:
    """Return the lines without those that only tell the page, and where lines begin after a page's end."""
    pages = _pages(lines, text)
    gone = {id(line) for line in lines if _is_page(line)}
    if len(pages) > 1:
        gone |= _numbers(pages)
        gone |= _running(pages, gone)
    if not gone and len(pages) < 2:
        return list(lines), frozenset()
    kept: list[Line] = []
    turned: set[int] = set()
    turns = False
    firsts = {id(page[0]) for page in pages[1:]}
    for line in lines:
        turns = turns or id(line) in firsts or id(line) in gone
        if id(line) in gone:
            continue
        if turns:
            turned.add(line.start)
        kept.append(line)
        turns = False
    return (kept, frozenset(turned)) if kept else (list(lines), frozenset())


def _is_page(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEADING and _PAGE.fullmatch(line.text.strip("\u3000")) is not None


def _pages(lines: Sequence[Line], text: str) -> list[list[Line]]:
    """Return the lines page by page, as form feeds part them, or the numbers that end them."""
    pages: list[list[Line]] = [[]]
    feeds = "\f" in text
    end = 0
    ended = False
    for line in lines:
        if pages[-1] and (ended or (feeds and "\f" in text[end : line.start])):
            pages.append([])
        pages[-1].append(line)
        end = line.end
        ended = not feeds and _is_page(line)
    return pages


def _numbers(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the bare numbers at the edges of pages that count them."""
    found = [
        (int(line.text.partition("/")[0]) - number, line)
        for number, page in enumerate(pages)
        for line in (page[0], page[-1])
        if _BARE.fullmatch(line.text)
    ]
    offsets = Counter(offset for offset, _ in found)
    offset, times = offsets.most_common(1)[0] if offsets else (0, 0)
    if times < 2 or 2 * times < len(pages):
        return set()
    return {id(line) for own, line in found if own == offset}


def _running(pages: Sequence[Sequence[Line]], gone: Container[int]) -> set[int]:
    """Return the lines that head or foot most pages, but for the first where it may be the title."""
    begins = "".join("".join(line.text.split()) for line in pages[0])
    found = {id(page[0]) for page in pages[1:] if _is_title(page[0].text, begins)}
    kept = [[line for line in page if id(line) not in gone] for page in pages]
    for edge in (0, -1):
        marked = [(_DIGITS.sub("0", page[edge].text), page[edge]) for page in kept if page]
        counted = Counter(mark for mark, _ in marked)
        for mark, times in counted.items():
            if times < 2 or 2 * times <= len(pages) or not _is_head(mark):
                continue
            first, *others = [line for each, line in marked if each == mark]
            titled = first is not pages[0][0] and "".join(first.text.split()) in begins
            found |= {id(line) for line in (others if not titled else (first, *others))}
    return found


def _is_title(text: str, begins: str) -> bool:
    """Return whether a page begins with what stands at the beginning of the first."""
    bare = "".join(text.split())
    return len(bare) >= SHORTEST and _is_head(text) and bare in begins[: 2 * len(bare) + FRONT]


def _is_head(mark: str) -> bool:
    return len(_LETTER.findall(mark)) > 1 and not _COLUMNS.search(mark) and not _ends(mark)
