"""Dates as they are written, those that no calendar has among them."""

from __future__ import annotations

import pytest

from gialint.understanding.dates import Period, find_dates, find_periods

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


YEAR = ("2024-01-01", "2024-12-31")

STATED: list[tuple[str, tuple[str, str]]] = [
    ("本报告数据的统计期间为2024年1月1日至2024年12月31日。", YEAR),
    ("本报告中所列数据的统计期限自2024年1月1日起,至2024年12月31日止。", YEAR),
    ("统计期限从2024年1月1日至当年12月31日止", YEAR),
    ("统计时限为2024年1月1日0时至2024年12月31日24时", YEAR),
    ("统计期间:2024.1.1-2024.12.31", YEAR),
    ("所列数据统计时间为2024年1月至12月。", YEAR),
    ("所列数据统计时间为2024年1-12月。", YEAR),
    ("统计期间为2024年度。", YEAR),
    ("二〇二四年一月一日至二〇二四年十二月三十一日为统计期间", YEAR),
    ("数据统计周期为2024年1月1日—12月31日", YEAR),
    ("统计年度为2024年2月1日到2025年1月31日", ("2024-02-01", "2025-01-31")),
    ("统计期间为1月1日至12月31日", ("01-01", "12-31")),
    ("统计期间为2024年2月至4月", ("2024-02-01", "2024-04-30")),
    ("统计期间为2024年2月至14月", ("2024-02-01", "2024-14-00")),
]

UNSTATED: list[tuple[str, tuple[str, str]]] = [
    ("2024年1月1日至12月31日,我镇公开信息110条。", YEAR),
    ("2024年3月15日至5月31日开展专项行动", ("2024-03-15", "2024-05-31")),
    ("据统计,2024年3月1日至5月31日公开信息3条", ("2024-03-01", "2024-05-31")),
    ("报告期内,2024年3月1日至5月1日开展自查", ("2024-03-01", "2024-05-01")),
    ("县统计局2024年3月1日至5月1日公示", ("2024-03-01", "2024-05-01")),
    ("数据见附表。2024年3月1日至5月1日公示", ("2024-03-01", "2024-05-01")),
]


def _ends(period: Period) -> tuple[str, str]:
    assert period.first is not None
    assert period.last is not None
    return period.first.iso, period.last.iso


@pytest.mark.parametrize(("reading", "ends"), STATED, ids=[row[0] for row in STATED])
def test_a_period_is_stated(reading: str, ends: tuple[str, str]) -> None:
    (period,) = find_periods(reading)
    assert period.stated
    assert _ends(period) == ends


@pytest.mark.parametrize(("reading", "ends"), UNSTATED, ids=[row[0] for row in UNSTATED])
def test_other_stretches_of_time_are_none_of_the_figures(reading: str, ends: tuple[str, str]) -> None:
    (period,) = find_periods(reading)
    assert not period.stated
    assert _ends(period) == ends


@pytest.mark.parametrize(
    ("reading", "last"),
    [
        ("本报告数据截至2024年12月31日。", "2024-12-31"),
        ("统计截止日期为2024年12月31日。", "2024-12-31"),
        ("统计截至12月31日。", "12-31"),
    ],
)
def test_the_end_alone_is_a_period(reading: str, last: str) -> None:
    (period,) = find_periods(reading)
    assert period.stated
    assert period.first is None
    assert period.last is not None
    assert period.last.iso == last
    assert period.whole_year is None


@pytest.mark.parametrize("reading", ["统计期间为20231月1日至202312月31日", "统计期限见附件"])
def test_a_period_that_cannot_be_read_is_told(reading: str) -> None:
    (period,) = find_periods(reading)
    assert (period.stated, period.first, period.last) == (True, None, None)
    assert reading[period.start : period.end] == reading


@pytest.mark.parametrize(
    "reading",
    ["", "本报告的电子版可以下载", "2024年,我镇公开信息3条", "统计口径见附件", "数据截至年底", "12月31止"],
)
def test_no_period(reading: str) -> None:
    assert list(find_periods(reading)) == []


@pytest.mark.parametrize(
    ("reading", "year"),
    [
        ("2024年1月1日至12月31日", 2024),
        ("2023年1月1日至2024年12月31日", None),
        ("2024年1月1日至12月30日", None),
        ("1月1日至12月31日", None),
    ],
)
def test_a_whole_year(reading: str, year: int | None) -> None:
    (period,) = find_periods(reading)
    assert period.whole_year == year
