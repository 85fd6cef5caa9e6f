"""The matrix as tables: who reported, which rules found what where, and the sums of every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.checking.language.labels import plain
from gialint.matrix.totals import Cell, Matrix, Unit
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.reporting.phrases import SEVERITIES, bracketed, family, listed
from gialint.reporting.standing import GRAVITY, STANDINGS, standing
from gialint.reporting.xlsx import Column, Row

MOST_NAMED = 5

OVERVIEW = Text("总览", "overview")
ABSENT = Text("未报、迟报、重复、年度不符", "missing, late, twice")
RULES = Text("规则与机关", "rules and agencies")
BY_AGENCY = Text("机关与规则", "agencies and rules")


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


def _shown(value: Decimal) -> int | str:
    """Return a figure as a cell of a workbook: whole ones as numbers, others as they are written."""
    return int(value) if value == value.to_integral_value() else plain(value)


AGENCY = Column(Text("机关", "agency"), 28)


def overview(matrix: Matrix, language: str) -> Sheet:
    """Return a line an agency: how its report stands, and how many findings it has by family."""
    families = sorted({family for unit in matrix.units for family in unit.families})
    named_families = {family(hit.rule.code): hit.rule.family for hit in matrix.hits}
    known = any(unit.known for unit in matrix.units)
    dated = any(unit.published for unit in matrix.units)
    columns = (
        AGENCY,
        Column(Text("结论", "verdict"), 14),
        Column(Text("错误", "errors"), 7),
        Column(Text("警告", "warnings"), 7),
        Column(Text("提示", "notes"), 7),
        Column(Text("未核对", "not assessed"), 8),
        *([Column(Text("上次已指出", "told before"), 10)] if known else []),
        *(Column(Text(named_families.get(name) or f"{name}xx"), 10) for name in families),
        Column(Text("计入汇总", "counted"), 9),
        *([Column(Text("公布日期", "published"), 11)] if dated else []),
        Column(Text("文件", "file"), 34),
    )
    rows: list[Row] = [
        (
            unit.agency or unit.path,
            STANDINGS[verdict(unit)].in_language(language),
            unit.errors,
            unit.warnings,
            unit.notes,
            unit.unassessed + unit.broken,
            *([unit.known] if known else []),
            *(unit.families.get(name, 0) for name in families),
            _yes(unit.counted, language),
            *([unit.published or None] if dated else []),
            unit.path,
        )
        for unit in sorted(matrix.units, key=lambda unit: (GRAVITY[verdict(unit)], unit.agency or unit.path))
    ]
    return Sheet(OVERVIEW.in_language(language), columns, tuple(rows))


def _yes(value: bool, language: str) -> str:
    return (Text("是", "yes") if value else Text("否", "no")).in_language(language)


def absent(matrix: Matrix, language: str) -> Sheet:
    columns = (AGENCY, Column(Text("情况", "what"), 60, True), Column(Text("文件", "file"), 34))
    return Sheet(ABSENT.in_language(language), columns, tuple(_absent_rows(matrix, language)))


def _absent_rows(matrix: Matrix, language: str) -> Iterator[Row]:
    for name in matrix.missing:
        day = matrix.published.get(name)
        said = Text(f"没有 {matrix.year} 年的报告", f"no report for {matrix.year}").in_language(language)
        if day:
            said += Text(f"；名单记公布于 {day}", f"; published on {day}, says the list").in_language(
                language
            )
        yield name, said, None
    for late in matrix.late:
        yield late.agency, late.message, late.path
    for message in matrix.doubled:
        yield None, message, None
    for unit in matrix.elsewhere:
        told = Text(f"{unit.year} 年的报告", f"a report for {unit.year}")
        why = told if unit.year else Text("没有读出年度", "the year was not read")
        yield unit.agency, why.in_language(language), unit.path
    for path in matrix.unread:
        yield None, Text("没有读出", "not read").in_language(language), path


def rules(matrix: Matrix, language: str) -> Sheet:
    columns = (
        Column(Text("代码", "code"), 9),
        Column(Text("级别", "severity"), 9),
        Column(Text("要求", "requirement"), 48, True),
        Column(Text("机关数", "agencies"), 9),
        Column(Text("处数", "findings"), 9),
        Column(Text("机关（处数）", "agencies (findings)"), 60, True),
    )
    rows = [
        (
            hit.rule.code,
            SEVERITIES[hit.rule.severity].in_language(language),
            hit.rule.title,
            len(hit.units),
            sum(hit.units.values()),
            listed((name + bracketed(str(count), language) for name, count in hit.units.items()), language),
        )
        for hit in matrix.hits
    ]
    return Sheet(RULES.in_language(language), columns, tuple(rows))


def by_agency(matrix: Matrix, language: str) -> Sheet:
    """Return a line an agency with a column a rule that found something, to be filtered."""
    columns = (AGENCY, *(Column(Text(hit.rule.code), 9) for hit in matrix.hits))
    rows: list[Row] = []
    for name in sorted({unit.agency or unit.path for unit in matrix.units}):
        counts = [hit.units.get(name) for hit in matrix.hits]
        if any(counts):
            rows.append((name, *counts))
    return Sheet(BY_AGENCY.in_language(language), columns, tuple(rows))


_CELLS = (
    Column(Text("项目", "item"), 44, True),
    Column(Text("各机关之和", "sum of agencies"), 12),
    Column(Text("读到的机关", "agencies read"), 11),
    Column(Text("没有读到数据的机关", "agencies whose cell was not read"), 40, True),
    Column(Text("本级汇总报告", "the government's report"), 13),
    Column(Text("相差", "difference"), 9),
)


def table(title: Text, cells: Sequence[Cell], language: str) -> Sheet:
    """Return a table of the form, a line a cell: its sum, and whose cell was not read."""
    rows = tuple(
        (
            cell.label.in_language(language),
            _sum(cell),
            cell.read,
            named(cell.unread, language),
            None if cell.own is None else _shown(cell.own),
            None if cell.difference is None else _shown(cell.difference),
        )
        for cell in cells
    )
    return Sheet(title.in_language(language), _CELLS, rows)


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
    more = Text(f"等 {len(names)} 个机关", f" and {len(names) - most} more")
    return shown + (more.in_language(language) if len(names) > most else "")
