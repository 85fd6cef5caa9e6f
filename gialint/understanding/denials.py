"""Denials: what prose says did not happen (未收到…申请, 没有发生行政复议、行政诉讼).

The negated noun must be the object itself: 未收到投诉, 未收取费用 and 未收到关于依申请公开
工作的通报 deny something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint.understanding.binding import Context, Meaning
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Segment, Word

VERB_WITHIN = 8
"""How many characters may stand between a negation and its verb (未因政府信息公开被…is governed by 被)."""
_EXISTENTIAL = ("无", "没有", "不存在")
_NOUNS = ("object", "weak", "other", "split")


def denials(segment: Segment, context: Context, reading: str, lexicon: Lexicon) -> Iterator[Meaning]:
    """Yield every fact that a segment denies, each stated as none."""
    if any(word.entry.kind in ("doubled", "condition") for word in segment.words):
        return
    for index, word in enumerate(segment.words):
        if word.entry.kind == "negation":
            scope = segment.words[index + 1 :]
            end = segment.end
            if any(number.start >= word.end for number in segment.numbers):
                continue
            yield from _denied(word, scope, end, context, reading, lexicon)


def _denied(
    negation: Word, scope: Sequence[Word], end: int, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Meaning]:
    nouns = [word for word in scope if word.entry.kind in _NOUNS]
    verbs = [word for word in scope if word.entry.kind in ("cue", "happening")]
    if any(word.entry.kind == "restriction" for word in scope):
        return
    if not nouns:
        yield from _denied_measure(negation, verbs, end, context, reading, lexicon)
        return
    head = nouns[-1]
    if head.entry.kind == "split" or not lexicon.tail.match(reading, head.end, end):
        return
    verb = verbs[0] if verbs and verbs[0].start - negation.end <= VERB_WITHIN else None
    if head.text in lexicon.verbal:
        verb = head
    if verb is None and not negation.text.endswith(_EXISTENTIAL) and not negation.text.startswith("无"):
        return
    for noun in _run(nouns, reading, lexicon):
        if noun.entry.kind in ("other", "split"):
            continue
        fact = _fact(noun, verb, lexicon)
        if fact:
            yield Meaning(fact, negation.start, head.end)


def _denied_measure(
    negation: Word, verbs: Sequence[Word], end: int, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Meaning]:
    """无上年结转: a measure denied without naming the object that is the topic."""
    if not verbs or verbs[0].start != negation.end or not negation.text.endswith(_EXISTENTIAL):
        return
    verb = verbs[0]
    fact = verb.entry.facts.get(context.object)
    counted = lexicon.objects.get(context.object)
    if fact and counted and fact != counted.fact and lexicon.tail.match(reading, verb.end, end):
        yield Meaning(fact, negation.start, verb.end)


def _run(nouns: Sequence[Word], reading: str, lexicon: Lexicon) -> list[Word]:
    """Return the nouns joined to the last one; a weak noun right behind another is that one's own."""
    run = [nouns[-1]]
    for word in reversed(nouns[:-1]):
        gap = reading[word.end : run[0].start]
        if not gap and run[0].entry.kind == "weak":
            return []
        if not gap or not lexicon.join.match(gap):
            break
        run.insert(0, word)
    return run


def _fact(noun: Word, verb: Word | None, lexicon: Lexicon) -> str:
    counted = lexicon.objects[noun.entry.object]
    if verb is None or verb.entry.kind in ("happening", "object"):
        return counted.fact
    denied = verb.entry.denied.get(counted.name)
    if denied:
        return denied
    fact = verb.entry.facts.get(counted.name)
    return fact if fact == counted.fact else ""
