"""GIA203: a cell of table two is blank or holds a mark where the form wants a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Fact, Facts, Finding, Report, Severity, Text, rule
from gialint_rules.agency_kinds import STANDINGS
from gialint_rules.cells import BLANK, REGULATIONS, table_two, unfilled, without_number

TOWN = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}
CITY = {"title": "平江市人民政府2024年政府信息公开工作年度报告"}
SLASHED = {f"docs.regulations.{way}": "/" for way in ("issued", "repealed", "valid")}
POWERLESS = Text("（规章一行，本机关没有规章制定权）", "(规章, which this body cannot make)")


@rule(
    "GIA203",
    "table-two-blank",
    severity="warning",
    title=Text(
        "表二每一格都应填写数字，没有的填 0", "Every cell of table two must hold a number, 0 for none"
    ),
    basis=["国办公开办函〔2021〕30号 表二"],
    hint=Text(
        "请把空白和“/”“-”“无”改为数字；确实没有的填 0。",
        "Replace blanks and marks with numbers, 0 for none.",
    ),
    tags=["table-two", "blank"],
    since="0.1.0",
    examples=[
        {"clean": {**TOWN, "decisions.permits": 0, "fees.charges_wanyuan": 1.5}},
        {
            "violates": {**TOWN, "decisions.permits": None, "decisions.penalties": "/"},
            "says": "表二有 2 格没有填写数字（空白或“/”等符号）",
        },
        {"violates": {**CITY, **SLASHED}, "says": "表二有 3 格没有填写数字（空白或“/”等符号）"},
        {
            "violates": {**TOWN, **SLASHED},
            "says": "表二有 3 格没有填写数字（规章一行，本机关没有规章制定权）",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell all of them in one finding; a mark for 规章 in a body that makes none is a note only."""
    found = unfilled(table_two(report))
    if not found:
        return
    powerless = _powerless(report, found)
    yield without_number(
        Text("表二", "table two"),
        found,
        POWERLESS if powerless else BLANK,
        Severity.INFO if powerless else None,
    )


def _powerless(report: Report, found: Sequence[Fact]) -> bool:
    standing = STANDINGS.get(report.agency_kind)
    marked = all(fact.path.startswith(REGULATIONS) and fact.state == "mark" for fact in found)
    return marked and not (standing and standing.regulations)
