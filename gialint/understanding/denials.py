"""Denials: what prose says did not happen (未收到…申请, 没有发生行政复议、行政诉讼).

The negated noun must be the object itself: 未收到投诉, 未收取费用 and 未收到关于依申请公开
工作的通报 deny something else. 未发生因答复不当引起的行政复议 denies only some of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gialint.lazily import lazily
from gialint.understanding.barring import Scope, belongs, is_barred, is_told_of
from gialint.understanding.context import NAMING, NEGATIONS, OBJECTS, Context, Meaning
from gialint.understanding.joined import links, only, run_of
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Word
from gialint.understanding.segments import Segment

ADJACENT = 2
"""How many characters may stand between a negation and a verb of handling (没有专人办理… denies none)."""

SHARED = 12
"""How many words on the noun may stand that several negations share (未收到、也未处理…申请)."""

_VERBS = ("cue", "happening")
_NOUNS = (*NAMING, "split", "channel")


_REMARK = lazily(r"\([^()]*\)([^,。;:、()]*)")


class Denial(NamedTuple):
    """A fact stated as none; ``restricted`` if only some of it is denied."""

    meaning: Meaning
    restricted: bool = False


def denials(segment: Segment, context: Context, reading: str, lexicon: Lexicon) -> Iterator[Denial]:
    """Yield every fact that a segment denies."""
    if "doubled" in segment.kinds or "condition" in segment.kinds:
        return
    for scope in _scopes(segment):
        counted = [number for number in segment.numbers if number.start >= scope.negation.end]
        if any(number.value != 1 for number in counted):
            continue
        if len(counted) == len(segment.numbers):
            measure = _measure(scope, context, reading, lexicon)
            if measure:
                yield Denial(measure)
                for fact in _denied_too(scope, measure, reading, lexicon):
                    yield Denial(measure._replace(fact=fact))
                for meaning in _denied_of_others(scope, measure, reading, lexicon):
                    yield Denial(meaning)
                continue
        if scope.of(_NOUNS):
            found = _denied_nouns(scope, reading, lexicon)
        else:
            found = _denied_before(scope, segment, context, reading, lexicon)
        rest = any(word.entry.kind == "rest" for word in segment.words if word.end <= scope.negation.start)
        for denial in found:
            yield denial._replace(restricted=denial.restricted or rest)
    yield from _denied_again(segment, lexicon, reading)


def _denied_again(segment: Segment, lexicon: Lexicon, reading: str) -> Iterator[Denial]:
    """未接到、未办理…申请: a verb that holds its negation denies what it governs right behind it."""
    for verb, noun in pairwise(segment.words):
        if verb.entry.kind != "cue" or noun.entry.kind != "object":
            continue
        meant = lexicon.words.meant
        negation, handled = meant.get(verb.text[0]), meant.get(verb.text[1:])
        if negation is None or negation.kind != "negation" or handled is None:
            continue
        fact = handled.denied.get(noun.entry.object)
        if fact and reading[verb.end : noun.start] in ("", *lexicon.edges["experienced"]):
            yield Denial(Meaning(fact, verb.start, noun.end, noun.entry.object))


def _scopes(segment: Segment) -> Iterator[Scope]:
    words = segment.words
    places = [index for index, word in enumerate(words) if word.entry.kind in NEGATIONS]
    for index, following in pairwise([*places, len(words)]):
        if not any(word.entry.kind in _NOUNS for word in words[index + 1 : following]):
            following = min(following + SHARED, len(words))
        end = words[following].start if following < len(words) else segment.end
        yield Scope(words[index], words[index + 1 : following], end, words[:index])


def _denied_nouns(scope: Scope, reading: str, lexicon: Lexicon) -> Iterator[Denial]:
    nouns = scope.of(_NOUNS)
    if nouns[-1].entry.kind in ("split", "channel"):
        return
    head = nouns[-1]
    behind = [word for word in scope.words if word.start >= head.end]
    if not only("tails", head.end, behind, scope.end, reading, lexicon):
        return
    if _goes_on(reading, scope.end, lexicon) or is_barred(scope, head, reading, lexicon):
        return
    verb = _verb(scope, head, lexicon)
    until = verb.start if verb and verb.start < head.start else head.start if verb is None else 0
    said = reading[scope.negation.end : until]
    if any(manner in said for manner in lexicon.edges["manners"]):
        return  # 没有专门机构负责依申请公开
    if verb is None and scope.negation.entry.kind != "lacking":
        return
    if head.entry.kind == "weak" and len(nouns) > 1 and belongs(nouns[-2], head, reading, lexicon):
        return
    touches = len(nouns) > 1 and nouns[-2].end == head.start and head.entry.kind == "weak"
    touches = touches and head.text not in lexicon.verbal
    restricted = bool(scope.of(("restriction",)))
    for noun in [] if touches else run_of(nouns, scope.words, reading, lexicon):
        if noun.entry.kind not in OBJECTS or (restricted and not lexicon.objects[noun.entry.object].causes):
            continue
        fact = _outcome(scope, noun, lexicon) or _fact(scope, noun, verb, lexicon)
        if verb is not None and _is_such(scope, verb, noun, reading, lexicon):
            continue
        if _is_of_a_part(scope, noun, fact):
            continue
        if fact and not is_told_of(noun, reading[head.end : scope.end], lexicon):
            meaning = Meaning(fact, scope.negation.start, head.end, noun.entry.object)
            yield Denial(meaning, restricted)
            for denied in _denied_too(scope, meaning, reading, lexicon):
                yield Denial(meaning._replace(fact=denied), restricted)


def _is_such(scope: Scope, verb: Word, noun: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether only documents of a certain sort are denied (未制定涉及民生的规范性文件; but 无新增的规章)."""
    if lexicon.objects[noun.entry.object].fact or verb.start >= noun.start:
        return False
    lacking = scope.negation.entry.kind == "lacking"
    return not lacking and reading.endswith(lexicon.edges["owning"], verb.end, noun.start)


def _is_of_a_part(scope: Scope, noun: Word, fact: str) -> bool:
    """Whether only a part of what is counted is denied (未收到法人对公开某事的申请)."""
    parts = [
        cue.entry.facts.get(noun.entry.object, "") for cue in scope.of(("cue",)) if cue.start < noun.start
    ]
    return any(part.startswith(f"{fact}.") for part in parts)


def _goes_on(reading: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun with a remark behind it is another's (未发生与诉讼(含行政复议)有关的费用)."""
    remark = _REMARK.match(reading, end)
    return remark is not None and lexicon.texts["tails"].fullmatch(remark[1]) is None


def _denied_too(scope: Scope, denied: Meaning, reading: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield what verbs joined to the first one deny too of a thing told by its verbs (未制发、废止文件)."""
    if lexicon.objects[denied.object].fact:
        return
    cues = scope.of(("cue",))
    for cue, following in pairwise(cues):
        fact = following.entry.facts.get(denied.object)
        if not fact or lexicon.texts["joins"].fullmatch(reading, cue.end, following.start) is None:
            return
        yield fact


def _denied_of_others(scope: Scope, denied: Meaning, reading: str, lexicon: Lexicon) -> Iterator[Meaning]:
    """Yield what a result denied of several things is of the others (行政复议、行政诉讼均无被纠错情况)."""
    cue = next((word for word in scope.words if word.end == denied.end), None)
    nouns = [word for word in scope.before if word.entry.kind in _NOUNS]
    if cue is None or not nouns or not links(nouns[-1], scope.before, denied.start, reading, lexicon):
        return
    for noun in run_of(nouns, scope.before, reading, lexicon):
        fact = cue.entry.facts.get(noun.entry.object, "")
        if fact and noun.entry.object != denied.object:
            yield denied._replace(fact=fact, object=noun.entry.object)


def _denied_before(
    scope: Scope, segment: Segment, context: Context, reading: str, lexicon: Lexicon
) -> Iterator[Denial]:
    """行政复议、行政诉讼均未发生: what is denied stands before a negation that ends its clause."""
    verb = next(iter(scope.of(_VERBS)), None)
    if verb is None or verb.start != scope.negation.end or segment.numbers:
        return
    behind = [word for word in scope.words if word.start >= verb.end]
    if not only("tails", verb.end, behind, scope.end, reading, lexicon):
        return
    before = [word for word in segment.words if word.start < scope.negation.start]
    nouns = [word for word in before if word.entry.kind in _NOUNS]
    if not nouns:
        counted = lexicon.objects.get(context.object)
        if (
            counted
            and counted.fact == verb.entry.facts.get(counted.name)
            and counted.fact not in context.said
        ):
            yield Denial(Meaning(counted.fact, scope.negation.start, verb.end, counted.name))
        return
    if not links(nouns[-1], before, scope.negation.start, reading, lexicon):
        return
    for noun in run_of(nouns, before, reading, lexicon):
        if noun.entry.kind in OBJECTS:
            fact = _fact(scope, noun, verb, lexicon)
            if fact:
                yield Denial(Meaning(fact, noun.start, verb.end, noun.entry.object))


def _verb(scope: Scope, head: Word, lexicon: Lexicon) -> Word | None:
    """Return the verb that is negated, before its noun or, where something is lacking, behind it."""
    if head.text in lexicon.verbal:
        return head
    verbs = [*scope.of(_VERBS), *(word for word in scope.of(_NOUNS) if word.text in lexicon.verbal)]
    verb = next((word for word in verbs if word.start < head.start), None)
    if verb is None:
        behind = [word for word in verbs if word.entry.kind == "cue"]
        return behind[0] if behind and scope.negation.entry.kind == "lacking" else None
    return verb


def _outcome(scope: Scope, noun: Word, lexicon: Lexicon) -> str:
    """Return the result that is denied, where it is not the thing itself (无被撤销的行政复议案件)."""
    counted = lexicon.objects[noun.entry.object]
    for cue in scope.of(("cue",)) if counted.causes else ():
        fact = cue.entry.facts.get(counted.name, counted.fact)
        if fact != counted.fact:
            return fact
    return ""


def _fact(scope: Scope, noun: Word, verb: Word | None, lexicon: Lexicon) -> str:
    counted = lexicon.objects[noun.entry.object]
    if verb is None or verb.entry.kind != "cue":
        return counted.fact
    denied = verb.entry.denied.get(counted.name)
    if denied is not None:
        return denied if verb.start - scope.negation.end <= ADJACENT else ""
    fact = verb.entry.facts.get(counted.name, "")
    return fact if fact == counted.fact or not counted.fact else ""


def _happens(verb: Word, context: Context, lexicon: Lexicon) -> bool:
    """Whether a verb only says that what is spoken of came (未收到上年结转件)."""
    counted = lexicon.objects.get(context.object)
    came = counted is not None and verb.entry.facts.get(counted.name) == counted.fact
    return verb.entry.kind == "happening" or came


def _measure(scope: Scope, context: Context, reading: str, lexicon: Lexicon) -> Meaning | None:
    """无上年结转, 未发生结转: a measure is denied, of the object named behind it or spoken of."""
    verbs = scope.of(_VERBS)
    happening = verbs[:1] if len(verbs) > 1 and _happens(verbs[0], context, lexicon) else []
    cue = next(iter(verbs[len(happening) :]), None)
    if cue is None or cue.entry.kind != "cue":
        return None
    if not only("links", scope.negation.end, happening, cue.start, reading, lexicon):
        return None
    if reading.endswith(lexicon.edges["concerning"], 0, cue.start):
        return None  # 均不涉及国家秘密 tells what requests are about, and counts none
    nouns = scope.of(_NOUNS)
    name = nouns[0].entry.object if nouns else context.object
    counted = lexicon.objects.get(name)
    if counted is None or len({noun.entry.object for noun in nouns}) > 1:
        return None
    if nouns and nouns[0].start < cue.end:
        return None
    plainly = scope.negation.entry.kind == "lacking" or happening
    if counted.fact and not plainly and not cue.entry.denied.get(name):
        return None
    fact = cue.entry.denied.get(name, cue.entry.facts.get(name, ""))
    behind = [word for word in scope.words if word.start >= cue.end]
    if not fact or fact == counted.fact or not only("tails", cue.end, behind, scope.end, reading, lexicon):
        return None
    return Meaning(fact, scope.negation.start, cue.end, name)
