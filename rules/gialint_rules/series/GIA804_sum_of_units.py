"""GIA804: the figures of a government's report are not the sum of its agencies'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint import Fact, Facts, Finding, Related, Report, Severity, Text, Unassessed, rule
from gialint.checking.messages import plain
from gialint.model import SELF
from gialint.records import NamedTuple
from gialint_rules.telling import counted, listed, unread

MEMBERS = "members."
TABLES = {"docs": "二", "decisions": "二", "fees": "二", "requests": "三", "review": "四", "litigation": "四"}
ENGLISH = {"二": "two", "三": "three", "四": "four"}
JOINT = "四"
"""The table whose cases may be in two agencies' reports: they are joint defendants."""

COUNTIES = ("county_government", "county_department", "township", "street")
REGULATIONS = "docs.regulations."
"""What a county makes none of, and its agencies sometimes state."""

SHOWN = 3
WORKED = 20
"""How many cells of a table get their arithmetic shown."""

TOTAL = "requests.new.total"


class Gap(NamedTuple):
    """A cell that is not the sum of the members' cells."""

    own: Fact
    figure: Decimal
    parts: tuple[Fact, ...]
    total: Decimal
    severity: Severity

    @property
    def largest(self) -> Sequence[Fact]:
        """The members' cells, the greatest figure first."""
        return sorted(self.parts, key=lambda part: -(part.value or 0))[:SHOWN]


@rule(
    "GIA804",
    "sum-of-units",
    severity="error",
    title=Text(
        "汇总报告的数据应等于各机关之和", "The figures of a summary should be the sum of its agencies'"
    ),
    basis=[*(f"国办公开办函〔2021〕30号 {table}" for table in ("表二", "表三", "表四")), "arithmetic"],
    hint=Text(
        "比任何一个机关还少的，肯定有误；其余先补齐报告，再看哪些机关不计入汇总（counted: false）。",
        "Less than a single agency's is certainly wrong. Otherwise check that every report is there, and"
        " that agencies that do not count have counted: false in the list.",
    ),
    tags=["series", "members"],
    since="0.1.0",
    scope="members",
    examples=[
        {"clean": {TOTAL: 7, f"{MEMBERS}民政局.{TOTAL}": 3, f"{MEMBERS}林业局.{TOTAL}": 4}},
        {"clean": {TOTAL: 9, f"{MEMBERS}民政局.{TOTAL}": 3, f"{MEMBERS}林业局": None}},
        {
            "violates": {TOTAL: 2, f"{MEMBERS}民政局.{TOTAL}": 3, f"{MEMBERS}林业局": None},
            "says": (
                "缺林业局的报告，表三有 1 格与各机关之和不符：本年新收·总计 2，各机关之和 3，"
                "相差 1（民政局 3）"
            ),
        },
        {
            "violates": {TOTAL: 6, f"{MEMBERS}民政局.{TOTAL}": 3, f"{MEMBERS}林业局.{TOTAL}": 4},
            "says": (
                "表三有 1 格与各机关之和不符：本年新收·总计 6，各机关之和 7，相差 1（林业局 4、民政局 3）"
            ),
        },
        {
            "violates": {TOTAL: 9, f"{MEMBERS}民政局.{TOTAL}": 3, f"{MEMBERS}林业局.{TOTAL}": 4},
            "says": (
                "表三有 1 格与各机关之和不符：本年新收·总计 9，各机关之和 7，相差 2（林业局 4、民政局 3）"
            ),
        },
        {"unassessed": {TOTAL: None, f"{MEMBERS}民政局.{TOTAL}": 3}, "says": "“本年新收·总计”空白或没有读到"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Tell one finding a table, with its cells and the agencies that contribute most."""
    missing = report.lists.get(f"{MEMBERS}missing", ())
    found: dict[str, list[Gap]] = {}
    lacking: list[str] = []
    for path in [fact.path for fact in facts.stated() if not fact.path.startswith((SELF, MEMBERS))]:
        total = facts[MEMBERS + path]
        table = TABLES.get(path.partition(".")[0])
        if table is None or not total.parts or _is_left_out(report, path):
            continue
        own = facts[path]
        if own.figure is None:
            if any(part.value for part in total.parts):
                lacking.append(path)
            continue
        gap = _gap(own, own.figure, total.parts, table, complete=not missing)
        if gap:
            found.setdefault(table, []).append(gap)
    for table, gaps in found.items():
        yield _finding(facts, table, gaps, [str(name) for name in missing])
    if lacking:
        yield Unassessed(unread(facts.label(lacking[0]), len(lacking)), tuple(lacking))


def _is_left_out(report: Report, path: str) -> bool:
    return path.startswith(REGULATIONS) and report.agency_kind in COUNTIES


def _gap(own: Fact, figure: Decimal, parts: tuple[Fact, ...], table: str, *, complete: bool) -> Gap | None:
    values = [part.value for part in parts if part.value is not None]
    total = sum(values, Decimal(0))
    if values and figure < max(values):
        severity = Severity.WARNING if table == JOINT else Severity.ERROR
    elif figure < total or (complete and len(values) == len(parts) and figure != total):
        severity = Severity.WARNING
    else:
        return None
    return Gap(own, figure, parts, total, severity)


def _finding(facts: Facts, table: str, gaps: Sequence[Gap], missing: Sequence[str]) -> Finding:
    gaps = sorted(gaps, key=lambda gap: -gap.severity)
    first = gaps[0]
    told = listed([_told(facts, gap) for gap in gaps], "格")
    names = listed([Text(name) for name in missing], "个机关")
    lack = (
        Text(f"缺{names.zh}的报告，", f"without the reports of {names.in_language('en')}, ")
        if missing
        else Text("")
    )
    related = [Related(part.label, part.place) for part in first.largest if part.place]
    related += [Related(facts.label(gap.own.path), gap.own.place) for gap in gaps[1:] if gap.own.place]
    return Finding(
        Text(
            f"{lack.zh}表{table}有 {len(gaps)} 格与各机关之和不符：{told.zh}",
            f"{lack.en}table {ENGLISH[table]} has {counted(len(gaps), 'cell')} unlike the agencies' sum: "
            f"{told.en}",
        ),
        first.own.place,
        tuple(related),
        {"cells": str(len(gaps)), "left": plain(first.figure), "right": plain(first.total)},
        working=tuple(_told(facts, gap) for gap in gaps[:WORKED]),
        severity=first.severity,
    )


def _told(facts: Facts, gap: Gap) -> Text:
    label = facts.label(gap.own.path)
    own, total, delta = plain(gap.figure), plain(gap.total), plain(abs(gap.figure - gap.total))
    most = [f"{part.label.zh} {plain(part.value)}" for part in gap.largest if part.value]
    zh, en = "、".join(most), ", ".join(most)
    return Text(
        f"{label.zh} {own}，各机关之和 {total}，相差 {delta}（{zh}）",
        f"{label.in_language('en')} {own}, sum {total}, a difference of {delta} ({en})",
    )
