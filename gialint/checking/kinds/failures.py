"""Failures of an assertion, spelled out: the working, every figure that took part, and the places of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gialint.checking.kinds.assertion import Assertion
from gialint.checking.language.binding import Binding
from gialint.checking.language.expression import Verdict, Working, spell_out
from gialint.checking.language.nodes import named
from gialint.checking.language.scope import claimed_range
from gialint.checking.language.truth import closed_up
from gialint.checking.messages import (
    BLANK,
    NOR_IS,
    PLACEHOLDER,
    fill,
    joined,
    label,
    member_label,
    plain,
    put,
    quoted,
    shortened,
    split,
)
from gialint.model import (
    WHY_UNREADABLE,
    Claim,
    Fact,
    Facts,
    Finding,
    Manner,
    Place,
    Related,
    Severity,
    State,
    Text,
    Unassessed,
)
from gialint.records import NamedTuple

COMMA = Text("、", ", ")
SHOWN = 3
"""How many failures, facts, or members of a fact, a message names before it counts them."""

DOUBTED = Text("（“{words}”未能理解，请核实）", " (“{words}” was not understood, please check)")
TAKEN = Text("“{label}”按 {value} 计", "{label} taken as {value}")
FROM_ROW = Text(
    "（{each}{more}：原格空白，由同行其他各格得出）",
    " ({each}{more}: blank, from the other cells of the row)",
)
STATED = Text("正文所称的{name}", "{name} as stated in the text")
MORE = Text("另有 {count} 处同样不符", "{count} more like these")

REASONS: Mapping[State, Text] = {
    "blank": Text("{names}为空白", "{names} blank"),
    "mark": Text("{names}填的是符号，不是数字", "{names} filled with a mark, not a number"),
    "text": Text("{names}填的是文字，不是数字", "{names} filled with words, not a number"),
    "unreadable": Text("{names}无法识别", "{names} cannot be read"),
    "absent": Text("表中没有{names}", "{names} not in the tables"),
}
UNREAD: Mapping[Manner, Text] = {
    manner: Text(f"{{names}}{why.zh}，无法辨认", f"{{names}} unreadable ({why.en})")
    for manner, why in WHY_UNREADABLE.items()
}
INEXACT = Text("{quote}不是确数", "{quote} is not an exact figure")
UNDATED = Text("{quote}没有写明年份", "{quote} names no year")
STRANGE = Text("{quote}中的“{words}”未能理解", "“{words}” in {quote} was not understood")
OTHERS = Text("{shown}等 {count} 项", "{shown} and others ({count} in all)")
UNDEFINED = Text("算式无法计算（除数为 0）", "the sum cannot be calculated (division by 0)")


class Failure(NamedTuple):
    """One binding under which the assertion is false."""

    binding: Binding
    reads: tuple[Fact | Claim, ...]
    working: Working
    doubted: bool = False


def grouped(
    assertion: Assertion, facts: Facts, failed: Iterable[tuple[Binding, Verdict]]
) -> Iterator[tuple[Sequence[Failure], Finding]]:
    """Yield each group of failures that the assertion keeps apart, with its finding."""
    groups: dict[tuple[str | Claim, ...], list[Failure]] = {}
    for binding, verdict in failed:
        failure = _failure(assertion, facts, binding, verdict)
        if failure:
            groups.setdefault(tuple(binding.names[name] for name in assertion.per), []).append(failure)
    for group in groups.values():
        yield group, finding_of(assertion, facts, group)


def _failure(assertion: Assertion, facts: Facts, binding: Binding, verdict: Verdict) -> Failure | None:
    """Return the failure, unless the words of a claim may mean another fact and that one fits."""
    if fits_otherwise(facts, binding):
        return None
    meant = (facts[path] for claim in binding.claims for path in claim.alternatives)
    others = [fact for fact in meant if fact.figure is not None and fact not in verdict.reads]
    working = spell_out(assertion.expression, facts, binding.names, binding.sets, verdict.assumed)
    for fact in others:
        if plain(fact.figure) != working.values.get("right"):
            other = put(NOR_IS, other=named(label(facts, fact.path), plain(fact.figure)))
            working = working._replace(words=joined([working.words, closed_up(other)], Text("")))
    doubted = assertion.doubt is not None and assertion.doubt.judge(facts, binding.names).truth is not False
    return Failure(binding, (*verdict.reads, *others), working, doubted)


def fits_otherwise(facts: Facts, binding: Binding) -> bool:
    """Tell whether the words of a claim may mean another fact, and that one fits."""
    for claim in binding.claims:
        least, most = claimed_range(claim)
        figures = (facts[path].figure for path in claim.alternatives)
        if any(figure is not None and least <= figure <= most for figure in figures):
            return True
    return False


def finding_of(assertion: Assertion, facts: Facts, group: list[Failure]) -> Finding:
    """Return the finding for a group of failures."""
    # What must stand in a blank follows from other cells: what it breaks, they break already.
    group = [failure for failure in group if not any(_determined(failure.reads))] or group
    reads = dict.fromkeys(one for failure in group for one in failure.reads)
    first = group[0].binding.claims
    # A blank takes part, but the figure it contradicts is what to point at.
    figures = [one for one in reads if isinstance(one, Claim) or one.value is not None]
    ordered = dict.fromkeys([*first, *figures, *reads])
    places = list(places_of(facts, ordered))
    doubtful = any(failure.doubted for failure in group) or any(
        one.doubtful if isinstance(one, Claim) else one.certainty != "exact" for one in ordered
    )
    capped = doubtful and assertion.severity > Severity.WARNING
    message = [_message(assertion, facts, group)]
    strange = next((one for one in ordered if isinstance(one, Claim) and one.doubts), None)
    if strange:
        message.append(put(DOUBTED, words=strange_words(strange)))
    filled = list(_determined(ordered))
    if filled:
        each = (put(TAKEN, label=label(facts, fact.path), value=plain(fact.due)) for fact in filled[:SHOWN])
        more = Text("等", " and others") if len(filled) > SHOWN else ""
        message.append(put(FROM_ROW, each=joined(each, COMMA), more=more))
    return Finding(
        joined(message, Text("")),
        places[0].place if places else None,
        tuple(places[1:]),
        _values(group),
        tuple(failure.working.words for failure in group),
        Severity.WARNING if capped else None,
    )


def _determined(reads: Iterable[Fact | Claim]) -> Iterator[Fact]:
    """Yield the blanks whose figure is known only from other cells."""
    for one in reads:
        if isinstance(one, Fact):
            yield from (each for each in one.parts or (one,) if each.due is not None)


def places_of(facts: Facts, reads: Iterable[Fact | Claim]) -> Iterator[Related]:
    """Yield every place read, each once, in order; a sum stands at its parts."""
    seen: set[Place] = set()
    for one in reads:
        for related in _related(facts, one):
            if related.place not in seen:
                seen.add(related.place)
                yield related


def _related(facts: Facts, one: Fact | Claim) -> Iterator[Related]:
    if isinstance(one, Claim):
        yield Related(put(STATED, name=label(facts, one.path)), one.place)
    elif one.parts:
        for part in one.parts:
            yield from _related(facts, part)
    elif one.place is not None:
        # The column can be told from the address; the row's own name lets cells of a row share one.
        base = one.path.rpartition(".")[0]
        yield Related(facts.known.get(base) or label(facts, one.path), one.place)


def _values(group: list[Failure]) -> dict[str, str]:
    values = dict(group[0].working.values)
    for failure in group[1:]:
        if failure.binding.claims:
            continue
        prefix = ".".join(str(failure.binding.names[name]) for name in failure.binding.sets)
        values |= {f"{prefix}.{key}": value for key, value in failure.working.values.items()}
    return values


def _message(assertion: Assertion, facts: Facts, group: list[Failure]) -> Text:
    first, workings = group[0], list({each.working.words.zh: each.working.words for each in group}.values())
    more = [put(MORE, count=str(len(workings) - SHOWN))] if len(workings) > SHOWN else []
    told = joined([*workings[:SHOWN], *more], Text("；", "; "))  # all of them are in the finding
    if assertion.message is not None:
        names = {name for text in assertion.message for name in PLACEHOLDER.findall(text)} - {"title"}
        return fill(
            assertion.message, assertion.title, {name: _filling(name, facts, first, told) for name in names}
        )
    if first.binding.claims:  # what prose says and what stands against it need no heading
        return told
    return joined([assertion.title, told], Text("。", ". ") if first.working.prefix else Text("：", ": "))


def _filling(name: str, facts: Facts, first: Failure, told: Text) -> str | Text:
    """Return what stands for a name in braces."""
    if name == "working":
        return told
    bound = first.binding.names.get(name)
    if isinstance(bound, Claim):
        return shortened(bound.text)
    if bound is not None:
        return member_label(facts, first.binding.sets[name], bound)
    if "." in name:
        figure = facts[name].figure
        return BLANK if figure is None else plain(figure)
    return first.working.values.get(name, "")


def unassessed(facts: Facts, undecided: Iterable[tuple[Iterable[Fact | Claim], Binding]]) -> Unassessed:
    """Return the one outcome that names the missing data of all undecided verdicts."""
    missing: dict[str, tuple[Fact, Binding]] = {}
    claims: dict[Claim, None] = {}
    for lacked, binding in undecided:
        for one in lacked:
            if isinstance(one, Claim):
                claims.setdefault(one)
                continue
            for fact in _without_value(one):
                missing.setdefault(fact.path, (fact, binding))
    told: list[Text] = []
    for words in (*REASONS.values(), *UNREAD.values()):
        found = [
            (fact, binding)
            for fact, binding in missing.values()
            if (UNREAD[fact.why] if fact.why else REASONS.get(fact.state)) is words
        ]
        if found:
            told.append(put(words, names=_names(facts, found)))
    told += map(_about_claim, list(claims)[:SHOWN])
    paths = [*missing, *(claim.path for claim in claims)]
    return Unassessed(joined(told or [UNDEFINED], Text("；", "; ")), tuple(dict.fromkeys(paths)))


def _without_value(fact: Fact) -> Iterator[Fact]:
    """The facts that keep a sum from having a value; the fact itself if it is no sum."""
    if not fact.parts:
        yield fact
    for part in fact.parts:
        if part.figure is None:
            yield from _without_value(part)


def _names(facts: Facts, found: list[tuple[Fact, Binding]]) -> Text:
    """Return what is missing by row, with the columns; more rows than are shown are not gone through."""
    groups: dict[str, list[Text]] = {}
    for fact, binding in found:
        bound = {str(binding.names[name]): of for name, of in binding.sets.items()}
        base, member = split(facts, fact.path, bound)
        groups.setdefault(base, []).extend([member] if member else [])
        if len(groups) > SHOWN:
            break
    few = len(groups) <= SHOWN
    rows = []
    for base, members in list(groups.items())[:SHOWN]:
        space = Text("", " ") if few and members else ""
        told = _listed(members, len(members)) if few else ""
        rows.append(put(Text("“{base}”{space}{told}"), base=label(facts, base), space=space, told=told))
    return _listed(rows, len(rows) if few else len(found))


def _listed(names: list[Text], count: int) -> Text:
    """Return the first few of names, and how many there are where they are more."""
    shown = joined(names[:SHOWN], COMMA)
    return shown if count <= SHOWN else put(OTHERS, shown=shown, count=str(count))


def strange_words(claim: Claim) -> str:
    """Return the words near a claim that were not understood, three at most."""
    return "”“".join(dict.fromkeys(place.text for place in claim.doubts[:SHOWN]))


def _about_claim(claim: Claim) -> Text:
    if not claim.read:
        return put(STRANGE, quote=quoted(claim), words=strange_words(claim))
    return put(INEXACT if claim.op != "=" else UNDATED, quote=quoted(claim))
