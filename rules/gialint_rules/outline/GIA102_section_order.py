"""GIA102: the six sections are not in the form's order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.model import Passage, Section
from gialint_rules.outline.headings import headings, numeral, title
from gialint_rules.outline.reports import whole

NESTED = "一、依申请公开情况\n全年未收到申请。\n二、主动公开情况\n全年发布信息3条。"
PREFACE = "报告包括其他需要报告的事项、存在的主要问题及改进情况、总体情况等六个部分。"


@rule(
    "GIA102",
    "section-order",
    severity="error",
    title=Text("六个部分应按规定的顺序排列", "The six sections must be in the form's order"),
    basis=["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    hint=Text(
        "请按“一、总体情况”至“六、其他需要报告的事项”的顺序调整，表格随所在部分一起移动。",
        "Put the sections in the order of the form, each with its table.",
    ),
    tags=["outline"],
    since="0.1.0",
    examples=[
        {"clean": whole()},
        {"clean": whole(preface=PREFACE)},
        {"clean": whole(t1=NESTED)},
        {
            "violates": whole("一三二四五六"),
            "says": "各部分的顺序为一、三、二、四、五、六，应为一、二、三、四、五、六",
        },
        {
            "violates": whole("一二三四六五"),
            "says": "各部分的顺序为一、二、三、四、六、五，应为一、二、三、四、五、六",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell the order found, unless some choice among the headings of each section is in order."""
    firsts = [section.heading.paragraph.start for section in report.sections if section.heading]
    if firsts == sorted(firsts):
        return
    candidates = {
        section: [passage for passage in headings(report, section) if _sure(section, passage)]
        for section in report.sections
    }
    found = {section: passages for section, passages in candidates.items() if passages}
    if _in_order(list(found.values())):
        return
    ordered = sorted(found, key=lambda section: found[section][0].paragraph.start)
    numbers = [section.number for section in ordered]
    due = [section.number for section in report.sections if section in found]
    moved = next(index for index, number in enumerate(numbers) if number != due[index])
    yield Finding(
        Text(
            f"各部分的顺序为{'、'.join(numbers)}，应为{'、'.join(due)}",
            f"the sections are in the order {', '.join(numbers)}; it should be {', '.join(due)}",
        ),
        report.place(found[ordered[moved]][0]),
        tuple(_related(report, section, found[section][0]) for section in ordered[moved + 1 :]),
        {"order": "".join(numbers)},
    )


def _sure(section: Section, passage: Passage) -> bool:
    """Whether a heading is the section's beyond doubt: by its title, or by numeral and key words."""
    return title(passage) == section.title or numeral(passage) == section.number


def _in_order(found: Sequence[Sequence[Passage]]) -> bool:
    last = -1
    for passages in found:
        starts = [passage.paragraph.start for passage in passages if passage.paragraph.start > last]
        if not starts:
            return False
        last = min(starts)
    return True


def _related(report: Report, section: Section, heading: Passage) -> Related:
    return Related(Text(f"第{section.number}部分", f"section {section.number}"), report.place(heading))
