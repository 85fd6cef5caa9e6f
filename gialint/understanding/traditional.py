"""Simplify traditional characters (繁体字) without moving any: for matching only."""

from __future__ import annotations

from gialint.lazy_regex import lazy_regex
from gialint.understanding.traditional_table import CHARACTERS, PHRASES

_TABLE = str.maketrans(CHARACTERS[::2], CHARACTERS[1::2])
_PHRASES = {PHRASES[start : start + 2]: PHRASES[start + 2 : start + 4] for start in range(0, len(PHRASES), 4)}
_PHRASE = lazy_regex("|".join(_PHRASES))
_HAN = lazy_regex("[㐀-鿿]+")


def simplified(text: str) -> str:
    """Return the text in simplified characters, at the same length."""
    if len(text) == 1:
        return text.translate(_TABLE)
    pieces: list[str] = []
    last = 0
    for match in _PHRASE.finditer(text):
        pieces += (text[last : match.start()].translate(_TABLE), _PHRASES[match[0]])
        last = match.end()
    pieces.append(text[last:].translate(_TABLE))
    return "".join(pieces)


def traditional_share(text: str) -> float:
    """Return how much of the Chinese of a text only traditional writing has, from 0 to 1."""
    han = "".join(_HAN.findall(text))
    changed = sum(old != new for old, new in zip(han, simplified(han), strict=True))
    return changed / len(han) if han else 0.0
