"""Mentions: the words and numbers of a sentence that matter, in order, cut into segments.

A segment is what one number can be bound within: a clause, or one item of a list
(维持3件、纠正1件) once an earlier item has had its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gialint.report import Operator
from gialint.understanding.lexicon import Entry, Lexicon
from gialint.understanding.numerals import Numeral, find_numerals

_SENTENCE_END = re.compile(r"[。!?;]")
_CUT = re.compile(r"[,:()、]")
_LIST_MARK = "、"
_NOT_COUNTED = ("每", "第", "近年", "逾期")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon at its offsets in the passage's reading."""

    start: int
    end: int
    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit (empty where there is none); ``end`` includes the unit."""

    start: int
    end: int
    value: Decimal
    op: Operator
    unit: str
    numeral_end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence with its words and numbers; ``bracketed`` tells a remark in brackets."""

    start: int
    end: int
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence between two full stops or semicolons."""

    start: int
    end: int
    segments: tuple[Segment, ...]

    @property
    def words(self) -> list[Word]:
        """Every word of the sentence."""
        return [word for segment in self.segments for word in segment.words]


def sentences(reading: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a passage that hold any word of the lexicon."""
    words = _words(reading, lexicon)
    if not words:
        return
    numbers = _numbers(reading, words, lexicon)
    start = 0
    for mark in (*_SENTENCE_END.finditer(reading), None):
        end = mark.start() if mark else len(reading)
        held = [word for word in words if start <= word.start < end]
        if held:
            counted = [number for number in numbers if start <= number.start < end]
            yield Sentence(start, end, tuple(_segments(reading, start, end, held, counted)))
        start = end + 1


def _words(reading: str, lexicon: Lexicon) -> list[Word]:
    """Find the words; a weak one after anything unknown (入学申请) names something else."""
    words: list[Word] = []
    for match in lexicon.pattern.finditer(reading):
        entry = lexicon.entry(match[0])
        if entry.kind == "weak" and not _plain(reading, match.start(), words, lexicon):
            entry = Entry("other")
        words.append(Word(match.start(), match.end(), entry, match[0]))
    return words


def _plain(reading: str, start: int, words: list[Word], lexicon: Lexicon) -> bool:
    if start == 0 or not "\u4e00" <= reading[start - 1] <= "\u9fff":
        return True
    if words and words[-1].end == start:
        return words[-1].entry.kind not in ("other", "split")
    return reading.endswith(lexicon.modifiers, 0, start)


def _numbers(reading: str, words: list[Word], lexicon: Lexicon) -> list[Number]:
    taken = [(word.start, word.end) for word in words]
    found = []
    for numeral in find_numerals(reading):
        if any(start < numeral.end and numeral.start < end for start, end in taken):
            continue
        if reading[max(numeral.start - 2, 0) : numeral.start].endswith(_NOT_COUNTED):
            continue
        found.append(_number(reading, numeral, lexicon))
    return found


def _number(reading: str, numeral: Numeral, lexicon: Lexicon) -> Number:
    unit = lexicon.unit.match(reading, numeral.end)
    text = unit[0] if unit else ""
    return Number(numeral.start, numeral.end + len(text), numeral.value, numeral.op, text, numeral.end)


def _segments(
    reading: str, start: int, end: int, words: list[Word], numbers: list[Number]
) -> Iterator[Segment]:
    depth = 0
    for first, last in _cuts(reading, start, end, words, numbers):
        bracketed = depth > 0
        depth += {"(": 1, ")": -1}.get(reading[last : last + 1], 0)
        depth = max(depth, 0)
        held = tuple(word for word in words if first <= word.start < last)
        counted = tuple(number for number in numbers if first <= number.start < last)
        if held or counted:
            yield Segment(first, last, held, counted, bracketed)


def _cuts(
    reading: str, start: int, end: int, words: list[Word], numbers: list[Number]
) -> Iterator[tuple[int, int]]:
    """Yield the ends of segments; a mark inside a number or a word cuts nothing."""
    inside = [(word.start, word.end) for word in words] + [(number.start, number.end) for number in numbers]
    first = start
    for mark in _CUT.finditer(reading, start, end):
        index = mark.start()
        if any(begin < index < stop for begin, stop in inside):
            continue
        if mark[0] == _LIST_MARK and not any(first <= number.start < index for number in numbers):
            continue
        yield first, index
        first = index + 1
    yield first, end
