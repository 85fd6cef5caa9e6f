"""Entries: what the words of a lexicon are, gathered from data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from gialint.understanding.phrases import expanded

Kind = Literal[
    "object", "weak", "again", "cue", "listed", "happening", "other", "split", "channel", "passing",
    "hiding", "negation", "lacking", "doubled", "zero", "all", "each", "done", "rest", "except", "apart",
    "part", "total", "comparison", "reaching", "last_year", "this_year", "year", "span", "condition", "plan",
    "restriction", "whole", "own", "office", "elsewhere", "aiding", "deputing", "secretariat",
]  # fmt: skip

MOST_WORDS = 500_000
"""How many wordings the phrases of some lexicons may come to."""

LISTS: Sequence[Kind] = [
    kind for kind in get_args(Kind) if kind not in ("object", "weak", "again", "cue", "listed", "year")
]
"""Kinds whose words are given as plain lists under the kind's own name."""


class Entry(NamedTuple):
    """What a word is: its kind, the object it names, or the fact it makes of each object."""

    kind: Kind
    object: str = ""
    facts: Mapping[str, str] = {}
    alternatives: tuple[str, ...] = ()
    denied: Mapping[str, str] = {}
    past: Entry | None = None
    """What the word is instead where the year it names is over."""
    implies: str = ""
    """The object a cue names by itself where it fits none that was (收费金额)."""
    suggests: str = ""
    """The object that two such cues speak of where none was named (部分公开3件，不予公开2件)."""
    objects: tuple[str, ...] = ()
    """Of a word that refers back (案件): the objects it may refer to."""


OTHER = Entry("other")
"""A noun that names something else."""


def gathered(sources: Sequence[Mapping[str, Any]]) -> dict[str, Entry]:
    """Return the entry of every word of some lexicons.

    Raises KeyError, TypeError or ValueError on malformed data. Of two entries for one word the first stays,
    but a cue takes the place of a plain word and is joined to another cue.
    """
    entries: dict[str, Entry] = {}
    many = 0
    named = {"own": [word for data in sources for word in data.get("own", ())]}
    for phrases, entry in _given(sources):
        for phrase in phrases:
            for word in expanded(phrase, named):
                entries[word] = _joined(entries.get(word), entry)
                many += 1
            if many > MOST_WORDS:
                raise ValueError(f"more than {MOST_WORDS} words")
    return entries


def _given(sources: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Iterable[str], Entry]]:
    yield ("{year}",), Entry("year")
    for data in sources:
        for name, spec in data.get("objects", {}).items():
            yield spec.get("words", ()), Entry("object", name)
            yield spec.get("weak", ()), Entry("weak", name)
            yield spec.get("again", ()), Entry("again", objects=(name,))
        for kind in LISTS:
            yield data.get(kind, ()), Entry(kind)
        for cue in data.get("cues", ()):
            yield cue["words"], _cue(cue)
        for part in data.get("partitions", ()):
            yield part.get("listed", ()), Entry("listed")


def _cue(spec: Mapping[str, Any]) -> Entry:
    return Entry(
        "cue",
        "",
        spec["facts"],
        tuple(spec.get("alternatives", ())),
        spec.get("denied", {}),
        Entry("cue", "", spec["past"], suggests=spec.get("suggests", "")) if "past" in spec else None,
        spec.get("implies", ""),
        spec.get("suggests", ""),
    )


def _joined(known: Entry | None, entry: Entry) -> Entry:
    if known is None:
        return entry
    if entry.kind == "again":
        return entry._replace(objects=known.objects + entry.objects)
    if entry.kind != "cue":
        return known
    return entry._replace(facts={**known.facts, **entry.facts}) if known.kind == "cue" else entry
