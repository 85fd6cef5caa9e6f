"""GIA501: prose says that no application was received, and the report itself shows one."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Claim, Fact, Facts, Finding, Related, Report, Severity, Text, Unassessed, rule

SAID = "requests.new"
DENIED = "2024年，未收到公民、法人或者其他组织的政府信息公开申请。"


@rule(
    "GIA501",
    "no-applications-claimed",
    severity="error",
    title=Text(
        "正文称没有收到申请，与表三或其他段落矛盾",
        "The prose says no application was received, but table three or another passage shows one",
    ),
    basis=["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    hint=Text(
        "请核实本年度是否收到申请：收到的，改正“未收到”的说法；确实没有的，改正表三和其他段落。第六部分常有沿用往年的文字。",
        "Find out whether any application was received, then correct the sentence or the figures; "
        "section six is often last year's text.",
    ),
    tags=["prose", "table-three", "contradiction"],
    since="0.1.0",
    covers=["GIA502", "GIA520"],
    examples=[
        {"clean": {"六": DENIED, "requests.new.total": 0}},
        {"clean": {"六": "未收到投诉，未收取费用，未收到行政许可申请。", "requests.new.total": 3}},
        {
            "violates": {"六": DENIED, "requests.new.total": 1},
            "says": "正文称“未收到公民、法人或者其他组织的政府信息公开申请”，但表三“本年新收·总计”为 1",
        },
        {
            "violates": {"一": "全年收到政府信息公开申请1件。", "六": DENIED},
            "says": "正文称“未收到公民、法人或者其他组织的政府信息公开申请”，但另有段落称收到 1 件",
        },
        {
            "unassessed": {"六": DENIED, "requests.new.total": None},
            "says": "表三“一、本年新收”总计没有可读的数字",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Report the denials, the passages that contradict them and the table's figure as one finding."""
    ours = [claim for claim in report.claims if claim.path == SAID and report.own(claim)]
    denials = [claim for claim in ours if claim.value == 0]
    if not denials:
        return
    counts = [claim for claim in ours if claim.value > 0]
    shown = _shown(facts)
    if not counts and shown is None:
        yield from _gap(facts)
        return
    yield _finding(denials, counts, shown)


def _shown(facts: Facts) -> Fact | None:
    """Return the cell of table three that shows an application, the total first."""
    for column in reversed(facts.sets.get("requests.columns", ())):
        fact = facts[f"{SAID}.{column}"]
        if fact.value is not None and fact.value > 0:
            return fact
    return None


def _gap(facts: Facts) -> Iterator[Unassessed]:
    total = facts[SAID]
    if total.state != "number":
        yield Unassessed(
            Text("表三“一、本年新收”总计没有可读的数字", "table three has no readable total of new requests"),
            (total.path,),
        )


def _finding(denials: list[Claim], counts: list[Claim], shown: Fact | None) -> Finding:
    last = denials[-1]
    related = [Related(Text("另一处所称", "stated elsewhere"), claim.place) for claim in counts]
    said = [f"另有段落称收到 {claim.value} 件" for claim in counts]
    said_en = [f"another passage says {claim.value}" for claim in counts]
    values = {"denied": "0"}
    if counts:
        values["claimed"] = str(counts[0].value)
    if shown is not None and shown.place is not None:
        related.append(Related(shown.label, shown.place))
        said.append(f"表三“{shown.label.zh}”为 {shown.value}")
        said_en.append(f"table three has {shown.value} for “{shown.label.in_language('en')}”")
        values["table"] = str(shown.value)
    related += [Related(Text("同样的说法", "stated here too"), claim.place) for claim in denials[:-1]]
    certain = any(not claim.doubtful for claim in denials) and (
        (shown is not None and shown.certainty == "exact") or any(not claim.doubtful for claim in counts)
    )
    return Finding(
        Text(
            f"正文称“{_quote(last.text)}”，但{'，'.join(said)}",
            f"the text says “{_quote(last.text)}”, but {', and '.join(said_en)}",
        ),
        last.place,
        tuple(related),
        values,
        severity=None if certain else Severity.WARNING,
    )


def _quote(text: str) -> str:
    return text if len(text) <= 30 else text[:28] + "…"
