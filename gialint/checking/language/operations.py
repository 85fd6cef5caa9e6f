"""What an expression reckons of figures: arithmetic, sums over sets and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, ClassVar, Literal

from gialint.checking.language.nodes import Addend, Kind, Node, Path, Side, Teller, addend, sum_side
from gialint.checking.language.scope import ENDLESS, Scope
from gialint.checking.messages import CHARACTERS, FUNCTIONS, MEMBERS, OF_SET, SIGNS, joined, label, plain, put
from gialint.model import Fact, Text
from gialint.records import dataclass

_REDUCE: Mapping[str, Callable[[list[Any]], Any]] = {"sum": sum, "min": min, "max": max}


class _Figure(Node):
    """A node that comes to a figure."""

    __slots__ = ()
    kind: ClassVar[Kind] = "number"


@dataclass(frozen=True, slots=True)
class Arithmetic(_Figure):
    """Two figures, combined."""

    operator: Literal["+", "-", "*", "/"]
    left: Node
    right: Node

    @property
    def first_path(self) -> Path | None:
        return self.left.first_path

    def run(self, scope: Scope) -> Any:
        left, right = self.left.run(scope), self.right.run(scope)
        if left is None or right is None:
            return None
        if self.operator == "+":
            return left + right
        if self.operator == "-":
            return left - right
        if self.operator == "*":
            return left * right
        return left / right if right else None

    def tell(self, teller: Teller) -> Side:
        left, right = self.left.tell(teller), self.right.tell(teller)
        product = self.operator in "*/"
        text = put(
            Text("{before} {sign} {behind}"),
            before=left.bracketed(product),
            sign=SIGNS[self.operator],
            behind=right.bracketed(product or self.operator == "-"),
        )
        return Side(text, left.terms + right.terms, True)


@dataclass(frozen=True, slots=True)
class Negative(_Figure):
    """A figure with its sign turned."""

    operand: Node

    def run(self, scope: Scope) -> Any:
        value = self.operand.run(scope)
        return None if value is None else -value

    def tell(self, teller: Teller) -> Side:
        return Side(put(Text("-{text}"), text=self.operand.tell(teller).bracketed(True)), 2)


@dataclass(frozen=True, slots=True)
class Over(_Figure):
    """``sum``, ``min`` or ``max`` of a body over the members of a set; every part is read."""

    function: Literal["sum", "min", "max"]
    body: Node
    variable: str
    members: Path

    def run(self, scope: Scope) -> Any:
        name, names = self.members.of(scope.names), scope.names
        values: list[Any] = []
        for member in scope.sets.get(name, ()):
            names[self.variable] = member
            values.append(self.body.run(scope))
        names.pop(self.variable, None)
        if not values:
            scope.fact(name)
            return None
        return None if _unknown(values) else _REDUCE[self.function](values)

    def tell(self, teller: Teller) -> Side:
        scope, name = teller.scope, self.members.of(teller.scope.names)
        summed = self.body.argument if isinstance(self.body, OrZero) else self.body
        if not isinstance(summed, Path) or self.function != "sum":
            words, value = label(teller.facts, name), plain(self.shown(scope))
            return Side(put(OF_SET, set=words, function=FUNCTIONS[self.function], value=value))
        inner = teller._replace(sets={**teller.sets, self.variable: name})
        parts: list[Addend] = []
        for member in teller.facts.sets.get(name, ()):
            scope.names[self.variable] = member
            parts.append(addend(teller.facts[summed.of(scope.names)], summed.label(inner)))
        scope.names.pop(self.variable, None)
        return sum_side(parts)


def _unknown(values: list[Any]) -> bool:
    """Tell whether a value is None; ``None in values`` would ask each figure whether it equals None."""
    return any(value is None for value in values)


@dataclass(frozen=True, slots=True)
class Called(_Figure):
    """``abs``, ``min``, ``max`` or ``round`` of figures; halves go up (四舍五入), as in percentages."""

    function: Literal["abs", "min", "max", "round"]
    arguments: tuple[Node, ...]
    places: int = 0

    def run(self, scope: Scope) -> Any:
        values = [argument.run(scope) for argument in self.arguments]
        if _unknown(values):
            return None
        if self.function == "abs":
            return abs(values[0])
        if self.function != "round":
            return _REDUCE[self.function](values)
        try:
            return values[0].quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        except InvalidOperation:
            return None

    def tell(self, teller: Teller) -> Side:
        told = joined((argument.tell(teller).text for argument in self.arguments), Text("; "))
        words = put(Text("{function}({arguments})"), function=FUNCTIONS[self.function], arguments=told)
        return Side(words, 2)


@dataclass(frozen=True, slots=True)
class Length(_Figure):
    """``len``: how many members a set has, or characters a text."""

    of: Node

    def run(self, scope: Scope) -> Decimal | None:
        if not isinstance(self.of, Path):
            text = self.of.run(scope)
            return None if text is None else Decimal(len(text))
        name = self.of.of(scope.names)
        if name in scope.sets:
            return Decimal(len(scope.sets[name]))
        scope.fact(name)
        return None

    def tell(self, teller: Teller) -> Side:
        count = plain(self.shown(teller.scope))
        of_set = isinstance(self.of, Path)
        words = label(teller.facts, self.of.of(teller.scope.names)) if isinstance(self.of, Path) else None
        counted = put(MEMBERS if of_set else CHARACTERS, count=count, plural="" if count == "1" else "s")
        return Side(put(Text("{of} {counted}"), of=words or self.of.tell(teller).text, counted=counted))


@dataclass(frozen=True, slots=True)
class OrZero(_Figure):
    """``or_zero``: a blank counts as 0, where nothing is known without that."""

    argument: Node

    @property
    def first_path(self) -> Path | None:
        return self.argument if isinstance(self.argument, Path) else None

    def run(self, scope: Scope) -> Any:
        if not scope.assume or scope.zeroing:
            return self.argument.run(scope)
        scope.zeroing = True
        try:
            return self.argument.run(scope)
        finally:
            scope.zeroing = False

    def tell(self, teller: Teller) -> Side:
        scope = teller.scope
        before, scope.zeroing = scope.zeroing, scope.assume
        side = self.argument.tell(teller)
        scope.zeroing = before
        return side


class OrAny(OrZero):
    """``or_any``: a blank counts as any count; a sum of which nothing is filled comes to 0."""

    __slots__ = ()

    def run(self, scope: Scope) -> Any:
        value = OrZero.run(self, scope)
        if value is None or not scope.most:
            return value
        cells = self._cells(scope)
        blank = sum(cell.state == "blank" and cell.figure is None for cell in cells)
        empty = isinstance(self.argument, Over) and blank == len(cells)
        return ENDLESS if blank and not empty else value

    def _cells(self, scope: Scope) -> list[Fact]:
        """Return what the argument reads, the cells of a sum for the sum."""
        read: list[Fact] = []
        fact = scope.fact

        def noted(path: str) -> Fact:
            found = fact(path)
            read.extend(found.parts or [found])
            return found

        scope.fact = noted
        try:
            self.argument.run(scope)
        finally:
            scope.fact = fact
        return read
