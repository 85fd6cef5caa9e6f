"""Distribution: which number of a list belongs to which of the words before it (…分别为31件、29件)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gialint.understanding.context import NAMING, OBJECTS, Context, Meaning
from gialint.understanding.joined import run_of
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Sentence


class Shares(NamedTuple):
    """What 分别 gives to each number by its offset: a year, or a meaning (none where it is unclear)."""

    years: dict[int, int]
    meanings: dict[int, Meaning | None]


_NONE = Shares({}, {})

_OPENING = ":,、“其中"
KINDS, SHORT = 3, 4
"""Of how many kinds documents are where they are counted, and how much may follow a kind (依申请公开文件)."""


def shares(sentence: Sentence, context: Context, reading: str, lexicon: Lexicon) -> Shares:
    """Return what each number of a sentence with 分别 is given; nothing where documents are counted."""
    starts = [number.start for segment in sentence.segments for number in segment.numbers]
    if not context.documents.isdisjoint(starts):
        return Shares({}, dict.fromkeys(start for start in starts if start in context.documents))
    if not any("apart" in segment.kinds for segment in sentence.segments):
        return _NONE
    words = [word for segment in sentence.segments for word in segment.words]
    apart = next(word for word in words if word.entry.kind == "apart")
    numbers = [number for segment in sentence.segments for number in segment.numbers]
    years = [int(word.text[:4]) for word in words if word.entry.kind == "year"]
    if len(years) > 1 and len(years) == len(numbers):
        return Shares({number.start: year for number, year in zip(numbers, years, strict=True)}, {})
    listed = _listed(sentence, apart)
    meanings = _meanings(sentence, apart, listed, context, reading, lexicon) if listed else []
    if len(meanings) != len(listed):
        return Shares({}, {number.start: None for number in listed})
    pairs = zip(listed, meanings, strict=True)
    return Shares({}, {number.start: meaning._replace(end=number.end) for number, meaning in pairs})


def documents(sentences: Sequence[Sentence], reading: str, lexicon: Lexicon) -> frozenset[int]:
    """Return where the numbers stand that count documents by how open they are (主动公开20件，不公开3件)."""
    found: dict[int, tuple[str, str]] = {}
    for segment in (segment for sentence in sentences for segment in sentence.segments):
        start = segment.start
        for number in segment.numbers:
            said = reading[start : number.start].lstrip(_OPENING)
            kind = next((word for word in lexicon.edges["openness"] if said.startswith(word)), "")
            if kind and len(said) - len(kind) <= SHORT:
                found[number.start] = kind, number.unit
            start = number.end
    alike = len(set(found.values())) >= KINDS and len({unit for _, unit in found.values()}) == 1
    return frozenset(found) if alike else frozenset()


def _listed(sentence: Sentence, apart: Word) -> list[Number]:
    """Return the numbers behind 分别, up to the next clause that names or does anything."""
    found: list[Number] = []
    for segment in sentence.segments:
        if segment.end <= apart.start:
            continue
        named = any(word.entry.kind in (*NAMING, "cue", "comparison") for word in segment.words)
        if segment.start > apart.start and (named or not segment.numbers):
            break
        found += [number for number in segment.numbers if number.start > apart.start]
    return found


def _meanings(
    sentence: Sentence,
    apart: Word,
    numbers: Sequence[Number],
    context: Context,
    reading: str,
    lexicon: Lexicon,
) -> list[Meaning]:
    """Return a meaning for each noun of a row, else one for each verb of the clause."""
    clause = next(segment for segment in sentence.segments if segment.end > apart.start)
    words = [word for word in clause.words if word.start < numbers[0].start]
    nouns = [word for word in words if word.entry.kind in NAMING]
    if any(word.entry.kind in ("split", "channel") for word in words):
        return []
    run = run_of(nouns, words, reading, lexicon) if nouns else []
    cues = [word for word in words if word.entry.kind == "cue"]
    if len(run) == len(numbers) and all(word.entry.kind in OBJECTS for word in run):
        return [meaning for noun in run for meaning in _of_noun(noun, cues, lexicon)]
    named = [
        word.entry.object
        for segment in sentence.segments
        for word in segment.words
        if word.start < numbers[0].start and word.entry.kind in OBJECTS
    ]
    counted = named[-1] if named else context.object
    return [
        Meaning(cue.entry.facts[counted], cue.start, cue.end, counted)
        for cue in cues
        if counted in cue.entry.facts
    ]


def _of_noun(noun: Word, cues: Sequence[Word], lexicon: Lexicon) -> list[Meaning]:
    name = noun.entry.object
    facts = [cue.entry.facts[name] for cue in cues if name in cue.entry.facts]
    fact = facts[-1] if facts else lexicon.objects[name].fact
    return [Meaning(fact, noun.start, noun.end, name)] if fact else []
