"""What a report says of itself: its period, signature and dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]
PATHS = ("meta.period", "meta.period_start", "meta.period_end", "meta.signed_by", "meta.signed_on")


def _report(preface: str = "", last: str = "无。", signature: str = "") -> str:
    title = "青石镇人民政府2024年政府信息公开工作年度报告"
    heading = "六、其他需要报告的事项"
    return "\n".join(line for line in (title, preface, heading, last, signature) if line)


def test_a_stated_period_goes_before_any_other(understood: Understood) -> None:
    report = understood(
        _report("2023年1月1日至12月31日，我镇公开信息3条。", "统计期间为2024年1月1日至2024年12月31日。")
    )
    facts = report.facts
    assert facts["meta.period"].text == "2024年1月1日至2024年12月31日"
    assert facts["meta.period_start"].text == "2024-01-01"
    assert facts["meta.period_end"].text == "2024-12-31"
    place = facts["meta.period"].place
    assert place is not None
    assert (place.text, place.address) == ("2024年1月1日至2024年12月31日", "六/段1")


def test_a_whole_year_in_prose_is_taken_where_nothing_is_stated(understood: Understood) -> None:
    facts = understood(_report("2024年1月1日至12月31日，我镇公开信息3条。")).facts
    assert facts["meta.period"].state == "absent"
    assert facts["meta.period_end"].text == "2024-12-31"


def test_a_stretch_of_months_is_no_period_of_the_report(understood: Understood) -> None:
    facts = understood(_report("2024年3月1日至5月31日，我镇开展自查。")).facts
    assert facts["meta.period_start"].state == "absent"


def test_a_whole_year_goes_before_a_stretch_of_months(understood: Understood) -> None:
    facts = understood(
        _report("2024年3月1日至5月31日，我镇开展自查。2024年1月1日至12月31日，我镇公开信息3条。")
    ).facts
    assert facts["meta.period_start"].text == "2024-01-01"
    assert facts["meta.period_end"].text == "2024-12-31"


def test_a_period_that_cannot_be_read(understood: Understood) -> None:
    facts = understood(_report("", "统计期间为20241月1日至202412月31日。")).facts
    assert facts["meta.period"].state == "unreadable"
    assert facts["meta.period_start"].state == "absent"


def test_only_the_end_is_told(understood: Understood) -> None:
    facts = understood(_report("", "本报告数据截至2024年12月31日。")).facts
    assert facts["meta.period"].state == "text"
    assert facts["meta.period_start"].state == "absent"
    assert facts["meta.period_end"].text == "2024-12-31"


@pytest.mark.parametrize(
    ("preface", "year"),
    [("统计期间为2024年1月1日至12月31日。", 2024), ("统计期间为1月1日至12月31日。", None)],
)
def test_the_year_comes_from_the_period_where_no_title_has_it(
    understood: Understood, preface: str, year: int | None
) -> None:
    assert understood(f"工作报告\n{preface}\n六、其他需要报告的事项\n无。").year == year


@pytest.mark.parametrize("date", ["2025年1月10日", "二〇二五年一月十日"])
def test_the_signature_has_an_agency_and_a_date(understood: Understood, date: str) -> None:
    facts = understood(_report(signature=f"云坪县青石镇人民政府\n{date}")).facts
    assert facts["meta.signed_by"].text == "云坪县青石镇人民政府"
    assert facts["meta.signed_on"].text == "2025-01-10"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布日期：2025-01-20　来源：镇党政办", "2025-01-20"),
        ("发布时间： 2025年1月20日 09:30", "2025-01-20"),
        ("发文日期：2025-01-20", ""),
        ("2025-01-20 发布日期见网站", ""),
    ],
)
def test_the_page_says_when_it_was_published(understood: Understood, line: str, date: str) -> None:
    assert understood(_report(line)).facts["meta.published_on"].text == date
