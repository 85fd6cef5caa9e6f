"""GIA520: two passages state different values of one fact, and no table decides between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gialint import Claim, Facts, Finding, Related, Report, Words, rule


@rule(
    "GIA520",
    "conflicting-statements",
    severity="error",
    title=Words("同一事项前后说法不一", "Two passages state different figures for one fact"),
    basis=["《政府信息公开条例》第五十条", "custom"],
    hint=Words(
        "两处数字只能有一处正确，请核对原始台账后改正。", "Only one can be right; check the register."
    ),
    tags=["prose", "contradiction"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到政府信息公开申请6件。", "三": "本年度共收到政府信息公开申请6件。"}},
        {"clean": {"一": "全年收到政府信息公开申请6件，比2023年的5件增加1件。"}},
        {
            "violates": {"一": "全年收到政府信息公开申请6件。", "三": "本年度共收到政府信息公开申请5件。"},
            "says": "6 和 5",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each fact that prose states with more than one value."""
    said: dict[str, list[Claim]] = {}
    for claim in report.claims:
        if report.own(claim) and not claim.doubtful:
            said.setdefault(claim.path, []).append(claim)
    for path, claims in said.items():
        values = list(dict.fromkeys(claim.value for claim in claims))
        if len(values) < 2 or facts[path].state == "number" or _reconciled(path, values, said):
            continue
        first = {value: next(claim for claim in claims if claim.value == value) for value in values}
        label = facts.label(path)
        yield Finding(
            Words(
                f"{label.zh}前后说法不一：{' 和 '.join(str(value) for value in values)}",
                f"{label.say('en')} is stated differently: {' and '.join(str(value) for value in values)}",
            ),
            first[values[0]].place,
            tuple(Related(Words("另一处", "and here"), first[value].place) for value in values[1:]),
            {f"value{index}": str(value) for index, value in enumerate(values, 1)},
        )


def _reconciled(path: str, values: list[Decimal], said: dict[str, list[Claim]]) -> bool:
    """收到 may be 本年新收 in one passage and 本年新收＋上年结转 in another."""
    if path != "requests.new" or len(values) != 2 or 0 in values:
        return False
    carried = {claim.value for claim in said.get("requests.carried_in", ())}
    return abs(values[0] - values[1]) in carried
