"""Rules that assert: an expression, judged under every binding, becomes findings and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from gialint.checking.binding import Binding, Source, bindings, name_kinds, sources
from gialint.checking.comparing import claimed_range
from gialint.checking.expression import Expression, Verdict, compile_expression
from gialint.checking.labels import label, member_label, plain, shortened
from gialint.checking.nodes import Number
from gialint.checking.unassessed import Gaps
from gialint.checking.wordings import NOR
from gialint.checking.working import Working, spell_out
from gialint.document import Place
from gialint.finding import Check, Finding, Related, Severity, Unassessed
from gialint.report import Claim, Fact, Facts, Report, Words

PLACEHOLDERS = ("title", "working", "left", "right", "delta")
"""What a message may name in braces, besides the names that ``each`` binds."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Assertion(NamedTuple):
    """A rule of kind ``assert``, compiled.

    ``per`` are the names whose values keep findings apart; where ``doubt`` holds, a finding is a
    warning at most.
    """

    expression: Expression
    when: Expression | None
    doubt: Expression | None
    sources: tuple[Source, ...]
    per: tuple[str, ...]
    title: Words
    message: Words | None
    severity: Severity


class Failure(NamedTuple):
    """One binding under which the assertion is false."""

    binding: Binding
    reads: tuple[Fact | Claim, ...]
    working: Working
    doubted: bool = False


def assertion_check(spec: Mapping[str, Any]) -> Check:
    """Return the check of a rule as data; its expressions are compiled when first used."""

    @cache
    def compiled() -> Assertion:
        return compile_assertion(spec)

    def check(report: Report, facts: Facts) -> Iterable[Finding | Unassessed]:
        return outcomes(compiled(), report, facts)

    return check


def compile_assertion(spec: Mapping[str, Any]) -> Assertion:
    """Compile a rule as data; raises ExpressionError."""
    read = sources(spec.get("each", {}))
    kinds = name_kinds(read)
    names = {**kinds, **figures(spec.get("options", {}), spec.get("set", {}))}
    when, doubt, message = spec.get("when"), spec.get("doubt"), spec.get("message")
    per = spec.get("per", [name for name, kind in kinds.items() if kind == "claim"])
    return Assertion(
        compile_expression(spec["assert"], names),
        compile_expression(when, names) if when else None,
        compile_expression(doubt, names) if doubt else None,
        read,
        tuple(per),
        Words(**spec["title"]),
        Words(**message) if message else None,
        Severity[spec["severity"].upper()],
    )


def figures(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Number]:
    """Return the figures that options stand for in an expression: those given, or the defaults."""
    return {
        name: Number(Decimal(str(given.get(name, option["default"])))) for name, option in declared.items()
    }


def outcomes(assertion: Assertion, report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Judge a report: a finding for each group of failures, then what could not be told."""
    gaps, absent = Gaps(facts), list[str]()
    groups: dict[tuple[str | Claim, ...], list[Failure]] = {}
    for binding in bindings(assertion.sources, report, facts, absent):
        verdict = _verdict(assertion, facts, binding)
        if verdict.truth is None:
            gaps.add(verdict.missing, binding)
        elif not verdict.truth and (failure := _failure(assertion, facts, binding, verdict)):
            groups.setdefault(tuple(binding.names[name] for name in assertion.per), []).append(failure)
    for group in groups.values():
        yield _finding(assertion, facts, group)
    if absent:
        gaps.add([facts[name] for name in absent], Binding())
    yield from gaps.unassessed()


def _verdict(assertion: Assertion, facts: Facts, binding: Binding) -> Verdict:
    if assertion.when is not None:
        condition = assertion.when.judge(facts, binding.names)
        if condition.truth is None:
            return condition
        if not condition.truth:
            return Verdict(True)
    return assertion.expression.judge(facts, binding.names)


def _failure(assertion: Assertion, facts: Facts, binding: Binding, verdict: Verdict) -> Failure | None:
    """Return the failure, unless the words of a claim may mean another fact and that one fits."""
    others: list[Fact] = []
    for claim in binding.claims:
        least, most = claimed_range(claim)
        for fact in map(facts.__getitem__, claim.alternatives):
            if fact.value is not None and least <= fact.value <= most:
                return None
            if fact.value is not None and fact not in verdict.reads:
                others.append(fact)
    working = spell_out(assertion.expression, facts, binding.names, binding.sets, verdict.assumed)
    told = {working.values.get("right")}
    for fact in others:
        if plain(fact.value) in told:
            continue
        working = _nor(working, label(facts, fact.path), plain(fact.value))
    doubted = assertion.doubt is not None and assertion.doubt.judge(facts, binding.names).truth is not False
    return Failure(binding, (*verdict.reads, *others), working, doubted)


def _nor(working: Working, name: Words, value: str) -> Working:
    zh = working.words.zh + NOR.zh.format(other=f"{name.zh} {value}")
    en = working.words.en + NOR.en.format(other=f"{name.say('en')} {value}")
    return Working(Words(zh, en), working.prefix, working.values)


def _finding(assertion: Assertion, facts: Facts, group: list[Failure]) -> Finding:
    reads = dict.fromkeys(one for failure in group for one in failure.reads)
    first = group[0].binding.claims
    # A blank takes part, but the figure it contradicts is what to point at.
    figures = [one for one in reads if isinstance(one, Claim) or one.value is not None]
    ordered = dict.fromkeys([*first, *figures, *reads])
    places = list(_places(facts, ordered))
    doubtful = any(failure.doubted for failure in group) or any(
        one.doubtful if isinstance(one, Claim) else one.certainty != "exact" for one in ordered
    )
    capped = doubtful and assertion.severity > Severity.WARNING
    return Finding(
        _message(assertion, facts, group),
        places[0].place if places else None,
        tuple(places[1:]),
        _values(group),
        tuple(failure.working.words for failure in group),
        Severity.WARNING if capped else None,
    )


def _places(facts: Facts, reads: Iterable[Fact | Claim]) -> Iterator[Related]:
    """Yield every place read, each once, in order; a sum stands at its parts."""
    seen: set[Place] = set()
    for one in reads:
        for related in _related(facts, one):
            if related.place not in seen:
                seen.add(related.place)
                yield related


def _related(facts: Facts, one: Fact | Claim) -> Iterator[Related]:
    if isinstance(one, Claim):
        name = label(facts, one.path)
        words = Words(f"文中所说的{name.zh}", f"{name.say('en')} as told in the text")
        yield Related(words, one.place)
    elif one.parts:
        for part in one.parts:
            yield from _related(facts, part)
    elif one.place is not None:
        # The column can be told from the address; the row's own name lets cells of a row share one.
        base = one.path.rpartition(".")[0]
        yield Related(facts.known.get(base) or label(facts, one.path), one.place)


def _values(group: list[Failure]) -> dict[str, str]:
    values = dict(group[0].working.values)
    for failure in group[1:]:
        members = [str(failure.binding.names[name]) for name in failure.binding.sets]
        prefix = ".".join(members)
        values |= {f"{prefix}.{key}": value for key, value in failure.working.values.items()}
    return values


def _message(assertion: Assertion, facts: Facts, group: list[Failure]) -> Words:
    if assertion.message is None:
        return Words(_lead(assertion, group, "zh"), _lead(assertion, group, "en"))
    zh, en = (_filled(assertion, facts, group, language) for language in ("zh", "en"))
    return Words(zh, en)


def _filled(assertion: Assertion, facts: Facts, group: list[Failure], language: str) -> str:
    assert assertion.message is not None
    template = assertion.message.say(language)
    return PLACEHOLDER.sub(lambda match: _fill(match[1], assertion, facts, group, language), template)


def _lead(assertion: Assertion, group: list[Failure], language: str) -> str:
    workings = [failure.working.words.say(language) for failure in group]
    title = assertion.title.say(language)
    if language == "zh":
        return f"{title}{'。' if group[0].working.prefix else '：'}{'；'.join(workings)}"
    return f"{title}{'. ' if group[0].working.prefix else ': '}{'; '.join(workings)}"


def _fill(name: str, assertion: Assertion, facts: Facts, group: list[Failure], language: str) -> str:
    first = group[0]
    if name == "title":
        return assertion.title.say(language)
    if name == "working":
        told = [failure.working.words.say(language) for failure in group]
        return ("；" if language == "zh" else "; ").join(told)
    bound = first.binding.names.get(name)
    if isinstance(bound, Claim):
        return shortened(bound.text)
    if bound is not None:
        return member_label(facts, first.binding.sets[name], bound).say(language)
    return first.working.values.get(name, "")
