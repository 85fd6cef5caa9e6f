"""GIA602: the period of the figures is not the calendar year of the report."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.understanding.dates import Period, WrittenDate
from gialint_rules.dates.told_years import Stated, stated_periods

ENDS = ((1, 1), (12, 31))
FOUNDED = lazy_regex(
    r"(?:正式|挂牌|新)(?:成立|组建|设立)|(?:成立|组建|挂牌)(?:于|以来|之日)|机构改革"
    r"|(?:我|本)(?:局|委|办|镇|乡|街道|中心|机关|单位|部门)[^。;]{0,12}(?:成立(?!了?.{0,12}组)|组建|挂牌)"
)
TITLE = {"title": "云坪县数据局2024年政府信息公开工作年度报告"}


@rule(
    "GIA602",
    "period",
    severity="error",
    title=Text(
        "统计期间应为报告年度的1月1日至12月31日",
        "The period must be 1 January to 31 December of the report's year",
    ),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）"],
    hint=Text(
        "请改正统计期间；数据确实只统计到其他日期的，请补足全年数据。",
        "Correct the period; if the figures really end on another day, complete them for the whole year.",
    ),
    tags=["dates", "period"],
    since="0.1.0",
    examples=[
        {"clean": {**TITLE, "六": "统计期间为2024年1月1日至12月31日。"}},
        {"clean": {**TITLE, "六": "统计期间为2024年1月1日至2024年12月31日。"}},
        {"clean": {**TITLE, "六": "统计截止日期为2024年12月31日。"}},
        {"clean": {**TITLE, "一": "2024年3月15日至5月31日，开展栏目自查，发布数据12条。"}},
        {"clean": {**TITLE, "一": "我局于2024年3月挂牌成立。", "六": "统计期间为2024年3月18日至12月31日。"}},
        {
            "violates": {**TITLE, "六": "统计期间为2024年1月1日至2024年12月30日。"},
            "says": "统计期间写的是“2024年1月1日至2024年12月30日”，应为2024年1月1日至12月31日",
        },
        {
            "violates": {**TITLE, "六": "统计期限自2023年12月1日起至2024年11月30日止。"},
            "says": "统计期间写的是“2023年12月1日起至2024年11月30日”，应为2024年1月1日至12月31日",
        },
        {
            "violates": {**TITLE, "一": "成立公开工作领导小组。", "六": "统计期间为2024年2月1日至12月31日。"},
            "says": "统计期间写的是“2024年2月1日至12月31日”，应为2024年1月1日至12月31日",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Report each stated period with other ends; GIA603 reports the whole of another year."""
    for stated in stated_periods(report):
        if _right(stated.period, report.year) or _since_founded(stated.period, report):
            continue
        yield _finding(stated, report.year)


def _right(period: Period, year: int | None) -> bool:
    dates = [date for date in (period.first, period.last) if date is not None]
    if period.whole_year or not all(date.exists for date in dates):
        return True  # reported by GIA603 and GIA607
    ends = ENDS[-len(dates) :]
    return all(_is(date, end, year) for date, end in zip(dates, ends, strict=True))


def _is(date: WrittenDate, end: tuple[int, int], year: int | None) -> bool:
    return (date.month, date.day) == end and (year is None or date.year in (None, year))


def _since_founded(period: Period, report: Report) -> bool:
    """A body founded in the year has figures from that day on."""
    if period.first is None or period.last is None or period.first.year != period.last.year:
        return False
    if not _is(period.last, ENDS[1], report.year):
        return False
    return any(FOUNDED.search(passage.reading) for passage in report.passages)


def _finding(stated: Stated, year: int | None) -> Finding:
    due = f"{year}年1月1日至12月31日" if year else "全年（1月1日至12月31日）"
    due_en = f"1 January to 31 December{f' {year}' if year else ''}"
    return Finding(
        Text(
            f"统计期间写的是“{stated.place.text}”，应为{due}",
            f"the period is “{stated.place.text}”; it must be {due_en}",
        ),
        stated.place,
        values={"period": stated.place.text},
        severity=None if stated.named else Severity.WARNING,
    )
