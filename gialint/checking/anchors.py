"""Anchors: where some hundred words stand in a text, found out in one look at it.

Of every word one pair of characters is its anchor, if it can be one that begins with a character few
texts have. A text's pairs that may be anchors are few; only there is a word compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

COMMON = frozenset(
    "的一是不了在有人大中和为年月日件条项个度时期以及或等由对从与并其之被各本全共上下来到出可能会"
    "公开政府信息申请收理行复办结依议诉处情况法未答提转费事部关作工务机正他数第我规告文生计内二制分要性"
    "主局无总果求民范没新于组现因查已审通青动业均按后持定众县接案知方元补"
)
"""What the prose of offices is full of: a pair that begins with one of these is found everywhere."""

Anchored = TypeVar("Anchored")


class Anchors(NamedTuple, Generic[Anchored]):
    """Words by their anchors, with what each stands for; ``pairs`` finds where an anchor may be.

    A word comes with the place of the anchor in it. One of a single character is its own anchor.
    """

    pairs: re.Pattern[str]
    words: Mapping[str, tuple[tuple[int, str, Anchored], ...]]
    singles: bool = False

    def found(self, text: str) -> Iterator[tuple[int, Anchored]]:
        """Yield where a word stands in a text, with what it stands for."""
        words = self.words
        for pair in self.pairs.finditer(text):
            place = pair.start()
            held = words.get(text[place : place + 2], ())
            if self.singles and place + 1 < len(text):
                held = (*held, *words.get(text[place], ()))
            for offset, word, thing in held:
                if offset <= place and text.startswith(word, place - offset):
                    yield place - offset, thing


def anchors(things: Iterable[tuple[str, Anchored]]) -> Anchors[Anchored]:
    """Anchor words, each with what it stands for."""
    found: dict[str, list[tuple[int, str, Anchored]]] = {}
    for word, thing in things:
        # Words that begin alike are many: the nearer to its end, the more is an anchor the word's own.
        last = max(len(word) - 2, 0)
        place = next((place for place in range(last, -1, -1) if word[place] not in COMMON), last)
        found.setdefault(word[place : place + 2], []).append((place, word, thing))
    pairs = {anchor for anchor in found if len(anchor) == 2}
    singles = found.keys() - pairs
    first, second = (re.escape("".join(sorted({pair[at] for pair in pairs}))) for at in (0, 1))
    # The second is only looked at, as it may begin a pair itself.
    looks = [f"[{first}](?=[{second}])"] * bool(pairs)
    looks += [f"[{re.escape(''.join(sorted(singles)))}]"] * bool(singles)
    return Anchors(
        re.compile("|".join(looks) or "(?!)"),
        {anchor: tuple(words) for anchor, words in found.items()},
        bool(singles),
    )


class Spans(NamedTuple):
    """Stretches in the order in which they begin; ``reach[i]`` is how far the first ``i + 1`` of them go."""

    starts: Sequence[int]
    reach: Sequence[int]

    def meet(self, start: int, end: int) -> bool:
        """Tell whether one of them has a character in common with another stretch."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start

    def over(self, start: int, end: int) -> bool:
        """Tell whether one of them holds all of another stretch."""
        before = bisect_left(self.starts, start + 1)
        return before > 0 and self.reach[before - 1] >= end


NONE = Spans((), ())


def spans(stretches: Iterable[tuple[int, int]]) -> Spans:
    """Put stretches in order."""
    ordered = sorted(stretches)
    return Spans([start for start, _ in ordered], list(accumulate((end for _, end in ordered), max)))


FEW = 16
"""How often words are looked for one by one before all of them are found at once."""


class Cover:
    """Words of which any may stand over a stretch of a text; asked often, it looks for them but once."""

    def __init__(self, words: Collection[str], text: str) -> None:
        self.words, self.text = words, text
        self.asked = 0
        self.spans: Spans | None = None

    def over(self, start: int, end: int) -> bool:
        """Tell whether a word stands over a stretch, or around an empty one."""
        self.asked += 1
        if self.asked <= FEW:
            return any(covers(word, self.text, start, end) for word in self.words)
        if self.spans is None:
            self.spans = spans(self._standing())
        inside = start == end
        return self.spans.over(start - inside, end + inside)

    def _standing(self) -> Iterator[tuple[int, int]]:
        for word in filter(None, self.words):
            at = self.text.find(word)
            while at >= 0:
                yield at, at + len(word)
                at = self.text.find(word, at + 1)


def covers(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether a word stands in a text over a stretch; over an empty one, if it lies inside the word."""
    inside = start == end
    return text.find(word, max(end - len(word) + inside, 0), start + len(word) - inside) >= 0
