"""Derivations: figures that prose gives without their number (均已答复, 其余为自然人, 该件正在办理中)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.understanding.context import NEGATIONS, OBJECTS, Context, Meaning
from gialint.understanding.joined import cue_meanings
from gialint.understanding.lexicon import Lexicon, Partition
from gialint.understanding.mentions import Word


class Derived(NamedTuple):
    """A fact and the value that follows from what was said before."""

    meaning: Meaning
    value: Decimal


_BLOCKING = frozenset((*NEGATIONS, "other", "split", "condition", "plan", "comparison", "doubled"))
"""Kinds of words with which a clause says nothing of all that was counted."""

_MARKS, _COMMA = ",。;:", ","

_ALL = frozenset(("all", "each", "rest"))
_WHOLLY = _ALL | {"done"}


def derived(
    words: Sequence[Word], context: Context, reading: str, lexicon: Lexicon, *, same_clause: bool
) -> Iterator[Derived]:
    """Yield the facts that words without a number of their own state of all or of the rest.

    Behind a number of the ``same_clause`` they speak of that number alone (收到3件均已答复).
    """
    kinds = {word.entry.kind for word in words if not _is_over(word, reading, lexicon)}
    if kinds & _BLOCKING:
        return
    rest = "rest" in kinds or context.excepting
    wholly = not kinds.isdisjoint(_WHOLLY) or any(_is_done(word, lexicon) for word in words)
    some = kinds.isdisjoint(_ALL) and context.parted
    for meaning in _stated(words, context, reading, lexicon):
        if some and _ends_with_part(meaning.fact, context, lexicon):
            continue  # 收到9件，其中4件予以公开，已按期办结: of those four, it may be
        if _of_some(words[0], meaning, reading, lexicon):
            continue
        facts = (meaning.fact, *meaning.alternatives)
        for fact in facts:
            value = _value(fact, context, lexicon, rest=rest, wholly=wholly, same_clause=same_clause)
            if value:
                others = tuple(other for other in facts if other != fact)
                yield Derived(meaning._replace(fact=fact, alternatives=others), value)
                break


def _of_some(first: Word, meaning: Meaning, reading: str, lexicon: Lexicon) -> bool:
    """Whether a result is told of such as are named first (对属于公开范围的信息均予以公开)."""
    if any(meaning.fact in partition.of for partition in lexicon.partitions):
        return False
    clause = max(reading.rfind(mark, 0, first.start + 1) for mark in _MARKS) + 1
    return reading.startswith(lexicon.edges["treated"], clause)


def _ends_with_part(fact: str, context: Context, lexicon: Lexicon) -> bool:
    """Whether what was stated last is one of the parts that make up a fact."""
    return any(fact in each.of and context.last in each.parts for each in lexicon.partitions)


def _falls_short(fact: str, whole: Decimal, context: Context, lexicon: Lexicon) -> bool:
    """Whether several parts that were told do not come to the whole (收到9件，公开4件，其他3件，均已答复)."""
    for each in lexicon.partitions:
        parts = [part for part in each.parts if part in context.said]
        if fact in each.of and len(parts) > 1:
            told = _told(each, fact, context.said)
            return told is None or told + context.strays != whole
    return False


def _is_done(word: Word, lexicon: Lexicon) -> bool:
    """Whether a verb holds the word that tells that it is done (已按期办理)."""
    first = lexicon.words.meant.get(word.text[:1]) if word.entry.kind == "cue" else None
    return first is not None and first.kind == "done"


def _value(
    fact: str, context: Context, lexicon: Lexicon, *, rest: bool, wholly: bool, same_clause: bool
) -> Decimal | None:
    """Return what follows for a fact that is part of what was counted; none where nothing follows."""
    if fact in context.said:
        return None
    strays = context.strays if context.astray else None
    for partition in lexicon.partitions:
        if fact not in partition.parts or (same_clause and not _ends_with(partition, context, lexicon)):
            continue
        whole = whole_of(partition, context.said, lexicon)
        if whole is None:
            continue
        if strays is not None and strays != whole:
            return _of_stray(fact, whole, context, lexicon) if wholly else None
        if not rest and _falls_short(fact, whole, context, lexicon):
            return None
        value = _rest(partition, fact, whole, context, lexicon) if rest else whole
        if value and (whole == 1 or wholly):
            return value
    return None


def _of_stray(fact: str, whole: Decimal, context: Context, lexicon: Lexicon) -> Decimal | None:
    """Return what a result told of an unnamed part alone comes to (属于本机关职责的8件，全部予以公开)."""
    result = not any(fact in partition.of for partition in lexicon.partitions)
    return context.stray if result and context.stray < whole else None


def _is_over(word: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a step of the procedure has been taken (经补正后予以公开)."""
    return word.entry.kind == "split" and reading.startswith(lexicon.edges["stepped"], word.end)


def _is_meanwhile(word: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether words at the head of a clause only tell when what follows came (在办理过程中，申请人撤回)."""
    heads = reading[word.start - 1 : word.start] in _MARKS and reading[word.end : word.end + 1] == _COMMA
    return heads and word.text in lexicon.edges["meanwhile"]


def _stated(words: Sequence[Word], context: Context, reading: str, lexicon: Lexicon) -> Iterator[Meaning]:
    """Yield what the clause says of each object counted in the sentence, or of the one it names."""
    cues = [word for word in words if word.entry.kind == "cue" and not _is_meanwhile(word, reading, lexicon)]
    named = [word for word in words if word.entry.kind in OBJECTS]
    if not cues:
        every = next((word for word in words if word.entry.kind in _ALL), None)
        start = every.start if every else named[-1].start if named else 0
        said = every or (named and reading.endswith(lexicon.edges["equating"], 0, start))
        if said and named and named[-1].start >= start:
            counted = lexicon.objects[named[-1].entry.object]
            yield Meaning(counted.fact, start, named[-1].end, counted.name)
        return
    names = [named[-1].entry.object] if named else [context.object]
    if context.counted and not named and any(word.entry.kind in ("all", "each") for word in words):
        names = _independent(context.counted, lexicon)
    if reading.startswith(lexicon.edges["unfit"], cues[-1].end):
        return
    for name in names:
        yield from cue_meanings(cues, name, reading, lexicon, cues[-1].end)


def _independent(names: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the objects of which no other one is a part (行政诉讼3件：直接起诉2件，均维持)."""
    facts = {name: lexicon.objects[name].fact for name in names}
    wholes = {
        fact
        for partition in lexicon.partitions
        if not set(partition.parts).isdisjoint(facts.values())
        for fact in partition.of
    }
    return [name for name in names if facts[name] not in wholes]


def whole_of(partition: Partition, said: Mapping[str, Decimal], lexicon: Lexicon) -> Decimal | None:
    """Return the figure that a partition's parts make up, as far as it was said."""
    for fact in partition.of:
        if fact in said:
            return said[fact]
        for both in lexicon.together.values():
            if both.fact == fact and both.of in said:
                return said[both.of] + said.get(both.with_, Decimal(0))
    return None


def _ends_with(partition: Partition, context: Context, lexicon: Lexicon) -> bool:
    """Whether what was stated last is what the partition's parts make up."""
    both = lexicon.together.get(context.last)
    return context.last in partition.of or (both is not None and both.fact in partition.of)


def _rest(
    partition: Partition, fact: str, whole: Decimal | None, context: Context, lexicon: Lexicon
) -> Decimal | None:
    """Return what is left of a whole; none if nothing was taken out of it, or more than there is."""
    told = _told(partition, fact, context.said)
    if told is None:
        return None
    taken = context.excepted + told
    if whole is None or taken > whole or not (taken or _is_told_apart(fact, context.said, lexicon)):
        return None
    return whole - taken


def _told(partition: Partition, fact: str, said: Mapping[str, Decimal]) -> Decimal | None:
    """Return the sum of the other parts that were said, whole groups before their rows.

    None where rows come to more than their group, so that they were told beside it.
    """
    total = Decimal(0)
    for part in partition.parts:
        if part == fact or part.startswith(fact + ".") or fact.startswith(part + "."):
            continue
        rows = sum((value for path, value in said.items() if path.startswith(part + ".")), Decimal(0))
        if part in said and rows > said[part]:
            return None
        total += said.get(part, rows)
    return total


def _is_told_apart(fact: str, said: Mapping[str, Decimal], lexicon: Lexicon) -> bool:
    """Whether parts of a fact were said, so that the rest of it is all of it (不予处理2件，其余均答复)."""
    return any(
        part in said for partition in lexicon.partitions if fact in partition.of for part in partition.parts
    )
