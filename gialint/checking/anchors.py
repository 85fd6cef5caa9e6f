"""Anchors: where some hundred words stand in a text, found out in one look at it.

Of every word one pair of characters is its anchor, one that begins with a character few texts have.
A text's pairs that begin like an anchor are few; only there is a word compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

COMMON = frozenset(
    "的一是不了在有人大中和为年月日件条项个度时期以及或等由对从与并其之被各本全共上下来到出可能会"
    "公开政府信息申请收理行复办结依议诉处情况法未答提转费事部关作工务机正他数第我规告文生计内二制分要性"
    "主局无总果求民范没新于组现因查已审通青动业均按后持定众县接案知方元补"
)
"""What the prose of offices is full of: an anchor that begins with one of these is found everywhere."""

Anchored = TypeVar("Anchored")


class Anchors(NamedTuple, Generic[Anchored]):
    """Words by their anchors, with what each stands for; ``beginnings`` finds what may hold one.

    A word comes with the place of the anchor in it. ``common`` are words without an anchor.
    """

    beginnings: re.Pattern[str]
    words: Mapping[str, tuple[tuple[int, str, Anchored], ...]]
    common: Mapping[str, list[Anchored]]

    def found(self, text: str) -> Iterator[tuple[int, Anchored]]:
        """Yield where a word stands in a text, with what it stands for."""
        words = self.words
        for run in self.beginnings.finditer(text):
            start, end = run.span()
            for place in range(start, end - 1):
                for offset, word, thing in words.get(text[place : place + 2], ()):
                    if offset <= place and text.startswith(word, place - offset):
                        yield place - offset, thing
        for word, things in self.common.items():
            place = text.find(word)
            while place >= 0:
                for thing in things:
                    yield place, thing
                place = text.find(word, place + 1)


def anchors(things: Iterable[tuple[str, Anchored]]) -> Anchors[Anchored]:
    """Anchor words of two characters at least, each with what it stands for."""
    found: dict[str, list[tuple[int, str, Anchored]]] = {}
    common: dict[str, list[Anchored]] = {}
    for word, thing in things:
        # Words that begin alike are many: the nearer to its end, the more is an anchor the word's own.
        place = len(word) - 2
        while place >= 0 and word[place] in COMMON:
            place -= 1
        if place < 0:
            common.setdefault(word, []).append(thing)
        else:
            found.setdefault(word[place : place + 2], []).append((place, word, thing))
    first = re.escape("".join(sorted({anchor[0] for anchor in found})))
    # Beginnings in a row make one run, or every second one would be passed over.
    return Anchors(
        re.compile(f"[{first}]+." if first else "(?!)"),
        {anchor: tuple(words) for anchor, words in found.items()},
        common,
    )


def covers(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether a word stands in a text over a stretch; over an empty one, if it lies inside the word."""
    inside = start == end
    return text.find(word, max(end - len(word) + inside, 0), start + len(word) - inside) >= 0
