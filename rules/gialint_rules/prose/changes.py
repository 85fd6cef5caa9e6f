"""Changes in prose that are told as numbers, with the two figures that each must follow from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gialint import Facts
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint_rules.prose.figures import AMONG, NUMBER, UNIT, rounded_by, value_of
from gialint_rules.prose.growths import (
    ALIKE,
    ASIDE,
    FALLING,
    LED_BY_NEW,
    THAN,
    WAY,
    is_near,
    is_of_the_same,
    is_of_the_year,
    wholes_before,
    without_asides,
)

# 16件，较上年的13件增加3件
BESIDE = lazy_regex(
    rf"{NUMBER}({UNIT}){ASIDE}{{0,90}}{THAN}[(]?{NUMBER}({UNIT})[)]?[,]?(?:相比)?{ALIKE}({WAY})了?{NUMBER}({UNIT})"
)
# 申请量比上年的24件减少6件
OF_NEW = lazy_regex(LED_BY_NEW + rf"(?P<way>{WAY})了?(?P<change>{NUMBER}){UNIT}")


class Change(NamedTuple):
    """A change as stated, at offsets of the reading, and the two figures it must follow from."""

    start: int
    end: int
    now: Decimal
    before: Decimal
    told: Decimal
    """Less than 0 for a fall."""

    @property
    def right(self) -> Decimal:
        return self.now - self.before

    @property
    def holds(self) -> bool:
        """Whether it follows, as exactly as the figures are told (2.36万)."""
        by = sum(map(rounded_by, (self.now, self.before, self.told)), Decimal(0))
        return abs(self.right - self.told) <= by


def _is_alone(at: int, reading: str) -> bool:
    """Whether a figure is none of a list, where more may be compared behind it (自然人7件、企业2件，比…)."""
    told = reading[reading.rfind("。", 0, at) + 1 : at]
    clause = told[max(map(told.rfind, ",;:(")) + 1 :]
    return AMONG not in told and "、" not in clause


def changes(reading: str, year: int | None, facts: Facts) -> Iterator[Change]:
    """Yield each change that a passage states beside this year's figure and last year's."""
    ends = set()
    reading = without_asides(reading)
    for match in BESIDE.finditer(reading):
        ends.add(match.end())
        alike = match[2] == match[4] == match[7]
        same = is_of_the_same(match[0], match.end(4), match.start(), reading)
        change = Change(*match.span(), value_of(match[1]), value_of(match[3]), _signed(match[6], match[5]))
        others = (change._replace(now=some) for some in wholes_before(reading, match))
        if alike and same and _is_alone(match.start(), reading) and not any(each.holds for each in others):
            yield change
    new = facts["requests.new.total"].value
    for match in OF_NEW.finditer(reading):
        if new is None or match.end() in ends or not is_of_the_year(reading, *match.span(), year):
            continue
        change = Change(*match.span(), new, value_of(match["before"]), _signed(match["change"], match["way"]))
        if is_near(change.before + change.told, new):
            yield change


def _signed(told: str, way: str) -> Decimal:
    return -value_of(told) if way in FALLING else value_of(told)
