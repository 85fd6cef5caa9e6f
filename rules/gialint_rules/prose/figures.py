"""Figures in prose: how numbers are written, what a percentage of two must be, and how exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

NUMBER = r"(?<!\d)(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?[万亿]?)"
UNIT = r"(?:件次|人次|立方米|平方米|公里|[件条宗起例份次个项篇元人名户家台辆场期笔吨亩张批册])"
SCALES = {"万": 4, "亿": 8}
"""By which power of ten a number before one of these is counted."""

PERCENT = r"(\d{1,9}(?:\.\d{1,6})?)%(?!以[上内下]|左右|上下)"
COUNT = lazy_regex(rf"{NUMBER}({UNIT})")
AMONG = "其中"


class Percentage(NamedTuple):
    """A percentage as stated, at offsets of the reading, and the two figures it must follow from."""

    start: int
    end: int
    part: Decimal
    whole: Decimal
    told: str


def misses(part: Decimal, whole: Decimal, told: str, slack: Decimal = Decimal(0)) -> Iterator[Decimal]:
    """Yield what a percentage should be, if it is not that."""
    exact = part / whole * 100
    step = Decimal(1).scaleb(-len(told.partition(".")[2]))
    by = (max(slack, rounded_by(part)) + abs(exact) / 100 * rounded_by(whole)) / abs(whole) * 100
    if abs(exact - Decimal(told)) > step + by:  # rounded or cut off, either is usual
        yield exact.quantize(step, ROUND_HALF_UP)


def rounded_by(value: Decimal) -> Decimal:
    """Return how far a figure may be from what was counted: 2.19亿 is told to its last digit."""
    return Decimal(5).scaleb(_exponent(value) - 1) if _exponent(value) > 0 else Decimal(0)


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def value_of(text: str) -> Decimal:
    """Return the value of a number; what stands before 万 or 亿 keeps how exact it is."""
    return Decimal(text.rstrip("万亿").replace(",", "")).scaleb(SCALES.get(text[-1], 0))


def shown(value: Decimal) -> str:
    """Return a value as prose writes it: in 万 or 亿 where it is told in these."""
    if _exponent(value) <= 0:
        return str(value)
    unit = "亿" if abs(value) >= Decimal(1).scaleb(8) else "万"
    return f"{value.scaleb(-SCALES[unit]):f}{unit}"
