"""Personal numbers are found in any disguise; figures, codes and cells of tables are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model import mask, personal_numbers
from gialint.model.personal import is_bank_card, is_identity_number
from gialint.reporting.layout import cells

IDENTITY = "110101199003077598"
CARD = "6222020200112233446"
MOBILE = "13812345678"


def identity(region: int, born: date, serial: int) -> str:
    """Return an identity number with the check digit of GB 11643 (ISO 7064, MOD 11-2)."""
    body = f"{region:06}{born:%Y%m%d}{serial:03}"
    rest = 0
    for digit in body:
        rest = (rest + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - rest) % 11]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"证件号{IDENTITY}。", "证件号110*************98。"),
        ("证件号11010519491231002X，", "证件号110*************2X，"),
        ("证件号11010519491231002x，", "证件号110*************2x，"),
        ("证件号11010519491231002 Ｘ", "证件号110***************＊"),
        # groups, and what parts them
        ("110101 19900307 7598", "110***************98"),
        ("110101-19900307-7598", "110***************98"),
        ("110101\xa019900307\u30007598", "110************＊**98"),
        ("11 01 01 19 90 03 07 75 98", "1" + "*" * 23 + "98"),
        ("1 1 0 1 0 1 1 9 9 0 0 3 0 7 7 5 9 8", "1" + "*" * 34),
        ("110,101,199,003,077,598", "110******************98"),
        ("110101&nbsp;19900307&nbsp;7598", "110" + "*" * 25 + "98"),
        # what nobody sees stays, and keeps its width
        ("110101\u200b19900307\xad7598", "110***\u200b********\xad**98"),
        ("1101\ufeff01199003077598", "110*\ufeff************98"),
        ("110101<b>19900307</b>7598", "110" + "*" * 20 + "98"),
        # line ends stay
        ("11010119900\n3077598", "110********\n*****98"),
        ("11010119900\r\n　　3077598", "110********\r\n＊＊*****98"),
        ("11010119900<br/>3077598", "110" + "*" * 18 + "98"),
        # any width or script
        ("１１０１０１１９９００３０７７５９８", "１１０＊＊＊＊＊＊＊＊＊＊＊＊＊９８"),
        ("١١٠١٠١١٩٩٠٠٣٠٧٧٥٩٨", "١١٠*************٩٨"),
        ("卡号4111111111111111", "卡号411***********11"),
        ("卡号4111 1111 1111 1111 ", "卡号411**************11 "),
        ("卡号5500-0000-0000-0004", "卡号550**************04"),
        ("卡号6222 0202 0011 2233 446", "卡号622******************46"),
        ("卡号62220202\n00112233446", "卡号622*****\n*********46"),
        (f"卡号{CARD}", "卡号622**************46"),
        # beside one another and beside figures
        (f"{MOBILE} {IDENTITY}", "138******78 110*************98"),
        (f"130101199003077591 {MOBILE}", "130*************91 138******78"),
        ("5 110101 19900307 7598 3", "5 110***************98 3"),
        ("身份证：1101 0119 9003 077598 3", "身份证：110****************98 3"),
        # rounded by a spreadsheet
        ("110101199003077000", "110*************00"),
        ("6222020200112230000", "622**************00"),
        # the same figures with a wrong check digit, month, prefix or length
        ("110101199003077597", "110101199003077597"),
        ("110101199013077590", "110101199013077590"),
        ("11010519491231003X", "11010519491231003X"),
        ("4111111111111112", "4111111111111112"),
        ("3111111111111117", "3111111111111117"),
        ("41111111111111111111", "41111111111111111111"),
        # what stands too far apart, or goes over several lines
        ("110101    19900307    7598", "110101    19900307    7598"),
        ("110101\n19900307\n7598", "110101\n19900307\n7598"),
        ("110101\t19900307\t7598", "110101\t19900307\t7598"),
        # other long numbers of a report
        ("统一社会信用代码11450222007900537X", "统一社会信用代码11450222007900537X"),
        ("索引号000014349/2024-00123", "索引号000014349/2024-00123"),
        ("4 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6", "4 0 0 0 0 0 0 0 0 0 0 0 0 0 0 6"),
        ("合计 0 4111 1111 1111 1111", "合计 0 4111 1111 1111 1111"),
        ("部分公开 1101 0119 9003 077598", "部分公开 1101 0119 9003 077598"),
        ("[110101.19, 900.30, 77.598]", "[110101.19, 900.30, 77.598]"),
        ("", ""),
    ],
)
def test_identity_numbers_and_cards(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13812345678", "电话138******78"),
        ("13812345678", "138******78"),
        ("手机8613812345678", "手机861********78"),
        ("+86 138-1234-5678", "+86 138********78"),
        ("138\u200b1234\u200b5678", "138\u200b****\u200b**78"),
        ("138–1234–5678", "138********78"),
        ("１３８１２３４５６７８", "１３８＊＊＊＊＊＊７８"),
        # groups with spaces where words announce a number, or it touches words
        ("联系电话： 138 1234 5678", "联系电话： 138********78"),
        ("张某（138 1234 5678）", "张某（138********78）"),
        ("手机：1 3 8 1 2 3 4 5 6 7 8", "手机：1" + "*" * 20),
        ("手机：1381234\n5678", "手机：138****\n**78"),
        # figures of a row, counts and amounts
        ("行政规范性文件 150 1200 1350", "行政规范性文件 150 1200 1350"),
        ("150 1200 1350", "150 1200 1350"),
        ("收费13500000000元", "收费13500000000元"),
        ("收费13500000000余元", "收费13500000000余元"),
        ("收到申请13812345678件", "收到申请138******78件"),
        ("电话0772-1234567", "电话0772-1234567"),
        ("电话12812345678", "电话12812345678"),
        ("共113812345678条", "共113812345678条"),
        ("GIA502 [13812345678abcde]", "GIA502 [13812345678abcde]"),
        ("13812345678a", "138******78a"),
        ("138******78", "138******78"),
    ],
)
def test_mobile_numbers(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"甲{IDENTITY}乙{CARD}丙{MOBILE}", [(1, 19, "identity"), (20, 39, "card"), (40, 51, "mobile")]),
        ("110101199003077597 索引号000014349/2024-00123", []),
    ],
)
def test_where_they_stand(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(personal_numbers(text)) == expected


def test_no_number_goes_over_a_wall() -> None:
    row = "4111 1111 1111 1111"
    assert list(personal_numbers(row))
    assert not list(personal_numbers(row, [0, 4, 5, 9, 10, 14, 15, 19]))
    assert list(personal_numbers(row, [0, 19]))


def test_a_cell_of_its_own_is_a_mobile_number() -> None:
    assert list(personal_numbers("138 1234 5678", [0, 13])) == [(0, 13, "mobile")]


DISGUISES = ("", " ", "\xa0", "\u200b", "\xad", "-", "\u3000", "\u2060", "－", "&nbsp;", "</b>", "\n")


@given(
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2024, 1, 1)),
    st.integers(0, 999),
    st.sampled_from(DISGUISES),
    st.integers(1, 17),
    st.booleans(),
)
def test_every_identity_number_is_masked(
    region: int, born: date, serial: int, between: str, at: int, wide: bool
) -> None:
    number = identity(region, born, serial)
    assert is_identity_number(number)
    written = number[:at] + between + number[at:]
    if wide:
        written = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in written)
        written = written if between not in ("&nbsp;", "</b>") else number
    text = f"为{written}号"
    hidden = mask(text)
    assert len(hidden) == len(text)
    assert sum(sign.isalnum() for sign in hidden[1:-1]) <= 5
    assert hidden.split("\n")[0].startswith("为" + written[0])


@given(st.integers(10**15, 10**19 - 1), st.integers(1, 9))
def test_a_card_with_one_wrong_digit_is_none(number: int, wrong: int) -> None:
    digits = "62" + str(number)[2:]
    found = [digits[:-1] + last for last in "0123456789" if is_bank_card(digits[:-1] + last)]
    assert len(found) == 1
    changed = str((int(found[0][-1]) + wrong) % 10)
    assert not is_bank_card(digits[:-1] + changed)


@given(st.text("0123456789１２Xx -4件٣\u200b\n", max_size=60))
def test_masking_keeps_length_width_and_lines_and_goes_no_further(text: str) -> None:
    hidden = mask(text)
    assert len(hidden) == len(text)
    assert cells(hidden) == cells(text)
    assert hidden.count("\n") == text.count("\n")
    assert mask(hidden) == hidden


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("110101199003077603", "identity"),  # a sum that an identity number has gone into
        ("110,101,199,003,077,603", "identity"),
        ("6222020200112233451", "card"),
        ("110101199013077603", None),
        ("3222020200112233451", None),
    ],
)
def test_so_many_digits_in_a_cell_are_no_figure(cell: str, kind: str | None) -> None:
    assert [each.kind for each in personal_numbers(cell, [0, len(cell)])] == ([kind] if kind else [])
    assert not list(personal_numbers(cell))
