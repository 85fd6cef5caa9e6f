"""Siblings: what the clauses beside a statement do to it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gialint.records import NamedTuple
from gialint.understanding.claims.attribution import EARLIER
from gialint.understanding.claims.counts import NOTHING, Counted, Counts
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.thread import Draft
from gialint.understanding.claims.unknown import counts_untold
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token, Word

OF_EARLIER = frozenset(f"PERIOD.{period}" for period in EARLIER)


class Uncounted(NamedTuple):
    """A word for what is in no table, where what it may be of begins, and whether it is of some beside it."""

    begin: int
    token: Token
    of_others: bool


def uncounted_in(cover: Covered, begin: int) -> list[Uncounted]:
    """Return what a clause says is in no table; a bracket tells of others (收到7件（转交的不计入）)."""
    tokens = cover.clause.tokens
    others = cover.clause.opener == "(" and "UNCOUNTED" not in tokens[0].labels
    return [Uncounted(begin, token, others) for token in tokens if "UNCOUNTED" in token.labels]


def not_counted(draft: Draft, uncounted: Sequence[Uncounted]) -> Draft:
    """Take back what a sentence, up to a semicolon, says is in no table (…收到7件，不计入本报告)."""
    words = [each for each in uncounted if each.begin <= draft.start < each.token.end]
    return draft._replace(
        unread=draft.unread + tuple(each.token for each in words if not each.of_others),
        doubts=draft.doubts + tuple(each.token for each in words if each.of_others),
    )


def beside(draft: Draft, untold: Sequence[Token], vocabulary: Vocabulary) -> Draft:
    """Leave a figure in doubt beside the same outcome without one (1件…，已公开；其余3件，公开1件).

    ``untold`` are the words of its sentence that were not understood. What follows from a word like 均 is
    not read beside the other half of all, of which the number was not.
    """
    if draft.derived:
        others = {each.left_over for each in vocabulary.partitions if each.parts[0] == draft.path}
        unread = tuple(
            token
            for token in untold
            if any(word.kind == "STATE" and not others.isdisjoint(_paths(word)) for word in token.words)
        )
        draft = draft._replace(unread=draft.unread + unread) if unread else draft
    doubts = tuple(
        token
        for token in untold
        if any(word.kind == "SHORT" and draft.path in _paths(word) for word in token.words)
    )
    astray = tuple(
        token.number.value if token.number else NOTHING for token in untold if counts_untold(token)
    )
    return draft._replace(doubts=draft.doubts + doubts, astray=astray) if doubts or astray else draft


def of_one_matter(found: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Take in what was not understood of the case before: they share a matter (因处罚被复议11件；被诉2件)."""
    settled: list[Draft] = []
    before: Draft | None = None
    for draft in found:
        counted = vocabulary.counted_of(draft.path)
        if counted is not None and counted.matter and draft.path == counted.fact:
            shares = before is not None and before.sentence == draft.sentence and before.path != draft.path
            if before is not None and shares and not (before.named or draft.named):
                draft = draft._replace(unread=draft.unread + before.unread)
            before = draft
        settled.append(draft)
    return settled


def of_kind_or_all(made: Sequence[Draft], told: Counts, vocabulary: Vocabulary) -> list[Draft]:
    """Take what is told behind all kinds of a whole for what is of the last kind, or of all.

    诉讼84件，直接起诉36件，复议后起诉48件，其中判决纠正3件
    """
    meant: dict[str, tuple[str, Decimal | None]] = {}
    for each in vocabulary.partitions:
        name, _, figure = each.parts[-1].rpartition(".")
        if each.of[0].endswith(f".{figure}") and told.divides(each):
            meant[f"{name}."] = each.of[0].removesuffix(figure), told.said.get(each.parts[-1])
    settled: list[Draft] = []
    for draft in made:
        kind = next(filter(draft.path.startswith, meant), "")
        whole, of_kind = meant.get(kind, ("", None))
        if kind and not (draft.derived and draft.value == of_kind):  # 均维持: of the last kind at least
            other = draft.path.replace(kind, whole, 1)
            draft = draft._replace(alternatives=(*draft.alternatives, other))
        settled.append(draft)
    return settled


def of_others(found: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Leave in doubt a number of which others' cases are told as parts (处理12件，其中协助区政府答复5件)."""
    wholes = {path for each in vocabulary.partitions for path in each.of}
    others = (each for each in found if each.scope == "other_body" and each.path in wholes)
    parts = {each.of: each for each in others if each.of is not None}
    settled: list[Draft] = []
    for draft in found:
        part = parts.get((draft.path, draft.value))
        if part is not None and draft.scope == "total":
            words = (Token(part.start, part.end, frozenset(("BODY",))),)
            draft = draft._replace(doubts=draft.doubts + words)
        settled.append(draft)
    return settled


def _paths(word: Word) -> set[str]:
    return {path for paths in word.facts.values() for path in paths}


def of_whole(
    cover: Covered,
    made: Sequence[Draft],
    whole: Counted | None,
    found: list[Draft],
    vocabulary: Vocabulary,
) -> list[Draft]:
    """Take in what was not understood among the parts of a number: what is carried in tells what it is of."""
    left = cover.left_between(0, len(cover.clause.tokens))
    turning = {part for each in vocabulary.partitions if each.widens for part in each.parts[1:]}
    turning |= {each.left_over for each in vocabulary.partitions if whole and whole[0] == each.parts[0]}
    words = [word for token in left if (word := token.word("STATE")) is not None]
    said = [path for word in words for paths in (*word.facts.values(), *word.past.values()) for path in paths]
    counted = vocabulary.counted_of(whole[0]) if whole else None
    text = "".join(token.text for token in cover.clause.tokens)
    named = counted is not None and any(word in text for word in counted.matter)
    # 其中2022年度…3件
    past = not OF_EARLIER.isdisjoint(cover.clause.labels) and any(map(counts_untold, left))
    new = {each.parts[0] for each in vocabulary.partitions if each.widens}
    if whole and whole[0] in new:  # 其中2022年度…转入3件
        turning |= {each.left_over for each in vocabulary.partitions} - {""}
        said += [each.path for each in made if each.unread]
    turns = named or past or not turning.isdisjoint(said)
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


def of_which(
    cover: Covered, last: Counted, lately: Sequence[Draft], found: list[Draft], vocabulary: Vocabulary
) -> list[Draft]:
    """Take in a clause that says which cases the number before it counts (复议2件，均为行政处罚案件).

    Of several numbers ``lately`` told in one clause it says so of all (复议9件、诉讼5件，均为工伤认定争议).
    An exception that is not understood leaves the number in doubt (来信12封，剔除3封实为咨询).
    """
    tokens = cover.clause.tokens
    counted = vocabulary.counted_of(last[0])
    begins = next((token for token in tokens if "QUOTE" not in token.labels), tokens[0])
    if "EXCEPT" in begins.labels:
        left = cover.left_between(0, len(tokens))
        return [
            draft._replace(doubts=draft.doubts + left) if (draft.path, draft.value) == last else draft
            for draft in found
        ]
    if counted is None or not counted.matter:
        return found
    if last[0] != counted.fact and cover.clause.has("CAUSE.reason"):
        return found  # 3件被复议机关纠正，均因说理不充分: why it was decided so
    if any(frame.turns == "unlike" for frame, _ in cover.matches):
        strange = tokens
    elif begins.labels.isdisjoint(("ALL", "EACH", "CAUSE")):
        return found
    else:
        left = cover.left_between(0, len(tokens))
        strange = tuple(each for each in left if not each.labels.isdisjoint(("UNKNOWN", "OTHER", "OBJECT")))
    of_all = strange and not begins.labels.isdisjoint(("ALL", "EACH"))
    told = {last, *((draft.path, draft.value) for draft in lately if of_all)}
    return [
        draft._replace(unread=draft.unread + strange) if (draft.path, draft.value) in told else draft
        for draft in found
    ]
