"""GIA304: a cell of table three is blank or holds a mark where the form wants a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gialint import Fact, Facts, Finding, Related, Report, Text, rule
from gialint.checking.fixes import filled_in
from gialint.model import Fix
from gialint_rules.cells import table_three, unfilled
from gialint_rules.telling import counted, listed

TOTAL, CLOSED = "total", "closed"
IN, OUT = ("new", "carried_in"), ("closed", "carried_out")
"""The rows whose sums are equal in each column: 本年新收 + 上年结转 = （七）总计 + 结转下年度继续办理."""


def must_be_zero(facts: Facts, row: str, column: str) -> bool:
    """Whether both its row and its column ask for 0 in a blank cell; never in a total."""
    if TOTAL in (row, column) or row == CLOSED or facts[f"requests.{row}.{column}"].certainty != "exact":
        return False
    in_row = [facts[f"requests.{row}.{applicant}"] for applicant in facts.sets["requests.applicants"]]
    if not _come_to(in_row, [facts[f"requests.{row}.{TOTAL}"]]):
        return False
    outcomes = facts.sets["requests.outcomes"]
    if row in outcomes:
        in_column = [facts[f"requests.{outcome}.{column}"] for outcome in outcomes]
        return _come_to(in_column, [facts[f"requests.{CLOSED}.{column}"]])
    own, other = (IN, OUT) if row in IN else (OUT, IN)
    return _come_to(*([facts[f"requests.{each}.{column}"] for each in side] for side in (own, other)))


def _come_to(parts: Sequence[Fact], totals: Sequence[Fact]) -> bool:
    """Whether the parts that are stated make up the totals, which all are; a count is never negative."""
    stated = [part for part in parts if part.state not in ("blank", "mark")]
    return _sound([*stated, *totals]) and _sum(stated) == _sum(totals)


def _sound(facts: Iterable[Fact]) -> bool:
    return all(fact.certainty == "exact" and fact.value is not None and fact.value >= 0 for fact in facts)


def _sum(facts: Iterable[Fact]) -> Decimal:
    return sum((fact.value for fact in facts if fact.value is not None), Decimal(0))


ROW = "requests.granted"
FILLED = {f"{ROW}.{column}": 0 for column in (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare", "legal_service",
    "other_organization", "total",
)}  # fmt: skip


@rule(
    "GIA304",
    "table-three-blank",
    severity="warning",
    title=Text(
        "表三每一格都应填写数字，没有的填 0", "Every cell of table three must hold a number, 0 for none"
    ),
    basis=["国办公开办函〔2021〕30号 表三"],
    hint=Text(
        "请把空白和“/”“-”“无”改为数字；确实没有的填 0。填好之前，涉及空白格的合计不能全部核对。",
        "Replace blanks and marks with numbers, 0 for none; until then sums over them are not fully checked.",
    ),
    tags=["table-three", "blank"],
    since="0.1.0",
    fixable="unsafe",
    examples=[
        {"clean": FILLED},
        {
            "violates": {**FILLED, f"{ROW}.natural_person": None},
            "says": "表三有 1 行 1 格没有填写数字（空白或“/”等符号）",
        },
        {
            "violates": {**FILLED, f"{ROW}.total": "/"},
            "says": "表三有 1 行 1 格没有填写数字（空白或“/”等符号）",
        },
        {
            "violates": {**FILLED, f"{ROW}.natural_person": 2, f"{ROW}.total": None},
            "says": (
                "表三有 1 行 1 格没有填写数字（空白或“/”等符号）；按同行其他各格推算，“予以公开”总计应为 2"
            ),
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell the blank cells of the table in one finding, a place for each row."""
    rows = {row: blank for row, cells in table_three(report).items() if (blank := unfilled(cells))}
    if not rows:
        return
    firsts = [cells[0] for cells in rows.values()]
    cells = sum(len(found) for found in rows.values())
    related = tuple(
        Related(facts.label(f"requests.{row}"), found[0].place)
        for row, found in rows.items()
        if found[0].place
    )
    due = _due(facts, rows)
    yield Finding(
        Text(
            f"表三有 {len(rows)} 行 {cells} 格没有填写数字（空白或“/”等符号）{due.zh}",
            f"table three has {counted(cells, 'cell')} in {counted(len(rows), 'row')} without a number "
            f"(blank or a mark){due.in_language('en')}",
        ),
        firsts[0].place,
        related[1:],
        {"rows": str(len(rows)), "cells": str(cells)},
        fix=_fix(facts, rows),
    )


def _due(facts: Facts, rows: Mapping[str, Sequence[Fact]]) -> Text:
    """Say what blank totals must be by the other cells of their rows."""
    told = [
        Text(f"“{name.zh}”总计应为 {fact.due}", f"the total of {name.in_language('en')} must be {fact.due}")
        for row, found in rows.items()
        for fact in found
        if fact.due
        for name in (facts.label(f"requests.{row}"),)
    ]
    if not told:
        return Text("", "")
    said = listed(told)
    return Text(
        f"；按同行其他各格推算，{said.zh}", f"; from the other cells of the row, {said.in_language('en')}"
    )


def _fix(facts: Facts, rows: Mapping[str, Sequence[Fact]]) -> Fix | None:
    """Fill in 0 where the sums of the row and of the column leave room for nothing else."""
    zeros = [
        fact.place
        for row, found in rows.items()
        for fact in found
        if fact.place and must_be_zero(facts, row, fact.path.rpartition(".")[2])
    ]
    words = Text(
        f"把 {len(zeros)} 个空白格填为 0（按所在行和列的合计只能是 0）",
        f"fill in 0 ({len(zeros)}), the only value that the totals of row and column allow",
    )
    return filled_in(zeros, "0", words)
