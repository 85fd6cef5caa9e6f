"""Cut a line around the marked words so that it fits, and return in which cells they then stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from gialint.records import NamedTuple
from gialint.reporting.layout import cells, fitting

CUT = "…"
_GAP = 3
"""Characters between two kept pieces that are shown rather than cut."""

LEAST = 2
"""Cells that a span takes at least: a character of it and the cut before."""

Span = tuple[int, int]


class Excerpt(NamedTuple):
    """A line as shown; ``marks[i]`` are the display cells of span ``i``, none where it was cut away.

    Cells count from 0 and the end is the cell after the last one, at least one further than the start.
    """

    text: str
    marks: tuple[Span | None, ...]


def excerpt(line: str, spans: Sequence[Span], room: int) -> Excerpt:
    """Cut a line to ``room`` cells around ``spans``: character offsets, what matters most first."""
    if any(not any(map(cells, line[start:])) for start, _ in spans):
        room -= 1  # a mark past what is seen needs a cell of its own
    pieces = _pieces(line, spans, room)
    shown = CUT.join(line[start:end] for start, end in pieces)
    before = CUT if pieces[0][0] > 0 else ""
    after = CUT if pieces[-1][1] < len(line) else ""
    marks = tuple(_mark(line, pieces, span, len(before)) for span in spans)
    return Excerpt(before + shown + after, marks)


def _pieces(line: str, spans: Sequence[Span], room: int) -> list[Span]:
    """Return the stretches of the line to show: all of it, or the spans with as much around as fits."""
    if len(line) <= room and cells(line) <= room:
        return [(0, len(line))]
    if not spans:
        return [(0, fitting(line, room - 1))]
    cores = _cores(line, spans[: max(room // LEAST, 1)], room)
    while len(cores) > 1 and not _fits(line, _grown(cores, 0, len(line)), room):
        cores.pop()

    def too_wide(pad: int) -> bool:
        return not _fits(line, _grown(cores, pad, len(line)), room)

    pad = bisect_left(range(1, room), True, key=too_wide)
    return _grown(cores, pad, len(line))


def _cores(line: str, spans: Sequence[Span], room: int) -> list[Span]:
    """Return what of each span must be seen: all of it, or its first and last words where it is long."""
    share = max(room // len(spans) - 3, 2)
    cores: list[Span] = []
    for start, end in spans:
        words = line[start:end]
        if len(words) <= share and cells(words) <= share:
            cores.append((start, end))
            continue
        head = fitting(words[:share], share // 2)
        tail = fitting(words[: -share - 1 : -1], share - share // 2 - 1)
        cores += [(start, start + head), (end - tail, end)]
    return cores


def _grown(cores: Sequence[Span], pad: int, length: int) -> list[Span]:
    """Return the cores with ``pad`` characters on either side, joined where they meet."""
    grown: list[Span] = []
    for start, end in sorted(cores):
        start, end = max(start - pad, 0), min(end + pad, length)
        if grown and start - grown[-1][1] <= _GAP:
            grown[-1] = (grown[-1][0], max(end, grown[-1][1]))
        else:
            grown.append((start, end))
    first, last = grown[0], grown[-1]
    if first[0] == 1:
        grown[0] = (0, first[1])
    if last[1] == length - 1:
        grown[-1] = (grown[-1][0], length)
    return grown


def _fits(line: str, pieces: Sequence[Span], room: int) -> bool:
    cuts = len(pieces) - 1 + (pieces[0][0] > 0) + (pieces[-1][1] < len(line))
    return sum(cells(line[start:end]) for start, end in pieces) + cuts <= room


def _mark(line: str, pieces: Sequence[Span], span: Span, base: int) -> Span | None:
    start, end = span
    if not any(first <= start <= last for first, last in pieces):
        return None
    left = _cell(line, pieces, start, base)
    return left, max(_cell(line, pieces, end, base), left + 1)


def _cell(line: str, pieces: Sequence[Span], offset: int, base: int) -> int:
    """Return the cell at which a character of the line is shown, or that of the cut that hides it."""
    for start, end in pieces:
        if offset <= end:
            return base + cells(line[start : max(offset, start)])
        base += cells(line[start:end]) + len(CUT)
    return base
