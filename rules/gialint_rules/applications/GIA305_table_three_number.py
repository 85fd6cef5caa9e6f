"""GIA305: a cell of table three holds what cannot be a number of applications."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint_rules.cells import table_three, wrong_figure


@rule(
    "GIA305",
    "table-three-number",
    severity="error",
    title=Text("表三的数量应为不小于 0 的整数", "Figures of table three must be whole numbers from 0 up"),
    basis=["国办公开办函〔2021〕30号 表三"],
    hint=Text(
        "申请数量只能填 0、1、2 等整数；说明文字请写在正文里，不要填在格内。",
        "A count is a whole number; remarks belong in the prose, not in the cell.",
    ),
    tags=["table-three", "number"],
    since="0.1.0",
    covers=["GIA301", "GIA302", "GIA303"],
    examples=[
        {"clean": {"requests.new.total": 12}},
        {"violates": {"requests.new.total": -5}, "says": "“本年新收·总计”填的是“-5”，不能为负数"},
        {"violates": {"requests.new.total": 1.5}, "says": "“本年新收·总计”填的是“1.5”，应为整数"},
        {
            "violates": {"requests.new.total": "10（含补正3件）"},
            "says": "“本年新收·总计”填的是“10（含补正3件）”，不是数字",
        },
        {
            "violates": {"requests.new.total": "08806120035"},
            "says": "“本年新收·总计”填的是“08806120035”，位数过多，疑为误填",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each cell whose content is no count."""
    for cells in table_three(report).values():
        yield from filter(None, map(wrong_figure, cells))
