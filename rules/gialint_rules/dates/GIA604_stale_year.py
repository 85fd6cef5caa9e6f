"""GIA604: a sentence about this year names an older one, as if copied from last year's file."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place
from gialint.understanding.marked import statements
from gialint_rules.dates.past_work import work_of
from gialint_rules.dates.told_years import stated_periods, title_year
from gialint_rules.telling import counted

ANNOUNCED = lazy_regex(
    r"(?:现将|现公布|现发布|现就|特?编制)[^。;《》〔〕]{0,20}?(20[0-9]{2})年度?[^。;《》〔〕]{0,12}政府信息公开"
)
FARTHEST = 6
"""An older year is history; no file is copied for that long."""

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA604",
    "stale-year",
    severity="warning",
    title=Text("本年度的工作不应写成往年的年份", "This year's work should not be dated to an earlier year"),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）", "custom"],
    hint=Text(
        "沿用往年稿件的，请改正年份，并核对该句中的数字；确实在说往年的，请写明“上年”或与本年比较。",
        "If last year's file was reused, correct the year and check the figures of that sentence; "
        "if it is about an older year, say so.",
    ),
    tags=["dates", "year"],
    since="0.1.0",
    examples=[
        {"clean": {**TITLE, "一": "2024年，我镇主动公开政府信息110条。"}},
        {"clean": {**TITLE, "一": "2023年，我镇收到申请5件；2024年，我镇收到申请3件。"}},
        {"clean": {**TITLE, "一": "2023年，全县政务公开第三方评估中，我镇排名第三。"}},
        {"clean": {**TITLE, "一": "比2023年增加2件。2023年结转的申请1件已办结。2023年以来，我镇持续公开。"}},
        {"clean": {**TITLE, "二": "公开《2023年部门决算》。2023年度财政决算按时公开。"}},
        {
            "violates": {**TITLE, "一": "2023年，我镇主动公开政府信息110条。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "一": "（三）政府信息管理。2023年，镇党政办制定规范性文件0件。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "一": "2023年收到的申请2件已经答复。2023年，国务院办公厅印发了指导意见。"}},
        {
            "violates": {**TITLE, "一": "2023年，本机关认真贯彻落实《信息公开条例》。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "一": "（五）监督保障 2023年组织政务公开培训2次。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "preface": "现将2023年政府信息公开工作情况报告如下："},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "五": "2022年，我镇公开工作取得一定成效，但仍存在不足。"},
            "says": "正文有 1 处写的是 2022 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell all such sentences in one finding, unless the report's year itself is in question (GIA603)."""
    year = title_year(report, facts)
    if year is None or any(one.period.whole_year not in (None, year) for one in stated_periods(report)):
        return
    text = readings(report)
    older = [f"{each}年" for each in range(year - FARTHEST, year) if f"{each}年" in text]
    found = [
        one
        for passage in statements(report)
        if any(each in passage.reading for each in older)
        for one in _stale(report, passage, year)
    ]
    if not found:
        return
    years = "、".join(dict.fromkeys(place.text[:4] for place in found))
    yield Finding(
        Text(
            f"正文有 {len(found)} 处写的是 {years} 年的工作，报告年度为 {year} 年，可能沿用了往年稿件",
            f"{counted(len(found), 'sentence')} about the work of {years} in a report for {year}: "
            "an older report may have been reused",
        ),
        found[0],
        tuple(Related(Text("另一处", "and here"), place) for place in found[1:]),
        {"years": years, "year": str(year)},
    )


def _stale(report: Report, passage: Passage, year: int) -> Iterator[Place]:
    reading = passage.reading
    if passage.kind not in ("prose", "preface") and "。" not in reading:
        return
    starts = set(work_of(reading, year, FARTHEST))
    starts |= {one.start(1) for one in ANNOUNCED.finditer(reading) if year - FARTHEST <= int(one[1]) < year}
    for start in sorted(starts):
        yield report.place(passage, start, start + len("2024年"))
