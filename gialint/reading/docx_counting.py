"""Write a number the way a list does (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LEGAL_SIMPLIFIED = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = str.maketrans("0123456789", DIGITS)


def spelled(number: int, style: str) -> str:
    """Return a number in a list's number format; plain digits where the format has no other."""
    write = FORMATS.get(style)
    return write(number) if write is not None else str(number)


def chinese(number: int) -> str:
    """Return 一百零五 for 105, 十二 for 12; plain digits outside 1 to 9999."""
    if not 0 < number < 10_000:
        return str(number)
    words = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = not digit
    return words.removeprefix("一") if 10 <= number < 20 else words


def digits(number: int) -> str:
    """Return 一〇 for 10."""
    return str(number).translate(CHINESE)


def counting(number: int) -> str:
    """Return 十二 for 12, 一〇五 for 105."""
    return chinese(number) if number < 100 else digits(number)


def japanese(number: int) -> str:
    """Return 百五 for 105: no 零, and no 一 before 十, 百, 千."""
    words = chinese(number).replace("零", "")
    return words.replace("一千", "千").replace("一百", "百").replace("一十", "十")


def roman(number: int) -> str:
    """Return XIV for 14; plain digits outside 1 to 3999."""
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def letters(number: int) -> str:
    """Return A for 1, AA for 27, AAA for 53, as Word counts; plain digits outside 1 to 780."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def cycle(signs: str) -> Callable[[int], str]:
    """Return a format that counts through ``signs`` and begins again."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def row(first: str, last: str) -> Callable[[int], str]:
    """Return a format whose signs are consecutive characters (①②③); plain digits past the last."""
    most = ord(last) - ord(first) + 1
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(FULL_WIDTH),
    "decimalEnclosedCircle": row("①", "⑳"),
    "decimalEnclosedCircleChinese": row("①", "⑳"),
    "decimalEnclosedFullstop": row("⒈", "⒛"),
    "decimalEnclosedParen": row("⑴", "⒇"),
    "ideographEnclosedCircle": row("㊀", "㊉"),
    "chineseCounting": counting,
    "taiwaneseCounting": counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": japanese,
    "ideographDigital": digits,
    "japaneseDigitalTenThousand": digits,
    "taiwaneseDigital": digits,
    "chineseLegalSimplified": lambda number: chinese(number).translate(LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": lambda number: chinese(number).translate(LEGAL_TRADITIONAL),
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
}
