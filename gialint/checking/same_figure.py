"""One wrong figure may break several equations: which one it is, so that it is told once.

Only arithmetic decides: with another figure in that one cell all of them hold, and no other assertion fails.
What the others reckon stands in the working of the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from gialint.checking.echoes import places
from gialint.checking.labels import plain
from gialint.document import Place
from gialint.finding import Finding, Raised, Related, Rule
from gialint.report import Fact, Facts, Report, Words

MOST = 12
"""Cells that are tried; where more take part in two equations each, more than one is wrong."""
MOST_EQUATIONS = 20
"""Equations that one slip may break; to try what a hostile report has would take minutes."""
MOST_JUDGED = 20_000
"""Claims that are judged again, with all figures that are tried: real reports have some thousands."""


class _Slip(NamedTuple):
    """A figure, what it would have to be, and the findings (by number) that are then gone."""

    fact: Fact
    value: Decimal
    gone: tuple[int, ...]


Key = tuple[str, Place | None, tuple[tuple[str, str], ...]]


def traced(
    told: list[Raised], raised: Sequence[Raised], rules: Iterable[Rule], report: Report
) -> list[Raised]:
    """Return what is told of a report, findings that one figure explains as one that names it.

    ``raised`` is everything that was found, echoes too; ``rules`` are those that were put.
    """
    equations = [number for number, each in enumerate(told) if _is_equation(each)]
    if not 1 < len(equations) <= MOST_EQUATIONS:
        return told
    asserting = [rule for rule in rules if "assert" in rule.condition]
    before = {_key(*each) for each in raised if "assert" in each.rule.condition}
    slips = list(_slips(told, equations, asserting, before, report))
    most = max((len(slip.gone) for slip in slips), default=0)
    meant = [slip for slip in slips if len(slip.gone) == most]
    return _told_of(told, meant[0], report.facts) if len(meant) == 1 else told


def _is_equation(each: Raised) -> bool:
    finding = each.finding
    return "assert" in each.rule.condition and len(finding.working) == 1 and "delta" in finding.values


def _slips(
    told: Sequence[Raised], equations: Sequence[int], rules: Sequence[Rule], before: set[Key], report: Report
) -> Iterator[_Slip]:
    sharing: dict[Place, list[int]] = {}
    for number in equations:
        for place in dict.fromkeys(places(told[number].finding)):
            sharing.setdefault(place, []).append(number)
    shared = [place for place, numbers in sharing.items() if len(numbers) > 1]
    if not 0 < len(shared) <= MOST:
        return
    tried = list(_tried(told, {place: sharing[place] for place in shared}, report.facts))
    if len(tried) * len(report.claims) > MOST_JUDGED:
        return
    for fact, value in tried:
        left = _keys(rules, report, report.facts.with_value(fact, value)) if value >= 0 else before
        gone = tuple(number for number in equations if _key(*told[number]) not in left)
        if left <= before and len(gone) > 1:
            yield _Slip(fact, value, gone)


def _tried(
    told: Sequence[Raised], sharing: Mapping[Place, Sequence[int]], facts: Facts
) -> Iterator[tuple[Fact, Decimal]]:
    """Yield what a figure would have to be for several of the findings it takes part in to be gone."""
    at = {fact.place: fact for fact in map(facts.__getitem__, facts) if fact.value is not None}
    for place, numbers in sharing.items():
        fact = at.get(place)
        if fact is None or fact.value is None:
            continue
        by_delta = Counter(Decimal(told[number].finding.values["delta"]) for number in numbers)
        for delta in (delta for delta, count in by_delta.items() if count > 1):
            yield fact, fact.value + delta
            yield fact, fact.value - delta


def _keys(rules: Iterable[Rule], report: Report, facts: Facts) -> set[Key]:
    return {
        _key(rule, outcome)
        for rule in rules
        for outcome in rule.check(report, facts)
        if isinstance(outcome, Finding)
    }


def _key(rule: Rule, finding: Finding) -> Key:
    return rule.code, finding.place, tuple(sorted(finding.values.items()))


def _told_of(told: list[Raised], slip: _Slip, facts: Facts) -> list[Raised]:
    first, *others = slip.gone
    echoes = [told[number] for number in others]
    codes = sorted({told[number].rule.code for number in slip.gone})
    name, old, new = facts.label(slip.fact.path), plain(slip.fact.value), plain(slip.value)
    lead = Words(
        f"{'、'.join(codes)} 可能是同一格写错：“{name.zh}”写的是 {old}，如果是 {new}，这几处就都相符。",
        f"{', '.join(codes)} may be one slip: {name.say('en')} is {old}; were it {new}, all would hold.",
    )
    head = told[first].finding
    merged = replace(
        head,
        hint=_before(lead, told[first]),
        working=(*head.working, *(line for each in echoes for line in each.finding.working)),
        related=(*head.related, *_more_places(head, echoes)),
    )
    return [
        told[number]._replace(finding=merged) if number == first else told[number]
        for number in range(len(told))
        if number not in others
    ]


def _more_places(head: Finding, echoes: Sequence[Raised]) -> Iterator[Related]:
    seen = set(places(head))
    for each in echoes:
        finding = each.finding
        own = [Related(Words(each.rule.code), finding.place)] if finding.place else []
        for related in (*own, *finding.related):
            if related.place not in seen:
                seen.add(related.place)
                yield related


def _before(lead: Words, each: Raised) -> Words:
    hint = each.finding.hint or each.rule.hint
    return Words(lead.zh + hint.zh, f"{lead.en} {hint.say('en')}") if hint else lead
