"""GIA522: what prose says was received and carried in is not what it says was closed and carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gialint import Claim, Facts, Finding, Related, Report, Text, Unassessed, rule

RECEIVED, CARRIED_IN = "requests.new", "requests.carried_in"
CLOSED, CARRIED_OUT = "requests.closed", "requests.carried_out"
STATED = (RECEIVED, CARRIED_IN, CLOSED, CARRIED_OUT)
UNANSWERED = ("requests.other", "requests.not_processed")
"""What may be stated next to the requests that were answered (14件撤回，39件答复)."""


@rule(
    "GIA522",
    "prose-balance",
    severity="warning",
    title=Text(
        "正文中收到、上年结转、办结、结转下年度的数量应平衡",
        "Requests received, carried in, closed and carried out must balance within the prose",
    ),
    basis=["国办公开办函〔2021〕30号 表三勾稽关系", "arithmetic"],
    hint=Text(
        "“收到＋上年结转”应等于“办结＋结转下年度”；差额是正文没有交代去向的申请。",
        "Received and carried in must equal closed and carried out; the difference is unaccounted for.",
    ),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "收到政府信息公开申请11件，上年结转1件，办结10件，结转下年度2件。"}},
        {
            "violates": {"一": "收到政府信息公开申请11件，上年结转0件，办结8件，结转下年度1件。"},
            "says": "正文的申请数量不平衡：收到 11 + 上年结转 0 = 11，办结 8 + 结转下年度 1 = 9，相差 2",
        },
        {
            "clean": {
                "一": "收到政府信息公开申请11件，上年结转0件，办结8件，结转下年度1件。",
                "requests.new.total": 11,
                "requests.carried_in.total": 0,
                "requests.closed.total": 10,
                "requests.carried_out.total": 1,
            },
            "also": ["GIA505"],
        },
        {"clean": {"一": "收到申请12件，上年结转1件，其中3件撤回，已经答复8件，转到下一年办理2件。"}},
        {
            "unassessed": {"一": "收到政府信息公开申请11件，办结8件，结转下年度1件。"},
            "says": "正文没有写全四个数量",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Compare the four figures where prose states each of them once, exactly.

    Where table three gives all four, each is compared with its own, and the table must balance.
    """
    if all(facts[path].state == "number" for path in STATED):
        return
    stated = {path: _only(report, path) for path in STATED}
    missing = tuple(path for path, claim in stated.items() if claim is None)
    received, carried_in, closed, carried_out = (stated[path] for path in STATED)
    if received is None or carried_in is None or closed is None or carried_out is None:
        if received and closed:
            yield Unassessed(
                Text("正文没有写全四个数量", "the prose does not state all four figures"), missing
            )
        return
    left, right = received.value + carried_in.value, closed.value + carried_out.value
    if left == right or left - right == _unanswered(report):
        return
    working = Text(
        f"收到 {received.value} + 上年结转 {carried_in.value} = {left}，"
        f"办结 {closed.value} + 结转下年度 {carried_out.value} = {right}，相差 {abs(left - right)}",
        f"received {received.value} + carried in {carried_in.value} = {left}, "
        f"closed {closed.value} + carried out {carried_out.value} = {right}, off by {abs(left - right)}",
    )
    others = (carried_in, closed, carried_out)
    yield Finding(
        Text(f"正文的申请数量不平衡：{working.zh}", f"the figures do not balance: {working.en}"),
        received.place,
        tuple(Related(facts.label(claim.path), claim.place) for claim in others),
        {"left": str(left), "right": str(right), "delta": str(abs(left - right))},
        (working,),
    )


def _unanswered(report: Report) -> Decimal:
    """Return how many requests ended without an answer, according to the prose."""
    told = {claim.path: claim.value for claim in report.claims if report.own(claim)}
    return sum(
        (value for path, value in told.items() if path.startswith(UNANSWERED) and not _is_row(path, told)),
        Decimal(0),
    )


def _is_row(path: str, told: Mapping[str, Decimal]) -> bool:
    return any(path.startswith(f"{other}.") for other in told)


def _only(report: Report, path: str) -> Claim | None:
    """Return the claim of a fact if prose states it with one exact value."""
    claims = [
        claim for claim in report.claims if claim.path == path and report.own(claim) and not claim.doubtful
    ]
    return claims[0] if len({claim.value for claim in claims}) == 1 else None
