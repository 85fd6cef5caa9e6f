"""Which year the reports of a run are about, and which of them are about another.

A run may hold last year's reports beside this year's, and now and then one that states the wrong year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gialint.model import Checked

SEVERAL = 2
"""So many reports with last year's beside them are no slip."""


def by_year(reports: Iterable[Checked]) -> Counter[int]:
    """Return how many reports are about each year."""
    return Counter(each.year for each in reports if each.year)


def latest(reports: Sequence[Checked]) -> int:
    """Return the latest year that reports are about, but for a few that are astray; 0 if none has a year.

    Last year's reports are often more: while reports come in, some agencies have not reported yet. So a
    year counts if half as many reports are about it as about the most frequent one, or if several have last
    year's beside them.
    """
    count = by_year(reports)
    followed = by_year(each for each in reports if each.last)
    most = max(count.values(), default=0)
    return max((year for year in count if 2 * count[year] >= most or followed[year] >= SEVERAL), default=0)


def of_other_years(reports: Sequence[Checked], year: int) -> list[Checked]:
    """Return the reports about another year, without those that are there to be compared with.

    Where several of a year are, all of that year are: of an agency that has not reported this is its last.
    """
    here = {each.path for each in reports if each.year == year}
    pairs = [(each.path, before.path) for each in reports for before in each.last]
    compared = {one if other in here else other for one, other in pairs if one in here or other in here}
    count = by_year(each for each in reports if each.path in compared)
    meant = {year for year in count if count[year] >= SEVERAL}
    others = (each for each in reports if each.year != year)
    return [each for each in others if each.path not in compared and each.year not in meant]
