"""Reports for the examples of this family: six sections, and a figure of each table."""

from __future__ import annotations

from typing import Any

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"

HEADINGS = {
    "一": "一、总体情况",
    "二": "二、主动公开政府信息情况",
    "三": "三、收到和处理政府信息公开申请情况",
    "四": "四、政府信息公开行政复议、行政诉讼情况",
    "五": "五、存在的主要问题及改进情况",
    "六": "六、其他需要报告的事项",
}
TEXTS = {
    "一": "2024年，本镇依法做好政府信息公开工作。",
    "二": "情况见下表。",
    "三": "情况见下表。",
    "四": "情况见下表。",
    "五": "存在更新不够及时的问题，将加强培训。",
    "六": "本年度未收取信息处理费。",
}
FIGURES = {"docs.normative.issued": 0, "requests.new.total": 0, "review.total": 0}


def whole(order: str = "一二三四五六", *, preface: str = "", **texts: str) -> dict[str, Any]:
    """Return a report as data: the sections of ``order``, some texts or headings replaced.

    ``texts`` are named ``t`` or ``h`` with the section's place (t5 is the text of section five).
    """
    sections = {}
    for number in order:
        place = "一二三四五六".index(number) + 1
        sections[texts.get(f"h{place}", HEADINGS[number])] = texts.get(f"t{place}", TEXTS[number])
    report: dict[str, Any] = {"title": TITLE, "sections": sections, **FIGURES}
    return {**report, "preface": preface} if preface else report
