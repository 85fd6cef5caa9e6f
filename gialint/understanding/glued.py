"""Words of a table that lost the spaces between its cells too, split into labels and the text between them.

Adjacent figures stay one (``000``, ``12-35``): nothing shows which digits were one figure, so
only a row with a single figure, or with spaces between its figures, is read; every other is unreadable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.edition import ANYTHING, is_dropped
from gialint.understanding.repair import repair

SHORTEST = 40
"""Characters below which a line is one row, whose label may be followed by a figure."""

FEWEST = 3
"""How many labels a line must have."""

SHARE = 0.7
"""How much of it must be labels and figures: prose has less."""

MARKS = 6
"""How many quotes and marks, which a label's normal form drops, may make the text of it longer."""

_NUMBERING = lazy_regex(r"[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九]、|\d[.．、](?!\d)")
_REMARK = lazy_regex(r"[（(][^（）()\d]*[）)]")
_FIGURE = lazy_regex(r"[+\-－−]?\d(?:[\d,，+\-－−/／]|[.．]\d)*|[/／—]+")


Beginnings = Mapping[str, Sequence[str]]
"""Folded labels by the two characters they begin with, the longest first."""


class _Piece(NamedTuple):
    """A stretch of a word; ``label`` and ``figure`` say what it is, if it is either."""

    start: int
    end: int
    label: bool = False
    figure: bool = False

    @property
    def told(self) -> bool:
        """Whether it is what a table says."""
        return self.label or self.figure


class _Folded(NamedTuple):
    """The characters of a word that a label keeps; ``ends[i]`` is where the i-th of them ends in the word.

    ``kept[at]`` is how many of them stand before an offset of the word.
    """

    text: str
    ends: Sequence[int]
    kept: Sequence[int]


def beginnings(words: Iterable[str]) -> Beginnings:
    """Return folded labels by how they begin."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[:2], []).append(word)
    return found


def pieces(
    line: Sequence[str], labels: Beginnings, anchors: Sequence[str]
) -> Sequence[Sequence[tuple[int, int]]]:
    """Return for each word of a line where its labels, and what stands between them, begin and end.

    Words are whole unless the line is of a table, and labels or figures in it touch each other.
    """
    whole = [[(0, len(word))] for word in line]
    if sum(map(len, line)) < SHORTEST:
        return whole
    cut = [list(_pieces(word, labels)) for word in line]
    told = found = glued = 0
    for word, parts in zip(line, cut, strict=True):
        found += sum(part.label for part in parts)
        glued += sum(one.told and other.told for one, other in pairwise(parts))
        told += sum(part.end - part.start for part in parts if part.told or _anchored(word, part, anchors))
    if found < FEWEST or not glued or told < SHARE * sum(map(len, line)):
        return whole
    return [[(part.start, part.end) for part in parts] for parts in cut]


def _anchored(word: str, part: _Piece, anchors: Sequence[str]) -> bool:
    return any(anchor in word[part.start : part.end] for anchor in anchors)


def _pieces(word: str, labels: Beginnings) -> Iterator[_Piece]:
    folded = _folded(word)
    at = begun = 0
    while at < len(word):
        figure_end = _figure_end(word, at)
        end = figure_end or _label_end(word, at, folded, labels)
        if not end:
            at += 1
            continue
        if begun < at:
            yield _Piece(begun, at)
        yield _Piece(at, end, label=not figure_end, figure=bool(figure_end))
        at = begun = end
    if begun < len(word):
        yield _Piece(begun, len(word))


def _folded(word: str) -> _Folded:
    """Fold a word once, not each stretch of it that may be a label."""
    reading, offsets, _ = repair(word, ANYTHING)
    places = offsets or range(len(word) + 1)
    text: list[str] = []
    ends: list[int] = []
    kept: list[int] = []
    for character, (start, end) in zip(reading, pairwise(places), strict=True):
        if not is_dropped(character):
            kept += [len(text)] * (start + 1 - len(kept))
            text.append(character)
            ends.append(end)
    kept += [len(text)] * (len(word) + 1 - len(kept))
    return _Folded("".join(text), ends, kept)


def _label_end(word: str, at: int, folded: _Folded, labels: Beginnings) -> int:
    """Return where the longest label ends that begins there, numbering and remark with it; 0 for none."""
    numbering = _NUMBERING.match(word, at)
    first = folded.kept[numbering.end() if numbering else at]
    for label in labels.get(folded.text[first : first + 2], ()):
        if folded.text.startswith(label, first):
            end = folded.ends[first + len(label) - 1]
            while end < len(word) and is_dropped(word[end]):
                end += 1
            remark = _REMARK.match(word, end)
            return remark.end() if remark else end
    return 0


def _figure_end(word: str, at: int) -> int:
    """Return where the figure ends that begins there, before the next label's number; 0 for none."""
    figure = _FIGURE.match(word, at)
    if figure is None:
        return 0
    end = figure.end()
    numbers = _NUMBERING.match(word, end - 1) is not None
    return end - numbers if end - at > numbers else 0
