"""Comparisons and logic: three truth values, and claims that leave room."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gialint.checking.nodes import Bound, Comparison, Logic, Node, Not, Path, kind_of
from gialint.checking.scope import ENDLESS, ZERO, Build, Run, Scope, path_closure
from gialint.model import Claim
from gialint.understanding.number_words import rounding

Range = tuple[Decimal, Decimal]
"""The least and the greatest figure that words allow."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda part, text: part in text,
    "not in": lambda part, text: part not in text,
}
_POSSIBLE: Mapping[str, Callable[[Range, Range], bool]] = {
    "==": lambda a, b: a[0] <= b[1] and b[0] <= a[1],
    "!=": lambda a, b: a[0] > b[1] or b[0] > a[1],
    "<": lambda a, b: a[0] < b[1],
    "<=": lambda a, b: a[0] <= b[1],
    ">": lambda a, b: a[1] > b[0],
    ">=": lambda a, b: a[1] >= b[0],
}
_WITHIN = Decimal("0.1")
"""How far the figure may be from an approximate claim (约): a tenth."""


def comparison(node: Comparison, build: Build) -> Run:
    """Turn a comparison into a closure; unknown if either side is."""
    if "claim" in (kind_of(node.left), kind_of(node.right)):
        return _claimed(node, build)
    left, right, compare = build(node.left), build(node.right), _COMPARE[node.operator]

    def judge(scope: Scope) -> bool | None:
        a, b = left(scope), right(scope)
        if a is None or b is None:
            return None
        if scope.assume and not compare(a, b) and _may_hold(node.operator, left, right, scope):
            return None
        return compare(a, b)

    return judge


def _may_hold(operator: str, left: Run, right: Run, scope: Scope) -> bool:
    """Whether some count in the blanks would make a comparison hold that fails with 0 in them."""
    if operator not in _POSSIBLE:
        return False
    least = left(scope), right(scope)
    scope.most = True
    try:
        most = left(scope), right(scope)
    except InvalidOperation:  # endless less endless may be anything
        return True
    finally:
        scope.most = False
    return least != most and _POSSIBLE[operator](_between(least[0], most[0]), _between(least[1], most[1]))


def _between(one: Decimal, other: Decimal) -> Range:
    return min(one, other), max(one, other)


def logic(node: Logic, build: Build) -> Run:
    """Turn and / or into a closure: decided as soon as one term decides."""
    terms, decisive = [build(term) for term in node.terms], node.operator == "or"

    def judge(scope: Scope) -> bool | None:
        truth: bool | None = not decisive
        for term in terms:
            value: bool | None = term(scope)
            if value is decisive:
                return decisive
            if value is None:
                truth = None
        return truth

    return judge


def negation(node: Not, build: Build) -> Run:
    """Turn not into a closure; what is unknown stays unknown."""
    term = build(node.term)

    def judge(scope: Scope) -> bool | None:
        value = term(scope)
        return None if value is None else not value

    return judge


def claimed_range(claim: Claim) -> Range:
    """Return the least and greatest figure that a claim's words allow."""
    value, slack = claim.value, abs(claim.value) * _WITHIN
    if claim.op == "~":
        return value - slack, value + slack
    if claim.op == "=" and ("万" in claim.text or "亿" in claim.text):
        slack = rounding(claim.text, value)
        return value - slack, value + slack
    return (-ENDLESS if claim.op == "<=" else value, ENDLESS if claim.op == ">=" else value)


def _claimed(node: Comparison, build: Build) -> Run:
    """Compare what is claimed: it holds if any reading of the words (1300余件) makes it hold."""
    left, right, possible = _range(node.left, build), _range(node.right, build), _POSSIBLE[node.operator]

    def judge(scope: Scope) -> bool | None:
        a, b = left(scope), right(scope)
        return None if a is None or b is None else possible(a, b)

    return judge


def _figured(path: Path, value: Run) -> Callable[[Scope], Range | None]:
    """Read a figure of a table, which may be written as a rounded one."""
    name = path_closure(path)

    def read(scope: Scope) -> Range | None:
        exact: Decimal | None = value(scope)
        if exact is None:
            return None
        text = scope.look(name(scope)).text
        by = rounding(text, exact) if "万" in text or "亿" in text else ZERO
        return exact - by, exact + by

    return read


def _range(node: Node, build: Build) -> Callable[[Scope], Range | None]:
    if isinstance(node, Path):
        return _figured(node, build(node))
    if not isinstance(node, Bound):
        value = build(node)
        return lambda scope: None if (exact := value(scope)) is None else (exact, exact)
    name = node.name

    def read(scope: Scope) -> Range:
        claim: Claim = scope.names[name]
        if scope.claim:
            scope.claim(claim, False)
        return claimed_range(claim)

    return read
