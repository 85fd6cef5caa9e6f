"""Digits of a text in the groups in which they are written, and what stands between the groups.

Digits count in any width and script; what nobody sees between them (a zero-width space, a tag that only
changes their look) parts no groups.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

Gap = Literal["", "space", "dash", "mark", "line", "far", "wall"]
"""What stands between two groups of digits; what is far apart or in another cell is no part of one number."""

PARTED = ("far", "wall")
APART = ("line", *PARTED)


class Group(NamedTuple):
    """Digits without anything visible in between, as ASCII, and the gap before them."""

    start: int
    end: int
    digits: str
    gap: Gap


_UNSEEN = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_SPACE = r" \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASH = r"\-\u2010-\u2015\u2043\u2212\u30fc\ufe58\ufe63\uff0d_＿~～"
_MARK = r".．,，·•'’/／*`"
_BREAK = r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|<br\s{0,3}/?>)[ \t\xa0\u3000>]{0,40}"
_INLINE = "a|b|big|code|del|em|font|i|img|ins|mark|o:p|s|small|span|strong|sub|sup|u|wbr"
_HIDDEN = (
    rf"[{_UNSEEN}]|</?(?:{_INLINE})(?:\s[^<>]{{0,200}})?/?>|<!--[^<>]{{0,200}}-->"
    r"|&(?:shy|zwj|zwnj|\#173|\#8203|\#x200b|\#xad);"
)
_SEEN = rf"[{_SPACE}{_DASH}{_MARK}]|&(?:nbsp|ensp|emsp|thinsp|\#160|\#xa0);"
_BETWEEN = rf"(?i:{_BREAK}|{_HIDDEN}|{_SEEN})"
_END = "[XxＸｘⅩⅹ]"

LONGEST_GAP = 3
"""Visible characters between two groups of one number; columns of a table stand further apart."""

FEWEST_DIGITS = 11

_LIKELY = lazy_regex(rf"\d[^|一-鿿]{{{FEWEST_DIGITS - 1},}}")
"""Little to compile and quickly looked for: what a number is all of."""

_RUN = lazy_regex(
    rf"\d(?:(?:{_BETWEEN}){{0,12}}+\d){{{FEWEST_DIGITS - 1},}}+(?:(?:{_BETWEEN}){{0,12}}+{_END})?"
)
_PART = lazy_regex(rf"(?P<digits>\d+)|(?P<end>{_END})|(?P<gap>(?:{_BETWEEN})+)")
_LINE = lazy_regex(f"(?i:{_BREAK})")
_NOTHING = lazy_regex(rf"(?i:{_HIDDEN})")
_A_DASH = lazy_regex(f"[{_DASH}]")
_A_MARK = lazy_regex(f"[{_MARK}]")


def runs(text: str, walls: Sequence[int] = ()) -> Iterator[list[Group]]:
    """Yield the groups of every run of at least eleven digits with nothing but gaps between them.

    ``walls`` are offsets, ascending, that part groups: where cells of a table begin and end.
    """
    for likely in _LIKELY.finditer(text):
        for run in _RUN.finditer(text, *likely.span()):
            yield list(_groups(text, run.start(), run.end(), walls))


def _groups(text: str, start: int, end: int, walls: Sequence[int]) -> Iterator[Group]:
    group: Group | None = None
    gap = _wall(start, start, walls)
    for part in _PART.finditer(text, start, end):
        if part["gap"]:
            gap = _wall(part.start(), part.end(), walls) or _gap(part[0])
            continue
        digits = "X" if part["end"] else _ascii(part[0])
        if group and not gap and digits != "X":
            group = group._replace(end=part.end(), digits=group.digits + digits)
        else:
            yield from (group,) if group else ()
            group = Group(part.start(), part.end(), digits, gap)
        gap = ""
    yield from (group,) if group else ()


@lru_cache(maxsize=256)
def _gap(between: str) -> Gap:
    seen = _NOTHING.sub("", between)
    if not seen:
        return ""
    lines = len(_LINE.findall(seen))
    if lines:
        return "line" if lines == 1 else "far"
    if len(seen) > LONGEST_GAP and "&" not in seen:
        return "far"
    return "dash" if _A_DASH.fullmatch(seen) else "mark" if _A_MARK.search(seen) else "space"


def _ascii(digits: str) -> str:
    """Return digits of any width or script as they are on a keyboard."""
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


def _wall(start: int, end: int, walls: Sequence[int]) -> Gap:
    at = bisect_left(walls, start)
    return "wall" if at < len(walls) and walls[at] <= end else ""
