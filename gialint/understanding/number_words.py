"""The value of a number as written: 1,356 or １３５６, 一千三百五十六, 壹拾伍, 廿一, 二〇二四, 1.2万."""

from __future__ import annotations

from decimal import Decimal
from math import prod

from gialint.lazy_regex import lazy_regex

HAN_DIGITS = "零〇○一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟萬億"

ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])|[0-9]{1,3}(?: [0-9]{3})+(?! ?[0-9])|[0-9]+)"
    r"(?:\.[0-9]+)?(?:[十百千万亿]+(?:[0-9]+[十百千万亿]+)*)?"
)
"""A number in digits, grouped by threes or not, with 万 and the like behind it (3亿2000万)."""

MOST_DIGITS = 24
"""More of them nothing that is counted has. Sums of such figures are exact: there are 28 digits for them."""

LONGEST = 40
"""Characters of a number as written, in words too."""

_HAN_ONES = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_HAN_ONES)}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PLAIN = str.maketrans(
    dict(zip("〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零二一二三四五六七八九十百千万亿", strict=True))
    | {"廿": "二十", "卅": "三十", "卌": "四十"}
)
_NARROW = str.maketrans("０１２３４５６７８９，．\u00a0\u3000", "0123456789,.  ")

_ARABIC = lazy_regex(ARABIC)
_PART = lazy_regex(r"([0-9.]+)([十百千万亿]*)")
_DIGIT = "([一二三四五六七八九])"
_SECTION = lazy_regex(f"(?:{_DIGIT}千)?(?:零?{_DIGIT}百)?(?:零?{_DIGIT}?(十))?(?:(零)?{_DIGIT})?")


def read_number(text: str) -> Decimal | None:
    """Return the value of a text that is one number and nothing else, of ``MOST_DIGITS`` at most."""
    text = text.translate(_NARROW).strip()
    if len(text) > LONGEST:
        return None
    if text[:1].isdecimal() and _ARABIC.fullmatch(text):
        return arabic(text)
    if not text or text.strip(HAN_DIGITS):
        return None
    value = _chinese(text.translate(_PLAIN))
    return None if value is None or value >= 10**MOST_DIGITS else Decimal(value)


def arabic(text: str) -> Decimal | None:
    """Return the value of a number that ``ARABIC`` matches; none where it has too many digits."""
    if len(text) > LONGEST or sum(map(str.isdecimal, text)) > MOST_DIGITS:
        return None
    if text.isdecimal():
        return Decimal(text)
    parts = _PART.findall(text.replace(",", "").replace(" ", ""))
    if len(parts) == 1 and not parts[0][1]:
        return Decimal(parts[0][0])
    values = [Decimal(digits) * prod(_UNITS[unit] for unit in units) for digits, units in parts]
    value = sum(values, Decimal())
    if value >= 10**MOST_DIGITS:
        return None
    return Decimal(int(value)) if value == int(value) else value.normalize()


def rounding(words: str, value: Decimal) -> Decimal:
    """Return how far what was counted may be from a value that words state: 91.3万 is 912,500 to 913,500.

    A number of two digits or more before 万 or 亿 is rounded to the last of them; any other is not. The value
    may be in ten thousands where the words are in ones (8.41亿元 is 84,100万元).
    """
    for number in _ARABIC.finditer(words):
        scales = (1, _UNITS["万"]) if number[0][-1] == "亿" else (1,)
        scale = next((by for by in scales if arabic(number[0]) == value * by), None)
        if number[0][-1] in "万亿" and scale:
            digits, units = _PART.findall(number[0].replace(",", "").replace(" ", ""))[-1]
            if sum(map(str.isdecimal, number[0])) > 1:
                last = Decimal(1).scaleb(-len(digits.partition(".")[2]))
                return last * prod(_UNITS[unit] for unit in units) / 2 / scale
    return Decimal()


def _chinese(text: str) -> int | None:
    if len(text) == 1:
        return _VALUES.get(text, _UNITS.get(text))
    if not text.strip(_HAN_ONES):
        return _digits(text)
    for unit in "亿万":
        head, mark, tail = text.rpartition(unit)
        if mark:
            return _joined(head, _UNITS[unit], tail)
    return _section(text)


def _joined(head: str, unit: int, tail: str) -> int | None:
    """Return the value of 三万二千: of what stands before 万 or 亿 and what stands after."""
    before = _chinese(head) if head else None
    if before is None:
        return None
    if not tail:
        return before * unit
    if tail in _VALUES:
        return before * unit + _VALUES[tail] * unit // 10
    if not tail.strip(_HAN_ONES) and (tail[0] != "零" or len(tail) > 2):
        return None
    after = _chinese(tail)
    return None if after is None else before * unit + after


def _section(text: str) -> int | None:
    """Return a value below ten thousand; 一百五 is 150 and 一百零五 is 105."""
    match = _SECTION.fullmatch(text)
    if match is None:
        return None
    thousands, hundreds, tens, ten, zero, ones = match.groups()
    value = 1000 * _VALUES.get(thousands, 0) + 100 * _VALUES.get(hundreds, 0)
    if ten:
        return value + 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)
    scale = 1 if zero else 10 if hundreds else 100
    return value + scale * _VALUES.get(ones, 0)


def _digits(text: str) -> int | None:
    """Return 2024 for 二〇二四; 三四 is not a number but 三 or 四, and 〇〇 is a placeholder."""
    value = int("".join(str(_VALUES[digit]) for digit in text))
    return value if value and (len(text) > 2 or "零" in text) else None
