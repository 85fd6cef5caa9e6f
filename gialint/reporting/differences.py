"""Which facts and claims differ between two reports: two files of one report, or two years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from gialint.model import SELF, Claim, Fact, Report, Words

Slight = Literal["", "blank", "year"]
"""What little a difference is: 0 where the other report has a blank or a sign, or only its own year."""


class FactPair(NamedTuple):
    """A fact that the reports do not agree on; what a report does not have is ``absent`` there."""

    path: str
    label: Words
    first: Fact
    second: Fact
    slight: Slight = ""

    @property
    def delta(self) -> Decimal | None:
        """The second less the first, where both are numbers."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value


class ClaimPair(NamedTuple):
    """What only the first and what only the second report asserts of a fact."""

    path: str
    label: Words
    first: tuple[Claim, ...]
    second: tuple[Claim, ...]


class Differences(NamedTuple):
    """All that differs, in the order of the first report, and how many facts are the same."""

    facts: tuple[FactPair, ...]
    claims: tuple[ClaimPair, ...]
    same: int

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.facts or self.claims)


def differences(first: Report, second: Report) -> Differences:
    """Compare two reports fact by fact; where a figure stands, and how it is written, makes no difference."""
    paths = list(dict.fromkeys((*first.facts, *second.facts)))
    facts = tuple(
        FactPair(path, _label(path, first, second), one, other, _slight(first, second, one, other))
        for path, one, other in ((path, first.facts[path], second.facts[path]) for path in paths)
        if _said(one) != _said(other)
    )
    return Differences(facts, tuple(_claims(first, second)), len(paths) - len(facts))


def _slight(first: Report, second: Report, one: Fact, other: Fact) -> Slight:
    if one.path.startswith(SELF):
        return "year" if _without_year(first, one) == _without_year(second, other) else ""
    filled, empty = (one, other) if other.value is None else (other, one)
    return "blank" if filled.value == 0 and empty.state in ("blank", "mark") else ""


def _without_year(report: Report, fact: Fact) -> str:
    """Return what a report says of itself, without the year it is about."""
    return fact.text.strip().replace(str(report.year), "") if report.year else fact.text.strip()


def _claims(first: Report, second: Report) -> Iterator[ClaimPair]:
    """Compare what is asserted, however often; years count from the report's own."""
    one, other = _asserted(first), _asserted(second)
    for path in dict.fromkeys((*one, *other)):
        here, there = one.get(path, {}), other.get(path, {})
        only_here = tuple(claim for key, claim in here.items() if key not in there)
        only_there = tuple(claim for key, claim in there.items() if key not in here)
        if only_here or only_there:
            yield ClaimPair(path, _label(path, first, second), only_here, only_there)


def _asserted(report: Report) -> dict[str, dict[object, Claim]]:
    """Return by fact each thing that is asserted of it, with the first words that do."""
    found: dict[str, dict[object, Claim]] = {}
    for claim in report.claims:
        year = claim.year and report.year and claim.year - report.year
        key = (claim.op, claim.value, claim.scope, year or 0)
        found.setdefault(claim.path, {}).setdefault(key, claim)
    return found


def _said(fact: Fact) -> tuple[str, Decimal | str]:
    return fact.state, fact.text.strip() if fact.value is None else fact.value


def _label(path: str, first: Report, second: Report) -> Words:
    label = first.facts.label(path)
    return second.facts.label(path) if label.zh == path else label
