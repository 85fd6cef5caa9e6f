"""Where a rule looks: stretches of a report, repaired or as written, and places in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

from gialint.model import Cell, Entry, Paragraph, Passage, Place, Report, Table
from gialint.records import NamedTuple
from gialint.understanding.flattened import LONGEST, bounded

KINDS: Mapping[str, tuple[str, ...]] = {
    "prose": ("preface", "prose"),
    "title": ("title",),
    "headings": ("heading",),
    "signature": ("signature",),
}
"""The kinds of passage that a name in ``in`` stands for."""

SCOPES = (*KINDS, "cells", "all")
"""Every name that ``in`` knows; ``all`` are all passages and all cells."""

LONGEST_LABEL = 10
LONGEST_FIGURE = 10
"""More digits than that are no figure of a report, and may be what a rule looks for."""


class Scope(NamedTuple):
    """Where a rule looks: kinds of passage (none for all), cells, sections (none for all)."""

    kinds: frozenset[str] | None
    cells: bool
    sections: frozenset[str]
    original: bool = False


PASSAGES = Scope(None, False, frozenset())


class Stretch(NamedTuple):
    """A text that is looked at, from ``start`` to ``end``, and what it belongs to.

    ``original`` tells the text as written from its repaired reading; cells are as written.
    """

    text: str
    start: int
    end: int
    of: Passage | Cell | Entry
    original: bool


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


def scope_of(spec: Mapping[str, Any]) -> Scope:
    """Return the scope that ``in``, ``sections`` and ``on`` of a rule ask for; by default prose."""
    named: Any = spec.get("in", "prose")
    names: Sequence[str] = [named] if isinstance(named, str) else named
    kinds = None if "all" in names else frozenset(kind for name in names for kind in KINDS.get(name, ()))
    sections: Any = spec.get("sections", ())
    return Scope(
        kinds,
        "all" in names or "cells" in names,
        frozenset([sections] if isinstance(sections, str) else map(str, sections)),
        spec.get("on") == "original",
    )


def stretches(report: Report, scope: Scope) -> Iterator[Stretch]:
    """Yield every stretch of a report within a scope, passages first."""
    if scope.original:
        yield from _written(report, scope)
    else:
        for passage in report.passages:
            if _within(passage, scope):
                yield Stretch(passage.reading, 0, len(passage.reading), passage, False)
    if scope.cells:
        yield from _cells(report, scope.sections)


def haystack(report: Report, scope: Scope) -> str:
    """Return all the text within a scope in one, and perhaps more: what is not in it is nowhere.

    Stretches are parted by line ends. One look at it is cheaper than one at each of hundreds of stretches.
    """
    return report.once(_haystack, scope)


def readings(report: Report) -> str:
    """Return the reading of every passage, a line each: what is not in it is in none of them."""
    return haystack(report, PASSAGES)


def _haystack(report: Report, scope: Scope) -> str:
    if scope.original:
        return report.document.text
    texts = [passage.reading for passage in report.passages if _within(passage, scope)]
    if scope.cells:
        tables = _tables(report, scope.sections)
        texts += [cell.text for table in tables for row in table.rows for cell in row]
        texts += [entry.text for entry in report.document.entries]
    return "\n".join(texts)


def place_in(report: Report, stretch: Stretch, start: int, end: int) -> Place:
    """Return the place of a part of a stretch's text."""
    held: Paragraph | Cell | Entry
    of, page = stretch.of, None
    if isinstance(of, Passage):
        if not stretch.original:
            return report.place(of, start, end)
        held, address, section, page = of.paragraph, of.address, of.section, of.paragraph.page
    elif isinstance(of, Cell):
        placed = report.once(_placed)
        _, section, number = placed[bisect_right(placed, of.start, key=itemgetter(0)) - 1]
        label = of.text if len(of.text) <= LONGEST_LABEL else of.text[:6] + "…"
        held, address, page = of, f"{section or '前言'}/表{number}/{label}", of.page
    else:
        place = report.facts[of.fact].place
        held, address, section = of, place.address if place else of.fact, place.section if place else ""
    first = held.start + start
    return Place(report.document, first, first + end - start, address, section, held.native, page)


def extent(stretch: Stretch) -> tuple[int, int]:
    """Return where a stretch begins and ends in the reading text."""
    if isinstance(stretch.of, Passage):
        if not stretch.original:
            return stretch.of.span(stretch.start, stretch.end)
        start = stretch.of.paragraph.start
    else:
        start = stretch.of.start
    return start + stretch.start, start + stretch.end


def part_of(stretch: Stretch, start: int, end: int) -> tuple[int, int]:
    """Return which part of a stretch's text is read from between two offsets of the reading text."""
    of = stretch.of
    base = of.paragraph.start if isinstance(of, Passage) else of.start
    if isinstance(of, Passage) and not stretch.original and of.offsets is not None:
        return bisect_left(of.offsets, start - base), bisect_left(of.offsets, end - base)
    return max(start - base, 0), min(end - base, len(stretch.text))


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence around a part of a text."""
    first = max(text.rfind(mark, 0, start) for mark in "。;；!！?？\n") + 1
    ends = [at for at in (text.find(mark, end) for mark in "。;；!！?？\n") if at >= 0]
    return text[first : min(ends, default=len(text))]


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


def _within(passage: Passage, scope: Scope) -> bool:
    return (scope.kinds is None or passage.kind in scope.kinds) and (
        not scope.sections or passage.section in scope.sections
    )


def _written(report: Report, scope: Scope) -> Iterator[Stretch]:
    """Yield paragraphs as written; one that holds a heading and prose is two stretches."""
    passages = report.passages
    for index, passage in enumerate(passages):
        if not _within(passage, scope):
            continue
        text = passage.paragraph.text
        start, end = 0, len(text)
        if index and passages[index - 1].paragraph is passage.paragraph and passage.offsets:
            start = passage.offsets[0]
        if index + 1 < len(passages) and passages[index + 1].paragraph is passage.paragraph:
            end = (passages[index + 1].offsets or (end,))[0]
        for first, last in passage.paragraph.pieces():
            if first < end and start < last:
                yield Stretch(text, max(start, first), min(end, last), passage, True)


def _cells(report: Report, sections: frozenset[str]) -> Iterator[Stretch]:
    """Yield every cell that holds more than a figure, in pieces where it is longer than a paragraph."""
    cells = (cell for table in _tables(report, sections) for row in table.rows for cell in row)
    entries = report.document.entries if not sections else ()
    for held in chain[Cell | Entry](cells, entries):
        if len(held.text) > LONGEST:
            for first, last in bounded(held.text):
                piece = held._replace(text=held.text[first:last], start=held.start + first)
                yield Stretch(piece.text, 0, last - first, piece, True)
        elif held.text and not (held.text.isdecimal() and len(held.text) <= LONGEST_FIGURE):
            yield Stretch(held.text, 0, len(held.text), held, True)


def _tables(report: Report, sections: frozenset[str]) -> list[Table]:
    if not sections:
        return [block for block in report.document.blocks if isinstance(block, Table)]
    return [table for section in report.sections if section.number in sections for table in section.tables]


def _placed(report: Report) -> list[tuple[int, str, int]]:
    """Return where each cell begins, its section and the number of its table there, in order."""
    numbered = {
        id(table): (section.number, number)
        for section in report.sections
        for number, table in enumerate(section.tables, start=1)
    }
    tables = _tables(report, frozenset())
    for number, table in enumerate(tables, start=1):
        numbered.setdefault(id(table), ("", number))
    return sorted(
        (cell.start, *numbered[id(table)]) for table in tables for row in table.rows for cell in row
    )
