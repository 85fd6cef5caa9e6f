"""The thread of a passage: what is spoken of, what was counted, and what parts are told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gialint.model import Body, Operator, Scope
from gialint.records import NamedTuple
from gialint.understanding.claims.counts import NOTHING, Counted, Counts
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.meaning import OTHER, REST
from gialint.understanding.claims.partitions import Partition
from gialint.understanding.claims.passages import LONGEST_HEADING
from gialint.understanding.claims.patterns import Frame, Match
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token, Word, labels_of


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
    astray: tuple[Decimal, ...] = ()
    """The numbers of its sentence that did not say what they count."""
    way: tuple[Token, ...] = ()
    """The one way or kind of applicant by which it is counted, where it is no part of anything told."""
    under: tuple[Token, ...] = ()
    """The one way by which that came in of which it tells."""
    body: Body = ""
    with_object: bool = False
    """Whether it names itself what it counts (收到申请5件)."""
    of_own_year: bool = False
    """Whether it tells how much of its whole is of this year, and not by a way (43件，其中今年新收39件)."""


class Topic(NamedTuple):
    """What is spoken of: the objects, the verb that a list goes on with, and whether they are denied."""

    objects: tuple[str, ...] = ()
    verb: Word | None = None
    denying: bool = False


class Parts(NamedTuple):
    """The whole that parts are told of, and what keeps a figure from being of all: a way, an exception."""

    whole: Counted | None = None
    parted: bool = False
    one_way: tuple[Token, ...] = ()
    """The words of the one way by which all that follows came in."""
    excepting: bool = False
    excepted: Decimal = NOTHING


class Thread(NamedTuple):
    """What runs through a passage, and the words for which the statement before, or any, was not read."""

    topic: Topic
    counts: Counts = Counts()
    parts: Parts = Parts()
    outside: tuple[Parts, Topic] | None = None
    """The parts and what was spoken of before a bracket."""
    ghost: tuple[Token, ...] = ()
    unsure: tuple[Token, ...] = ()
    labels: Mapping[str, int] = {}
    """How often each label stands in the sentence."""
    sentence: int = 0
    divided: Counted | None = None
    """What was counted before parts of things not known."""
    whole: Topic | None = None
    """What was spoken of before them."""
    untold: Decimal = NOTHING
    """The largest number so far of a part that was not understood."""
    about: tuple[Token, ...] = ()
    """The number of those about one matter, of which alone what its sentence tells next may be."""
    strange: bool = False
    """Whether something else was told of before what is spoken of now."""
    raised: str = ""
    """The fact of which a sentence has told who raised it, and no figure yet (有2人提出申请，共3件)."""


def opened(thread: Thread, cover: Covered) -> Thread:
    """Return the thread at the beginning of a clause."""
    clause, parts, counts = cover.clause, thread.parts, thread.counts
    outside = thread.outside
    if clause.depth == 0 and outside is not None:
        (parts, topic), outside = outside, None
        if topic.objects:  # 起诉9件（其中4件的复议决定系上年作出），维持5件
            thread = thread._replace(topic=thread.topic._replace(objects=topic.objects))
    elif clause.depth and outside is None:
        outside = parts, thread.topic
    begins = next((token for token in clause.tokens if "QUOTE" not in token.labels), clause.tokens[0])
    if clause.opens or clause.opener == ";":
        thread = thread._replace(about=())
    if clause.opens:
        parts = Parts(parts.whole, parts.parted) if "PART" in begins.labels else Parts()
        thread = thread._replace(
            unsure=(),
            divided=None,
            raised="",
            sentence=clause.start,
            counts=counts._replace(listed=()),
            topic=thread.topic._replace(verb=None),
        )
    elif clause.opener == ";":
        if not _lists_on(cover):
            parts = parts._replace(whole=None, parted=False)
    elif counts.last is not None and (
        (clause.opener == "(" and (counts.listed or not thread.unsure))
        or (clause.opener == ":" and not parts.parted)
    ):
        parts = parts._replace(whole=counts.last, parted=True)
    if all("BESIDES" in token.labels for token in clause.tokens):
        parts = Parts()  # 其中公民2件，另外，办理上年未办结的1件
    denying = thread.topic.denying and clause.opener in ",("
    if denying != thread.topic.denying:
        thread = thread._replace(topic=thread.topic._replace(denying=denying))
    if parts is thread.parts and outside is thread.outside:
        return thread
    return thread._replace(parts=parts, outside=outside)


def headed(thread: Thread, cover: Covered, vocabulary: Vocabulary) -> Thread:
    """Turn to what a heading in a paragraph names (（二）依申请公开。受理4件; 依申请公开：受理4件)."""
    clause = cover.clause
    first = clause.tokens[0]
    leads = clause.closer == ":" and not (cover.matches or clause.has("QTY"))
    heads = clause.heads and first.text.startswith("(")
    if not (heads or leads) or clause.end - first.end > LONGEST_HEADING:
        return thread
    text = "".join(token.text for token in clause.tokens)
    names = [each.name for each in vocabulary.objects.values() if any(word in text for word in each.topics)]
    strange = any(map(clause.has, ("UNKNOWN", "OTHER", "OBJECT", "PUBLISH", "TEXT")))
    if not names and (leads or not strange):
        return thread  # （二）答复情况。
    return thread._replace(topic=Topic(tuple(names[:1]) or (OTHER,)), ghost=())


def returned(thread: Thread, whole: str, vocabulary: Vocabulary) -> Thread:
    """Turn back to what was counted before its kinds (诉讼5件，其中直接起诉3件、复议后起诉2件；维持4件)."""
    counted = next((each for each in vocabulary.objects.values() if each.fact == whole), None)
    counted = counted or vocabulary.counted_of(whole)
    return thread._replace(topic=thread.topic._replace(objects=(counted.name,))) if counted else thread


def bracketed(thread: Thread, before: Covered) -> Thread:
    """Turn to what a bracket is of: the one object counted before it (复议2件、诉讼3件（维持3件）)."""
    hit = before.matches[-1][1] if before.matches else None
    if hit is None or len(thread.topic.objects) < 2 or len(objects := hit.of("OBJECT")) != 1:
        return thread
    word = before.clause.tokens[objects[0]].word("OBJECT")
    return thread._replace(topic=thread.topic._replace(objects=(word.name,))) if word else thread


def _lists_on(cover: Covered) -> bool:
    """Whether a clause behind a semicolon may go on with a list of parts: it counts, and names no object."""
    heads = ("OBJECT", "STATE.receive", "STATE.carried_in", "STATE.carried_out", "STATE.close")
    return cover.clause.has("QTY") and not any(map(cover.clause.has, heads))


def looked_ahead(thread: Thread, covers: Sequence[Covered]) -> Thread:
    """Take in what the words of a sentence suggest where nothing was named (新收8件，上年结转1件)."""
    labels: dict[str, int] = {}
    suggested: list[str] = []
    for index, cover in enumerate(covers):
        if index and cover.clause.opens:
            break
        for token in cover.clause.tokens:
            for label in token.labels:
                labels[label] = labels.get(label, 0) + 1
            for word in token.words:
                if word.kind == "OBJECT" and not word.again:
                    suggested.append(word.name)
                elif word.kind in ("STATE", "APPLICANT", "CHANNEL") and len(word.facts) == 1:
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


def parted(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Begin the parts of what was counted last (其中)."""
    parts = thread.parts
    for token in tokens:
        if "PART" in token.labels:
            whole = parts.whole if parts.parted and parts.whole else thread.counts.last
            parts = parts._replace(parted=True, whole=whole)
        elif "EXCEPT" in token.labels:
            parts = parts._replace(excepting=True)
    return thread._replace(parts=parts) if parts is not thread.parts else thread


def named(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Take in the object that is spoken of without a figure."""
    if not tokens:
        return thread
    topic, linked, about = thread.topic, False, False
    counts = any("QTY" in token.labels for token in tokens)
    for token in tokens:
        word = token.word("OBJECT")
        about = "CAUSE.topic" in token.labels or (about and "QTY" not in token.labels)
        if word is not None and (not word.weak or not (word.again or topic.objects)):
            topic = topic._replace(objects=(*(topic.objects if linked else ()), word.name))
        elif word is None and "OTHER" in token.labels and counts and not about:  # 4件涉及噪声投诉
            topic = topic._replace(objects=(OTHER,))
        linked = "LINK" in token.labels
    return thread._replace(topic=topic) if topic is not thread.topic else thread


def is_yearly(labels: frozenset[str]) -> bool:
    """Whether a clause says that it tells of the whole year (全年共5件)."""
    return "PERIOD.same" in labels and "PERIOD.own" not in labels


def _excepts_several(tokens: Sequence[Token]) -> bool:
    """Whether a clause excepts more than one number (除2件非本机关职责、1件撤回外，其余均…)."""
    return "EXCEPT" in tokens[0].labels and sum("QTY" in token.labels for token in tokens) > 1


def turned(thread: Thread, frame: Frame, hit: Match, tokens: Sequence[Token]) -> Thread:
    """Take in what a frame makes of the figures behind it."""
    parts = thread.parts
    if frame.turns == "except" or (frame.turns == "open" and _excepts_several(tokens)):
        number = tokens[hit.of("QTY")[0]].number
        untold = number.value if number and not frame.states else NOTHING
        return thread._replace(parts=parts._replace(excepting=True, excepted=parts.excepted + untold))
    if parts.excepting and any(each.value == REST for each in frame.states):
        return thread._replace(parts=parts._replace(excepting=False))  # 除3件外，其余均…，全部办结
    if parts.excepting and frame.states and hit.of("QTY") and "REST" in labels_of(tokens[: hit.end]):
        # 除3件外，其余9件均予以公开，其中…
        return thread._replace(parts=parts._replace(excepting=False, whole=None, parted=False))
    if frame.turns == "way" and hit.of("STATE") and not parts.parted:
        return thread._replace(
            parts=parts._replace(one_way=tuple(tokens[index] for index in hit.of("CHANNEL")))
        )
    if parts.one_way and frame.states and is_yearly(labels_of(tokens[: hit.end])):
        return thread._replace(parts=parts._replace(one_way=()))  # 上半年收到7件，下半年收到12件，全年共19件
    if frame.turns == "unlike":  # 行政诉讼1件，与政府信息公开无关，判决维持
        return thread._replace(topic=Topic((OTHER,)))
    if frame.turns == "whole":  # 网上3件、来信2件，共5件，已答复4件
        return thread._replace(parts=parts._replace(one_way=()))
    if frame.turns == "among":
        if not hit.of("QTY"):
            said = _said(thread, tokens[hit.of("STATE")[0]])
            return thread._replace(parts=parts._replace(parted=True, whole=said)) if said else thread
        number = tokens[hit.of("QTY")[0]].number
        last = thread.counts.last
        counted = last if number and last and frame.states and last[1] == number.value else None
        whole = counted or (("", number.value) if number else None)
        counts = thread.counts._replace(last=whole)
        ghost = () if hit.of("OBJECT") else thread.ghost
        return thread._replace(parts=parts._replace(parted=True, whole=whole), counts=counts, ghost=ghost)
    return thread


def _said(thread: Thread, token: Token) -> Counted | None:
    """Return what was counted of the object that is spoken of, by a word for it (办结的申请中，…)."""
    state, said = token.word("STATE"), thread.counts.said
    paths = (path for name in thread.topic.objects for path in (state.facts.get(name, ()) if state else ()))
    return next(((path, said[path]) for path in paths if path in said), None)


def noted(thread: Thread, found: Sequence[Draft], partitions: Sequence[Partition]) -> Thread:
    """Note what was stated for what depends on it."""
    counts, parts = thread.counts, thread.parts
    for each in found:
        name, value = parts.whole if parts.parted and parts.whole else ("", NOTHING)
        for whole in partitions:
            if whole.widens and (name, each.path) == whole.parts:
                counts = counts._replace(said={**counts.said, whole.of[0]: value})
        if not each.derived:  # 收到2件，均为法人，其中科研机构1件、企业1件: the two make up the first
            counts = counts._replace(listed=(*counts.listed, (each.path, each.value)))
        if each.scope == "total" and each.op == "=" and not each.derived:
            counts = counts._replace(said={**counts.said, each.path: each.value})
        if not each.derived and not each.denial and each.scope != "part":
            exact = (each.path, each.value) if each.op == "=" else None  # of 超过100件 nothing follows
            counts = counts._replace(last=exact, foreign=each.scope in ("other_body", "comparison"))
    if found and parts.parted and parts.whole and counts.makes_up(parts.whole):
        parts = parts._replace(parted=False)  # 新收17件，其中自然人15件、企业2件，上年结转1件
    return thread._replace(counts=counts, parts=parts)
