"""Repair: the reading of a paragraph by which it is matched, and what its text has suffered.

Copied pages come in traditional characters, with pinyin put in, with marks in half width,
or with bytes lost. All of that is read through before anything is looked for, and every
character of the reading still knows its place in the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from gialint.model import Paragraph
from gialint.records import NamedTuple
from gialint.understanding import folding, glosses, signs
from gialint.understanding.folding import Spot, Traced

if TYPE_CHECKING:
    from gialint.understanding.evidence import Evidence

__all__ = ["Habits", "Repaired", "Spot", "habits", "read_through", "repair", "unlimited"]

TRADITIONAL_SHARE = 0.03
"""How much of the Chinese must be traditional: names of people and of old firms are not enough."""

PASSES = 8
"""How often what is no text is looked for: nobody puts tags into tags deeper than that."""

FOLDED_LENGTH = 200
FOLDED_MARKS = 5

# Traditional characters that GB 2312 has besides the simplified ones.
_BOTH = frozenset("麴麽醣薹菸袷摺於榘捱拚後徵夥吒乾著")


def unlimited(steps: int) -> None:
    """Let a file take as many steps as it does."""


class Habits(NamedTuple):
    """What a whole text needs; with the defaults a stretch is read with no knowledge of its text.

    ``gloss``, ``traditional`` and ``folded`` were done to the text throughout; ``damaged``: some
    of it looks damaged, for which ``evidence`` comes from the rest. ``doubled_glosses`` limits
    glosses to those put in twice, ``hard_spaces`` takes ``?`` for spaces where it can be nothing
    else, and ``odd`` means that the text has more than common characters.
    """

    gloss: bool = False
    traditional: bool = False
    folded: bool = False
    damaged: bool = False
    doubled_glosses: bool = False
    hard_spaces: bool = False
    odd: bool = True
    evidence: Evidence | None = None
    spend: Callable[[int], None] = unlimited
    """Called for every step not bounded by size; raises if there are too many."""


class Repaired(NamedTuple):
    """A text as it is matched: simplified, without glosses, its marks in half width.

    ``offsets[i]`` is the place of ``reading[i]`` in the original, with one entry more for its
    end; none where they are the same. ``spots`` are the stretches that were damaged.
    """

    reading: str
    offsets: tuple[int, ...] | None
    spots: tuple[Spot, ...]


def habits(text: str) -> Habits:
    """Find what a whole document's text needs, once for all of its paragraphs."""
    gloss, doubled = glosses.found(text)
    unusual = signs.ANY.search(text) is not None
    asks = "?" in text
    damaged = (asks and _has(signs.SLIP, text)) or (unusual and _has(signs.damage(), text))
    return Habits(
        gloss=gloss,
        traditional=unusual and _is_traditional(text),
        folded=_is_folded(text),
        damaged=damaged,
        doubled_glosses=doubled,
        hard_spaces=asks and _has(signs.HARD_SPACE, text),
        odd="<" in text or "&" in text or "**" in text or (unusual and _has(signs.ODD, text)),
        evidence=_evidence(text) if damaged else None,
    )


def repair(text: str, habits: Habits) -> Repaired:
    """Repair a stretch of a document, a paragraph or cell, as its whole text needs it."""
    traced = Traced(text)
    spots: tuple[Spot, ...] = ()
    if habits.damaged and _is_hurt(text):
        from gialint.understanding.damage import mended  # most texts never need it

        changes, spots = mended(text, habits.evidence or _evidence(""), habits.spend)
        traced = traced.changed(changes)
    traced = _tidied(traced.rewritten(folding.folded(traced.text, odd=habits.odd)), habits)
    if habits.gloss and "(" in traced.text:
        traced = traced.changed(glosses.glosses(traced.text, doubled_only=habits.doubled_glosses))
    if habits.traditional and _may_be_traditional(traced.text):
        from gialint.understanding.traditional import simplified

        traced = traced.rewritten(simplified(traced.text))
    offsets = None if traced.offsets is None else (*traced.offsets, len(text))
    return Repaired(traced.text, offsets, spots)


def read_through(paragraph: Paragraph, habits: Habits) -> Repaired:
    """Repair a paragraph, and put together what was broken over lines in it."""
    if not paragraph.seams:
        return repair(paragraph.text, habits)
    base = paragraph.start
    seams = [seam for seam in paragraph.seams if base < seam.start and seam.end < base + len(paragraph.text)]
    changes = [(seam.start - base, seam.end - base, seam.instead) for seam in seams]
    whole = Traced(paragraph.text).changed(changes)
    repaired = repair(whole.text, habits)
    if whole.offsets is None:
        return repaired
    places = (*whole.offsets, len(paragraph.text))
    offsets = repaired.offsets or range(len(whole.text) + 1)
    spots = (
        spot._replace(start=places[spot.start], end=places[spot.end - 1] + 1 if spot.end else 0)
        for spot in repaired.spots
    )
    return Repaired(repaired.reading, tuple(places[offset] for offset in offsets), tuple(spots))


def _tidied(traced: Traced, habits: Habits) -> Traced:
    """Drop what is no text; where that may disclose more of it, several times."""
    for _ in range(PASSES):
        before = traced
        if habits.odd:
            traced = traced.changed(folding.debris(traced.text))
        if habits.hard_spaces and "?" in traced.text:
            traced = traced.changed(folding.hard_spaces(traced.text))
        traced = traced.changed(folding.spaces(traced.text, odd=habits.odd))
        if traced is before or not (habits.odd or habits.hard_spaces):
            break
    return traced


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _is_hurt(text: str) -> bool:
    return ("?" in text and _has(signs.SLIP, text)) or (
        signs.ANY.search(text) is not None and _has(signs.damage(), text)
    )


def _is_folded(text: str) -> bool:
    """Whether a long text, in Chinese, has no mark in full width and many in half width."""
    if "，" in text or len(text) < FOLDED_LENGTH or any(mark in text for mark in "：；（）！？"):
        return False
    # A character beyond Latin takes three bytes; glosses, and names of facts, thin them out to one in twenty.
    chinese = len(text.encode(errors="replace")) > 1.1 * len(text)
    return chinese and text.count(",") + text.count("(") >= FOLDED_MARKS


def _is_traditional(text: str) -> bool:
    if not _has(signs.TRADITIONAL, text):
        return False
    from gialint.understanding.traditional import traditional_share

    return traditional_share(text) >= TRADITIONAL_SHARE


def _may_be_traditional(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not _BOTH.isdisjoint(text)


def _evidence(text: str) -> Evidence:
    from gialint.understanding.evidence import gathered

    return gathered(text)
