"""GIA732: the mobile number or the address of a person who applied or sued."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Words, rule
from gialint.checking.stretches import readings
from gialint.lazily import lazily
from gialint.reporting.masking import starred
from gialint_rules.wording.personal import ADDRESS, MOBILE, OFFERED

KINDS = (
    (MOBILE, lazily(r"1[3-9][0-9]{9}"), Words("手机号", "mobile number")),
    (ADDRESS, lazily("住|户籍"), Words("住址", "address")),
)
"""Expressions, each with one that takes little to compile and finds something wherever it does."""


@rule(
    "GIA732",
    "personal-contact",
    severity="warning",
    title=Words("报告中不得出现申请人的手机号、住址", "No applicant's number or address may be published"),
    basis=["《政府信息公开条例》第十五条", "《中华人民共和国个人信息保护法》第三十四条"],
    hint=Words(
        "请删去；需要举例的，写“申请人张某”，不写联系方式。",
        "Delete it; an example needs no more than 申请人张某, without how to reach them.",
    ),
    tags=["wording", "privacy"],
    since="0.1.0",
    examples=[
        {"clean": {"六": "申请人如有疑问，可拨打值班电话13812345678；联系人：张三，手机13912345678。"}},
        {"clean": {"一": "申请人王某申请公开青石镇东街5号院的征收补偿标准，申请人李某居住证号未公开。"}},
        {"violates": {"一": "申请人张三（联系电话：13812345678）申请公开补偿标准。"}, "says": "138******78"},
        {
            "violates": {"一": "申请人：李四，家住青石镇东街5号院3栋2单元401室，申请公开补偿标准。"},
            "says": "住址",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each, without showing it; what an office offers to applicants is its own."""
    text = readings(report)
    kinds = [(pattern, said) for pattern, hint, said in KINDS if hint.search(text) and pattern.search(text)]
    for passage in report.passages if kinds else ():
        for pattern, said in kinds:
            for match in pattern.finditer(passage.reading):
                if OFFERED.search(match["between"]):
                    continue
                shown = starred(match["private"])
                yield Finding(
                    Words(
                        f"出现了申请人等个人的{said.zh} {shown}", f"a person's {said.en} is shown: {shown}"
                    ),
                    report.place(passage, match.start("private"), match.end("private")),
                    values={"kind": said.en, "shown": shown},
                    secrets=tuple(filter(None, (match["private"], match["name"]))),
                )
