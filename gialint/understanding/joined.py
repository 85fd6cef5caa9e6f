"""Joined words: what may stand between a word and its number, and verbs and nouns in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gialint.understanding.context import OBJECTS, THROUGH, Meaning
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Word


def links(word: Word, between: Iterable[Word], end: int, reading: str, lexicon: Lexicon) -> bool:
    """Whether nothing unknown stands between a word and an offset after it (办结申请共计5件)."""
    through = [other for other in between if other.entry.kind in THROUGH]
    return only("links", word.end, through, end, reading, lexicon)


def only(text: str, start: int, words: Iterable[Word], end: int, reading: str, lexicon: Lexicon) -> bool:
    """Whether a stretch is filled by some words and, between them, by one of the lexicon's texts."""
    fill = lexicon.texts[text]
    for word in words:
        if word.start >= start:
            if fill.fullmatch(reading, start, word.start) is None:
                return False
            start = word.end
    return fill.fullmatch(reading, start, end) is not None


def run_of(nouns: Sequence[Word], words: Sequence[Word], reading: str, lexicon: Lexicon) -> list[Word]:
    """Return the last of some nouns with those joined to it (行政复议或者提起行政诉讼)."""
    run = [nouns[-1]]
    for noun in reversed(nouns[:-1]):
        between = [word for word in words if noun.end <= word.start < run[0].start]
        if _is_about(noun, run[0], reading, lexicon):
            break
        if reading.endswith(lexicon.edges["because"], 0, noun.start):
            break  # 因政府信息公开申请引起的行政复议: what only gives the cause
        joined = run[0].start - noun.end > sum(word.end - word.start for word in between)
        joined = joined or (noun.end == run[0].start and _alike(noun, run[0], lexicon))
        if not joined or not only("joins", noun.end, between, run[0].start, reading, lexicon):
            break
        run.insert(0, noun)
    return run


def _is_about(noun: Word, other: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a noun is another thing about the one before it (依申请公开的投诉, 信息公开申请的诉讼)."""
    counted = lexicon.objects.get(other.entry.object)
    if counted is not None and not counted.causes:
        return False
    form = lexicon.texts["tails"].fullmatch(other.text)
    owned = form is None and reading.endswith(lexicon.edges["owning"], 0, other.start)
    return owned and not reading.startswith(lexicon.edges["adding"], noun.end)


def _alike(noun: Word, other: Word, lexicon: Lexicon) -> bool:
    """Whether two nouns that touch are two things of one kind (复议诉讼, 举报申诉)."""
    if noun.entry.kind == other.entry.kind == "other":
        return True
    names = (noun.entry.object, other.entry.object)
    return names[0] != names[1] and all(name and lexicon.objects[name].causes for name in names)


def cue_meanings(
    cues: Sequence[Word], counted: str, reading: str, lexicon: Lexicon, end: int
) -> tuple[Meaning, ...]:
    """Return the facts of the last cue and of those joined to it (收到并办结; 收到、答复各4件).

    Verbs that touch (受理答复) leave open which of them is meant.
    """
    fitting = [cue for cue in cues if counted in cue.entry.facts]
    if not fitting:
        return ()
    chosen = [fitting[-1]]
    touching = False
    reasons: tuple[str, ...] = ()
    for cue in reversed(fitting[:-1]):
        gap = reading[cue.end : chosen[0].start]
        if not gap and _reason(cue, fitting[-1], counted, lexicon):
            if reading.endswith(lexicon.edges["because"], 0, cue.start):
                reasons = (cue.entry.facts[counted],)
            else:
                chosen = [cue]
            break
        if not gap and _handles(cue, fitting[-1], counted, lexicon):
            break
        if not gap:
            touching = True
            chosen[0] = cue
        elif lexicon.texts["joins"].fullmatch(gap[_noun_length(gap, counted, lexicon) :]):
            chosen.insert(0, cue)
        else:
            break
    others = [fact for cue in fitting for fact in (cue.entry.facts[counted], *cue.entry.alternatives)]
    meanings = []
    for cue in chosen:
        fact = cue.entry.facts[counted]
        rivals = tuple(dict.fromkeys(other for other in others if other != fact)) if touching else reasons
        meanings.append(Meaning(fact, chosen[0].start, end, counted, rivals or cue.entry.alternatives))
    return tuple(meanings)


def _noun_length(gap: str, counted: str, lexicon: Lexicon) -> int:
    """Return how long the noun is with which a stretch between two verbs begins (收到申请并办结9件)."""
    for start, end, entry in lexicon.words.find(gap, 0, len(gap)):
        named = start == 0 and entry.kind in OBJECTS and entry.object == counted
        return end if named and gap.startswith(lexicon.edges["joining"], end) else 0
    return 0


def _handles(cue: Word, outcome: Word, counted: str, lexicon: Lexicon) -> bool:
    """Whether a verb only says that what came out so was handled (另处理重复申请1件)."""
    if not cue.entry.alternatives:
        return False
    handled = {cue.entry.facts[counted], *cue.entry.alternatives}
    fact = outcome.entry.facts[counted]
    return any(fact in each.parts and not handled.isdisjoint(each.of) for each in lexicon.partitions)


def _reason(cue: Word, outcome: Word, counted: str, lexicon: Lexicon) -> bool:
    """Whether a verb only gives the reason of the outcome it touches (信息不存在无法提供)."""
    reason, fact = cue.entry.facts[counted], outcome.entry.facts[counted]
    return reason.startswith(fact + ".") or any(
        {reason, fact} <= set(partition.parts) for partition in lexicon.partitions
    )
