"""Topics: what requests are only about (申请主要集中在征地、项目建设等方面), and no number counts."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Word

_CLAUSE_ENDS = (",", "。", ";", ":")


def without_topics(words: Iterable[Word], reading: str, lexicon: Lexicon) -> list[Word]:
    """Leave out the words of topics; who complains of them (投诉主要集中在…) is spoken of all the same."""
    kept = []
    for word in words:
        clause = max(reading.rfind(mark, 0, word.start) for mark in _CLAUSE_ENDS) + 1
        said = reading[clause : word.start]
        if not any(centering in said for centering in lexicon.edges["centering"]):
            kept.append(word)
    return kept
