"""Tables drawn with lines (``+---+``, ``├──┤``) or wide bars (``｜``), their borders turned into pipes.

Every sign is replaced by one sign, so that offsets stay. Lines between rows become blank, unless a
row stands on several lines between two of them: its cells are then not to be had as slices of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

BARS = "│┃║｜"
"""Signs that stand between cells as a pipe does."""

_PIPES = str.maketrans(dict.fromkeys(BARS, "|"))
_RULE = re.compile(
    r"^[ \t\u3000]*(?:\+(?:[-=:]{2,}\+)+|[├┌└┼╔╚╠╟┏┗┣─━═][─━═┼┬┴┤├┐┘╪╫╬╤╧╦╩╗╝╣┳┻╋┓┛┫ ]{4,})[ \t\r]*$",
    re.MULTILINE,
)


def drawn(text: str) -> bool:
    """Tell whether a text may hold such a table."""
    return "--+" in text or "==+" in text or any(bar in text for bar in BARS)


def with_pipes(text: str) -> str:
    """Return the text with pipes between the cells of drawn tables, and nothing between their rows."""
    text = text.translate(_PIPES)
    pieces: list[str] = []
    at = 0
    for rules in _tables(text):
        heights = [_rows(text, upper, lower) or 0 for upper, lower in pairwise(rules)]
        # Below the headings a row a line, or nothing but the headings parted off.
        even = max(heights[1:], default=1) == 1 or (len(heights) == 2 and heights[0] == 1)
        for rule in rules:
            if even or rule in (rules[0], rules[-1]):
                pieces += [text[at : rule.start()], " " * len(rule[0])]
                at = rule.end()
    return "".join([*pieces, text[at:]])


def _tables(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the lines drawn for each table."""
    rules: list[re.Match[str]] = []
    for rule in _RULE.finditer(text):
        if rules and _rows(text, rules[-1], rule) is None:
            yield rules
            rules = []
        rules.append(rule)
    if rules:
        yield rules


def _rows(text: str, upper: re.Match[str], lower: re.Match[str]) -> int | None:
    """Count the lines of cells between two drawn ones, none where other words stand there."""
    lines = text[upper.end() : lower.start()].split("\n")[1:-1]
    return len(lines) if all("|" in line for line in lines) else None
