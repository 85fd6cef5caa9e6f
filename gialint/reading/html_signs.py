"""Signs around the texts of a page that are not shown as they stand, and what they say of a line.

They are noncharacters, which stand in no text, so that a line may be trimmed and its white space
collapse with them in it. Then they are taken out, and what they said is kept beside the line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gialint.model import Manner, Marked
from gialint.reading.html_text import Origins, origins_between

EFFECTS: dict[str, str] = {
    "struck": "\ufdd2",
    "raised": "\ufdd3",
    "lowered": "\ufdd4",
    "unseen": "\ufdd5",
    "reversed": "\ufdd6",
    "hidden": "\ufdd7",
    "gloss": "\ufdd8",
    "point": "\ufdd9",
    "seen": "",
}
"""What a tag does to its text, and the sign for it.

Text ``hidden``, or a ``gloss`` (ruby), is left out of the line; ``unseen`` stays in it. ``seen`` undoes
that for what stands within. A ``point`` stands for what is no text.
"""

LEFT_OUT = frozenset({"hidden", "gloss"})
POINT = EFFECTS["point"]
END = "\ufdda"
SIGNS = frozenset({*filter(None, EFFECTS.values()), END})
MANNERS: dict[str, Manner] = {
    EFFECTS["struck"]: "struck",
    EFFECTS["raised"]: "raised",
    EFFECTS["gloss"]: "raised",
    EFFECTS["lowered"]: "lowered",
    EFFECTS["reversed"]: "reversed",
    EFFECTS["unseen"]: "hidden",
    EFFECTS["hidden"]: "hidden",
    POINT: "unreadable",
}

_SIGN = re.compile(f"([{''.join(sorted(SIGNS))}])")
OMITTED = frozenset(EFFECTS[name] for name in LEFT_OUT)
_HIDDEN = frozenset({EFFECTS["hidden"], EFFECTS["unseen"]})


class Told(NamedTuple):
    """A line without signs, what is marked on it, and what is hidden there, each by its offset."""

    text: str
    origins: Origins
    marked: tuple[Marked, ...]
    hidden: tuple[tuple[int, str], ...]
    begun: str
    """The sign that is still open at its end."""


def without_signs(page: str) -> str:
    """Return a page in which no character of its own is a sign."""
    return _SIGN.sub("\ufffd", page) if any(sign in page for sign in SIGNS) else page


def has_signs(text: str) -> bool:
    """Tell whether signs stand in a text."""
    return _SIGN.search(text) is not None


def read_signs(text: str, origins: Origins, begun: str = "") -> Told:
    """Take the signs out of a line; ``begun`` is the one left open on the line before."""
    pieces: list[str] = []
    moved: Origins = []
    marked: list[Marked] = []
    hidden: list[tuple[int, str]] = []
    length = at = 0
    for index, piece in enumerate(_SIGN.split(text)):
        if index % 2:
            if piece == POINT:
                marked.append(Marked(length, length, "unreadable"))
            else:
                begun = "" if piece == END else piece
        elif piece:
            left_out = begun in OMITTED
            end = length if left_out else length + len(piece)
            if begun and not piece.isspace():
                if not left_out or any(map(str.isnumeric, piece)):
                    marked.append(Marked(length, end, MANNERS[begun]))
                if begun in _HIDDEN:
                    hidden.append((length, piece.strip()))
            if not left_out:
                pieces.append(piece)
                moved += [
                    (length + offset, origin)
                    for offset, origin in origins_between(origins, at, at + len(piece))
                ]
                length = end
        at += len(piece)
    return _trimmed("".join(pieces), moved, marked, hidden, begun)


def _trimmed(
    text: str, origins: Origins, marked: list[Marked], hidden: list[tuple[int, str]], begun: str
) -> Told:
    words = text.strip()
    before = len(text) - len(text.lstrip()) if words else 0
    last = len(words)
    if origins and len(words) != len(text):
        origins = origins_between(origins, before, before + last)

    def moved(offset: int) -> int:
        return min(max(offset - before, 0), last)

    return Told(
        words,
        origins,
        tuple(Marked(moved(start), moved(end), manner) for start, end, manner in marked),
        tuple((moved(offset), said) for offset, said in hidden),
        begun,
    )
