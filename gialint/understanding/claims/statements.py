"""Statements: what the frames of a passage say, clause by clause, with what later clauses inherit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Operator, Scope
from gialint.understanding.claims.attribution import Speaker, Voice, attributed
from gialint.understanding.claims.counts import NOTHING, Counted, Counts
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.meaning import (
    ALL,
    ALSO,
    NONE,
    OTHER,
    QTY,
    REST,
    SINGLE,
    Fact,
    Figure,
    Told,
    facts,
    figure,
    objects_of,
    quantities,
)
from gialint.understanding.claims.passages import LONGEST_HEADING
from gialint.understanding.claims.patterns import Frame, Match, Statement
from gialint.understanding.claims.tokens import Token
from gialint.understanding.claims.vocabulary import Partition, Vocabulary, Word

NUMBERS = ("QTY", "NUMBER", "OTHERQTY")


class Draft(NamedTuple):
    """A claim before it is settled: offsets of the reading, and the words that were not understood.

    ``unread`` are words for which nothing is claimed, ``doubts`` those that only leave it in doubt; ``of`` is
    the whole that it is told as a part of, and ``named`` whether its subject matter was told by name.
    """

    path: str
    op: Operator
    value: Decimal
    unit: str
    year: int | None
    scope: Scope
    derived: bool
    denial: bool
    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    unread: tuple[Token, ...] = ()
    doubts: tuple[Token, ...] = ()
    of: Counted | None = None
    named: bool = False
    sentence: int = 0


class Topic(NamedTuple):
    """What is spoken of: the objects, the verb that a list goes on with, and whether they are denied."""

    objects: tuple[str, ...] = ()
    verb: Word | None = None
    denying: bool = False


class Parts(NamedTuple):
    """The whole that parts are told of, and what keeps a figure from being of all: a way, an exception."""

    whole: Counted | None = None
    parted: bool = False
    one_way: bool = False
    excepting: bool = False
    excepted: Decimal = NOTHING


class Thread(NamedTuple):
    """What runs through a passage, and the words for which the statement before, or any, was not read."""

    topic: Topic
    counts: Counts = Counts()
    parts: Parts = Parts()
    outside: Parts | None = None
    ghost: tuple[Token, ...] = ()
    unsure: tuple[Token, ...] = ()
    labels: Mapping[str, int] = {}
    """How often each label stands in the sentence."""
    sentence: int = 0


class Reader(NamedTuple):
    """What reading a passage needs to know besides the passage."""

    vocabulary: Vocabulary
    speaker: Speaker
    reading: str


def drafts(covers: Sequence[Covered], topic: str, reader: Reader) -> list[Draft]:
    """Return what the clauses of a passage state, in order."""
    thread = Thread(Topic((topic,) if topic else ()))
    found: list[Draft] = []
    untold: list[tuple[int, Token]] = []
    for index, (cover, voices) in enumerate(zip(covers, attributed(covers, reader.speaker), strict=True)):
        thread = _opened(thread, cover)
        if cover.clause.opens:
            thread = _looked_ahead(_headed(thread, cover, reader.vocabulary), covers[index:])
        last = thread.counts.last
        made, thread = _of_clause(cover, voices, thread, reader)
        if last is not None and cover.clause.opener == "," and not made:
            found = _of_which(cover, last, found, reader.vocabulary)
        if cover.left and thread.parts.parted:
            found = _of_whole(cover, thread.parts.whole, found, reader.vocabulary)
        found += made
        if cover.clause.has("UNCOUNTED"):
            found = _not_counted(cover, found, thread.sentence)
        untold += [(thread.sentence, token) for token in cover.left_between(0, len(cover.clause.tokens))]
    return [_beside(draft, untold) for draft in found]


def _not_counted(cover: Covered, found: list[Draft], sentence: int) -> list[Draft]:
    """Take back what a sentence says is in no table (…收到7件，不计入本报告)."""
    words = tuple(token for token in cover.clause.tokens if "UNCOUNTED" in token.labels)
    return [
        draft._replace(unread=draft.unread + words) if draft.sentence == sentence else draft
        for draft in found
    ]


def _beside(draft: Draft, untold: Sequence[tuple[int, Token]]) -> Draft:
    """Leave a figure in doubt beside the same outcome without one (1件…，已公开；其余3件，公开1件)."""
    doubts = tuple(
        token
        for sentence, token in untold
        if sentence == draft.sentence
        and any(word.kind == "SHORT" and draft.path in _paths(word) for word in token.words)
    )
    return draft._replace(doubts=draft.doubts + doubts) if doubts else draft


def _paths(word: Word) -> set[str]:
    return {path for paths in word.facts.values() for path in paths}


def _of_whole(
    cover: Covered, whole: Counted | None, found: list[Draft], vocabulary: Vocabulary
) -> list[Draft]:
    """Take in what was not understood among the parts of a number: what is carried in tells what it is of."""
    left = cover.left_between(0, len(cover.clause.tokens))
    turning = {part for each in vocabulary.partitions if each.widens for part in each.parts}
    words = [word for token in left if (word := token.word("STATE")) is not None]
    said = [path for word in words for paths in (*word.facts.values(), *word.past.values()) for path in paths]
    counted = vocabulary.counted_of(whole[0]) if whole else None
    text = "".join(token.text for token in cover.clause.tokens)
    named = counted is not None and any(word in text for word in counted.own_if)
    turns = named or not turning.isdisjoint(said)
    if not turns and not cover.clause.depth:
        return found
    return [
        draft
        if (draft.path, draft.value) != whole and not (named and not draft.named)
        else draft._replace(unread=draft.unread + left)
        if turns
        else draft._replace(doubts=draft.doubts + left)
        for draft in found
    ]


def _of_which(cover: Covered, last: Counted, found: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Take in a clause that says which cases the number before it counts (复议2件，均为行政处罚案件)."""
    tokens = cover.clause.tokens
    counted = vocabulary.counted_of(last[0])
    begins = next((token for token in tokens if "QUOTE" not in token.labels), tokens[0])
    if counted is None or not counted.own_if or begins.labels.isdisjoint(("ALL", "EACH", "CAUSE")):
        return found
    if any(frame.turns == "unlike" for frame, _ in cover.matches):
        left: tuple[Token, ...] = tokens
    else:
        left = cover.left_between(0, len(tokens))
    strange = tuple(token for token in left if not token.labels.isdisjoint(("UNKNOWN", "OTHER", "OBJECT")))
    return [
        draft._replace(unread=draft.unread + strange) if (draft.path, draft.value) == last else draft
        for draft in found
    ]


def _opened(thread: Thread, cover: Covered) -> Thread:
    """Return the thread at the beginning of a clause."""
    clause, parts, counts = cover.clause, thread.parts, thread.counts
    outside = thread.outside
    if clause.depth == 0 and outside is not None:
        parts, outside = outside, None
    elif clause.depth and outside is None:
        outside = parts
    begins = next((token for token in clause.tokens if "QUOTE" not in token.labels), clause.tokens[0])
    if clause.opens:
        parts = Parts(parts.whole, parts.parted) if "PART" in begins.labels else Parts()
        thread = thread._replace(
            unsure=(),
            sentence=clause.start,
            counts=counts._replace(listed=()),
            topic=thread.topic._replace(verb=None),
        )
    elif clause.opener == ";":
        if not _lists_on(cover):
            parts = parts._replace(whole=None, parted=False)
    elif clause.opener in "(:" and counts.last is not None and not parts.parted:
        parts = parts._replace(whole=counts.last, parted=True)
    denying = thread.topic.denying and clause.opener in ",("
    return thread._replace(parts=parts, outside=outside, topic=thread.topic._replace(denying=denying))


def _headed(thread: Thread, cover: Covered, vocabulary: Vocabulary) -> Thread:
    """Turn to what a heading within a paragraph names (（二）依申请公开。全年受理4件)."""
    clause = cover.clause
    first = clause.tokens[0]
    heads = (
        "LISTED" in first.labels
        and first.text.startswith("(")
        and clause.closer in "。:"
        and not clause.has("QTY")
    )
    if not heads or clause.end - first.end > LONGEST_HEADING:
        return thread
    text = "".join(token.text for token in clause.tokens)
    names = [each.name for each in vocabulary.objects.values() if any(word in text for word in each.topics)]
    return thread._replace(topic=Topic(tuple(names[:1]) or (OTHER,)), ghost=())


def _lists_on(cover: Covered) -> bool:
    """Whether a clause behind a semicolon may go on with a list of parts: it counts, and names no object."""
    heads = ("OBJECT", "STATE.receive", "STATE.carried_in", "STATE.carried_out", "STATE.close")
    return cover.clause.has("QTY") and not any(map(cover.clause.has, heads))


def _looked_ahead(thread: Thread, covers: Sequence[Covered]) -> Thread:
    """Take in what the words of a sentence suggest where nothing was named (新收8件，上年结转1件)."""
    labels: dict[str, int] = {}
    suggested: list[str] = []
    for index, cover in enumerate(covers):
        if index and cover.clause.opens:
            break
        for token in cover.clause.tokens:
            for label in token.labels:
                labels[label] = labels.get(label, 0) + 1
            word = token.word("STATE") or token.word("APPLICANT")
            if word is not None and len(word.facts) == 1:
                suggested += word.facts
    thread = thread._replace(labels=labels)
    elsewhere = any(
        "PART" in token.labels or "AMONG" in token.labels for token in covers[0].clause.tokens[:2]
    )
    if (
        not (thread.topic.objects or elsewhere)
        and len(suggested) > 1
        and len(set(suggested)) == 1
        and "OTHER" not in labels
    ):
        return thread._replace(topic=thread.topic._replace(objects=(suggested[0],)))
    return thread


def _of_clause(
    cover: Covered, voices: Sequence[Voice], thread: Thread, reader: Reader
) -> tuple[list[Draft], Thread]:
    tokens, found, at = cover.clause.tokens, [], 0
    ghosts: tuple[Token, ...] = ()
    ends = [*(hit.start for _, hit in cover.matches), len(tokens)][1:]
    for (frame, hit), voice, following in zip(cover.matches, voices, ends, strict=True):
        thread = _parted(thread, tokens[at : hit.end])
        left = cover.left_between(at, hit.start)
        thread = _named(thread, left)
        ghosts += left + tuple(tokens[index] for index in hit.passed)
        after = cover.left_between(hit.end, following)
        made, thread = _of_frame(frame, hit, tokens, voice, thread, reader)
        if after and _turns_on(hit, tokens, after):
            ghosts += after
        if frame.turns == "other" and not thread.parts.parted:
            thread = thread._replace(ghost=tuple(tokens[hit.start : hit.end]))
        if made:
            unread = ghosts + _inherited(frame, hit, cover, made, thread, first=at == 0)
            doubts = after + voice.doubts
            found += [each._replace(unread=unread, doubts=doubts) for each in made]
            thread = thread._replace(ghost=unread, unsure=thread.unsure + unread)
        at = hit.end
    behind = tuple(token for token in tokens[at:] if _belies(token))
    if behind and at:
        found = [each._replace(doubts=each.doubts + behind) for each in found]
    thread = _parted(_named(thread, tokens[at:]), tokens[at:])
    return found, _strayed(thread, cover, found)


def _belies(token: Token) -> bool:
    """Whether a word behind a statement may tell of whom, when or in what sense it is (收到3件，去年)."""
    if not token.labels.isdisjoint(("PLAN", "CONDITION")):
        return True
    body, period = token.named("BODY"), token.named("PERIOD")
    return body not in ("", "own", "self", "level") or period not in ("", "own", "same")


def _turns_on(hit: Match, tokens: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what is behind a frame may turn it: what is said of a number, the head of what is denied."""
    if hit.end < len(tokens) and "LINK" in tokens[hit.end].labels:
        heads = (not token.labels.isdisjoint(("UNKNOWN", "TEXT")) for token in after)
        return bool(hit.of("NEGATION")) and any(heads)
    if hit.of("NEGATION"):
        return True
    noun = not hit.of("OBJECT") and "QTY" in tokens[hit.end - 1].labels  # 收到3件 of what follows
    return noun or bool(hit.of("SHORT")) or "QTY" in tokens[hit.start].labels


def _inherited(
    frame: Frame, hit: Match, cover: Covered, made: Sequence[Draft], thread: Thread, *, first: bool
) -> tuple[Token, ...]:
    """Return why a statement is not read that depends on others."""
    tokens = cover.clause.tokens
    anew = first and (cover.clause.opens or cover.clause.opener == ";")
    verbal = hit.of("STATE") or hit.of("NEGATION") or anew
    depends = not hit.of("OBJECT") or thread.parts.parted or not verbal
    found = thread.ghost if depends else ()
    if made[0].derived or any("REMAINDER" in tokens[index].labels for index in hit.of("SHORT")):
        found += thread.unsure
    unless = frame.states[0].options.get("unless")
    if unless and thread.labels.get(unless) and not hit.of("STATE"):
        found += tuple(tokens[hit.start : hit.end])
    return found


def _strayed(thread: Thread, cover: Covered, found: Sequence[Draft]) -> Thread:
    """Take in the numbers of a clause that did not say what they count."""
    clause = cover.clause
    left = [clause.tokens[index] for index in cover.left]
    strange = tuple(token for token in left if _counts(token))
    if strange:
        thread = thread._replace(unsure=thread.unsure + strange)
    if strange and not (found or thread.parts.parted or clause.depth):
        thread = thread._replace(ghost=strange, counts=thread.counts._replace(last=None))
    counts = [token.number.value for token in left if "QTY" in token.labels and token.number is not None]
    known = not any(map(clause.has, ("STATE", "OBJECT", "UNKNOWN", "OTHER")))
    opened = [tokens for frame, hit in cover.matches if frame.turns == "open" for tokens in hit.of("QTY")]
    counts += [each.value for index in opened if (each := clause.tokens[index].number) is not None]
    stray = counts[0] if len(counts) == 1 and known and not found and clause.closer == "," else None
    return thread._replace(counts=thread.counts._replace(stray=stray))


def _counts(token: Token) -> bool:
    """Whether a token is a number of something, though none that is known (9届)."""
    known = not token.labels.isdisjoint(NUMBERS)
    return known or ("UNKNOWN" in token.labels and any(sign.isdecimal() for sign in token.text))


def _parted(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Begin the parts of what was counted last (其中)."""
    parts = thread.parts
    for token in tokens:
        if "PART" in token.labels:
            whole = parts.whole if parts.parted and parts.whole else thread.counts.last
            parts = parts._replace(parted=True, whole=whole)
        elif "EXCEPT" in token.labels:
            parts = parts._replace(excepting=True)
    return thread._replace(parts=parts) if parts is not thread.parts else thread


def _named(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Take in the object that is spoken of without a figure."""
    topic, linked = thread.topic, False
    counts = any("QTY" in token.labels for token in tokens)
    for token in tokens:
        word = token.word("OBJECT")
        if word is not None and (not word.weak or not (word.again or topic.objects)):
            topic = topic._replace(objects=(*(topic.objects if linked else ()), word.name))
        elif word is None and "OTHER" in token.labels and counts:
            topic = topic._replace(objects=(OTHER,))
        linked = "LINK" in token.labels
    return thread._replace(topic=topic) if topic is not thread.topic else thread


def _of_frame(
    frame: Frame, hit: Match, tokens: Sequence[Token], voice: Voice, thread: Thread, reader: Reader
) -> tuple[list[Draft], Thread]:
    """Return what a frame states of its tokens, and what is inherited from it."""
    topic = thread.topic
    if frame.turns == "last":
        word = tokens[hit.of("OBJECT")[-1]].word("OBJECT")
        return [], thread._replace(topic=topic._replace(objects=(word.name,) if word else ()))
    objects = None if frame.turns == "other" else objects_of(hit, tokens, topic.objects)
    if objects is None and thread.parts.parted:
        return [], thread
    if objects is None:
        return [], thread._replace(topic=topic._replace(objects=(OTHER,), denying=False))
    if frame.states and frame.states[0].options.get("of") == "last":
        objects = objects[-1:]
    told = Told(
        tokens, objects, topic.verb, voice.period, reader.speaker.year, thread.counts, reader.vocabulary
    )
    found = [each for stated in frame.states for each in _drafts(stated, hit, told, voice, thread, reader)]
    thread = _noted(thread, found, reader.vocabulary.partitions)
    if not found and frame.states and hit.of("QTY") and not thread.parts.parted:
        thread = thread._replace(ghost=tuple(tokens[hit.start : hit.end]))
    verbs = [word for index in hit.of("STATE") if (word := tokens[index].word("STATE")) is not None]
    denies = any(each.value in (NONE, ALSO) for each in frame.states)
    beside = hit.start and "LINK" in tokens[hit.start - 1].labels and hit.of("OBJECT")
    topic = Topic(
        tuple(dict.fromkeys((*(topic.objects if beside else ()), *objects))) or topic.objects,
        verbs[-1] if verbs else topic.verb,
        denies and (topic.denying or bool(hit.of("NEGATION"))),
    )
    return found, _turned(thread._replace(topic=topic), frame, hit, tokens)


def _turned(thread: Thread, frame: Frame, hit: Match, tokens: Sequence[Token]) -> Thread:
    """Take in what a frame makes of the figures behind it."""
    parts = thread.parts
    if frame.turns == "except":
        number = tokens[hit.of("QTY")[0]].number
        return thread._replace(
            parts=parts._replace(excepting=True, excepted=number.value if number else NOTHING)
        )
    if frame.turns == "way" and hit.of("STATE") and not parts.parted:
        return thread._replace(parts=parts._replace(one_way=True))
    if frame.turns == "among":
        number = tokens[hit.of("QTY")[0]].number
        last = thread.counts.last
        counted = last if number and last and frame.states and last[1] == number.value else None
        whole = counted or (("", number.value) if number else None)
        counts = thread.counts._replace(last=whole)
        return thread._replace(parts=parts._replace(parted=True, whole=whole), counts=counts)
    return thread


def _noted(thread: Thread, found: Sequence[Draft], partitions: Sequence[Partition]) -> Thread:
    """Note what was stated for what depends on it."""
    counts, parts = thread.counts, thread.parts
    for each in found:
        name, value = parts.whole if parts.parted and parts.whole else ("", NOTHING)
        for whole in partitions:
            if whole.widens and (name, each.path) == whole.parts:
                counts = counts._replace(said={**counts.said, whole.of[0]: value})
        counts = counts._replace(listed=(*counts.listed, (each.path, each.value)))
        if each.scope == "total" and each.op == "=" and not each.derived:
            counts = counts._replace(said={**counts.said, each.path: each.value})
        if not each.derived and not each.denial and each.scope != "part":
            exact = (each.path, each.value) if each.op == "=" else None  # of 超过100件 nothing follows
            counts = counts._replace(last=exact, foreign=each.scope in ("other_body", "comparison"))
    return thread._replace(counts=counts)


def _drafts(
    stated: Statement, hit: Match, told: Told, voice: Voice, thread: Thread, reader: Reader
) -> Iterator[Draft]:
    if stated.value == ALSO and not thread.topic.denying:
        return
    several = stated.options.get("several")
    if several and thread.labels.get(several, 0) < 2:
        return
    tokens, vocabulary = told.tokens, told.vocabulary
    values = quantities(hit, tokens) if hit.of("QTY") or hit.of("AMOUNT") else []
    if stated.options.get("quantity") == "first":
        values = values[:1]
    if stated.fact == "SUM":
        named = [Fact(path)] if (path := _sum(values, thread, vocabulary)) else []
    else:
        named = _made_up(facts(stated, hit, told), hit, values, tokens, vocabulary)
    inherits = not hit.of("OBJECT") and len(told.objects) > 1
    last = thread.counts.last
    counted = stated.value == QTY or (stated.value == ALL and last is not None and not last[0])
    if inherits and counted and not hit.of("EACH") and stated.fact != "SUM":
        return
    apart = any("APART" in token.labels for token in tokens[hit.start : hit.end])
    if (len(values) > 1 or apart) and len(values) not in (0 if apart else 1, len(named)):
        return
    for position, fact in enumerate(named):
        if stated.options.get("within") == "parts" and not (
            thread.parts.parted or thread.counts.beside(fact.path, vocabulary.partitions)
        ):
            continue
        derived = stated.value in (ALL, REST, SINGLE)
        value = _derived(stated, fact.path, thread, vocabulary) if derived else None
        if stated.value == SINGLE and thread.counts.stray is not None:
            value, derived = Figure(thread.counts.stray), False
        elif stated.value in (NONE, ALSO, "0"):
            value = Figure(NOTHING)
        elif stated.value == QTY and values:
            value = figure(fact.path, values[min(position, len(values) - 1)], vocabulary)
        if value is None and stated.value == ALL and stated.fact == "STATE" and _numberless(thread):
            # All are done, whatever their number: of the other part of what came in none is left.
            fact, value = _other_part(fact, vocabulary.partitions), Figure(NOTHING)
        if value is not None and fact.path:
            yield _draft(fact, value, derived, stated, hit, tokens, voice, thread, reader)


def _numberless(thread: Thread) -> bool:
    """Whether a passage has told no number so far, nor anything that was not read."""
    told = thread.counts.said or thread.counts.last or thread.ghost or thread.unsure
    parted = thread.parts.parted or thread.parts.excepting
    return not (told or parted or any(map(thread.labels.get, (*NUMBERS, "UNKNOWN"))))


def _other_part(fact: Fact, partitions: Sequence[Partition]) -> Fact:
    """Return what is left where all that came in has become a whole of its own (closed), or no fact."""
    whole = any(fact.path in each.of for each in partitions)
    pairs = (each.parts for each in partitions if len(each.parts) == 2 and not each.widens)
    return Fact(next((last for first, last in pairs if whole and first == fact.path), ""))


def _sum(values: Sequence[Token], thread: Thread, vocabulary: Vocabulary) -> str:
    number = values[0].number if values else None
    if number is None:
        return ""
    if thread.counts.listed:
        return thread.counts.sum(number.value, vocabulary.partitions)
    if not thread.labels.get("COMPARE"):
        return ""
    verb, objects = thread.topic.verb, thread.topic.objects  # 新收申请比上年增加156件，共1356件
    return next((path for name in objects for path in (verb.facts.get(name, ()) if verb else ())), "")


def _made_up(
    named: list[Fact], hit: Match, values: Sequence[Token], tokens: Sequence[Token], vocabulary: Vocabulary
) -> list[Fact]:
    """Put in the place of several facts with one number the one they make up (本年新收及上年结转共50件)."""
    states = hit.of("STATE")
    if len(named) < 2 or len(values) != 1 or hit.of("EACH") or len(states) < 2 or "ZERO" in values[0].labels:
        return named
    paths = {fact.path for fact in named}
    whole = next((each.of[0] for each in vocabulary.partitions if paths == set(each.parts)), "")
    if whole:
        return [Fact(whole)]
    # 予以公开及部分公开5件 is of both rows together, which is no fact.
    rows = len(paths) > 1 and any(len(paths.intersection(each.parts)) > 1 for each in vocabulary.partitions)
    return [] if rows and all("OUTCOME" in tokens[index].labels for index in states) else named


def _derived(stated: Statement, path: str, thread: Thread, vocabulary: Vocabulary) -> Figure | None:
    """Return what a statement without a number of its own means."""
    counts, parts = thread.counts, thread.parts
    if parts.excepting and stated.value != REST:
        return None
    if stated.value == REST:
        value = counts.rest(path, vocabulary.partitions)
        if value is not None:
            value = value - parts.excepted if value > parts.excepted else None
    elif stated.value == SINGLE:
        value = counts.whole(path, vocabulary.partitions)
        if thread.outside is not None and counts.last is not None:
            value = counts.last[1]
        elif value != 1:
            value = None
    elif counts.last is not None and _is_of(path, counts.last[0], vocabulary):
        value = counts.last[1]
    else:
        value = None if parts.parted else counts.whole(path, vocabulary.partitions)
    return None if value is None else Figure(value)


def _is_of(path: str, whole: str, vocabulary: Vocabulary) -> bool:
    """Whether a fact can be said of all that was counted last."""
    if whole == "" or path.startswith(whole + "."):
        return True
    return any(whole == each.of[0] and path in each.parts for each in vocabulary.partitions)


def _draft(
    fact: Fact,
    value: Figure,
    derived: bool,
    stated: Statement,
    hit: Match,
    tokens: Sequence[Token],
    voice: Voice,
    thread: Thread,
    reader: Reader,
) -> Draft:
    counted = reader.vocabulary.counted_of(fact.path)
    said = reader.reading[thread.sentence : tokens[-1].end]
    named = counted is None or any(
        word in reader.reading[tokens[0].start : tokens[-1].end] for word in counted.own_if
    )
    own = voice.period == "last" and fact.path in reader.vocabulary.carried
    return Draft(
        fact.path,
        value.op,
        value.value,
        value.unit,
        reader.speaker.year if own else voice.year or reader.speaker.year,
        _scope(fact.path, stated, hit, tokens, voice, thread, reader, said),
        derived,
        stated.value in (NONE, ALSO),
        tokens[_first(hit, tokens)].start,
        tokens[hit.end - 1].end,
        fact.alternatives,
        of=thread.parts.whole if thread.parts.parted else None,
        named=named,
        sentence=thread.sentence,
    )


def _first(hit: Match, tokens: Sequence[Token]) -> int:
    """Return the first token of a statement, with what only adds up before it (共收到)."""
    at = hit.start
    while at and "TOTAL" in tokens[at - 1].labels:
        at -= 1
    return at


def _scope(
    path: str,
    stated: Statement,
    hit: Match,
    tokens: Sequence[Token],
    voice: Voice,
    thread: Thread,
    reader: Reader,
    said: str,
) -> Scope:
    given = stated.options.get("scope")
    if given:
        scope: Scope = given
        return scope
    counted = reader.vocabulary.counted_of(path)
    named = thread.labels.get("PLAIN.cause") or (counted and any(word in said for word in counted.own_if))
    if counted and counted.not_own and counted.not_own in reader.speaker.agency and not named:
        return "other_body"
    counts, parts = thread.counts, thread.parts
    labels = frozenset().union(*(token.labels for token in tokens[: hit.end]))
    listed = [listed for listed, _ in counts.listed]
    if "TOTAL.running" in labels and path in counts.said:
        return "comparison"
    partitions = reader.vocabulary.partitions
    split = any(path in each.of and not set(listed).isdisjoint(each.parts) for each in partitions)
    rest = not labels.isdisjoint(("REST", "REMAINDER"))
    if rest and (stated.value == NONE or (stated.value == QTY and split)):
        return "part"
    if stated.value == NONE and voice.period == "span":  # none since it was founded is none this year
        voice = voice._replace(period="own")
    if parts.one_way and stated.fact != "SUM":
        return "part"
    if parts.parted and parts.whole and parts.whole[0] == path and not counts.foreign:
        return "part"
    return voice.scope(reader.speaker)
