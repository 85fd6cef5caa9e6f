"""Parts: what a number behind 其中 counts where it is no part of what was counted, or the agency's own."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.context import OBJECTS, Context, Meaning
from gialint.understanding.joined import only
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word


def by_own_part(
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


def by_part_of_kind(
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


def is_part(fact: str, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun behind 其中 names a part of what was counted (诉讼4件，其中直接起诉1件)."""
    return any(fact in each.parts and context.has_said(each.of) for each in lexicon.partitions)


def is_of_others(word: Word, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun behind 其中 is no part of what was counted (申请69件，其中引发行政复议2件)."""
    counted = lexicon.objects[word.entry.object]
    family = counted.fact.partition(".")[0] + "."
    return bool(counted.causes) and not any(fact.startswith(family) for fact in context.said)
