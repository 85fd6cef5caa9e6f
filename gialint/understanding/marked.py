"""Figures that are not shown as written in the text: struck out, raised, hidden, reversed.

A deletion before a figure (<del>9</del>12) or a note mark after it (12²) would be read as more
digits of it. So such a cell has no number, and such a number in prose states nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Manner, Marked, Passage, Report
from gialint.records import NamedTuple
from gialint.understanding.folding import Change, Traced
from gialint.understanding.number_words import HAN_DIGITS

RAISED, LOWERED = "⁰¹²³⁴-⁹", "₀-₉"
UNTOLD = "〓"
"""Stands in a reading for a number that states nothing."""

GONE = ("struck", "hidden")
"""Manners in which words state nothing either."""

_DIGIT = f"[0-9０-９{HAN_DIGITS}{RAISED}{LOWERED}]"
_NUMBER = lazy_regex(rf"{_DIGIT}(?:[,.，．\s]?{_DIGIT})*")
_FIGURE = f"[0-9０-９{HAN_DIGITS}]"
_MAY_BE_ODD = lazy_regex(f"[{RAISED}{LOWERED}\u0300-\u036f\u20d0-\u20ff\u061c\u200f\u202b\u202e\u2067]")
_ODD = lazy_regex(
    rf"(?P<raised>(?<={_FIGURE})[{RAISED}]+|[{RAISED}]+(?={_FIGURE}))"
    rf"|(?P<lowered>(?<={_FIGURE})[{LOWERED}]+|[{LOWERED}]+(?={_FIGURE}))"
    r"|(?P<unreadable>[0-9]\ufe0f?\u20e3)"
    r"|(?P<struck>[0-9０-９][\u0300-\u036f\u20d0-\u20ff]+)"
    rf"|(?P<reversed>[\u202b\u202e\u2067][^\u202c\u2069\n]+|{_FIGURE}[\u061c\u200f]|[\u061c\u200f]{_FIGURE})"
)
"""What characters by themselves say of digits: 12², a stroke laid over 9, an order turned round."""


class _Stretch(NamedTuple):
    """A stretch of a reading that is marked; ``figure``: what it touches does not count as a number then."""

    start: int
    end: int
    figure: bool


def why_unreadable(document: Document, start: int, end: int) -> Manner | None:
    """Return what keeps the figure of a cell from being read, or none.

    That is any digit which is not shown as it stands, or that all is struck out or hidden; and
    what no reader can read, as a picture.
    """
    marked = _marked_in(document, start, end)
    for each in marked:
        if _holds_figure(each, document.text[each.start : each.end]):
            return each.manner
    gone = [each for each in marked if each.manner in GONE]
    return gone[0].manner if gone and not _without(gone, document.text, start, end).strip() else None


def statements(report: Report) -> Sequence[Passage]:
    """Return a report's passages as ``stating`` leaves them."""
    return report.once(_statements)


def stating(document: Document, passages: Sequence[Passage]) -> Sequence[Passage]:
    """Return passages whose readings lack what is struck out or hidden, and the numbers it is part of."""
    if not document.marked and not (_MAY_BE_ODD.search(document.text) and _ODD.search(document.text)):
        return passages
    return [_stating(document, passage) for passage in passages]


def _statements(report: Report) -> Sequence[Passage]:
    return stating(report.document, report.passages)


def _marked_in(document: Document, start: int, end: int) -> Sequence[Marked]:
    """Return what readers marked, and what characters by themselves say, in order."""
    marked = document.marked_in(start, end) if document.marked else ()
    text = document.text[start:end]
    if text.isascii():
        return marked
    odd = (
        Marked(start + found.start(), start + found.end(), cast("Manner", found.lastgroup))
        for found in _ODD.finditer(text)
    )
    return sorted([*marked, *odd])


def _stating(document: Document, passage: Passage) -> Passage:
    reading, base = passage.reading, passage.paragraph.start
    offsets = passage.offsets or tuple(range(len(reading) + 1))
    stretches: list[_Stretch] = []
    for each in _marked_in(document, base, base + len(passage.paragraph.text)):
        figure = _holds_figure(each, document.text[each.start : each.end])
        if figure or each.manner in GONE:
            start, end = (bisect_left(offsets, offset - base) for offset in (each.start, each.end))
            stretches.append(_Stretch(start, end, figure))
    if not stretches:
        return passage
    traced = Traced(reading, offsets[:-1]).changed(list(_left_out(reading, stretches)))
    return passage._replace(reading=traced.text, offsets=(*(traced.offsets or ()), offsets[-1]))


def _left_out(reading: str, stretches: Iterable[_Stretch]) -> Iterator[Change]:
    """Yield the changes that take out what is marked, and the numbers of which it may be a part."""
    numbers = [found.span() for found in _NUMBER.finditer(reading)]
    begins, ends = [first for first, _ in numbers], [last for _, last in numbers]
    done = 0
    for start, end, figure in stretches:
        # A figure takes in what it touches, words only what they are part of.
        if figure:
            first, last = bisect_left(ends, start), bisect_right(begins, end)
        else:
            first, last = bisect_right(ends, start), bisect_left(begins, end)
        touches = first < last
        start = max(min(start, begins[first]) if touches else start, done)
        done = max(end, done, ends[last - 1] if touches else 0)
        if start < done:
            yield start, done, UNTOLD if touches or figure else ""


def _holds_figure(marked: Marked, said: str) -> bool:
    """Whether digits are marked, or what stands there is not in the text."""
    return marked.manner == "unreadable" or marked.start == marked.end or any(map(str.isnumeric, said))


def _without(marked: Iterable[Marked], text: str, start: int, end: int) -> str:
    """Return a stretch of a text without what is marked in it."""
    pieces: list[str] = []
    for each in marked:
        pieces.append(text[start : max(each.start, start)])
        start = max(each.end, start)
    return "".join(pieces) + text[start:end]
