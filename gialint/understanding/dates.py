"""Dates and stretches of time as prose writes them, and the one that the figures are of (统计期间).

A date is read whether such a day exists or not: 2025年1月10日, 二〇二五年一月十日.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.number_words import read_number

DIGITS = "0-9〇零○一二三四五六七八九"
YEAR = "(?:20[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})"
MONTH = f"(?:[0-9]{{1,2}}|[{DIGITS}十]{{1,2}})"
DAY = f"(?:[0-9]{{1,2}}|[{DIGITS}十廿]{{1,3}})"

BEGINS = f"(?=[{DIGITS}十])"
"""How an expression for dates begins: where no digit stands, nothing else of it need be tried."""

LEAP_YEAR = 2024
"""Where no year is named, 2月29日 exists."""

_DATE = lazy_regex(
    f"{BEGINS}(?<![{DIGITS}十])(?:"
    f"(?:({YEAR})年度?)?({MONTH})月({DAY})[日号]"
    r"|(20[0-9]{2})([-./])([0-9]{1,2})\5([0-9]{1,2})(?![0-9]|[./][0-9]))"
)


class WrittenDate(NamedTuple):
    """A date at its offsets in a reading; ``year`` is None if the words name none."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day."""
        return 1 <= self.month <= 12 and 1 <= self.day <= last_day(self.year, self.month)

    @property
    def iso(self) -> str:
        """The date as ``2025-01-10``, or as ``01-10`` without a year."""
        day = f"{self.month:02d}-{self.day:02d}"
        return day if self.year is None else f"{self.year:04d}-{day}"


def find_dates(reading: str) -> Iterator[WrittenDate]:
    """Yield every date of a reading, in order."""
    for match in _DATE.finditer(reading):
        year, month, day, year_alone, _, month_alone, day_alone = match.groups()
        if year_alone:
            year, month, day = year_alone, month_alone, day_alone
        yield written_date(match.start(), match.end(), year, month, day)


def written_date(start: int, end: int, year: str | None, month: str, day: str) -> WrittenDate:
    """Return the date of words that match ``YEAR``, ``MONTH`` and ``DAY``; anything but a number is 0."""
    return WrittenDate(start, end, number(year) if year else None, number(month), number(day))


def number(text: str) -> int:
    """Return a year, month or day as a number, 0 if it is not one (十十)."""
    if text.isdecimal():
        return int(text)
    value = read_number(text)
    return 0 if value is None else int(value)


def last_day(year: int | None, month: int) -> int:
    """Return the last day of a month from 1 to 12."""
    # The module calendar would do, but its import takes 2 ms.
    if month == 2:
        year = year or LEAP_YEAR
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


FARTHEST = 40
"""How many characters may stand between the words 统计期间 and the stretch itself."""

ASKED_AGAIN = 64
"""Of how many readings the periods are remembered: several rules ask for those of one report."""

_JOIN = r"(?:起始|开始|起|始)?(?:计算|算起?|统计|计)?[,，、]?(?:截?[至到]|[-—–―－~～─]{1,2})"
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
