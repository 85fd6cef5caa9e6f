"""Claims: every figure that prose asserts, of every sentence, with its scope and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.document import Document, Place
from gialint.lazily import lazily
from gialint.reading import ONE_REPORT, LimitExceeded
from gialint.report import Claim, Passage, Words
from gialint.understanding.context import NAMING, OBJECTS, Context, refer_back, topic_object
from gialint.understanding.continued import continued
from gialint.understanding.distribution import documents, shares
from gialint.understanding.lexicon import Lexicon, Together
from gialint.understanding.mentions import Word, find_words
from gialint.understanding.perspective import HEARD, Perspective, Speaker
from gialint.understanding.segments import LONGEST, Segment, Sentence, sentences, stretches
from gialint.understanding.statements import Statement, statements
from gialint.understanding.topics import without_topics
from gialint.understanding.widening import Found, beside, parted, settled, summed, widened

__all__ = ["Speaker", "claims", "unread"]

_STATING = frozenset(("object", "weak", "again", "cue", "listed", "total"))
"""Kinds of words without which a number or negation states nothing."""

LONGEST_OWN = 7
"""No word for the agency itself is as long (街道办事处)."""

YEAR = 4
"""How many digits a year has."""

MOST = 5000
"""How many claims a report may make; a long one makes three hundred."""

_MARKS = ",;。("
_TOPIC = re.compile(r"\([一二三四五六七八九十]\)([^。;:,]{0,25})")


_FIGURE = lazily(r"[0-9]")


def claims(
    document: Document, passages: Sequence[Passage], speaker: Speaker, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Return the claims of all prose in reading order; raises LimitExceeded for more than ``MOST``."""
    found: list[Claim] = []
    area_told = False
    for passage in continued(passages):
        if passage.kind in ("prose", "preface") or _speaks(passage, lexicon):
            found.extend(_of_passage(document, passage, speaker, lexicon, area_told=area_told))
            if len(found) > MOST:
                raise _too_many()
            area_told = area_told or (speaker.whole and _tells_area(passage.reading, lexicon))
    return tuple(found)


def _tells_area(reading: str, lexicon: Lexicon) -> bool:
    """Whether a text speaks of a whole area, or of all the bodies in it."""
    return any(entry.kind == "whole" for _, _, entry in lexicon.words.every(reading, 0, len(reading)))


def _speaks(passage: Passage, lexicon: Lexicon) -> bool:
    """Whether what stands as a sub-heading is a sentence with a figure ((六)其他处理1件)."""
    subheading = passage.kind == "heading" and passage.topic != ""
    return subheading and lexicon.asserts.search(passage.reading) is not None


def _of_passage(
    document: Document, passage: Passage, speaker: Speaker, lexicon: Lexicon, *, area_told: bool
) -> list[Claim]:
    reading = passage.reading
    context = Context(topic_object(passage.topic, passage.section, lexicon.topical))
    perspective = Perspective(speaker, lexicon, reading, area_told=area_told)
    claims: list[Claim] = []
    for start, end in stretches(reading):
        if end - start > LONGEST:
            continue
        topic = _TOPIC.match(reading, start, end)
        if topic and not _FIGURE.search(topic[1]):
            context.object = topic_object(topic[1], passage.section, lexicon.topical)
        if not context.object and not _names(reading, start, end, context, lexicon):
            continue
        words = find_words(reading, start, end, lexicon, speaker.year)
        if not _states(words, context, lexicon.asserts.search(reading, start, end) is not None):
            context.turn_to(without_topics(words, reading, lexicon))
            continue
        told = sentences(reading, start, end, words, lexicon)
        context.documents = documents(told, reading, lexicon)
        for sentence in told:
            found = _of_sentence(document, passage, sentence, context, perspective)
            claims.extend(_widened(found, reading, lexicon, whole=speaker.whole))
    return settled(claims, lexicon)


def unread(document: Document, passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Place]:
    """Yield where prose goes on for so long without a mark that none of its figures were read."""
    for passage in passages:
        if passage.kind in ("prose", "preface") and len(passage.reading) > LONGEST:
            for start, end in stretches(passage.reading):
                if end - start > LONGEST and lexicon.asserts.search(passage.reading, start, end):
                    first, last = passage.span(start, end)
                    native, page = passage.paragraph.native, passage.paragraph.page
                    yield Place(document, first, last, passage.address, passage.section, native, page)


def _too_many() -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"正文里的数字陈述超过 {MOST} 处，没有检查完",
            f"the prose states more than {MOST} figures; not checked",
        ),
        ONE_REPORT,
    )


def _names(reading: str, start: int, end: int, context: Context, lexicon: Lexicon) -> bool:
    """Whether a stretch without a topic tells what it speaks of: by its name, or by two results."""
    hints: list[tuple[int, int]] = []
    for first, last, entry in lexicon.words.every(reading, start, end):
        if entry.kind in OBJECTS:
            return True
        if entry.suggests and not context.aside:
            hints.append((first, last))
    ended = min((last for _, last in hints), default=end)
    return any(first >= ended for first, _ in hints)


def _states(words: Sequence[Word], context: Context, asserts: bool) -> bool:
    """Whether a stretch can state anything: a number or negation, or that all is done which was counted."""
    kinds = {word.entry.kind for word in words}
    if asserts:
        return not kinds.isdisjoint(_STATING)
    return bool(context.said) and "cue" in kinds


def _of_sentence(
    document: Document, passage: Passage, sentence: Sentence, context: Context, perspective: Perspective
) -> list[Found]:
    reading, lexicon = passage.reading, perspective.lexicon
    context.open_sentence(sentence.start, opens=sentence.opens and not _goes_on(sentence))
    perspective.open_sentence(sentence)
    context.untold = not context.object
    context.object = context.object or _first_object(sentence, context)
    context.object = _resumed(sentence, context, lexicon) or context.object
    given = shares(sentence, context, reading, lexicon)
    found: list[Found] = []
    for segment in sentence.segments:
        segment = refer_back(segment, context)
        perspective.open_segment(segment)
        heard = 0
        for statement in statements(segment, given, context, reading, lexicon):
            if _holds_year(statement.value, perspective.speaker.year):
                continue
            heard = _hear(perspective, sentence, segment, heard, statement.until)
            claim = _claim(document, passage, sentence, statement, context, perspective)
            whole = _whole(claim.path, context, lexicon) if context.parted else None
            own = (
                claim.scope == "total" and claim.op == "=" and claim.year in (None, perspective.speaker.year)
            )
            both = lexicon.together.get(claim.path)
            unit = context.unit if claim.derived else claim.unit
            context.note(statement.meaning, claim.path, unit, claim.value if own else None, both)
            meant = statement.meaning
            found.append(Found(claim, meant.start, meant.end, whole, context.parted))
            opened = widened(found, len(found) - 2, reading, lexicon) if len(found) > 1 else None
            if opened:
                _open(opened, found[-2].claim.value, claim, context)
        _hear(perspective, sentence, segment, heard, segment.end)
    return found


def _open(both: Together, value: Decimal, part: Claim, context: Context) -> None:
    """Note that a count was one of all, and with it what is new of them (受理24件，含上年结转1件)."""
    context.said[both.fact] = value
    if part.path == both.with_ and context.said.get(both.of) == value:
        context.said[both.of] = value - part.value


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence tells the parts of what was counted before it (答复22件。其中公开1件)."""
    first = sentence.segments[0].words[:1]
    return bool(first) and first[0].entry.kind == "part" and first[0].start == sentence.start


def _holds_year(value: Decimal, year: int | None) -> bool:
    """Whether a number has swallowed a year, whose 年 was lost in copying (结转20228件)."""
    digits = str(value)
    return year is not None and len(digits) > YEAR and digits.startswith((str(year - 1), str(year + 1)))


def _of_another(before: Sequence[Found], each: Found, reading: str, lexicon: Lexicon) -> bool:
    """Whether a second figure of a sentence has another subject (我局受理4件，县政府办公室受理20件)."""
    if not reading.endswith(lexicon.edges["bodies"], 0, each.start):
        return False
    meant, last = lexicon.words.meant, each.start
    named = (meant.get(reading[last - length : last]) for length in range(2, LONGEST_OWN))
    if any(entry is not None and entry.kind == "own" for entry in named):
        return False
    return any(one.claim.path == each.claim.path and one.claim.scope == "total" for one in before)


def _of_subordinate(each: Found, reading: str, lexicon: Lexicon) -> bool:
    """Whether a body of the area is told of, and not the area (县自然资源局收到23件; but 各部门、镇收到)."""
    if not reading.endswith(lexicon.edges["subordinate"], 0, each.start):
        return False
    start = max(reading.rfind(mark, 0, each.start) for mark in _MARKS) + 1
    return not any(word in reading[start : each.start] for word in lexicon.edges["assembled"])


def _runs_on(before: Sequence[Found], each: Found, reading: str, lexicon: Lexicon) -> bool:
    """Whether a figure takes in those of earlier years (2023年收到14件，累计收到212件)."""
    if not reading.endswith(lexicon.edges["running"], 0, each.start):
        return False
    same = (other.claim for other in before if other.claim.path == each.claim.path)
    return any(other.scope == "total" and other.value < each.claim.value for other in same)


def _whole(path: str, context: Context, lexicon: Lexicon) -> Decimal | None:
    """Return what a part is less than: of all to be handled too, the new ones."""
    new = (both.of for both in lexicon.together.values() if both.fact == path)
    return context.said.get(path, next((context.said[of] for of in new if of in context.said), None))


def _first_object(sentence: Sentence, context: Context) -> str:
    """Return what a sentence without a topic names first (上年结转1件，本年新收申请6件).

    Where nothing was named at all, two results tell it (予以公开3件，部分公开2件), but not those
    of something told elsewhere (其中4件予以公开).
    """
    words = [word for segment in sentence.segments for word in segment.words]
    first = next((word for word in words if word.entry.kind in NAMING), None)
    if first or context.aside or not words or words[0].entry.kind == "part":
        return first.entry.object if first else ""
    cues = [word.entry for word in words if word.entry.suggests]
    return cues[0].suggests if len({cue.facts.get(cue.suggests) for cue in cues}) > 1 else ""


def _resumed(sentence: Sentence, context: Context, lexicon: Lexicon) -> str:
    """Return what a sentence of parts goes back to, where its results fit nothing told of last.

    收到申请9件；未收取任何费用。其中，6件不掌握，3件部分公开.
    """
    if not _goes_on(sentence):
        return ""
    cues = [word.entry for segment in sentence.segments for word in segment.words if word.entry.suggests]
    if not cues or any(context.object in cue.facts for cue in cues):
        return ""
    counted = lexicon.objects[cues[0].suggests]
    return counted.name if counted.fact in context.said else ""


def _hear(perspective: Perspective, sentence: Sentence, segment: Segment, heard: int, until: int) -> int:
    """Let the perspective take in the words of a segment up to an offset; return how many it has heard."""
    words = segment.words
    if segment.kinds.isdisjoint(HEARD):
        return heard
    while heard < len(words) and words[heard].start < until:
        perspective.hear(words[heard], sentence, segment)
        heard += 1
    return heard


def _claim(
    document: Document,
    passage: Passage,
    sentence: Sentence,
    statement: Statement,
    context: Context,
    perspective: Perspective,
) -> Claim:
    lexicon, meaning = perspective.lexicon, statement.meaning
    factor = lexicon.amounts.get(meaning.fact, {}).get(statement.unit, Decimal(1))
    value = statement.value * factor
    fact = summed(meaning.fact, value, context.said, lexicon)
    counted = lexicon.objects[meaning.object]
    handled = fact == counted.fact and bool(meaning.alternatives) and passage.section not in counted.sections
    scope = perspective.whose(fact, meaning.start, sentence, denial=statement.denial, handled=handled)
    if scope == "total" and statement.restricted:
        scope = "part"
    first, last = passage.span(meaning.start, meaning.end)
    paragraph = passage.paragraph
    return Claim(
        fact,
        statement.op,
        value,
        statement.unit,
        statement.year or perspective.year or perspective.speaker.year,
        scope,
        statement.derived,
        passage.section,
        passage.reading[meaning.start : meaning.end],
        Place(document, first, last, passage.address, passage.section, paragraph.native, paragraph.page),
        statement.denial,
        meaning.alternatives if fact == meaning.fact else (),
    )


def _of_its_own(claim: Claim) -> Claim:
    """Return a claim with what else its words may mean of the thing they are said of."""
    family = claim.path.partition(".")[0] + "."
    kept = tuple(fact for fact in claim.alternatives if fact.startswith(family))
    return claim if kept == claim.alternatives else claim._replace(alternatives=kept)


def _widened(found: Sequence[Found], reading: str, lexicon: Lexicon, *, whole: bool) -> list[Claim]:
    """Return the claims of a sentence, some of which are the whole of others, or a part (其中网上收到2件)."""
    claims: list[Claim] = []
    opened: set[str] = set()
    for index, each in enumerate(found):
        claim = each.claim
        both = widened(found, index, reading, lexicon)
        if both:
            opened.add(claim.path)
            claim = claim._replace(path=both.fact, alternatives=())
        elif (whole and _of_subordinate(each, reading, lexicon)) or _of_another(
            found[:index], each, reading, lexicon
        ):
            claim = claim._replace(scope="other_body")
        elif beside(found, index, lexicon):
            claim = claim._replace(scope="part")
        elif _runs_on(found[:index], each, reading, lexicon):
            claim = claim._replace(scope="comparison")
        elif each.whole is not None and claim.value < each.whole and claim.scope == "total":
            claim = claim if claim.path in opened else claim._replace(scope="part")
        claims.append(claim)
    return [_of_its_own(claim) for claim in parted(claims, lexicon)]
