"""Widening: a count of what is new is a count of all where its sentence opens it up.

受理27件，其中本年新收26件，上年结转1件; 处理1305件（含上年结转68件）; but in 收到176件，办结177件
（含上年结转3件） the bracket belongs to 办结, and 收到 stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gialint.report import Claim
from gialint.understanding.derivations import whole_of
from gialint.understanding.lexicon import Lexicon, Together


class Found(NamedTuple):
    """A claim, where its words stand in the reading, the whole it may be part of, and if 其中 went before."""

    claim: Claim
    start: int
    end: int
    whole: Decimal | None = None
    parted: bool = False


def summed(fact: str, value: Decimal, said: Mapping[str, Decimal], lexicon: Lexicon) -> str:
    """Return the fact a number states that is the sum of two said before (收到19、上年结转9，受理28)."""
    both = lexicon.together.get(fact)
    if both is None or both.of not in said or both.with_ not in said:
        return fact
    return both.fact if value == said[both.of] + said[both.with_] else fact


def widened(found: Sequence[Found], index: int, reading: str, lexicon: Lexicon) -> Together | None:
    """Return what a claim of a sentence is widened to by those after it, or none."""
    claim = found[index].claim
    both = lexicon.together.get(claim.path) or _whole(claim.path, lexicon)
    if both is None or claim.derived or claim.denial or index + 1 == len(found):
        return None
    last = max(place for place, each in enumerate(found) if each.start == found[index].start)
    if last + 1 == len(found):
        return None
    after = [each.claim for each in found[last + 1 : last + 3]]
    opening = lexicon.texts["openings"].fullmatch(reading, found[last].end, found[last + 1].start)
    opened = opening is not None and any(word in opening[0] for word in lexicon.edges["including"])
    if opened and after[0].path in (both.of, both.with_):
        return None if _is_done_of(found, index, after[0], both) else both
    parts = {each.path: each.value for each in after}
    return both if parts.keys() == {both.of, both.with_} and sum(parts.values()) == claim.value else None


def _is_done_of(found: Sequence[Found], index: int, part: Claim, both: Together) -> bool:
    """Whether what was handled falls short of what there was (新收1182件，办理1187件（含上年结转57件）)."""
    claim = found[index].claim
    new = next((each.claim.value for each in found[:index] if each.claim.path == both.of), None)
    handled = claim.path == both.fact and bool(claim.alternatives) and part.path == both.with_
    return handled and new is not None and new < claim.value != new + part.value


def beside(found: Sequence[Found], index: int, lexicon: Lexicon) -> bool:
    """Whether a part of a whole stands among its own parts (收到9件，其中2件办结，6件不予公开)."""
    claim = found[index].claim
    if claim.derived:
        return False
    if not found[index].parted:
        return _is_answered(found, index, lexicon)
    for partition in (each for each in lexicon.partitions if claim.path in each.of):
        rest = sum(each.claim.value for each in found[index + 1 :] if each.claim.path in partition.parts)
        whole = next((each.claim.value for each in found[:index] if _holds(each.claim, claim, lexicon)), None)
        if whole is not None and claim.value < rest <= whole - claim.value:
            return True
    return False


def _is_answered(found: Sequence[Found], index: int, lexicon: Lexicon) -> bool:
    """Whether answers stand beside what else came of the rest (收到12件，答复7件，不予处理5件)."""
    claim = found[index].claim
    if not any(word in claim.text for word in lexicon.edges["answering"]):
        return False
    parts = {part for each in lexicon.partitions if claim.path in each.of for part in each.parts}
    others = [each for each in found if each.claim.path in parts]
    if not any(each.claim.value for each in others) or any(
        each.parted or each.claim.derived for each in others
    ):
        return False
    if any(word in each.claim.text for each in others for word in lexicon.edges["taken_back"]):
        return False  # 答复9件，申请人撤回1件: whether the one is closed too is open
    left = {part for each in lexicon.partitions if claim.path in each.parts for part in each.parts} - parts
    left.discard(claim.path)
    rest = [*others, *(each for each in found if each.claim.path in left)]
    value = claim.value + sum(each.claim.value for each in rest)
    return any(each.claim.value == value and _holds(each.claim, claim, lexicon) for each in found[:index])


def _holds(whole: Claim, part: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim of a sentence gives what another is a part of, or all that is new of it."""
    wholes = [fact for each in lexicon.partitions if part.path in each.parts for fact in each.of]
    both = lexicon.together.get(whole.path)
    return whole.path in wholes or (both is not None and both.fact in wholes)


def parted(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Return the claims of a sentence, as parts those that a later one adds up (36件、204件，合计240件).

    Where a later one is of those about disclosure (其中涉及政府信息公开1件), an earlier one is of others too.
    """
    made = [_specified(claim, claims[index + 1 :], lexicon) for index, claim in enumerate(claims)]
    claims = made
    for index in (*_of_two(made, lexicon), *_of_all(made, lexicon)):
        made[index] = made[index]._replace(scope="part")
    if len({claim.path for claim in claims}) == len(claims):
        return made
    for index in (*_shares(made, lexicon), *_split_rows(made, lexicon)):
        made[index] = made[index]._replace(scope="part")
    about = {counted.fact: counted.own_if for counted in lexicon.objects.values() if counted.own_if}
    for last in range(len(made) - 1, 0, -1):
        claim = made[last]
        same = [index for index in range(last) if _is_same(made[index], claim)]
        if any(claim.text.startswith(word) for word in lexicon.edges["summing"]):
            both = lexicon.together.get(claim.path)
            if both and len(same) == 1 and any(_is_beside(each, claim, both.with_) for each in made[:last]):
                made[last] = claim._replace(path=both.fact, alternatives=())  # 收到A件，上年结转B件，共计C件
                continue
            same = [index for index in same if made[index].value < claim.value]
            for index in same:
                made[index] = made[index]._replace(scope="part")
        elif len(same) > 1 and sum(made[index].value for index in same) == claim.value:
            for index in same:
                made[index] = made[index]._replace(scope="part")
        elif same and not claim.alternatives and all(made[index].alternatives for index in same):
            for index in same:
                if made[index].value != claim.value:
                    made[index] = made[index]._replace(scope="part")
        elif any(word in claim.text for word in about.get(claim.path, ())):
            for index in same:
                if not any(word in made[index].text for word in about[claim.path]):
                    made[index] = made[index]._replace(scope="other_body")
                    made[last] = claim._replace(scope="total")
    return made


def _specified(claim: Claim, after: Sequence[Claim], lexicon: Lexicon) -> Claim:
    """Return a claim as the part it may mean if another part follows (收到自然人申请16件，法人申请1件).

    So where its own parts follow (收到法人提出的申请3件，其中商业企业2件).
    """
    told = {other.path for other in after}
    for partition in lexicon.partitions if claim.alternatives else ():
        whole = claim.path in partition.of
        meant = partition.parts if whole else partition.of
        part = next((fact for fact in claim.alternatives if fact in meant), "")
        whole = whole or part.startswith(f"{claim.path}.")
        if part in told and not (part.startswith(f"{claim.path}.") and claim.path.count(".") == 1):
            continue
        if part and whole and told & set(partition.parts):
            rivals = tuple(fact for fact in claim.alternatives if fact != part)
            return claim._replace(path=part, scope="total", alternatives=(claim.path, *rivals))
    return claim


def _shares(claims: Sequence[Claim], lexicon: Lexicon) -> list[int]:
    """Return where a result is told bit by bit, as the sum shows (复议3件，维持1件，撤销1件，确认违法1件)."""
    told = [(index, claim) for index, claim in enumerate(claims) if claim.scope == "total"]
    paths = [claim.path for _, claim in told]
    for partition in lexicon.partitions:
        parts = [(index, claim) for index, claim in told if claim.path in partition.parts]
        wholes = {claim.value for _, claim in told if claim.path in partition.of}
        if sum(claim.value for _, claim in parts) in wholes:
            return [index for index, claim in parts if paths.count(claim.path) > 1]
    return []


def _of_two(claims: Sequence[Claim], lexicon: Lexicon) -> list[int]:
    """Return where results are told of two things at once, as the sum shows (复议2件、诉讼1件，维持3件)."""
    told = {claim.path: claim.value for claim in claims if claim.scope == "total"}
    judged = {counted.fact for counted in lexicon.judged.values() if counted.fact in told}
    for partition in lexicon.partitions:
        whole = partition.of[0]
        parts = [index for index, claim in enumerate(claims) if claim.path in partition.parts]
        if whole not in judged or not parts:
            continue
        value = sum(claims[index].value for index in parts)
        if any(value == told[whole] + told[other] for other in judged - {whole} if told[other]):
            return parts
    return []


def _of_all(claims: Sequence[Claim], lexicon: Lexicon) -> list[int]:
    """Return where who asked is told of all, not of the new (办理124宗（含结转5宗），公民113宗，法人11宗)."""
    told = {claim.path: claim.value for claim in claims if claim.scope == "total"}
    for both in lexicon.together.values():
        if not told.get(both.with_) or both.fact not in told:
            continue
        for partition in (each for each in lexicon.partitions if both.of in each.of):
            parts = [index for index, claim in enumerate(claims) if claim.path in partition.parts]
            value = sum(claims[index].value for index in parts)
            if len(parts) > 1 and value == told[both.fact] != told.get(both.of):
                return parts
    return []


def _split_rows(claims: Sequence[Claim], lexicon: Lexicon) -> list[int]:
    """Return where one row of a group is told by two names (不掌握3件，信息不存在2件)."""
    rows = {part for each in lexicon.partitions for part in each.parts if part.startswith(f"{each.of[0]}.")}
    told = [
        index
        for index, claim in enumerate(claims)
        if claim.scope == "total" and claim.path in rows and not claim.derived and not claim.denial
    ]
    paths = [claims[index].path for index in told]
    return [index for index in told if paths.count(claims[index].path) > 1]


def _is_beside(claim: Claim, other: Claim, path: str) -> bool:
    """Whether a claim gives a fact of the same body and year as another."""
    return claim.path == path and (claim.year, claim.scope) == (other.year, other.scope)


def _is_same(claim: Claim, other: Claim) -> bool:
    return claim.path == other.path and claim.year == other.year and claim.scope in ("total", "part")


def _whole(path: str, lexicon: Lexicon) -> Together | None:
    return next((each for each in lexicon.together.values() if each.fact == path), None)


def settled(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Return the claims of a passage without what it says twice in the same words, or later tells exactly.

    收到申请184件，均依规答复办理。年内办结181件，结转下年度继续办理3件. And 全部答复，结转1件 is not
    meant of all.
    """
    told = {
        claim.path: claim.value
        for claim in claims
        if claim.scope == "total" and claim.op == "=" and not claim.derived
    }
    kept = dict.fromkeys(claims)
    return [claim for claim in kept if not (claim.derived and _is_settled(claim, told, lexicon))]


def _is_settled(claim: Claim, told: Mapping[str, Decimal], lexicon: Lexicon) -> bool:
    """Whether a fact said of all is told exactly too, or is more than its other part leaves."""
    two = next(
        (each for each in lexicon.partitions if len(each.parts) == 2 and claim.path in each.parts), None
    )
    if two is None:
        return False
    both = sum(told.get(part, Decimal(0)) for part in two.parts)
    exactly = told.get(claim.path)
    if exactly is None:
        whole = whole_of(two, told, lexicon)
        return whole is not None and claim.value + both > whole
    return exactly < claim.value == both
