"""Damage to the text itself: characters that are lost, or that were decoded wrongly and can be read again.

GBK read one byte late is the hardest: ``成果?,F將`` is 成果。現將. A machine lost the first byte of a
character or, putting pinyin between two bytes, broke one in two. What follows is then read in pairs that
straddle the characters, until a byte below 0x80 sets the reading right. Every pair gives back its two
bytes; only the lost byte is a guess, decided by the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.understanding.evidence import Evidence, is_strange
from gialint.understanding.folding import Change, Spot
from gialint.understanding.lateread import LOST, Run, read
from gialint.understanding.mojibake import GBK_AS_LATIN, UTF8_AS_LATIN, from_gbk, from_latin
from gialint.understanding.signs import PUNCTUATION_AS_GBK, SLIP, in_gbk
from gialint.understanding.traditional import simplified

_UTF8_AS_GBK = in_gbk(range(0xE4, 0xEA), range(0x80, 0xC0)) + PUNCTUATION_AS_GBK
_REPLACED = "\ufffd+|锟斤拷(?:锟斤拷|锟斤|锟)*"
_TROUBLE = lazy_regex(
    rf"(?P<lost>{_REPLACED})"
    rf"|(?P<slip>{SLIP})"
    rf"|(?P<latin>{UTF8_AS_LATIN}|{GBK_AS_LATIN})"
    rf"|(?P<gbk>[{_UTF8_AS_GBK}])"
)


def mended(
    text: str, evidence: Evidence, spend: Callable[[int], None]
) -> tuple[Sequence[Change], tuple[Spot, ...]]:
    """Return the changes that repair a text, and the damaged stretches in order.

    A stretch may take milliseconds, so ``spend`` is called for every reading tried.
    """
    changes: list[Change] = []
    spots: list[Spot] = []
    at = 0
    while match := _TROUBLE.search(text, at):
        found = _found(text, match, evidence, spend)
        at = found[-1][0][1] if found else match.end()
        for change, recovered in found:
            start, end, _ = change
            certain = LOST not in recovered
            recovered = recovered.strip("\u3000")
            spots.append(Spot("byte_slip" if certain else "lost", start, end, recovered if certain else None))
            changes.append(change)
    return changes, tuple(spots)


def _found(
    text: str, match: re.Match[str], evidence: Evidence, spend: Callable[[int], None]
) -> Sequence[Mended]:
    """Return the changes for one kind of damage, each with the original of its stretch."""
    start, end = match.span()
    if match["lost"]:
        return [((start, end, LOST), LOST)]
    if match["slip"]:
        return slip(text, start, evidence, spend)
    if match["latin"]:
        reading = from_latin(match[0])
        return [((start, end, reading), reading)] if reading else []
    decoded = from_gbk(text, start, evidence, spend)
    return [((start, decoded[0], decoded[1]), decoded[1])] if decoded else []


SURE = 1.5
"""By how many known neighbours a reading must beat the text as it stands."""

STRANGE = 3
"""How many characters that no report has are a sign of damage, even if it cannot be undone."""

LONGEST = 200
_LETTERS = 3
_HALF = lazy_regex(r"\?([a-zà-ǜ]{1,6})\)")
_GLOSS = lazy_regex(r"\(([a-zà-ǜ]{1,6})\)")
_GLOSSED = lazy_regex(r"([㐀-鿿])\([a-zà-ǜ]{1,6}\)$")


Mended = tuple[Change, str]
"""A change, and the original of its stretch: the reading in the script of the text, □ for what is lost."""


def slip(text: str, start: int, evidence: Evidence, spend: Callable[[int], None]) -> Sequence[Mended]:
    """Read the stretch after the ``?`` at ``start``; nothing if it is an ordinary question mark.

    ``spend`` is called for every reading tried.
    """
    if text[max(start - 1, 0) : start + LONGEST].isascii():
        return ()
    spend(LONGEST)
    before = _before(text, start)
    if _sound(simplified(before + text[start + 1 : start + LONGEST]), evidence):
        return ()
    runs = list(_runs(text, start, before))
    found: list[tuple[float, Sequence[Mended]]] = []
    for run in runs:
        score, recovered, tail = read(run, evidence, spend)
        gain = score - evidence.hits(simplified(before + text[start + 1 : run.end]))
        found.append((gain, _mended(start, run, recovered, tail)))
    gain, best = max(found, key=lambda pair: pair[0])
    return best if gain >= SURE else _lost(text, start, runs[0].end)


def _mended(start: int, run: Run, recovered: str, tail: int) -> Sequence[Mended]:
    """Return the changes for a run; of a second ``?`` that ends it the last ``tail`` characters are."""
    if run.half is None:
        return [((start, run.end, recovered), recovered)]
    head, last = recovered[: len(recovered) - tail], recovered[len(recovered) - tail :]
    if not head:
        return [((start, run.half, last), last), ((run.half, run.end, ""), last)]
    return [((start, run.half, head), head), ((run.half, run.end, last), last)]


def _lost(text: str, start: int, end: int) -> Sequence[Mended]:
    """Return a stretch that is damaged for certain but cannot be read, or nothing."""
    broken = _HALF.match(text, start)
    if broken:
        return [((start, broken.end(), LOST), LOST)]
    strange = [at for at in range(start, end) if _is_strange(simplified(text[at]))]
    if len(strange) >= STRANGE or strange[:1] == [start + 1]:
        return [((start, strange[-1] + 1, LOST), LOST)]
    return ()


def _runs(text: str, start: int, before: str) -> Iterator[Run]:
    """Yield every run of late bytes that may begin at ``start``.

    An ASCII letter ends a run, being the second byte of a character; or it was a wide
    letter that the copying made narrow, and the run goes on.
    """
    opening = _HALF.match(text, start)
    gloss, at = (opening[1], opening.end()) if opening else ("", start + 1)
    previous = _bytes(text[start - 1])[-1:] if start else b""
    late = bytearray()

    def ended(end: int, last: int | None = None, last_gloss: str = "", half: int | None = None) -> Run:
        following = _GLOSS.match(text, end)
        after = following.end() if following else end
        last_gloss = last_gloss or (following[1] if following else "")
        following_text = simplified(text[after : after + 1])
        return Run(before, previous, gloss, end, bytes(late), last, last_gloss, following_text, half)

    letters = 0
    while at < min(len(text), start + LONGEST):
        character = text[at]
        if character == "?":
            half = _HALF.match(text, at)
            yield ended(half.end(), None, half[1], at) if half else ended(at + 1, half=at)
            return
        if "@" <= character <= "~" and letters < _LETTERS:
            yield ended(at + 1, ord(character))
            letters += 1
        code = _bytes(character)
        if not code or (character == "(" and _GLOSS.match(text, at)):
            break
        late += code
        at += 1
    yield ended(at)


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
