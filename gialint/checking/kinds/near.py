"""Rules that look for near misses of listed phrases: names and expressions with one right spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from gialint.checking.kinds.near_misses import Index, Miss, index, near_misses
from gialint.checking.kinds.stretches import Scope, Stretch, haystack, place_in, scope_of, stretches
from gialint.checking.kinds.wanted import lacking, list_names, listed
from gialint.checking.messages import fill
from gialint.model import Check, Facts, Finding, Report, Severity, Unassessed, Words

MESSAGE = Words("“{match}”应为“{phrase}”", "“{match}” should be “{phrase}”")
PLACEHOLDERS = ("title", "match", "phrase")
"""What a message may name in braces."""


class Nearness(NamedTuple):
    """A rule of kind ``near``, compiled; ``prepared`` makes the index of phrases and exceptions."""

    scope: Scope
    phrases: Any
    exceptions: Any
    allowed: tuple[str, ...]
    prepared: Callable[[tuple[str, ...], tuple[str, ...]], Index]
    title: Words
    message: Words
    severity: Severity
    lists: tuple[str, ...]


def near_check(spec: Mapping[str, Any]) -> Check:
    """Return the check of a rule as data, under the options ``set``; its phrases are indexed when used."""
    given = spec["near"]
    distance = given.get("distance", 1)

    @lru_cache(maxsize=4)
    def prepared(phrases: tuple[str, ...], exceptions: tuple[str, ...]) -> Index:
        return index(phrases, distance, exceptions)

    message = spec.get("message")
    nearness = Nearness(
        scope_of(given),
        given["list"],
        given.get("except", ()),
        spec.get("set", {}).get("allow", ()),
        prepared,
        Words(**spec["title"]),
        Words(**message) if message else MESSAGE,
        Severity[spec["severity"].upper()],
        tuple(list_names(given)),
    )

    def check(report: Report, facts: Facts) -> Iterable[Finding | Unassessed]:
        return _outcomes(nearness, report)

    return check


def _outcomes(nearness: Nearness, report: Report) -> Iterator[Finding | Unassessed]:
    yield from lacking(report, nearness.lists)
    phrases, exceptions = (tuple(listed(report, given)) for given in (nearness.phrases, nearness.exceptions))
    known = nearness.prepared(phrases, (*exceptions, *nearness.allowed))
    if not near_misses(known, haystack(report, nearness.scope)):
        return
    for stretch in stretches(report, nearness.scope):
        for miss in near_misses(known, stretch.text):
            if stretch.start <= miss.start and miss.end <= stretch.end:
                yield _finding(nearness, report, stretch, miss)


def _finding(nearness: Nearness, report: Report, stretch: Stretch, miss: Miss) -> Finding:
    filling = {"match": stretch.text[miss.start : miss.end], "phrase": miss.phrase}
    # What a machine has converted it may have spelled otherwise: there nothing is certain.
    doubtful = bool(report.damages) and nearness.severity > Severity.WARNING
    return Finding(
        fill(nearness.message, nearness.title, filling),
        place_in(report, stretch, miss.start, miss.end),
        values=filling,
        severity=Severity.WARNING if doubtful else None,
    )
