"""Hold what a report says in figures, to see that mending its words has changed none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Claim, Report

Said = tuple[str, str, Decimal, str, int | None, str]


class Figures(NamedTuple):
    """The figures of a report: facts of its tables by path, and what its prose claims."""

    year: int | None
    facts: Mapping[str, tuple[str, Decimal | None]]
    claims: Counter[Said]


def figures(report: Report) -> Figures:
    """Return the figures that stand in a report; sums that are not written there do not count."""
    facts = {path: (report.facts[path].state, report.facts[path].value) for path in report.facts}
    return Figures(report.year, facts, Counter(map(_said, report.claims)))


def changed(before: Figures, after: Figures) -> list[str]:
    """Return the paths of facts and claims that are not what they were.

    What could not be read before may be read now, and a blank may have become 0.
    """
    lost = before.claims - after.claims
    paths = [path for path, (state, value) in before.facts.items() if _differs(state, value, after, path)]
    paths += [path for path, *_ in lost if path not in paths]
    if before.year is not None and before.year != after.year:
        paths.append("meta.year")
    return paths


def _differs(state: str, value: Decimal | None, after: Figures, path: str) -> bool:
    now = after.facts.get(path, ("absent", None))[1]
    if state in ("blank", "mark"):
        return now not in (None, 0)
    return value != now


def _said(claim: Claim) -> Said:
    return claim.path, claim.op, claim.value, claim.unit, claim.year, claim.scope
