"""GIA405: a cell of table four holds what cannot be a number of cases."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint_rules.cells import table_four, wrong_figure


@rule(
    "GIA405",
    "table-four-number",
    severity="error",
    title=Text("表四的数量应为不小于 0 的整数", "Figures of table four must be whole numbers from 0 up"),
    basis=["国办公开办函〔2021〕30号 表四"],
    hint=Text(
        "案件数量只能填 0、1、2 等整数；说明文字请写在正文里，不要填在格内。",
        "A count of cases is a whole number; remarks belong in the prose, not in the cell.",
    ),
    tags=["table-four", "number"],
    since="0.1.0",
    covers=["GIA401", "GIA402", "GIA403"],
    examples=[
        {"clean": {"review.total": 12, "litigation.direct.total": "2件", "review.upheld": "/"}},
        {"violates": {"review.total": -1}, "says": "“行政复议总计”填的是“-1”，不能为负数"},
        {"violates": {"litigation.direct.total": 1.5}, "says": "“未经复议直接起诉总计”填的是“1.5”，应为整数"},
        {
            "violates": {"litigation.after_review.pending": "正在审理"},
            "says": "“复议后起诉尚未审结”填的是“正在审理”，不是数字",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each cell whose content is no count."""
    yield from filter(None, map(wrong_figure, table_four(facts)))
