"""A lexicon: how agencies of each kind are named, and what sites print around a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gialint.lazy_regex import lazy_regex
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
