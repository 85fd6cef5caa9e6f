"""Characters whose mere presence means that a text needs more than the ordinary reading.

Most reports have none of them, so that one search settles what would take many.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product

from gialint.lazy_regex import lazy_regex


def in_gbk(leads: Iterable[int], trails: Iterable[int]) -> str:
    """Return the characters of GBK whose two bytes are one of each."""
    return "".join(bytes(pair).decode("gbk", "ignore") for pair in product(leads, trails))


PUNCTUATION_AS_GBK = "銆锛鈥"
"""How punctuation of UTF-8 begins, read as GBK."""

# Every Chinese character of UTF-8 begins with a byte from E4 to E9 and one from 80 to BF;
# read as GBK the two make one character. These are the ones that are not in daily use themselves.
_RARE = in_gbk(range(0xE4, 0xEA), range(0x80, 0xA1)) + PUNCTUATION_AS_GBK

# Western letters that neither pinyin nor 20×× has.
_WESTERN = "".join(
    character for character in map(chr, range(0xC0, 0x100)) if character not in "×÷àáèéêìíòóùúü"
)

# Frequent, and written so in traditional characters only.
_TRADITIONAL = (
    "開報國會務與為縣鎮時實請專門區處辦動個們這來對發現關於條無點結級項業訊網總數應據種類規範導認準機構資"
    "訴訟審議經濟學書長東車馬見貝頁風飛語話讀錢鐵銀陳張劉黃楊趙吳孫鄭馮鄧鄉廳廣傳達進運還過邊遠選變轉輕"
    "轄連隊陽陰隨難電靈響順預領題顧標檔權歡歲歷歸殘殺決沒況淚準漢滿滅潔濕災爭爾牆獎獨獲環產畢畫當療癥"
)
UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Characters that nobody sees: soft hyphens, joiners, marks of direction."""

_ODD = (
    f"＂-＄＆＇＊＋－-９＜-＞＠-～「」『』\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{UNSEEN}"
    "\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f"
)

ANY = lazy_regex(f"[{_ODD}{_TRADITIONAL}{_RARE}{_WESTERN}\ufffd锟]")

# What only few texts come to is left to the cache of ``re``: these classes are slow to compile.
ODD = f"[{_ODD}]"
"""Wide forms that few reports have, characters nobody sees, and spaces besides the common ones."""

TRADITIONAL = f"[{_TRADITIONAL}]"
SLIP = r"(?<![A-Za-z/=&.])\?(?=[^?\s]|\?[a-zà-ǜ]{1,6}\))"
"""A ``?`` that may replace a lost byte: not one in a web address, nor at the end of a line."""

HARD_SPACE = r"(?m)^[ \u3000]*\?[?\s]*(?:$|\w)|\?{3}"
"""``?`` where a non-breaking space must have been."""


@cache
def damage() -> str:
    """Return an expression for what only damage leaves: a rare character with what may follow, and marks."""
    second = in_gbk(range(0x81, 0xC0), (0xE2, 0xE3, *range(0xE4, 0xEA), 0xEF))
    return f"[{_RARE}][{second}]|[{_WESTERN}\ufffd锟]"
