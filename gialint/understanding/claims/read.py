"""From passages to claims: the phases in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gialint.document import Document, Place
from gialint.report import Claim, Passage, Understood, Unread
from gialint.understanding.continued import continued
from gialint.understanding.claims.attribution import Speaker
from gialint.understanding.claims.clauses import clauses, filtered, phrased
from gialint.understanding.claims.frames import Covered, covered
from gialint.understanding.claims.reconciliation import reconciled
from gialint.understanding.claims.statements import Draft, Reader, drafts
from gialint.understanding.claims.tokens import Token, tokens
from gialint.understanding.claims.vocabulary import Vocabulary

__all__ = ["Speaker", "read_claims"]

LONGEST = 1000
"""How many characters are read as one sentence: none is longer, and hostile text may be."""

NUMBERS = frozenset(("QTY", "NUMBER", "AMOUNT"))

_SENTENCE = re.compile(rf"[^。!?]{{1,{LONGEST}}}[。!?]?")
_ASSERTS = re.compile("[0-9零一二两三四五六七八九十百千〇未没无均全都不非]")
_TOPIC = re.compile(r"\([一二三四五六七八九十]\)([^。;:,0-9]{0,25})")


def read_claims(
    document: Document, passages: Iterable[Passage], speaker: Speaker, vocabulary: Vocabulary
) -> Understood:
    """Return what the prose of a report claims, in the order of reading, and what of it was not understood."""
    claims: list[Claim] = []
    unread: list[Unread] = []
    numbers = of = 0
    for passage in continued(passages):
        if passage.kind not in ("prose", "preface") and not _speaks(passage):
            continue
        for found in _stretches(passage, speaker, vocabulary):
            made, covers = found
            for draft in made:
                if draft.unread:
                    unread.append(_unread(document, passage, draft))
                else:
                    claims.append(_claim(document, passage, draft))
            read, all_ = _numbers(covers)
            numbers, of = numbers + read, of + all_
    return Understood(tuple(claims), tuple(unread), numbers, of)


def read_passage(
    reading: str, section: str, topic: str, vocabulary: Vocabulary, speaker: Speaker
) -> list[Draft]:
    """Return what a text states under a heading."""
    return _read(reading, topic_of(topic, section, vocabulary), vocabulary, speaker)[0]


def topic_of(topic: str, section: str, vocabulary: Vocabulary) -> str:
    """Return the object that a heading makes the topic."""
    for counted in vocabulary.objects.values():
        if any(word in topic for word in counted.topics):
            return counted.name
    if topic:
        return ""
    return next((each.name for each in vocabulary.objects.values() if section in each.sections), "")


def _speaks(passage: Passage) -> bool:
    """Whether what stands as a sub-heading is a sentence with a figure ((六)其他处理1件)."""
    return passage.kind == "heading" and bool(passage.topic) and _ASSERTS.search(passage.reading) is not None


def _stretches(
    passage: Passage, speaker: Speaker, vocabulary: Vocabulary
) -> Iterator[tuple[list[Draft], Sequence[Covered]]]:
    """Yield what a passage states, and the clauses that it was read by."""
    if vocabulary.gate.search(passage.reading) is None:
        return
    topic = topic_of(passage.topic, passage.section, vocabulary)
    yield _read(passage.reading, topic, vocabulary, speaker)


def _read(
    reading: str, topic: str, vocabulary: Vocabulary, speaker: Speaker
) -> tuple[list[Draft], Sequence[Covered]]:
    names = vocabulary.own_names(speaker.agency)
    cut = phrased(
        filtered(tokens(reading, vocabulary, names, speaker.year), vocabulary.filters), vocabulary.phrases
    )
    covers = [covered(clause, vocabulary.frames) for clause in clauses(cut)]
    made = drafts(covers, topic, Reader(vocabulary, speaker, reading))
    return reconciled(made, vocabulary), covers


def _numbers(covers: Sequence[Covered]) -> tuple[int, int]:
    """Count the numbers of the clauses that name an object: those that a frame accounts for, and all."""
    read = of = 0
    for cover in covers:
        if not cover.clause.has("OBJECT") and not any(frame.states for frame, _ in cover.matches):
            continue
        counted = [not token.labels.isdisjoint(NUMBERS) for token in cover.clause.tokens]
        of += sum(counted)
        read += sum(sum(counted[hit.start : hit.end]) for _, hit in cover.matches)
    return read, of


def _claim(document: Document, passage: Passage, draft: Draft) -> Claim:
    return Claim(
        draft.path,
        draft.op,
        draft.value,
        draft.unit,
        draft.year,
        draft.scope,
        draft.derived,
        passage.section,
        passage.reading[draft.start : draft.end],
        _place(document, passage, draft.start, draft.end),
        draft.denial,
        draft.alternatives,
        _places(document, passage, draft.doubts),
    )


def _unread(document: Document, passage: Passage, draft: Draft) -> Unread:
    place = _place(document, passage, draft.start, draft.end)
    words = _places(document, passage, draft.unread)
    return Unread(place, passage.reading[draft.start : draft.end], words, draft.path, draft.op, draft.value)


def _places(document: Document, passage: Passage, words: Sequence[Token]) -> tuple[Place, ...]:
    spans = dict.fromkeys((word.start, word.end) for word in words)
    return tuple(_place(document, passage, start, end) for start, end in spans)


def _place(document: Document, passage: Passage, start: int, end: int) -> Place:
    first, last = passage.span(start, end)
    paragraph = passage.paragraph
    return Place(document, first, last, passage.address, passage.section, paragraph.native, paragraph.page)
