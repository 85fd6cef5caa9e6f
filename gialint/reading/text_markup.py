"""Tables that stand as markup in a text or Markdown file, as converters leave those with merged cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from gialint.document import Cell, Paragraph, Table
from gialint.reading import Limits
from gialint.reading.grid import place, too_many_cells
from gialint.reading.html import page_of
from gialint.reading.html_page import Line as PageLine
from gialint.reading.html_page import PageCell, PageTable
from gialint.reading.text_lines import SPACE, Line

Blocks: TypeAlias = Sequence[Paragraph | Table]

BEGINS = re.compile("<table(?=[\\s>])", re.IGNORECASE)
_BEGINS_OR_ENDS = re.compile("<(/?)table(?:\\s[^<>]*)?>", re.IGNORECASE)
_TAGS = re.compile(r"(?:\s|<[^<>]*>)*")


class _Found(NamedTuple):
    start: int
    end: int
    table: Table


def blocks_around(
    lines: Sequence[Line], text: str, limits: Limits, blocks_of: Callable[[Sequence[Line]], Blocks]
) -> tuple[Paragraph | Table, ...]:
    """Return the tables that stand as markup on some lines of a text, and the blocks of all else there."""
    blocks: list[Paragraph | Table] = []
    between: list[Line] = []
    cells = at = done = 0
    for found in _tables(text, limits):
        while at < len(lines) and _end(lines[at]) <= found.start:
            between += _outside(lines[at], max(lines[at].start, done), _end(lines[at]), text)
            at += 1
        if at == len(lines) or lines[at].start >= found.end:
            continue  # in a comment, or in code
        between += _outside(lines[at], max(lines[at].start, done), found.start, text)
        blocks += (*blocks_of(between), found.table)
        between, done = [], found.end
        cells += sum(map(len, found.table.rows))
        if cells > limits.cells or len(blocks) > limits.paragraphs:
            raise too_many_cells(limits)
        while at < len(lines) and _end(lines[at]) <= done:
            at += 1
    for line in lines[at:]:
        between += _outside(line, max(line.start, done), _end(line), text)
    return (*blocks, *blocks_of(between))


def _end(line: Line) -> int:
    return line.start + len(line.text)


def _outside(line: Line, start: int, end: int, text: str) -> Iterator[Line]:
    """Yield what stands on a line beside tables, if it is more than tags."""
    if start == line.start and end == _end(line):
        yield line
    elif start < end and not _TAGS.fullmatch(text, start, end):
        words = text[start:end]
        bare = words.strip(SPACE)
        yield Line(bare, start + words.find(bare), line.gap, line.heading)


def _tables(text: str, limits: Limits) -> Iterator[_Found]:
    for start, end in _spans(text):
        # One character for one, so that offsets stay.
        source = text[start:end].replace("\r", " ")
        content = page_of(source, limits).content
        if len(content) == 1 and isinstance(content[0], PageTable):
            yield _Found(start, end, _table(content[0], text, start, limits))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each outermost table begins and ends; one that is not closed is none."""
    depth = start = 0
    for tag in _BEGINS_OR_ENDS.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()


def _table(table: PageTable, text: str, at: int, limits: Limits) -> Table:
    placed = zip(table.rows, place(table.rows, limits), strict=True)
    rows = [tuple(_cell(cell, slot, text, at) for cell, slot in zip(*row, strict=True)) for row in placed]
    return Table(tuple(filter(None, rows)))


def _cell(cell: PageCell, slot: tuple[int, int, int, int], text: str, at: int) -> Cell:
    """Return a cell as it stands in the text, from its first word to its last."""
    lines = [block for block in cell.content if isinstance(block, PageLine)]
    if not lines:
        return Cell("", at + cell.origin, *slot)
    offset, origin = lines[-1].origins[-1]
    start, end = at + lines[0].origins[0][1], at + origin + len(lines[-1].text) - offset
    return Cell(text[start:end], start, *slot)
