"""Barring: what keeps a negation from denying the thing that it names.

未收到其他单位转办的申请, 没有群众通过网络提交申请 and 未出现超期答复申请的情形 leave room for others;
无行政处罚等事项公开 denies what was done to things.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Word


class Scope(NamedTuple):
    """A negation and what it governs: the words up to ``end``."""

    negation: Word
    words: Sequence[Word]
    end: int
    before: Sequence[Word] = ()
    """The words of its clause before it."""

    def of(self, kinds: Sequence[str]) -> list[Word]:
        """Return its words of some kinds."""
        return [word for word in self.words if word.entry.kind in kinds]


def is_barred(scope: Scope, head: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether only some of the things named are denied, or something else about them."""
    led = [word.entry.kind for word in scope.words if word.end <= head.start]
    if any(kind in ("elsewhere", "aiding", "split") for kind in led):
        return True  # what others pass on, or a step taken, is not all that came
    if _came_one_way(scope, head, reading, lexicon) or _relates(scope, head, reading, lexicon):
        return True
    return reading.endswith(lexicon.edges["besides"], 0, head.start)


def _came_one_way(scope: Scope, head: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether only what came one way is denied (没有群众通过网络提交申请), and not what came any way."""
    ways = [word for word in (*scope.before, *scope.words) if word.entry.kind == "channel"]
    ways = [word for word in ways if word.end <= head.start]
    if len(ways) != 1:
        return False
    said = reading[ways[0].start : head.start]
    return not any(word in said for word in lexicon.edges["gathering"])


def _relates(scope: Scope, head: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a noun only tells what is denied it has to do with (无与诉讼)."""
    between = reading[scope.negation.end : head.start]
    relating = between.startswith(lexicon.edges["relating"])
    return relating and not any(word in between for word in lexicon.edges["related"])


def is_told_of(noun: Word, behind: str, lexicon: Lexicon) -> bool:
    """Whether what is denied was done to the things (无行政处罚等事项公开), and not added (收费及减免)."""
    if behind.startswith(lexicon.edges["adding"]):
        return False
    return any(word in behind for word in lexicon.objects[noun.entry.object].unless)


def belongs(noun: Word, head: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a weak noun is that of another thing (与低保申请相关的费用)."""
    return noun.entry.kind == "other" and reading.endswith(lexicon.edges["owning"], 0, head.start)
