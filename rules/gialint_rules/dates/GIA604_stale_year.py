"""GIA604: a sentence about this year names an older one, as if copied from last year's file."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place
from gialint.understanding.marked import statements
from gialint_rules.dates.older_years import matters_of, work_of
from gialint_rules.dates.told_years import stated_periods, title_year
from gialint_rules.telling import counted

ANNOUNCED = lazy_regex(
    r"(?:现[将就]|公布|发布|编制|撰写|形成|反映)[^。;《》〔〕]{0,40}?(20[0-9]{2})年度?[^。;《》〔〕,]{0,14}"
    r"(?:信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|情况)|年度报告)"
)
"""How a report is introduced (现将2024年政府信息公开工作情况报告如下)."""

CARRIED_ON = lazy_regex(
    r"(?:(?:剩余|余下?|尚有|另有|其余|还有|未到|期限|原因|意见|收到|办结|(?=[0-9]{1,4}[件宗]))[^。;]{0,40}?)"
    r"(?P<carried>(?:[0-9]{1,4}[件宗])?(?:结转|转入|转到|顺延)(?:至|到|入)?(?P<year>20[0-9]{2})年度?(?:继续)?(?:办理|处理|答复|(?=[0-9]{1,4}件)|(?=[,。;]|$)))"
)
"""How what is still open goes over to another year."""

PLANNED = lazy_regex(
    r"(?P<year>20[0-9]{2})年(?:度)?,?(?:(?:我|本)[一-鿿]{1,3}|学校|医院|公司|集团|街道|管委会|分局|支队|中心)?"
    r"(?:将|拟|计划)(?=继续|进一步|着力|重点|不断|切实|加强|加大|推动|推进|完善|健全|从|学习|做好|围绕|按照|严格|认真|积极|努力|深化|优化|"
    r"丰富|拓展|把|持续)|(?<=将在)(?P<during>20[0-9]{2})年(?=[^。;0-9]{0,4}(?:抓|做|推|完|加|落))"
)
"""What is to be done in a year (2025年将继续加强培训)."""

IMPROVEMENTS = "五"
"""The section that tells what is to be done."""

STILL = lazy_regex("剩余|余|尚|未到|期限|原因|意见")
"""Words for what is not closed yet."""

CAME_IN = lazy_regex("上年|上一年|去年|20[0-9]{2}")
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
            "violates": {**TITLE, "一": "2023年，学校收到申请2件，没有结转下年度的申请。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
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
            "violates": {**TITLE, "一": "2023年，镇党政办先后两次开展抽查，问题全部整改到位。"},
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
            "violates": {
                **TITLE,
                "一": "收到申请5件，1件结转2024年继续办理。",
                "requests.carried_out.total": 1,
            },
            "says": "正文称“1件结转2024年继续办理”，报告年度为 2024 年，应结转 2025 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "五": "培训偏少。2024年，我镇将进一步加强培训。"},
            "says": "正文把打算写在 2024 年（“2024年，我镇将”），而这就是报告年度，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "五": "培训偏少。2024年，我镇将培训纳入考核；2025年将继续加强培训。"}},
        {
            "violates": {**TITLE, "一": "2023年，我镇未收到申请，也没有上年结转的申请。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {**TITLE, "六": "2023年度我镇没有收取信息处理费。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "一": "2023年，我镇未收到申请。2024年，我镇收到申请3件。"}},
        {
            "violates": {**TITLE, "preface": "现发布青石镇2023年政府信息公开工作年度报告。"},
            "says": "正文有 1 处写的是 2023 年的工作，报告年度为 2024 年，可能沿用了往年稿件",
        },
        {
            "violates": {
                **TITLE,
                "一": "收到申请5件，办结4件，剩余1件转入2024年办理。",
                "requests.carried_out.total": 1,
            },
            "says": "正文称“1件转入2024年办理”，报告年度为 2024 年，应结转 2025 年，可能沿用了往年稿件",
        },
        {"clean": {**TITLE, "一": "收到申请5件，1件结转2025年继续办理。", "requests.carried_out.total": 1}},
        {
            "clean": {
                **TITLE,
                "一": "收到申请5件，2024年结转下年度继续办理1件。",
                "requests.carried_out.total": 1,
            }
        },
        {
            "clean": {
                **TITLE,
                "一": "收到申请5件，另有1件结转2024年办理。",
                "requests.carried_in.total": 1,
                "requests.carried_out.total": 1,
            }
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
    yield from _carried(report, facts, year)
    yield from _planned(report, year)
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


def _carried(report: Report, facts: Facts, year: int) -> Iterator[Finding]:
    """Tell what is carried out to the report's own year (结转2024年继续办理), as it was last year."""
    came_in, carried = (facts[f"requests.carried_{way}.total"].figure for way in ("in", "out"))
    if carried == 0:
        return
    for passage in statements(report) if f"{year}年" in readings(report) else ():
        for match in CARRIED_ON.finditer(passage.reading):
            told = match[0].replace(f"{year}年", "")
            open_still = (carried is not None and came_in != carried) or STILL.search(told)
            if match["year"] != str(year) or CAME_IN.search(told) or not open_still:
                continue
            place = report.place(passage, match.start("carried"), match.end())
            yield Finding(
                Text(
                    f"正文称“{place.text}”，报告年度为 {year} 年，应结转 {year + 1} 年，可能沿用了往年稿件",
                    f"“{place.text}” in a report for {year}: they are carried over to {year + 1}; "
                    "an older report may have been reused",
                ),
                place,
            )


def _planned(report: Report, year: int) -> Iterator[Finding]:
    """Tell plans for the report's own year, which is over when it is published."""
    for passage in statements(report):
        if passage.section != IMPROVEMENTS or f"{year}年" not in passage.reading:
            continue
        for match in PLANNED.finditer(passage.reading):
            if str(year) not in (match["year"], match["during"]):
                continue
            place = report.place(passage, match.start(), match.end())
            yield Finding(
                Text(
                    f"正文把打算写在 {year} 年（“{place.text}”），而这就是报告年度，可能沿用了往年稿件",
                    f"“{place.text}”: a plan for {year}, the year of the report; "
                    "an older report may have been reused",
                ),
                place,
            )


def _stale(report: Report, passage: Passage, year: int) -> Iterator[Place]:
    reading = passage.reading
    if passage.kind not in ("prose", "preface") and "。" not in reading:
        return
    starts = {*work_of(reading, year, FARTHEST), *matters_of(reading, year, FARTHEST)}
    for one in ANNOUNCED.finditer(reading):
        if (passage.kind == "preface" or one[0].startswith("现")) and year - FARTHEST <= int(one[1]) < year:
            starts.add(one.start(1))
    for start in sorted(starts):
        yield report.place(passage, start, start + len("2024年"))
