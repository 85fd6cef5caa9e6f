"""Figures in disguise: a report whose figures are written otherwise than plainly, and what must be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
Reads = Literal["same", "unreadable"]
"""A figure in disguise is read as what it shows, or not at all; in prose, unreadable states nothing."""


class Disguise(NamedTuple):
    """How one figure is written: ``{n}`` stands for it, ``{first}`` and ``{rest}`` for its digits.

    ``{wide}`` is the figure in full width.

    ``where`` tells whether it can stand in a cell, in prose, or in both.
    """

    markup: str
    reads: Reads
    where: Literal["cell", "prose", "both"] = "both"

    def of(self, figure: str) -> str:
        """Return the markup of a figure."""
        wide = figure.translate(WIDE)
        return self.markup.format(n=figure, first=figure[0], rest=figure[1:], wide=wide)


Disguises = Mapping[str, Disguise]


class Disguised(NamedTuple):
    """A file and how many figures of its tables were put in disguise."""

    content: bytes
    figures: int


def every_other(
    pattern: re.Pattern[str], text: str, write: Callable[[re.Match[str]], str]
) -> tuple[str, int]:
    """Rewrite every other match of a pattern, and tell how many were rewritten."""
    met = 0

    def rewritten(found: re.Match[str]) -> str:
        nonlocal met
        met += 1
        return write(found) if met % 2 else found[0]

    text = pattern.sub(rewritten, text)
    return text, (met + 1) // 2
