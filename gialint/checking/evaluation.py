"""Nodes to closures: what an expression comes to over the facts of one report.

A closure takes a Scope and returns a Decimal, text, a truth value, or none for unknown. Truth
is Kleene's: what is unknown stays unknown unless the rest decides.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from gialint.checking.comparing import comparison, logic, negation
from gialint.checking.functions import call, over
from gialint.checking.nodes import (
    Arithmetic,
    Attribute,
    Bound,
    Call,
    Comparison,
    Exists,
    Logic,
    Negative,
    Node,
    Not,
    Number,
    Over,
    Path,
    Text,
    Wording,
)
from gialint.checking.scope import Build, Run, Scope, path_closure, zeroed
from gialint.model import Claim

_COMBINE: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def closure(node: Node) -> Run:
    """Turn a node into a closure."""
    return _CLOSURES[type(node)](node, closure)


def _number(node: Number, _build: Build) -> Run:
    value = node.value
    return lambda scope: value


def _text(node: Text, _build: Build) -> Run:
    value = node.value
    return lambda scope: value


def _figure(node: Path, _build: Build) -> Run:
    name = path_closure(node)

    def read(scope: Scope) -> Decimal | None:
        if scope.zeroing:
            return zeroed(scope.fact(name(scope)))
        return scope.fact(name(scope)).figure

    return read


def _wording(node: Wording, _build: Build) -> Run:
    name = path_closure(node.path)

    def read(scope: Scope) -> str | None:
        fact = scope.look(name(scope))
        if fact.state in ("text", "number"):
            return fact.text
        scope.fact(fact.path)
        return None

    return read


def _bound(node: Bound, _build: Build) -> Run:
    name = node.name
    if node.kind == "member":
        return lambda scope: scope.names[name]

    def read(scope: Scope) -> Decimal | None:
        claim: Claim = scope.names[name]
        exact = claim.op == "="
        if scope.claim:
            scope.claim(claim, not exact)
        return claim.value if exact else None

    return read


def _attribute(node: Attribute, _build: Build) -> Run:
    name, attribute, number = node.claim, node.name, node.kind == "number"

    def read(scope: Scope) -> Any:
        claim: Claim = scope.names[name]
        value = getattr(claim, attribute)
        if scope.claim:
            scope.claim(claim, value is None)
        return Decimal(value) if number and value is not None else value

    return read


def _arithmetic(node: Arithmetic, build: Build) -> Run:
    left, right = build(node.left), build(node.right)
    if node.operator == "/":
        return _quotient(left, right)
    combine = _COMBINE[node.operator]

    def reckon(scope: Scope) -> Any:
        a, b = left(scope), right(scope)
        return None if a is None or b is None else combine(a, b)

    return reckon


def _quotient(left: Run, right: Run) -> Run:
    def reckon(scope: Scope) -> Any:
        a, b = left(scope), right(scope)
        return a / b if a is not None and b else None

    return reckon


def _exists(node: Exists, _build: Build) -> Run:
    name = path_closure(node.path)
    return lambda scope: scope.look(name(scope)).state != "absent"


def _negative(node: Negative, build: Build) -> Run:
    operand = build(node.operand)

    def reckon(scope: Scope) -> Any:
        value = operand(scope)
        return None if value is None else -value

    return reckon


_CLOSURES: Mapping[type, Callable[[Any, Build], Run]] = {
    Number: _number,
    Text: _text,
    Path: _figure,
    Wording: _wording,
    Bound: _bound,
    Attribute: _attribute,
    Arithmetic: _arithmetic,
    Negative: _negative,
    Over: over,
    Call: call,
    Exists: _exists,
    Comparison: comparison,
    Logic: logic,
    Not: negation,
}
