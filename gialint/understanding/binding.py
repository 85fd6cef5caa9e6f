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
from gialint.understanding.fitting import fits, is_published
from gialint.understanding.joined import cue_meanings, links, only, run_of
from gialint.understanding.later import NEAR, by_later, by_listed
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment, around
from gialint.understanding.totals import by_reaching, by_total

MARKS = ",;。、:("
"""What ends a clause or an item of a list."""

_TELLING = frozenset(("channel", "passing", "cue", "happening", "own", "listed"))
"""Kinds of words that may tell more of what is counted."""

FAR = 20
"""How many characters may tell of an object that is counted (1份来自邮政信函的申请)."""


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
        found = found or _by_own_part(before, start, number, context, reading, lexicon)
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
        found = found or _by_own_part(before, start, number, context, reading, lexicon)
    else:
        found = _by_object(governor, before, number, context, reading, lexicon)
        found = found or _by_part_of_kind(governor, before, number, context, reading, lexicon)
    return tuple(
        meaning
        for meaning in _both(found, lexicon)
        if fits(meaning, number, after, reading, lexicon)
        and not is_published(meaning, before, number, context, reading, lexicon)
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
    if (nouns and nouns[-1].entry.kind == "other") or _of_a_channel(governor, before, reading, lexicon):
        return ()
    if _is_told_with(governor, before, reading, lexicon):
        return ()
    counted = next((word.entry.object for word in reversed(nouns) if word.entry.kind in OBJECTS), "")
    counted = counted or _told_far(number, after, reading, lexicon)
    if not counted:
        following = next((word for word in after if word.entry.kind in GOVERNING), None)
        if following is not None and following.start - number.end <= NEAR:
            if following.entry.kind in ASIDE:
                return ()
            counted = following.entry.object
        if not counted and not _is_free(number, after, reading, lexicon):
            return ()
    cues = [word for word in before if word.entry.kind == "cue"]
    counted = counted or context.object
    if governor.entry.implies and counted not in governor.entry.facts:
        counted = governor.entry.implies
    return cue_meanings(cues, counted, reading, lexicon, number.end)


def _is_told_with(governor: Word, before: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether a short word is counted together with a verb (公开或部分公开13件)."""
    ahead = [word for word in before if word.end < governor.start][-1:]
    if not ahead or ahead[0].entry.kind != "listed" or any(word.entry.kind == "each" for word in before):
        return False
    return lexicon.texts["joins"].fullmatch(reading, ahead[0].end, governor.start) is not None


def _told_far(number: Number, after: Sequence[Word], reading: str, lexicon: Lexicon) -> str:
    """Return the object a number counts behind what tells where it came from (1份来自邮政信函的申请)."""
    for word in after:
        because = reading.startswith(lexicon.edges["because"], number.end) and word is after[0]
        if word.entry.kind in OBJECTS and not because:
            near = word.start - number.end <= FAR
            said_of = reading.endswith(lexicon.edges["owning"], 0, word.start)
            return word.entry.object if near and said_of else ""
        if word.entry.kind not in _TELLING and not because:
            return ""
    return ""


def _of_a_channel(governor: Word, before: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether only what came one way is counted (网上收到4件), and not by ways gathered up (网上、信函等)."""
    ways = [word for word in before if word.entry.kind == "channel" and word.start < governor.start]
    if not ways:
        return False
    said = reading[ways[0].end : governor.end]
    added = lexicon.edges["adding_up"] if len(ways) > 1 else ()
    joined = reading.endswith(lexicon.edges["adding"], 0, ways[0].start)
    return not joined and not any(word in said for word in (*lexicon.edges["gathering"], *added))


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
    elif _of_a_channel(governor, before, reading, lexicon):
        return ()
    cues = [word for word in before if word.entry.kind == "cue"]
    attribute = is_attribute(governor, context, lexicon) or _is_way(governor, context)
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
        apart = not part or _is_part(fact, context, lexicon) or _is_of_others(word, context, lexicon)
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


def _is_way(governor: Word, context: Context) -> bool:
    """Whether a bare noun goes on telling the ways by which requests came (网上申请5件，书面申请2件)."""
    return context.by_way and governor.entry.kind == "weak"


def _is_of_others(word: Word, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun behind 其中 is no part of what was counted (申请69件，其中引发行政复议2件)."""
    counted = lexicon.objects[word.entry.object]
    family = counted.fact.partition(".")[0] + "."
    return bool(counted.causes) and not any(fact.startswith(family) for fact in context.said)


def _is_part(fact: str, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun behind 其中 names a part of what was counted (诉讼4件，其中直接起诉1件)."""
    return any(fact in each.parts and context.has_said(each.of) for each in lexicon.partitions)


def _by_own_part(
    before: Sequence[Word], start: int, number: Number, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """Those of a number that are about disclosure, or the agency's own of others' figure.

    行政诉讼3件，其中涉及政府信息公开的1件; 全县受理88件，其中局机关58件; 全县共208件，我镇为2件.
    """
    counted = lexicon.objects.get(context.object)
    if counted is None or not before or counted.fact != context.last:
        return ()
    if before[0].entry.kind == "own" and context.last not in context.said:
        alone = only("links", before[-1].end, (), number.start, reading, lexicon)
        return (Meaning(counted.fact, start, number.end, counted.name),) if alone else ()
    if before[0].entry.kind != "part":
        return ()
    if context.last not in context.said and any(word.entry.kind == "own" for word in before):
        return (Meaning(counted.fact, start, number.end, counted.name),)
    said = reading[start : number.start]
    about = any(word in said for word in counted.own_if)
    return (Meaning(counted.fact, start, number.end, counted.name),) if about else ()


def _by_part_of_kind(
    governor: Word,
    before: Sequence[Word],
    number: Number,
    context: Context,
    reading: str,
    lexicon: Lexicon,
) -> tuple[Meaning, ...]:
    """Those of a number about disclosure, named again (行政复议3件，其中不服信息公开答复的行政复议1件)."""
    if governor.entry.kind not in OBJECTS or before[0].entry.kind != "part":
        return ()
    counted = lexicon.objects[governor.entry.object]
    about = any(word in reading[before[0].end : governor.start] for word in counted.own_if)
    if not about or counted.fact not in context.said:
        return ()
    return (Meaning(counted.fact, before[0].start, number.end, counted.name),)


def _both(found: tuple[Meaning, ...], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """Return the fact that takes two in where one number states both (新收及上年结转共5件)."""
    facts = {meaning.fact for meaning in found}
    for both in lexicon.together.values():
        if {both.of, both.with_} <= facts:
            return (found[0]._replace(fact=both.fact),)
    return found
