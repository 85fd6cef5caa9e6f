"""GIA606: the report was signed before its year was over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gialint import Facts, Finding, Related, Report, Text, Unassessed, rule
from gialint_rules.dates.told_years import day_of, stated_periods

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告", "六": "无。"}


@rule(
    "GIA606",
    "early",
    severity="error",
    title=Text("落款日期不应早于报告年度结束", "A report cannot be signed before its year is over"),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）"],
    hint=Text(
        "年度报告在次年年初编制，请核对落款和标题的年份；年初落款容易误写成上一年。",
        "The report is prepared early in the next year: check the year of the signature, and that"
        " of the title.",
    ),
    tags=["dates", "signature"],
    since="0.1.0",
    examples=[
        {"clean": {**TITLE, "signature": "青石镇人民政府\n2025年1月10日"}},
        {"clean": {**TITLE, "signature": "青石镇人民政府\n2024年12月31日"}},
        {
            "clean": {
                **TITLE,
                "六": "统计期间为2023年1月1日至12月31日。",
                "signature": "青石镇人民政府\n2024年1月10日",
            },
            "also": ["GIA603"],
        },
        {
            "violates": {**TITLE, "signature": "青石镇人民政府\n2024年1月10日"},
            "says": "落款日期为 2024-01-10，2024 年尚未结束",
        },
        {
            "violates": {**TITLE, "signature": "青石镇人民政府\n二〇二四年十二月二十日"},
            "says": "落款日期为 2024-12-20，2024 年尚未结束",
        },
        {"unassessed": TITLE, "says": "落款日期或报告年度不明"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell a date before the year's last day; where the years clash (GIA603) the earlier one counts."""
    signed = facts["meta.signed_on"]
    day = day_of(signed)
    years = [one.period.whole_year for one in stated_periods(report) if one.period.whole_year]
    years += [report.year] if report.year else []
    if day is None or not years:
        missing = ("meta.signed_on",) if day is None else ("meta.year",)
        reason = Text("落款日期或报告年度不明", "the date of signature or the report's year is unknown")
        yield Unassessed(reason, missing)
        return
    if day >= date(min(years), 12, 31):
        return
    title = facts["meta.title"].place
    yield Finding(
        Text(
            f"落款日期为 {day}，{min(years)} 年尚未结束",
            f"signed on {day}, when {min(years)} was not over",
        ),
        signed.place,
        (Related(Text("标题", "title"), title),) if title else (),
        {"day": str(day), "year": str(min(years))},
    )
