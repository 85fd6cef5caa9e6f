"""The years a report gives itself: in its title, by the period of its figures, by its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gialint.lazy_regex import lazy_regex
from gialint.model import Fact, Facts, Place, Report
from gialint.records import NamedTuple
from gialint.understanding.dates import Period, find_periods
from gialint.understanding.marked import statements

NAMED = lazy_regex(r"统计(?:数据)?的?(?:期|时[间限段]|周期|起止|区间|年度|截)")

WORDS = ("统计", "数据", "报告")
"""No period is stated without one of them."""


class Stated(NamedTuple):
    """A period that the report states, with its place; ``named`` if it calls it 统计期间 or the like."""

    period: Period
    place: Place
    named: bool


def stated_periods(report: Report) -> Sequence[Stated]:
    """Return every period stated as that of the figures.

    Words less plain than 统计期间 (数据自…至…) may be about something else, unless the stretch
    begins or ends with a year.
    """
    return report.once(_stated)


def _stated(report: Report) -> Sequence[Stated]:
    return tuple(_in_passages(report))


def _in_passages(report: Report) -> Iterator[Stated]:
    for passage in statements(report):
        if not any(word in passage.reading for word in WORDS):
            continue
        for period in find_periods(passage.reading):
            if not period.stated or period.last is None:
                continue
            named = NAMED.search(passage.reading) is not None
            if named or _at_a_years_end(period):
                yield Stated(period, report.place(passage, period.start, period.end), named)


def title_year(report: Report, facts: Facts) -> int | None:
    """Return the year of the title, or None if there is none or its digits are not certain (20234年)."""
    title = facts["meta.title"].text
    return report.year if report.year and re.search(rf"{report.year}(?![0-9])", title) else None


def day_of(fact: Fact) -> date | None:
    """Return the date a fact gives, or none for a date without a year or that no calendar has."""
    try:
        return date.fromisoformat(fact.text)
    except ValueError:
        return None


def _at_a_years_end(period: Period) -> bool:
    first = period.first is not None and (period.first.month, period.first.day) == (1, 1)
    return first or (period.last is not None and (period.last.month, period.last.day) == (12, 31))
