"""A text that is being repaired, with the original place of each character, and what is folded in it.

That is what may be written in two ways (widths, quotes, spaces), and what is no text at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding import signs

Change = tuple[int, int, str]
"""A stretch of the text, from start to end, and what stands there instead."""


class Spot(NamedTuple):
    """A damaged stretch of the original, and its content, in the script of the original.

    Two ``?`` that are the halves of one character have that character both.
    """

    kind: Literal["byte_slip", "lost", "gloss", "traditional", "folded"]
    start: int
    end: int
    recovered: str | None


class Traced(NamedTuple):
    """``text`` with the original offset of each character, or none where nothing has moved yet."""

    text: str
    offsets: tuple[int, ...] | None = None

    def changed(self, changes: Sequence[Change]) -> Traced:
        """Apply changes, which are in ascending order and do not overlap."""
        if not changes:
            return self
        before = self.offsets if self.offsets is not None else tuple(range(len(self.text)))
        pieces: list[str] = []
        offsets: list[int] = []
        last = 0
        for start, end, instead in changes:
            pieces += (self.text[last:start], instead)
            offsets += before[last:start]
            offsets += _spread(before[start:end], len(instead))
            last = end
        pieces.append(self.text[last:])
        offsets += before[last:]
        return Traced("".join(pieces), tuple(offsets))

    def rewritten(self, text: str) -> Traced:
        """Replace the text by one of the same length, character for character."""
        return Traced(text, self.offsets)


def _spread(replaced: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Lay ``length`` characters over the offsets they replace, the first and last at the ends."""
    if length == len(replaced) or length < 2:
        return replaced[:length]
    return tuple(replaced[place * (len(replaced) - 1) // (length - 1)] for place in range(length))


# Replacing one by one the few marks that every report is full of is ten times faster than
# translating every character.
_MARKS = tuple(zip("，：；（）％！？", ",:;()%!?", strict=True))
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_WIDE |= {ord("「"): ord("“"), ord("」"): ord("”"), ord("『"): ord("‘"), ord("』"): ord("’")}

_DEBRIS = lazy_regex(
    rf"(?i)[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{signs.UNSEEN}]+"
    r"|</?(?:a|b|br|div|em|font|i|img|ins|o:p|p|span|strong|table|td|th|tr|u)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|ensp|emsp|\#160|\#xa0);"
    r"|&(?:shy|zwn?j|lrm|rlm|ZeroWidthSpace|NoBreak|\#173|\#820[3-7]|\#8288|\#65279|\#x(?:ad|200[b-f]|2060|feff));"
    r"|&\#(?:0*(?:4[89]|5[0-7])|x3[0-9]);"
    r"|(?<!\*)\*\*(?!\*)"
)
_BREAKING = (
    *("&nbsp", "&e", "&#16", "&#xa0", "<br", "<p", "</p"),
    *("<div", "</div", "<td", "</td", "<tr", "</tr"),
)
_DIGITS = frozenset(map(str, range(48, 58)))
"""The numbers of the digits."""
_COMMON_SPACES = (" ", "\u3000", "\xa0", "\t", "\n", "\r")
_SPACES = lazy_regex(r"\s+")
_HARD_SPACES = lazy_regex(r"\?{2,}")
_HARD_START = lazy_regex(r"[\s?]*\?[\s?]*")
_HARD_END = lazy_regex(r"\?[\s?]*$")
_QUESTION = lazy_regex(r"[吗嗎呢么麼]$|(?:什么|什麼|如何|怎|是否|哪|谁|誰|为何|為何)[^。;]*$")


def folded(text: str, *, odd: bool) -> str:
    """Return the text with marks (and in an odd text everything) in half width and quotes as “”.

    A point that ends a Chinese sentence is its full stop (未收到申请.).
    """
    if odd:
        text = text.translate(_WIDE)
    else:
        for wide, narrow in _MARKS:
            text = text.replace(wide, narrow)
    return f"{text[:-1]}。" if text[-1:] in (".", "．") and _is_han(text[-2:-1]) else text


def debris(text: str) -> Sequence[Change]:
    """Return what drops characters nobody sees, leaked markup and marks of emphasis."""
    return [(match.start(), match.end(), _instead(match[0].lower())) for match in _DEBRIS.finditer(text)]


def _instead(debris: str) -> str:
    """Return what a page would show for leaked markup: a space, a digit, mostly nothing."""
    if debris.startswith(_BREAKING):
        return " "
    if debris.startswith("&#x3"):
        return debris[-2]
    return chr(int(debris[2:-1])) if debris[:2] == "&#" and debris[2:-1].lstrip("0") in _DIGITS else ""


def hard_spaces(text: str) -> Sequence[Change]:
    """Return what drops ``?`` that were non-breaking spaces: at both ends, and runs of them within."""
    start = _HARD_START.match(text)
    first = start.end() if start else 0
    end = _HARD_END.search(text, first)
    last = end.start() if end else len(text)
    if end and end[0] == "?" and _QUESTION.search(text, first, last):
        last = len(text)
    changes = [(0, first, "")] if first else []
    changes += [(run.start(), run.end(), " ") for run in _HARD_SPACES.finditer(text, first, last)]
    if last < len(text):
        changes.append((last, len(text), ""))
    return changes


def spaces(text: str, *, odd: bool) -> Sequence[Change]:
    """Return what drops spaces that part no two words, and makes the others one plain space."""
    if not (odd or any(space in text for space in _COMMON_SPACES)):
        return ()
    changes: list[Change] = []
    for match in _SPACES.finditer(text):
        start, end = match.span()
        kept = " " if start > 0 and end < len(text) and _parted(text[start - 1], text[end]) else ""
        if match[0] != kept:
            changes.append((start, end, kept))
    return changes


def _parted(left: str, right: str) -> bool:
    """Whether a space between two characters is significant: not next to marks, nor in Chinese."""
    if not (left.isalnum() and right.isalnum()):
        return False
    if _is_han(left):
        return not (_is_han(right) or right.isdecimal())
    return not (_is_han(right) and left.isdecimal())


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
