"""GIA604: a sentence about this year names an older one, as if copied from last year's file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Words, rule
from gialint.checking.stretches import readings
from gialint.document import Place
from gialint.lazily import lazily
from gialint.report import Passage
from gialint.understanding.marked import statements
from gialint_rules.dates.told_years import stated_periods, title_year

SENTENCE = lazily(r"[^。]+")
LEAD = r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]是|[0-9]+[.、])?"
SUBJECT = lazily(
    LEAD + r"(20[0-9]{2})年(?:度?,|度?(?=(?:我|本)[省市州县区旗镇乡街局委办厅机单部中]|全[省市州县区镇乡]|共)"
    r"|1月1日起?[至到—\-])"
)
ANNOUNCED = lazily(
    r"(?:现将|现公布|现发布|现就|特?编制)[^。;《》〔〕]{0,20}?(20[0-9]{2})年度?[^。;《》〔〕]{0,12}政府信息公开"
)
EXCUSED = lazily(
    r"上一?年|去年|往年|历年|近[两二三几]年|比|较|增长|下降|增加|减少|上升|结转|决算|预算|审计|财政|以来|[《〔]"
    r"|评估|考核|排名|通报|测评|评议|整改|指出|反馈|年度报告|年报|成立|建成|启动|出台|印发|改革|规划"
)
FARTHEST = 6
"""An older year than that is history, and no file was copied for so long."""

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA604",
    "stale-year",
    severity="warning",
    title=Words(
        "本年度的工作不应写成往年的年份", "What was done this year should not be told of an older year"
    ),
    basis=["《政府信息公开条例》第四十九条（“上一年度”）", "custom"],
    hint=Words(
        "如果是沿用往年稿件，请改正年份并核对这一句里的数字；如果确实在说往年，请写明“上年”或与本年比较。",
        "If last year's file was reused, mend the year and check the figures of that sentence; "
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
        {"violates": {**TITLE, "一": "2023年，我镇主动公开政府信息110条。"}, "says": "2023 年"},
        {
            "violates": {**TITLE, "一": "（三）政府信息管理。2023年，镇党政办制定规范性文件0件。"},
            "says": "1 处",
        },
        {"violates": {**TITLE, "preface": "现将2023年政府信息公开工作情况报告如下："}, "says": "2024 年"},
        {"violates": {**TITLE, "五": "2022年，我镇公开工作取得一定成效，但仍存在不足。"}, "says": "2022 年"},
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
        Words(
            f"有 {len(found)} 处把 {years} 年写成本年度，报告年度是 {year} 年",
            f"{len(found)} sentences speak of {years} as this year, but the report is for {year}",
        ),
        found[0],
        tuple(Related(Words("另一处", "and here"), place) for place in found[1:]),
        {"years": years, "year": str(year)},
    )


def _stale(report: Report, passage: Passage, year: int) -> Iterator[Place]:
    if passage.kind not in ("prose", "preface"):
        return
    reading = passage.reading
    if not any(f"{older}年" in reading for older in range(year - FARTHEST, year)):
        return
    for sentence in SENTENCE.finditer(reading):
        match = SUBJECT.match(reading, *sentence.span()) or ANNOUNCED.search(reading, *sentence.span())
        if match is None or not year - FARTHEST <= int(match[1]) < year:
            continue
        if not _excused(reading, sentence, match, year):
            yield report.place(passage, match.start(1), match.start(1) + len("2024年"))


def _excused(reading: str, sentence: re.Match[str], match: re.Match[str], year: int) -> bool:
    """Whether the sentence compares years, tells of a paper's year, or is followed by this year's."""
    if match.re.pattern == ANNOUNCED.pattern:
        return False
    named = set(re.findall(r"20[0-9]{2}(?=年)", sentence[0])) - {match[1]}
    following = reading.startswith(str(year), sentence.end() + 1)
    return bool(named) or following or EXCUSED.search(sentence[0]) is not None
