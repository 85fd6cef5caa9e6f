"""The figures of a report and of the year before, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gialint import Fact, Facts, Related, Report, Text
from gialint.model import SELF
from gialint.records import NamedTuple
from gialint_rules.telling import unread

LAST = "last."


class Pair(NamedTuple):
    """A figure of this year and the same, or another, of last year's report."""

    own: Fact
    last: Fact

    @property
    def known(self) -> bool:
        """Whether both can be reckoned with."""
        return self.own.figure is not None and self.last.figure is not None

    @property
    def differs(self) -> bool:
        """Whether both are known and not the same."""
        return self.known and self.own.figure != self.last.figure

    @property
    def figures(self) -> tuple[Decimal, Decimal]:
        """What both come to, where both are known."""
        return self.own.figure or Decimal(0), self.last.figure or Decimal(0)

    def places(self, facts: Facts) -> tuple[Related, ...]:
        """Return where both stand, this year's first."""
        return tuple(
            # The row's own name lets cells of a row share one.
            Related(facts.known.get(fact.path.rpartition(".")[0]) or facts.label(fact.path), fact.place)
            for fact in self
            if fact.place is not None
        )


def pairs(report: Report) -> Mapping[str, Pair]:
    """Return every figure of either report, by path."""
    return report.once(_pairs)


def _pairs(report: Report) -> Mapping[str, Pair]:
    facts = report.facts
    stated = (fact.path.removeprefix(LAST) for fact in facts.stated())
    paths = [path for path in dict.fromkeys(stated) if not path.startswith(SELF)]
    return {path: Pair(facts[path], facts[LAST + path]) for path in paths}


def missing(found: list[Pair]) -> tuple[str, ...]:
    """Return the paths of the figures that are not known."""
    return tuple(fact.path for pair in found for fact in pair if fact.figure is None)


def why(facts: Facts, found: list[Pair]) -> Text:
    """Say which figures are not known, the first of them by name."""
    lacking = [fact for pair in found for fact in pair if fact.figure is None]
    return unread(facts.label(lacking[0].path), len(lacking))
