"""Statements: what the frames of a passage say, clause by clause, with what later clauses inherit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gialint.understanding.claims.attribution import Voice, attributed
from gialint.understanding.claims.clauses import DOUBTED, HEADING
from gialint.understanding.claims.counts import Counted, Counts
from gialint.understanding.claims.drafts import Reader, drafted
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.meaning import ALSO, NONE, OTHER, Told, objects_of
from gialint.understanding.claims.patterns import ANYTHING, Frame, Match
from gialint.understanding.claims.siblings import (
    Uncounted,
    beside,
    not_counted,
    of_kind_or_all,
    of_one_matter,
    of_others,
    of_which,
    of_whole,
    uncounted_in,
)
from gialint.understanding.claims.thread import (
    Draft,
    Thread,
    Topic,
    bracketed,
    headed,
    looked_ahead,
    named,
    noted,
    opened,
    parted,
    returned,
    turned,
)
from gialint.understanding.claims.unknown import divided, not_understood, noted_unknown, strayed
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token

INTENDING = frozenset(("PLAN", "CONDITION"))
NAMING = frozenset(("OUTCOME", "STATE.carried_in", "STATE.carried_out"))
"""What may be of one thing only, so that it needs no object."""

COUNTED = ("STATE.receive", "STATE.close", "STATE.handle", "AMONG", "PART")
"""Words of applications or of parts: outcomes beside them are not how documents are marked."""

TURNING = INTENDING | {"BODY", "PERIOD"}


def drafts(covers: Sequence[Covered], topic: str, reader: Reader) -> list[Draft]:
    """Return what the clauses of a passage state, in order."""
    thread = Thread(Topic((topic,) if topic else ()))
    found: list[Draft] = []
    untold: dict[int, list[Token]] = {}
    uncounted: list[Uncounted] = []
    part, lately = 0, list[Draft]()
    for index, (cover, voices) in enumerate(zip(covers, attributed(covers, reader.speaker), strict=True)):
        whole, told = thread.parts.whole, thread.counts
        thread = opened(thread, cover)
        of_parts = cover.clause.opens and thread.topic.objects == (OTHER,)  # 其中救助2件。予以公开3件
        if whole is not None and (of_parts or _ends(cover, whole, told, thread)):
            thread = returned(thread, whole[0], reader.vocabulary)
        if cover.clause.opens:
            thread = looked_ahead(headed(thread, cover, reader.vocabulary), covers[index:])
        elif cover.clause.closer == ":":
            thread = headed(thread, cover, reader.vocabulary)
        elif cover.clause.opener == "(":
            thread = bracketed(thread, covers[index - 1])
        last, listed = thread.counts.last, thread.counts.listed
        made, thread = _of_clause(cover, voices, thread, reader)
        if made and told.said and not cover.clause.has("OBJECT"):
            made = of_kind_or_all(made, told, reader.vocabulary)
        if last is not None and listed and cover.clause.opener == "," and not made:
            found = of_which(cover, last, lately, found, reader.vocabulary)
        if cover.left and thread.parts.parted:
            found = of_whole(cover, made, thread.parts.whole, found, reader.vocabulary)
        found += made
        lately = made
        part = cover.clause.start if cover.clause.opens or cover.clause.opener == ";" else part
        uncounted += uncounted_in(cover, part)
        if cover.left:
            untold.setdefault(thread.sentence, []).extend(cover.left_between(0, len(cover.clause.tokens)))
    if not reader.speaker.whole:
        found = of_others(found, reader.vocabulary)
    found = of_one_matter(found, reader.vocabulary)
    found = [not_counted(draft, uncounted) for draft in found] if uncounted else found
    return [
        beside(draft, untold[draft.sentence], reader.vocabulary) if draft.sentence in untold else draft
        for draft in found
    ]


def _ends(cover: Covered, whole: Counted, told: Counts, thread: Thread) -> bool:
    """Whether all kinds of a whole were told, or several at once, so that a semicolon ends them.

    Behind a comma it takes both (诉讼6件，其中直接起诉4件、复议后起诉2件，维持4件).
    """
    several, all_told = len(thread.topic.objects) > 1, told.makes_up(whole)
    if cover.clause.opener == ";":
        return several or all_told
    of_each = any(map(cover.clause.has, ("OBJECT", "ALL", "EACH")))
    return cover.clause.opener == "," and several and all_told and not of_each


def _of_clause(
    cover: Covered, voices: Sequence[Voice], thread: Thread, reader: Reader
) -> tuple[list[Draft], Thread]:
    tokens, found, at, vocabulary = cover.clause.tokens, [], 0, reader.vocabulary
    ghosts: tuple[Token, ...] = ()
    ends = [*(hit.start for _, hit in cover.matches), len(tokens)][1:]
    for (frame, hit), voice, following in zip(cover.matches, voices, ends, strict=True):
        thread = parted(thread, tokens[at : hit.end])
        left = cover.left_between(at, hit.start)
        thread = named(thread, left)
        ghosts += left + tuple(tokens[index] for index in hit.passed)
        after = cover.left_between(hit.end, following) + _ending(tokens[hit.end : following])
        told = thread.counts
        made, thread = _of_frame(frame, hit, tokens, voice, thread, reader)
        if after and _turns_on(hit, tokens, after):
            ghosts += after
        if frame.turns == "other" and not thread.parts.parted:
            thread = thread._replace(ghost=tuple(tokens[hit.start : hit.end]))
        if made:
            some = _of_some(hit, tokens)
            turned_on = some if made[0].denial or made[0].derived else ()
            if thread.ghost and _is_of_all(made[0], told.whole(made[0].path, vocabulary.partitions), thread):
                thread = thread._replace(ghost=())
            ghost = _inherited(frame, hit, cover, made, thread, first=at == 0)
            unread, doubts = ghosts + turned_on, after + voice.doubts + some
            doubts += _beside(frame, hit, tokens, thread) + _about(hit, tokens, made, thread)
            if made[0].derived or not _names(hit, tokens, thread):
                unread += ghost
            else:
                doubts += ghost
            found += [each._replace(unread=unread, doubts=doubts) for each in made]
            ghost += ghosts + turned_on
            anew = not (ghost or doubts) and _counts_anew(hit, made[0], thread, vocabulary)
            thread = thread._replace(ghost=ghost, unsure=() if anew else thread.unsure + ghost)
            if ghosts or turned_on:
                thread = not_understood(thread, [tokens[index] for index in hit.of("QTY")])
        elif after and found:
            found[-1] = found[-1]._replace(doubts=found[-1].doubts + after)
        at = hit.end
    behind = tuple(token for token in tokens[at:] if _belies(token))
    if behind and at:
        found = [each._replace(doubts=each.doubts + behind) for each in found]
    if not found and _names_only(cover):
        thread = thread._replace(ghost=(), strange=thread.strange or bool(thread.ghost))
    thread = parted(named(thread, tokens[at:]), tokens[at:])
    return found, strayed(thread, cover, found)


def _counts_anew(hit: Match, made: Draft, thread: Thread, vocabulary: Vocabulary) -> bool:
    """Whether a figure is all that what follows is of, whatever was not understood before it.

    公开信息52条，办理热线88件；收到申请9件，均已答复. Cases share the matter of those before them.
    """
    counted = vocabulary.counted_of(made.path)
    named = hit.of("OBJECT") and made.value and not made.derived
    return bool(named) and not thread.parts.parted and not (counted and counted.matter)


def _names_only(cover: Covered) -> bool:
    """Whether a clause leads over to what it names (规范性文件：本年制发1件; 二是规范依申请公开，收到1件)."""
    clause = cover.clause
    heads = clause.opens or not clause.tokens[0].labels.isdisjoint(HEADING)
    leads = clause.closer == ":" or (heads and not cover.left)
    return leads and clause.has("OBJECT") and not clause.has("QTY")


def _of_some(hit: Match, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of a statement for which it may be of some only (涉及征地的申请).

    Who decided tells why, not of which (2件因适用依据不准确被复议机关撤销).
    """
    passed = () if hit.of("REVIEWER") else [tokens[index] for index in hit.of(ANYTHING)]
    some = [token._replace(labels=token.labels | {DOUBTED}) for token in passed]
    return (*[token for token in tokens[hit.start : hit.end] if DOUBTED in token.labels], *some)


def _ending(between: Sequence[Token]) -> tuple[Token, ...]:
    """Return what tells of whom or of when behind a statement and before a link (收到3件去年、办结2件)."""
    if len(between) < 2:
        return ()
    links = [index for index, token in enumerate(between) if "LINK" in token.labels]
    return tuple(filter(_belies, between[: links[0]])) if links else ()


def _beside(frame: Frame, hit: Match, tokens: Sequence[Token], thread: Thread) -> tuple[Token, ...]:
    """Return a bare figure that what stands beside it makes doubtful (主动公开95条，依申请公开2条)."""
    beside = frame.states[0].options.get("beside") if frame.states else None
    outcome = any("OUTCOME" in tokens[index].labels for index in hit.of("STATE"))
    doubtful = beside and thread.labels.get(beside) and (outcome or not hit.of("STATE"))
    doubtful = doubtful and not (outcome and any(map(thread.labels.get, COUNTED)))
    return tuple(tokens[hit.start : hit.end]) if doubtful else ()


def _about(hit: Match, tokens: Sequence[Token], made: Sequence[Draft], thread: Thread) -> tuple[Token, ...]:
    """Return those about one matter that an outcome behind them may be of (征地类4件，予以公开3件)."""
    most = max((token.number.value for token in thread.about if token.number), default=Decimal(0))
    outcome = hit.of("SHORT") or any("OUTCOME" in token.labels for token in tokens[hit.start : hit.end])
    return thread.about if outcome and 0 < made[0].value <= most else ()


def _belies(token: Token) -> bool:
    """Whether a word behind a statement may tell of whom, when or in what sense it is (收到3件，去年)."""
    if token.labels.isdisjoint(TURNING):
        return False
    if not token.labels.isdisjoint(INTENDING):
        return True
    body, period = token.named("BODY"), token.named("PERIOD")
    return body not in ("", "own", "self", "place", "level") or period not in ("", "own", "same")


def _turns_on(hit: Match, tokens: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether what is behind a frame may turn it: what is said of a number, the head of what is denied."""
    if hit.end < len(tokens) and tokens[hit.end].text == "的" and "QTY" in tokens[hit.end - 1].labels:
        return True  # 收到不足10件的乡镇有97个
    if hit.end < len(tokens) and "LINK" in tokens[hit.end].labels:
        heads = (not token.labels.isdisjoint(("UNKNOWN", "TEXT")) for token in after)
        return bool(hit.of("NEGATION")) and any(heads)
    if hit.of("NEGATION"):
        return True
    noun = not hit.of("OBJECT") and "QTY" in tokens[hit.end - 1].labels  # 收到3件 of what follows
    return noun or bool(hit.of("SHORT")) or "QTY" in tokens[hit.start].labels


def _names(hit: Match, tokens: Sequence[Token], thread: Thread) -> bool:
    """Whether outcomes tell by themselves what they are of (无法提供), if documents are not spoken of."""
    states = [tokens[index] for index in hit.of("STATE") + hit.of("OUTCOME")]
    words = [token.word("STATE") for token in states if not token.labels.isdisjoint(NAMING)]
    alone = len(words) == len(states) > 0 and all(word is not None and len(word.facts) == 1 for word in words)
    return alone and not thread.labels.get("PUBLISH")


def _inherited(
    frame: Frame, hit: Match, cover: Covered, made: Sequence[Draft], thread: Thread, *, first: bool
) -> tuple[Token, ...]:
    """Return why a statement is not read that depends on others."""
    tokens = cover.clause.tokens
    before = all(token.end <= thread.sentence for token in thread.ghost)
    timed = any("PERIOD" in token.labels for token in tokens[: hit.start])
    anew = before or (first and (timed or cover.clause.opens or cover.clause.opener == ";"))
    made_anew = thread.labels.get("MAKE") and hit.of("OBJECT")  # 作出行政处罚3件
    nothing = not made[0].value  # 公开信息85条，行政复议0件: none is none whatever was done
    verbal = hit.of("STATE") or hit.of("NEGATION") or hit.of("NIL") or anew or made_anew or nothing
    listed = _beside(frame, hit, tokens, thread)  # 主动公开95条，依申请公开2条: each for itself
    depends = not (hit.of("OBJECT") or hit.of("REVIEWER")) or thread.parts.parted or not (verbal or listed)
    # 受理信访3568件，政府信息公开申请2件: what is counted beside something else under one verb
    other = any("OTHER" in token.labels for token in thread.ghost) and not thread.parts.parted
    beside = other and hit.of("OBJECT") and thread.topic.verb is not None
    denied = any("NEGATION" in token.labels for token in thread.ghost)  # 没有举报，行政复议1件
    beside = beside or (denied and hit.of("OBJECT") and hit.of("QTY"))
    found = thread.ghost if depends and not beside else ()
    rest = any(not token.labels.isdisjoint(("REST", "REMAINDER")) for token in tokens[: hit.end])
    if made[0].derived or rest:
        found += thread.unsure
    elif hit.of("QTY"):  # 走访企业12家。办结9件: those are none of the companies
        found = tuple(
            token for token in found if "OTHERQTY" not in token.labels or token.end > thread.sentence
        )
    unless = frame.states[0].options.get("unless", "").split("|")
    if (any(map(thread.labels.get, unless)) and not hit.of("STATE")) or (listed and thread.parts.parted):
        found += tuple(tokens[hit.start : hit.end])
    return found


def _is_of_all(made: Draft, whole: Decimal | None, thread: Thread) -> bool:
    """Whether a part of a whole is more than there is of what was not understood before its sentence.

    收到131件，其中57件已引导至专窗办理。办结128件
    """
    before = all(token.end <= thread.sentence for token in thread.ghost)
    exact = made.op == "=" and not made.derived
    return whole is not None and before and exact and 0 < thread.untold < made.value <= whole


def _again(thread: Thread, reader: Reader) -> list[str]:
    """Return the objects that a word may refer back to (文件): those whose figures a list goes on with."""
    known, counts = reader.vocabulary.objects, thread.counts
    counted = counts.last is not None or bool(counts.listed)
    return [name for name in thread.topic.objects if counted or (name in known and known[name].fact)]


def _of_frame(
    frame: Frame, hit: Match, tokens: Sequence[Token], voice: Voice, thread: Thread, reader: Reader
) -> tuple[list[Draft], Thread]:
    """Return what a frame states of its tokens, and what is inherited from it."""
    topic = thread.topic
    if frame.turns == "last":
        word = tokens[hit.of("OBJECT")[-1]].word("OBJECT")
        return [], thread._replace(topic=topic._replace(objects=(word.name,) if word else ()))
    objects = (
        None if frame.turns == "other" else objects_of(hit, tokens, topic.objects, _again(thread, reader))
    )
    if objects is None and thread.parts.parted:
        return [], noted_unknown(thread, [tokens[at] for at in hit.of("QTY")])
    verbs = [word for index in hit.of("STATE") if (word := tokens[index].word("STATE")) is not None]
    verb = verbs[-1] if verbs else topic.verb
    if objects is None:
        thread = thread._replace(topic=Topic((OTHER,), verb))
        return [], noted_unknown(thread, [tokens[at] for at in hit.of("QTY")])
    if frame.states and frame.states[0].options.get("of") == "last":
        objects = objects[-1:]
    told = Told(
        tokens, objects, topic.verb, voice.period, reader.speaker.year, thread.counts, reader.vocabulary
    )
    found = [each for stated in frame.states for each in drafted(stated, hit, told, voice, thread, reader)]
    thread = noted(thread, found, reader.vocabulary.partitions)
    if frame.turns == "raised":
        counted = reader.vocabulary.objects.get(objects[-1])
        thread = thread._replace(raised=counted.fact if counted else "")
    if frame.turns == "unknown" or (not found and frame.states and hit.of("QTY")):
        if frame.states and not thread.parts.parted:
            thread = thread._replace(ghost=tuple(tokens[hit.start : hit.end]))
        numbers = [tokens[index] for index in hit.of("QTY")]
        thread = noted_unknown(thread, numbers)
        if (ended := divided(thread, thread.divided)) is not thread:
            return [], ended
        if frame.turns == "unknown":
            some = tuple(token._replace(labels=token.labels | {DOUBTED}) for token in numbers)
            all_told = divided(thread, thread.parts.whole or thread.counts.last) is not thread
            thread = thread._replace(about=() if all_told else some)
    denies = any(each.value in (NONE, ALSO) for each in frame.states)
    beside = hit.start and "LINK" in tokens[hit.start - 1].labels and hit.of("OBJECT")
    topic = Topic(
        tuple(dict.fromkeys((*(topic.objects if beside else ()), *objects))) or topic.objects,
        verb,
        denies and (topic.denying or bool(hit.of("NEGATION"))),
    )
    return found, turned(thread._replace(topic=topic), frame, hit, tokens)
