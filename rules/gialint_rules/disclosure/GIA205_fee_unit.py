"""GIA205: charges are given in 元 although the form's unit is 万元."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Place

CHARGES = "fees.charges_wanyuan"
HEADING = lazy_regex(r"金[额額]")
YUAN = lazy_regex(r"(?<![万萬亿億])元")
TEN_THOUSAND = lazy_regex(r"[万萬]")


@rule(
    "GIA205",
    "fee-unit",
    severity="warning",
    title=Text("行政事业性收费应以万元为单位", "Charges must be given in 万元"),
    basis=["国办公开办函〔2021〕30号 表二"],
    hint=Text(
        "请把金额换算成万元（1 万元 = 10000 元）后填写，表头应为“本年收费金额（单位：万元）”。",
        "Convert the amount to 万元 (1 万元 is 10,000 元); the heading should say 单位：万元.",
    ),
    tags=["table-two", "fees"],
    since="0.1.0",
    editions=["2021"],
    examples=[
        {"clean": {CHARGES: 3.5}},
        {"clean": {CHARGES: "3.5万元"}},
        {
            "violates": {CHARGES: "35000元"},
            "says": "表二“行政事业性收费”填的是“35000元”，合 3.5 万元，应以万元为单位",
        },
        {"violates": {CHARGES: "0元"}, "says": "表二“行政事业性收费”填的是“0元”，应以万元为单位"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell the cell, or the heading above it; with no charges at all it is a note only."""
    charges = facts[CHARGES]
    heading = _heading(report)
    filled = "元" in charges.text and YUAN.search(charges.text) is not None
    if not filled and heading is None:
        return
    places = [place for place in (charges.place if filled else None, heading, charges.place) if place]
    said = f"填的是“{charges.text}”" if filled else f"表头是“{heading.text if heading else ''}”"
    said_en = f"is “{charges.text}”" if filled else f"is headed “{heading.text if heading else ''}”"
    converted, converted_en = "", ""
    if charges.value:
        amount = (charges.value / 10000).normalize()
        converted, converted_en = f"，合 {amount:f} 万元", f", which is {amount:f} 万元"
    yield Finding(
        Text(
            f"表二“行政事业性收费”{said}{converted}，应以万元为单位",
            f"the row of charges in table two {said_en}{converted_en}; the unit must be 万元",
        ),
        places[0],
        tuple(Related(charges.label, place) for place in dict.fromkeys(places[1:]) if place != places[0]),
        {"text": charges.text},
        severity=None if charges.value else Severity.INFO,
    )


def _heading(report: Report) -> Place | None:
    """Return the heading 本年收费金额 where it names 元 and not 万元."""
    table = report.tables.get("disclosure")
    for row in table.rows if table else ():
        for cell in row:
            text = cell.text
            if "元" in text and HEADING.search(text) and YUAN.search(text) and not TEN_THOUSAND.search(text):
                return cell.place(report.document, "二/表1/行政事业性收费", "二")
    return None
