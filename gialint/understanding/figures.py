"""Figures: what the text of one table cell says, a number, a blank, a mark for nothing, or words."""

from __future__ import annotations

from decimal import Decimal

from gialint.lazy_regex import lazy_regex
from gialint.model import State
from gialint.records import NamedTuple
from gialint.understanding import signs
from gialint.understanding.number_words import MOST_DIGITS, read_number


class Figure(NamedTuple):
    """The state of a cell, and its value where that is a number; not ``tidy`` if unusually written."""

    state: State
    value: Decimal | None
    tidy: bool


_UNITS = ("万元", "元", "件次", "人次", *"件条个份宗起项次人部例封笔")
_UNIT = "(?:" + "|".join(_UNITS) + "|%)"

# Spaces of every kind and characters nobody sees; a ? stands where a non-breaking space was.
_NOTHING = " \t\r\n\x0b\x0c\x85\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\u3000\ufeff"
_FILLERS = ("&nbsp;", "nan", "NaN", "<NA>")
"""What programs write into a cell that is blank."""
_MARK = lazy_regex(r"[-－—–―‐−─~～/／\\＼、.。·…×*]+|无|不适用|[Nn][./／]?[Aa]|Ｎ／Ａ")
_NUMBER = lazy_regex(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NARROW = str.maketrans("０１２３４５６７８９，．＋－−﹣（）％＊萬個條項", "0123456789,.+---()%*万个条项")
_WRITTEN = {
    **_NARROW,
    **str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2),
    **dict.fromkeys([*range(0x300, 0x370), *range(0x20D0, 0x2100)]),
}
"""Digits that are raised, lowered or struck through: a value, but an unknown one."""
_NEGATIVE = ("-", "减少", "减", "↓")
_SIGNS = ("+", "增加", "增长", "增", "↑", *_NEGATIVE)
"""What stands before a change: the form of 2019 asks for one."""
_MISTYPED = {"O": 0, "o": 0, "Ｏ": 0, "ｏ": 0, "〇": 0, "○": 0, "零": 0, "l": 1, "I": 1}
"""Letters and signs in place of a digit in a column of numbers, as character recognition leaves them."""

_NUMERIC = lazy_regex(
    rf"[约近]?[+-]?[0-9][0-9,. -]*[余多万]*{_UNIT}?(?:以上|以下|左右)?(?:\(.*)?"
    rf"|(?:[+-] ?|(?:[增减][加少]?|增长|[↑↓]) ?[:：]?)[0-9][0-9,.]*[万亿]?{_UNIT}?"
)
STARS = 4
"""As many are in a personal number that was starred."""

_OF_STARRED = f"0123456789Xx*\xad{_NOTHING}"
_TAG = lazy_regex(r"</?[a-z][^<>]*>")
_BREAK = lazy_regex(r"</?(?:br|p|div|li|tr|td|th)(?:[\s/][^<>]*)?>")
"""A tag that parts the figures before and after it."""
_UNSEEN = lazy_regex(rf"[\x00-\x08\x0e-\x1f\x7f{signs.UNSEEN}]+")
_LISTED = lazy_regex(r"[0-9]{1,2}[.)](?![0-9])")

_BLANK = Figure("blank", None, True)
_SIGN = Figure("mark", None, True)
_WORDS = Figure("text", None, True)
_USUAL = {"": _BLANK, **{str(number): Figure("number", Decimal(number), True) for number in range(100)}}
"""What nearly every cell holds."""


def read_figure(text: str) -> Figure:
    """Read the text of one cell."""
    usual = _USUAL.get(text)
    if usual is not None:
        return usual
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return Figure("number", Decimal(text), text[0] != "0" or len(text) == 1)
    core = seen(text).strip(_NOTHING)
    if not core.strip("?") or core in _FILLERS:
        return _BLANK
    if _MARK.fullmatch(core):
        return _SIGN
    if len(core) <= MOST_DIGITS + 2 and _NUMBER.fullmatch(core):  # with a sign and a point
        return Figure("number", Decimal(core), True)
    value = _unusual(core)
    return _WORDS if value is None else Figure("number", value, False)


def looks_like_value(text: str) -> bool:
    """Tell a cell that holds a value, a mark or nothing from one that holds a label."""
    if text in _USUAL or (text.isascii() and text.isdigit()):
        return True
    core = seen(_TAG.sub("", text) if "<" in text else text).strip(_NOTHING).translate(_WRITTEN)
    if not core.strip("?") or core in _MISTYPED or core in _FILLERS or _MARK.fullmatch(core):
        return True
    if "*" in core and core.count("*") >= STARS:
        return not core.strip(_OF_STARRED)
    return _NUMERIC.fullmatch(core) is not None and not _LISTED.match(core)


def seen(text: str) -> str:
    """Return a text without characters that nobody sees, and with its character references resolved."""
    if "&" in text:
        from html import unescape  # few cells need it

        text = unescape(text)
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def _unusual(core: str) -> Decimal | None:
    """Return the value of a number with a unit, with commas, wide, in Chinese, mistyped, or cut by tags."""
    if "<" in core:
        core = _TAG.sub("", _BREAK.sub("\n", core)).strip(_NOTHING)
    if core in _MISTYPED:
        return Decimal(_MISTYPED[core])
    if core == "一":
        return None  # as likely a dash
    number = core.translate(_NARROW)
    if number.endswith(_UNITS):
        number = number.removesuffix(next(unit for unit in _UNITS if number.endswith(unit))).strip()
    sign = next(sign for sign in _SIGNS if number.startswith(sign)) if number.startswith(_SIGNS) else ""
    value = read_number(number.removeprefix(sign).lstrip(" :：") if sign else number)
    return -value if value is not None and sign in _NEGATIVE else value
