"""Why an assertion does not hold, spelled out: 自然人：本年新收 1 + 上年结转 0 = 1，…，相差 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gialint.checking.evaluation import closure
from gialint.checking.expression import Bindings, Expression
from gialint.checking.labels import member_label, path_label, plain, quoted
from gialint.checking.nodes import (
    NEGATED,
    Attribute,
    Comparison,
    Exists,
    Logic,
    Node,
    Not,
    Number,
    Text,
    same,
)
from gialint.checking.scope import Scope
from gialint.checking.terms import Teller, of_claim, spelled, standing, value_of
from gialint.checking.wordings import (
    AGAINST,
    ATTRIBUTES,
    BECOMES_ZERO,
    DIFFERENCE,
    FAILED,
    FIXED,
    IS_NOT,
    NEITHER,
    NOR,
    STANDS,
    STANDS_NOT,
)
from gialint.model import Claim, Facts, Words

_SPACED = re.compile(r"(?<=[大小等]于) (?=[一-鿿“（])")

NOTHING: Mapping[str, str] = {}


class Working(NamedTuple):
    """The arithmetic of one violation: ``prefix`` names the bound members (自然人), if there are any.

    ``values`` are ``left``, ``right`` and, of figures, ``delta``.
    """

    words: Words
    prefix: Words | None = None
    values: Mapping[str, str] = NOTHING


class Neither(NamedTuple):
    """One side that fits none of several others."""

    left: Node
    others: tuple[Node, ...]


def spell_out(
    expression: Expression,
    facts: Facts,
    bindings: Bindings,
    sets: Mapping[str, str],
    assumed: bool,
) -> Working:
    """Tell why an expression is false under bindings; ``sets`` says of which set each name is a member."""
    read = facts.__getitem__
    scope = Scope(read, read, bindings, facts.sets, assume=assumed)
    failures = list(_failures(expression.root, scope))
    prefix = _prefix(facts, bindings, sets)
    told = {
        language: _told(Teller(facts, scope, sets, frozenset(sets), language), failures, prefix, assumed)
        for language in ("zh", "en")
    }
    teller = Teller(facts, scope, sets, frozenset(sets), "zh")
    return Working(Words(told["zh"], told["en"]), prefix, _values(teller, failures))


def _prefix(facts: Facts, bindings: Bindings, sets: Mapping[str, str]) -> Words | None:
    labels = [
        member_label(facts, name, value)
        for bound, name in sets.items()
        if isinstance(value := bindings[bound], str)
    ]
    if not labels:
        return None
    return Words("、".join(words.zh for words in labels), ", ".join(words.say("en") for words in labels))


def _failures(node: Node, scope: Scope) -> Iterator[Node | Neither]:
    """Yield the comparisons that make a false node false."""
    if isinstance(node, Not):
        yield from _successes(node.term, scope)
    elif isinstance(node, Logic):
        failed = [list(_failures(term, scope)) for term in node.terms if closure(term)(scope) is False]
        told = _meant(failed) if node.operator == "or" else failed
        each = [failure for failures in told for failure in failures]
        yield from _neither(each) if node.operator == "or" else each
    else:
        yield node


def _successes(node: Node, scope: Scope) -> Iterator[Node | Neither]:
    """Yield what makes a node true, each as the opposite that fails."""
    if isinstance(node, Not):
        yield from _failures(node.term, scope)
    elif isinstance(node, Logic):
        for term in node.terms:
            if closure(term)(scope) is True:
                yield from _successes(term, scope)
    elif isinstance(node, Comparison):
        yield Comparison(NEGATED[node.operator], node.left, node.right)
    else:
        yield Not(node)


def _meant(failed: Sequence[Sequence[Node | Neither]]) -> Sequence[Sequence[Node | Neither]]:
    """Leave out the alternatives that the words themselves rule out, where there is another."""
    meant = [failures for failures in failed if not any(map(_of_words, failures))]
    return meant or failed


def _of_words(failure: Node | Neither) -> bool:
    return isinstance(failure, Comparison) and failure.operator in ("in", "not in")


def _neither(failed: Sequence[Node | Neither]) -> Sequence[Node | Neither]:
    """Tell ``x == a or x == b`` as one, where all that failed has one left side; ``x >= a`` adds nothing."""
    terms = [failure for failure in failed if isinstance(failure, Comparison)]
    if len(terms) < len(failed) or any(not same(term.left, terms[0].left) for term in terms):
        return failed
    others = [term.right for term in terms if term.operator == "=="]
    rest = [term for term in terms if not any(same(term.right, other) for other in others)]
    if rest or not others:
        return failed
    return [Neither(terms[0].left, tuple(others))] if len(others) > 1 else terms[:1]


def _told(teller: Teller, failures: list[Node | Neither], prefix: Words | None, assumed: bool) -> str:
    chinese = teller.language == "zh"
    told = ("；" if chinese else "; ").join(_failure(teller, failure) for failure in failures)
    if prefix:
        told = f"{prefix.zh}：{told}" if chinese else f"{prefix.say('en')}: {told}"
    return told + teller.say(BECOMES_ZERO) if assumed else told


def _failure(teller: Teller, failure: Node | Neither) -> str:
    if isinstance(failure, Neither):
        first, *others = _readings(teller, failure)
        if not others:
            return _comparison(teller, Comparison("==", failure.left, failure.others[0]))
        told = teller.say(NEITHER).format(left=spelled(teller, failure.left), first=first)
        return closed_up(told + "".join(teller.say(NOR).format(other=other) for other in others))
    if isinstance(failure, Comparison):
        return _comparison(teller, failure)
    return _atom(teller, failure)


def _readings(teller: Teller, failure: Neither) -> list[str]:
    """Spell out each side of another figure; what comes to the same again tells nothing."""
    told: dict[Any, str] = {}
    for other in failure.others:
        spell = standing(teller, other, False) if of_claim(failure.left) and not told else None
        told.setdefault(value_of(teller, other), spell or spelled(teller, other))
    return list(told.values())


def _comparison(teller: Teller, node: Comparison) -> str:
    written = isinstance(node.right, Number | Text)
    words = FIXED.get(node.operator) if written else None
    delta = _delta(value_of(teller, node.left), value_of(teller, node.right))
    if node.operator == "==" and of_claim(node.left) and not words:
        words = AGAINST
    told = teller.say(words or FAILED[node.operator]).format(
        left=_side(teller, node.left, node.right, node.operator),
        right=_side(teller, node.right, node.left, node.operator),
        difference=teller.say(DIFFERENCE).format(delta=delta) if delta not in ("", "0") else "",
    )
    return closed_up(told)


def closed_up(text: str) -> str:
    """Return Chinese words without the space that only a figure behind them needs."""
    return _SPACED.sub("", text)


def _side(teller: Teller, node: Node, other: Node, operator: str) -> str:
    """Spell out one side; what stands in a table is told with it where the other side is prose."""
    told = of_claim(other) and not of_claim(node) and not isinstance(node, Number | Text)
    return standing(teller, node, operator == "==") if told else spelled(teller, node)


def _atom(teller: Teller, node: Node) -> str:
    """Tell of what is true or false by itself: what is known of a claim, or that a fact stands there."""
    denied = isinstance(node, Not)
    inner = node.term if isinstance(node, Not) else node
    if isinstance(inner, Exists):
        label = path_label(teller.facts, inner.path, teller.scope.names, teller.sets, teller.told)
        return teller.say(STANDS if denied else STANDS_NOT).format(label=teller.say(label))
    assert isinstance(inner, Attribute)
    claim: Claim = teller.scope.names[inner.claim]
    quote, attribute = teller.say(quoted(claim)), teller.say(ATTRIBUTES[inner.name])
    return quote if denied else teller.say(IS_NOT).format(quote=quote, attribute=attribute)


def _values(teller: Teller, failures: list[Node | Neither]) -> dict[str, str]:
    for failure in failures:
        if isinstance(failure, Neither):
            return _pair(value_of(teller, failure.left), value_of(teller, failure.others[0]))
        if isinstance(failure, Comparison):
            return _pair(value_of(teller, failure.left), value_of(teller, failure.right))
    return {}


def _pair(left: Any, right: Any) -> dict[str, str]:
    delta = _delta(left, right)
    values = {"left": plain(left), "right": plain(right)}
    return values | {"delta": delta} if delta else values


def _delta(left: Any, right: Any) -> str:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return plain(abs(left - right))
    return ""
