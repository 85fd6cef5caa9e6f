"""Frames: how the words of a clause are accounted for, by the fewest patterns that take in the most of it."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.records import NamedTuple
from gialint.understanding.claims.clauses import Clause
from gialint.understanding.claims.patterns import AMBIENT, Among, Frame, Match, Patterns, begun
from gialint.understanding.claims.words import Token

NEEDLESS = AMBIENT | {"LINK", "PART", "REST", "EXCEPT", "PLAN", "CONDITION"}
"""Kinds of words that need no frame: what they tell is taken in by what comes after."""


class Covered(NamedTuple):
    """A clause, the frames that account for it in order, and the tokens that none does."""

    clause: Clause
    matches: tuple[tuple[Frame, Match], ...]
    left: tuple[int, ...]

    def left_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens between two places that no frame accounts for."""
        return tuple(self.clause.tokens[left] for left in self.left if start <= left < end)


Found = list[list[tuple[int, Frame, Match]]]


def covered(clause: Clause, frames: Patterns) -> Covered:
    """Cover a clause by a sequence of frames: most characters, then fewest frames, then the earlier frames.

    Of as many frames those are taken whose latest stands earlier, so that a new frame moves no others.
    A frame that wants the ``whole`` clause is meant only where nothing is left that no frame accounts for,
    a ``sole`` one only where there is no other.
    """
    tokens = clause.tokens
    weights = [0 if not token.labels.isdisjoint(NEEDLESS) else token.end - token.start for token in tokens]
    among = frames.among(clause.labels)
    found: Found = [
        [each for each in begun(tokens, at, among) if _fits(clause, *each[1:])] for at in range(len(tokens))
    ]
    cover = _walked(clause, _best(found, weights), weights)
    left, beside = bool(cover.left), len(cover.matches) > 1
    if any((frame.whole and left) or (frame.sole and beside) for frame, _ in cover.matches):
        found = [
            [each for each in here if not (each[1].whole and left) and not (each[1].sole and beside)]
            for here in found
        ]
        cover = _walked(clause, _best(found, weights), weights)
    if cover.matches or not cover.left:
        return cover
    return _unread(cover, among, weights)


def _fits(clause: Clause, frame: Frame, hit: Match) -> bool:
    if frame.opens and not (clause.opens or clause.opener == ":"):
        return False
    return not frame.several or len(hit.of("QTY")) > 1


def _unread(cover: Covered, among: Among, weights: Sequence[int]) -> Covered:
    """Return what a clause would say without the words in between that keep every frame from it."""
    tokens = cover.clause.tokens
    found: Found = [
        [
            each
            for each in begun(tokens, at, among, loose=True)
            if each[1].states and not each[1].whole and each[2].passed
        ]
        for at in range(len(tokens))
    ]
    return _walked(cover.clause, _best(found, weights), weights)


def _best(found: Found, weights: Sequence[int]) -> list[tuple[Frame, Match] | None]:
    size = len(weights)
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())] * (size + 1)
    taken: list[tuple[Frame, Match] | None] = [None] * size
    for at in range(size - 1, -1, -1):
        best[at] = best[at + 1]
        for order, frame, hit in found[at]:
            rest = best[hit.end]
            cost = (
                rest[0] - sum(weights[at : hit.end]),
                rest[1] + 1,
                tuple(sorted((order, *rest[2]), reverse=True)),
            )
            if cost < best[at]:
                best[at], taken[at] = cost, (frame, hit)
    return taken


def _walked(clause: Clause, taken: Sequence[tuple[Frame, Match] | None], weights: Sequence[int]) -> Covered:
    at, matches, left = 0, [], []
    while at < len(taken):
        each = taken[at]
        if each is None:
            if weights[at]:
                left.append(at)
            at += 1
        else:
            matches.append(each)
            at = each[1].end
    return Covered(clause, tuple(matches), tuple(left))
