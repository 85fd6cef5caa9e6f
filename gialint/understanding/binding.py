"""Binding: which fact a number states, from the words before and after it in its segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gialint.understanding.lexicon import Counted, Lexicon
from gialint.understanding.mentions import Number, Segment, Word

NEAR = 8
"""How many characters may stand between a number and an object named after it (9宗依申请公开)."""
_LINKS = "“数量总为是共计有达办理件宗个:的各均仅年度其中已约近"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number was found to state: the fact, what else it may be, and where the words begin and end."""

    fact: str
    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    explicit: bool = True
    """Whether a verb or measure said so, not the bare noun."""


@dataclass(slots=True)
class Context:
    """What has been spoken of so far in a passage: the object, and counts that later words refer to."""

    object: str = ""
    pending: tuple[Meaning, ...] = ()


def bind(
    number: Number, segment: Segment, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """Return every fact the number states; none where it counts something else."""
    before, after = _zones(number, segment)
    before, part = _after_part(before)
    if before and before[-1].entry.kind in ("other", "split"):
        return ()
    if any(word.entry.kind in ("other", "split") for word in before) and not _objects(before):
        return ()
    counted = _object(before, after, number, context)
    found = _by_cue(before, counted, number, reading, lexicon)
    if not found and not part:
        found = _by_object(before, number, reading, lexicon)
    if not found and not _objects(before):
        found = _by_later_cue(after, counted, number, reading, lexicon)
    if not found and not before_cues(before):
        found = _by_total(before, number, context, lexicon, reading)
    return tuple(
        meaning
        for meaning in found
        if _fits(meaning, number, reading, lexicon)
        and not _counts_otherwise(counted, segment, number, reading, lexicon)
    )


def before_cues(words: Sequence[Word]) -> list[Word]:
    """Return the words that make facts of objects."""
    return [word for word in words if word.entry.kind == "cue"]


def cue_meanings(
    cues: Sequence[Word], counted: str, reading: str, lexicon: Lexicon, end: int
) -> tuple[Meaning, ...]:
    """Return the facts of the last cue and of those joined to it (收到并办结; 收到、答复各4件).

    Cues that touch (受理答复) leave open which of them is meant.
    """
    fitting = [cue for cue in cues if counted in cue.entry.facts]
    if not fitting:
        return ()
    chosen = [fitting[-1]]
    touching: list[Word] = []
    for cue in reversed(fitting[:-1]):
        gap = reading[cue.end : chosen[0].start]
        if not gap:
            touching.insert(0, cue)
            chosen[0] = cue
        elif lexicon.join.match(gap):
            chosen.insert(0, cue)
        else:
            break
    others = tuple(fact for cue in fitting for fact in (cue.entry.facts[counted], *cue.entry.alternatives))
    meanings = []
    for cue in chosen:
        fact = cue.entry.facts[counted]
        alternatives = tuple(dict.fromkeys(other for other in others if other != fact)) if touching else ()
        meanings.append(Meaning(fact, chosen[0].start, end, alternatives or cue.entry.alternatives))
    return tuple(meanings)


def _zones(number: Number, segment: Segment) -> tuple[list[Word], list[Word]]:
    """Return the words between the number and its neighbours."""
    previous = max(
        (other.end for other in segment.numbers if other.start < number.start), default=segment.start
    )
    following = min(
        (other.start for other in segment.numbers if other.start > number.start), default=segment.end
    )
    before = [word for word in segment.words if previous <= word.start < number.start]
    after = [word for word in segment.words if number.end <= word.start < following]
    return before, after


def _after_part(words: list[Word]) -> tuple[list[Word], bool]:
    for index in range(len(words) - 1, -1, -1):
        if words[index].entry.kind == "part":
            return words[index + 1 :], True
    return words, False


def _objects(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.entry.kind in ("object", "weak")]


def _object(before: Sequence[Word], after: Sequence[Word], number: Number, context: Context) -> str:
    named = _objects(before)
    if named:
        return named[-1].entry.object
    following = [word for word in _objects(after) if word.start - number.end <= NEAR]
    if following and (before_cues(before) or not context.object):
        return following[0].entry.object
    return context.object


def _by_cue(
    before: Sequence[Word], counted: str, number: Number, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    return cue_meanings(before_cues(before), counted, reading, lexicon, number.end)


def _by_object(before: Sequence[Word], number: Number, reading: str, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """A number after bare nouns states their own facts; of several nouns only where it says so of each."""
    named = _objects(before)
    if not named:
        return ()
    run = [named[-1]]
    for word in reversed(named[:-1]):
        if not lexicon.join.match(reading[word.end : run[0].start]):
            break
        run.insert(0, word)
    each = number.value == 0 or any(word.entry.kind in ("each", "all") for word in before)
    if len({word.entry.object for word in run}) > 1 and not each:
        return ()
    facts = dict.fromkeys(filter(None, (lexicon.objects[word.entry.object].fact for word in run)))
    return tuple(Meaning(fact, run[0].start, number.end, (), False) for fact in facts)


def _by_later_cue(
    after: Sequence[Word], counted: str, number: Number, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """A number before its verb: 4件予以公开, 1件仍在办理."""
    cues = before_cues(after)
    named = [word for word in _objects(after) if word.entry.kind == "object"]
    if named:
        later = [
            cue for cue in cues if cue.start > named[0].start and named[0].entry.object in cue.entry.facts
        ]
        if later:
            fact = later[0].entry.facts[named[0].entry.object]
            return (Meaning(fact, number.start, later[0].end),)
        if (
            named[0].start - number.end <= NEAR
            and named[0].entry.object != counted
            and not before_cues(after[:1])
        ):
            fact = lexicon.objects[named[0].entry.object].fact
            return (Meaning(fact, number.start, named[0].end, (), False),) if fact else ()
    if any(word.entry.kind in ("other", "split") for word in after[:1]):
        return ()
    for cue in cues:
        if counted in cue.entry.facts:
            fact = cue.entry.facts[counted]
            return (Meaning(fact, number.start, cue.end, cue.entry.alternatives),)
    return ()


def _by_total(
    before: Sequence[Word], number: Number, context: Context, lexicon: Lexicon, reading: str
) -> tuple[Meaning, ...]:
    """共34件 after a clause that named what is counted but had no number of its own."""
    if not any(word.entry.kind == "total" for word in before):
        return ()
    if context.pending:
        return tuple(
            Meaning(meaning.fact, meaning.start, number.end, meaning.alternatives)
            for meaning in context.pending
        )
    counted = lexicon.objects.get(context.object)
    return (Meaning(counted.fact, before[0].start, number.end, (), False),) if counted else ()


def _fits(meaning: Meaning, number: Number, reading: str, lexicon: Lexicon) -> bool:
    """Whether the unit is the fact's; a number without a unit must follow its words at once."""
    amounts = lexicon.amounts.get(meaning.fact)
    if amounts is not None:
        return number.unit in amounts
    if number.unit:
        return not any(number.unit in factors for factors in lexicon.amounts.values())
    gap = reading[meaning.start : number.start]
    return not gap.rstrip("0123456789").strip() or _linked(meaning, number, reading, lexicon)


def _counts_otherwise(counted: str, segment: Segment, number: Number, reading: str, lexicon: Lexicon) -> bool:
    spec = lexicon.objects.get(counted)
    if spec is None or not spec.unless:
        return False
    said = reading[segment.start : number.start]
    return any(word in said for word in spec.unless)


def _linked(meaning: Meaning, number: Number, reading: str, lexicon: Lexicon) -> bool:
    last = 0
    for match in lexicon.pattern.finditer(reading, meaning.start, number.start):
        last = match.end()
    between = reading[last or meaning.start : number.start]
    follows = reading[number.end : number.end + 1]
    return not between.strip(_LINKS) and (not follows or follows in ",。;:、()申")


def topic_object(topic: str, section: str, objects: Sequence[Counted]) -> str:
    """Return the object that a sub-heading or section is about, or none."""
    for counted in objects:
        if any(word in topic for word in counted.topics):
            return counted.name
    if topic:
        return ""
    return next((counted.name for counted in objects if section in counted.sections), "")
