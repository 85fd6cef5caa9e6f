"""GIA103: the title of a section is not that of the form of 2021."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint.checking.fixes import rewritten
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Section
from gialint_rules.outline.headings import own_heading, scraped, title, title_span
from gialint_rules.outline.reports import whole

MARKS = lazy_regex(r"[\s、,.;:。()〔〕\[\]“”\"'·]+")
NEAR = 2
"""How many characters of a heading a scraper may have changed."""


@rule(
    "GIA103",
    "section-title",
    severity="warning",
    title=Text("各部分的标题应与规定格式一致", "Sections must have the titles of the form"),
    basis=["国办公开办函〔2021〕30号"],
    hint=Text(
        "请改用规定的标题；“行政机关主动公开……”“因政府信息公开工作被申请……”等是旧格式的标题。",
        "Use the form's title; those that begin with 行政机关 or 因政府信息公开工作 are of an older form.",
    ),
    tags=["outline"],
    since="0.1.0",
    editions=["2021"],
    fixable=True,
    examples=[
        {"clean": whole()},
        {"clean": whole(h4="四、政府信息公开行政复议 行政诉讼情况", h1="一 、 总体情况：")},
        {"clean": whole(h6="六．其他需要报告的事项")},
        {
            "violates": whole(h2="二、行政机关主动公开政府信息情况"),
            "says": "第二部分的标题写成“行政机关主动公开政府信息情况”，应为“主动公开政府信息情况”",
        },
        {
            "violates": whole(h5="五、存在的问题及改进措施"),
            "says": "第五部分的标题写成“存在的问题及改进措施”，应为“存在的主要问题及改进情况”",
        },
        {
            "violates": whole(h4="四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
            "says": (
                "第四部分的标题写成“因政府信息公开工作被申请行政复议、提起行政诉讼情况”，"
                "应为“政府信息公开行政复议、行政诉讼情况”"
            ),
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each section whose own heading has another title; brackets, marks and spaces do not count."""
    for section in report.sections:
        heading = own_heading(report, section)
        if heading is None or _same(title(heading), section.title, scraped(report)):
            continue
        yield _finding(report, section, heading)


def _same(found: str, official: str, scraped: bool) -> bool:
    found, official = MARKS.sub("", found), MARKS.sub("", official)
    if not found or found == official:
        return True  # a bare numeral has no title to compare
    changed = sum(one != other for one, other in zip(found, official, strict=False))
    return scraped and len(found) == len(official) and changed <= NEAR


def _finding(report: Report, section: Section, heading: Passage) -> Finding:
    place = report.place(heading, *title_span(heading))
    return Finding(
        Text(
            f"第{section.number}部分的标题写成“{place.text}”，应为“{section.title}”",
            f"section {section.number} is titled “{place.text}”; the form has “{section.title}”",
        ),
        place,
        values={"title": place.text},
        fix=rewritten(place, section.title),
    )
