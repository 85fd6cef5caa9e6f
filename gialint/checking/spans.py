"""Stretches of a text, of which it is asked whether any meets another or stands over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from gialint.records import NamedTuple


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

    def cover(self, start: int, end: int) -> bool:
        """Tell whether one of them stands over a stretch; over an empty one, if that lies inside it."""
        inside = start == end
        return self.over(start - inside, end + inside)


NONE = Spans((), ())


def spans(stretches: Iterable[tuple[int, int]]) -> Spans:
    """Put stretches in order."""
    ordered = sorted(stretches)
    return Spans([start for start, _ in ordered], list(accumulate((end for _, end in ordered), max)))


def standing(words: Iterable[str], text: str) -> Spans:
    """Return where words stand in a text, wherever they overlap."""
    return spans((at, at + len(word)) for word in words for at in occurrences(word, text))


def occurrences(word: str, text: str) -> Iterator[int]:
    """Yield every place where a word stands in a text; an empty one stands nowhere."""
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
