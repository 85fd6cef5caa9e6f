"""From passages to claims: the phases in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Claim, Document, Passage, Place, Text, Understood
from gialint.reading import ONE_REPORT, LimitExceeded
from gialint.understanding.claims.attribution import Speaker
from gialint.understanding.claims.clauses import clauses, filtered, phrased
from gialint.understanding.claims.drafts import Reader
from gialint.understanding.claims.frames import Covered, covered
from gialint.understanding.claims.passages import asserts, spoken, too_long, without
from gialint.understanding.claims.reconciliation import reconciled
from gialint.understanding.claims.statements import drafts
from gialint.understanding.claims.thread import Draft
from gialint.understanding.claims.tokens import tokens
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token
from gialint.understanding.continued import continued, heads

__all__ = ["Speaker", "read_claims"]

MOST = 5000
"""Figures that prose states in one file, beyond which it is no report."""

_POINT = lazy_regex(r"(?<=[\u4e00-\u9fa5)])\.")
"""A full stop as some keyboards write it (无结转.)."""

REMEMBERED = 256
"""Passages that are remembered, some ten megabytes: a report has a dozen."""

NUMBERS = frozenset(("QTY", "NUMBER", "AMOUNT"))


def read_claims(
    document: Document, passages: Iterable[Passage], speaker: Speaker, vocabulary: Vocabulary
) -> Understood:
    """Return what the prose of a report claims, in the order of reading, and what of it was not understood.

    Raises LimitExceeded for more claims than ``MOST``.
    """
    claims: list[Claim] = []
    unread: list[Claim] = []
    unreadable: list[Place] = []
    numbers = of = 0
    under: Passage | None = None
    for passage in continued(passages):
        if passage.kind == "prose" and heads(passage.reading):
            under = passage
        if not _speaks(passage):
            continue
        topic = topic_of(_topic(passage, under), passage.section, vocabulary)
        if not topic and vocabulary.gate.search(passage.reading) is None:
            continue
        spans = too_long(passage.reading)
        unreadable += [_place(document, passage, *span) for span in spans]
        reading = spoken(without(passage.reading, spans), vocabulary.gate, begun=bool(topic))
        if not reading:
            continue
        made, covers = _read(reading, topic, vocabulary, speaker)
        if any(cover.clause.has("BODY.whole") or cover.clause.has("AREA") for cover in covers):
            speaker = speaker._replace(area=True)  # what its own office did is no longer all (市本级)
        claims += [_claim(document, passage, draft) for draft in made if not draft.unread]
        unread += [_claim(document, passage, draft) for draft in made if draft.unread]
        if len(claims) > MOST:
            raise _too_many()
        read, all_ = _numbers(covers)
        numbers, of = numbers + read, of + all_
    return Understood(tuple(claims), tuple(unread), numbers, of, tuple(unreadable))


def read_passage(
    reading: str, section: str, topic: str, vocabulary: Vocabulary, speaker: Speaker
) -> list[Draft]:
    """Return what a text states under a heading."""
    return [*_read(reading, topic_of(topic, section, vocabulary), vocabulary, speaker)[0]]


def topic_of(topic: str, section: str, vocabulary: Vocabulary) -> str:
    """Return the object that a heading makes the topic."""
    for counted in vocabulary.objects.values():
        if any(word in topic for word in counted.topics):
            return counted.name
    if topic:
        return ""
    return next((each.name for each in vocabulary.objects.values() if section in each.sections), "")


def _topic(passage: Passage, under: Passage | None) -> str:
    """Return the heading of a passage: that of its section's part, or the numbered line above it."""
    beside = under is not None and (under.section, under.topic) == (passage.section, passage.topic)
    return under.reading if under is not None and beside and not passage.topic else passage.topic


def _speaks(passage: Passage) -> bool:
    """Whether a passage may state something; a sub-heading may be a sentence ((六)其他处理1件)."""
    if passage.kind in ("prose", "preface"):
        return True
    return passage.kind == "heading" and bool(passage.topic) and asserts(passage.reading)


def _too_many() -> LimitExceeded:
    return LimitExceeded(
        Text(
            f"正文里的数字陈述超过 {MOST} 处，没有检查完",
            f"the prose states more than {MOST} figures; not checked",
        ),
        ONE_REPORT,
    )


Read = tuple[Sequence[Draft], Sequence[Covered]]


def _read(reading: str, topic: str, vocabulary: Vocabulary, speaker: Speaker) -> Read:
    """Return what a passage states and how it was covered, as it was read before or anew."""
    known, key = vocabulary.passages, (reading, topic, speaker)
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = _read_anew(reading, topic, vocabulary, speaker)
    found: Read = known[key]
    return found


def _read_anew(reading: str, topic: str, vocabulary: Vocabulary, speaker: Speaker) -> Read:
    names = vocabulary.own_names(speaker.agency)
    reading = _POINT.sub("。", reading)
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
        _places(document, passage, draft.unread or draft.doubts),
        not draft.unread,
        draft.body,
    )


def _places(document: Document, passage: Passage, words: Sequence[Token]) -> tuple[Place, ...]:
    unknown = [word for word in words if "UNKNOWN" in word.labels]
    spans = dict.fromkeys((word.start, word.end) for word in unknown or words)
    return tuple(_place(document, passage, start, end) for start, end in spans)


def _place(document: Document, passage: Passage, start: int, end: int) -> Place:
    first, last = passage.span(start, end)
    paragraph = passage.paragraph
    return Place(document, first, last, passage.address, passage.section, paragraph.native, paragraph.page)
