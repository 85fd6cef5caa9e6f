"""GIA733: a file about to be published with tracked changes, comments or hidden words in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.model import Aside, AsideKind

KINDS: Mapping[AsideKind, Text] = {
    "inserted": Text("插入的修订", "tracked insertion"),
    "deleted": Text("删除的修订", "tracked deletion"),
    "comment": Text("批注", "comment"),
    "hidden": Text("隐藏文字", "hidden text"),
}
ON_A_PAGE = Text(
    "请从网页中删去这些文字：用样式隐藏的内容，查看源代码就能看到。",
    "Delete it from the page: anyone sees in its source what a style hides.",
)
ON_A_SHEET = Text(
    "请在 Excel 里取消隐藏行、列，或删去白色和用格式隐藏的内容：别人打开工作簿就能看到。",
    "Unhide rows and columns, or delete what is white or hidden by its format: anyone who opens it sees it.",
)
SHOWN = 20
"""How many places a finding names."""

HINTS = {"xlsx": ON_A_SHEET}
"""What to do instead, by the reader of the file."""

QUOTED = 20
"""How many characters of what is hidden are shown."""


@rule(
    "GIA733",
    "hidden-content",
    severity="warning",
    title=Text(
        "发布的文件不应留有修订、批注和隐藏文字",
        "No tracked change, comment or hidden text may stay in a published file",
    ),
    basis=["《政府信息公开条例》第十四条、第十五条", "custom"],
    hint=Text(
        "请在 Word 的“审阅”中接受或拒绝所有修订，删除所有批注；“文件—信息—检查文档”可以找出隐藏文字。",
        "Accept or reject all changes and delete all comments; Inspect Document finds hidden text.",
    ),
    tags=["wording", "privacy"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年公开信息30条。"}},
        {"clean": {"一": "全年公开信息30条。", "asides": {"deleted": " "}}},
        {
            "violates": {"一": "全年公开信息30条。", "asides": {"deleted": "20"}},
            "says": "文件中还有删除的修订 1 处",
        },
        {
            "violates": {"一": "全年公开信息30条。", "asides": {"comment": "请李科长核实", "hidden": "底稿"}},
            "says": "文件中还有批注 1 处、隐藏文字 1 处",
        },
        {"clean": {"一": "全年公开信息30条。", "asides": {"comment": "gialint: 忽略 GIA501 已核实"}}},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Report once per file what is hidden and where; GIA904 reports suppression comments."""
    asides = [
        aside
        for aside in report.document.asides
        if not aside.remark
        and (aside.text.strip() or aside.kind == "comment")
        and _is_of_the_report(report, aside)
    ]
    if not asides:
        return
    counted = Counter(aside.kind for aside in asides)
    kinds = [(KINDS[kind], counted[kind]) for kind in KINDS if counted[kind]]
    zh = "、".join(f"{kind.zh} {count} 处" for kind, count in kinds)
    en = ", ".join(f"{count} × {kind.en}" for kind, count in kinds)
    yield Finding(
        Text(f"文件中还有{zh}", f"the file still contains {en}"),
        report.beside(asides[0]),
        tuple(Related(_label(aside), report.beside(aside)) for aside in asides[1:SHOWN]),
        {str(kind): str(count) for kind, count in counted.items()},
        hint=ON_A_PAGE if report.document.source is not None else HINTS.get(report.document.reader),
    )


def _is_of_the_report(report: Report, aside: Aside) -> bool:
    """Whether something is in the report itself: a page has hidden menus and windows around it."""
    if report.document.source is None or aside.kind != "hidden":
        return True
    headings = (section.heading.paragraph.start for section in report.sections if section.heading)
    first = min(headings, default=len(report.document.text))
    tables = (table.rows[-1] for section in report.sections for table in section.tables if table.rows)
    ends = [row[-1].start + len(row[-1].text) for row in tables if row]
    ends += [passage.paragraph.start + len(passage.paragraph.text) for passage in report.passages]
    return first <= aside.start <= max(ends, default=0)


def _label(aside: Aside) -> Text:
    kind = KINDS[aside.kind]
    text = aside.text if len(aside.text) <= QUOTED else aside.text[:QUOTED] + "…"
    return Text(f"{kind.zh}：{text}", f"{kind.en}: {text}")
