"""Reconciliation: what a figure is a part of, decided once for a passage."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.claims.counts import NOTHING, Counts
from gialint.understanding.claims.statements import Draft
from gialint.understanding.claims.vocabulary import Partition, Vocabulary


def reconciled(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Return the drafts of a passage with wholes told from parts, and without what others contradict."""
    found = _of_their_kind(list(drafts))
    for each in vocabulary.partitions:
        if each.widens:
            found = _widened(found, each)
    sure = {(draft.path, draft.scope) for draft in found if not draft.alternatives}
    found = [draft for draft in found if not (draft.alternatives and (draft.path, draft.scope) in sure)]
    return [
        draft for draft in found if not (draft.derived and _is_denied(draft, found, vocabulary.partitions))
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
                found[at] = found[at]._replace(scope="total")
    return found


def _widened(found: list[Draft], partition: Partition) -> list[Draft]:
    """Tell all that is to be handled from what is new (受理48件，其中本年新收45件、上年结转3件)."""
    all_in, (new, added) = partition.of[0], partition.parts
    for index, draft in enumerate(found):
        if draft.path not in (new, all_in) or draft.scope != "total":
            continue
        wholes = ((new, draft.value), (all_in, draft.value))
        parts = [at for at in range(index + 1, len(found)) if found[at].of in wholes]
        said = {each.path: each.value for each in found[:index] if each.scope == "total"}
        if any(found[at].path == added for at in parts):
            found[index] = draft._replace(path=all_in, alternatives=())
            for at in parts:
                if found[at].path == new and found[at].scope == "part":
                    found[at] = found[at]._replace(scope="total")
        elif draft.path == new and new in said and draft.value == said[new] + said.get(added, 0) != said[new]:
            found[index] = draft._replace(path=all_in, alternatives=())
    return found


def _is_denied(derived: Draft, found: Sequence[Draft], partitions: Sequence[Partition]) -> bool:
    """Whether what follows from a word like 均 is said otherwise (均已答复，其中2件结转下年)."""
    said = {each.path: each.value for each in found if not each.derived and each.scope == "total"}
    if derived.path in said:
        return True
    counts = Counts(said)
    for each in partitions:
        whole = counts.value(each.of[0], partitions)
        if derived.path in each.parts and whole is not None:
            others = sum((said.get(part, NOTHING) for part in each.parts), NOTHING)
            if others and derived.value + others > whole:
                return True
    return False
