"""Assertions: a rule as data, compiled to expressions with the names over which they are judged."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gialint.checking.language.binding import Binding, Source, name_kinds, sources
from gialint.checking.language.expression import Expression, Verdict, compile_expression
from gialint.checking.language.nodes import Number
from gialint.lazy_regex import lazy_regex
from gialint.model import Facts, Severity, Text
from gialint.records import NamedTuple

PLACEHOLDERS = ("title", "working", "left", "right", "delta")
"""What a message may name in braces, besides the names that ``each`` binds and the report's figures."""

PLACEHOLDER = lazy_regex(r"\{([^{}]*)\}")


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
    title: Text
    message: Text | None
    severity: Severity


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
        Text(**spec["title"]),
        Text(**message) if message else None,
        Severity[spec["severity"].upper()],
    )


def figures(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Number]:
    """Return the figures that options stand for in an expression: those given, or the defaults."""
    return {
        name: Number(Decimal(str(given.get(name, option["default"])))) for name, option in declared.items()
    }


def verdict_of(assertion: Assertion, facts: Facts, binding: Binding) -> Verdict:
    """Judge under one binding; where ``when`` does not hold, there is nothing to fail."""
    if assertion.when is not None:
        condition = assertion.when.judge(facts, binding.names)
        if condition.truth is None:
            return condition
        if not condition.truth:
            return Verdict(True)
    return assertion.expression.judge(facts, binding.names)
