"""The words from which claims are read: data of packs, made ready to be looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.claims.patterns import Patterns, frame, indexed, phrase
from gialint.understanding.claims.words import Word, expanded

MOST_WORDS = 500_000
"""How many words the turns of phrase of some sources may stand for."""


Entry = tuple[frozenset[str], tuple[Word, ...]]
"""The labels of all that a text may be, and the words themselves."""


class Counted(NamedTuple):
    """A thing that is counted: the fact that a bare number of it means, and where it is the topic."""

    name: str
    fact: str = ""
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    not_own: str = ""
    """A word in the names of agencies that count this as their work for others."""
    own_if: tuple[str, ...] = ()
    """Words that make it their own all the same."""


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


class Partition(NamedTuple):
    """Facts that together make up another; ``of`` names it, the first that was said."""

    of: tuple[str, ...]
    parts: tuple[str, ...]
    widens: bool = False
    """Whether a figure said of the first part may be one of the whole (受理 of 新收 and 结转)."""


class Vocabulary(NamedTuple):
    """All that packs teach of how figures are said."""

    words: Mapping[str, Entry]
    """What each text may be, and the labels of all that."""
    lengths: Mapping[str, tuple[int, ...]]
    """How long words are by how they begin: by their first two characters, or by the only one."""
    objects: Mapping[str, Counted]
    units: tuple[str, ...]
    other_units: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, Decimal]]
    filters: tuple[Filter, ...]
    phrases: Patterns
    frames: Patterns
    partitions: tuple[Partition, ...]
    gate: re.Pattern[str]
    """What a passage must speak of to be read."""
    short_names: Mapping[str, tuple[str, ...]] = {}

    carried: frozenset[str] = frozenset()
    """Facts that words of last year state of this one (上年结转)."""

    def counted_of(self, path: str) -> Counted | None:
        """Return the object whose facts a path is one of."""
        family = path.partition(".")[0]
        return next((each for each in self.objects.values() if each.fact.partition(".")[0] == family), None)

    def own_names(self, agency: str) -> tuple[str, ...]:
        """Return the name of an agency and its short forms (办公室: 办)."""
        shorter = [
            agency.removesuffix(ending) + short
            for ending, shorts in self.short_names.items()
            if agency.endswith(ending)
            for short in shorts
        ]
        return tuple(dict.fromkeys(filter(None, (agency, *shorter))))


def vocabulary(sources: Sequence[Mapping[str, Any]]) -> Vocabulary:
    """Compile sources into one vocabulary; raises KeyError, TypeError or ValueError on malformed data."""
    words = _words(sources)
    objects = {
        spec["object"]: Counted(
            spec["object"],
            spec.get("fact", ""),
            tuple(spec.get("topics", ())),
            tuple(spec.get("sections", ())),
            tuple(spec.get("denied", [spec["fact"]] if spec.get("fact") else [])),
            spec.get("not_own", ""),
            tuple(spec.get("own_if", ())),
        )
        for spec in _listed(sources, "objects")
    }
    return Vocabulary(
        words,
        _lengths(words),
        objects,
        tuple(sorted(_listed(sources, "units"), key=len, reverse=True)),
        tuple(sorted(_listed(sources, "other_units"), key=len, reverse=True)),
        {
            fact: {unit: Decimal(str(factor)) for unit, factor in factors.items()}
            for data in sources
            for fact, factors in data.get("amounts", {}).items()
        },
        tuple(_filter(spec) for spec in _listed(sources, "filters")),
        indexed([phrase(spec) for spec in _listed(sources, "phrases")]),
        indexed([frame(spec) for spec in _listed(sources, "frames")]),
        tuple(
            Partition(tuple(spec["of"]), tuple(spec["parts"]), bool(spec.get("widens", False)))
            for spec in _listed(sources, "partitions")
        ),
        lazy_regex("|".join(map(re.escape, _listed(sources, "gate"))) or "(?!)"),
        {ending: tuple(shorts) for data in sources for ending, shorts in data.get("short_names", {}).items()},
        frozenset(_listed(sources, "carried")),
    )


def _words(sources: Sequence[Mapping[str, Any]]) -> dict[str, Entry]:
    """Return what each text may be; what several say of one text as the same kind and name is one word."""
    entries: dict[str, Entry] = {}
    many = 0
    for spec in _listed(sources, "words"):
        word = _word(spec)
        entry = (word.labels, (word,))
        for template in spec["words"]:
            for text in expanded(template):
                known = entries.setdefault(text, entry)
                if known is not entry:
                    entries[text] = _with(known, word)
                many += 1
            if many > MOST_WORDS:
                raise ValueError(f"more than {MOST_WORDS} words")
    return entries


def _with(entry: Entry, word: Word) -> Entry:
    others = [each for each in entry[1] if (each.kind, each.name) != (word.kind, word.name)]
    same = [each for each in entry[1] if (each.kind, each.name) == (word.kind, word.name)]
    words = (*others, _merged(same[0], word) if same else word)
    return frozenset().union(*(each.labels for each in words)), words


def expanded_words(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a source with every turn of phrase written out, so that it need not be done at each start."""
    return {
        **data,
        "words": [
            {**spec, "words": [text for template in spec["words"] for text in expanded(template)]}
            for spec in data.get("words", ())
        ],
    }


def _word(spec: Mapping[str, Any]) -> Word:
    kind, name = spec["kind"], spec.get("name", "")
    labels = [kind, f"{kind}.{name}"] if name else [kind]
    labels += spec.get("also", ())
    if kind == "OBJECT":
        labels.append(f"{'WEAK' if spec.get('weak') else 'NAMED'}.{name}")
    return Word(
        kind,
        name,
        frozenset(labels),
        {name: _texts(fact) for name, fact in spec.get("facts", {}).items()},
        {name: _texts(fact) for name, fact in spec.get("denied", spec.get("facts", {})).items()},
        {name: _texts(fact) for name, fact in spec.get("past", {}).items()},
        tuple(spec.get("alternatives", ())),
        bool(spec.get("weak", False)),
        bool(spec.get("again", False)),
    )


def _texts(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _merged(first: Word, second: Word) -> Word:
    return first._replace(
        facts={**first.facts, **second.facts},
        denied={**first.denied, **second.denied},
        past={**first.past, **second.past},
        alternatives=tuple(dict.fromkeys((*first.alternatives, *second.alternatives))),
        weak=first.weak and second.weak,
        labels=first.labels | second.labels,
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


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[:2]].add(len(word))
    for start, lengths in found.items():
        if len(start) == 2 and start[0] in found:
            lengths.add(1)
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _listed(sources: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    return [item for data in sources for item in data.get(key, ())]
