"""Dates as prose writes them, whether such a day exists or not: 2025年1月10日, 二〇二五年一月十日."""

from __future__ import annotations

from collections.abc import Iterator

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
