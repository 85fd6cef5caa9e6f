"""Mentions: the words and numbers of a sentence that matter, in order, cut into segments.

A segment is what one number can be bound within: a clause, or one item of a list
(维持3件、纠正1件) once an earlier item has had its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Operator
from gialint.understanding.entries import OTHER, Entry
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.numerals import find_numerals

_NONE = Entry("zero")
"""无 all by itself (收费情况：无)."""


class Word(NamedTuple):
    """A word of the lexicon at its offsets in the passage's reading."""

    start: int
    end: int
    entry: Entry
    text: str


class Number(NamedTuple):
    """A number with its unit (empty where there is none); ``end`` includes the unit.

    A word for none (为零, 均无) is a number too, and needs no unit.
    """

    start: int
    end: int
    value: Decimal
    op: Operator
    unit: str
    worded: bool = False


class Segment(NamedTuple):
    """A stretch of a sentence with its words and numbers.

    ``bracketed`` tells a remark in brackets, ``listed`` that it is a further item of a list.
    """

    start: int
    end: int
    words: Sequence[Word]
    numbers: Sequence[Number]
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


_STRETCH = re.compile(r"[^。!?]+")
_MARK = re.compile(r"[;,:()、]")
_SEMICOLON, _COLON, _LIST_MARK = ";", ":", "、"
_END = "。"
_REST = "\0"
"""Stands for the cut before 其余."""

_LATE_MARKS = (_LIST_MARK, _REST)
"""What cuts only after a number."""

_BRACKETS = {"(": 1, ")": -1}
_CLAUSE_ENDS = "。!?;,、)"
_CLAUSE_END = re.compile(r"[,。;]")
_YEAR = re.compile("20[0-9][0-9](?=年)")
_COUNTED = re.compile(r"[0-9零一二两三四五六七八九十百千万余多几每各该][件条份个项次起宗例封]$")
"""A number and measure word before a noun: 3件申请, but not 事项申请."""

_NOT_COUNTED = ("每", "第", "近年", "逾期")


def stretches(reading: str) -> Iterator[tuple[int, int]]:
    """Yield where each stretch between two full stops begins and ends."""
    for match in _STRETCH.finditer(reading):
        yield match.span()


def find_words(reading: str, start: int, end: int, lexicon: Lexicon, year: int | None) -> list[Word]:
    """Find the words of a stretch, as they are meant in a report for a year.

    A weak one after anything unknown (入学申请) names something else.
    """
    words: list[Word] = []
    another = 0
    for first, last, entry in lexicon.words.find(reading, start, end):
        text = reading[first:last]
        if entry.past is not None and _is_over(text, year):
            entry = entry.past
        elif entry.kind == "weak" and not _plain(reading, first, words, lexicon):
            entry = OTHER
        elif entry.kind == "object" and lexicon.objects[entry.object].not_after:
            another = _of_another(entry, reading, first, another, lexicon)
            entry = OTHER if another else entry
        elif entry.kind == "zero" and not _ends_clause(reading, last):
            continue
        elif entry.kind == "lacking" and reading[first - 1 : first] == _COLON and _ends_clause(reading, last):
            entry = _NONE
        words.append(Word(first, last, entry, text))
    return words


def sentences(reading: str, start: int, end: int, words: list[Word], lexicon: Lexicon) -> list[Sentence]:
    """Cut a stretch with its words into sentences and segments, and find the numbers."""
    numbers = _numbers(reading, start, end, words, lexicon)
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
    start, following = segment.start, segment.end
    for other in segment.numbers:
        if other.start < number.start:
            start = other.end
        elif other.start > number.start:
            following = other.start
            break
    before: list[Word] = []
    for word in segment.words:
        if word.start >= number.start:
            break
        if word.start >= start:
            if word.entry.kind == "part":
                before.clear()
                start = word.start
            before.append(word)
    after = [word for word in segment.words if number.end <= word.start < following]
    return start, before, after


def _ends_clause(reading: str, end: int) -> bool:
    return end >= len(reading) or reading[end] in _CLAUSE_ENDS


def _is_over(text: str, year: int | None) -> bool:
    """Whether the year a word names is past: 2022年结转 in a report for 2023, 结转2023年 there too.

    What is carried out of the report's own year goes to a later one.
    """
    match = _YEAR.search(text)
    if match is None:
        return False
    leading = match.start() == 0
    if year is None:
        return leading
    named = int(match[0])
    return named < year if leading else named <= year


def _plain(reading: str, start: int, words: list[Word], lexicon: Lexicon) -> bool:
    if start == 0 or not "\u4e00" <= reading[start - 1] <= "\u9fff":
        return True
    if words and words[-1].end == start:
        return words[-1].entry.kind not in ("other", "split", "channel", "listed")
    return (
        reading.endswith(lexicon.edges["modifiers"], 0, start)
        or _COUNTED.search(reading, max(start - 3, 0), start) is not None
    )


def _of_another(entry: Entry, reading: str, start: int, another: int, lexicon: Lexicon) -> int:
    """Return the offset of a noun that is said of other acts (工伤认定行政复议4件、行政诉讼6件), else 0.

    ``another`` is the offset of the last such noun; the same list is about the same acts.
    """
    if reading.endswith(lexicon.objects[entry.object].not_after, 0, start):
        return start
    return start if another and not _CLAUSE_END.search(reading, another, start) else 0


def _numbers(reading: str, start: int, end: int, words: list[Word], lexicon: Lexicon) -> list[Number]:
    """Find the numbers that are no part of a word, in order, those in words (为零) included."""
    found: list[Number] = []
    index = 0
    for numeral in find_numerals(reading[start:end]):
        first, last = numeral.start + start, numeral.end + start
        while index < len(words) and words[index].end <= first:
            index += 1
        if index < len(words) and words[index].start < last:
            continue
        if reading.endswith(_NOT_COUNTED, 0, first):
            continue
        unit = lexicon.unit.match(reading, last)
        if unit is None:
            found.append(Number(first, last, numeral.value, numeral.op, ""))
        else:
            found.append(Number(first, unit.end(), numeral.value, numeral.op, unit[0]))
    zeros = [word for word in words if word.entry.kind == "zero"]
    if zeros:
        found += [Number(word.start, word.end, Decimal(0), "=", "", True) for word in zeros]
        found.sort(key=lambda number: number.start)
    return found


def _segments(
    reading: str, start: int, end: int, words: list[Word], numbers: list[Number]
) -> Iterator[tuple[Segment, str]]:
    """Yield segments, each with the mark that closes it; a mark inside a number or a word cuts nothing."""
    first, opening = start, ""
    word = number = depth = 0
    for index, mark in _cuts(reading, start, end, words):
        last_word, last_number = word, number
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
