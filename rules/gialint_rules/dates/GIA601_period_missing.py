"""GIA601: the report nowhere says of which period its figures are."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule


@rule(
    "GIA601",
    "period-missing",
    severity="warning",
    title=Text("报告应写明数据的统计期间", "The report should state the period of its figures"),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）", "custom"],
    hint=Text(
        "请写明“本报告数据统计期间为××××年1月1日至12月31日”，写在前言或第六部分均可。",
        "State the period, 1 January to 31 December of the report's year, in the preface or in section six.",
    ),
    tags=["dates", "period"],
    since="0.1.0",
    examples=[
        {"clean": {"六": "本报告数据的统计期间为2024年1月1日至2024年12月31日。"}},
        {"clean": {"六": "报告中的统计数据从2024年1月1日开始到2024年12月31日为止。"}},
        {"clean": {"preface": "所用数据从2024年1月1日起计算，到2024年12月31日为止。"}},
        {"clean": {"一": "2024年1月1日至12月31日，我镇主动公开政府信息110条。"}},
        {"clean": {"preface": "本报告所列数据统计截至2024年12月31日。"}},
        {"clean": {"六": "统计期限：2024年1-12月。"}},
        {"violates": {"六": "本报告的电子版可在县政府门户网站查阅。"}, "says": "全文没有写明统计期间"},
        {
            "violates": {"六": "统计期间为20241月1日至202412月31日。"},
            "says": "统计期间无法识别：“统计期间为20241月1日至202412月31日”，“年”“月”等字可能在转换时丢失",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell a report without a period; a period whose 年 or 月 got lost on its way is a note only."""
    stated = facts["meta.period"]
    if stated.state == "unreadable":
        words = Text(
            f"统计期间无法识别：“{stated.text}”，“年”“月”等字可能在转换时丢失",
            f"the period cannot be read: “{stated.text}”; 年 or 月 may have been lost in conversion",
        )
        yield Finding(words, stated.place, values={"text": stated.text}, severity=Severity.INFO)
        return
    if stated.state != "absent" or facts["meta.period_end"].state != "absent" or not report.passages:
        return
    words = Text("全文没有写明统计期间", "the period of the figures is not stated")
    yield Finding(words, report.front())
