"""The functions of the expression language: sum abs min max len exists round or_zero or_any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from gialint.checking.nodes import Call, Number, Over, Path
from gialint.checking.scope import ENDLESS, ZERO, Build, Run, Scope, path_closure
from gialint.model import Fact

_COMBINE: Mapping[str, Callable[[list[Any]], Any]] = {"sum": sum, "min": min, "max": max}


def over(node: Over, build: Build) -> Run:
    """Turn a sum, minimum or maximum over a set into a closure; every part is read."""
    members, body, variable = path_closure(node.members), build(node.body), node.variable
    combine = _COMBINE[node.function]

    def reckon(scope: Scope) -> Any:
        name, names = members(scope), scope.names
        values: list[Any] = []
        for member in scope.sets.get(name, ()):
            names[variable] = member
            values.append(body(scope))
        names.pop(variable, None)
        if not values:
            scope.fact(name)
            return None
        return None if _unknown(values) else combine(values)

    return reckon


def _unknown(values: list[Any]) -> bool:
    """Tell whether a value is none; ``None in values`` would ask each figure whether it equals none."""
    return any(value is None for value in values)


def call(node: Call, build: Build) -> Run:
    """Turn a call into a closure."""
    return _FUNCTIONS[node.function](node, build)


def _absolute(node: Call, build: Build) -> Run:
    argument = build(node.arguments[0])

    def reckon(scope: Scope) -> Any:
        value = argument(scope)
        return None if value is None else abs(value)

    return reckon


def _length(node: Call, build: Build) -> Run:
    argument = node.arguments[0]
    if not isinstance(argument, Path):
        words = build(argument)
        return lambda scope: None if (text := words(scope)) is None else Decimal(len(text))
    name = path_closure(argument)

    def count(scope: Scope) -> Decimal | None:
        path = name(scope)
        if path in scope.sets:
            return Decimal(len(scope.sets[path]))
        scope.fact(path)
        return None

    return count


def _extreme(node: Call, build: Build) -> Run:
    arguments = [build(argument) for argument in node.arguments]
    choose = min if node.function == "min" else max

    def reckon(scope: Scope) -> Any:
        values = [argument(scope) for argument in arguments]
        return None if _unknown(values) else choose(values)

    return reckon


def _rounded(node: Call, build: Build) -> Run:
    """Round half up (四舍五入), as percentages in reports are rounded."""
    argument = build(node.arguments[0])
    places = node.arguments[1] if len(node.arguments) > 1 else Number(ZERO)
    assert isinstance(places, Number)
    unit = Decimal(1).scaleb(-int(places.value))

    def reckon(scope: Scope) -> Any:
        value = argument(scope)
        try:
            return None if value is None else value.quantize(unit, ROUND_HALF_UP)
        except InvalidOperation:
            return None

    return reckon


def _or_zero(node: Call, build: Build) -> Run:
    argument = build(node.arguments[0])

    def reckon(scope: Scope) -> Any:
        if not scope.assume or scope.zeroing:
            return argument(scope)
        scope.zeroing = True
        try:
            return argument(scope)
        finally:
            scope.zeroing = False

    return reckon


def _or_any(node: Call, build: Build) -> Run:
    """Take a blank as any count; a sum of which nothing is filled comes to 0."""
    argument, zero = build(node.arguments[0]), _or_zero(node, build)
    summed = isinstance(node.arguments[0], Over)

    def reckon(scope: Scope) -> Any:
        value = zero(scope)
        if value is None or not scope.most:
            return value
        cells = _cells(argument, scope)
        blank = sum(cell.state == "blank" and cell.figure is None for cell in cells)
        return ENDLESS if blank and not (summed and blank == len(cells)) else value

    return reckon


def _cells(argument: Run, scope: Scope) -> list[Fact]:
    """Return what a part of an expression reads, the cells of a sum for the sum."""
    read: list[Fact] = []
    fact = scope.fact

    def noted(path: str) -> Fact:
        found = fact(path)
        read.extend(found.parts or [found])
        return found

    scope.fact = noted
    try:
        argument(scope)
    finally:
        scope.fact = fact
    return read


_FUNCTIONS: Mapping[str, Callable[[Call, Build], Run]] = {
    "abs": _absolute,
    "len": _length,
    "max": _extreme,
    "min": _extreme,
    "or_any": _or_any,
    "or_zero": _or_zero,
    "round": _rounded,
}
