"""GIA530: section six does not report the 信息处理费 (国办函〔2020〕109号)."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule
from gialint.model import Passage

SECTION = "六"
FEE = ("处理费", "收费", "费用")
CHARGES = "行政事业性收费"
"""Those of table two, which are no fee on a request."""


@rule(
    "GIA530",
    "fee-statement",
    severity="warning",
    title=Text("第六部分应报告信息处理费收取情况", "Section six must report the processing fee"),
    basis=["《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"],
    hint=Text(
        "请写明本年度发出收费通知的件数、总金额和实际收取的金额；没有收取的，写明“未收取信息处理费”。",
        "State the notices issued, their sum and what was collected; if none, say that no fee was charged.",
    ),
    tags=["prose", "fees"],
    since="0.1.0",
    editions=["2021"],  # the fee came in with 2021
    examples=[
        {"clean": {"六": "本年度未收取信息处理费，无其他需要报告的事项。"}},
        {"violates": {"六": "无其他需要报告的事项。"}, "says": "第六部分没有写信息处理费收取情况"},
        {
            "violates": {"一": "无行政事业性收费。", "六": "无其他需要报告的事项。"},
            "says": "第六部分没有写信息处理费收取情况",
        },
        {
            "violates": {"一": "全年未收取信息处理费。", "六": "无其他需要报告的事项。"},
            "says": "信息处理费写在第一部分，按规定应在第六部分报告",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Report a section six without a word on fees; if they are mentioned elsewhere it is only a note."""
    section = report.section(SECTION)
    if section.heading is None or any(map(_tells_fee, section.passages)):
        return
    elsewhere = [p for p in report.passages if p.kind == "prose" and _tells_fee(p)]
    place = report.place(section.heading)
    if not elsewhere:
        words = Text("第六部分没有写信息处理费收取情况", "section six does not report the processing fee")
        yield Finding(words, place)
        return
    number = elsewhere[0].section or "前言"
    words = Text(
        f"信息处理费写在第{number}部分，按规定应在第六部分报告",
        f"the processing fee is reported in section {number}; it belongs in section six",
    )
    yield Finding(words, place, values={"section": number}, severity=Severity.INFO)


def _tells_fee(passage: Passage) -> bool:
    reading = passage.reading.replace(CHARGES, "")
    return any(word in reading for word in FEE)
