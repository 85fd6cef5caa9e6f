"""Why a rule could not be decided: which figures were missing, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gialint.checking.language.binding import Binding
from gialint.checking.language.labels import label, quoted, split
from gialint.checking.messages import joined, put
from gialint.model import WHY_UNREADABLE, Claim, Fact, Facts, Manner, State, Unassessed, Words

SHOWN = 3
"""How many facts, and members of one fact, a reason names before it counts them."""

REASONS: Mapping[State, Words] = {
    "blank": Words("{names}为空白", "{names} blank"),
    "mark": Words("{names}填的是符号，不是数字", "{names} filled with a mark, not a number"),
    "text": Words("{names}填的是文字，不是数字", "{names} filled with words, not a number"),
    "unreadable": Words("{names}无法识别", "{names} cannot be read"),
    "absent": Words("表中没有{names}", "{names} not in the tables"),
}
UNREAD: Mapping[Manner, Words] = {
    manner: Words(f"{{names}}{why.zh}，无法辨认", f"{{names}} unreadable ({why.en})")
    for manner, why in WHY_UNREADABLE.items()
}
INEXACT = Words("{quote}不是确数", "{quote} is no exact figure")
UNDATED = Words("{quote}没有写明年份", "{quote} names no year")
STRANGE = Words("{quote}中的“{words}”未能理解", "“{words}” in {quote} was not understood")
OTHERS = Words("{shown}等 {count} 项", "{shown} and others ({count} in all)")
UNDEFINED = Words("算式无法计算（除数为 0）", "the sum cannot be worked out (division by 0)")


def unassessed(facts: Facts, undecided: Iterable[tuple[Iterable[Fact | Claim], Binding]]) -> Unassessed:
    """Return the one outcome that tells what verdicts lacked that could not be reached."""
    missing: dict[str, tuple[Fact, Binding]] = {}
    claims: dict[Claim, None] = {}
    for lacked, binding in undecided:
        for one in lacked:
            if isinstance(one, Claim):
                claims.setdefault(one)
                continue
            for fact in _without_value(one):
                missing.setdefault(fact.path, (fact, binding))
    told = [*_reasons(facts, missing), *map(_about_claim, list(claims)[:SHOWN])] or [UNDEFINED]
    reason = joined(told, Words("；", "; "))
    paths = [*missing, *(claim.path for claim in claims)]
    return Unassessed(reason, tuple(dict.fromkeys(paths)))


def _reasons(facts: Facts, missing: Mapping[str, tuple[Fact, Binding]]) -> Iterator[Words]:
    for words in (*REASONS.values(), *UNREAD.values()):
        found = [gap for gap in missing.values() if _reason(gap[0]) is words]
        if found:
            yield put(words, names=_names(facts, _grouped(facts, found), len(found)))


def _reason(fact: Fact) -> Words | None:
    return UNREAD[fact.why] if fact.why else REASONS.get(fact.state)


def _without_value(fact: Fact) -> Iterator[Fact]:
    """The facts that keep a sum from having a value; the fact itself if it is no sum."""
    if not fact.parts:
        yield fact
    for part in fact.parts:
        if part.figure is None:
            yield from _without_value(part)


def _grouped(facts: Facts, found: list[tuple[Fact, Binding]]) -> dict[str, list[Words]]:
    """What is missing by row, with the columns; more rows than are shown are not gone through."""
    groups: dict[str, list[Words]] = {}
    for fact, binding in found:
        base, member = split(facts, fact.path, _members(binding))
        groups.setdefault(base, []).extend([member] if member else [])
        if len(groups) > SHOWN:
            break
    return groups


def _names(facts: Facts, groups: dict[str, list[Words]], count: int) -> Words:
    few = len(groups) <= SHOWN
    named = list(groups.items())[:SHOWN]
    return _listed([_name(label(facts, base), members if few else []) for base, members in named], count, few)


def _members(binding: Binding) -> dict[str, str]:
    return {str(binding.names[name]): of for name, of in binding.sets.items()}


def _name(base: Words, members: list[Words]) -> Words:
    space = Words("", " ") if members else ""
    told = _listed(members[:SHOWN], len(members), len(members) <= SHOWN)
    return put(Words("“{base}”{space}{told}"), base=base, space=space, told=told)


def _listed(names: list[Words], count: int, complete: bool) -> Words:
    shown = joined(names, Words("、", ", "))
    return shown if complete else put(OTHERS, shown=shown, count=str(count))


def strange_words(claim: Claim) -> str:
    """Return the words near a claim that were not understood, three at most."""
    return "”“".join(dict.fromkeys(place.text for place in claim.doubts[:SHOWN]))


def _about_claim(claim: Claim) -> Words:
    if not claim.read:
        return put(STRANGE, quote=quoted(claim), words=strange_words(claim))
    return put(INEXACT if claim.op != "=" else UNDATED, quote=quoted(claim))
