"""Statements: the facts that one segment states, by number, by denial or by what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Operator
from gialint.understanding.binding import bind
from gialint.understanding.context import NAMING, NEGATIONS, OBJECTS, Context, Meaning
from gialint.understanding.denials import denials
from gialint.understanding.derivations import derived
from gialint.understanding.distribution import Shares
from gialint.understanding.joined import cue_meanings
from gialint.understanding.later import late_meanings, waiting
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Segment, around

_ASIDE = frozenset(("split", "channel", "part", "comparison", "last_year", "span", "except"))
"""Kinds of words with which a clause that counts something unknown leaves the topic as it is."""


class Statement(NamedTuple):
    """A fact with a value said at an offset, before it is known whose and of what year it is."""

    at: int
    meaning: Meaning
    value: Decimal
    op: Operator = "="
    unit: str = ""
    year: int | None = None
    derived: bool = False
    denial: bool = False
    restricted: bool = False


def statements(
    segment: Segment, given: Shares, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield the statements of a segment in order, and note what it leaves for the next one."""
    bound = False
    words, kinds = segment.words, segment.kinds
    if "part" in kinds or "apart" in kinds:
        context.parted = True
    if context.waiting and not segment.numbers:
        for meaning in late_meanings(context.waiting, segment, context, lexicon):
            bound = True
            number = context.waiting
            yield Statement(number.start, meaning, number.value, number.op, number.unit)
        context.waiting = None
    for number in segment.numbers:
        meanings = _meanings(number, segment, given, context, reading, lexicon)
        words = around(number, segment)[2]
        for meaning in meanings:
            bound = True
            year = given.years.get(number.start)
            yield Statement(number.start, meaning, number.value, number.op, number.unit, year)
        if meanings:
            context.verbs = [word for word in segment.words if word.entry.kind == "cue"] or context.verbs
        else:
            context.last = ""
            context.waiting = waiting(number, segment, reading, lexicon)
        if not meanings and "except" in kinds:
            context.excepted += number.value
    if not kinds.isdisjoint(NEGATIONS):
        for denial in denials(segment, context, reading, lexicon):
            bound = True
            meaning = denial.meaning
            yield Statement(meaning.start, meaning, Decimal(0), denial=True, restricted=denial.restricted)
    if words and (bound or not segment.numbers):
        for each in derived(words, context, reading, lexicon, same_clause=bool(segment.numbers)):
            bound = True
            yield Statement(each.meaning.start, each.meaning, each.value, derived=True)
    _leave(segment, context, reading, lexicon, bound)


def _meanings(
    number: Number, segment: Segment, given: Shares, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    if number.start in given.meanings:
        meaning = given.meanings[number.start]
        return () if meaning is None else (meaning,)
    meanings = bind(number, segment, context, reading, lexicon)
    if meanings or not given.years or segment.words:
        return meanings
    return (Meaning(context.last, number.start, number.end, context.object),) if context.last else ()


def _counts_unknown(segment: Segment, context: Context) -> bool:
    """Whether a verb and a number speak of something unknown (受理信访案件20件)."""
    told = "cue" in segment.kinds and bool(segment.numbers)
    return told and segment.kinds.isdisjoint(_ASIDE) and context.waiting is None


def _leave(segment: Segment, context: Context, reading: str, lexicon: Lexicon, bound: bool) -> None:
    """Note the object a segment leaves as the topic, and verbs still waiting for their number."""
    kinds = segment.kinds
    named = next((word for word in reversed(segment.words) if word.entry.kind in NAMING), None)
    if named and named.entry.kind in OBJECTS:
        context.object = named.entry.object
    elif not bound and (named or _counts_unknown(segment, context)):
        context.object = ""
    if bound or not segment.words or not kinds.isdisjoint(NEGATIONS):
        context.pending = ()
    elif "cue" in kinds:
        cues = [word for word in segment.words if word.entry.kind == "cue"]
        context.pending = cue_meanings(cues, context.object, reading, lexicon, cues[-1].end)
