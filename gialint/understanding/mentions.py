"""Mentions: the words and numbers of a text that matter, in order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.lazily import lazily
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


_FOREIGN = ("other", "split", "channel", "listed", "again", "restriction")
"""Kinds of words that make a weak noun right behind them another's."""

KIND = 12
"""Within how many characters before a noun its kind is told (政府信息公开类行政诉讼)."""

_HAN = ("\u4e00", "\u9fff")
_QUOTED = "”"
"""What may stand between a numeral and its unit (“0”件)."""

_CLAUSE_ENDS = "。!?;,、)"
_EACH = lazily(r"(?:..)??一[^\W\d一二三四五六七八九十百千万亿零〇两]一")
"""A turn of phrase that counts nothing (一件一档, 一事一申请)."""

_CLAUSE_END = lazily(r"[,。;]")
_YEAR = lazily("20[0-9][0-9](?=年)")


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
        elif entry.past is not None and _none_of_last_year(words, first):
            entry = entry.past
            del words[-2]
        elif entry.kind == "weak" and not _plain(reading, first, entry.object, words, lexicon):
            entry = OTHER
        elif entry.kind == "object" and lexicon.objects[entry.object].framed:
            apart = text not in lexicon.verbal and (not words or words[-1].end < first)
            another = _of_another(entry, reading, first, another, lexicon, apart=apart)
            entry = OTHER if another else entry
        elif entry.kind == "zero" and not _ends_clause(reading, last):
            continue
        elif entry.kind == "lacking" and _is_none(reading, first, last, lexicon):
            entry = _NONE
        words.append(Word(first, last, entry, text))
    return words


def _none_of_last_year(words: Sequence[Word], start: int) -> bool:
    """Whether a denial of last year's leads to a word (上年无结转), so that it tells when and of what."""
    if len(words) < 2 or words[-1].end != start or words[-1].start != words[-2].end:
        return False
    return words[-1].entry.kind in ("negation", "lacking") and words[-2].entry.kind == "last_year"


def _is_none(reading: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether 无 is all that is said of something (收费情况：无; 办理结果为无)."""
    return reading.endswith(lexicon.edges["equating"], 0, start) and _ends_clause(reading, end)


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


def _plain(reading: str, start: int, named: str, words: list[Word], lexicon: Lexicon) -> bool:
    if start == 0 or not _HAN[0] <= reading[start - 1] <= _HAN[1]:
        return True
    if words and words[-1].end == start:
        before = words[-1].entry
        if before.kind == "object" and before.object != named and lexicon.objects[before.object].framed:
            return False  # 行政许可申请
        if before.kind != "hiding":
            return named in before.facts if before.kind == "cue" else before.kind not in _FOREIGN
    if words and words[-1].entry.kind == "cue" and reading[words[-1].end : start] in lexicon.edges["kinds"]:
        return True
    return reading.endswith(lexicon.edges["modifiers"], 0, start) or lexicon.measures(reading, start)


def _of_another(
    entry: Entry, reading: str, start: int, another: int, lexicon: Lexicon, *, apart: bool
) -> int:
    """Return the offset of a noun that is said of other acts (工伤认定行政复议4件、行政诉讼6件), else 0.

    ``another`` is the offset of the last such noun; the same list is about the same acts. A noun that
    stands ``apart`` from the words before it follows a mark or a word that may lead to it: after
    anything unknown (参加行政诉讼, 转发规范性文件) it names something else.
    """
    counted = lexicon.objects[entry.object]
    if reading.endswith(counted.not_after, 0, start):
        return start
    kinds = tuple(word for word in lexicon.edges["kinds"] if word not in lexicon.edges["owning"])
    if counted.causes and reading.endswith(kinds, 0, start):
        kind = reading[max(start - KIND, 0) : start]
        if not any(word in kind for word in counted.caused_by):
            return start  # 征地类行政诉讼
    if apart and start and _HAN[0] <= reading[start - 1] <= _HAN[1]:
        led = reading.endswith(lexicon.edges["framing"], 0, start)
        if not led and not lexicon.measures(reading, start):
            return start
    return start if another and not _CLAUSE_END.search(reading, another, start) else 0


def find_numbers(reading: str, start: int, end: int, words: list[Word], lexicon: Lexicon) -> list[Number]:
    """Find the numbers that are no part of a word, in order, those in words (为零) included."""
    found: list[Number] = []
    index = 0
    for numeral in find_numerals(reading[start:end]):
        first, last = numeral.start + start, numeral.end + start
        while index < len(words) and words[index].end <= first:
            index += 1
        if index < len(words) and words[index].start < last:
            continue
        if reading.endswith(lexicon.edges["uncounted"], 0, first) or _EACH.match(reading, max(first - 2, 0)):
            continue
        unit = lexicon.unit.match(reading, last + reading.startswith(_QUOTED, last))
        if unit is None:
            found.append(Number(first, last, numeral.value, numeral.op, ""))
        else:
            found.append(Number(first, unit.end(), numeral.value, numeral.op, unit[0]))
    zeros = [word for word in words if word.entry.kind == "zero"]
    if zeros:
        found += [Number(word.start, word.end, Decimal(0), "=", "", True) for word in zeros]
        found.sort(key=lambda number: number.start)
    return found
