"""Claims: every figure that prose asserts, of every sentence, with its scope and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gialint.document import Document, Place
from gialint.report import Claim, Operator, Passage, Scope
from gialint.understanding.binding import Context, Meaning, before_cues, bind, cue_meanings, topic_object
from gialint.understanding.continued import continued
from gialint.understanding.denials import denials
from gialint.understanding.lexicon import Lexicon, Together
from gialint.understanding.mentions import Number, Segment, Sentence, sentences

_YEAR = re.compile(r"(?<!结转)(?<!结转至)(?<!结转到)(20\d\d)年(?!度?结转|度?转结|底|以来)")
_INCLUDING = re.compile(r"[,(]{0,2}(?:其中)?(?:含|包含|包括)")
_PARTS = re.compile(r"[,(:;]{0,2}(?:其中|包括|含)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reports, for what year, and whether it speaks for a whole area."""

    agency: str
    year: int | None
    whole: bool


@dataclass(slots=True)
class _State:
    """What a passage has said so far, for words that refer back."""

    passage: Passage
    context: Context
    said: dict[str, Decimal] = field(default_factory=dict)
    scope: Scope = "total"
    year: int | None = None
    last: tuple[Meaning, ...] = ()
    found: list[Claim] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where in the reading each claim found stands."""


def claims(
    document: Document, passages: Sequence[Passage], speaker: Speaker, lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Return the claims of all prose in reading order."""
    found: list[Claim] = []
    for passage in continued(passages):
        if passage.kind in ("prose", "preface"):
            found.extend(_of_passage(document, passage, speaker, lexicon))
    return tuple(found)


def _of_passage(document: Document, passage: Passage, speaker: Speaker, lexicon: Lexicon) -> list[Claim]:
    objects = tuple(lexicon.objects.values())
    state = _State(passage, Context(topic_object(passage.topic, passage.section, objects)))
    for sentence in sentences(passage.reading, lexicon):
        state.scope, state.year = "total", None
        state.context.pending = ()
        first = len(state.found)
        for segment in sentence.segments:
            _read_segment(document, sentence, segment, state, speaker, lexicon)
        _widen(state, first, lexicon)
    return state.found


def _read_segment(
    document: Document,
    sentence: Sentence,
    segment: Segment,
    state: _State,
    speaker: Speaker,
    lexicon: Lexicon,
) -> None:
    reading = state.passage.reading
    years = _distributed(reading, segment, sentence)
    _note_scope(segment, state, speaker)
    bound = False
    for index, number in enumerate(segment.numbers):
        year = years[index] if years else _year(reading, sentence.start, number, state, speaker)
        scope = _scope(segment, number, state)
        meanings = bind(number, segment, state.context, reading, lexicon)
        if years and not meanings and not segment.words:
            meanings = state.last
        state.last = meanings
        for meaning in meanings:
            bound = bound or scope != "comparison"
            value = number.value * lexicon.amounts.get(meaning.fact, {}).get(number.unit, Decimal(1))
            whose = _whose(meaning, scope, sentence, state, speaker, lexicon)
            _say(document, state, meaning, value, number.op, number.unit, year, whose)
    if not segment.numbers or not bound:
        for meaning in denials(segment, state.context, reading, lexicon):
            bound = True
            year = _year(reading, sentence.start, None, state, speaker)
            _say(
                document, state, meaning, Decimal(0), "=", "", year, _scope(segment, None, state), denial=True
            )
    if not bound:
        bound = _derive(document, segment, state, speaker, lexicon)
    _move_on(segment, state, lexicon, bound)


def _note_scope(segment: Segment, state: _State, speaker: Speaker) -> None:
    for word in segment.words:
        if word.entry.kind == "elsewhere" or (word.entry.kind == "whole" and not speaker.whole):
            state.scope = "other_body"
        elif word.entry.kind == "own":
            state.scope = "total"


def _scope(segment: Segment, number: Number | None, state: _State) -> Scope:
    start = segment.end if number is None else number.start
    for word in segment.words:
        if word.entry.kind == "condition":
            return "target"
        if word.entry.kind == "comparison" and word.start < start:
            return "comparison"
    return state.scope


def _whose(
    meaning: Meaning, scope: Scope, sentence: Sentence, state: _State, speaker: Speaker, lexicon: Lexicon
) -> Scope:
    """A justice office's 行政复议 are its work for others, unless the sentence says 信息公开."""
    said = state.passage.reading[sentence.start : sentence.end]
    family = meaning.fact.partition(".")[0]
    for counted in lexicon.objects.values():
        if counted.not_own is None or counted.fact.partition(".")[0] != family:
            continue
        if counted.not_own.search(speaker.agency) and not any(word in said for word in counted.own_if):
            return "other_body"
    return scope


def _year(reading: str, start: int, number: Number | None, state: _State, speaker: Speaker) -> int | None:
    """Return the year last named before a number in its sentence; the report's own where none is."""
    end = len(reading) if number is None else number.start
    named = [int(match[1]) for match in _YEAR.finditer(reading, start, end)]
    if number is None:
        named = named[:1]
    if named:
        state.year = named[-1]
    return state.year or speaker.year


def _distributed(reading: str, segment: Segment, sentence: Sentence) -> list[int] | None:
    """2021年、2022年、2023年分别收到…3件、5件、4件 gives each number its year."""
    if "分别" not in reading[sentence.start : sentence.end]:
        return None
    years = [int(match[1]) for match in _YEAR.finditer(reading, sentence.start, sentence.end)]
    numbers = [number for part in sentence.segments for number in part.numbers]
    if len(years) < 2 or len(years) != len(numbers):
        return None
    return [year for year, number in zip(years, numbers, strict=True) if number in segment.numbers]


def _say(
    document: Document,
    state: _State,
    meaning: Meaning,
    value: Decimal,
    op: Operator,
    unit: str,
    year: int | None,
    scope: Scope,
    *,
    derived: bool = False,
    denial: bool = False,
) -> None:
    passage = state.passage
    start, end = passage.span(meaning.start, meaning.end)
    place = Place(
        document,
        start,
        end,
        passage.address,
        passage.section,
        passage.paragraph.native,
        passage.paragraph.page,
    )
    claim = Claim(
        meaning.fact, op, value, unit, year, scope, derived, passage.section,
        passage.reading[meaning.start : meaning.end], place, denial, meaning.alternatives,
    )  # fmt: skip
    state.found.append(claim)
    state.spans.append((meaning.start, meaning.end))
    if scope == "total" and op == "=":
        state.said[meaning.fact] = value


def _derive(document: Document, segment: Segment, state: _State, speaker: Speaker, lexicon: Lexicon) -> bool:
    """均已答复, 全部办结, 该件正在办理中: a measure of all that was counted before, without its number."""
    counted = lexicon.objects.get(state.context.object)
    if counted is None or state.said.get(counted.fact, 0) == 0 or segment.numbers:
        return False
    cues = before_cues(segment.words)
    if any(word.entry.kind in ("negation", "split", "other", "condition") for word in segment.words):
        return False
    meanings = cue_meanings(cues, counted.name, state.passage.reading, lexicon, cues[-1].end if cues else 0)
    everything = any(word.entry.kind in ("all", "each") for word in segment.words)
    total = state.said[counted.fact]
    together = lexicon.together.get(counted.fact)
    if together:
        total += state.said.get(together.with_, Decimal(0))
    said = False
    for meaning in meanings:
        if meaning.fact == counted.fact or meaning.alternatives or meaning.fact in state.said:
            continue
        if everything or total == 1:
            _say(document, state, meaning, total, "=", "", speaker.year, state.scope, derived=True)
            said = True
    return said


def _move_on(segment: Segment, state: _State, lexicon: Lexicon, bound: bool) -> None:
    """Note the object a segment leaves as the topic, and verbs still waiting for their number."""
    context = state.context
    named = [word for word in segment.words if word.entry.kind in ("object", "weak", "other")]
    if named:
        last = named[-1]
        if last.entry.kind != "other":
            context.object = last.entry.object
        elif not bound:
            context.object = ""
    if bound or not segment.words:
        context.pending = ()
        return
    cues = before_cues(segment.words)
    if any(word.entry.kind == "negation" for word in segment.words):
        context.pending = ()
    elif cues:
        context.pending = cue_meanings(cues, context.object, state.passage.reading, lexicon, cues[-1].end)


def _widen(state: _State, first: int, lexicon: Lexicon) -> None:
    """Take a count for the whole that the rest of its sentence opens up.

    受理27件，其中本年新收26件，上年结转1件; 处理1305件（含上年结转68件）; but in 收到176件，
    办结177件（含上年结转3件） the bracket belongs to 办结 and 收到 stays what it is.
    """
    reading = state.passage.reading
    found = state.found
    for index in range(first, len(found) - 1):
        claim = found[index]
        together = lexicon.together.get(claim.path) or _whole(claim.path, lexicon)
        if together is None or claim.derived or claim.denial:
            continue
        after = found[index + 1]
        gap = reading[state.spans[index][1] : state.spans[index + 1][0]]
        opened = after.path == together.with_ and _INCLUDING.match(gap)
        split = after.path == together.of and claim.path == together.of and _PARTS.match(gap)
        if opened or split:
            found[index] = replace(claim, path=together.fact, alternatives=())


def _whole(path: str, lexicon: Lexicon) -> Together | None:
    return next((each for each in lexicon.together.values() if each.fact == path), None)
