"""What is printed on every page and belongs to none: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from gialint.reading.pdf_cells import PageTable
from gialint.reading.pdf_lines import Line

Item: TypeAlias = Line | PageTable

EDGE = 2
"""Lines at the top and at the bottom of a page among which it is looked for."""
DASHES = r"[-–—－―─·•~]"
COUNT = r"[\d一二三四五六七八九十百]{1,5}"
NUMBERED = re.compile(
    rf"{DASHES}+ ?\d{{1,4}} ?{DASHES}+|\d{{1,4}} ?/ ?\d{{1,4}}"
    r"|[Pp](?:\.|[Aa][Gg][Ee])? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
    rf"|第 ?{COUNT} ?页(?:[ ,，/／]*共 ?{COUNT} ?页)?"
)
"""A page number that shows itself to be one."""
BARE = re.compile(r"\d{1,4}")
DIGITS = re.compile(r"\d+")
LETTERS = re.compile(r"[^\W\d_]")
"""What a running line must have two of, or figures of a table would be taken for one."""
NEAR = 4
"""Points by which a running line may stand higher on one page than on another."""
SHARE = 3
"""It stands on at least one page in so many, and on two."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its number, counted from 1, its width, and lines and tables in reading order."""

    number: int
    width: float
    items: tuple[Item, ...]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that only tell which page of what this is."""
    edges = [_edge(page) for page in pages]
    running = _running(edges)
    offset = _offset(pages, edges)
    bare: list[Page] = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line in edge
            if _mark(line) in running
            or NUMBERED.fullmatch(line.text)
            or (BARE.fullmatch(line.text) and int(line.text) - page.number == offset)
        }
        bare.append(replace(page, items=tuple(item for item in page.items if id(item) not in gone)))
    return bare


def _edge(page: Page) -> list[Line]:
    """Return the outermost lines of a page."""
    if len(page.items) <= 2 * EDGE:
        outermost: Sequence[Item] = page.items
    else:
        outermost = (*page.items[:EDGE], *page.items[-EDGE:])
    return [item for item in outermost if isinstance(item, Line)]


def _running(edges: Sequence[Iterable[Line]]) -> set[tuple[str, int]]:
    counted = Counter(mark for edge in edges for mark in {_mark(line) for line in edge})
    least = max(2, len(edges) / SHARE)
    return {mark for mark, times in counted.items() if times >= least and len(LETTERS.findall(mark[0])) > 1}


def _mark(line: Line) -> tuple[str, int]:
    """Return by what a line is known again on another page."""
    return DIGITS.sub("0", line.text), round(line.middle / NEAR)


def _offset(pages: Sequence[Page], edges: Sequence[Iterable[Line]]) -> int | None:
    """Return by how much bare numbers at the edges of pages differ from the pages' own, if two agree."""
    counted = Counter(
        offset
        for page, edge in zip(pages, edges, strict=True)
        for offset in {int(line.text) - page.number for line in edge if BARE.fullmatch(line.text)}
    )
    offset, times = counted.most_common(1)[0] if counted else (0, 0)
    return offset if times >= min(2, len(pages)) else None
