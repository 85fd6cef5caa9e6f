"""One wrong figure may break several equations: which one it is, so that it is reported once.

Only arithmetic decides: with another figure in that one place all of them hold, and nothing else fails.
What the others reckon stands in the working of the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gialint.checking.equations import Breach, Equations
from gialint.checking.kinds.failures import finding_of, places_of
from gialint.checking.messages import joined, plain, put, quoted
from gialint.checking.opposite_gaps import opposite
from gialint.checking.suspects import Suspect, sharing_totals, suspect
from gialint.model import Facts, Finding, Place, Report, Rule, RuleFinding, Text
from gialint.records import NamedTuple, replace

FEW = 2
"""Cells that a hint names one by one; of more it names the first and the last."""
MOST = 20
"""Equations that one slip may break: the cells of a shifted row break fewer."""

LISTED = Text("、", ", ")
SENTENCE = Text(
    "可能是文字写错：表中“{name}”是 {figure}，表内有 {borne} 处关系与此相符{slip}。",
    "The sentence may be wrong: {name} is {figure} in the table, as the sums of the table confirm"
    " ({borne}){slip}.",
)
IN_TEXT = Text("；{quote}{slip}", "; in {quote} {slip}")
ONE_SLIP = Text(
    "{codes} 可能是同一{what}写错：{written}，这几处就都相符{slip}。",
    "{codes} may be one slip: {written}, all would be consistent{slip}.",
)
IN_A_ROW = Text(
    "从“{first}”到“{last}”写的是 {old}，如果是 {new}", "from {first} to {last} stands {old}; if it were {new}"
)
IN_A_CELL = Text("“{name}”写的是 {old}，如果是 {new}", "{name} is {old}; if it were {new}")
AGREE = Text(
    "{codes} 可能是同一处写错：这几处文字写的数彼此相符，又各与表中的数不符，请一并核对",
    "{codes} may be one slip: these counts agree with each other, and each differs from the table; check them"
    " together",
)

_Key = tuple[str, Place | None, tuple[tuple[str, str], ...]]


class _Case(NamedTuple):
    """Breaches that hang together, what explains them, and by number the findings that tell of them."""

    breaches: Sequence[Breach]
    suspect: Suspect | None
    told: tuple[int, ...]


def traced(told: list[RuleFinding], rules: Iterable[Rule], report: Report) -> list[RuleFinding]:
    """Return the findings of a report, those that one wrong figure explains as one that names it."""
    equations = Equations(report, rules)
    if equations.too_many:
        return told
    numbers = {_key(*each): number for number, each in enumerate(told)}
    settled, open_ = _settled(equations, _hanging_together(equations), numbers)
    by_totals, open_ = _settled(equations, sharing_totals(equations, open_), numbers)
    agreeing, apart = opposite(equations, open_)
    cases = [*settled, *by_totals, *(_case(equations, each, numbers) for each in apart)]
    cases += [_agreeing(_case(equations, each, numbers)) for each in agreeing]
    cases = list(_tellable(list(_in_one_line(equations, cases, numbers))))
    gone = frozenset[int]().union(*(case.told for case in cases))
    anew = [each for case in cases for each in _anew(case, told, report.facts)]
    return [*(each for number, each in enumerate(told) if number not in gone), *anew]


def _hanging_together(equations: Equations) -> list[list[Breach]]:
    """Return the breaches in groups: those that rest on one cell, or on one sentence, may have one cause."""
    groups: list[tuple[set[object], list[Breach]]] = []
    for breach in equations.breaches:
        rests: set[object] = {*breach.equation.cells, *breach.equation.binding.claims}
        breaches = [breach]
        apart = []
        for held, group in groups:
            if held.isdisjoint(rests):
                apart.append((held, group))
            else:
                rests |= held
                breaches = [*group, *breaches]
        groups = [*apart, (rests, breaches)]
    return [breaches for _, breaches in groups]


def _settled(
    equations: Equations, groups: Iterable[list[Breach]], numbers: Mapping[_Key, int]
) -> tuple[list[_Case], list[list[Breach]]]:
    """Return the groups that figures of the table explain as cases, and the others as they are."""
    cases: list[_Case] = []
    others: list[list[Breach]] = []
    for group in groups:
        case = _case(equations, group, numbers)
        if case.suspect is not None and case.suspect.values:
            cases.append(case)
        else:
            others.append(group)
    return cases, others


def _in_one_line(
    equations: Equations, cases: Sequence[_Case], numbers: Mapping[_Key, int]
) -> Iterator[_Case]:
    """Yield the cases; those that share a finding as one, where one slip explains them all together."""
    groups: list[list[_Case]] = []
    for case in cases:
        near = [group for group in groups if any(not set(case.told).isdisjoint(each.told) for each in group)]
        groups = [group for group in groups if group not in near]
        groups.append([case, *(each for group in near for each in group)])
    for those in groups:
        if len(those) == 1 or not any(case.suspect is None for case in those):
            yield from those
            continue
        whole = _case(equations, [breach for case in those for breach in case.breaches], numbers)
        yield from [whole] if whole.suspect or len({*whole.told}) == 1 else those


def _case(equations: Equations, breaches: Sequence[Breach], numbers: Mapping[_Key, int]) -> _Case:
    at = {id(breach): numbers.get(_key(breach.rule, breach.finding), -1) for breach in breaches}
    # What another finding covers must be mended too, but is not told anew.
    told = [breach for breach in breaches if at[id(breach)] >= 0]
    # The gravest leads, then what is about cells alone, then what has the fewest figures.
    told.sort(
        key=lambda breach: (
            -(breach.finding.severity or breach.rule.severity),
            bool(breach.equation.binding.claims),
            len(breach.failure.reads),
            at[id(breach)],
        )
    )
    found = suspect(equations, breaches) if told and len(breaches) <= MOST else None
    return _Case(told, found, tuple(at[id(breach)] for breach in told))


def _agreeing(case: _Case) -> _Case:
    """Return a case of counts that agree with each other: one slip, even if no figure explains it."""
    if case.suspect:
        return case
    order = sorted(
        range(len(case.told)), key=lambda each: case.breaches[each].equation.binding.claims[0].place.start
    )
    breaches, told = [case.breaches[each] for each in order], tuple(case.told[each] for each in order)
    return _Case(breaches, Suspect({}, None, put(AGREE, codes=_codes(case))), told)


def _codes(case: _Case) -> Text:
    return joined(map(Text, sorted({each.rule.code for each in case.breaches})), LISTED)


def _key(rule: Rule, finding: Finding) -> _Key:
    return rule.code, finding.place, tuple(sorted(finding.values.items()))


def _tellable(cases: Sequence[_Case]) -> Iterator[_Case]:
    """Yield the cases that are explained, whose findings tell of no case that is not, and of no other."""
    open_ = frozenset[int]().union(*(case.told for case in cases if case.suspect is None))
    explained = [case for case in cases if case.suspect]
    stated = [case for case in explained if case.suspect and case.suspect.claim]
    often = Counter(number for case in stated for number in case.told)
    open_ = open_.union(number for number, count in often.items() if count > 1)
    while shut := [case for case in explained if not open_.isdisjoint(case.told)]:
        explained = [case for case in explained if open_.isdisjoint(case.told)]
        open_ = open_.union(*(case.told for case in shut))
    yield from explained


def _anew(case: _Case, told: Sequence[RuleFinding], facts: Facts) -> Iterator[RuleFinding]:
    assert case.suspect is not None
    first = case.breaches[0]
    own = [breach.failure for breach in case.breaches if breach.finding is first.finding]
    before = told[case.told[0]]
    finding = finding_of(first.equation.assertion, facts, own)
    suspects = [case.suspect.claim] if case.suspect.claim else [facts[path] for path in case.suspect.values]
    reads = [one for breach in case.breaches for one in breach.failure.reads]
    places = list(places_of(facts, [*suspects, *reads]))
    others = (breach for breach in case.breaches if breach.finding is not first.finding)
    rest = dict.fromkeys(breach.failure.working.words for breach in others)
    hint = before.finding.hint or before.rule.hint
    severities = (before.finding.severity, finding.severity)
    yield before._replace(
        finding=replace(
            finding,
            place=places[0].place if suspects else finding.place,
            related=tuple(places[1:]) if suspects else finding.related,
            working=(*finding.working, *rest),
            hint=joined([_lead(case, facts), *([hint] if hint else [])], Text("", " ")),
            severity=min((each for each in severities if each is not None), default=None),
        )
    )


def _lead(case: _Case, facts: Facts) -> Text:
    """Return the hint: which figure may be wrong, and how it came to be."""
    found = case.suspect
    assert found is not None
    if found.claim:
        name, figure = facts.label(found.claim.path), plain(facts[found.claim.path].figure)
        slip = put(IN_TEXT, quote=quoted(found.claim), slip=found.slip) if found.slip else ""
        return put(SENTENCE, name=name, figure=figure, borne=str(found.borne), slip=slip)
    if found.slip and not found.values:
        return Text(f"{found.slip.zh}。", f"{found.slip.en[0].upper()}{found.slip.en[1:]}.")
    return put(
        ONE_SLIP,
        codes=_codes(case),
        what="格" if len(found.values) == 1 else "处",
        written=_written(found.values, facts),
        slip=put(Text("（{slip}）", " ({slip})"), slip=found.slip) if found.slip else "",
    )


def _written(values: Mapping[str, Decimal], facts: Facts) -> Text:
    """Tell what stands in the cells and what would have to: cell by cell, or of many in a row."""
    names = [facts.label(path) for path in values]
    old, new = [plain(facts[path].value) for path in values], [plain(value) for value in values.values()]
    if len(names) > FEW:
        listed = [joined(map(Text, figures), LISTED) for figures in (old, new)]
        return put(IN_A_ROW, first=names[0], last=names[-1], old=listed[0], new=listed[1])
    each = zip(names, old, new, strict=True)
    return joined(
        (put(IN_A_CELL, name=name, old=one, new=other) for name, one, other in each), Text("，", "; ")
    )
