"""GIA104: section two, three or four has no table that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Picture, Section
from gialint_rules.outline.table_rows import LOST, TABLES, mostly_unread, named, official_rows

OFFICIAL = {
    "二": ("disclosure", "第二十条主动公开情况表", "the table of art. 20"),
    "三": ("applications", "收到和处理申请情况表", "the table of applications"),
    "四": ("review", "行政复议、行政诉讼情况表", "the table of reviews and suits"),
}
CAPTIONS = {"二": "信息内容", "三": "申请人情况", "四": "未经复议直接起诉"}
"""Words of each table that no prose has."""

PICTURED = lazy_regex(r"(?i)附件|附表|见图|下图|图片|\.(?:jpe?g|png|gif|bmp|xlsx?)")
WORDS_ONLY = Text(
    "；这里有表格的文字，但数字对应不到各格",
    "; its labels are there, but no figures that can be matched to its cells",
)
GLUED = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件5845546"
TITLED = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}


@rule(
    "GIA104",
    "missing-table",
    severity="error",
    title=Text(
        "第二、三、四部分应有可以读取的表格", "Sections two, three and four must each have their table"
    ),
    basis=["国办公开办函〔2021〕30号"],
    hint=Text(
        "请把表格以文字形式放入该部分，不要用图片或附件代替；每格填数字，没有的填 0。",
        "Put the table itself into the section, not a picture or an attachment, with 0 where there is none.",
    ),
    tags=["outline", "tables"],
    since="0.1.0",
    examples=[
        {
            "clean": {
                **TITLED,
                "sections": {"四、政府信息公开行政复议、行政诉讼情况": "情况如下。"},
                "review.total": 0,
            }
        },
        {
            "violates": {**TITLED, "sections": {"四、政府信息公开行政复议、行政诉讼情况": "详见附件1。"}},
            "says": "第四部分没有找到行政复议、行政诉讼情况表；正文提到“附件”，表格可能是图片或附件",
        },
        {
            "violates": {**TITLED, "三、收到和处理政府信息公开申请情况": "申请人情况\n（一）予以公开"},
            "says": "第三部分没有找到收到和处理申请情况表；这里有表格的文字，但数字对应不到各格",
        },
        {"violates": {**TITLED, "二、主动公开政府信息情况": GLUED}, "says": "表二数字对应不到各格，未能检查"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each section that stands without its table."""
    for section in report.sections:
        table = OFFICIAL.get(section.number)
        if table is None or section.heading is None:
            continue
        if table[0] in report.tables:
            yield from _unread(report, section, table[0])
            continue
        why = _why(report, section)
        yield Finding(
            Text(
                f"第{section.number}部分没有找到{table[1]}{why.zh}",
                f"section {section.number} has no {table[2].removeprefix('the ')}{why.en}",
            ),
            report.place(section.heading),
            values={"table": table[0]},
            hint=LOST if why is WORDS_ONLY else None,
        )


def _unread(report: Report, section: Section, name: str) -> Iterator[Finding]:
    """Tell a table of text in half of whose rows nothing says which figure is in which cell."""
    table = report.tables[name]
    rows = [row for row in official_rows(report, name) if not row.missing]
    if section.heading is None or not mostly_unread(table, rows):
        return
    unread = [row for row in rows if row.unreadable]
    zh, en = TABLES[name]
    names = Text("", "")
    en += " was not checked: its figures cannot be separated"
    if len(unread) < len(rows):
        names = named(unread)
        zh += f"的 {len(rows)} 行中有 {len(unread)} 行"
        en += f" in {len(unread)} of {len(rows)} rows: {names.in_language('en')}"
    yield Finding(
        Text(f"{zh}数字对应不到各格，未能检查{names.zh and f'：{names.zh}'}", en),
        report.place(section.heading),
        values={"table": name},
        severity=Severity.WARNING,
        hint=LOST,
    )


def _why(report: Report, section: Section) -> Text:
    """Say what the section has instead of a table, if anything."""
    pictures = _pictures(report, section)
    if pictures:
        named = next((picture.name for picture in pictures if picture.name), "")
        of = f"（{named}）" if named else ""
        return Text(
            f"；这里有图片或嵌入的对象{of}，其中的文字无法读取，表格可能就在里面",
            f"; there is a picture or embedded object{of and f' ({named})'}, which may hold the table",
        )
    if any(CAPTIONS[section.number] in passage.reading for passage in section.passages):
        return WORDS_ONLY
    pictured = _pictured(section)
    if not pictured:
        return Text("", "")
    return Text(
        f"；正文提到“{pictured}”，表格可能是图片或附件",
        f"; the text mentions {pictured}, so it may be a picture or an attachment",
    )


def _pictures(report: Report, section: Section) -> list[Picture]:
    """Return the pictures between the section's heading and the next."""
    starts = [each.heading.paragraph.start for each in report.sections if each.heading is not None]
    if section.heading is None or not report.document.pictures:
        return []
    first = section.heading.paragraph.start
    last = min((start for start in starts if start > first), default=len(report.document.text))
    return [picture for picture in report.document.pictures if first < picture.start < last]


def _pictured(section: Section) -> str:
    for passage in section.passages:
        match = PICTURED.search(passage.reading)
        if match:
            return match[0]
    return ""
