"""GIA607: a day or month that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.understanding.dates import find_dates
from gialint.understanding.marked import statements

MONTH = lazy_regex(r"20(?<![0-9]20)[0-9]{2}年(?:1[3-9]|[2-9][0-9]|00?)月(?![0-9]{1,2}[日号])")


@rule(
    "GIA607",
    "impossible-date",
    severity="error",
    title=Text("日期应真实存在", "A date must exist in the calendar"),
    basis=["custom"],
    hint=Text("请核对月份和日期。", "Check the month and the day."),
    tags=["dates"],
    since="0.1.0",
    examples=[
        {"clean": {"六": "统计期间为2024年1月1日至2024年12月31日，其中2月29日召开培训会。"}},
        {"clean": {"六": "统计期间为202311日至1231日，第13次会议于10月31日召开，历时13个月。"}},
        {"violates": {"六": "统计期间为2024年1月32日至12月31日。"}, "says": "日期“2024年1月32日”不存在"},
        {"violates": {"一": "2月30日召开推进会。"}, "says": "日期“2月30日”不存在"},
        {"violates": {"一": "2023年2月29日召开推进会。"}, "says": "日期“2023年2月29日”不存在"},
        {"violates": {"一": "2024年13月完成栏目改版。"}, "says": "日期“2024年13月”不存在"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each such date, but none in words that were damaged on their way."""
    hurt = [(damage.place.start, damage.place.end) for damage in report.damages]
    for passage in statements(report):
        for start, end in _impossible(passage.reading) if "月" in passage.reading else ():
            place = report.place(passage, start, end)
            if not any(first < place.end and place.start < last for first, last in hurt):
                words = Text(f"日期“{place.text}”不存在", f"there is no such date as “{place.text}”")
                yield Finding(words, place, values={"date": place.text})


def _impossible(reading: str) -> Iterator[tuple[int, int]]:
    for written in find_dates(reading):
        if not written.exists:
            yield written.start, written.end
    for month in MONTH.finditer(reading):
        yield month.span()
