"""The matrix as tables: who reported, which rules found what where, the sums of figures, and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.checking.messages import plain
from gialint.matrix.rates import Rate, Rates
from gialint.matrix.totals import Cell, Matrix, Unit, by_rule
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.reporting.gathering import GRAVITY, STANDINGS, standing
from gialint.reporting.phrases import SEVERITIES, bracketed, family, listed
from gialint.reporting.xlsx import Column, Row

MOST_NAMED = 5

OVERVIEW = Text("总览", "overview")
ABSENT = Text("未报、迟报、重复、年度不符", "missing, late, twice")
RULES = Text("规则与机关", "rules and agencies")
BY_AGENCY = Text("机关与规则", "agencies and rules")
AGENCY = Column(Text("机关", "agency"), 28)
_CELLS = (
    Column(Text("项目", "item"), 44, True),
    Column(Text("各机关之和", "sum of agencies"), 12),
    Column(Text("读到的机关", "agencies read"), 11),
    Column(Text("没有读到数据的机关", "agencies whose cell was not read"), 40, True),
    Column(Text("本级汇总报告", "the government's report"), 13),
    Column(Text("相差", "difference"), 9),
)
INDICATORS = Text("指标", "indicators")
ALL = Text("合计", "all that count")
NOT_RECKONED = Text("未能计算", "not reckoned")
_FIGURE = 10
COLUMNS = (
    Column(Text("指标", "indicator"), 16),
    AGENCY,
    Column(Text("比率（%）", "rate (%)"), _FIGURE),
    Column(Text("上年（%）", "year before (%)"), _FIGURE),
    Column(Text("增减（百分点）", "change (points)"), _FIGURE),
    Column(Text("判断", "judgement"), 12),
    Column(Text("分子", "how many"), 9),
    Column(Text("分母（n）", "of how many (n)"), 9),
    Column(Text("算式，或没有读到的单元格", "working, or the cells that were not read"), 60, True),
)


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


def overview(matrix: Matrix, language: str) -> Sheet:
    """Return a line an agency: how its report stands, and how many findings it has by family."""
    families = sorted({family for unit in matrix.units for family in unit.families})
    named_families = {family(hit.rule.code): hit.rule.family for hit in matrix.hits}
    yes, no = (words.in_language(language) for words in (Text("是", "yes"), Text("否", "no")))
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
            unit.name,
            STANDINGS[verdict(unit)].in_language(language),
            unit.errors,
            unit.warnings,
            unit.notes,
            unit.unassessed + unit.broken,
            *([unit.known] if known else []),
            *(unit.families.get(name, 0) for name in families),
            yes if unit.counted else no,
            *([unit.published or None] if dated else []),
            unit.path,
        )
        for unit in sorted(matrix.units, key=lambda unit: (GRAVITY[verdict(unit)], unit.name))
    ]
    return Sheet(OVERVIEW.in_language(language), columns, tuple(rows))


def absent(matrix: Matrix, language: str) -> Sheet:
    columns = (AGENCY, Column(Text("情况", "what"), 60, True), Column(Text("文件", "file"), 34))
    return Sheet(ABSENT.in_language(language), columns, tuple(_absent_rows(matrix, language)))


def _absent_rows(matrix: Matrix, language: str) -> Iterator[Row]:
    for name in matrix.missing:
        day = matrix.published.get(name)
        noted = Text(f"；名单记公布于 {day}", f"; published on {day}, says the list") if day else Text("")
        said = Text(f"没有 {matrix.year} 年的报告{noted.zh}", f"no report for {matrix.year}{noted.en}")
        yield name, said.in_language(language), None
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
            SEVERITIES[hit.severity].in_language(language),
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
    found = by_rule(matrix.hits)
    columns = (AGENCY, *(Column(Text(code), 9) for code in found))
    rows: list[Row] = []
    for name in sorted({unit.name for unit in matrix.units}):
        counts = [units.get(name) for units in found.values()]
        if any(counts):
            rows.append((name, *counts))
    return Sheet(BY_AGENCY.in_language(language), columns, tuple(rows))


def table(title: Text, cells: Sequence[Cell], language: str) -> Sheet:
    """Return a table of the form, a line a cell: its sum, and whose cell was not read."""
    rows = tuple(
        (
            cell.label.in_language(language),
            # where cells were not read it is at least that
            f"≥ {_shown(cell.total)}" if cell.unread else _shown(cell.total),
            cell.read,
            named(cell.unread, language),
            None if cell.own is None else _shown(cell.own),
            None if cell.difference is None else _shown(cell.difference),
        )
        for cell in cells
    )
    return Sheet(title.in_language(language), _CELLS, rows)


def named(names: Sequence[str], language: str, most: int = MOST_NAMED) -> str | None:
    """Return the first of some names, and how many there are."""
    if not names:
        return None
    shown = listed(names[:most], language)
    more = Text(f"等 {len(names)} 个机关", f" and {len(names) - most} more")
    return shown + (more.in_language(language) if len(names) > most else "")


def indicator_sheet(found: Sequence[Rates], language: str) -> Sheet:
    """Return all indicators of all agencies, one indicator after the other."""
    rows: list[Row] = []
    for of in found:
        rows.append(_row(of, of.total, ALL.in_language(language), _total_words(of), language))
        rows += (_row(of, rate, rate.agency, _working(rate), language) for rate in of.units)
    return Sheet(INDICATORS.in_language(language), COLUMNS, tuple(rows))


def _row(of: Rates, rate: Rate, name: str, words: Text, language: str) -> Row:
    share, judged = rate.share, of.judged(rate)
    return (
        of.indicator.title.in_language(language),
        name,
        share.percent if share else NOT_RECKONED.in_language(language),
        rate.last.percent if rate.last else None,
        rate.change,
        judged.in_language(language) if judged else None,
        share.of if share else None,
        share.among if share else None,
        words.in_language(language),
    )


def _total_words(of: Rates) -> Text:
    """Return how the rate of all is reckoned, and of which agencies it lacks the figures."""
    zh, en = of.formula
    if of.indicator.about.zh:
        zh, en = (
            f"{zh}。{of.indicator.about.zh.rstrip('。')}",
            f"{en}. {of.indicator.about.in_language('en')}",
        )
    if of.left_out:
        count = len(of.left_out)
        zh += f"。不含 {count} 个未能计算的机关：{listed(of.left_out, 'zh')}"
        en = f"{en.rstrip('.')}. Without agencies that lack figures ({count}): {listed(of.left_out, 'en')}"
    if of.total.last is None and any(each.last for each in of.units if each.counted):
        zh += "。有机关没有去年的数据，合计不与去年比较"
        en = f"{en.rstrip('.')}. Not compared: some agencies have no figures of the year before"
    return Text(zh, en)


def _working(rate: Rate) -> Text:
    if rate.share is None:
        zh, en = (
            separator.join(each.in_language(language) for each in rate.missing)
            for separator, language in (("；", "zh"), ("; ", "en"))
        )
        return Text(f"没有读到：{zh}", f"not read: {en}")
    if not rate.share.among:
        return Text(f"{rate.words.zh}：分母为 0", f"{rate.words.en}: out of 0")
    return rate.words
