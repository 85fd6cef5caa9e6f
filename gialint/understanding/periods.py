"""Stretches of time in prose, and which of them is stated as the one the figures are of (统计期间)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.dates import BEGINS, DAY, MONTH, YEAR, WrittenDate, last_day, number, written_date

FARTHEST = 40
"""How many characters may stand between the words 统计期间 and the stretch itself."""

ASKED_AGAIN = 64
"""Of how many readings the periods are remembered: several rules ask for those of one report."""

_JOIN = r"(?:起始|开始|起)?[,，]?(?:截?[至到]|[-—–―－~～─]{1,2})"
_PERIOD = lazy_regex(
    rf"{BEGINS}(?<![0-9])(?:(?:({YEAR})年度?\(?)?({MONTH})月(?:({DAY})[日号]?(?:0?0[时点])?)?{_JOIN}"
    rf"(?:({YEAR})年|[当同本]年)?({MONTH})月(?:({DAY})[日号]?|[份底末])?"
    rf"|({YEAR})年({MONTH})[-—–―－~～]({MONTH})月"
    r"|(20[0-9]{2})[-./]([0-9]{1,2})[-./]([0-9]{1,2})日?(?:[至到]|[-—–―－~～]{1,2})"
    r"(?:(20[0-9]{2})[-./])?([0-9]{1,2})[-./]([0-9]{1,2})(?![-./]?[0-9]))"
)
_SENTENCE = lazy_regex(r"[^。;]+")
_STATED = lazy_regex(
    r"统计(?<!经统计)(?<!(?<!数)据统计)(?:数据)?的?(?:(期|时[间限段]|周期|起止|区间|日期)|截[止至]|范围|口径|年度|自|从)"
    r"|报告(?:期|时[间限段])[间限]?(?:为|是|:|自|从)"
    r"|数据[^。;,]{0,8}(?:期[限间]|时[间限段]|截[至止]|自|从|起止)"
)
_WHOLE_YEAR = lazy_regex(rf"(?<![0-9])({YEAR})年(?:度|全年|整年)?(?=[,。;)]|$)")
_UNTIL = lazy_regex(rf"截[至止](?:日期)?[为到至:]?(?:({YEAR})年)?({MONTH})月({DAY})日")


class Period(NamedTuple):
    """A stretch of time at its offsets in a reading; ``stated`` as the one that the figures are of.

    ``first`` is None if only its end is given (截至2024年12月31日), and both are None if the words
    mention a period that cannot be read (20231月1日至202312月31日).
    """

    start: int
    end: int
    first: WrittenDate | None
    last: WrittenDate | None
    stated: bool

    @property
    def whole_year(self) -> int | None:
        """The year of which this is the whole, from 1 January to 31 December."""
        if self.first is None or self.last is None or self.first.year != self.last.year:
            return None
        ends = (self.first.month, self.first.day, self.last.month, self.last.day)
        return self.first.year if ends == (1, 1, 12, 31) else None


@lru_cache(maxsize=ASKED_AGAIN)
def find_periods(reading: str) -> tuple[Period, ...]:
    """Return every stretch of time in a reading, in order."""
    if "月" not in reading and "统计" not in reading and "20" not in reading:
        return ()
    sentences = (sentence.span() for sentence in _SENTENCE.finditer(reading))
    return tuple(period for span in sentences for period in _in_sentence(reading, *span))


def _in_sentence(reading: str, start: int, end: int) -> Iterator[Period]:
    stated = _STATED.search(reading, start, end)
    told = False
    dated = "月" in reading[start:end] or "20" in reading[start:end]
    for match in _PERIOD.finditer(reading, start, end) if dated else ():
        near = stated is not None and match.start() - stated.end() <= FARTHEST
        told = told or near
        yield _period(match, near)
    if stated is not None and not told:
        yield from _otherwise(reading, stated, end)


def _period(match: re.Match[str], stated: bool) -> Period:
    start, end = match.span()
    year, month, day, last_year, last_month, last, *others = match.groups()
    months_year, months_first, months_last, *dotted = others
    if months_year:
        year, month, last_month = months_year, months_first, months_last
    elif dotted[0]:
        year, month, day, last_year, last_month, last = dotted
    first = written_date(start, end, year, month, day or "1")
    ending = number(last_year or year or "") or None
    closing = number(last) if last else _month_end(ending, number(last_month))
    return Period(start, end, first, WrittenDate(start, end, ending, number(last_month), closing), stated)


def _otherwise(reading: str, stated: re.Match[str], end: int) -> Iterator[Period]:
    """A period given by its year or its end alone, or in words that cannot be read."""
    year = _WHOLE_YEAR.search(reading, stated.end(), end)
    if year is not None and year.start() - stated.end() <= FARTHEST:
        first = written_date(*year.span(), year[1], "1", "1")
        last = written_date(*year.span(), year[1], "12", "31")
        yield Period(*year.span(), first, last, True)
        return
    until = _UNTIL.search(reading, stated.start(), end)
    if until is not None:
        yield Period(*until.span(), None, written_date(*until.span(), *until.groups()), True)
    elif stated[1]:
        yield Period(stated.start(), end, None, None, True)


def _month_end(year: int | None, month: int) -> int:
    return last_day(year, month) if 1 <= month <= 12 else 0
