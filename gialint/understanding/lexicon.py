"""A lexicon: the phrases from which claims are read, compiled from data.

What a word may mean depends on the object it is said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gialint.lazily import lazily
from gialint.understanding.chrome import Chrome, chrome
from gialint.understanding.entries import Entry, gathered
from gialint.understanding.number_words import HAN_DIGITS
from gialint.understanding.numerals import COUNTERS
from gialint.understanding.phrases import Phrases, expanded, phrases


class Counted(NamedTuple):
    """An object that is counted: the fact a bare number means (or none), and where it is the topic."""

    name: str
    fact: str
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Words before a number that make it a count of something else (公开规范性文件4条)."""
    not_after: tuple[str, ...] = ()
    """Words right before the noun that make it another's, or about something else (工伤认定行政复议)."""
    not_own: re.Pattern[str] | None = None
    """Agencies that count this as their work for others, unless a word of ``own_if`` is said."""
    own_if: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """Words that give a cause, which must have a word of ``caused_by`` in it (因房屋征收引发行政诉讼)."""
    caused_by: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    """Verbs that end such a cause where it is told behind the number (诉讼2件，均因征收引发)."""
    attributes: tuple[str, ...] = ()
    """Its words that only name an attribute among parts of something else (文件4件，其中依申请公开2件)."""
    not_of: tuple[str, ...] = ()
    """Words before it in its sentence that make it another thing's (垃圾处理费收费通知)."""
    undergone: tuple[str, ...] = ()
    """Words by which it befell the agency itself (被行政复议), which then does not count what it decides."""
    framed: bool = False
    """Whether only known words may stand right before it: 参加行政诉讼 names something else."""


class Together(NamedTuple):
    """A fact that takes two in: requests to be handled are the new ones with those carried in."""

    fact: str
    of: str
    with_: str


class Partition(NamedTuple):
    """Facts that together make up another: ``of`` names it, the first that was said.

    ``listed`` are short words for parts, understood only in a list of them (公开10件、其他3件).
    """

    of: tuple[str, ...]
    parts: tuple[str, ...]
    listed: Mapping[str, str]


class Lexicon(NamedTuple):
    """All phrases, ready to be found."""

    words: Phrases[Entry]
    asserts: re.Pattern[str]
    """Finds whether it has any number or negation, without which it states nothing anew."""
    objects: Mapping[str, Counted]
    topical: Sequence[Counted]
    """Those that a heading or a section is about."""
    judged: Mapping[str, Counted]
    """By family of facts, those of which some are not the agency's own."""
    unit: re.Pattern[str]
    texts: Mapping[str, re.Pattern[str]]
    """What may stand between words, by name; each fits a whole stretch of such words."""
    edges: Mapping[str, tuple[str, ...]]
    """What may stand right before or behind a word, by name."""
    verbal: frozenset[str]
    """Object words that are verbs as well."""
    amounts: Mapping[str, Mapping[str, Decimal]]
    """Facts that are sums of money, with the factor of each unit they may be said in."""
    together: Mapping[str, Together]
    """By the fact that is taken in first."""
    partitions: tuple[Partition, ...]
    agency_kinds: tuple[tuple[str, str], ...]
    """Expressions for names, each with the kind; compiled as far as a name is asked for."""
    whole_kinds: frozenset[str]
    """Kinds of agency whose report speaks for a whole area."""
    chrome: Chrome
    """What sites print around a report."""

    def measures(self, reading: str, end: int) -> bool:
        """Whether a number with its unit stands right before an offset: 3件申请, but not 事项申请."""
        return any(
            reading[at - 1] in _COUNTING and self.unit.fullmatch(reading, at, end)
            for at in range(max(end - LONGEST_UNIT, 1), end)
        )

    def kind_of(self, agency: str) -> str:
        """Return the kind of an agency from its name (``township``); ``other`` in doubt."""
        if len(agency) > LONGEST_AGENCY:
            return "other"
        return next((kind for pattern, kind in self.agency_kinds if re.search(pattern, agency)), "other")


LONGEST_AGENCY = 100
"""Characters of a name that patterns are put to."""
_COUNTING = frozenset("0123456789" + HAN_DIGITS + "余多几")
LONGEST_UNIT = 3
TEXTS = ("links", "leads", "tails", "joins", "openings")
EDGES = (
    "modifiers", "until", "dated", "followers", "gathering", "manners", "including", "nominal", "because",
    "unfit", "uncounted", "giving", "equating", "running", "summing", "kinds", "starting", "owning",
    "among", "stepped", "bodies", "treated", "hardly", "experienced", "governments", "framing", "told_of",
    "joining", "adding", "adding_up", "relating", "related", "meanwhile", "measuring", "anew",
    "besides", "unrelated", "openness", "of_kind", "concerning", "resulting", "leftover",
    "subordinate", "assembled", "telling", "answering", "taken_back", "assuring", "centering", "rivals",
)  # fmt: skip
_YEAR = "20[0-9][0-9]年度?"
_FILLS = {"links": "《[^《》]{1,80}》[、和及]?等?"}
"""What fills a text besides its words: titles before the number of what they name (印发《某办法》等2件)."""


def lexicon(sources: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Compile lexicons into one; later ones add words. Raises KeyError or TypeError on malformed data."""
    entries = gathered(sources)
    objects = _objects(sources)
    amounts = {
        fact: {unit: Decimal(str(factor)) for unit, factor in factors.items()}
        for fact, factors in _items(sources, "amounts")
    }
    return Lexicon(
        words=phrases(entries),
        asserts=re.compile(_asserting(entries)),
        objects=objects,
        topical=[counted for counted in objects.values() if counted.topics or counted.sections],
        judged={counted.fact.partition(".")[0]: counted for counted in objects.values() if counted.own_if},
        unit=re.compile(_units(sources, amounts)),
        texts={
            name: lazily(f"(?:{_YEAR}|{_FILLS.get(name, _YEAR)}|{_any_of(_listed(sources, name))})*+")
            for name in TEXTS
        },
        edges={name: tuple(_listed(sources, name)) for name in EDGES},
        verbal=frozenset(_listed(sources, "verbal")),
        amounts=amounts,
        together={
            spec["of"]: Together(spec["fact"], spec["of"], spec["with"])
            for spec in _listed(sources, "together")
        },
        partitions=tuple(
            Partition(tuple(spec["of"]), tuple(spec["parts"]), spec.get("listed", {}))
            for spec in _listed(sources, "partitions")
        ),
        agency_kinds=tuple((spec["pattern"], spec["kind"]) for spec in _listed(sources, "agencies")),
        whole_kinds=frozenset(_listed(sources, "whole_kinds")),
        chrome=chrome(sources),
    )


def _objects(sources: Sequence[Mapping[str, Any]]) -> dict[str, Counted]:
    """Return the objects; a later lexicon may add words to one without saying what it is."""
    objects: dict[str, Counted] = {}
    for name, spec in _items(sources, "objects"):
        if name not in objects or "fact" in spec:
            objects[name] = Counted(
                name,
                spec.get("fact", ""),
                tuple(spec.get("topics", ())),
                tuple(spec.get("sections", ())),
                tuple(spec.get("unless", ())),
                tuple(word for phrase in spec.get("not_after", ()) for word in expanded(phrase, {})),
                re.compile(spec["not_own"]) if "not_own" in spec else None,
                tuple(spec.get("own_if", ())),
                tuple(spec.get("causes", ())),
                tuple(spec.get("caused_by", ())),
                tuple(spec.get("raised", ())),
                tuple(spec.get("attributes", ())),
                tuple(spec.get("not_of", ())),
                tuple(spec.get("undergone", ())),
                bool(spec.get("framed", False)),
            )
    return objects


def _units(sources: Sequence[Mapping[str, Any]], amounts: Mapping[str, Mapping[str, Decimal]]) -> str:
    units = {unit: "" for factors in amounts.values() for unit in factors}
    units.update(dict.fromkeys(_listed(sources, "units"), ""))
    for spec in _listed(sources, "loose_units"):
        units.update(dict.fromkeys(spec["words"], f"(?!{_any_of(spec['not_before'])})"))
    return "|".join(re.escape(unit) + units[unit] for unit in sorted(units, key=len, reverse=True)) or "(?!)"


def _asserting(entries: Mapping[str, Entry]) -> str:
    denying = (word for word, entry in entries.items() if entry.kind in ("negation", "lacking", "zero"))
    return f"[0-9零]|[{HAN_DIGITS}](?=[{COUNTERS}余多几])|{_any_of(denying)}"


def _any_of(words: Iterable[str]) -> str:
    """Return the expression for any of some words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"


def _listed(sources: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    return [item for data in sources for item in data.get(key, ())]


def _items(sources: Sequence[Mapping[str, Any]], key: str) -> Iterable[tuple[str, Any]]:
    return (item for data in sources for item in data.get(key, {}).items())
