"""Text as programs break it at a width: prose over lines, with or without indents, and over pages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gialint.reading.text.lines import cells

TOKEN = re.compile(r"[（《“〈〔(]*(?:[!-'*-~]+|.)[，。；：、！？）》”〉〕％),.;:]*")
"""What stands undivided on a line."""

Break = Callable[[str, int], list[str]]


def by_cells(line: str, width: int) -> list[str]:
    """Break a line where the next token has no room, a Chinese character being two cells wide."""
    return _filled(TOKEN.findall(line), width)


def anywhere(line: str, width: int) -> list[str]:
    """Break a line between any two characters, in a number and before a mark too."""
    return _filled(list(line), width)


def by_characters(line: str, width: int) -> list[str]:
    """Break a line after so many characters, whatever they are."""
    return [line[at : at + width] for at in range(0, len(line), width)]


def at_spaces(line: str, width: int) -> list[str]:
    """Break a line as textwrap does: at spaces, and words without any where they are too long."""
    return textwrap.wrap(line, width)


@dataclass(frozen=True, slots=True)
class Printing:
    """How a text is broken: at what width, how, with what indent, and into pages of how many lines.

    A page has a running head and ends in its number; ``feeds`` tells that form feeds part pages.
    """

    width: int
    breaks: Break = by_cells
    indent: str = ""
    page: int = 0
    feeds: bool = True
    apart: bool = False


def printed(text: str, how: Printing) -> str:
    """Return a text with its prose broken over lines; rows of tables stay whole."""
    lines = list(_lines(text, how))
    if how.page:
        lines = list(_paged(lines, how, text.split("\n", 1)[0].lstrip("# ")))
    return "".join(f"{line}\n" for line in lines)


def _lines(text: str, how: Printing) -> Iterator[str]:
    for number, line in enumerate(text.splitlines()):
        if "|" in line or line.startswith("#"):
            yield line
            continue
        prose = len(line) > 20 and number > 0
        yield from how.breaks(how.indent + line if prose else line, how.width) or [""]
        if how.apart and prose:
            yield ""


def _filled(tokens: list[str], width: int) -> list[str]:
    lines = [""]
    for token in tokens:
        if lines[-1] and cells(lines[-1]) + cells(token) > width:
            lines.append("")
            token = token.lstrip(" ")
        lines[-1] += token
    return lines


def _paged(lines: list[str], how: Printing, head: str) -> Iterator[str]:
    for number, at in enumerate(range(0, len(lines), how.page), 1):
        feed = "\f" if how.feeds and at else ""
        yield f"{feed}{head}" if number > 1 else f"{feed}{lines[at]}"
        yield from lines[at + (number == 1) : at + how.page]
        yield ""
        yield f"{number}" if how.feeds else f"— {number} —"
