"""A lexicon: how agencies of each kind are named, and what sites print around a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gialint.understanding.chrome import Chrome, chrome


class Lexicon(NamedTuple):
    """What packs teach of names; expressions are compiled as far as a name is asked for."""

    agency_kinds: tuple[tuple[str, str], ...]
    """Expressions for names, each with the kind."""
    whole_kinds: frozenset[str]
    """Kinds of agency whose report speaks for a whole area."""
    chrome: Chrome

    def kind_of(self, agency: str) -> str:
        """Return the kind of an agency from its name (``township``); ``other`` in doubt."""
        if len(agency) > LONGEST_AGENCY:
            return "other"
        return next((kind for pattern, kind in self.agency_kinds if re.search(pattern, agency)), "other")


<<<<<<< HEAD
=======
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


>>>>>>> origin/main
def lexicon(sources: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Compile lexicons into one; later ones add to it. Raises KeyError or TypeError on malformed data."""
    return Lexicon(
<<<<<<< HEAD
        tuple((spec["pattern"], spec["kind"]) for data in sources for spec in data.get("agencies", ())),
        frozenset(kind for data in sources for kind in data.get("whole_kinds", ())),
        chrome(sources),
=======
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
>>>>>>> origin/main
    )
