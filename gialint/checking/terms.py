"""One side of a comparison, spelled out: 本年新收 1 + 上年结转 0 = 1."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from gialint.checking.evaluation import closure
from gialint.checking.labels import label, member_label, path_label, plain, quoted, said, split
from gialint.checking.nodes import (
    Arithmetic,
    Attribute,
    Bound,
    Call,
    Negative,
    Node,
    Number,
    Over,
    Path,
    Text,
    Wording,
)
from gialint.checking.scope import ASSUMING, ZERO, Scope, path_closure, zeroed
from gialint.checking.wordings import (
    ALL_BLANK,
    ATTRIBUTES,
    BLANK,
    CELL,
    CELL_IS,
    CELLS,
    FORM,
    FUNCTIONS,
    OF_SET,
    REST_BLANK,
    REST_MIXED,
    REST_ZERO,
    SIGNS,
    SOME_BLANK,
    SUM,
)
from gialint.model import Claim, Fact, Facts, Words

INNER = {ord("“"): "‘", ord("”"): "’"}
"""Quotes inside quotes."""

FEW = 4
"""A sum of so few parts shows the zeros among them as well."""


class Teller(NamedTuple):
    """Tells expressions in one language over one report; ``told`` are names a prefix has told."""

    facts: Facts
    scope: Scope
    sets: Mapping[str, str]
    told: Collection[str]
    language: str

    def say(self, words: Words) -> str:
        return words.say(self.language)


class Side(NamedTuple):
    """A side in words: ``loose`` where it needs brackets inside a product or behind a minus."""

    text: str
    terms: int = 1
    loose: bool = False


class Part(NamedTuple):
    """An addend of a sum; ``blank`` where its cell is."""

    label: str
    value: Decimal
    blank: bool


def spelled(teller: Teller, node: Node) -> str:
    """Return a side with its value behind it, where the value is not all there is."""
    side = tell(teller, node)
    return f"{side.text} = {plain(value_of(teller, node))}" if side.terms > 1 else side.text


def standing(teller: Teller, node: Node, whole: bool) -> str:
    """Return a side that prose is held against, with the table it stands in.

    ``whole`` where it is a sentence of its own: 表二“…”为 0, and not 表二… 0.
    """
    path = first_path(node)
    fact = teller.facts[path_closure(path)(teller.scope)] if path else None
    table = teller.facts.table(fact.path) if fact else None
    if path is not node or fact is None or fact.parts or not (whole or table):
        figures = spelled(teller, node)
        words = teller.say(CELLS if whole else CELL)
        return words.format(table=teller.say(table), figures=figures) if table else figures
    name = teller.say(_path_words(teller, node)).translate(INNER)
    value = teller.say(BLANK) if fact.figure is None else plain(fact.figure)
    if table and not whole:
        return teller.say(CELL).format(table=teller.say(table), figures=f"{name} {value}")
    return teller.say(CELL_IS).format(table=teller.say(table or FORM), label=name, value=value)


def first_path(node: Node) -> Path | None:
    """Return the fact that a side begins with, where it begins with one."""
    while isinstance(node, Arithmetic):
        node = node.left
    if isinstance(node, Call) and node.function in ASSUMING:
        node = node.arguments[0]
    return node if isinstance(node, Path) else None


def of_claim(node: Node) -> bool:
    """Tell whether a side is what prose says."""
    return (isinstance(node, Bound) and node.kind == "claim") or (
        isinstance(node, Attribute) and node.name == "value"
    )


def value_of(teller: Teller, node: Node) -> Any:
    """Return what a side comes to; a claim comes to its figure, however hedged."""
    if isinstance(node, Bound) and node.kind == "claim":
        return teller.scope.names[node.name].value
    return closure(node)(teller.scope)


def tell(teller: Teller, node: Node) -> Side:
    """Return a side in words and figures."""
    return _TELLERS[type(node)](teller, node)


def _number(_teller: Teller, node: Number) -> Side:
    return Side(plain(node.value))


def _text(_teller: Teller, node: Text) -> Side:
    return Side(f"“{node.value}”")


def _path(teller: Teller, node: Path) -> Side:
    fact = teller.facts[path_closure(node)(teller.scope)]
    if fact.parts:
        return _many(teller, _parts(teller, fact), few=True)
    words = teller.say(_path_words(teller, node))
    return Side(f"{words} {teller.say(BLANK) if fact.figure is None else plain(fact.figure)}")


def _path_words(teller: Teller, node: Path) -> Words:
    return path_label(teller.facts, node, teller.scope.names, teller.sets, teller.told)


def _wording(teller: Teller, node: Wording) -> Side:
    words = teller.say(_path_words(teller, node.path))
    return Side(f"{words} “{value_of(teller, node)}”")


def _bound(teller: Teller, node: Bound) -> Side:
    value: str | Claim = teller.scope.names[node.name]
    if isinstance(value, str):
        return Side(teller.say(member_label(teller.facts, teller.sets.get(node.name, ""), value)))
    return Side(teller.say(said(value)))


def _attribute(teller: Teller, node: Attribute) -> Side:
    claim: Claim = teller.scope.names[node.claim]
    if node.name == "value":
        return _bound(teller, Bound(node.claim, "claim"))
    quote = teller.say(quoted(claim))
    if node.name == "text":
        return Side(quote)
    return Side(f"{quote} {teller.say(ATTRIBUTES[node.name])} {value_of(teller, node)}")


def _arithmetic(teller: Teller, node: Arithmetic) -> Side:
    left, right = tell(teller, node.left), tell(teller, node.right)
    product = node.operator in "*/"
    before = _bracketed(left, product)
    behind = _bracketed(right, product or node.operator == "-")
    return Side(f"{before} {SIGNS[node.operator]} {behind}", left.terms + right.terms, True)


def _negative(teller: Teller, node: Negative) -> Side:
    return Side(f"-{_bracketed(tell(teller, node.operand), True)}", 2)


def _bracketed(side: Side, wanted: bool) -> str:
    return f"({side.text})" if wanted and side.loose else side.text


def _over(teller: Teller, node: Over) -> Side:
    name = path_closure(node.members)(teller.scope)
    path = _summed(node)
    if path is None:
        words, function = teller.say(label(teller.facts, name)), teller.say(FUNCTIONS[node.function])
        return Side(
            teller.say(OF_SET).format(set=words, function=function, value=plain(value_of(teller, node)))
        )
    inner = teller._replace(sets={**teller.sets, node.variable: name})
    parts = []
    for member in teller.facts.sets.get(name, ()):
        teller.scope.names[node.variable] = member
        fact = teller.facts[path_closure(path)(teller.scope)]
        parts.append(_part(fact, inner.say(_path_words(inner, path))))
    teller.scope.names.pop(node.variable, None)
    return _many(teller, parts)


def _summed(node: Over) -> Path | None:
    """The path that is summed, also inside ``or_zero`` or ``or_any``; none where more is done to it."""
    body = node.body
    if isinstance(body, Call) and body.function in ASSUMING:
        body = body.arguments[0]
    return body if isinstance(body, Path) and node.function == "sum" else None


def _parts(teller: Teller, fact: Fact) -> list[Part]:
    names = teller.scope.names
    members = {names[name]: of for name, of in teller.sets.items() if isinstance(names.get(name), str)}
    bases = [split(teller.facts, part.path, members)[0] for part in fact.parts]
    return [
        _part(part, teller.say(label(teller.facts, base)))
        for part, base in zip(fact.parts, bases, strict=True)
    ]


def _part(fact: Fact, words: str) -> Part:
    return Part(words, zeroed(fact) or ZERO, fact.figure is None)


def _many(teller: Teller, parts: list[Part], few: bool = False) -> Side:
    """Addends of a sum: those that count, then in a word the rest."""
    shown = [part for part in parts if part.value or (few and len(parts) <= FEW)]
    rest = [part for part in parts if part not in shown]
    blank = sum(part.blank for part in rest)
    if not shown:
        note = ALL_BLANK if blank == len(rest) else SOME_BLANK if blank else Words("")
        return Side(teller.say(SUM) + teller.say(note))
    words = " + ".join(_shown(teller, part) for part in shown)
    if rest:
        words += teller.say(REST_BLANK if blank == len(rest) else REST_MIXED if blank else REST_ZERO)
    return Side(words, len(shown), len(shown) > 1)


def _shown(teller: Teller, part: Part) -> str:
    return f"{part.label} {teller.say(BLANK) if part.blank and not part.value else plain(part.value)}"


def _call(teller: Teller, node: Call) -> Side:
    if node.function in ASSUMING:
        return _or_zero(teller, node.arguments[0])
    if node.function == "len":
        return _length(teller, node)
    shown = node.arguments[:1] if node.function == "round" else node.arguments
    arguments = "; ".join(tell(teller, argument).text for argument in shown)
    return Side(f"{teller.say(FUNCTIONS[node.function])}({arguments})", 2)


def _or_zero(teller: Teller, argument: Node) -> Side:
    before, teller.scope.zeroing = teller.scope.zeroing, teller.scope.assume
    side = tell(teller, argument)
    teller.scope.zeroing = before
    return side


def _length(teller: Teller, node: Call) -> Side:
    argument = node.arguments[0]
    count = plain(value_of(teller, node))
    plural = "" if count == "1" else "s"
    if isinstance(argument, Path):
        words = teller.say(label(teller.facts, path_closure(argument)(teller.scope)))
        return Side(f"{words} {teller.say(Words(f'{count} 项', f'has {count} member{plural}'))}")
    words = tell(teller, argument).text
    return Side(f"{words} {teller.say(Words(f'{count} 字', f'has {count} character{plural}'))}")


_TELLERS: Mapping[type, Callable[[Teller, Any], Side]] = {
    Number: _number,
    Text: _text,
    Path: _path,
    Wording: _wording,
    Bound: _bound,
    Attribute: _attribute,
    Arithmetic: _arithmetic,
    Negative: _negative,
    Over: _over,
    Call: _call,
}
