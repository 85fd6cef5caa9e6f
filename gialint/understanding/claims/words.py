"""Words: what packs say that a text may be, the wordings a turn of phrase stands for, and tokens.

``结转[至|到|]{year}`` stands for 结转2025年, 结转至2025年度 and their like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.numerals import Numeral

MOST_WORDINGS = 10_000
"""For how many wordings a turn of phrase may stand."""

DIGITS = "\ue000" * 4
"""Stands for the digits of a year while words are looked up."""

YEARS: Mapping[str, Sequence[str]] = {"year": (DIGITS + "年", DIGITS + "年度"), "digits": (DIGITS,)}
"""What may be named in a turn of phrase, and what that stands for."""

_PART = lazy_regex(r"\[([^\]]*)\]|\{(\w+)\}|([^\[{]+)")


class Word(NamedTuple):
    """What a word may be: its ``kind`` and ``name`` (OBJECT, request), and what it says of each object.

    ``facts`` gives by object the fact that the word states, ``denied`` what a negation of it states as
    none; ``past`` what it states where the year that it names is over. A ``weak`` word is meant only where
    its object is spoken of already. ``alternatives`` are facts it may mean as well.
    """

    kind: str
    name: str
    labels: frozenset[str]
    facts: Mapping[str, tuple[str, ...]] = {}
    denied: Mapping[str, tuple[str, ...]] = {}
    past: Mapping[str, tuple[str, ...]] = {}
    alternatives: tuple[str, ...] = ()
    weak: bool = False
    again: bool = False
    """Whether it only refers back to its object."""


class Token(NamedTuple):
    """A stretch of a reading and what it may be; ``number`` and ``unit`` of a quantity, a time's ``year``."""

    start: int
    end: int
    labels: frozenset[str]
    words: tuple[Word, ...] = ()
    number: Numeral | None = None
    unit: str = ""
    year: int | None = None
    text: str = ""

    def named(self, kind: str) -> str:
        """Return what specifies a kind of the token (``last`` of PERIOD.last), or nothing."""
        start = kind + "."
        found = [label for label in self.labels if label.startswith(start)]
        return min(found)[len(start) :] if found else ""

    def word(self, kind: str) -> Word | None:
        """Return what the token is as a word of a kind."""
        for word in self.words:
            if word.kind == kind:
                return word
        return None


def labels_of(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the labels that any of some tokens has."""
    return frozenset().union(*[token.labels for token in tokens])


def expanded(phrase: str) -> Iterator[str]:
    """Yield every wording of a turn of phrase; raises KeyError for an unknown name, ValueError for many."""
    if "[" not in phrase and "{" not in phrase:
        yield phrase
        return
    parts: list[Sequence[str]] = []
    for match in _PART.finditer(phrase):
        choices, name, plain = match.groups()
        if choices is not None:
            parts.append([text for choice in choices.split("|") for text in _named(choice)])
        else:
            parts.append(YEARS[name] if name else (plain,))
    if prod(map(len, parts)) > MOST_WORDINGS:
        raise ValueError(f"{phrase[:40]}… stands for more than {MOST_WORDINGS} wordings")
    yield from filter(None, map("".join, product(*parts)))


def _named(choice: str) -> Iterator[str]:
    """Yield what one choice of several stands for, which may have a name in it ([次年|{year}])."""
    yield from expanded(choice) if "{" in choice else (choice,)
