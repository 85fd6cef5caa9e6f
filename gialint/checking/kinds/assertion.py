"""Assertions: a rule as data, compiled to expressions with the names over which they are judged."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gialint.checking.language import nodes, operations, truth
from gialint.checking.language.binding import Binding, Source, name_kinds, sources
from gialint.checking.language.expression import Expression, Verdict, compile_expression
from gialint.files.cache import classes_of, flat, shape, whole
from gialint.model import Facts, Severity, Text
from gialint.records import NamedTuple

PLACEHOLDERS = ("title", "working", "left", "right", "delta")
"""What a message may name in braces, besides the names that ``each`` binds and the report's figures."""

TREES = "trees"
"""Where a rule's data have what its expressions and names were parsed to."""

_KEPT = classes_of(
    (
        *(nodes.Attribute, nodes.Exists, nodes.Member, nodes.Not, nodes.Number, nodes.Path),
        *(nodes.Stated, nodes.StringNode, nodes.Wording),
        *(operations.Arithmetic, operations.Called, operations.Length, operations.Negative),
        *(operations.OrAny, operations.OrZero, operations.Over),
        *(truth.Comparison, truth.Logic, Expression, Source),
    )
)

SHAPE = shape(_KEPT)
"""Changes when what was kept of an expression would be none any more."""


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
    # The figures of options are part of the trees.
    read, expression, when, doubt = (
        whole(spec[TREES], _KEPT) if TREES in spec and "set" not in spec else _parsed(spec)
    )
    message = spec.get("message")
    per = spec.get("per", [name for name, kind in name_kinds(read).items() if kind == "claim"])
    return Assertion(
        expression,
        when,
        doubt,
        read,
        tuple(per),
        Text(**spec["title"]),
        Text(**message) if message else None,
        Severity[spec["severity"].upper()],
    )


def trees(spec: Mapping[str, Any]) -> Any:
    """Return what is worked out from the expressions of a sound rule, as plain values."""
    return flat(_parsed(spec), _KEPT)


def _parsed(spec: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return whence the names of ``each`` come, and the expressions of ``assert``, ``when`` and ``doubt``."""
    read = sources(spec.get("each", {}))
    names = {**name_kinds(read), **figures(spec.get("options", {}), spec.get("set", {}))}
    expressions = (spec.get(key) for key in ("assert", "when", "doubt"))
    return (read, *(compile_expression(each, names) if each else None for each in expressions))


def figures(declared: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, nodes.Number]:
    """Return the figures that options stand for in an expression: those given, or the defaults."""
    return {
        name: nodes.Number(Decimal(str(given.get(name, option["default"]))))
        for name, option in declared.items()
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
