"""GIA404: a cell of table four is blank or holds a mark where the form wants a number."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint_rules.cells import table_four, unfilled, without_number


@rule(
    "GIA404",
    "table-four-blank",
    severity="warning",
    title=Text(
        "表四每一格都应填写数字，没有的填 0", "Every cell of table four must hold a number, 0 for none"
    ),
    basis=["国办公开办函〔2021〕30号 表四"],
    hint=Text(
        "请把空白和“/”“-”“无”改为数字；没有发生复议、诉讼的，15 格都填 0。",
        "Replace blanks and marks with numbers; where there was no case, fill in 0 in all fifteen cells.",
    ),
    tags=["table-four", "blank"],
    since="0.1.0",
    examples=[
        {"clean": {"review.upheld": 0, "review.total": 2, "litigation.direct.total": 0}},
        {
            "violates": {"review.upheld": None, "review.total": "/", "review.other": 0},
            "says": "表四有 2 格没有填写数字（空白或“/”等符号）",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell the cells without a number in one finding, a place for each."""
    found = unfilled(table_four(facts))
    if found:
        yield without_number(Text("表四", "table four"), found)
