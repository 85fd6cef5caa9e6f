"""Balance: what came in, was carried over, closed and left, told apart by how it adds up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from gialint.understanding.claims.counts import NOTHING
from gialint.understanding.claims.partitions import Partition, halves_of
from gialint.understanding.claims.thread import Draft


def balanced(found: list[Draft], partitions: Sequence[Partition]) -> list[Draft]:
    """Return drafts of which each figure is told of what it must be of for the passage to add up."""
    for each in partitions:
        if each.widens:
            found = _handled(_carried_over(found, each, partitions), each, partitions)
            found = _shared_out(_widened(found, each, partitions), each, partitions)
            found = _of_the_new(found, each, partitions)
    for each in partitions:
        if each.left_over:
            found = _all_answered(_beside_rows(found, each, partitions), each, partitions)
    return found


def _carried_over(found: list[Draft], widening: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for what came in what is carried over if it adds up so (新收8件，结转1件，共9件，结转下年2件)."""
    all_in, (new, added) = widening.of[0], widening.parts
    halves = halves_of(all_in, partitions)
    sure = [draft for draft in found if draft.scope == "total" and not draft.derived]
    told = {draft.path: draft.value for draft in reversed(sure)}
    if halves is None or new not in told or added in told or halves.left_over not in told:
        return found
    over = [draft for draft in sure if draft.path == halves.left_over]
    first, last = over[0], over[-1]
    whole = told.get(all_in)
    if whole is None and first.value != last.value and halves.parts[0] in told:
        whole = told[halves.parts[0]] + last.value
    if not first.value or whole != told[new] + first.value:
        return found
    return [draft._replace(path=added) if draft is first else draft for draft in found]


def _handled(found: list[Draft], widening: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for closed what was handled beside what is left over (新收92件、上年结转3件，办理91件，余4件)."""
    all_in, (new, added) = widening.of[0], widening.parts
    halves = halves_of(all_in, partitions)
    told = {draft.path for draft in found if draft.scope == "total" and draft.value and not draft.derived}
    if halves is None or halves.parts[0] in told or halves.left_over not in told:
        return found
    said: dict[str, Decimal] = {}
    for at, draft in enumerate(found):
        if draft.scope != "total":
            continue
        if draft.path == all_in and new in said and draft.value < said[new] + said.get(added, NOTHING):
            draft = found[at] = draft._replace(path=halves.parts[0], alternatives=())
        said[draft.path] = draft.value
    return found


def _of_the_new(found: list[Draft], widening: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for a part what was closed of the new (上年结转2件已办结；新收9件，办结8件，共办结10件)."""
    halves = halves_of(widening.of[0], partitions)
    sure = [draft for draft in found if draft.scope == "total" and draft.op == "=" and draft.value]
    added = {draft.value for draft in sure if draft.path == widening.parts[1]}
    if halves is None or not added:
        return found
    closed = {draft.value for draft in sure if draft.path == halves.parts[0] and not draft.derived}
    of_new = {value for value in closed for other in closed if other - value in added}
    told = {(draft.path, draft.value) for draft in sure}
    left = {draft.value for draft in found if draft.path == halves.left_over and draft.scope == "total"}
    wholes = {(halves.parts[0], value) for value in closed} if left != {NOTHING} else set()
    shared = {whole for whole in wholes if sum(each.value for each in sure if each.of == whole) == whole[1]}
    again = {draft.path for draft in found if draft.of and draft.of[0] == widening.parts[1]}

    def is_of_new(draft: Draft) -> bool:
        if draft.path == halves.parts[0] and draft.value in of_new:
            return True
        if draft.path == widening.parts[0]:
            return draft.of in shared  # 办结101件，包括本年新收的95件、上年结转的6件
        if draft.of is None or draft.of[0] != widening.parts[0] or draft.of not in told:
            return False
        if draft.path == halves.parts[0]:  # 新收20件，其中17件已办结、3件结转；上年结转3件
            return draft.of[1] - draft.value in left - {NOTHING}
        return draft.path in again  # 上年结转4件，其中公开2件；新收30件，其中公开6件

    return [draft._replace(scope="part") if is_of_new(draft) else draft for draft in found]


def _widened(found: list[Draft], partition: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Tell all that is to be handled from what is new (受理48件，其中本年新收45件、上年结转3件)."""
    all_in, (new, added) = partition.of[0], partition.parts
    for index, draft in enumerate(found):
        if draft.path not in (new, all_in) or draft.scope != "total":
            continue
        wholes = ((new, draft.value), (all_in, draft.value))
        if draft.of in wholes:  # 其中本年新收33件，上年结转0件
            continue
        parts = [at for at in range(index + 1, len(found)) if found[at].of in wholes]
        said = _totals(found[:index])
        told = {found[at].path for at in parts if found[at].value or found[at].path == new}
        more = sum(found[at].value for at in parts if found[at].path == added)
        unread = [found[at].unread for at in parts if found[at].path == new and found[at].of_own_year]
        if draft.path == new and any(unread):  # 共43件，其中…4件、当年新收39件
            found[index] = draft._replace(path=all_in, alternatives=(), doubts=next(filter(None, unread)))
            continue
        if any(found[at].path == new and found[at].value != draft.value - more for at in parts):
            continue  # 收到28件，其中信函21件，上年结转3件
        if any(each.path == all_in and each.value == draft.value + more for each in found):
            continue  # 收到94件；含上年结转6件，共需办理100件
        if _is_balanced(draft, found, partition, partitions):
            continue  # 收到1926件，其中自然人1775件，上年结转88件，办结1940件，结转下年74件
        if any(found[at].path == added and told and not found[at].denial for at in parts):
            found[index] = draft._replace(path=all_in, alternatives=())
            for at in parts:
                if found[at].path == new and found[at].scope == "part":
                    found[at] = found[at]._replace(scope="total")
            for at in range(index + 1, len(found)):  # 受理21件（含上年结转2件），申请人均为公民
                if (
                    found[at].derived
                    and found[at].path.startswith(new + ".")
                    and found[at].value == draft.value
                ):
                    found[at] = found[at]._replace(scope="part")
        elif draft.path == new and any(
            new in beside and draft.value == beside[new] + beside.get(added, NOTHING) != beside[new]
            for beside in (said, _told_anew(found[index + 1 :], new))  # 共528件。新收501件，上年结转27件
        ):
            found[index] = draft._replace(path=all_in, alternatives=())
    return found


def _told_anew(found: Sequence[Draft], new: str) -> dict[str, Decimal]:
    """Return what is told behind a number, if what is new is the first of it (not 收到3件，上年结转1件)."""
    totals = [draft for draft in found if draft.scope == "total"]
    return _totals(reversed(totals)) if totals and totals[0].path == new else {}


def _is_balanced(
    draft: Draft, found: Sequence[Draft], widening: Partition, partitions: Sequence[Partition]
) -> bool:
    """Whether a number and what was carried in are what was closed and what is left over."""
    halves = halves_of(widening.of[0], partitions)
    told = _totals(each for each in found if each is not draft and not each.derived)
    out = [told.get(part) for part in halves.parts] if halves else [None]
    added = told.get(widening.parts[1])
    return None not in out and bool(added) and draft.value + (added or NOTHING) == sum(filter(None, out))


def _totals(found: Iterable[Draft]) -> dict[str, Decimal]:
    return {draft.path: draft.value for draft in found if draft.scope == "total"}


def _shared_out(found: list[Draft], widening: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for parts the shares of all that is to be handled (共168件（含结转9件），公民149件、法人19件)."""
    sure = [draft for draft in found if draft.scope == "total"]
    whole = {draft.value for draft in sure if draft.path == widening.of[0]}
    whole -= {draft.value for draft in sure if draft.path == widening.parts[0]}
    for each in partitions:
        if each.of != widening.parts[:1]:
            continue
        shares = [at for at, draft in enumerate(found) if draft.path in each.parts and draft.scope == "total"]
        if len(shares) > 1 and sum(found[at].value for at in shares) in whole:
            for at in shares:
                found[at] = found[at]._replace(scope="part")
    return found


def _beside_rows(found: list[Draft], halves: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Take for a part what makes the whole only with its rows (37件，29件答复、3件无法提供、5件结转)."""
    half, rows = halves.parts[0], _rows(halves, partitions)
    sure = [draft for draft in found if draft.scope == "total" and draft.op == "=" and not draft.derived]
    doubted = [draft for draft in found if draft.scope == "part" and draft.doubts and not draft.way]
    wholes = _came_in(sure, halves, partitions)
    for at, draft in enumerate(found):
        if draft.path != half or draft not in sure:
            continue
        near = [each for each in (*sure, *doubted) if each.sentence == draft.sentence]
        own = (half, draft.value)  # 办结1件，其中不予公开1件
        beside = sum(each.value for each in near if each.path in rows and each.of != own)
        rest = draft.value + sum(each.value for each in near if each.path == halves.left_over)
        untold = draft.astray or any(each.unread for each in found if each.sentence == draft.sentence)
        hidden = untold and wholes  # what is not read may be the carried over
        exact = rest > draft.value and any(rest + beside + number in wholes for number in draft.astray)
        if rest not in wholes and (exact or (beside and (hidden or rest + beside in wholes))):
            found[at] = draft._replace(scope="part")
    return found


def _all_answered(found: list[Draft], halves: Partition, partitions: Sequence[Partition]) -> list[Draft]:
    """Tell all of what came in from the rest that is closed, too (共27件，公开12件、…，其余10件均已答复)."""
    half, rows = halves.parts[0], _rows(halves, partitions)
    exact = [draft for draft in found if draft.op == "=" and not (draft.unread or draft.doubts)]
    told = {draft.path: draft for draft in exact if draft.scope == "total" and not draft.derived}
    wholes = _came_in(told.values(), halves, partitions)
    if half in told or not wholes:
        return found
    whole = max(wholes)
    for at, draft in enumerate(found):
        if draft.path != half or draft.scope != "part" or draft not in exact:
            continue
        listed = sum(each.value for each in told.values() if each.path in rows and each.start < draft.start)
        if listed and listed + draft.value == whole:
            found[at] = draft._replace(value=whole, scope="total", derived=True)
    return found


def _rows(halves: Partition, partitions: Sequence[Partition]) -> set[str]:
    """Return the outcomes that make up what was closed."""
    return {part for each in partitions if each.of[0] == halves.parts[0] for part in each.parts}


def _came_in(sure: Collection[Draft], halves: Partition, partitions: Sequence[Partition]) -> set[Decimal]:
    """Return the numbers told for all that came in, and what the new and the carried over make together."""
    widened = [each.parts for each in partitions if each.widens and each.of == halves.of[:1]]
    names = {halves.of[0], *(parts[0] for parts in widened)}
    wholes = {draft.value for draft in sure if draft.path in names}
    for parts in widened:
        told = {draft.path: draft.value for draft in sure if draft.path in parts}
        wholes |= {sum(told.values(), NOTHING)} if len(told) == len(parts) else set()
    return wholes
