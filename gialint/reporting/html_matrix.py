"""The overview of many reports: how many findings each has in each family, and bars of them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gialint.model import Checked, Diagnostic, Result, Severity, is_engine
from gialint.reporting.families import families, family

_CHART = 440
"""Length of the longest bar in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Count:
    """Findings of a report in a family, and the gravest severity among them."""

    number: int = 0
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: findings of one severity, from ``x`` on, ``width`` long."""

    severity: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The findings of one family in all reports."""

    name: str
    number: int
    parts: tuple[Part, ...]

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return sum(part.width for part in self.parts)


def counts(checked: Checked, columns: Iterable[str]) -> tuple[Count, ...]:
    """Return how many findings a report has in each family."""
    by_family: dict[str, list[Severity]] = {}
    for found in _spoken(checked):
        by_family.setdefault(family(found.code), []).append(found.severity)
    return tuple(
        Count(len(by_family[name]), max(by_family[name]).word) if name in by_family else Count()
        for name in columns
    )


def bars(result: Result) -> tuple[Bar, ...]:
    """Return a bar for each family, to one scale; errors first."""
    names = families(result)
    severities: dict[str, list[Severity]] = {name: [] for name in names}
    for checked in result.reports:
        for found in _spoken(checked):
            severities[family(found.code)].append(found.severity)
    longest = max(map(len, severities.values()), default=0) or 1
    return tuple(
        Bar(names[name], len(found), _parts(found, _CHART / longest)) for name, found in severities.items()
    )


def _parts(found: Sequence[Severity], scale: float) -> tuple[Part, ...]:
    parts: list[Part] = []
    start = 0.0
    for severity in sorted(Severity, reverse=True):
        number = found.count(severity)
        if number:
            parts.append(Part(severity.word, number, round(start, 2), round(number * scale, 2)))
            start += number * scale
    return tuple(parts)


def _spoken(checked: Checked) -> list[Diagnostic]:
    return [found for found in checked.findings if not found.suppressed and not is_engine(found)]
