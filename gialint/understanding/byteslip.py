"""GBK read one byte late: ``成果?,F將`` is 成果。現將.

A machine lost the first byte of a character or, putting pinyin between two bytes, broke
one in two. What follows is then read in pairs that straddle the characters, until a byte
below 0x80 sets the reading right. Every pair gives back its two bytes; only the lost
byte is a guess, decided by the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gialint.lazy_regex import lazy_regex
from gialint.records import dataclass
from gialint.understanding.evidence import Evidence, is_strange
from gialint.understanding.lateread import LOST, Run, read
from gialint.understanding.traditional import simplified

SURE = 1.5
"""By how many known neighbours a reading must beat the text as it stands."""

STRANGE = 3
"""How many characters that no report has are a sign of damage, even if it cannot be undone."""

LONGEST = 200
_LETTERS = 3
_HALF = lazy_regex(r"\?([a-zà-ǜ]{1,6})\)")
_GLOSS = lazy_regex(r"\(([a-zà-ǜ]{1,6})\)")
_GLOSSED = lazy_regex(r"([㐀-鿿])\([a-zà-ǜ]{1,6}\)$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch that was read one byte late, from its ``?`` to ``end``.

    Where a second ``?`` ends it, ``half`` is the place of that one. ``recovered`` is the
    reading in the script of the text, ``tail`` how many of its characters belong to the
    second ``?``; a character that cannot be determined is □.
    """

    start: int
    end: int
    half: int | None
    recovered: str
    tail: int


def slip(text: str, start: int, evidence: Evidence, spend: Callable[[int], None]) -> Slip | None:
    """Read the stretch after the ``?`` at ``start``; None if it is an ordinary question mark.

    ``spend`` is called for every reading tried.
    """
    if text[max(start - 1, 0) : start + LONGEST].isascii():
        return None
    spend(LONGEST)
    before = _before(text, start)
    if _sound(simplified(before + text[start + 1 : start + LONGEST]), evidence):
        return None
    found: list[tuple[float, Slip]] = []
    runs = list(_runs(text, start, before))
    for run, half in runs:
        score, recovered, tail = read(run, evidence, spend)
        gain = score - evidence.hits(simplified(before + text[start + 1 : run.end]))
        found.append((gain, Slip(start, run.end, half, recovered, tail if half is not None else 0)))
    gain, best = max(found, key=lambda pair: pair[0])
    return best if gain >= SURE else _lost(text, start, runs[0][0].end)


def _lost(text: str, start: int, end: int) -> Slip | None:
    """Return a stretch that is damaged for certain but cannot be read, or none."""
    broken = _HALF.match(text, start)
    if broken:
        return Slip(start, broken.end(), None, LOST, 0)
    strange = [at for at in range(start, end) if _is_strange(simplified(text[at]))]
    if len(strange) >= STRANGE or strange[:1] == [start + 1]:
        return Slip(start, strange[-1] + 1, None, LOST, 0)
    return None


def _runs(text: str, start: int, before: str) -> Iterator[tuple[Run, int | None]]:
    """Yield every run of late bytes that may begin at ``start``, with the place of its second ``?``.

    An ASCII letter ends a run, being the second byte of a character; or it was a wide
    letter that the copying made narrow, and the run goes on.
    """
    opening = _HALF.match(text, start)
    gloss, at = (opening[1], opening.end()) if opening else ("", start + 1)
    straddled = _bytes(text[start - 1]) if start else b""
    run = Run(before=before, previous=straddled[-1:], gloss=gloss)
    late = bytearray()
    letters = 0
    while at < min(len(text), start + LONGEST):
        character = text[at]
        if character == "?":
            half = _HALF.match(text, at)
            end = half.end() if half else at + 1
            yield run.ended(text, end, late, None, half[1] if half else ""), at
            return
        if "@" <= character <= "~" and letters < _LETTERS:
            yield run.ended(text, at + 1, late, ord(character), ""), None
            letters += 1
        code = _bytes(character)
        if not code or (character == "(" and _GLOSS.match(text, at)):
            break
        late += code
        at += 1
    yield run.ended(text, at, late, None, ""), None


def _sound(text: str, evidence: Evidence) -> bool:
    """Whether a text can be understood as it stands, as far as the next letter or gloss."""
    stretch = re.split("[?(@-~]", text, maxsplit=1)[0]
    strange = any(_is_strange(character) for character in stretch)
    return 3 * evidence.hits(stretch) > len(stretch) and not strange


def _is_strange(character: str) -> bool:
    return not character.isascii() and is_strange(character)


def _bytes(character: str) -> bytes:
    """Return the two bytes of a character that GBK writes in two, narrow marks as wide ones."""
    if "!" <= character <= "~":
        return bytes((0xA3, ord(character) + 0x80))
    try:
        code = character.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return code if len(code) == 2 else b""


def _before(text: str, start: int) -> str:
    """Return the character before, simplified, over a gloss of its own; none at the start or after spaces."""
    glossed = _GLOSSED.search(text[max(start - 9, 0) : start])
    return simplified(glossed[1] if glossed else text[max(start - 1, 0) : start]).strip("?\u3000\xa0 ")
