"""GIA109: section one is silent on one of the five matters that the form names for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint_rules.telling import counted

SECTION = "一"


class Aspect(NamedTuple):
    """One of the topics: words for it, and phrases to look for if none of the words is found."""

    english: str
    words: str
    turns: re.Pattern[str] | None = None

    def told_in(self, text: str) -> bool:
        """Whether a text mentions it."""
        if any(word in text for word in self.words.split()):
            return True
        return self.turns is not None and self.turns.search(text) is not None


ASPECTS: Mapping[str, Aspect] = {
    "主动公开": Aspect(
        "disclosure on its own motion", "主动公开", lazy_regex(r"公开[^。]{0,12}信息|发布[^。]{0,12}信息")
    ),
    "依申请公开": Aspect("applications", "申请"),
    "政府信息管理": Aspect(
        "management of information",
        "目录 审核 审查 三审 台账 规范性文件 动态调整",
        lazy_regex(r"信息.{0,6}管理"),
    ),
    "平台建设": Aspect("platforms", "平台 网站 公众号 微博 专栏 栏目 专区 新媒体 公开栏 查阅点 客户端"),
    "监督保障": Aspect(
        "supervision and support", "监督 考核 培训 评议 追究 责任 领导小组 组织领导 保障 督查 检查"
    ),
}
HEADED = """（一）主动公开
30条。
（二）依申请公开
无。
（三）信息管理
落实三审。
（四）平台
一个。
（五）监督
良好。"""
FULL = "主动公开信息30条。未收到公开申请。严格信息审核。维护网站栏目。开展培训考核。"


@rule(
    "GIA109",
    "overview-aspects",
    severity="info",
    title=Text("总体情况应包括规定的五个方面", "The overview should cover all five topics"),
    basis=["国办公开办函〔2021〕30号（总体情况）"],
    hint=Text(
        "总体情况包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面，请补写缺少的方面。",
        "The five are disclosure, applications, management of information, platforms, and supervision.",
    ),
    tags=["outline"],
    since="0.1.0",
    editions=["2021"],
    examples=[
        {"clean": {"一": FULL}},
        {"clean": {"一": HEADED}},
        {
            "violates": {"一": FULL.replace("未收到公开申请。", "")},
            "says": "总体情况没有写到 1 个方面：依申请公开",
        },
        {
            "violates": {"一": "工作平稳有序。"},
            "says": "总体情况没有写到 5 个方面：主动公开、依申请公开、政府信息管理、平台建设、监督保障",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Search the whole section, since the five may be covered without sub-headings."""
    section = report.section(SECTION)
    if section.heading is None or not section.passages:
        return
    told = "\n".join(passage.reading for passage in section.passages)
    missing = {name: aspect.english for name, aspect in ASPECTS.items() if not aspect.told_in(told)}
    if not missing:
        return
    yield Finding(
        Text(
            f"总体情况没有写到 {len(missing)} 个方面：{'、'.join(missing)}",
            f"the overview does not cover {counted(len(missing), 'topic')}: {', '.join(missing.values())}",
        ),
        report.place(section.heading),
        values={"missing": "，".join(missing)},
    )
