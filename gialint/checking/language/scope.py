"""What an expression is evaluated in, and what room figures leave: blanks, rounded and hedged ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gialint.model import Claim, Fact
from gialint.records import dataclass
from gialint.understanding.number_words import rounding

ZERO = Decimal(0)
ENDLESS = Decimal("Infinity")

Range = tuple[Decimal, Decimal]
"""The least and the greatest figure that words allow."""

_WITHIN = Decimal("0.1")
"""How far the figure may be from an approximate claim (约): a tenth."""


@dataclass(slots=True)
class Scope:
    """What an expression reads: facts, bound names and sets.

    ``fact`` is asked where a figure is needed, ``look`` where a fact is merely looked at;
    ``claim`` is told of every claim used, and whether it served as an exact figure in vain.
    ``assume`` takes blanks inside ``or_zero`` as 0, ``zeroing`` tells that we are inside one; with
    ``most`` those inside ``or_any`` are as much as a count can be.
    """

    fact: Callable[[str], Fact]
    look: Callable[[str], Fact]
    names: dict[str, Any]
    sets: Mapping[str, tuple[str, ...]]
    claim: Callable[[Claim, bool], None] | None = None
    assume: bool = False
    zeroing: bool = False
    most: bool = False


def zeroed(fact: Fact) -> Decimal | None:
    """Return a fact's value with blank and mark cells taken as 0, None if that does not help."""
    if fact.figure is not None:
        return fact.figure
    if not fact.parts:
        return ZERO if fact.state in ("blank", "mark") else None
    values = [zeroed(part) for part in fact.parts]
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if len(known) == len(values) else None


def claimed_range(claim: Claim) -> Range:
    """Return the least and greatest figure that a claim's words allow (1300余件)."""
    value, slack = claim.value, abs(claim.value) * _WITHIN
    if claim.op == "~":
        return value - slack, value + slack
    if claim.op == "=" and is_rounded(claim.text):
        slack = rounding(claim.text, value)
        return value - slack, value + slack
    return (-ENDLESS if claim.op == "<=" else value, ENDLESS if claim.op == ">=" else value)


def rounded_range(text: str, value: Decimal) -> Range:
    """Return the least and greatest figure that a cell allows, which may hold a rounded one (1.2万)."""
    by = rounding(text, value) if is_rounded(text) else ZERO
    return value - by, value + by


def is_rounded(text: str) -> bool:
    """Tell whether a figure is written in units of ten thousand or more."""
    return "万" in text or "亿" in text
