"""GIA202: 规章 are counted by a body that cannot make any."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Severity, Text, Unassessed, rule
from gialint_rules.agency_kinds import STANDINGS, told_by
from gialint_rules.cells import REGULATIONS, table_two

TOWN = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}
CITY = {"title": "平江市人民政府2024年政府信息公开工作年度报告"}
BUREAU = {"title": "平江市司法局2024年政府信息公开工作年度报告"}
BODY = {"title": "青石协会2024年政府信息公开工作年度报告"}


@rule(
    "GIA202",
    "regulations-without-power",
    severity="warning",
    title=Text("没有规章制定权的机关，规章数量应为 0", "A body without the power to make 规章 must report 0"),
    basis=["《中华人民共和国立法法》", "《政府信息公开条例》第二十条第（一）项"],
    hint=Text(
        "规章只能由国务院部门、省级政府、设区的市和自治州政府制定；规范性文件请填入“行政规范性文件”一行。",
        "Only State Council departments, provinces, cities with districts and autonomous prefectures "
        "make 规章; other documents belong in the row below.",
    ),
    tags=["table-two"],
    since="0.1.0",
    examples=[
        {"clean": {**TOWN, "docs.regulations.issued": 0, "docs.normative.issued": 2}},
        {"clean": {**CITY, "docs.regulations.issued": 2}},
        {
            "violates": {**TOWN, "docs.regulations.issued": 2, "docs.regulations.valid": 5},
            "says": "表二“规章·本年制发件数”填了 2、“规章·现行有效件数”填了 5，本机关没有规章制定权，应为 0",
        },
        {
            "violates": {"title": "", "一": "我镇公开信息30条。", "docs.regulations.issued": 2},
            "says": "表二“规章·本年制发件数”填了 2，本机关没有规章制定权，应为 0（机关名称据正文“我镇”推定）",
        },
        {
            "violates": {**BUREAU, "docs.regulations.valid": 31},
            "says": "表二“规章·现行有效件数”填了 31，本机关没有规章制定权，可能计入了本级政府的规章",
        },
        {
            "unassessed": {**BODY, "docs.regulations.issued": 2},
            "says": "机关类别不明，不能确定有无规章制定权",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell the cells above 0; a department may count those of its government, which is a note only."""
    counted = [fact for fact in table_two(report) if fact.path.startswith(REGULATIONS) and fact.value]
    standing = STANDINGS.get(report.agency_kind)
    if not counted or (standing and standing.regulations):
        return
    if standing is None:
        reason = Text("机关类别不明，不能确定有无规章制定权", "the kind of agency is not known")
        yield Unassessed(reason, ("meta.agency_kind",))
        return
    told = "、".join(f"“{fact.label.zh}”填了 {fact.value}" for fact in counted)
    told_en = " and ".join(f"{fact.value} for “{fact.label.in_language('en')}”" for fact in counted)
    own = standing.regulations is False
    due, due_en = (
        ("应为 0", "so it must be 0")
        if own
        else ("可能计入了本级政府的规章", "it may count its government's")
    )
    source, related = told_by(facts)
    yield Finding(
        Text(
            f"表二{told}，本机关没有规章制定权，{due}{source.zh}",
            f"table two has {told_en}; this agency cannot make 规章, {due_en}{source.in_language('en')}",
        ),
        counted[0].place,
        (*(Related(fact.label, fact.place) for fact in counted[1:] if fact.place), *related),
        {fact.path: str(fact.value) for fact in counted},
        severity=None if own else Severity.INFO,
    )
