"""What a pattern can do, read off its syntax tree: how it begins, what it repeats, what it takes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from gialint.checking.mending import DIGITS

MANY = 10
"""From how many repetitions on a part counts as repeated without bound."""

BROAD = 200
"""From how many characters on a range makes a class broad: such a class begins a match anywhere."""

_WIDE_CATEGORIES = ("WORD", "NOT_DIGIT", "NOT_SPACE", "NOT_WORD")
_WITH_DIGITS = ("DIGIT", "WORD", "NOT_SPACE")
_GIVING_BACK = ("MAX_REPEAT", "MIN_REPEAT")
_ATOMIC = ("ATOMIC_GROUP", "POSSESSIVE_REPEAT")
_REPEATS = (*_GIVING_BACK, "POSSESSIVE_REPEAT")
_LOOKING = ("ASSERT", "ASSERT_NOT")
_ANYTHING = ("ANY", "NOT_LITERAL")
_SAMPLES = {"DIGIT": "1", "SPACE": " "}
_HAN = "字"
_IGNORING = re.compile(r"\(\?[a-zA-Z]*i[a-zA-Z]*(?:-[a-zA-Z]+)?:")

Node = tuple[str, Any]
"""A part of a pattern: the name of its operation, and what the operation is given."""


def tree(pattern: str) -> list[Node]:
    """Return the parts of a pattern, in order; raises ``re.error``."""
    return _nodes(import_module("re._parser").parse(pattern))


def ignores_case(pattern: str) -> bool:
    """Tell whether a pattern, or a part of it, takes small and capital letters alike."""
    return bool(re.compile(pattern).flags & re.IGNORECASE) or _IGNORING.search(pattern) is not None


def begins_broadly(nodes: Iterable[Node]) -> bool:
    """Tell whether a match may begin with a stretch of nearly any characters (``[^。]{0,20}?``).

    Such a pattern is tried at every character of a text, each time to the end of the stretch.
    """
    for name, given in nodes:
        parts = parts_of(name, given)
        if name in _REPEATS and given[1] > max(given[0], 1) and any(map(_is_broad, parts[0])):
            return True
        if any(map(begins_broadly, parts)):
            return True
        if not _may_be_empty(name, given):
            return False
    return False


def repeats_within(nodes: Iterable[Node], within: bool = False) -> bool:
    """Tell whether something repeated without bound is repeated without bound itself (``(a+)+``).

    What is atomic is never gone back into.
    """
    for name, given in nodes:
        many = name in _GIVING_BACK and given[1] >= MANY and given[1] > given[0]
        if many and within:
            return True
        inside = (within or many) and name not in _ATOMIC
        if any(repeats_within(part, inside) for part in parts_of(name, given)):
            return True
    return False


def takes_digits(nodes: Iterable[Node]) -> bool:
    """Tell whether a match may take in a digit; what is only looked at does not count."""
    return any(
        name not in _LOOKING and (_admits_digit(name, given) or any(map(takes_digits, parts_of(name, given))))
        for name, given in nodes
    )


def parts_of(name: str, given: Any) -> list[list[Node]]:
    """Return the patterns inside a part."""
    if name in _REPEATS:
        return [_nodes(given[2])]
    if name == "SUBPATTERN":
        return [_nodes(given[3])]
    if name == "ATOMIC_GROUP":
        return [_nodes(given)]
    if name in _LOOKING:
        return [_nodes(given[1])]
    if name == "BRANCH":
        return [_nodes(branch) for branch in given[1]]
    if name == "GROUPREF_EXISTS":
        return [_nodes(branch) for branch in given[1:] if branch is not None]
    return []


def samples(nodes: Iterable[Node]) -> list[str]:
    """Return characters that the pattern knows, each once: its literals, and one for each class."""
    return list(dict.fromkeys(_samples(nodes)))


def _nodes(parsed: Any) -> list[Node]:
    return [(operation.name, given) for operation, given in parsed]


def _may_be_empty(name: str, given: Any) -> bool:
    if name in ("AT", *_LOOKING, "GROUPREF", "GROUPREF_EXISTS") or (name in _REPEATS and given[0] == 0):
        return True
    return any(all(_may_be_empty(*node) for node in part) for part in parts_of(name, given))


def _is_broad(node: Node) -> bool:
    name, given = node
    if name in _ANYTHING:
        return True
    if name != "IN":
        return any(_is_broad(inner) for part in parts_of(name, given) for inner in part)
    return any(
        kind == "NEGATE"
        or (kind == "CATEGORY" and _category(what) in _WIDE_CATEGORIES)
        or (kind == "RANGE" and what[1] - what[0] >= BROAD)
        for kind, what in _nodes(given)
    )


def _admits_digit(name: str, given: Any) -> bool:
    if name in _ANYTHING:
        return True
    if name == "LITERAL":
        return chr(given) in DIGITS
    if name != "IN":
        return False
    kinds = _nodes(given)
    barred = kinds[0][0] == "NEGATE"
    return any(any(_holds(*kind, ord(digit)) for kind in kinds[barred:]) != barred for digit in DIGITS)


def _holds(kind: str, what: Any, code: int) -> bool:
    if kind == "LITERAL":
        return bool(code == what)
    if kind == "RANGE":
        return bool(what[0] <= code <= what[1])
    return _category(what) in _WITH_DIGITS


def _category(category: Any) -> str:
    return str(category.name).removeprefix("CATEGORY_")


def _samples(nodes: Iterable[Node]) -> Iterator[str]:
    for name, given in nodes:
        if name == "LITERAL":
            yield chr(given)
        elif name in _ANYTHING:
            yield _HAN
        elif name == "IN":
            yield from _samples_of_class(_nodes(given))
        for part in parts_of(name, given):
            yield from _samples(part)


def _samples_of_class(kinds: list[Node]) -> Iterator[str]:
    for kind, what in kinds:
        if kind == "NEGATE":
            yield _HAN
            return
        if kind == "CATEGORY":
            yield _SAMPLES.get(_category(what), _HAN)
        else:
            yield chr(what if kind == "LITERAL" else what[0])
