"""Rules that assert: an expression, judged under every binding, becomes findings and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from gialint.checking.language.binding import Binding, Source, bindings, name_kinds, sources
from gialint.checking.language.expression import Expression, Verdict, compile_expression
from gialint.checking.language.nodes import Number
from gialint.model import Check, Claim, Fact, Facts, Finding, Report, Severity, Unassessed, Words
from gialint.reading import LimitExceeded

PLACEHOLDERS = ("title", "working", "left", "right", "delta")
"""What a message may name in braces, besides the names that ``each`` binds and the report's figures."""

MOST = 20_000
"""In how many ways the names of a rule may be filled in; over real reports they are a few hundred."""

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


def assertion_check(spec: Mapping[str, Any]) -> Check:
    """Return the check of a rule as data; its expressions are compiled when first used."""

    return AssertionCheck(spec)


class AssertionCheck:
    """The check of a rule as data, which can also be asked for the assertion that it puts."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._spec = spec

    @cached_property
    def assertion(self) -> Assertion:
        """The rule, compiled when first used."""
        return compile_assertion(self._spec)

    def __call__(self, report: Report, facts: Facts) -> Iterable[Finding | Unassessed]:
        """Judge a report."""
        return outcomes(self.assertion, report, facts)


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
    """Judge a report: a finding for each group of failures, then what could not be decided.

    Raises LimitExceeded where names can be filled in in more than ``MOST`` ways.
    """
    absent: list[str] = []
    failed: list[tuple[Binding, Verdict]] = []
    undecided: list[tuple[Sequence[Fact | Claim], Binding]] = []
    for number, binding in enumerate(bindings(assertion.sources, report, facts, absent)):
        if number == MOST:
            raise _too_many()
        verdict = verdict_of(assertion, facts, binding)
        if verdict.truth is None:
            undecided.append((verdict.missing, binding))
        elif not verdict.truth:
            unread = [claim for claim in binding.claims if not claim.read]
            if unread:  # it would contradict the tables if it says what it seems to
                undecided.append((unread, binding))
            else:
                failed.append((binding, verdict))
    # Most assertions hold of most reports, and need no words for what is wrong.
    if failed:
        from gialint.checking.kinds.failures import findings

        yield from findings(assertion, facts, failed)
    if absent:
        undecided.append(([facts[name] for name in absent], Binding()))
    if undecided:
        from gialint.checking.kinds.failures import unassessed

        yield unassessed(facts, undecided)


def _too_many() -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"each 列出的组合超过 {MOST} 个，没有核对",
            f"each lists more than {MOST} cases, which were not checked",
        ),
        Words(
            "请确认这是一份年度报告；规则同时列举几种文字陈述时，每两处都要核对一次，组合会很多。",
            "Check that this is one annual report; a rule that binds several claims is checked"
            " for all pairs.",
        ),
    )


def verdict_of(assertion: Assertion, facts: Facts, binding: Binding) -> Verdict:
    """Judge under one binding; where ``when`` does not hold, there is nothing to fail."""
    if assertion.when is not None:
        condition = assertion.when.judge(facts, binding.names)
        if condition.truth is None:
            return condition
        if not condition.truth:
            return Verdict(True)
    return assertion.expression.judge(facts, binding.names)
