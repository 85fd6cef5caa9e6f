"""Meaning: which facts a frame states of which objects, and with which of its quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.model import Operator
from gialint.records import NamedTuple
from gialint.understanding.claims.counts import Counts
from gialint.understanding.claims.patterns import Match, Statement
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token, Word

OTHER = "other"
"""The object where something else is spoken of."""

NONE, ALSO, ALL, REST, SINGLE, OPEN, QTY = "denied", "also", "all", "rest", "single", "open", "QTY"
"""What a value may be: none, none as well, all there are, the rest, what was counted last, a number of the
clause before that did not say what it counts, its own."""


class Fact(NamedTuple):
    """A fact that words name, and what else they may mean."""

    path: str
    alternatives: tuple[str, ...] = ()


class Told(NamedTuple):
    """What a frame is read with: its tokens, the objects it is of, the verb before it, and the year."""

    tokens: Sequence[Token]
    objects: Sequence[str]
    verb: Word | None
    period: str
    year: int | None
    counts: Counts
    vocabulary: Vocabulary


class Figure(NamedTuple):
    """A value as told."""

    value: Decimal
    op: Operator = "="
    unit: str = ""


def objects_of(
    hit: Match, tokens: Sequence[Token], inherited: Sequence[str], again: Sequence[str]
) -> list[str] | None:
    """Return the objects of a frame, inherited where it names none; None where it is of something else.

    ``again`` are those that a word may be of which only refers back (文件).
    """
    named = [word for index in hit.of("OBJECT") if (word := _object(tokens[index], again)) is not None]
    if not named:
        return list(inherited)
    named = [word for word in named if not word.again] or named  # 行政诉讼败诉案件
    names = [word.name for word in named]
    if all(word.again for word in named) and set(again).isdisjoint(names):
        return None
    if all(word.weak for word in named):  # 申请, which may be of anything
        first = hit.of("OBJECT")[0]
        before = tokens[first - 1].labels if first else frozenset()
        strange = not before.isdisjoint(("UNKNOWN", "OTHER", "TEXT", "OBJECT")) and "PLAIN" not in before
        return None if strange else names[:1]
    return names


def _object(token: Token, again: Sequence[str]) -> Word | None:
    """Return what a token is as an object: of those that it may be, one that is spoken of already."""
    found = (word for word in token.words if word.kind == "OBJECT" and word.name in again)
    return next(found, token.word("OBJECT"))


def facts(stated: Statement, hit: Match, told: Told) -> list[Fact]:
    """Return the facts that a statement is of."""
    if stated.fact[0].islower():
        return [Fact(stated.fact)]
    if stated.fact == "SAME":
        return [Fact(told.counts.last[0])] if told.counts.last and told.counts.foreign else []
    if stated.fact == "OBJECT":
        return list(_of_objects(stated, told))
    return list(_of_words(stated, hit, told))


def _of_objects(stated: Statement, told: Told) -> Iterator[Fact]:
    denied = stated.value in (NONE, ALSO)
    for name in told.objects:
        counted = told.vocabulary.objects.get(name)
        if counted is None:
            continue
        if counted.fact:
            yield Fact(counted.fact)
        elif denied and counted.denied:
            yield from map(Fact, counted.denied)
        elif told.verb is not None:
            paths = (told.verb.denied if denied else told.verb.facts).get(name, ())
            yield from map(Fact, paths[:1])


def _of_words(stated: Statement, hit: Match, told: Told) -> Iterator[Fact]:
    slots = ("STATE", "OUTCOME") if stated.fact == "STATE" else (stated.fact,)
    named = sorted(index for slot in slots for index in hit.of(slot))
    which = stated.options.get("of")
    others: tuple[str, ...] = ()
    chosen = named[:1] if which == "first" else named[-1:] if which == "last" else named
    if stated.options.get("or"):
        rest = [index for index in named if index not in chosen]
        words = [word for index in rest for word in told.tokens[index].words if word.kind == "STATE"]
        others = tuple(
            path
            for word in words
            for name in told.objects
            for path in (*word.facts.get(name, ()), *word.alternatives)
        )
    counts = hit.of("QTY")
    nil = bool(counts) and all("ZERO" in told.tokens[index].labels for index in counts)
    for index in chosen:
        token = told.tokens[index]
        words = [
            word
            for word in token.words
            if word.kind == ("STATE" if stated.fact == "OUTCOME" else stated.fact)
        ]
        if words:
            word = next((each for each in words if not set(told.objects).isdisjoint(each.facts)), words[0])
            for fact in _of_word(word, token, stated, told, names=bool(hit.of("OBJECT")), nil=nil):
                beside = dict.fromkeys((*fact.alternatives, *others))
                yield fact._replace(alternatives=tuple(path for path in beside if path != fact.path))


def _of_word(
    word: Word, token: Token, stated: Statement, told: Told, *, names: bool, nil: bool
) -> Iterator[Fact]:
    denied = stated.value in (NONE, "0")
    over = told.period == "last" or (told.year is not None and (token.year or told.year) < told.year)
    if word.past and over:
        known = word.past
    elif stated.value == ALL or nil:  # 均已办理 says what 未办理 would deny, and so does 办理0件
        known = {**word.facts, **word.denied}
    else:
        known = word.denied if denied else word.facts
    found = [name for name in told.objects if name in known]
    if not (found or names or denied or OTHER in told.objects):
        # A word may be of an object that only other kinds of report have.
        objects = told.vocabulary.objects
        found = [name for name in known if name in objects and objects[name].fact in told.counts.said][:1]
    for name in found:
        path = _among(known[name], told)
        if path:
            yield Fact(path, word.alternatives)


def _among(paths: Sequence[str], told: Told) -> str:
    """Return the fact that a word means of those it may: one beside which the sentence counts others."""
    if len(paths) < 2:
        return paths[0] if paths else ""
    lately = [listed for listed, _ in reversed(told.counts.listed)]
    siblings = (
        path
        for listed in lately
        for path in paths
        if any(
            path in each.parts and not {listed, listed.rpartition(".")[0]}.isdisjoint({*each.parts} - {path})
            for each in told.vocabulary.partitions
        )
    )
    return next(siblings, paths[0])


def quantities(hit: Match, tokens: Sequence[Token]) -> list[Token]:
    """Return the quantities of a frame; of those told year by year the one of the report's own."""
    at = hit.of("QTY") or hit.of("AMOUNT")
    found = [tokens[index] for index in at]
    periods = [token for token in tokens[: at[0]] if "PERIOD" in token.labels] if len(found) > 1 else []
    years = [
        token
        for token in periods
        if token.labels.isdisjoint(("PERIOD.same",)) or "PERIOD.own" in token.labels
    ]
    if len(years) == len(found) > 1 and not hit.of("REACH"):  # 今年由上年的3件降为1件
        return [value for value, year in zip(found, years, strict=True) if "PERIOD.own" in year.labels]
    return found


def figure(path: str, token: Token, vocabulary: Vocabulary) -> Figure | None:
    """Return the value of a quantity for a fact, in the fact's unit; None where it counts something else."""
    if token.number is None:
        return None
    factors = vocabulary.amounts.get(path)
    value = token.number.value
    if "AMOUNT" in token.labels:
        if not factors or token.unit not in factors:
            return None
        value *= factors[token.unit]
    elif factors and value:
        return None
    return Figure(value, token.number.op, token.unit)
