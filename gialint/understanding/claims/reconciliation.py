"""Reconciliation: what a figure is a part of, decided once for a passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from gialint.model import Body
from gialint.understanding.claims.balance import balanced
from gialint.understanding.claims.clauses import DOUBTED
from gialint.understanding.claims.counts import NOTHING, Counted, Counts
from gialint.understanding.claims.partitions import Partition, counterparts, is_half, whole_of
from gialint.understanding.claims.thread import Draft
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token


def reconciled(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Return the drafts of a passage with wholes told from parts, and without what others contradict."""
    if len(drafts) < 2:
        return _by_one_way(list(drafts))
    found = _said_again([*drafts], vocabulary.partitions)
    found = _of_some(_of_their_kind(_each_its_row(_of_an_outcome(found, vocabulary.partitions))))
    found = _of_another(_by_one_way(found), vocabulary.partitions)
    if any(draft.doubts for draft in found):
        for each in vocabulary.partitions:
            found = _short_of(found, each, vocabulary.partitions)
    found = balanced(found, vocabulary.partitions)
    found = _lesser(found)
    found = _holding_others(_told_twice(found, vocabulary.partitions), vocabulary.partitions)
    sure = {(draft.path, draft.scope) for draft in found if not draft.alternatives}
    found = [draft for draft in found if not (draft.alternatives and (draft.path, draft.scope) in sure)]
    return _once(
        [draft for draft in found if not (draft.derived and _is_denied(draft, found, vocabulary.partitions))]
    )


def _once(found: list[Draft]) -> list[Draft]:
    """Leave out what follows from a sentence twice (均已答复，年内全部办毕)."""
    said: set[tuple[str, int | None, Decimal, int]] = set()
    kept = []
    for draft in found:
        if draft.derived and _is_all(draft):
            key = (draft.path, draft.year, draft.value, draft.sentence)
            if key in said:
                continue
            said.add(key)
        kept.append(draft)
    return kept


def _said_again(found: list[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Take for a row told before what the row of another whole has no room for.

    复议9件，维持6件、纠正1件；诉讼5件，均维持。被纠正的1件，…: of the review.
    """
    for at, draft in enumerate(found):
        own = None if draft.with_object or not draft.value else whole_of(draft.path, partitions)
        alike = counterparts(draft.path, own, partitions) if own is not None and _is_all(draft) else []
        if own is None or not alike:
            continue
        before = [each for each in found[:at] if each.sentence < draft.sentence and _is_all(each)]
        told = {each.path: each.value for each in before}
        beside = sum((told.get(part, NOTHING) for part in own.parts if part != draft.path), NOTHING)
        if own.of[0] not in told or (beside and beside + draft.value <= told[own.of[0]]):
            continue
        again = next((path for path in alike if told.get(path) == draft.value), draft.path)
        found[at] = draft._replace(path=again)
    return found


def _of_an_outcome(drafts: Sequence[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Take for parts what makes up an outcome and is no kind of it (结转22件，其中自然人17件、企业5件)."""
    told: dict[Counted, list[Draft]] = {}
    for draft in drafts:
        if draft.of is not None:
            told.setdefault(draft.of, []).append(draft)
    if not told:
        return [*drafts]
    outcomes = {part for each in partitions if is_half(each.of[0], partitions) for part in each.parts}
    outcomes |= {each.left_over for each in partitions if each.left_over}
    made_up = set()
    for whole, parts in told.items():
        if whole[0] in outcomes and len(parts) > 1 and sum(draft.value for draft in parts) == whole[1]:
            kinds = [each for each in partitions if {draft.path for draft in parts} <= set(each.parts)]
            if kinds and not any(whole[0] in each.of or outcomes & {*each.parts} for each in kinds):
                made_up.add(whole)
    return [draft._replace(scope="part") if draft.of in made_up else draft for draft in drafts]


def _each_its_row(found: list[Draft]) -> list[Draft]:
    """Take for a row of a group each number with a reason where several are told of the group.

    因信息不存在无法提供3件，因需另行制作无法提供1件
    """
    told = Counter((draft.path, draft.year) for draft in found if draft.scope == "total")
    return [
        draft._replace(path=rows[0], alternatives=())
        if told[draft.path, draft.year] > 1
        and (rows := [path for path in draft.alternatives if path.startswith(f"{draft.path}.")])
        else draft
        for draft in found
    ]


def _of_their_kind(found: list[Draft]) -> list[Draft]:
    """Take for another matter what is counted of all, where a part is of this (复议3件，其中信息公开1件)."""
    for index, draft in enumerate(found):
        if draft.named:
            continue
        parts = [
            at
            for at in range(index + 1, len(found))
            if found[at].of and found[at].path == draft.path and found[at].named
        ]
        if parts:
            found[index] = draft._replace(scope="other_body")
            for at in parts:
                if found[at].scope == "part":
                    found[at] = found[at]._replace(scope="total")
    return found


def _of_another(found: list[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Take for parts outcomes in doubt that make up a number of something else (纪要11份，公开8、不公开3)."""
    outcomes = {part for each in partitions if not each.widens for part in each.parts}
    sentences: dict[int, list[int]] = {}
    for at, draft in enumerate(found):
        if draft.unread or (draft.doubts and draft.scope == "total"):
            sentences.setdefault(draft.sentence, []).append(at)
    told = {draft.path: draft.value for draft in found if _is_all(draft)}
    if not told:
        return found
    sure = {*told.values(), *(sum(told.get(part, NOTHING) for part in each.parts) for each in partitions)}
    for unsure in sentences.values():
        first = found[unsure[0]]
        for behind, wholes in (
            (unsure, {*first.astray}),
            (unsure[1:], {first.value} if first.unread else set()),
        ):
            parts = [at for at in behind if found[at].path in outcomes and found[at].value]
            if len(parts) > 1 and sum(found[at].value for at in parts) in wholes - sure:
                for at in parts:
                    found[at] = found[at]._replace(scope="part")
    return found


def _of_some(found: list[Draft]) -> list[Draft]:
    """Take for a part what may be of some only, beside another figure of the same fact (涉及征地的27件)."""
    told = Counter((draft.path, draft.year) for draft in found if draft.scope == "total")
    return [
        draft._replace(scope="part")
        if told[draft.path, draft.year] > 1 and any(DOUBTED in token.labels for token in draft.doubts)
        else draft
        for draft in found
    ]


def _short_of(found: list[Draft], partition: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for parts outcomes in doubt that are short of the whole (新收9件，征地类公开4件、部分公开2件)."""
    new = (each.parts[0] for each in partitions if each.widens and each.of[0] in partition.of)
    wholes = {*partition.of, *new}
    told = [draft.value for draft in found if draft.path in wholes and _is_all(draft)]
    unsure = [
        index
        for index, draft in enumerate(found)
        if draft.path in partition.parts and draft.scope == "total" and draft.doubts
    ]
    beyond = [at for at in unsure if told and not partition.widens and found[at].value > sum(told)]
    for at in beyond:  # 收到8件。受理环评审批63件，其中公开60件
        found[at] = found[at]._replace(scope="part")
    sure = any(draft.path in partition.parts and _is_all(draft) for draft in found)
    if (
        partition.widens
        or sure
        or not told
        or len(unsure) < 2
        or sum(found[index].value for index in unsure) >= min(told)
    ):
        return found
    return [draft._replace(scope="part") if at in unsure else draft for at, draft in enumerate(found)]


def _is_all(draft: Draft) -> bool:
    """Whether a draft tells without doubt all that there is."""
    return draft.scope == "total" and not (draft.doubts or draft.unread)


def _by_one_way(found: list[Draft]) -> list[Draft]:
    """Take for all, in doubt, what came by one way where no other number of it is told (收到网上申请1件).

    So is what became of it (…，公开1件).
    """

    def is_all(draft: Draft) -> bool:
        shares = (each for each in found if each.path.startswith(draft.path))
        more = any(number > draft.value for number in draft.astray)  # 办公室转来2件，各所收到3封，共5件
        return (
            draft.scope == "part"
            and not more
            and all(
                each is draft or (each.path != draft.path and each.value == draft.value) for each in shares
            )
        )

    settled: list[Draft] = []
    ways: tuple[Token, ...] = ()
    for draft in found:
        if is_all(draft) and not draft.doubts and (draft.way or any(word in ways for word in draft.under)):
            ways += draft.way
            draft = draft._replace(scope="total", doubts=draft.doubts + (draft.way or draft.under))
        settled.append(draft)
    return settled


def _told_twice(found: list[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Leave in doubt what a sentence tells twice of a fact, and not in parts (撤销1件，确认违法1件).

    Of a whole, such as what came in, so is what is told behind the second (本级收18件；各部门收77件，答复75).
    """
    parts = {part for each in partitions for part in each.parts}
    heads = {path for each in partitions for path in each.of}
    wholes = {draft.of for draft in found}
    told: dict[tuple[str, int | None, int], dict[tuple[int, int], int]] = {}
    for at, draft in enumerate(found):
        if draft.scope == "total" and draft.op == "=" and not (draft.derived or draft.denial or draft.unread):
            told.setdefault((draft.path, draft.year, draft.sentence), {})[draft.start, draft.end] = at
    for (path, _, sentence), places in told.items():
        values = {found[at].value for at in places.values()}
        again = path not in parts or not all(values) or any((path, each) in wholes for each in values)
        if len(places) < 2 or (len(values) == 1 and again):
            continue  # said once, or said again (不予处理3件，不予处理的3件中，重复申请2件)
        for span, at in places.items():
            others = tuple(Token(*other, frozenset(("QTY",))) for other in places if other != span)
            found[at] = found[at]._replace(doubts=found[at].doubts + others)
        if path in heads and len(values) > 1:
            second = sorted(places)[1]
            words = tuple(Token(*span, frozenset(("QTY",))) for span in places)
            found = [
                draft._replace(doubts=draft.doubts + words)
                if draft.sentence == sentence and draft.start > second[0] and not draft.doubts
                else draft
                for draft in found
            ]
    return found


def _holding_others(found: list[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Take an outcome of which another is told as a part for both together (公开15件，其中部分公开2件).

    Where both together are no fact, what it counts is not known; how many of them are of another that is
    named without a number is not either (公开15件（含部分公开）).
    """
    numberless: list[Draft] = []
    wholes = {path for each in partitions for path in each.of}
    left_over = {each.left_over for each in partitions}
    for at, draft in enumerate(found):
        if draft.path in wholes or draft.path in left_over:  # 结转下年40件。办结情况：公开16件
            continue
        beside = {path for each in partitions if draft.path in each.parts for path in each.parts} - wholes
        of = (draft.path, draft.value)
        inside = [each for each in found[at + 1 :] if each.of == of]
        parts = [each for each in inside if each.path in beside - {draft.path}]
        own = sum(each.value for each in inside if each.path == draft.path)
        told = own + sum(each.value for each in parts)  # 维持16件，其中市政府维持6件；纠正2件
        if parts and (told == draft.value if own else told <= draft.value):
            words = tuple(Token(each.start, each.end, frozenset(("PART",))) for each in parts)
            both = {draft.path, *(each.path for each in parts)}
            whole = next((each.of[0] for each in partitions if both == set(each.parts)), "")
            found[at] = draft._replace(path=whole) if whole else draft._replace(unread=draft.unread + words)
            numberless += [each for each in parts if each.derived]
    return [draft for draft in found if draft not in numberless]


def _lesser(found: list[Draft]) -> list[Draft]:
    """Take for a part the lesser of two figures of a fact in two sentences (新收61件。其余55件为本年收件).

    It is one in the same sentence, too, if it is in doubt or only denied (出台9件，其余6件未印发), but none
    if it names what it counts: then one of the two is wrong (收到申请1356件。全年共收到申请1365件).
    """
    told: dict[tuple[str, int | None, Body], list[Draft]] = {}
    for draft in found:
        sure = draft.op == "=" and not (draft.derived or draft.unread or draft.doubts)
        if sure and draft.scope in ("total", "other_body"):
            told.setdefault((draft.path, draft.year, draft.body), []).append(draft)

    def is_lesser(draft: Draft) -> bool:
        if draft.scope != "total" or draft.op != "=" or draft.derived:
            return False
        anywhere = bool(draft.doubts) or draft.denial
        return any(
            each.value > draft.value
            and (anywhere or not (draft.with_object or each.sentence == draft.sentence))
            and (each.scope == "total" or (draft.doubts and not draft.denial))
            for each in told.get((draft.path, draft.year, draft.body), ())
        )

    return [draft._replace(scope="part") if is_lesser(draft) else draft for draft in found]


def _is_denied(derived: Draft, found: Sequence[Draft], partitions: Sequence[Partition]) -> bool:
    """Whether what follows from a word like 均 is said otherwise (均已答复，其中2件结转下年).

    So it is where more is told behind it of what came in (58件，办结率100%，上年结转的3件已办结).
    """
    told = [each for each in found if not each.derived and each.scope == "total"]
    sure = {each.path: each.value for each in told if not each.unread}
    if derived.path in sure:
        return True
    unread = (each for each in found if each.unread and not each.derived)
    said = {each.path: each.value for each in (*unread, *told)}
    counts = Counts(said)
    later = {each.path for each in found if each.start > derived.start}
    elsewhere = [each for each in partitions if derived.path not in each.parts]
    group = derived.path.rpartition(".")[0]
    for each in partitions:
        whole = counts.value(each.of[0], elsewhere)
        if whole is None:
            continue
        if group in each.parts and not each.widens:  # 4件，予以公开2件，均不掌握
            beside = sum((sure.get(part, NOTHING) for part in each.parts if part != group), NOTHING)
            if beside and derived.value + beside > whole:
                return True
        if derived.path in each.parts:
            others = sum((said.get(part, NOTHING) for part in each.parts if part != derived.path), NOTHING)
            if others and derived.value + others > whole:
                return True
            if derived.value + others < whole and not later.isdisjoint(_adding(each.of[0], partitions)):
                return True
    return False


def _adding(whole: str, partitions: Sequence[Partition]) -> set[str]:
    """Return the facts that a whole has besides the one that alone is told for it (上年结转)."""
    return {part for each in partitions if each.of[0] == whole and each.widens for part in each.parts[1:]}
