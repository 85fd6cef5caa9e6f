"""GIA108: a section has a heading and nothing under it."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Section
from gialint_rules.outline.headings import own_heading
from gialint_rules.outline.reports import whole

NESTED = "一、依申请公开情况\n全年未收到申请。\n二、主动公开情况\n全年发布信息3条。"
TABLED = ("二", "三", "四")
"""GIA104 reports a missing table."""

NOTHING = lazy_regex(r"(?:暂?无|没有)(?:其他.{0,12})?[。.]?")


@rule(
    "GIA108",
    "empty-section",
    severity="error",
    title=Text("标题下应有内容", "A heading must have text under it"),
    basis=["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号（“不能遗漏”）"],
    hint=Text(
        "请补充该部分的内容；确实没有内容可报告的，写明“无”。内容为图片的，请改为文字。",
        "Fill in the section; if there is nothing to report, write 无. Turn a picture into text.",
    ),
    tags=["outline"],
    since="0.1.0",
    examples=[
        {"clean": whole()},
        {"clean": {**whole(t6="无"), "signature": "2025年1月10日"}},
        {"clean": whole(t2="", t3="", t4="")},
        {"clean": whole(t1=NESTED)},
        {"violates": whole(t6=""), "says": "“六、其他需要报告的事项”下没有内容"},
        {
            "violates": {**whole(t6=""), "signature": "青石镇人民政府\n2025年1月10日"},
            "says": "“六、其他需要报告的事项”下没有内容",
        },
        {"violates": whole(t1=""), "says": "“一、总体情况”下没有内容"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each section without a paragraph, a sub-heading or a table of its own."""
    for section in report.sections:
        if section.heading is None or section.number in TABLED or _filled(report, section):
            continue
        name = f"{section.number}、{section.title}"
        yield Finding(
            Text(f"“{name}”下没有内容", f"there is nothing under “{name}”"),
            report.place(section.heading),
            values={"section": section.number},
        )


def _filled(report: Report, section: Section) -> bool:
    """Whether there is anything; a short line above the date may be an answer, not a signature."""
    own = [passage for passage in section.passages if passage.kind != "signature"]
    answered = any(NOTHING.fullmatch(passage.reading) for passage in section.passages)
    return bool(own or answered or section.tables or _nested(report, section))


def _nested(report: Report, section: Section) -> bool:
    """Whether a heading of the agency's own comes next, such as 一、依申请公开情况 in section one."""
    headings = [passage for passage in report.passages if passage.kind == "heading"]
    following = headings[headings.index(section.heading) + 1 :] if section.heading in headings else []
    return bool(following) and own_heading(report, report.section(following[0].section)) is not following[0]
