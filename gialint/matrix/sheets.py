"""The matrix as tables: a workbook for the office, and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from gialint.checking.language.labels import plain
from gialint.files.seal import sealed_package
from gialint.matrix.totals import Cell, Matrix, Unit
from gialint.model import Words
from gialint.reporting.phrases import SEVERITIES, bracketed, family, listed
from gialint.reporting.standing import GRAVITY, MARKED, STANDINGS, standing
from gialint.reporting.xlsx import Book, Column, Row

SCHEMA = "gialint/matrix/1"
MOST_NAMED = 5

OVERVIEW = Words("总览", "overview")
ABSENT = Words("未报、重复、年度不符", "missing, double, other years")
RULES = Words("规则与机关", "rules and agencies")
ORDER = Words("名次", "order")


class Sheet(NamedTuple):
    """A table of the matrix: its name, its columns and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def verdict(unit: Unit) -> str:
    """Return what is to be done about a report that was read: a name of ``STANDINGS``."""
    return standing(
        errors=unit.errors > 0,
        others=unit.warnings + unit.notes > 0,
        gaps=unit.unassessed + unit.broken > 0,
    )


def sheets(matrix: Matrix, language: str = "zh") -> tuple[Sheet, ...]:
    """Return all tables of a matrix, in the order of a workbook."""
    return (
        _overview(matrix, language),
        _absent(matrix, language),
        _rules(matrix, language),
        *(
            Sheet(title.say(language), _CELLS, _cells(cells, language))
            for title, cells in matrix.tables.items()
        ),
        _order(matrix, language),
    )


def workbook(matrix: Matrix, language: str = "zh") -> bytes:
    """Return the matrix as an Excel workbook, a sheet a table."""
    book = Book(language, {words.say(language): ink for words, ink in MARKED.items()})
    for sheet in sheets(matrix, language):
        book.add(*sheet)
    return sealed_package(book.done())


def matrix_json(matrix: Matrix) -> str:
    """Return the matrix as JSON (``gialint/matrix/1``); unread cells name their agencies."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "government": matrix.government or None,
        "year": matrix.year or None,
        "expected": matrix.expected,
        "units": [
            {**unit._asdict(), "families": dict(unit.families), "verdict": verdict(unit)}
            for unit in matrix.units
        ],
        "missing": matrix.missing,
        "doubled": matrix.doubled,
        "other_years": [
            {"agency": each.agency, "year": each.year, "path": each.path} for each in matrix.elsewhere
        ],
        "unread": matrix.unread,
        "rules": [{"code": hit.rule.code, "units": dict(hit.units)} for hit in matrix.hits],
        "cells": {cell.path: _cell_json(cell) for cells in matrix.tables.values() for cell in cells},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _cell_json(cell: Cell) -> dict[str, Any]:
    return {
        "total": _number(cell.total),
        "read": cell.read,
        "unread": cell.unread,
        "own": None if cell.own is None else _number(cell.own),
        "difference": None if cell.difference is None else _number(cell.difference),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _shown(value: Decimal) -> int | str:
    """Return a figure as a cell of a workbook: whole ones as numbers, others as they are written."""
    return int(value) if value == value.to_integral_value() else plain(value)


_AGENCY = Column(Words("机关", "agency"), 28)


def _overview(matrix: Matrix, language: str) -> Sheet:
    families = sorted({family for unit in matrix.units for family in unit.families})
    named_families = {family(hit.rule.code): hit.rule.family for hit in matrix.hits}
    counts = (
        Column(Words("错误", "errors"), 7),
        Column(Words("警告", "warnings"), 7),
        Column(Words("提示", "notes"), 7),
        Column(Words("未核对", "not assessed"), 8),
    )
    columns = (
        _AGENCY,
        Column(Words("结论", "verdict"), 14),
        *counts,
        *(Column(Words(named_families.get(name) or f"{name}xx"), 10) for name in families),
        Column(Words("计入汇总", "counted"), 9),
        Column(Words("文件", "file"), 34),
    )
    rows: list[Row] = [
        (
            unit.agency or unit.path,
            STANDINGS[verdict(unit)].say(language),
            unit.errors,
            unit.warnings,
            unit.notes,
            unit.unassessed,
            *(unit.families.get(name, 0) for name in families),
            _yes(unit.counted, language),
            unit.path,
        )
        for unit in sorted(matrix.units, key=lambda unit: (GRAVITY[verdict(unit)], unit.agency or unit.path))
    ]
    return Sheet(OVERVIEW.say(language), columns, tuple(rows))


def _yes(value: bool, language: str) -> str:
    return (Words("是", "yes") if value else Words("否", "no")).say(language)


def _absent(matrix: Matrix, language: str) -> Sheet:
    columns = (_AGENCY, Column(Words("情况", "what"), 60, True), Column(Words("文件", "file"), 34))
    return Sheet(ABSENT.say(language), columns, tuple(_absent_rows(matrix, language)))


def _absent_rows(matrix: Matrix, language: str) -> Iterator[Row]:
    for name in matrix.missing:
        yield name, Words(f"没有 {matrix.year} 年的报告", f"no report for {matrix.year}").say(language), None
    for message in matrix.doubled:
        yield None, message, None
    for unit in matrix.elsewhere:
        year = Words(f"{unit.year} 年的报告", f"a report for {unit.year}")
        said = year if unit.year else Words("没有读出年度", "the year was not read")
        yield unit.agency, said.say(language), unit.path
    for path in matrix.unread:
        yield None, Words("没有读出", "not read").say(language), path


def _rules(matrix: Matrix, language: str) -> Sheet:
    columns = (
        Column(Words("代码", "code"), 9),
        Column(Words("级别", "severity"), 9),
        Column(Words("要求", "requirement"), 48, True),
        Column(Words("机关数", "agencies"), 9),
        Column(Words("处数", "findings"), 9),
        Column(Words("机关（处数）", "agencies (findings)"), 60, True),
    )
    rows = [
        (
            hit.rule.code,
            SEVERITIES[hit.rule.severity].say(language),
            hit.rule.title,
            len(hit.units),
            sum(hit.units.values()),
            listed((name + bracketed(str(count), language) for name, count in hit.units.items()), language),
        )
        for hit in matrix.hits
    ]
    return Sheet(RULES.say(language), columns, tuple(rows))


_CELLS = (
    Column(Words("项目", "item"), 44, True),
    Column(Words("各机关之和", "sum of agencies"), 12),
    Column(Words("读到的机关", "agencies read"), 11),
    Column(Words("没有读到数据的机关", "agencies whose cell was not read"), 40, True),
    Column(Words("本级汇总报告", "the government's report"), 13),
    Column(Words("相差", "difference"), 9),
)


def _cells(cells: Sequence[Cell], language: str) -> tuple[Row, ...]:
    return tuple(
        (
            cell.label.say(language),
            _sum(cell),
            cell.read,
            named(cell.unread, language),
            None if cell.own is None else _shown(cell.own),
            None if cell.difference is None else _shown(cell.difference),
        )
        for cell in cells
    )


def _sum(cell: Cell) -> int | str:
    """Return a sum; where cells were not read it says so, for it is at least that."""
    if not cell.unread:
        return _shown(cell.total)
    return f"≥ {_shown(cell.total)}"


def named(names: Sequence[str], language: str, most: int = MOST_NAMED) -> str | None:
    """Return the first of some names, and how many there are."""
    if not names:
        return None
    shown = listed(names[:most], language)
    more = Words(f"等 {len(names)} 个机关", f" and {len(names) - most} more")
    return shown + (more.say(language) if len(names) > most else "")


def _order(matrix: Matrix, language: str) -> Sheet:
    """Order the agencies by errors, then by what could not be checked, then by warnings; no score is made."""
    columns = (
        Column(Words("名次", "rank"), 6),
        _AGENCY,
        Column(Words("错误", "errors"), 7),
        Column(Words("未核对", "not assessed"), 8),
        Column(Words("警告", "warnings"), 7),
    )
    keys = [(unit.errors, unit.unassessed, unit.warnings) for unit in matrix.units]
    ranked = sorted(zip(keys, matrix.units, strict=True), key=lambda pair: pair[0])
    rows: list[Row] = [
        (1 + sum(key < own for key in keys), unit.agency or unit.path, *own) for own, unit in ranked
    ]
    return Sheet(ORDER.say(language), columns, tuple(rows))
