"""Stretches of a text, of which it is asked whether any meets another or stands over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple


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
