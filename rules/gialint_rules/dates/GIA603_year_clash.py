"""GIA603: the title, the period and the signature do not agree on the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gialint import Facts, Finding, Related, Report, Severity, Text, rule
from gialint_rules.dates.told_years import Stated, day_of, stated_periods, title_year

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}
SIGNED = "青石镇人民政府\n2025年1月10日"


@rule(
    "GIA603",
    "year-clash",
    severity="error",
    title=Text("标题、统计期间和落款的年份应相互一致", "Title, period and signature must agree on the year"),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）"],
    hint=Text(
        "请确认是哪一年度的报告，并改正沿用旧稿的年份；年度报告在次年发布，落款应为次年的日期。",
        "Check which year this report is for and correct what is left from an older file; it is"
        " signed a year later.",
    ),
    tags=["dates", "year"],
    since="0.1.0",
    examples=[
        {"clean": {**TITLE, "六": "统计期间为2024年1月1日至12月31日。", "signature": SIGNED}},
        {"clean": {**TITLE, "六": "统计期间为1月1日至12月31日。", "signature": SIGNED}},
        {"clean": {**TITLE, "一": "2023年1月1日至12月31日的问题已整改。", "signature": SIGNED}},
        {
            "violates": {**TITLE, "六": "统计期间为2023年1月1日至2023年12月31日。"},
            "says": "标题为 2024 年，统计期间为 2023 年",
        },
        {
            "violates": {
                "preface": "统计期间为2024年1月1日至12月31日。",
                "六": "统计期间为2023年1月1日至12月31日。",
            },
            "says": "统计期间前后不一：一处写 2024 年，一处写 2023 年",
        },
        {
            "violates": {**TITLE, "六": "无。", "signature": "青石镇人民政府\n2026年1月10日"},
            "says": "标题为 2024 年，落款为 2026 年，相隔一年以上",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell a period of another year than the title's as certain, a late signature as a doubt."""
    year = title_year(report, facts)
    stated = [one for one in stated_periods(report) if one.period.whole_year]
    clashing = [one for one in stated if one.period.whole_year != (year or stated[0].period.whole_year)]
    signed = day_of(facts["meta.signed_on"])
    if clashing:
        yield _clash(facts, year, stated[0], clashing, signed)
    elif year is not None and signed is not None and signed.year > year + 1:
        yield _late(facts, year, signed)


def _clash(
    facts: Facts, year: int | None, first: Stated, clashing: list[Stated], signed: date | None
) -> Finding:
    wrong = clashing[0].period.whole_year
    other = year or first.period.whole_year
    title = facts["meta.title"].place
    if year is None:
        said, said_en = (
            f"统计期间前后不一：一处写 {other} 年，一处写 {wrong} 年",
            f"the period is given as {other} and as {wrong}",
        )
        related = [Related(Text("另一处统计期间", "the other period"), first.place)]
    else:
        said = f"标题为 {year} 年，统计期间为 {wrong} 年"
        said_en = f"the title is of {year}, the period of {wrong}"
        related = [Related(Text("标题", "title"), title)] if title else []
    related += [Related(Text("同样的年份", "the same year"), one.place) for one in clashing[1:]]
    place = facts["meta.signed_on"].place
    if signed is not None and place is not None:
        said, said_en = f"{said}，落款在 {signed.year} 年", f"{said_en}, and it was signed in {signed.year}"
        related.append(Related(Text("落款", "signature"), place))
    certain = any(one.named for one in clashing)
    return Finding(
        Text(said, said_en),
        clashing[0].place,
        tuple(related),
        {"year": str(other), "period": str(wrong)},
        severity=None if certain else Severity.WARNING,
    )


def _late(facts: Facts, year: int, signed: date) -> Finding:
    title = facts["meta.title"].place
    return Finding(
        Text(
            f"标题为 {year} 年，落款为 {signed.year} 年，相隔一年以上",
            f"the title is of {year}, but it was signed in {signed.year}, more than a year after",
        ),
        facts["meta.signed_on"].place,
        (Related(Text("标题", "title"), title),) if title else (),
        {"year": str(year), "signed": str(signed.year)},
        severity=Severity.WARNING,
    )
