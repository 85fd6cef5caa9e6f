"""Where findings are marked in the report itself: strokes over its text, and runs between their ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from gialint.model import Diagnostic, Document, Location
from gialint.records import NamedTuple
from gialint.reporting.layout import CUT
from gialint.reporting.places import Mark

_LONGEST_TITLE = 120
_MANY = 16


class Stroke(NamedTuple):
    """A marked stretch of a report, by offsets; ``here`` is what finding ``number`` is about."""

    start: int
    end: int
    number: int
    rank: int
    tone: str
    here: bool
    title: str


Marking = TypeVar("Marking", Mark, Stroke)


class Badge(NamedTuple):
    """The number of a finding beside its mark; ``anchor`` is where its card leads to."""

    number: int
    tone: str
    here: bool
    anchor: bool
    title: str


class Run(NamedTuple):
    """A stretch of text under the same marks, if any; ``numbers`` are their findings', the gravest first.

    A kind is ``here`` or ``also`` as in a finding, ``cut`` for text that is left out, or ``point`` for a
    mark between two characters. Under ``unread`` stands what was not understood, for the words in ``note``.
    """

    text: str
    kind: str = ""
    tone: str = ""
    numbers: tuple[int, ...] = ()
    badges: tuple[Badge, ...] = ()
    note: str = ""


class ShownCell(NamedTuple):
    """A cell of a table as shown, or a line of prose; ``heads`` is ``row`` or ``col`` for a heading.

    ``kind`` and ``tone`` are set where all of it is marked, ``figure`` centres it.
    """

    runs: tuple[Run, ...]
    colspan: int = 1
    heads: str = ""
    rowspan: int = 1
    kind: str = ""
    tone: str = ""
    figure: bool = False


def with_cuts(
    pieces: Iterable[tuple[int, int]], start: int, end: int, runs: Callable[[int, int], Iterable[Run]]
) -> tuple[Run, ...]:
    """Return the runs of some pieces of a stretch, with a sign where something between them is left out."""
    rendered: list[Run] = []
    for left, right in pieces:
        rendered += [Run(CUT, "cut")] * (left > start)
        rendered += runs(left, right)
        start = right
    return (*rendered, *[Run(CUT, "cut")] * (start < end))


def parted(start: int, end: int, marks: Sequence[Marking]) -> Iterator[tuple[int, int, list[Marking]]]:
    """Part a stretch where marks begin and end: each piece, and the marks over it.

    Empty marks are over a piece without text, before the one that begins there.
    """
    bounds: set[int] = {start, end}
    for mark in marks:
        bounds |= {min(max(mark.start, start), end), min(max(mark.end, start), end)}
    for left, right in pairwise([*sorted(bounds), end]):
        points = [mark for mark in marks if mark.start == mark.end == left]
        if points:
            yield left, left, points
        if left < right:
            yield left, right, [mark for mark in marks if mark.start <= left and right <= mark.end]


class Strokes:
    """All strokes of a report, in order; ``runs`` returns how a stretch of text is shown."""

    def __init__(
        self,
        document: Document,
        numbered: Iterable[tuple[int, Diagnostic]],
        unread: Iterable[tuple[int, int, str]] = (),
    ) -> None:
        strokes = {stroke for number, found in numbered for stroke in _strokes(document, number, found)}
        strokes |= {Stroke(start, end, 0, -1, "unread", False, words) for start, end, words in unread}
        self.text = document.text
        self.strokes = sorted(strokes)
        self.starts = [stroke.start for stroke in self.strokes]
        self.wide = [each for each in self.strokes if "\n" in self.text[each.start : each.end]]
        counted = Counter(stroke.number for stroke in self.strokes if stroke.number)
        self.many = frozenset(number for number, count in counted.items() if count > _MANY)
        """Findings that mark so many places that one number a row is enough."""
        firsts: dict[int, Stroke] = {}
        for stroke in sorted(self.strokes, key=lambda each: (not each.here, each)):
            if stroke.number:
                firsts.setdefault(stroke.number, stroke)
        self.waiting = firsts
        """By finding the stroke that its card leads to, until it is shown."""

    def within(self, start: int, end: int) -> list[Stroke]:
        """Return the strokes that touch a stretch of one line, in order."""
        first = self.text.rfind("\n", 0, start) + 1
        low, high = bisect_left(self.starts, first), bisect_right(self.starts, end)
        near = [*(each for each in self.wide if each.start < first), *self.strokes[low:high]]
        return [each for each in near if _touches(each, start, end)]

    def runs(self, start: int, end: int, known: Collection[int] = ()) -> tuple[Run, ...]:
        """Part a stretch of the text where marks begin and end; a finding's number stands there once.

        Of findings in ``known`` it stands there only where their cards lead to.
        """
        strokes = self.within(start, end)
        rendered = set(known)
        if start == end:
            return (self._run("", strokes, strokes, rendered),) if strokes else ()
        runs: list[Run] = []
        for left, right, over in parted(start, end, strokes):
            if left == right:
                runs.append(self._run("", over, over, rendered)._replace(kind="point"))
            else:
                ending = [each for each in over if min(each.end, end) == right]
                runs.append(self._run(self.text[left:right], over, ending, rendered))
        return tuple(runs)

    def _run(self, text: str, over: Iterable[Stroke], ending: Iterable[Stroke], rendered: set[int]) -> Run:
        ranked = sorted(over, key=lambda each: (not each.here, -each.rank, each.number))
        badges = []
        for stroke in sorted((each for each in ending if each.number), key=lambda each: each.number):
            anchor = self.waiting.get(stroke.number) == stroke
            if anchor:
                del self.waiting[stroke.number]
            if anchor or stroke.number not in rendered:
                badges.append(Badge(stroke.number, stroke.tone, stroke.here, anchor, stroke.title))
                rendered.add(stroke.number)
        if not ranked:
            return Run(text)
        numbers = tuple(dict.fromkeys(each.number for each in ranked if each.number))
        note = next((each.title for each in ranked if not each.number), "")
        kind = "here" if ranked[0].here else "also" if numbers else "unread"
        return Run(text, kind, ranked[0].tone, numbers, tuple(badges), note)


def _strokes(document: Document, number: int, found: Diagnostic) -> Iterator[Stroke]:
    tone = "waived" if found.suppressed else found.severity.word
    rank = 0 if found.suppressed else int(found.severity)
    title = f"{found.code} {found.message}"
    title = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE] + CUT
    places = [(True, found.location), *((False, place) for _, place in found.related)]
    seen: set[tuple[int, int]] = set()
    for here, location in places:
        stretch = _stretch(document, location) if location else None
        if stretch and stretch not in seen:
            seen.add(stretch)
            yield Stroke(*stretch, number, rank, tone, here, title)


def _stretch(document: Document, location: Location) -> tuple[int, int] | None:
    """Return the offsets of a place; none for one in another file, whose line is not the same."""
    lines = document.line_starts
    if location.path or not 0 < location.line <= location.end_line <= len(lines):
        return None
    if document.line(location.line) != location.context:
        return None
    start = lines[location.line - 1] + location.column - 1
    end = lines[location.end_line - 1] + location.end_column - 1
    return (start, min(end, len(document.text))) if start <= end else None


def _touches(stroke: Stroke, start: int, end: int) -> bool:
    if stroke.start == stroke.end or start == end:
        return stroke.start <= end and start <= stroke.end
    return stroke.start < end and start < stroke.end
