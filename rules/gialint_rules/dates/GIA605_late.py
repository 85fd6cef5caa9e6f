"""GIA605: the report was signed or published after the day by which it is due (条例 art. 49)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gialint import Facts, Finding, Option, Options, Related, Report, Severity, Text, Unassessed, rule
from gialint.model import Fact
from gialint_rules.agency_kinds import DEADLINES, JANUARY, MARCH, STANDINGS, due_day
from gialint_rules.dates.told_years import day_of
from gialint_rules.telling import counted

PUBLISHED = ("发布", "公布", "公开", "上网")
LABEL = 8
"""How many characters before a date its label begins."""

BUREAU = {"title": "云坪县财政局2024年政府信息公开工作年度报告"}
COUNTY = {"title": "云坪县人民政府2024年政府信息公开工作年度报告"}
TOWN = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}
BODY = {"title": "云坪县青石集团2024年政府信息公开工作年度报告"}
PAGE = {**BUREAU, "preface": "发布时间：2025-04-20", "六": "无。"}
DEADLINE = Option(
    "deadline",
    DEADLINES,
    Text(
        "各类机关应当在次年哪一天以前公布", "the day of the next year by which each kind of agency publishes"
    ),
    "day",
)


@rule(
    "GIA605",
    "late",
    severity="warning",
    title=Text("报告应按期提交并公布", "The report must be submitted and published in time"),
    basis=["《政府信息公开条例》第四十九条"],
    hint=Text(
        "部门应在1月31日前提交并公布，政府应在3月31日前公布；当地规定更早的，从其规定。仅落款日期有误的，请改正。",
        "Departments publish by 31 January, governments by 31 March; local rules may set an earlier day. "
        "If only the date is wrong, correct it.",
    ),
    tags=["dates", "deadline"],
    since="0.1.0",
    options=[DEADLINE],
    examples=[
        {"clean": {**BUREAU, "六": "无。", "signature": "云坪县财政局\n2025年1月31日"}},
        {"clean": {**COUNTY, "六": "无。", "signature": "云坪县人民政府\n2025年3月31日"}},
        {"clean": {**TOWN, "六": "网址：http://www.qingshi.gov.cn/art/2025/6/30/art_1.html"}},
        {
            "violates": {**BUREAU, "六": "无。", "signature": "云坪县财政局\n2025年2月3日"},
            "says": "报告落款日期为 2025-02-03，期限为 2025-01-31，逾期 3 天",
        },
        {
            "violates": {**COUNTY, "六": "无。", "signature": "云坪县人民政府\n二〇二五年四月一日"},
            "says": "报告落款日期为 2025-04-01，期限为 2025-03-31，逾期 1 天",
        },
        {
            "violates": {**TOWN, "六": "无。", "signature": "青石镇人民政府\n2025年3月3日"},
            "says": "报告落款日期为 2025-03-03，按惯例期限为 2025-01-31，逾期 31 天",
        },
        {
            "violates": {**BODY, "六": "无。", "signature": "青石集团\n2025年4月3日"},
            "says": "报告落款日期为 2025-04-03，期限为 2025-03-31，逾期 3 天",
        },
        {"violates": PAGE, "says": "报告发布日期为 2025-04-20，期限为 2025-01-31，逾期 79 天"},
        {"clean": {**PAGE, "preface": "发布时间：2025-01-20　更新时间：2025-04-20"}},
        {
            "clean": {**TOWN, "六": "无。", "signature": "青石镇人民政府\n2025年2月10日"},
            "options": {"deadline": {"township": "02-15"}},
        },
        {
            "violates": {**TOWN, "六": "无。", "signature": "青石镇人民政府\n2025年1月18日"},
            "says": "报告落款日期为 2025-01-18，期限为 2025-01-15，逾期 3 天",
            "options": {"deadline": {"township": "01-15"}},
        },
        {
            "unassessed": {**BODY, "六": "无。", "signature": "青石集团\n2025年3月3日"},
            "says": "这类机关没有规定期限，或机关类别不明",
        },
        {"unassessed": {**BUREAU, "六": "无。"}, "says": "落款日期或报告年度不明"},
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Judge the day that the list of members names; else the signature, or the page's own word of the day."""
    signed, published = facts["meta.signed_on"], facts["meta.published_on"]
    told = published if _is_listed(published) or not day_of(signed) else signed
    day = day_of(told)
    if day is None or report.year is None:
        missing = ("meta.signed_on",) if day is None else ("meta.year",)
        reason = Text("落款日期或报告年度不明", "the date of signature or the report's year is unknown")
        yield Unassessed(reason, missing)
    elif day.year <= report.year + 1:  # GIA603 reports a later year
        yield from _judged(report, facts, told, day, options["deadline"])


def _judged(
    report: Report, facts: Facts, told: Fact, day: date, deadlines: Mapping[str, str]
) -> Iterator[Finding | Unassessed]:
    assert report.year is not None
    due = due_day(report.agency or "", report.agency_kind, deadlines)
    if due is None and _day(report.year + 1, JANUARY) < day <= _day(report.year + 1, MARCH):
        reason = Text(
            "这类机关没有规定期限，或机关类别不明",
            "no deadline is set for such a body, or its kind is unknown",
        )
        yield Unassessed(reason, ("meta.agency_kind",))
        return
    limit = _day(report.year + 1, due or MARCH)
    if day <= limit:
        return
    said, said_en = "报告发布日期", "published"
    if told.path == "meta.signed_on":
        said, said_en = "报告落款日期", "signed"
    elif _is_listed(told):
        said, said_en = "名单所列公布日期", "published, as the list of members says,"
    standing = STANDINGS.get(report.agency_kind)
    # A day that somebody has set is a rule of the place, and no mere practice.
    practice = standing is not None and standing.practice and due == standing.due
    doubtful = told.path == "meta.published_on" and not (_is_listed(told) or _says_published(report, told))
    why, why_en = (
        ("按惯例期限为", "by practice the report was due") if practice else ("期限为", "the report was due")
    )
    title = facts["meta.title"].place
    yield Finding(
        Text(
            f"{said}为 {day}，{why} {limit}，逾期 {(day - limit).days} 天",
            f"{said_en} on {day}; {why_en} on {limit}, {counted((day - limit).days, 'day')} earlier",
        ),
        told.place or title,
        (Related(Text("标题", "title"), title),) if title and told.place else (),
        {"day": str(day), "due": str(limit)},
        severity=Severity.INFO if practice or doubtful else None,
    )


def _is_listed(told: Fact) -> bool:
    """Whether a date is not the report's own, but that of the list of who must report."""
    return told.state == "text" and told.place is None


def _day(year: int, due: str) -> date:
    """Return a day of a year: 02-29 is the last of February."""
    month, day = map(int, due.split("-"))
    return date(year, month, day) if due != "02-29" else date(year, 3, 1) - timedelta(days=1)


def _says_published(report: Report, told: Fact) -> bool:
    """Whether the page calls the date that of publication; others (更新时间) change afterwards."""
    if told.place is None or report.damages:
        return False
    before = report.document.text[max(told.place.start - LABEL, 0) : told.place.start]
    return any(word in before for word in PUBLISHED)
