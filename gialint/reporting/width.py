"""Measure text in terminal cells, and show what a terminal would obey instead of print."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories that move, reorder or hide text: controls, formats, lone surrogates, separators."""


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: Chinese two, combining marks none.

    Characters of ambiguous width (“ ” … ·) count one, as terminals in UTF-8 show them.
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def visible(text: str) -> str:
    """Return the text with every hidden character replaced by one visible character.

    The length stays the same, so that columns keep their meaning. Tabs become spaces.
    """
    if text.isprintable():
        return text
    signs = {ord(char): _sign(char) for char in set(text) if category(char) in _HIDDEN}
    return text.translate(signs) if signs else text


def visible_lines(text: str) -> str:
    """Return the text made visible line by line; its line breaks stay."""
    if text.isprintable():
        return text
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def fitting(text: str, room: int) -> int:
    """Return how many leading characters of a text fit into ``room`` cells."""
    used = 0
    for count, char in enumerate(text):
        used += cells(char)
        if used > room:
            return count
    return len(text)


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _sign(char: str) -> str:
    """Return the control picture of a character (ECMA-48 controls at U+2400), or a general one."""
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "␦"
