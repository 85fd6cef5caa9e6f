"""What somebody probably meant: the nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

from gialint.model import Text

LOOKALIKES = str.maketrans("oil", "011")
"""Letters that are typed for digits."""

MOST_NAMED = 12
"""How many words that would do are named."""


def did_you_mean(word: str, candidates: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the candidate nearest to a misspelt word, or none; a likeness of 1 is the same word.

    What looks the same comes first (GIA5O1), then what only changes places. Numbers may differ in one digit.
    """
    from difflib import get_close_matches

    folded = {candidate.lower(): candidate for candidate in sorted(set(candidates), reverse=True)}
    word = word.lower()
    seen = [candidate for candidate in folded if _looks(candidate) == _looks(word)]
    close = get_close_matches(word, folded, n=max(len(folded), 1), cutoff=likeness)
    near = seen or [each for each in close if _alike(_digits(word), _digits(each))]
    best = min(near, key=lambda each: sorted(each) != sorted(word), default=None)
    return folded[best] if best is not None else None


def _looks(word: str) -> str:
    return word.translate(LOOKALIKES)


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _alike(one: str, other: str) -> bool:
    """Return whether numbers may be one another's slip: one digit is wrong, lacks, or has changed places."""
    if not one or not other or sorted(one) == sorted(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        return sum(map(str.__ne__, one, other)) < 2
    return any(shorter == longer[:at] + longer[at + 1 :] for at in range(len(longer)))


def meant(near: str | None) -> Text | None:
    """Return the hint that names a near miss."""
    return Text(f"您是不是想写“{near}”？", f"did you mean “{near}”?") if near else None


def known_words(word: str, known: Iterable[str], named: Iterable[str] = ()) -> Text | None:
    """Return the hint that names the nearest known word, else all that are to be ``named``, if few."""
    shown = list(named) or list(known)
    listed = Text(f"可以用：{'、'.join(shown)}", f"known: {', '.join(shown)}")
    return meant(did_you_mean(word, known)) or (listed if len(shown) <= MOST_NAMED else None)
