"""A lexicon: the phrases from which claims are read, compiled from data.

Every word of the lexicon is found in one pass by one pattern, longest word first; what a
word may mean depends on the object it is said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from gialint.understanding.chrome import Chrome, chrome

Kind = Literal[
    "object", "weak", "cue", "happening", "other", "split", "negation", "doubled", "all", "each", "part",
    "including", "total", "comparison", "last_year", "condition", "restriction", "whole", "own",
    "elsewhere", "year",
]  # fmt: skip

YEAR = "{year}"
_YEAR_PATTERN = "20[0-9][0-9]年度?"
_YEAR_TEXT = re.compile(_YEAR_PATTERN)

_LISTS: Mapping[str, Kind] = {
    "happenings": "happening",
    "others": "other",
    "splits": "split",
    "negations": "negation",
    "doubled": "doubled",
    "all": "all",
    "each": "each",
    "parts": "part",
    "including": "including",
    "totals": "total",
    "comparisons": "comparison",
    "last_year": "last_year",
    "conditions": "condition",
    "restrictions": "restriction",
    "wholes": "whole",
    "own": "own",
    "elsewhere": "elsewhere",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word is: its kind, the object it names, or the fact it makes of each object."""

    kind: Kind
    object: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    alternatives: tuple[str, ...] = ()
    denied: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """An object that is counted: the fact a bare number means (or none), and where it is the topic."""

    name: str
    fact: str
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Words before a number that make it a count of something else (公开规范性文件4条)."""
    not_own: re.Pattern[str] | None = None
    """Agencies that count this as their work for others, unless a word of ``own_if`` is said."""
    own_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """A fact that takes two in: requests to be handled are the new ones with those carried in."""

    fact: str
    of: str
    with_: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, ready to be found."""

    pattern: re.Pattern[str]
    entries: Mapping[str, Entry]
    objects: Mapping[str, Counted]
    unit: re.Pattern[str]
    tail: re.Pattern[str]
    join: re.Pattern[str]
    modifiers: tuple[str, ...]
    """What may stand right before a weak word."""
    verbal: frozenset[str]
    """Object words that are verbs as well."""
    amounts: Mapping[str, Mapping[str, Decimal]]
    """Facts that are sums of money, with the factor of each unit they may be said in."""
    together: Mapping[str, Together]
    """By the fact that is taken in first."""
    agency_kinds: tuple[tuple[re.Pattern[str], str], ...]
    whole_kinds: frozenset[str]
    """Kinds of agency whose report speaks for a whole area."""
    chrome: Chrome = field(default_factory=Chrome)
    """What sites print around a report."""

    def entry(self, text: str) -> Entry:
        """Return the entry of a word that the pattern found."""
        found = self.entries.get(text)
        return found or self.entries[_YEAR_TEXT.sub(YEAR, text)]

    def kind_of(self, agency: str) -> str:
        """Return the kind of an agency from its name (``township``); ``other`` in doubt."""
        return next((kind for pattern, kind in self.agency_kinds if pattern.search(agency)), "other")


def lexicon(sources: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Compile lexicons into one; later ones add words. Raises KeyError or TypeError on malformed data."""
    entries: dict[str, Entry] = {YEAR: Entry("year")}
    objects: dict[str, Counted] = {}
    units: list[str] = []
    barred: list[str] = []
    tails: list[str] = []
    joins: list[str] = []
    modifiers: list[str] = []
    verbal: list[str] = []
    amounts: dict[str, dict[str, Decimal]] = {}
    together: dict[str, Together] = {}
    kinds: list[tuple[re.Pattern[str], str]] = []
    wholes: list[str] = []
    for data in sources:
        for name, spec in data.get("objects", {}).items():
            _add_object(name, spec, entries, objects)
        for key, kind in _LISTS.items():
            for word in data.get(key, ()):
                entries.setdefault(word, Entry(kind))
        for cue in data.get("cues", ()):
            made = Entry("cue", "", cue["facts"], tuple(cue.get("alternatives", ())), cue.get("denied", {}))
            entries.update(dict.fromkeys(cue["words"], made))
        units += data.get("units", {}).get("count", ())
        barred += data.get("units", {}).get("not_before", ())
        tails += data.get("tails", ())
        joins += data.get("joins", ())
        modifiers += data.get("modifiers", ())
        verbal += data.get("verbal", ())
        for fact, factors in data.get("amounts", {}).items():
            amounts[fact] = {unit: Decimal(str(factor)) for unit, factor in factors.items()}
        for spec in data.get("together", ()):
            together[spec["of"]] = Together(spec["fact"], spec["of"], spec["with"])
        kinds += [(re.compile(spec["pattern"]), spec["kind"]) for spec in data.get("agencies", ())]
        wholes += data.get("whole_kinds", ())
    money = {unit for factors in amounts.values() for unit in factors}
    return Lexicon(
        pattern=re.compile(_alternatives(entries)),
        entries=entries,
        objects=objects,
        unit=re.compile(f"(?:{_alternatives([*units, *money])})(?!{_alternatives(barred)})"),
        tail=re.compile(f"(?:{_alternatives(tails)})*$"),
        join=re.compile(f"(?:{_alternatives(joins)})*$"),
        modifiers=tuple(modifiers),
        verbal=frozenset(verbal),
        amounts=amounts,
        together=together,
        agency_kinds=tuple(kinds),
        whole_kinds=frozenset(wholes),
        chrome=chrome(sources),
    )


def _add_object(
    name: str, spec: Mapping[str, Any], entries: dict[str, Entry], objects: dict[str, Counted]
) -> None:
    if name not in objects or "fact" in spec:
        objects[name] = Counted(
            name,
            spec.get("fact", ""),
            tuple(spec.get("topics", ())),
            tuple(spec.get("sections", ())),
            tuple(spec.get("unless", ())),
            re.compile(spec["not_own"]) if "not_own" in spec else None,
            tuple(spec.get("own_if", ())),
        )
    for kind in ("words", "weak"):
        made = Entry("object" if kind == "words" else "weak", name)
        entries.update(dict.fromkeys(spec.get(kind, ()), made))


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(re.escape(YEAR), _YEAR_PATTERN) for word in ordered) or "(?!)"
