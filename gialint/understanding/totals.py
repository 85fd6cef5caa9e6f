"""Totals: a number without a governor of its own, of what was spoken of (共34件; 由9件增至12件)."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.context import GOVERNING, Context, Meaning
from gialint.understanding.joined import cue_meanings, links
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment


def by_total(
    before: Sequence[Word], number: Number, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """共34件 after a clause that named what is counted but had no number of its own."""
    kinds = ("total", "each") if number.value == 0 else ("total",)
    total = next((word for word in before if word.entry.kind in kinds), None)
    if total is None or not links(total, before, number.start, reading, lexicon):
        return ()  # 共发放问卷230份
    if context.pending:
        return tuple(meaning._replace(end=number.end) for meaning in context.pending)
    if len(context.named) > 1 and number.value == 0:
        return tuple(
            Meaning(lexicon.objects[name].fact, total.start, number.end, name)
            for name in context.named
            if lexicon.objects[name].fact
        )
    counted = lexicon.objects.get(context.object)
    if counted is None or not counted.fact:
        return ()
    fact = _made_up(counted.fact, context, lexicon)
    return (Meaning(fact or counted.fact, total.start, number.end, counted.name),)


def by_reaching(
    number: Number, segment: Segment, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """The number that a count has come to, named before the one it came from (申请由9件增至12件)."""
    first = segment.numbers[0].start
    ahead = [word for word in segment.words if word.end <= first]
    governor = next((word for word in reversed(ahead) if word.entry.kind in GOVERNING), None)
    if governor is None or first == number.start:
        return ()
    opening = max(reading.rfind(word, governor.end, first) for word in lexicon.edges["starting"])
    if not links(governor, ahead, opening if opening > 0 else first, reading, lexicon):
        return ()
    if governor.entry.kind == "cue":
        return cue_meanings([governor], context.object, reading, lexicon, number.end)
    counted = lexicon.objects.get(governor.entry.object)
    fact = counted.fact if counted else ""
    return (Meaning(fact, number.start, number.end, governor.entry.object),) if fact else ()


def _made_up(fact: str, context: Context, lexicon: Lexicon) -> str:
    """Return what the parts told last make up, if still to be told (公开4件、无法提供1件，总计5件)."""
    wholes = (
        each.of[0]
        for each in lexicon.partitions
        if context.last in each.parts
        and context.last.partition(".")[0] == fact.partition(".")[0]
        and (fact in context.said or sum(part in context.said for part in each.parts) > 1)
    )
    return next((whole for whole in wholes if whole not in context.said), "")
