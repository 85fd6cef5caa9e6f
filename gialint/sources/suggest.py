"""What somebody probably meant: the nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.model import Text

MOST_NAMED = 12
"""How many words that would do are named."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate nearest to a misspelt word, or none if nothing is near."""
    from difflib import get_close_matches

    folded = {candidate.lower(): candidate for candidate in sorted(set(candidates), reverse=True)}
    near = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def meant(near: str | None) -> Text | None:
    """Return the hint that names a near miss."""
    return Text(f"您是不是想写“{near}”？", f"did you mean “{near}”?") if near else None


def known_words(word: str, known: Iterable[str], named: Iterable[str] = ()) -> Text | None:
    """Return the hint that names the nearest known word, else all that are to be ``named``, if few."""
    shown = list(named) or list(known)
    listed = Text(f"可以用：{'、'.join(shown)}", f"known: {', '.join(shown)}")
    return meant(did_you_mean(word, known)) or (listed if len(shown) <= MOST_NAMED else None)
