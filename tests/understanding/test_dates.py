"""Dates as they are written, those that no calendar has among them."""

from __future__ import annotations

import pytest

from gialint.understanding.dates import find_dates

WRITTEN = [
    ("2025年1月10日", ["2025-01-10"]),
    ("二〇二五年一月十日", ["2025-01-10"]),
    ("二○二四年十二月三十一日", ["2024-12-31"]),
    ("2025年1月10号", ["2025-01-10"]),
    ("发布时间:2025-01-20 09:30", ["2025-01-20"]),
    ("2024.1.1-2024.12.31", ["2024-01-01", "2024-12-31"]),
    ("2024年1月1日至12月31日", ["2024-01-01", "12-31"]),
    ("2024年度1月1日", ["2024-01-01"]),
    ("2月30日", ["02-30"]),
    ("十十月三日", ["00-03"]),
    ("202312月31日", []),
    ("20231月1日", []),
    ("2024年全年", []),
    ("联系电话:0880-6120035", []),
    ("版本2024.1.1.5", []),
]


@pytest.mark.parametrize(("reading", "dates"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_dates_are_found_as_written(reading: str, dates: list[str]) -> None:
    assert [date.iso for date in find_dates(reading)] == dates


def test_a_date_stands_where_it_is_written() -> None:
    reading = "成文于2025年1月10日。"
    (date,) = find_dates(reading)
    assert reading[date.start : date.end] == "2025年1月10日"


@pytest.mark.parametrize(
    ("reading", "exists"),
    [
        ("1月31日", True),
        ("1月32日", False),
        ("2月29日", True),
        ("2023年2月29日", False),
        ("2024年2月29日", True),
        ("4月31日", False),
        ("13月1日", False),
        ("0月1日", False),
        ("1月0日", False),
    ],
)
def test_days_that_no_calendar_has(reading: str, exists: bool) -> None:
    (date,) = find_dates(reading)
    assert date.exists is exists
