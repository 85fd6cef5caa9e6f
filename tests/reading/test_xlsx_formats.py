"""What number formats make of numbers: shown as they are, rounded, as something else, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.reading.xlsx.looks import BUILT_IN, made, shows_text

ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0", "12", "12"),
        ("00", "5", "5"),
        ("#,##0", "1234", "1234"),
        ("#,##0", "0", "0"),
        ("#,##0_);(#,##0)", "-12", "-12"),
        ("0;[Red]-0", "-12", "-12"),
        ("0;[Red]0", "-12", "?"),
        ("0;0", "-12", "?"),
        ("0.00", "12.3", "12.3"),
        ("0.00", "12.345", "12.35"),
        ("0", "12.5", "13"),
        ("0", "-12.5", "-13"),
        ("#.##", "0.126", "0.13"),
        ("General", "12", "12"),
        ('General"件"', "12", "12"),
        ('0"件"', "12", "12"),
        ("[$¥-804]0", "12", "12"),
        ("[DBNum1]General", "12", "12"),
        ("[Red]0", "12", "12"),
        ("@", "12", "12"),
        (ACCOUNTS, "12", "12"),
        (ACCOUNTS, "0", "0"),
        ("yyyy/m/d", "45000", "45000"),
        ("0;-0;;@", "0", ""),
        ("0;-0;;@", "12", "12"),
        ("#", "0", ""),
        ("#,###", "0", ""),
        (";;;", "12", ""),
        ("", "12", ""),
        ('[=0]"";General', "0", ""),
        ('[=0]"";General', "12", "12"),
        ("[>100]0;[<0]-0;", "12", ""),
        ("[>100]0;[>1000]0", "12", "12"),
        ('0"9"', "12", "?"),
        (r"0\9", "12", "?"),
        ('"1"0', "12", "?"),
        ("10", "12", "?"),
        ("0-00", "123", "?"),
        ("0%", "0.5", "?"),
        ("0%", "0", "0"),
        ("0,", "12000", "?"),
        ("#,##0.0,,", "12000000", "?"),
        ("0.00E+00", "12", "?"),
        ("# ?/?", "0.5", "?"),
        ("0.0", "1e300", "1e300"),
        ("0." + "0" * 200, "1.5", "1.5"),
        ('"', "12", ""),
    ],
)
def test_a_number_under_a_format(form: str, value: str, shown: str) -> None:
    number = Decimal(value)
    manner, rounded = made(form, number)
    told = {"hidden": "", "unreadable": "?"}.get(manner or "", str(number if rounded is None else rounded))
    assert told == str(Decimal(shown) if shown not in ("", "?") else shown)


@pytest.mark.parametrize(
    ("form", "shows"),
    [("General", True), ("0", True), (";;", True), (";;;", False), (";;;@", True), ('0;0;0;"文字"', False)],
)
def test_a_text_under_a_format(form: str, shows: bool) -> None:
    assert shows_text(form) is shows


@given(st.text('0#?.,;@"\\_*[]=<>-+%E/ymdGenral1 件'), st.decimals(allow_nan=False, allow_infinity=False))
def test_no_format_is_too_odd(form: str, value: Decimal) -> None:
    manner, rounded = made(form, value)
    assert manner is None or rounded is None


@pytest.mark.parametrize("form", [BUILT_IN[number] for number in (1, 2, 3, 4, 37, 38, 39, 40)])
@given(value=st.integers(-(10**9), 10**9))
def test_common_formats_show_whole_numbers_as_they_are(form: str, value: int) -> None:
    assert made(form, Decimal(value)) == (None, None)
