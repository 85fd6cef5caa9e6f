"""Binding: which fact a number states, from the words before and after it in its segment.

A number is governed by the last word before it that makes or names a fact, with nothing unknown
in between (办结申请5件, but 依申请公开典型案例5个 counts examples), or by the first such word
after it (5件予以公开).
"""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.context import (
    ASIDE,
    GOVERNING,
    NAMING,
    NEGATIONS,
    OBJECTS,
    THROUGH,
    Context,
    Meaning,
    is_among_others,
    is_attribute,
)
from gialint.understanding.fitting import fits, is_counted_apart, is_published
from gialint.understanding.joined import cue_meanings, links, only, run_of
from gialint.understanding.later import NEAR, by_later, by_listed
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.parts import by_own_part, by_part_of_kind, is_of_others, is_part
from gialint.understanding.segments import Segment, around
from gialint.understanding.totals import by_reaching, by_total
from gialint.understanding.ways import is_way, of_a_channel, told_far

MARKS = ",;。、:("
"""What ends a clause or an item of a list."""

_TITLED = "》"


def bind(
    number: Number, segment: Segment, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """Return every fact the number states; none where it counts something else."""
    start, before, after = around(number, segment)
    if any(word.entry.kind in NEGATIONS for word in before):
        return ()
    if _is_zero_of(number, after) and "part" not in segment.kinds:
        noun = after[0]
        fact = lexicon.objects[noun.entry.object].fact
        return (Meaning(fact, number.start, noun.end, noun.entry.object),) if fact else ()
    governor = next((word for word in reversed(before) if word.entry.kind in GOVERNING), None)
    found: tuple[Meaning, ...] = ()
    if governor is None:
        if only("leads", start, before, number.start, reading, lexicon):
            found = by_later(after, number, context, reading, lexicon)
        found = found or by_own_part(before, start, number, context, reading, lexicon)
        if any(word.entry.kind == "reaching" for word in before):
            found = found or by_reaching(number, segment, context, reading, lexicon)
        treated = reading.endswith(lexicon.edges["treated"], 0, number.start)
        if not found and not treated and _is_free(number, after, reading, lexicon):
            found = by_total(before, number, context, reading, lexicon)
    elif not links(governor, before, number.start, reading, lexicon):
        return ()
    elif governor.entry.kind == "cue":
        found = _by_cue(governor, before, after, number, context, reading, lexicon)
    elif governor.entry.kind == "listed" and any(word.entry.kind == "all" for word in after):
        found = by_later(after, number, context, reading, lexicon)  # 其他13件均已答复
        found = () if any(_is_told(meaning.fact, context, lexicon) for meaning in found) else found
    elif governor.entry.kind == "listed":
        ahead = [word for word in before if word.start < governor.start]
        aside = any(word.entry.kind in ASIDE for word in ahead)
        led = [word for word in ahead if word.entry.kind in THROUGH]
        if not aside and only("leads", start, led, governor.start, reading, lexicon):
            found = by_listed(governor, number, context, lexicon)
        found = found or by_own_part(before, start, number, context, reading, lexicon)
    else:
        found = _by_object(governor, before, number, context, reading, lexicon)
        found = found or by_part_of_kind(governor, before, number, context, reading, lexicon)
    return tuple(
        meaning
        for meaning in _both(found, lexicon)
        if fits(meaning, number, after, reading, lexicon)
        and not is_published(meaning, before, number, context, reading, lexicon)
        and not is_counted_apart(meaning, before, number, reading, lexicon)
        and not _is_rest(meaning.fact, before, context, lexicon)
        and not (segment.bracketed and context.unbound and lexicon.objects[meaning.object].unless)
    )


def _is_rest(fact: str, before: Sequence[Word], context: Context, lexicon: Lexicon) -> bool:
    """Whether a number is what a part told before leaves of a whole (不予处理1件，其余9件均答复)."""
    return any(word.entry.kind == "rest" for word in before) and _is_told(fact, context, lexicon)


def _is_told(fact: str, context: Context, lexicon: Lexicon) -> bool:
    return any(fact in each.of and context.has_said(each.parts) for each in lexicon.partitions)


def _is_zero_of(number: Number, after: Sequence[Word]) -> bool:
    """Whether a zero without a unit stands right before its noun (“零申请”“零复议”)."""
    bare = number.value == 0 and not number.unit and not number.worded
    return bare and bool(after) and after[0].start == number.end and after[0].entry.kind in OBJECTS


def _by_cue(
    governor: Word,
    before: Sequence[Word],
    after: Sequence[Word],
    number: Number,
    context: Context,
    reading: str,
    lexicon: Lexicon,
) -> tuple[Meaning, ...]:
    """A verb before its number: 答复5件, 收到9宗依申请公开; not 收到5条留言, nor 网上收到5件."""
    nouns = [word for word in before if word.entry.kind in NAMING]
    if nouns and _is_for(nouns, governor, context, reading, lexicon):
        return cue_meanings([governor], context.object, reading, lexicon, number.end)
    if (nouns and nouns[-1].entry.kind == "other") or of_a_channel(governor, before, reading, lexicon):
        return ()
    if _is_told_with(governor, before, reading, lexicon):
        return ()
    counted = next((word.entry.object for word in reversed(nouns) if word.entry.kind in OBJECTS), "")
    counted = counted or told_far(number, after, reading, lexicon)
    if _refers_back(governor, number, context, reading, lexicon):
        return by_later(after, number, context, reading, lexicon)
    if not counted:
        following = next((word for word in after if word.entry.kind in GOVERNING), None)
        if following is not None and following.start - number.end <= NEAR:
            if following.entry.kind in ASIDE:
                return ()
            counted = following.entry.object
        if not counted and not _is_free(number, after, reading, lexicon):
            return ()
        if not counted and _TITLED in reading[governor.end : number.start]:
            return ()  # 印发《工作方案》1件
    cues = [word for word in before if word.entry.kind == "cue"]
    counted = counted or context.object
    if governor.entry.implies and counted not in governor.entry.facts:
        counted = governor.entry.implies
    if counted not in governor.entry.facts:
        return ()
    return cue_meanings(cues, counted, reading, lexicon, number.end)


def _is_for(nouns: Sequence[Word], governor: Word, context: Context, reading: str, lexicon: Lexicon) -> bool:
    """Whether other things only tell why (属于信访投诉、重复申请等情形不予处理24件)."""
    if governor.entry.suggests != context.object or any(word.entry.kind != "other" for word in nouns):
        return False
    clause = max(reading.rfind(mark, 0, nouns[0].start) for mark in MARKS) + 1
    lead = reading[clause : nouns[0].start]
    return lead in lexicon.edges["of_kind"] or lead in lexicon.edges["because"]


def _is_told_with(governor: Word, before: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether a short word is counted together with a verb (公开或部分公开13件)."""
    ahead = [word for word in before if word.end < governor.start][-1:]
    if not ahead or ahead[0].entry.kind != "listed" or any(word.entry.kind == "each" for word in before):
        return False
    return lexicon.texts["joins"].fullmatch(reading, ahead[0].end, governor.start) is not None


def _refers_back(governor: Word, number: Number, context: Context, reading: str, lexicon: Lexicon) -> bool:
    """Whether a number names again what came, of which something is told (受理的116件申请件均已答复)."""
    came = {counted.fact for counted in lexicon.objects.values()} & set(governor.entry.facts.values())
    again = reading[governor.end : number.start] in lexicon.edges["owning"]
    return again and not came.isdisjoint(context.said)


def _is_free(number: Number, after: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether no unknown noun stands right behind a number (答复4件群众来信)."""
    behind = reading[number.end : number.end + 1]
    if not "\u4e00" <= behind <= "\u9fff" or (after and after[0].start == number.end):
        return True
    return reading.startswith(lexicon.edges["followers"], number.end)


def _by_object(
    governor: Word,
    before: Sequence[Word],
    number: Number,
    context: Context,
    reading: str,
    lexicon: Lexicon,
) -> tuple[Meaning, ...]:
    """A noun before its number, with its verb if there is one; several nouns only where it says so of each.

    A noun that states nothing by itself takes the verb of the list it stands in (出台规章1部、规范性文件2件).
    """
    if governor.entry.kind not in OBJECTS:
        return ()
    nouns = [word for word in before if word.entry.kind in NAMING]
    if governor.entry.kind == "weak" and any(word.entry.kind == "other" for word in nouns):
        return ()
    run = run_of(nouns, before, reading, lexicon)
    if len({word.entry.object for word in run}) > 1:
        if number.value != 0 and not any(word.entry.kind in ("each", "all") for word in before):
            return ()
    elif of_a_channel(governor, before, reading, lexicon):
        return ()
    cues = [word for word in before if word.entry.kind == "cue"]
    attribute = is_attribute(governor, context, lexicon) or is_way(governor, context)
    if not cues and (attribute or is_among_others(governor, number, context, lexicon)):
        return ()
    verbs = cues or _verbs_of_list(governor, before, context, reading, lexicon)
    part = before[0].entry.kind == "part" or (context.parted and governor.entry.object in context.counted)
    found: dict[str, Meaning] = {}
    for word in run:
        if word.entry.kind not in OBJECTS:
            continue
        meanings = cue_meanings(verbs, word.entry.object, reading, lexicon, number.end)
        if not cues:
            meanings = tuple(meaning._replace(start=word.start) for meaning in meanings)
        fact = lexicon.objects[word.entry.object].fact
        apart = not part or is_part(fact, context, lexicon) or is_of_others(word, context, lexicon)
        if not meanings and fact and apart:
            meanings = (Meaning(fact, run[0].start, number.end, word.entry.object),)
        found.update((meaning.fact, meaning) for meaning in meanings)
    return tuple(found.values())


def _verbs_of_list(
    governor: Word, before: Sequence[Word], context: Context, reading: str, lexicon: Lexicon
) -> Sequence[Word]:
    """Return the verbs of the list a noun stands in, but not after anything unknown (清理失效文件4个)."""
    if lexicon.objects[governor.entry.object].fact:
        return ()
    start = max(reading.rfind(mark, 0, governor.start) for mark in MARKS) + 1
    words = [word for word in before if start <= word.start < governor.start]
    unknown = governor.entry.kind == "weak" and not only(
        "leads", start, words, governor.start, reading, lexicon
    )
    return () if unknown else context.verbs


def _both(found: tuple[Meaning, ...], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Return the fact that takes two in where one number states both (新收及上年结转共5件)."""
    facts = {meaning.fact for meaning in found}
    for both in lexicon.together.values():
        if {both.of, both.with_} <= facts:
            return (found[0]._replace(fact=both.fact),)
    return found
