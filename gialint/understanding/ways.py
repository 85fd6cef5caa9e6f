"""Ways by which requests came, where they tell what a number counts (网上收到4件)."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.context import OBJECTS, Context
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word

_TELLING = frozenset(("channel", "passing", "cue", "happening", "own", "listed"))
"""Kinds of words that may tell more of what is counted."""

FAR = 20
"""How many characters may tell of an object that is counted (1份来自邮政信函的申请)."""


def of_a_channel(governor: Word, before: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether only what came one way is counted (网上收到4件), and not by ways gathered up (网上、信函等)."""
    ways = [word for word in before if word.entry.kind == "channel" and word.start < governor.start]
    if not ways:
        return False
    said = reading[ways[0].end : governor.end]
    added = lexicon.edges["adding_up"] if len(ways) > 1 else ()
    joined = reading.endswith(lexicon.edges["adding"], 0, ways[0].start)
    return not joined and not any(word in said for word in (*lexicon.edges["gathering"], *added))


def is_way(governor: Word, context: Context) -> bool:
    """Whether a bare noun goes on telling the ways by which requests came (网上申请5件，书面申请2件)."""
    return context.by_way and governor.entry.kind == "weak"


def told_far(number: Number, after: Sequence[Word], reading: str, lexicon: Lexicon) -> str:
    """Return the object a number counts behind what tells where it came from (1份来自邮政信函的申请)."""
    for word in after:
        because = reading.startswith(lexicon.edges["because"], number.end) and word is after[0]
        if word.entry.kind in OBJECTS and not because:
            near = word.start - number.end <= FAR
            said_of = reading.endswith(lexicon.edges["owning"], 0, word.start)
            return word.entry.object if near and said_of else ""
        if word.entry.kind not in _TELLING and not because:
            return ""
    return ""
