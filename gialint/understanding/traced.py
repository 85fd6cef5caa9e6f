"""A text that is being repaired: the original place of each character, and where it was damaged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gialint.records import NamedTuple

Change = tuple[int, int, str]
"""A stretch of the text, from start to end, and what stands there instead."""


class Spot(NamedTuple):
    """A damaged stretch of the original, and its content, in the script of the original.

    Two ``?`` that are the halves of one character have that character both.
    """

    kind: Literal["byte_slip", "lost", "gloss", "traditional", "folded"]
    start: int
    end: int
    recovered: str | None


class Traced(NamedTuple):
    """``text`` with the original offset of each character, or none where nothing has moved yet."""

    text: str
    offsets: tuple[int, ...] | None = None

    def changed(self, changes: Sequence[Change]) -> Traced:
        """Apply changes, which are in ascending order and do not overlap."""
        if not changes:
            return self
        before = self.offsets if self.offsets is not None else tuple(range(len(self.text)))
        pieces: list[str] = []
        offsets: list[int] = []
        last = 0
        for start, end, instead in changes:
            pieces += (self.text[last:start], instead)
            offsets += before[last:start]
            offsets += _spread(before[start:end], len(instead))
            last = end
        pieces.append(self.text[last:])
        offsets += before[last:]
        return Traced("".join(pieces), tuple(offsets))

    def rewritten(self, text: str) -> Traced:
        """Replace the text by one of the same length, character for character."""
        return Traced(text, self.offsets)


def _spread(replaced: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Lay ``length`` characters over the offsets they replace, the first and last at the ends."""
    if length == len(replaced) or length < 2:
        return replaced[:length]
    return tuple(replaced[place * (len(replaced) - 1) // (length - 1)] for place in range(length))
