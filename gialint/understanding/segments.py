"""Segments: a passage cut into stretches, sentences and what one number can be bound within.

A segment is a clause, or one item of a list (维持3件、纠正1件) once an earlier item has had its number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word, find_numbers


class Segment(NamedTuple):
    """A stretch of a sentence with its words and numbers.

    ``bracketed`` tells a remark in brackets, ``listed`` that it is a further item of a list.
    """

    start: int
    end: int
    words: list[Word]
    numbers: list[Number]
    kinds: frozenset[str]
    """The kinds of its words."""
    bracketed: bool = False
    listed: bool = False


class Sentence(NamedTuple):
    """What stands between two full stops or semicolons; ``opens`` tells that a full stop went before."""

    start: int
    end: int
    segments: Sequence[Segment]
    opens: bool


LONGEST = 1000
"""How many characters are read as one stretch: few sentences are longer, and hostile text may be."""

_STRETCH = re.compile(r"[^。!?]+")
_MARK = re.compile(r"[;,:()、]")
_SEMICOLON, _COLON, _LIST_MARK = ";", ":", "、"
_END = "。"
_REST = "\0"
"""Stands for the cut before 其余."""

_LATE_MARKS = (_LIST_MARK, _REST)
"""What cuts only after a number."""

_BRACKETS = {"(": 1, ")": -1}


def stretches(reading: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch between two full stops begins and ends.

    One that is longer than ``LONGEST`` is cut at semicolons; what is longer still nobody can read.
    """
    for match in _STRETCH.finditer(reading):
        start, end = match.span()
        while end - start > LONGEST:
            at = reading.rfind(_SEMICOLON, start, start + LONGEST)
            at = at if at >= 0 else reading.find(_SEMICOLON, start, end)
            cut = at + 1 if at >= 0 else end
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def sentences(reading: str, start: int, end: int, words: list[Word], lexicon: Lexicon) -> list[Sentence]:
    """Cut a stretch with its words into sentences and segments, and find the numbers."""
    numbers = find_numbers(reading, start, end, words, lexicon)
    words = [word for word in words if word.entry.kind != "zero"]
    made: list[Sentence] = []
    segments: list[Segment] = []
    first = start
    for segment, closing in _segments(reading, start, end, words, numbers):
        if segment.words or segment.numbers:
            segments.append(segment)
        if closing in (_SEMICOLON, _END):
            if segments:
                made.append(Sentence(first, segment.end, segments, not made))
            segments, first = [], segment.end + 1
    return made


def around(number: Number, segment: Segment) -> tuple[int, list[Word], list[Word]]:
    """Return the words between a number and its neighbours, and where they begin.

    Of those before it only those from 其中 on count.
    """
    at = bisect_left(segment.numbers, number.start, key=_start)
    start = segment.numbers[at - 1].end if at else segment.start
    after = segment.words[bisect_left(segment.words, number.end, key=_start) :]
    if at + 1 < len(segment.numbers):
        after = after[: bisect_left(after, segment.numbers[at + 1].start, key=_start)]
    first = bisect_left(segment.words, start, key=_start)
    before = segment.words[first : bisect_left(segment.words, number.start, first, key=_start)]
    for index in range(len(before) - 1, -1, -1):
        if before[index].entry.kind == "part":
            return before[index].start, before[index:], after
    return start, before, after


def _start(spot: Word | Number) -> int:
    return spot.start


def _segments(
    reading: str, start: int, end: int, words: list[Word], numbers: list[Number]
) -> Iterator[tuple[Segment, str]]:
    """Yield segments, each with the mark that closes it; a mark inside a number or a word cuts nothing."""
    first, opening = start, ""
    word = number = last_word = last_number = depth = 0
    for index, mark in _cuts(reading, start, end, words):
        while last_word < len(words) and words[last_word].start < index:
            last_word += 1
        while last_number < len(numbers) and numbers[last_number].start <= index:
            last_number += 1
        if last_word > word and words[last_word - 1].end > index:
            continue
        if last_number > number and numbers[last_number - 1].end > index:
            continue
        if last_number == number and mark in _LATE_MARKS:
            continue
        if mark == _COLON and last_number < len(numbers) and numbers[last_number].start == index + 1:
            continue
        held = words[word:last_word]
        kinds = frozenset([each.entry.kind for each in held])
        counted = numbers[number:last_number]
        yield Segment(first, index, held, counted, kinds, depth > 0, opening == _LIST_MARK), mark
        opening = mark
        depth = 0 if mark == _SEMICOLON else max(depth + _BRACKETS.get(mark, 0), 0)
        first, word, number = index + (mark != _REST), last_word, last_number


def _cuts(reading: str, start: int, end: int, words: list[Word]) -> Iterator[tuple[int, str]]:
    """Yield every mark with its offset, the end too; 其余 opens a segment without one."""
    marks = [(mark.start(), mark[0]) for mark in _MARK.finditer(reading, start, end)]
    rests = [(word.start, _REST) for word in words if word.entry.kind == "rest"]
    yield from sorted([*marks, *rests]) if rests else marks
    yield end, _END
