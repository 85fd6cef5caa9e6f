"""GIA204: a cell of table two holds what cannot be its figure."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint_rules.cells import table_two, wrong_figure

AMOUNTS = ("fees.charges_wanyuan", "procurement.amount")
DECIMALS = 6
"""An amount in 万元 to the cent (分) has six decimals."""

SIGNED = ".change"
"""本年增/减 of the form of 2019 may be negative."""


@rule(
    "GIA204",
    "table-two-number",
    severity="error",
    title=Text(
        "表二的数量应为不小于 0 的整数，金额可以有小数",
        "Counts in table two are whole numbers from 0 up; amounts may have decimals",
    ),
    basis=["国办公开办函〔2021〕30号 表二"],
    hint=Text(
        "数量只能填 0、1、2 等整数，收费金额以万元为单位；说明文字请写在正文里。",
        "Counts are whole numbers, charges are in 万元; remarks belong in the prose.",
    ),
    tags=["table-two", "number"],
    since="0.1.0",
    covers=["GIA201"],
    examples=[
        {"clean": {"decisions.permits": 1353, "fees.charges_wanyuan": 190.457379}},
        {"clean": {"decisions.permits": "/", "decisions.penalties": None, "decisions.coercion": "12件"}},
        {"violates": {"decisions.permits": -5}, "says": "“行政许可·本年处理决定数量”填的是“-5”，不能为负数"},
        {"violates": {"decisions.permits": 1.5}, "says": "“行政许可·本年处理决定数量”填的是“1.5”，应为整数"},
        {
            "violates": {"fees.charges_wanyuan": "1.2345678"},
            "says": "“行政事业性收费·本年收费金额（单位：万元）”填的是“1.2345678”，小数多于 6 位",
        },
        {
            "violates": {"docs.normative.valid": "见附件"},
            "says": "“行政规范性文件·现行有效件数”填的是“见附件”，不是数字",
        },
        {
            "violates": {"decisions.penalties": "08806120035"},
            "says": "“行政处罚·本年处理决定数量”填的是“08806120035”，位数过多，疑为误填",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each cell that is no count and no amount."""
    for fact in table_two(report):
        decimals = DECIMALS if fact.path in AMOUNTS else 0
        wrong = wrong_figure(fact, decimals=decimals, signed=fact.path.endswith(SIGNED))
        if wrong:
            yield wrong
