"""Unknown things: their numbers in a passage, and whether they make up what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.lazy_regex import lazy_regex
from gialint.understanding.claims.counts import Counted
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.thread import Draft, Thread
from gialint.understanding.claims.words import Token
from gialint.understanding.number_words import HAN_DIGITS

NUMBERS = ("QTY", "NUMBER", "OTHERQTY")
_NUMERAL = lazy_regex(f"[0-9]|[{HAN_DIGITS.replace('两', '')}]{{2}}")
"""What tells a number within an unknown word (9届, 十二届); one Chinese numeral is in many (四部门)."""


def strayed(thread: Thread, cover: Covered, found: Sequence[Draft]) -> Thread:
    """Take in the numbers of a clause that did not say what they count."""
    clause = cover.clause
    if found and not thread.parts.parted and thread.counts.holds_unknown():
        thread = divided(thread, thread.parts.whole or thread.divided)  # 其中征地类9件、其他3件
    if thread.divided is not None and any(frame.turns == "share" for frame, _ in cover.matches):
        return _told_again(thread, thread.divided)  # 三个领域共31件，占59.6%
    if not cover.left and all(frame.turns != "open" for frame, _ in cover.matches):
        told = thread.counts
        return thread if told.stray is None else thread._replace(counts=told._replace(stray=None))
    left = [clause.tokens[index] for index in cover.left]
    strange = tuple(token for token in left if counts_untold(token))
    if strange:
        thread = not_understood(thread._replace(unsure=thread.unsure + strange), strange)
        parted = thread.parts.parted
        alone = not (found or parted or clause.depth)
        before = thread.parts.whole if parted else thread.counts.last or thread.divided
        if parted or alone:
            thread = noted_unknown(thread, strange)
            ended = divided(thread, before)
            thread, alone = ended, alone and ended is thread
        if alone:
            whole = thread.whole if thread.divided else thread.topic
            thread = thread._replace(ghost=strange, divided=before, whole=whole)
            thread = thread._replace(counts=thread.counts._replace(last=None))
    telling = ("STATE", "OBJECT") if clause.closer == "(" else ("STATE", "OBJECT", "UNKNOWN", "OTHER")
    known = not any(map(clause.has, telling))  # 一件涉及土地流转（予以公开）
    counts = [token.number.value for token in left if known and "QTY" in token.labels and token.number]
    opened = [tokens for frame, hit in cover.matches if frame.turns == "open" for tokens in hit.of("QTY")]
    counts += [each.value for index in opened if (each := clause.tokens[index].number) is not None]
    alone = len(counts) == 1 and thread.counts.stray is None  # 一件申请公开预算，一件申请公开决算，已答复
    stray = counts[0] if alone and not found and clause.closer in ",(" else None
    if stray == thread.counts.stray:
        return thread
    return thread._replace(counts=thread.counts._replace(stray=stray))


def divided(thread: Thread, whole: Counted | None) -> Thread:
    """Return the thread behind parts of things not known if they make up a whole: it is told of again.

    收到4件，其中查询价格3件、咨询流程1件，均已答复; 收到43件，征地批文类28件，其他15件，办结率100%
    """
    counts = thread.counts
    largest = max(counts.said.items(), key=lambda said: said[1], default=None)  # as a rule what came in
    wholes = [each for each in (whole, largest) if whole is not None and each is not None]
    found = next((each for each in wholes if counts.makes_up(each) or counts.ends_in(each)), None)
    if found is None:
        return thread
    last = counts.last if thread.parts.parted else found
    return _told_again(thread, last)._replace(parts=thread.parts._replace(parted=False), divided=None)


def _told_again(thread: Thread, last: Counted | None) -> Thread:
    """Return the thread behind what was not understood in its sentence, but was of what is told of."""
    known = tuple(token for token in thread.unsure if token.start < thread.sentence)
    topic = thread.whole if thread.divided and thread.whole else thread.topic
    return thread._replace(
        counts=thread.counts._replace(last=last), unsure=known, ghost=(), about=(), topic=topic
    )


def noted_unknown(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Note the numbers of things that are not known, beside those that are."""
    numbers = [("", token.number.value) for token in tokens if token.number and "QTY" in token.labels]
    counts = thread.counts
    return thread._replace(counts=counts._replace(listed=(*counts.listed, *numbers))) if numbers else thread


def not_understood(thread: Thread, tokens: Sequence[Token]) -> Thread:
    """Note the numbers of what was not understood, if they are of parts of what was told."""
    numbers = [token.number.value for token in tokens if token.number and "QTY" in token.labels]
    if not (numbers and thread.parts.parted):
        return thread
    return thread._replace(untold=max(thread.untold, *numbers))


def counts_untold(token: Token) -> bool:
    """Whether a token is a number of something, though none that is known (9届)."""
    known = not token.labels.isdisjoint(NUMBERS)
    return known or ("UNKNOWN" in token.labels and _NUMERAL.search(token.text) is not None)
