"""What a pattern can do, read off its syntax tree: how it begins, what it takes in, what it demands.

Needles are words of which one must stand in a text, or a pattern need not be tried on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

from gialint.lazy_regex import lazy_regex

BROAD = 200
"""From how many characters on a range makes a class broad: such a class begins a match anywhere."""

_WIDE_CATEGORIES = ("WORD", "NOT_DIGIT", "NOT_SPACE", "NOT_WORD")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
LOOKING = ("ASSERT", "ASSERT_NOT")
_ANYTHING = ("ANY", "NOT_LITERAL")
_IGNORING = lazy_regex(r"\(\?[a-zA-Z]*i[a-zA-Z]*(?:-[a-zA-Z]+)?:")

Node = tuple[str, Any]
"""A part of a pattern: the name of its operation, and what the operation is given."""

COMMON = frozenset(
    "的一是不了在有人大中和为年月日件条项个度时期以及或等由对从与并其之被各本全共上下来到出可能会"
    "公开政府信息申请收理行复办结依议诉处情况法未答提转费事部关作工务机正他数第我规告文生计内二制分要性"
    "主局无总果求民范没新于组现因查已审通青动业均按后持定众县接案知方元补"
)
"""What the prose of offices is full of: a word of these is found everywhere."""

MOST = 16
"""More needles than that cost as much as the pattern."""

_MARKS = frozenset(" ,.:;!?()/-，。、；：！？（）“”《》")
_ALWAYS = ("SUBPATTERN", "ATOMIC_GROUP", "ASSERT")


def tree(pattern: str | bytes, flags: int = 0) -> list[Node]:
    """Return the parts of a pattern, in order; raises ``re.error``."""
    return _nodes(import_module("re._parser").parse(pattern, flags))


def begins_broadly(nodes: Iterable[Node]) -> bool:
    """Tell whether a match may begin with a stretch of nearly any characters (``[^。]{0,20}?``).

    Such a pattern is tried at every character of a text, each time to the end of the stretch.
    """
    for name, given in nodes:
        parts = parts_of(name, given)
        if name in REPEATS and given[1] > max(given[0], 1) and any(map(_is_broad, parts[0])):
            return True
        if any(map(begins_broadly, parts)):
            return True
        if not may_be_empty(name, given):
            return False
    return False


def begins_text(nodes: Sequence[Node]) -> bool:
    """Tell whether a match can only begin where the text does (``^``, unless it stands for lines)."""
    return bool(nodes) and nodes[0][0] == "AT" and nodes[0][1].name.startswith("AT_BEGINNING")


def parts_of(name: str, given: Any) -> list[list[Node]]:
    """Return the patterns inside a part."""
    if name in REPEATS:
        return [_nodes(given[2])]
    if name == "SUBPATTERN":
        return [_nodes(given[3])]
    if name == "ATOMIC_GROUP":
        return [_nodes(given)]
    if name in LOOKING:
        return [_nodes(given[1])]
    if name == "BRANCH":
        return [_nodes(branch) for branch in given[1]]
    if name == "GROUPREF_EXISTS":
        return [_nodes(branch) for branch in given[1:] if branch is not None]
    return []


def _nodes(parsed: Any) -> list[Node]:
    return [(operation.name, given) for operation, given in parsed]


def may_be_empty(name: str, given: Any) -> bool:
    """Tell whether a part may take nothing."""
    if name in ("AT", *LOOKING, "GROUPREF", "GROUPREF_EXISTS") or (name in REPEATS and given[0] == 0):
        return True
    return any(map(all_may_be_empty, parts_of(name, given)))


def all_may_be_empty(nodes: Iterable[Node]) -> bool:
    """Tell whether parts may take nothing."""
    return all(may_be_empty(*node) for node in nodes)


def _is_broad(node: Node) -> bool:
    name, given = node
    if name in _ANYTHING:
        return True
    if name != "IN":
        return any(_is_broad(inner) for part in parts_of(name, given) for inner in part)
    return any(
        kind == "NEGATE"
        or (kind == "CATEGORY" and what.name.removeprefix("CATEGORY_") in _WIDE_CATEGORIES)
        or (kind == "RANGE" and what[1] - what[0] >= BROAD)
        for kind, what in _nodes(given)
    )


def needles(pattern: str) -> list[str] | None:
    """Return words of which every match of a pattern has one, the rarest, or none if there are no such."""
    if re.compile(pattern).flags & re.IGNORECASE or _IGNORING.search(pattern):
        return None  # the words may stand there in other letters
    return _rarest(tree(pattern))


def _rarest(nodes: Iterable[Node]) -> list[str] | None:
    """Of the parts that must all match, choose the one whose words are rarest."""
    return max(_demanded(nodes), key=_rarity, default=None)


def _demanded(nodes: Iterable[Node]) -> Iterator[list[str]]:
    run = ""
    for name, given in nodes:
        if name == "LITERAL":
            run += chr(given)
            continue
        if run:
            yield [run]
            run = ""
        words = _words(name, given)
        if words and len(words) <= MOST:
            yield words
    if run:
        yield [run]


def _words(name: str, given: Any) -> list[str] | None:
    """Return what one part demands."""
    if name == "IN":
        return _members(given)
    if name == "BRANCH":
        found = [_rarest(part) for part in parts_of(name, given)]
        return None if None in found else [word for words in found for word in words or ()]
    if name in _ALWAYS or (name in REPEATS and given[0] > 0):
        return _rarest(parts_of(name, given)[0])
    return None


def _members(given: Any) -> list[str] | None:
    """Return the characters of a small class."""
    members: list[str] = []
    for operation, what in given:
        if operation.name == "LITERAL":
            members.append(chr(what))
        elif operation.name == "RANGE" and what[1] - what[0] < MOST:
            members += map(chr, range(what[0], what[1] + 1))
        else:
            return None
    return members


def _rarity(words: Iterable[str]) -> float:
    """Return how rare the commonest of some words is."""
    return min((sum(map(_weight, word)) for word in words), default=0.0)


def _weight(character: str) -> float:
    if "㐀" <= character <= "鿿":
        return 0.5 if character in COMMON else 4
    if character.isalpha():
        return 1.5
    return 0.2 if character.isdigit() or character in _MARKS else 8
