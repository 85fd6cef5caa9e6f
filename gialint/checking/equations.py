"""What the rules assert of one report, one by one: what holds, what does not, and on which cells each rests.

So that it can be asked which figure, were it another, would mend all that is broken and break nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice

from gialint.checking.kinds.assertion import Assertion, verdict_of
from gialint.checking.kinds.failures import Failure, fits_otherwise, grouped
from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.language.binding import Binding, bindings
from gialint.checking.language.expression import Verdict
from gialint.model import Claim, Fact, Facts, Finding, Report, Rule
from gialint.records import NamedTuple

MOST = 5_000
"""Assertions of one report that are looked into; real reports have some hundred."""
MOST_BROKEN = 200
"""Those of one rule that do not hold, beyond which no single slip is to be looked for."""


class Equation(NamedTuple):
    """An assertion under one binding; ``holds`` is None for missing data.

    ``cells`` are the paths of the cells it rests on, those of a sum and of a blank that others tell too.
    """

    assertion: Assertion
    binding: Binding
    holds: bool | None
    reads: tuple[Fact | Claim, ...]
    cells: frozenset[str]


class Breach(NamedTuple):
    """An equation that does not hold, its failure in words, and the finding it belongs to."""

    rule: Rule
    equation: Equation
    failure: Failure
    finding: Finding

    @property
    def delta(self) -> Decimal | None:
        """By how much its sides differ, if they are figures."""
        told = self.failure.working.values.get("delta")
        return Decimal(told) if told else None


class Equations:
    """All equations of a report: ``sound`` are those that do not fail, ``breaches`` those that do."""

    def __init__(self, report: Report, rules: Iterable[Rule]) -> None:
        self.facts = report.facts
        self.sound: list[Equation] = []
        self.breaches: list[Breach] = []
        self.too_many = False
        self._found_totals: dict[Set[str], str | None] = {
            frozenset((total, *parts)): total for total, parts in self.facts.totals.items()
        }
        for rule in rules:
            check = rule.check
            if isinstance(check, AssertionCheck):
                self._gather(rule, check.assertion, report)
            if self.too_many:
                return

    def mends(self, breaches: Collection[Breach], values: Mapping[str, Decimal]) -> bool:
        """Tell whether other figures in some cells make all these breaches hold, and break nothing."""
        touched = (each for each in self.sound if not each.cells.isdisjoint(values))
        facts = self.facts.with_values(values)
        return all(_holds(each.equation, facts) for each in breaches) and not any(
            _holds(each, facts) is False for each in touched
        )

    def among_cells(self) -> Iterator[Equation]:
        """Yield the equations among cells that hold."""
        return (each for each in self.sound if each.holds and not each.binding.claims)

    def would_hold(self, equation: Equation, values: Mapping[str, Decimal]) -> bool | None:
        """Tell whether an equation would hold with other figures in some cells; None for missing data."""
        return _holds(equation, self.facts.with_values(values))

    def added_up(self, path: str) -> list[str]:
        """Return a cell with the totals that were added up from it, which are wrong with it."""
        paths = [path]
        for one in paths:
            paths += [total for total in dict.fromkeys(self._totals_of(one)) if total not in paths]
        return paths

    def parts(self, totals: Set[str]) -> Iterator[str]:
        """Yield the cells that some totals were added up from, at one step."""
        for total in totals:
            by_form = self.facts.totals.get(total, ())
            by_rules = (sum_.cells - {total} for sum_ in self._sums(total) if self._total(sum_) == total)
            yield from filter(self.facts.__contains__, chain(by_form, *by_rules))

    def _totals_of(self, path: str) -> Iterator[str]:
        """Yield the totals that a cell is a part of, by the form and by the equations that hold."""
        yield from (total for total, parts in self.facts.totals.items() if path in parts)
        yield from (total for sum_ in self._sums(path) if (total := self._total(sum_)) not in (None, path))

    def _sums(self, path: str) -> Sequence[Equation]:
        """Return the equations of more than two cells that hold, by one of them."""
        return self._by_cell.get(path, ())

    @cached_property
    def _by_cell(self) -> Mapping[str, Sequence[Equation]]:
        found: dict[str, list[Equation]] = {}
        for each in self.among_cells():
            for path in each.cells if len(each.cells) > 2 else ():
                found.setdefault(path, []).append(each)
        return found

    def _total(self, sum_: Equation) -> str | None:
        """Return the total of a sum; that of each is looked for once, and only if it is asked for."""
        if sum_.cells not in self._found_totals:
            self._found_totals[sum_.cells] = self._rising(sum_)
        return self._found_totals[sum_.cells]

    def _rising(self, sum_: Equation) -> str | None:
        """Return the one cell that must rise if another does: its total; in a balance several may rise."""
        cells = sorted(sum_.cells)
        for one in cells[:2]:
            rising = (each for each in cells if each != one and self._may_rise(sum_, (one, each)))
            above = list(islice(rising, 2))  # two tell that this one is the total itself, or in a balance
            if len(above) == 1 and not self._may_rise(sum_, (one,)):
                return above[0]
        return None

    def _may_rise(self, equation: Equation, paths: Iterable[str]) -> bool:
        values = {path: value + 1 for path in paths if (value := self.facts[path].value) is not None}
        return self.would_hold(equation, values) is True

    def breaks(self, path: str, value: Decimal) -> set[int]:
        """Return the equations among cells that hold, and would not with another figure in one cell."""
        facts = self.facts.with_values({path: value})
        return {
            number
            for number, each in enumerate(self.sound)
            if each.holds and path in each.cells and not each.binding.claims
            if _holds(each, facts) is False
        }

    def mends_claim(self, breaches: Collection[Breach], claim: Claim, value: Decimal) -> bool:
        """Tell whether another figure in a sentence makes all these breaches hold, and breaks nothing."""
        other = claim._replace(value=value)
        touched = (each for each in self.sound if claim in each.binding.claims)
        return all(_holds(_with(each.equation, claim, other), self.facts) for each in breaches) and not any(
            _holds(_with(each, claim, other), self.facts) is False for each in touched
        )

    def _gather(self, rule: Rule, assertion: Assertion, report: Report) -> None:
        failed: list[tuple[Binding, Verdict]] = []
        broken: list[Equation] = []
        for binding in bindings(assertion.sources, report, self.facts, []):
            equation, verdict = _equation(assertion, self.facts, binding)
            if equation.holds is False:
                failed.append((binding, verdict))
                broken.append(equation)
            else:
                self.sound.append(equation)
            if len(self.sound) + len(broken) > MOST or len(broken) > MOST_BROKEN:
                self.too_many = True
                return
        of = {id(equation.binding): equation for equation in broken}
        for group, finding in grouped(assertion, self.facts, failed):
            self.breaches += [Breach(rule, of[id(failure.binding)], failure, finding) for failure in group]


def cells_of(facts: Facts, read: Iterable[Fact | Claim]) -> Iterator[str]:
    """Yield the paths of the cells on which facts rest: of a sum its parts, of a blank what tells it."""
    for one in read:
        if isinstance(one, Claim):
            yield from cells_of(facts, (facts[path] for path in one.alternatives))
        elif one.parts:
            yield from cells_of(facts, one.parts)
        else:
            yield one.path
            if one.value is None:
                yield from facts.totals.get(one.path, ())


def _equation(assertion: Assertion, facts: Facts, binding: Binding) -> tuple[Equation, Verdict]:
    """Judge under one binding, with all that was read on the way."""
    before: Sequence[Fact | Claim] = ()
    if assertion.when is not None:
        condition = assertion.when.weigh(facts, binding.names)
        before = condition.reads
        if not condition.truth:
            holds = None if condition.truth is None else True
            return Equation(assertion, binding, holds, (), frozenset(cells_of(facts, before))), condition
    verdict = assertion.expression.weigh(facts, binding.names)
    # Another reading of the words may be what fits, or may come to fit.
    cells = frozenset(cells_of(facts, chain(before, verdict.reads, binding.claims)))
    holds = _standing(verdict, facts, binding)
    return Equation(assertion, binding, holds, verdict.reads, cells), verdict


def _holds(each: Equation, facts: Facts) -> bool | None:
    return _standing(verdict_of(each.assertion, facts, each.binding), facts, each.binding)


def _standing(verdict: Verdict, facts: Facts, binding: Binding) -> bool | None:
    if verdict.truth is not False:
        return verdict.truth
    if any(not claim.read for claim in binding.claims):
        return None
    return fits_otherwise(facts, binding)


def _with(each: Equation, claim: Claim, other: Claim) -> Equation:
    names = {name: other if value == claim else value for name, value in each.binding.names.items()}
    return each._replace(binding=each.binding._replace(names=names))
