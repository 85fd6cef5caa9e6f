"""Numbers written as lists of Word write them."""

from __future__ import annotations

import cn2an
import pytest

from gialint.reading.docx.numbering import FORMATS, chinese, spelled

CASES = [
    ("decimal", 12, "12"),
    ("custom", 12, "12"),
    ("none", 12, ""),
    ("decimalZero", 3, "03"),
    ("decimalZero", 12, "12"),
    ("decimalFullWidth", 12, "１２"),
    ("decimalFullWidth2", 3, "３"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedCircleChinese", 3, "③"),
    ("decimalEnclosedFullstop", 2, "⒉"),
    ("decimalEnclosedParen", 2, "⑵"),
    ("ideographEnclosedCircle", 10, "㊉"),
    ("chineseCounting", 12, "十二"),
    ("chineseCounting", 105, "一〇五"),
    ("taiwaneseCounting", 20, "二十"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("taiwaneseCountingThousand", 11, "十一"),
    ("japaneseCounting", 15, "十五"),
    ("japaneseCounting", 105, "百五"),
    ("japaneseCounting", 1111, "千百十一"),
    ("ideographDigital", 10, "一〇"),
    ("japaneseDigitalTenThousand", 21, "二一"),
    ("taiwaneseDigital", 3, "三"),
    ("chineseLegalSimplified", 12, "拾贰"),
    ("ideographLegalTraditional", 26, "貳拾陸"),
    ("ideographTraditional", 1, "甲"),
    ("ideographTraditional", 11, "甲"),
    ("ideographTraditional", 0, "0"),
    ("ideographZodiac", 12, "亥"),
    ("upperLetter", 1, "A"),
    ("upperLetter", 28, "BB"),
    ("upperLetter", 781, "781"),
    ("lowerLetter", 26, "z"),
    ("upperRoman", 14, "XIV"),
    ("upperRoman", 4000, "4000"),
    ("lowerRoman", 1994, "mcmxciv"),
]


@pytest.mark.parametrize(("style", "number", "expected"), CASES)
def test_spelled(style: str, number: int, expected: str) -> None:
    assert spelled(number, style) == expected


def test_chinese_agrees_with_another_library() -> None:
    for number in (*range(1, 1200), 2000, 2010, 3007, 9999):
        expected = cn2an.an2cn(number)
        # 一十二 is how cn2an writes 十二.
        assert chinese(number) == (expected.removeprefix("一") if 10 <= number < 20 else expected)


@pytest.mark.parametrize("number", [0, -3, 10_000, 10**9])
def test_numbers_no_list_reaches_stay_digits(number: int) -> None:
    assert chinese(number) == str(number)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("number", [-1, 0, 1, 100, 10**9])
def test_every_format_takes_any_number(style: str, number: int) -> None:
    assert isinstance(spelled(number, style), str)
