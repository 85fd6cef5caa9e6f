"""What changed in the prose of two reports: sentence beside sentence, the words that differ marked.

A year counts from the report's own, so that 2023 年 in last year's report is the 2024 年 of this year's.
Damage is read through: what a mirror site did to a text is no change of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from gialint.model import Report, Text, mask
from gialint.records import NamedTuple

FRONT = Text("前言", "front")
LONGEST, WIDEST, LEAST = 400, 2500, 0.35
"""Characters up to which words are marked; pairs of sentences up to which all are tried; what part of their
pairs of characters two sentences must share to stand beside each other."""

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]*\s*")
_WORD = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of a sentence, ``changed`` if the other one does not have it."""

    text: str
    changed: bool


class Change(NamedTuple):
    """A sentence of a section as both reports have it; nothing where one has none like it."""

    section: str
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]


class Prose(NamedTuple):
    """All sentences that differ, section by section, and how many are the same."""

    changes: tuple[Change, ...]
    same: int


def prose_changes(first: Report, second: Report) -> Prose:
    """Compare the prose of two reports."""
    one, other = _sentences(first), _sentences(second)
    changes: list[Change] = []
    same = 0
    for section in dict.fromkeys((*one, *other)):
        here, there = one.get(section, []), other.get(section, [])
        keys = [_key(text, first.year) for text in here], [_key(text, second.year) for text in there]
        for kind, start, end, begin, stop in SequenceMatcher(None, *keys).get_opcodes():
            if kind == "equal":
                same += end - start
                continue
            beside = [*_aligned(here[start:end], there[begin:stop])]
            apart = [(left, right) for left, right in beside if left != right]
            same += len(beside) - len(apart)
            changes += (Change(section, *_marked(left, right)) for left, right in apart)
    return Prose(tuple(changes), same)


def _sentences(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for passage in report.passages:
        if passage.kind != "heading":
            texts = _SENTENCE.findall(mask(passage.reading))
            found.setdefault(passage.section, []).extend(filter(None, map(str.strip, texts)))
    return found


def _key(text: str, year: int | None) -> str:
    text = re.sub(r"\s+", "", text)
    for back in range(3) if year else ():
        text = text.replace(str(year - back), f"<{back}>") if year else text
    return text


def _aligned(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield sentences beside those that they are most like, in order (Needleman and Wunsch)."""
    if len(first) * len(second) > WIDEST:
        yield from zip_longest(first, second, fillvalue="")
        return
    one, other = [_pairs(text) for text in first], [_pairs(text) for text in second]
    likeness = [[_share(left, right) for right in other] for left in one]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            beside = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= LEAST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], beside)
    i = j = 0
    while i < len(first) and j < len(second):
        if likeness[i][j] >= LEAST and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield first[i], second[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield first[i], ""
            i += 1
        else:
            yield "", second[j]
            j += 1
    yield from ((text, "") for text in first[i:])
    yield from (("", text) for text in second[j:])


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _marked(first: str, second: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not first or not second or max(len(first), len(second)) > LONGEST:
        return _whole(first), _whole(second)
    one, other = _WORD.findall(first), _WORD.findall(second)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += _piece("".join(one[start:end]), kind)
        right += _piece("".join(other[begin:stop]), kind)
    return tuple(left), tuple(right)


def _piece(text: str, kind: str) -> list[Piece]:
    return [Piece(text, kind != "equal")] if text else []


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()
