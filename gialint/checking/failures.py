"""Failures of an assertion, spelled out: the working, every figure that took part, and the places of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gialint.checking.assertion import PLACEHOLDER, Assertion
from gialint.checking.binding import Binding
from gialint.checking.comparing import claimed_range
from gialint.checking.expression import Verdict
from gialint.checking.labels import label, member_label, plain, shortened
from gialint.checking.unassessed import strange_words
from gialint.checking.wordings import BLANK, NOR_IS
from gialint.checking.working import Working, closed_up, spell_out
from gialint.model import Claim, Fact, Facts, Finding, Place, Related, Severity, Words

SHOWN = 3
"""How many failures a message spells out before it counts them."""


class Failure(NamedTuple):
    """One binding under which the assertion is false."""

    binding: Binding
    reads: tuple[Fact | Claim, ...]
    working: Working
    doubted: bool = False


def findings(
    assertion: Assertion, facts: Facts, failed: Iterable[tuple[Binding, Verdict]]
) -> Iterator[Finding]:
    """Yield a finding for each group of failures that the assertion keeps apart."""
    for _, finding in grouped(assertion, facts, failed):
        yield finding


def grouped(
    assertion: Assertion, facts: Facts, failed: Iterable[tuple[Binding, Verdict]]
) -> Iterator[tuple[Sequence[Failure], Finding]]:
    """Yield each group of failures that the assertion keeps apart, and the finding that tells of it."""
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
    told = {working.values.get("right")}
    for fact in others:
        if plain(fact.figure) in told:
            continue
        working = _nor(working, label(facts, fact.path), plain(fact.figure))
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


def _nor(working: Working, name: Words, value: str) -> Working:
    zh = working.words.zh + closed_up(NOR_IS.zh.format(other=f"{name.zh} {value}"))
    en = working.words.en + NOR_IS.en.format(other=f"{name.say('en')} {value}")
    return Working(Words(zh, en), working.prefix, working.values)


def finding_of(assertion: Assertion, facts: Facts, group: list[Failure]) -> Finding:
    """Return the finding that tells of a group of failures."""
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
    message = _message(assertion, facts, group)
    strange = next((one for one in ordered if isinstance(one, Claim) and one.doubts), None)
    message = _with_doubt(message, strange) if strange else message
    filled = list(_determined(ordered))
    return Finding(
        _with_filled(message, facts, filled) if filled else message,
        places[0].place if places else None,
        tuple(places[1:]),
        _values(group),
        tuple(failure.working.words for failure in group),
        Severity.WARNING if capped else None,
    )


def _with_doubt(message: Words, claim: Claim) -> Words:
    """Return a message that names the words on which it hangs."""
    words = strange_words(claim)
    return Words(
        f"{message.zh}（“{words}”未能理解，请核实）",
        f"{message.say('en')} (“{words}” was not understood, please check)",
    )


def _determined(reads: Iterable[Fact | Claim]) -> Iterator[Fact]:
    """Yield the blanks of which it is only known what must stand in them."""
    for one in reads:
        if isinstance(one, Fact):
            yield from (each for each in one.parts or (one,) if each.due is not None)


def _with_filled(message: Words, facts: Facts, filled: Sequence[Fact]) -> Words:
    """Return a message that tells which of its figures stand in no cell."""
    shown = [(label(facts, fact.path), plain(fact.due)) for fact in filled[:SHOWN]]
    zh = "、".join(f"“{name.zh}”按 {value} 计" for name, value in shown)
    en = ", ".join(f"{name.say('en')} taken as {value}" for name, value in shown)
    more = len(filled) > SHOWN
    return Words(
        f"{message.zh}（{zh}{'等' if more else ''}：原格空白，由同行其他各格得出）",
        f"{message.say('en')} ({en}{' and others' if more else ''}: blank, from the other cells of the row)",
    )


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
        name = label(facts, one.path)
        words = Words(f"正文所称的{name.zh}", f"{name.say('en')} as stated in the text")
        yield Related(words, one.place)
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
        members = [str(failure.binding.names[name]) for name in failure.binding.sets]
        prefix = ".".join(members)
        values |= {f"{prefix}.{key}": value for key, value in failure.working.values.items()}
    return values


def _message(assertion: Assertion, facts: Facts, group: list[Failure]) -> Words:
    if assertion.message is None:
        return Words(_lead(assertion, group, "zh"), _lead(assertion, group, "en"))
    zh, en = (_filled(assertion, facts, group, language) for language in ("zh", "en"))
    return Words(zh, en)


def _filled(assertion: Assertion, facts: Facts, group: list[Failure], language: str) -> str:
    assert assertion.message is not None
    template = assertion.message.say(language)
    return PLACEHOLDER.sub(lambda match: _fill(match[1], assertion, facts, group, language), template)


def _lead(assertion: Assertion, group: list[Failure], language: str) -> str:
    workings, title = _workings(group, language), assertion.title.say(language)
    if group[0].binding.claims:  # what prose says and what stands against it need no heading
        return workings
    if language == "zh":
        return f"{title}{'。' if group[0].working.prefix else '：'}{workings}"
    return f"{title}{'. ' if group[0].working.prefix else ': '}{workings}"


def _workings(group: list[Failure], language: str) -> str:
    """Return the workings of a few failures and how many others there are; all of them are in the finding."""
    told = list(dict.fromkeys(failure.working.words.say(language) for failure in group))
    more = len(told) - SHOWN
    if more > 0:
        told = [*told[:SHOWN], f"另有 {more} 处同样不符" if language == "zh" else f"{more} more like these"]
    return ("；" if language == "zh" else "; ").join(told)


def _fill(name: str, assertion: Assertion, facts: Facts, group: list[Failure], language: str) -> str:
    first = group[0]
    if name == "title":
        return assertion.title.say(language)
    if name == "working":
        return _workings(group, language)
    bound = first.binding.names.get(name)
    if isinstance(bound, Claim):
        return shortened(bound.text)
    if bound is not None:
        return member_label(facts, first.binding.sets[name], bound).say(language)
    if "." in name:
        figure = facts[name].figure
        return BLANK.say(language) if figure is None else plain(figure)
    return first.working.values.get(name, "")
