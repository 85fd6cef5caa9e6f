"""Needles: words of which one must stand in a text, or a pattern need not be tried on it.

Worked out when a rule file is read, and kept with the rule: a pattern whose needles are not in a
report is not even compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gialint.checking.anchors import COMMON
from gialint.checking.patterns.tree import Node, ignores_case, parts_of, tree

MOST = 16
"""More needles than that cost as much as the pattern."""

_MARKS = frozenset(" ,.:;!?()/-，。、；：！？（）“”《》")
_ALWAYS = ("SUBPATTERN", "ATOMIC_GROUP", "ASSERT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def needles(pattern: str) -> list[str] | None:
    """Return words of which every match of a pattern has one, the rarest, or none if there are no such."""
    return None if ignores_case(pattern) else _rarest(tree(pattern))


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
    if name in _ALWAYS or (name in _REPEATS and given[0] > 0):
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
