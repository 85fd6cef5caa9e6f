"""The words from which claims are read: data of packs, made ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint.files.cache import classes_of, flat, shape, whole
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.claims.partitions import Partition, partitions_of
from gialint.understanding.claims.patterns import (
    Frame,
    Patterns,
    Phrase,
    Slot,
    Statement,
    frame,
    indexed,
    phrase,
)
from gialint.understanding.claims.wordlist import Wordlist, wordlist, written_out

_KEPT = classes_of((Frame, Phrase, Slot, Statement))
SHAPE = shape(_KEPT)
"""Changes when what was made ready of a source would fit no more."""
_PATTERNS: Mapping[str, Callable[[Mapping[str, Any]], Frame | Phrase]] = {"phrases": phrase, "frames": frame}

_BRACKETS = lazy_regex(r"[(（][^()（）]*[)）]")


class Counted(NamedTuple):
    """A thing that is counted: the fact that a bare number of it means, and where it is the topic."""

    name: str
    fact: str = ""
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    """Words of what such cases must be about (信息公开)."""
    not_own: str = ""
    """A word in the names of agencies that count this as their work for others."""
    own_if: tuple[str, ...] = ()
    """Words that make it their own all the same (因政府信息公开被提起)."""

    judges: tuple[str, ...] = ()
    """What is in the names of agencies that judge such cases for others: what they accept is not own."""

    def is_work_of(self, agency: str, said: str, *, accepted: bool) -> bool:
        """Return whether it is counted as an agency's work for others (司法局), by what is said of it."""
        accepted = accepted and not any(map(said.__contains__, self.matter))
        works = (self.not_own != "" and self.not_own in agency) or (
            accepted and any(map(agency.__contains__, self.judges))
        )
        return works and not any(map(said.__contains__, self.own_if))


class Filter(NamedTuple):
    """What a word is not, by its neighbours: the label that is dropped before or after certain texts."""

    drop: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    unless_before: tuple[str, ...]
    unless_after: tuple[str, ...]
    word: str
    dated: bool = False
    """Whether only words that name a year are meant."""


class Vocabulary(NamedTuple):
    """All that packs teach of how figures are said."""

    words: Wordlist
    objects: Mapping[str, Counted]
    families: Mapping[str, Counted]
    """The first object of each family of facts (requests, review)."""
    units: tuple[str, ...]
    other_units: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, Decimal]]
    filters: tuple[Filter, ...]
    phrases: Patterns
    frames: Patterns
    partitions: tuple[Partition, ...]
    gate: re.Pattern[str]
    """What a passage must speak of to be read."""
    passages: dict[Any, Any]
    """What was read before, by its words, its topic and who speaks: most passages recur in a run."""
    short_names: Mapping[str, tuple[str, ...]] = {}

    carried: frozenset[str] = frozenset()
    """Facts that words of last year state of this one (上年结转)."""
    office_made: tuple[str, ...] = ()
    """How facts begin of which an area may count what its own office made (政府及政府办公室制发)."""

    def counted_of(self, path: str) -> Counted | None:
        """Return the object whose facts a path is one of."""
        return self.families.get(path.partition(".")[0])

    def own_names(self, agency: str) -> tuple[str, ...]:
        """Return the name of an agency and its short forms (办公室: 办), without what is in brackets."""
        agency = _BRACKETS.sub("", agency)
        shorter = [
            agency.removesuffix(ending) + short
            for ending, shorts in self.short_names.items()
            if agency.endswith(ending)
            for short in shorts
        ]
        return tuple(dict.fromkeys(filter(None, (agency, *shorter))))


def vocabulary(sources: Sequence[Mapping[str, Any]]) -> Vocabulary:
    """Compile sources into one vocabulary; raises KeyError, TypeError or ValueError on malformed data."""
    objects = {
        spec["object"]: Counted(
            spec["object"],
            spec.get("fact", ""),
            tuple(spec.get("topics", ())),
            tuple(spec.get("sections", ())),
            tuple(spec.get("denied", [spec["fact"]] if spec.get("fact") else [])),
            tuple(spec.get("matter", ())),
            spec.get("not_own", ""),
            tuple(spec.get("own_if", ())),
            tuple(spec.get("judges", ())),
        )
        for spec in _listed(sources, "objects")
    }
    return Vocabulary(
        wordlist(sources),
        objects,
        {each.fact.partition(".")[0]: each for each in reversed(objects.values())},
        tuple(_listed(sources, "units")),
        tuple(_listed(sources, "other_units")),
        {
            fact: {unit: Decimal(str(factor)) for unit, factor in factors.items()}
            for data in sources
            for fact, factors in data.get("amounts", {}).items()
        },
        tuple(_filter(spec) for spec in _listed(sources, "filters")),
        indexed(_made(sources, "phrases")),
        indexed(_made(sources, "frames")),
        partitions_of(_listed(sources, "partitions")),
        lazy_regex("|".join(map(re.escape, _listed(sources, "gate"))) or "(?!)"),
        {},
        {ending: tuple(shorts) for data in sources for ending, shorts in data.get("short_names", {}).items()},
        frozenset(_listed(sources, "carried")),
        tuple(_listed(sources, "office_made")),
    )


def _filter(spec: Mapping[str, Any]) -> Filter:
    return Filter(
        spec["drop"],
        tuple(spec.get("before", ())),
        tuple(spec.get("after", ())),
        tuple(spec.get("unless_before", ())),
        tuple(spec.get("unless_after", ())),
        spec.get("word", ""),
        bool(spec.get("dated", False)),
    )


def ready(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source with what takes long to make of it at each start: its words, phrases and frames."""
    kept = {key: flat(_made([data], key), _KEPT) for key in _PATTERNS}
    return {**written_out(data), **kept}


def _made(sources: Sequence[Mapping[str, Any]], key: str) -> tuple[Any, ...]:
    """Return the phrases or frames of sources, as packs write them or as ``ready`` returns them."""
    made = _PATTERNS[key]
    return tuple(
        each
        for data in sources
        for each in (whole(data[key], _KEPT) if "starts" in data else map(made, data.get(key, ())))
    )


def _listed(sources: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    return [item for data in sources for item in data.get(key, ())]
