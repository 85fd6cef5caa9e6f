"""Statements: the facts that one segment states, by number, by denial or by what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Operator
from gialint.understanding.binding import bind
from gialint.understanding.context import NAMING, NEGATIONS, OBJECTS, Context, Meaning, is_attribute
from gialint.understanding.denials import denials
from gialint.understanding.derivations import derived
from gialint.understanding.distribution import Shares
from gialint.understanding.joined import cue_meanings, run_of
from gialint.understanding.later import late_meanings, waiting
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment, around
from gialint.understanding.topics import without_topics

_ASIDE = frozenset(("split", "channel", "part", "comparison", "last_year", "span", "except"))
"""Kinds of words with which a clause that counts something unknown leaves the topic as it is."""


_SAYING = frozenset(("cue", "all", "each", "rest", "object"))
"""Kinds of words of which a clause needs one to state what was counted before."""


class Statement(NamedTuple):
    """A fact with a value said at an offset, before it is known whose and of what year it is.

    It is ``restricted`` if said of some only (上年结转12件已办结12件).
    """

    at: int
    meaning: Meaning
    value: Decimal
    op: Operator = "="
    unit: str = ""
    year: int | None = None
    derived: bool = False
    denial: bool = False
    restricted: bool = False

    @property
    def until(self) -> int:
        """Up to where what is said tells of whom and when: a number before its verb is told of there."""
        plain = not self.derived and not self.denial
        return self.meaning.end if plain and self.at == self.meaning.start else self.at


def statements(
    segment: Segment, given: Shares, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield the statements of a segment in order, and note what it leaves for the next one."""
    kinds, told = segment.kinds, context.told
    if "part" in kinds or "apart" in kinds:
        context.parted = True
    context.excepting = context.excepting or "except" in kinds
    if segment.numbers:
        yield from _numbered(segment, given, context, reading, lexicon)
    elif context.waiting is not None:
        yield from _late(context.waiting, segment, context, lexicon)
    if not kinds.isdisjoint(NEGATIONS):
        yield from _denied(segment, context, reading, lexicon)
    if context.said and not kinds.isdisjoint(_SAYING) and (context.told > told or not segment.numbers):
        yield from _derived(segment, context, reading, lexicon)
    _leave(segment, context, reading, lexicon, bound=context.told > told)


def _late(number: Number, segment: Segment, context: Context, lexicon: Lexicon) -> Iterator[Statement]:
    """Give a number that waits the verb of this segment."""
    for meaning in late_meanings(number, segment, context, lexicon):
        yield Statement(number.start, meaning, number.value, number.op, number.unit)
    context.waiting = None


def _numbered(
    segment: Segment, given: Shares, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Statement]:
    carried, kinds = False, segment.kinds
    context.one_way = context.one_way and "total" not in kinds
    for number in segment.numbers:
        meanings = _meanings(number, segment, given, context, reading, lexicon)
        year = given.years.get(number.start)
        gathered, first = _gathered(number, meanings, segment, lexicon), not context.counted
        for meaning in meanings:
            limited = gathered or (carried and meaning.fact not in lexicon.together)
            limited = limited or _is_limited(number, meaning, context, lexicon)
            yield Statement(
                number.start, meaning, number.value, number.op, number.unit, year, restricted=limited
            )
        context.astray = not meanings and not context.parted and kinds.isdisjoint(_ASIDE)
        context.unbound = context.unbound if segment.bracketed else not meanings
        context.stray = Decimal(0) if meanings else number.value
        context.unknown = "" if meanings else number.unit
        context.strays += context.stray
        context.foreign = not meanings and (context.foreign or "other" in segment.kinds)
        if meanings:
            context.verbs = [word for word in segment.words if word.entry.kind == "cue"] or context.verbs
            carried = any(both.with_ == meanings[0].fact for both in lexicon.together.values())
            if carried and first:
                context.carried = number.value
            continue
        context.one_way = _comes_one_way(number, segment, context)
        context.by_way = context.by_way or (context.parted and "channel" in kinds)
        if not context.parted or not segment.kinds.isdisjoint(NAMING):
            context.last = ""
        context.listing = context.listing or (context.parted and not segment.bracketed)
        context.waiting = waiting(number, segment, reading, lexicon)
        if "except" in segment.kinds:
            context.excepted += number.value


def _is_limited(number: Number, meaning: Meaning, context: Context, lexicon: Lexicon) -> bool:
    """Whether a result is told of what came one way, or again of what was carried over.

    收到线上申请5件，办结4件; 予以公开9件；上年结转1件，予以公开1件.
    """
    if meaning.fact == lexicon.objects[meaning.object].fact:
        return False
    again = context.carried is not None and number.value <= context.carried and meaning.fact in context.said
    return context.one_way or again


def _comes_one_way(number: Number, segment: Segment, context: Context) -> bool:
    """Whether a number told only what came one way, so that what follows is said of that."""
    before = {word.entry.kind for word in segment.words if word.start < number.start}
    return not context.parted and not segment.bracketed and {"channel", "cue"} <= before


def _gathered(number: Number, meanings: Sequence[Meaning], segment: Segment, lexicon: Lexicon) -> bool:
    """Whether one number counts several parts of a whole together (予以公开和部分公开共9件)."""
    if len(meanings) < 2 or not number.value or not segment.kinds.isdisjoint(("each", "all")):
        return False
    facts = {meaning.fact for meaning in meanings}
    return any(facts <= set(partition.parts) for partition in lexicon.partitions)


def _denied(segment: Segment, context: Context, reading: str, lexicon: Lexicon) -> Iterator[Statement]:
    for denial in denials(segment, context, reading, lexicon):
        meaning = denial.meaning
        yield Statement(meaning.start, meaning, Decimal(0), denial=True, restricted=denial.restricted)


def _derived(segment: Segment, context: Context, reading: str, lexicon: Lexicon) -> Iterator[Statement]:
    counted = bool(segment.numbers)
    words = around(segment.numbers[-1], segment)[2] if counted else segment.words
    for each in derived(words, context, reading, lexicon, same_clause=counted):
        yield Statement(each.meaning.start, each.meaning, each.value, derived=True)


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


def _counts_several(segment: Segment, reading: str, lexicon: Lexicon) -> bool:
    """Whether one number counts several things, so that what follows is of none of them (复议、诉讼共9件)."""
    nouns = [
        word for word in segment.words if word.entry.kind in NAMING and word.start < segment.numbers[0].start
    ]
    run = run_of(nouns, segment.words, reading, lexicon) if nouns else []
    return len({word.entry.object for word in run}) > 1 and len(segment.numbers) == 1


def _asks_for(word: Word, segment: Segment) -> bool:
    """Whether a weak noun asks for another thing that is counted (申请宅基地31份; 审批窗口受理申请2340件)."""
    other = any(each.entry.kind == "other" for each in segment.words if each.start < word.start)
    return any(number.start > word.end or other for number in segment.numbers)


def _row(segment: Segment, reading: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the objects that a clause without a figure names in a row."""
    if segment.numbers or not segment.kinds.isdisjoint(NEGATIONS):
        return ()
    return _names(segment, reading, lexicon)


def _names(segment: Segment, reading: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the objects that the last row of nouns of a clause names."""
    nouns = [word for word in segment.words if word.entry.kind in NAMING]
    run = run_of(nouns, segment.words, reading, lexicon) if nouns else []
    return tuple(dict.fromkeys(word.entry.object for word in run if word.entry.object))


def _tells_content(segment: Segment, reading: str, lexicon: Lexicon) -> bool:
    """Whether a clause only tells what was counted is about (受理2件，主要为业务咨询，已按时答复)."""
    return "other" in segment.kinds and reading.startswith(lexicon.edges["telling"], segment.start)


def _leave(segment: Segment, context: Context, reading: str, lexicon: Lexicon, *, bound: bool) -> None:
    """Note the object a segment leaves as the topic, and verbs still waiting for their number."""
    kinds = segment.kinds
    if not segment.numbers and "object" not in kinds and _tells_content(segment, reading, lexicon):
        return
    words = segment.words if segment.numbers else without_topics(segment.words, reading, lexicon)
    named = next((word for word in reversed(words) if word.entry.kind in NAMING), None)
    together = bool(segment.numbers) and not bound and len(_names(segment, reading, lexicon)) > 1
    asked = named is not None and named.entry.kind == "weak" and not (bound or context.parted)
    if together or (named and asked and _asks_for(named, segment)):
        context.object, context.aside = "", True
    elif named and named.entry.kind in OBJECTS and not is_attribute(named, context, lexicon):
        context.object = named.entry.object
    elif (
        not bound
        and not (context.parted and segment.numbers)
        and (named or _counts_unknown(segment, context))
    ):
        context.object, context.aside = "", True
    if not bound and segment.numbers and _counts_several(segment, reading, lexicon):
        context.object, context.aside = "", True
    context.named = _row(segment, reading, lexicon)
    if bound or segment.numbers or not segment.words or not kinds.isdisjoint(NEGATIONS):
        context.pending = ()
    elif "cue" in kinds:
        cues = [word for word in segment.words if word.entry.kind == "cue"]
        context.pending = cue_meanings(cues, context.object, reading, lexicon, cues[-1].end)
