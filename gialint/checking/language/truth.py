"""What an expression judges: comparisons and logic of three values, each telling in words why it fails."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Literal

from gialint.checking.language.nodes import Kind, Node, Teller
from gialint.checking.language.scope import Range, Scope
from gialint.checking.messages import AGAINST, DIFFERENCE, FAILED, FIXED, NEITHER, NOR, joined, plain, put
from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.records import dataclass

_SPACED = lazy_regex(r"(?<=[大小等]于) (?=[一-鿿“（])")

_REVERSED = {"==": "!=", "<": ">=", ">": "<=", "in": "not in"}
_NEGATED = _REVERSED | {other: one for one, other in _REVERSED.items()}
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


def closed_up(words: Text) -> Text:
    """Return Chinese words without the space that only a figure behind them needs."""
    return Text(_SPACED.sub("", words.zh), words.en)


def delta(left: Any, right: Any) -> str:
    """Return by how much two figures differ; nothing of what is none."""
    both = isinstance(left, Decimal) and isinstance(right, Decimal)
    return plain(abs(left - right)) if both else ""


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Two sides, compared; a claim fits if any reading of its words (1300余件) does."""

    operator: str
    left: Node
    right: Node
    kind: ClassVar[Kind] = "truth"

    def run(self, scope: Scope) -> bool | None:
        if self.left.kind == "claim" or self.right.kind == "claim":
            least, most = self.left.range(scope), self.right.range(scope)
            return None if least is None or most is None else _POSSIBLE[self.operator](least, most)
        left, right = self.left.run(scope), self.right.run(scope)
        if left is None or right is None:
            return None
        holds = _COMPARE[self.operator](left, right)
        return None if scope.assume and not holds and self._may_hold(scope) else holds

    def _may_hold(self, scope: Scope) -> bool:
        """Tell whether some count in the blanks would make it hold, which fails with 0 in them."""
        if self.operator not in _POSSIBLE:
            return False
        least = self.left.run(scope), self.right.run(scope)
        scope.most = True
        try:
            most = self.left.run(scope), self.right.run(scope)
        except InvalidOperation:  # endless less endless may be anything
            return True
        finally:
            scope.most = False
        if least == most:
            return False
        left, right = ((min(pair), max(pair)) for pair in zip(least, most, strict=True))
        return _POSSIBLE[self.operator](left, right)

    def pair(self, scope: Scope) -> tuple[Any, Any]:
        return self.left.shown(scope), self.right.shown(scope)

    def successes(self, scope: Scope) -> Iterator[Node]:
        yield Comparison(_NEGATED[self.operator], self.left, self.right)

    def why_false(self, teller: Teller) -> Text:
        words = FIXED.get(self.operator) if self.right.literal else None
        if self.operator == "==" and self.left.of_prose and not words:
            words = AGAINST
        by = delta(*self.pair(teller.scope))
        told = put(
            words or FAILED[self.operator],
            left=self._side(teller, self.left, self.right),
            right=self._side(teller, self.right, self.left),
            difference=put(DIFFERENCE, delta=by) if by not in ("", "0") else "",
        )
        return closed_up(told)

    def _side(self, teller: Teller, node: Node, other: Node) -> Text:
        """Return one side in words, with its table where the other side is prose."""
        if other.of_prose and not node.of_prose and not node.literal:
            return node.standing(teller, self.operator == "==")
        return node.spelled(teller)


@dataclass(frozen=True, slots=True)
class Neither(Node):
    """One side that fits none of several others: ``x == a or x == b``, as one failure."""

    left: Node
    others: tuple[Node, ...]
    kind: ClassVar[Kind] = "truth"

    def pair(self, scope: Scope) -> tuple[Any, Any]:
        return self.left.shown(scope), self.others[0].shown(scope)

    def why_false(self, teller: Teller) -> Text:
        told: dict[Any, Text] = {}
        for other in self.others:  # what comes to the same again tells nothing
            against_prose = self.left.of_prose and not told
            spelled = other.standing(teller, False) if against_prose else other.spelled(teller)
            told.setdefault(other.shown(teller.scope), spelled)
        first, *others = told.values()
        if not others:
            return Comparison("==", self.left, self.others[0]).why_false(teller)
        lead = put(NEITHER, left=self.left.spelled(teller), first=first)
        return closed_up(joined([lead, *(put(NOR, other=other) for other in others)], Text("")))


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """Truth values, joined: decided as soon as one term decides."""

    operator: Literal["and", "or"]
    terms: tuple[Node, ...]
    kind: ClassVar[Kind] = "truth"

    def run(self, scope: Scope) -> bool | None:
        decisive = self.operator == "or"
        truth: bool | None = not decisive
        for term in self.terms:
            value: bool | None = term.run(scope)
            if value is decisive:
                return decisive
            if value is None:
                truth = None
        return truth

    def failures(self, scope: Scope) -> Iterator[Node]:
        failed = [list(term.failures(scope)) for term in self.terms if term.run(scope) is False]
        if self.operator == "and":
            yield from (failure for failures in failed for failure in failures)
            return
        # Alternatives that the words themselves rule out are left out, where there is another.
        meant = [
            failures
            for failures in failed
            if not any(isinstance(one, Comparison) and one.operator in ("in", "not in") for one in failures)
        ]
        yield from _neither([failure for failures in meant or failed for failure in failures])

    def successes(self, scope: Scope) -> Iterator[Node]:
        for term in self.terms:
            if term.run(scope) is True:
                yield from term.successes(scope)


def _neither(failed: list[Node]) -> list[Node]:
    """Make ``x == a or x == b`` one, where all that failed has one left side; ``x >= a`` adds nothing."""
    terms = [failure for failure in failed if isinstance(failure, Comparison)]
    if len(terms) < len(failed) or any(term.left != terms[0].left for term in terms):
        return failed
    others = [term.right for term in terms if term.operator == "=="]
    if not others or any(term.right not in others for term in terms):
        return failed
    return [Neither(terms[0].left, tuple(others))] if len(others) > 1 else [terms[0]]
