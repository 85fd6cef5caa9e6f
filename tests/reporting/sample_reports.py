"""A report as understood, and rules, made by hand for the outputs of facts, rules and explain."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gialint.model import (
    Claim,
    Diagnostic,
    Document,
    Fact,
    Facts,
    Finding,
    Gap,
    Place,
    Report,
    Rule,
    Severity,
    State,
    Text,
)

TEXT = """一、本年新收政府信息公开申请数量 | 1 | 若干 | | /
行政事业性收费 | 12.50
2024年共收到政府信息公开申请1件，约有50人次咨询，申请人证件号110*************98。
"""
DOCUMENT = Document("drafts/青石镇.txt", "text", TEXT, ())


def place(words: str, address: str, section: str) -> Place:
    """Return where some words stand in the sample."""
    start = TEXT.index(words)
    return Place(DOCUMENT, start, start + len(words), address, section)


def fact(path: str, label: str, text: str, state: State, value: str | None, address: str) -> Fact:
    """Return a fact of the sample."""
    number = None if value is None else Decimal(value)
    return Fact(path, Text(label), number, state, text, place(text or " | /", address, "三"))


FACTS = (
    fact("requests.new.natural_person", "本年新收 自然人", "1", "number", "1", "三/表1/一、本年新收/自然人"),
    fact(
        "requests.new.commercial_enterprise",
        "本年新收 商业企业",
        "若干",
        "text",
        None,
        "三/表1/一、本年新收/商业企业",
    ),
    fact(
        "requests.new.research_institution",
        "本年新收 科研机构",
        "",
        "blank",
        None,
        "三/表1/一、本年新收/科研机构",
    ),
    fact(
        "requests.new.public_welfare",
        "本年新收 社会公益组织",
        "/",
        "mark",
        None,
        "三/表1/一、本年新收/社会公益组织",
    ),
    fact(
        "fees.charges_wanyuan", "行政事业性收费（万元）", "12.50", "number", "12.50", "二/表1/行政事业性收费"
    ),
)

CLAIMS = (
    Claim(
        "requests.new",
        "=",
        Decimal(1),
        "件",
        2024,
        "total",
        False,
        "一",
        "收到政府信息公开申请1件",
        place("收到政府信息公开申请1件", "一/（二）/段1", "一"),
    ),
    Claim(
        "requests.consultations",
        "~",
        Decimal(50),
        "人次",
        None,
        "part",
        True,
        "一",
        "约有50人次咨询，申请人证件号110*************98",
        place("约有50人次咨询，申请人证件号110*************98", "一/（二）/段1", "一"),
    ),
)


def report(
    claims: tuple[Claim, ...] = CLAIMS, facts: tuple[Fact, ...] = FACTS, agency: str | None = "青石镇人民政府"
) -> Report:
    """Return the sample as a report."""
    found = Facts({each.path: each for each in facts})
    return Report(DOCUMENT, "2021", "", agency, "township", 2024, (), (), found, claims)


def _never(*_: object) -> Iterator[Finding]:
    yield from ()


BALANCE = Rule(
    "GIA301",
    "balance",
    Text("收到与办理的申请数量应当相等", "Requests received must equal requests handled"),
    Severity.ERROR,
    ("国办公开办函〔2021〕30号 表三勾稽关系", "arithmetic"),
    _never,
    Text("核对“上年结转”与去年报告的“结转下年度继续办理”。", "Compare 上年结转 with last year's figure."),
    ("table-three", "arithmetic"),
    "0.1.0",
    examples=(
        {
            "violates": {"requests.new.natural_person": 1, "requests.closed.natural_person": 2},
            "says": "自然人：本年新收 1，办理结果总计 2，相差 1",
        },
        {"clean": {"requests.new.natural_person": 10, "requests.closed.natural_person": 10}},
        {"unassessed": {"requests.new.natural_person": 1, "requests.closed.natural_person": None}},
    ),
)

SENTENCE_END = Rule(
    "GIA722",
    "sentence-end",
    Text("每段话以句号结束", "A paragraph of prose ends with a full stop"),
    Severity.INFO,
    ("custom",),
    _never,
    status="preview",
    fixable=True,
    examples=({"violates": "本镇及时答复了申请"}, {"clean": "本镇及时答复了申请。"}),
)

TOO_LONG = Rule(
    "GIA113", "section-too-long", Text("第一部分不宜过长"), Severity.WARNING, (), _never, status="off"
)

RULES = (TOO_LONG, BALANCE, SENTENCE_END)

FOUND: dict[int, tuple[Diagnostic | Gap, ...]] = {
    0: (Diagnostic("GIA301", "balance", Severity.ERROR, "不相等", working=("1 与 2，相差 1", "不相等")),),
    2: (Gap("GIA301", "balance", "“办理结果总计”为空白", ("requests.closed.natural_person",)),),
}
