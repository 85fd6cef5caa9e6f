"""GIA101: one of the six sections is absent (条例 art. 50; 格式 “不能遗漏”)."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint_rules.telling import counted

SIX = {
    "title": "青石镇人民政府2024年政府信息公开工作年度报告",
    "sections": {
        "一、总体情况": "2024年，本镇依法做好政府信息公开工作。",
        "二、主动公开政府信息情况": "",
        "三、收到和处理政府信息公开申请情况": "",
        "四、政府信息公开行政复议、行政诉讼情况": "",
        "五、存在的主要问题及改进情况": "存在更新不够及时的问题，将加强培训。",
        "六、其他需要报告的事项": "本年度未收取信息处理费。",
    },
}
FIVE = {
    **SIX,
    "preface": "本报告由总体情况、主动公开政府信息情况、存在的主要问题及改进情况等六个部分组成。",
    "sections": {name: text for name, text in SIX["sections"].items() if not name.startswith("五")},  # type: ignore[attr-defined]
}


@rule(
    "GIA101",
    "missing-section",
    severity="error",
    title=Text("报告应包括规定的全部六个部分", "The report must have all six sections of the form"),
    basis=["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号（“不能遗漏”）"],
    hint=Text(
        "请补上缺少的部分；没有内容可报告的，也应保留标题并写明“无”或“0”。标题应单独成行，如“五、存在的主要问题及改进情况”。",
        "Add the missing section; one with nothing to report keeps its heading, on a line of its own.",
    ),
    tags=["outline"],
    since="0.1.0",
    covers=["GIA104"],
    examples=[{"clean": SIX}, {"violates": FIVE, "says": "缺少 1 个部分：五、存在的主要问题及改进情况"}],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell once which sections have no heading."""
    missing = [section for section in report.sections if not section.found]
    if not missing:
        return
    names = "；".join(f"{section.number}、{section.title}" for section in missing)
    place = report.front()
    yield Finding(
        Text(
            f"缺少 {len(missing)} 个部分：{names}",
            f"{counted(len(missing), 'missing section')}: {names}",
        ),
        place,
        values={"missing": "，".join(section.number for section in missing)},
    )
