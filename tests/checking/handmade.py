"""Facts, claims and reports made by hand, for tests that want no understanding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from gialint.model import Certainty, Claim, Document, Fact, Facts, Operator, Place, Report, Scope, Text

COLUMNS = ("natural_person", "organisation", "total")
OUTCOMES = ("granted", "denied.state_secret", "denied.law")
ROWS = ("new", "carried_in", *OUTCOMES, "closed", "carried_out")

SETS: Mapping[str, tuple[str, ...]] = {
    "requests.columns": COLUMNS,
    "requests.kinds": COLUMNS[:2],
    "requests.rows": ROWS,
    "requests.outcomes": OUTCOMES,
    "requests.parts.denied": ("state_secret", "law"),
    "requests.parts.other": ("granted",),
    "requests.groups": ("denied", "other"),
    "empty.set": (),
}
SUMS: Mapping[str, tuple[str, ...]] = {
    "litigation.total": ("litigation.direct.total", "litigation.after_review.total"),
    **{
        f"requests.denied.{column}": (
            f"requests.denied.state_secret.{column}",
            f"requests.denied.law.{column}",
        )
        for column in COLUMNS
    },
}
LABELS = {
    "requests.columns.natural_person": ("自然人", "natural persons"),
    "requests.columns.organisation": ("组织", "organisations"),
    "requests.columns.total": ("总计", "total"),
    "requests.kinds.natural_person": ("自然人", "natural persons"),
    "requests.kinds.organisation": ("组织", "organisations"),
    "requests.outcomes": ("各项办理结果", "outcomes"),
    "requests.new": ("本年新收", "new"),
    "requests.carried_in": ("上年结转", "carried in"),
    "requests.granted": ("予以公开", "granted"),
    "requests.denied": ("不予公开", "refused"),
    "requests.denied.state_secret": ("国家秘密", "state secrets"),
    "requests.denied.law": ("法律禁止", "barred by law"),
    "requests.closed": ("办理结果总计", "closed"),
    "requests.carried_out": ("结转下年度继续办理", "carried out"),
    "litigation.total": ("行政诉讼总计", "litigation in all"),
    "litigation.direct.total": ("直接起诉", "direct"),
    "litigation.after_review.total": ("复议后起诉", "after review"),
    "review.total": ("行政复议总计", "reviews in all"),
    "meta.agency": ("机关名称", "agency"),
}
KNOWN = {path: Text(zh, en) for path, (zh, en) in LABELS.items()}
KNOWN |= {
    f"requests.{row}.{column}": Text(
        f"{KNOWN[f'requests.{row}'].zh}（{KNOWN[f'requests.columns.{column}'].zh}）",
        f"{KNOWN[f'requests.{row}'].en} ({KNOWN[f'requests.columns.{column}'].en})",
    )
    for row in ROWS
    for column in COLUMNS
}
ALIASES = {f"requests.{row}": f"requests.{row}.total" for row in (*ROWS, "denied")}

TEXT = "".join(f"第{number}行，原文若干字。\n" for number in range(200))
DOCUMENT = Document("report.txt", "text", TEXT, ())


def place(number: int, address: str = "") -> Place:
    """Return the place of a line of the document."""
    start = DOCUMENT.line_starts[number]
    return Place(DOCUMENT, start, start + 4, address or f"行{number}")


def fact(path: str, value: Any, at: Place | None = None, certainty: Certainty = "exact") -> Fact:
    """Make a fact: a number, none for a blank, ``/`` for a mark, other text as it is."""
    label = KNOWN.get(path) or Text("")
    if value is None:
        return Fact(path, label, None, "blank", "", at, certainty)
    if value == "/":
        return Fact(path, label, None, "mark", "/", at, certainty)
    if value == "?":
        return Fact(path, label, None, "unreadable", "?", at, certainty)
    if isinstance(value, str) and not value.lstrip("-").replace(".", "", 1).isdecimal():
        return Fact(path, label, None, "text", value, at, certainty)
    return Fact(path, label, Decimal(str(value)), "number", str(value), at, certainty)


def facts(values: Mapping[str, Any], certainty: Certainty = "exact") -> Facts:
    """Make the facts of a report; each stands on a line of its own, in order."""
    lines = count()
    made = {path: fact(path, value, place(next(lines)), certainty) for path, value in values.items()}
    return Facts(made, sets=SETS, sums=SUMS, aliases=ALIASES, known=KNOWN)


def claim(
    path: str = "requests.new",
    value: Any = 5,
    text: str = "收到申请5件",
    *,
    op: Operator = "=",
    scope: Scope = "total",
    year: int | None = 2024,
    line: int = 100,
    derived: bool = False,
    denial: bool = False,
    alternatives: tuple[str, ...] = (),
) -> Claim:
    """Make a claim of section one."""
    at = place(line)
    number = Decimal(str(value))
    return Claim(path, op, number, "件", year, scope, derived, "一", text, at, denial, alternatives)


def report(values: Mapping[str, Any], claims: Iterable[Claim] = (), certainty: Certainty = "exact") -> Report:
    """Make a report of 2024."""
    return Report(
        document=DOCUMENT,
        edition="2021",
        title="青石镇人民政府2024年政府信息公开工作年度报告",
        agency="青石镇人民政府",
        agency_kind="township",
        year=2024,
        sections=(),
        passages=(),
        facts=facts(values, certainty),
        claims=tuple(claims),
    )
