"""Agencies: how those of each kind are named, and whose a report is.

That is told by its title, else by who signed or published it, or by how it calls itself (我镇).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Fact, Passage, Place, Text
from gialint.records import NamedTuple
from gialint.understanding.chrome import Chrome, chrome

LONGEST_AGENCY = 100
"""Characters of a name that patterns are matched against."""


class Lexicon(NamedTuple):
    """What packs define about names; expressions are compiled when a name needs them."""

    agency_kinds: tuple[tuple[str, str], ...]
    """Expressions for names, each with the kind."""
    whole_kinds: frozenset[str]
    """Kinds of agency whose report covers a whole area."""
    chrome: Chrome
    called: tuple[tuple[str, str], ...] = ()
    """Expressions for how agencies call themselves (我镇), each with the kind it implies."""

    def kind_of(self, agency: str) -> str:
        """Return the kind of an agency from its name (``township``); ``other`` in doubt."""
        if len(agency) > LONGEST_AGENCY:
            return "other"
        return next(
            (kind for pattern, kind in self.agency_kinds if lazy_regex(pattern).search(agency)), "other"
        )


def lexicon(sources: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Compile lexicons into one; later ones add to it. Raises KeyError or TypeError on malformed data."""
    return Lexicon(
        tuple((spec["pattern"], spec["kind"]) for data in sources for spec in data.get("agencies", ())),
        frozenset(kind for data in sources for kind in data.get("whole_kinds", ())),
        chrome(sources),
        tuple((spec["pattern"], spec["kind"]) for data in sources for spec in data.get("called", ())),
    )


AGENCY, KIND = "meta.agency", "meta.agency_kind"
TOLD_BY = ("meta.signed_by", "meta.publisher")
"""Sources of the agency's name if no title gives it, the most certain first."""
QUOTED = lazy_regex(r"“[^“”]*”|《[^《》]*》")


class Agency(NamedTuple):
    """Its name and kind, and both as facts if the title does not give them.

    Such a fact is ``derived``: findings based on it are doubtful and name its place.
    """

    name: str | None = None
    kind: str = "other"
    facts: tuple[Fact, ...] = ()


def agency(
    titled: str | None,
    facts: Mapping[str, Fact],
    document: Document,
    passages: Sequence[Passage],
    lexicon: Lexicon,
) -> Agency:
    """Return whose report it is; ``titled`` is the name in its title, ``facts`` the other sources."""
    if titled:
        kind = lexicon.kind_of(titled)
        if kind != "other":
            return Agency(titled, kind)
    by_words, theirs = _called(document, passages, lexicon.called)
    if titled:
        return Agency(titled, by_words, theirs)
    for path in TOLD_BY:
        told = facts.get(path)
        kind = lexicon.kind_of(told.text) if told else "other"
        # A government publishes for the bodies below it: how those call themselves must go with it.
        if told and kind != "other" and by_words in ("other", kind):
            return Agency(told.text, kind, (_derived(AGENCY, told.text, told.place),))
    return Agency(None, by_words, theirs)


def _called(
    document: Document, passages: Sequence[Passage], called: Sequence[tuple[str, str]]
) -> tuple[str, tuple[Fact, ...]]:
    """Return the kind of which the text calls its agency, with its first words, if all of them mean one."""
    found = [
        (kind, passage, match) for pattern, kind in called for passage, match in _words(passages, pattern)
    ]
    if len({kind for kind, _, _ in found}) != 1:
        return "other", ()
    kind, passage, match = min(found, key=lambda each: each[1].paragraph.start)
    return kind, (_derived(KIND, match[0], passage.place(document, *match.span())),)


def _words(passages: Sequence[Passage], pattern: str) -> Iterator[tuple[Passage, re.Match[str]]]:
    words = lazy_regex(pattern)
    for passage in passages:
        if passage.kind in ("prose", "preface") and words.search(passage.reading):
            quoted = [match.span() for match in QUOTED.finditer(passage.reading)]
            for match in words.finditer(passage.reading):
                if not any(start < match.start() < end for start, end in quoted):
                    yield passage, match


def _derived(path: str, text: str, place: Place | None) -> Fact:
    return Fact(path, Text(path), None, "text", text, place, "derived")
