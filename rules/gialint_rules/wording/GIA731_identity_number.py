"""GIA731: a resident identity number or a bank card's number is in the report."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint.checking.kinds.stretches import (
    Stretch,
    extent,
    part_of,
    place_in,
    scope_of,
    sentence_at,
    stretches,
)
from gialint.lazy_regex import lazy_regex
from gialint.model import Marked

CODED = lazy_regex(r"信用代码|机构代码|索引号|编号|代码|案号|备案|文号|许可证|订单")
BEFORE = 15
"""How many characters before a number may say that it is an office's code."""

BANK = lazy_regex(r"卡号|银行|账[号户]|帐[号户]|开户|信用卡|储蓄卡|社保卡")
SAID = {
    "identity": Text("居民身份证号", "a resident identity number"),
    "card": Text("银行卡号", "the number of a bank card"),
}
EVERYWHERE = scope_of({"in": "all"})


@rule(
    "GIA731",
    "identity-number",
    severity="error",
    title=Text("报告中不得出现身份证号、银行卡号", "No identity or bank card number may be published"),
    basis=[
        "《政府信息公开条例》第十五条",
        "《中华人民共和国个人信息保护法》第二十八条、第三十四条",
    ],
    hint=Text(
        "请立即删除；报告已经发布的，请先撤下网页再更正。",
        "Delete it at once; if the report is published, take the page down first, then correct it.",
    ),
    tags=["wording", "privacy"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "统一社会信用代码11010519491231002X，索引号11010519491231002X/2025-00012。"}},
        {"clean": {"一": "公开信息1101051949123100条，流水6222020200112233446。"}},
        {
            "violates": {"一": "申请人张某（身份证号11010519491231002X）申请公开补偿标准。"},
            "says": "出现了居民身份证号 110*************2X",
        },
        {
            "violates": {"六": "退款至银行卡6222020200112233446。"},
            "says": "出现了银行卡号 622**************46",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each number whose checksum is right; the report itself holds it starred."""
    document = report.document
    if all(each.manner not in SAID for each in document.marked):
        return
    told: set[Marked] = set()  # one that crosses a line end is in two stretches
    for stretch in stretches(report, EVERYWHERE):
        for each in document.marked_in(*extent(stretch)):
            if each.manner not in SAID or each in told:
                continue
            start, end = part_of(stretch, each.start, each.end)
            if start == end:
                continue
            told.add(each)
            if _is_code(stretch, start, end, each.manner):
                continue
            shown, said = "".join(document.text[each.start : each.end].split()), SAID[each.manner]
            yield Finding(
                Text(f"出现了{said.zh} {shown}", f"{said.in_language('en')} is shown: {shown}"),
                place_in(report, stretch, start, end)._replace(start=each.start, end=each.end),
                values={"kind": each.manner, "number": shown},
            )


def _is_code(stretch: Stretch, start: int, end: int, kind: str) -> bool:
    """Tell an office's own long numbers; one in ten passes for a card, so a bank must be named."""
    text = stretch.text
    if CODED.search(text, max(start - BEFORE, 0), start):
        return True
    return kind == "card" and not BANK.search(sentence_at(text, start, end))
