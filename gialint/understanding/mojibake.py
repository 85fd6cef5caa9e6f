"""Text decoded by the wrong table: UTF-8 as GBK (鏀垮簻) or Latin-1 (æ”¿åºœ), GBK as Latin-1 (ÕþÎñ)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import product

from gialint.lazy_regex import lazy_regex
from gialint.records import dataclass
from gialint.understanding.evidence import Evidence
from gialint.understanding.lateread import LOST
from gialint.understanding.traditional import simplified

_QUOTES = "‘’“”•–—…"
_REST = "€‚ƒ„†‡ˆ‰Š‹ŒŽ™š›œžŸ\x80-\xbf\ufffd"
_NEXT = f"[{_QUOTES}{_REST}]"
UTF8_AS_LATIN = rf"(?:[\xc2\xc3]{_NEXT}|[\xe2-\xe9\xef]{_NEXT}{{2}})+"
GBK_AS_LATIN = r"[\xa1-\xfe]{4,}"

_TOLD = lazy_regex(f"[{_REST}]")
_LATIN = lazy_regex(UTF8_AS_LATIN)
_CHINESE = lazy_regex(r"[㐀-鿿、-〗！-～‘-”—…·\xa0-\xff0-9A-Za-z]+")
_CHINESE_MARKS = "—‘’“”…、。〈〉《》「」『』【】〔〕，：；？！（）"
_RESYNC = 4
FIRST, LONGEST = 50, 20_000
"""Characters read at a time; most of what begins like this ends soon."""


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes of UTF-8, and how many there were after each character of the GBK they were taken for.

    ``unknown`` are the offsets of bytes that GBK could not show; 80 replaces each.
    """

    code: bytes
    ends: tuple[int, ...]
    unknown: frozenset[int]


def from_gbk(
    text: str, start: int, evidence: Evidence, spend: Callable[[int], None]
) -> tuple[int, str] | None:
    """Read UTF-8 that was taken for GBK from ``start``; return its end and reading, if it is that.

    ``spend`` is called with the amount read for it.
    """
    for length in (FIRST, LONGEST):
        given = _encoded(text[start : start + length])
        spend(len(given.code))
        reading, used = _utf8(given, evidence)
        if used + 2 * _RESYNC < len(given.code) or len(given.ends) < length - 1:
            break  # it ended well before what was looked at
    sound = len(reading) - reading.count(LOST)
    if sound < 2 or sound < reading.count(LOST) or not _CHINESE.fullmatch(reading.replace(LOST, "")):
        return None
    return start + bisect_left(given.ends, used) + 1, reading


def from_latin(text: str) -> str | None:
    """Read UTF-8 or GBK that was taken for Latin-1, if it is that; undoes it twice if it was done twice."""
    if _LATIN.fullmatch(text) and _TOLD.search(text):
        code = b"".join(_western(character) for character in text)
        reading = re.sub("\ufffd+", LOST, code.decode("utf-8", "replace"))
        return from_latin(reading) or (reading if _CHINESE.fullmatch(reading.replace(LOST, "")) else None)
    if len(set(text)) < 4:
        return None
    try:
        reading = text.encode("latin-1").decode("gb2312")
    except UnicodeError:
        return None
    return reading if _CHINESE.fullmatch(reading) else None


def _utf8(given: _Bytes, evidence: Evidence) -> tuple[str, int]:
    """Return what the bytes say as UTF-8 as long as they say something, and how many do."""
    code = given.code
    reading = ""
    at = used = 0
    while at < len(code):
        character, step = _filled(reading[-1:], given, at, evidence), 3
        if not character or not _sequence(code[at + 3 : at + 6]):
            bridge = _over_dropped(reading[-1:], given, at, evidence)
            character, step = (bridge, 4) if bridge else (character, 3)
        if not character:
            skips = (skip for skip in range(1, _RESYNC) if _sequence(code[at + skip : at + skip + 3]))
            character, step = LOST, next(skips, 0)
        if not step:
            break
        reading += character
        at += step
        used = at
    return (reading + LOST, len(code)) if used < len(code) <= used + 2 else (reading, used)


def _filled(last: str, given: _Bytes, at: int, evidence: Evidence) -> str:
    """Return the character at a place, its unknown byte filled in by what stands around it."""
    character = _sequence(given.code[at : at + 3])
    holes = [offset for offset in (at + 1, at + 2) if offset in given.unknown]
    if not holes or not character or character in _CHINESE_MARKS:
        return character
    following = simplified(_sequence(given.code[at + 3 : at + 6]))
    for byte in range(0x80, 0xC0):
        code = bytearray(given.code[at : at + 3])
        code[holes[0] - at] = byte
        filled = simplified(_sequence(bytes(code)))
        if last + filled in evidence.known or filled + following in evidence.known:
            return _sequence(bytes(code))
    return LOST


def _over_dropped(last: str, given: _Bytes, at: int, evidence: Evidence) -> str:
    """Bridge a pair of bytes (AA-AF, E4-E9) that GBK leaves to private use and copying dropped."""
    code = given.code[at : at + 4]
    if at + 2 not in given.ends or len(code) < 4:
        return ""
    befores = [_sequence(code[:2] + bytes((byte,))) for byte in range(0xAA, 0xB0)]
    afters = [_sequence(bytes((byte,)) + code[2:]) for byte in range(0xE4, 0xEA)]
    both = [before + after for before, after in product(befores, afters) if before and after]
    known = [pair for pair in both if simplified(pair) in evidence.known]
    half = [pair[0] + LOST for pair in both if simplified(last + pair[0]) in evidence.known]
    return next(iter(known + half), "")


def _sequence(code: bytes) -> str:
    try:
        character = code.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 and not character.isascii() and len(code) == 3 else ""


def _encoded(text: str) -> _Bytes:
    """Return the bytes a text was made of, as far as it is in the characters of GBK."""
    code = bytearray()
    ends: list[int] = []
    unknown: list[int] = []
    for character, following in zip(text, text[1:] + " ", strict=True):
        try:
            pair = character.encode("gb18030")
        except UnicodeEncodeError:
            break
        if character in "\ufffd€?" and not following.isascii():
            pair = b"\x80"
            unknown.append(len(code))
        elif len(pair) != 2:
            break
        code += pair
        ends.append(len(code))
    return _Bytes(bytes(code), tuple(ends), frozenset(unknown))


def _western(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace") if character < "\u0100" else b"\xff"
