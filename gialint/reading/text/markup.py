"""Markup in a text or Markdown file: tables as converters leave them, and what is not shown as it stands.

Tags may stand in either, and in both ``~~9~~`` strikes out, ``9^2^`` and ``[^1]`` raise, and
``![](9.png)`` is a picture. A mark takes in what makes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias, cast

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, Cell, Document, Manner, Marked, Paragraph, Table
from gialint.reading import Limits
from gialint.reading.grid import place, too_many_cells
from gialint.reading.html import page_of, styles_of
from gialint.reading.html.blocks import PageCell, PageTable, words_of
from gialint.reading.html.tree import attributes_of
from gialint.reading.html.words import EFFECTS, MANNERS
from gialint.reading.html.words import Line as PageLine
from gialint.reading.text.lines import SPACE, Line
from gialint.reading.text.tables import Around
from gialint.records import NamedTuple, replace

Blocks: TypeAlias = Sequence[Paragraph | Table]

BEGINS = lazy_regex("<table(?=[\\s>])", re.IGNORECASE)
_BEGINS_OR_ENDS = lazy_regex("<(/?)table(?:\\s[^<>]*)?>", re.IGNORECASE)
_TAGS = lazy_regex(r"(?:\s|<[^<>]*>)*")

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
DEEPEST = 100
"""Elements open in one another beyond which nothing is looked at."""
_TAG = lazy_regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>")
_MARKS = lazy_regex(
    r"(?P<struck>~~(?=\S)[^~\n]{1,2000}~~)"
    r"|(?P<raised>\^\{?[0-9]{1,9}\}?\^?|\[\^[^\]\s]{1,40}\]|&(?:sup[123]|\#(?:178|179|185|83(?:0[48]|1[0-3])));)"
    r"|(?P<unreadable>(?<=[0-9])\s{0,3}<br\s{0,3}/?>\s{0,3}(?=[0-9])|!\[[^\]\n]{0,200}\](?:\([^)\n]{0,200}\)|\[[^\]\n]{0,200}\]))"
)


class _Beside(NamedTuple):
    """What is marked in tables, and what is hidden there."""

    marked: list[Marked]
    asides: list[Aside]


class _Found(NamedTuple):
    start: int
    end: int
    table: Table
    beside: _Beside


def blocks_around(
    lines: Sequence[Line], text: str, limits: Limits, blocks_of: Callable[[Sequence[Line]], Blocks]
) -> Around:
    """Return the tables that stand as markup on some lines of a text, and the blocks of all else there."""
    tables: list[tuple[int, int]] = []
    beside = _Beside([], [])
    blocks: list[Paragraph | Table] = []
    between: list[Line] = []
    cells = at = done = 0
    for found in _tables(text, limits):
        while at < len(lines) and lines[at].end <= found.start:
            between += _outside(lines[at], max(lines[at].start, done), lines[at].end, text)
            at += 1
        if at == len(lines) or lines[at].start >= found.end:
            continue  # in a comment, or in code
        between += _outside(lines[at], max(lines[at].start, done), found.start, text)
        blocks += (*blocks_of(between), found.table)
        tables.append((found.start, found.end))
        beside.marked.extend(found.beside.marked)
        beside.asides.extend(found.beside.asides)
        between, done = [], found.end
        cells += sum(map(len, found.table.rows))
        if cells > limits.cells or len(blocks) > limits.paragraphs:
            raise too_many_cells(limits)
        while at < len(lines) and lines[at].end <= done:
            at += 1
    for line in lines[at:]:
        between += _outside(line, max(line.start, done), line.end, text)
    return Around((*blocks, *blocks_of(between)), tuple(tables), tuple(beside.marked), tuple(beside.asides))


def _outside(line: Line, start: int, end: int, text: str) -> Iterator[Line]:
    """Yield what stands on a line beside tables, if it is more than tags."""
    if start == line.start and end == line.end:
        yield line
    elif start < end and not _TAGS.fullmatch(text, start, end):
        words = text[start:end]
        bare = words.strip(SPACE)
        yield Line(bare, start + words.find(bare), line.gap, line.heading)


def _tables(text: str, limits: Limits) -> Iterator[_Found]:
    spans = list(_spans(text))
    styles = styles_of(text) if spans else {}
    for start, end in spans:
        # One character for one, so that offsets stay.
        source = text[start:end].replace("\r", " ")
        within = {at - start: effect for at, effect in styles.items() if start <= at < end}
        page = page_of(source, limits, within)
        content = [block for block in page.content if isinstance(block, PageTable) or block.text]
        if len(content) == 1 and isinstance(content[0], PageTable):
            beside = _Beside([], [])
            yield _Found(start, end, _table(content[0], text, start, limits, beside), beside)


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


def _table(table: PageTable, text: str, at: int, limits: Limits, beside: _Beside) -> Table:
    placed = zip(table.rows, place(table.rows, limits), strict=True)
    rows = [
        tuple(_cell(cell, slot, text, at, beside) for cell, slot in zip(*row, strict=True)) for row in placed
    ]
    return Table(tuple(filter(None, rows)))


def _cell(cell: PageCell, slot: tuple[int, int, int, int], text: str, at: int, beside: _Beside) -> Cell:
    """Return a cell as it stands in the text, from its first word to its last."""
    words = words_of(cell)
    start = at + (words.origins[0][1] if words.text else cell.origin)
    end = at + _origin(words, len(words.text) - 1) + 1 if words.text else start
    for first, last, manner in words.marked:
        begin = at + _origin(words, first)
        if first == last:
            begin = until = min(max(begin, start), end)
        else:
            until = at + _origin(words, last - 1) + 1
        beside.marked.append(Marked(begin, until, manner))
    beside.asides.extend(Aside("hidden", said, "", start) for _, said in words.hidden)
    return Cell(text[start:end], start, *slot)


def _origin(line: PageLine, offset: int) -> int:
    """Return the offset in the source of an offset in a line."""
    place, origin = line.origins[bisect_right(line.origins, offset, key=itemgetter(0)) - 1]
    return origin + offset - place


class _Open(NamedTuple):
    """An element that is open, where its tag begins and ends, and the sign of what it does to its text."""

    name: str
    start: int
    inside: int
    sign: str


class _Stretch(NamedTuple):
    """A stretch of a file that is marked, from the beginning of its first tag to the end of its last."""

    marked: Marked
    hidden: str = ""
    """What it hides."""


def with_marks(document: Document, text: str, around: Around, limits: Limits) -> Document:
    """Return the document of a text file with what is marked in it; raises LimitExceeded.

    ``text`` is the file's without what is left out of it, at the same offsets.
    """
    marked, asides = list(around.marked), list(around.asides)
    written = (
        _Stretch(Marked(*each.span(), cast("Manner", each.lastgroup))) for each in _MARKS.finditer(text)
    )
    stretches = [*_tagged(text, limits), *written]
    found = sorted(stretches, key=lambda each: (each.marked.start, -each.marked.end))
    begins = [start for start, _ in around.tables]
    done = 0
    for each, hidden in found:
        table = bisect_right(begins, each.start)
        if each.start >= max(done, around.tables[table - 1][1] if table else 0):
            marked.append(each)
            asides += [Aside("hidden", hidden, "", each.start)] if hidden else []
            done = each.end
    if not marked and not asides:
        return document
    merged = sorted([*document.asides, *asides], key=lambda aside: aside.start)
    return replace(document, marked=tuple(sorted(marked)), asides=tuple(merged))


def _tagged(text: str, limits: Limits) -> Iterator[_Stretch]:
    """Yield the outermost elements that do something to their text; what is left open ends with its line."""
    if "<" not in text:
        return
    styles = styles_of(text)
    opened: list[_Open] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if tag[1]:
            last = next(
                (index for index in range(len(opened) - 1, -1, -1) if opened[index].name == name), None
            )
            if last is not None:
                yield from _closed(text, opened[last], tag.start(), tag.end())
                for each in opened[last + 1 :]:
                    yield from _closed(text, each, tag.start(), tag.start())
                del opened[last:]
            continue
        effect = styles.get(tag.start()) or attributes_of(tag[0], name)[0]
        sign = EFFECTS.get(effect, "")
        if name in VOID:
            if sign:
                yield _Stretch(Marked(*tag.span(), MANNERS[sign]))
        elif len(opened) < DEEPEST:
            opened.append(_Open(name, *tag.span(), sign))
    for each in opened:
        end = text.find("\n", each.inside)
        end = len(text) if end < 0 else end
        yield from _closed(text, each, end, end)


def _closed(text: str, opened: _Open, last: int, end: int) -> Iterator[_Stretch]:
    if opened.sign and (last > opened.inside or MANNERS[opened.sign] == "unreadable"):
        manner = MANNERS[opened.sign]
        said = _TAG.sub("", text[opened.inside : last]).strip() if manner == "hidden" else ""
        yield _Stretch(Marked(opened.start, end, manner), said)
