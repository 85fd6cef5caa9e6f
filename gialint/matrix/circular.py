"""The draft of a circular (通报) about the reports of a year: every sentence states a count of the matrix.

It says who has not reported, which problems were found with the agencies concerned, and the sums of the
tables. What an office thinks of it, it adds itself. All of it is Chinese, whatever the language of the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gialint.checking.messages import plain
from gialint.drafting.docx import docx
from gialint.drafting.draft import Draft, Grid, Part, Slot
from gialint.files.seal import sealed_package
from gialint.matrix.rates import Rates
from gialint.matrix.sheets import named
from gialint.matrix.totals import Cell, Hit, Matrix
from gialint.model import Rule, Severity

MOST_UNITS = 30
"""Agencies named of one rule; of more the first are, with their number."""

WIDTHS = (46, 18, 18, 18)
LABEL = 30
"""The share of the first column of a table that is shown as the form has it."""

BLANK = "____"


def circular(matrix: Matrix, rules: Iterable[Rule] = ()) -> bytes:
    """Return the draft as a Word document, set as official documents are (GB/T 9704—2012).

    ``rules`` know their titles in Chinese; the matrix has those of one language.
    """
    titles = {rule.code: rule.title.zh for rule in rules}
    year = matrix.year or BLANK
    whose = matrix.government or BLANK
    numbered = zip("一二三四五", _parts(matrix, titles), strict=False)
    parts = tuple(
        Part(f"{number}、{heading}", tuple(lines), grids) for number, (heading, lines, grids) in numbered
    )
    draft = Draft(
        f"关于{year}年度报告检查情况的通报",
        ("各有关单位：", f"现将{whose}所属各单位{year}年度报告的检查情况通报如下。"),
        parts,
        (BLANK, f"{BLANK}年__月__日"),
        {},
    )
    return sealed_package(docx(draft))


def _parts(matrix: Matrix, titles: Mapping[str, str]) -> Iterator[tuple[str, list[str], tuple[Grid, ...]]]:
    yield "报送情况", list(_reported(matrix)), ()
    must = [hit for hit in matrix.hits if hit.severity is Severity.ERROR]
    may = [hit for hit in matrix.hits if hit.severity is not Severity.ERROR]
    yield "必须改正的问题", _problems(must, titles, "没有发现必须改正的问题。"), ()
    yield "需要核实的情况", _problems(may, titles, "没有需要核实的情况。"), ()
    if matrix.rates:
        yield "主要指标", list(_indicators(matrix.rates)), ()
    if matrix.tables:
        grids = (grid for title, cells in matrix.tables.items() for grid in _grids(title.zh, cells))
        yield "数据汇总", list(_summed(matrix)), tuple(grids)


def _reported(matrix: Matrix) -> Iterator[str]:
    there = len({unit.name for unit in matrix.units})
    clean = sum(not (unit.errors or unit.warnings or unit.unassessed or unit.broken) for unit in matrix.units)
    if matrix.expected is not None:
        yield (
            f"应报送 {matrix.expected} 个单位，已报送 {matrix.expected - len(matrix.missing)} 个，"
            f"未报送 {len(matrix.missing)} 个。"
        )
    else:
        yield f"共收到 {there} 个单位的报告。"
    if matrix.missing:
        yield f"未报送的单位：{'、'.join(matrix.missing)}。"
    if matrix.late:
        late = dict.fromkeys(each.agency for each in matrix.late)
        yield f"没有按期公布的单位 {len(late)} 个：{'、'.join(late)}。"
    if matrix.differing:
        yield (
            f"报送的报告不止一份、内容不同的单位 {len(matrix.differing)} 个：{'、'.join(matrix.differing)}。"
        )
    if matrix.elsewhere:
        names = (f"{unit.name}（{unit.year or '年度未读出'}）" for unit in matrix.elsewhere)
        yield f"不是本年度的报告 {len(matrix.elsewhere)} 份：{'、'.join(names)}。"
    if matrix.unread:
        yield f"没有读出的文件 {len(matrix.unread)} 个：{'、'.join(matrix.unread)}。"
    yield f"已检查的 {len(matrix.units)} 份报告中，{clean} 份没有发现错误、警告和未核对的项目。"


def _problems(hits: Sequence[Hit], titles: Mapping[str, str], none: str) -> list[str]:
    if not hits:
        return [none]
    named_rules = (titles.get(hit.rule.code, hit.rule.title).rstrip("。") for hit in hits)
    return [
        f"{index}．{title}（{hit.rule.code}）：{len(hit.units)} 个单位、"
        f"{sum(hit.units.values())} 处。涉及{named(list(hit.units), 'zh', MOST_UNITS)}。"
        for index, (title, hit) in enumerate(zip(named_rules, hits, strict=True), start=1)
    ]


def _indicators(found: Sequence[Rates]) -> Iterator[str]:
    """Yield a paragraph an indicator, and who is in none because a cell was not read."""
    yield from map(_rate, found)
    left_out = Counter(name for of in found for name in of.left_out)
    if left_out:
        names = [f"{name}（{count} 项）" for name, count in left_out.items()]
        yield f"有 {len(left_out)} 个单位的数据没有读到，不在有关指标内：{named(names, 'zh', MOST_UNITS)}。"


def _rate(of: Rates) -> str:
    """Return what an indicator is, what all together come to, and of whom it says something."""
    total = of.total
    percent = total.share.percent if total.share else None
    said = f"{of.indicator.title.zh}，即{of.formula.zh}"
    if total.share is None or percent is None:
        return f"{said}：{'分母为 0' if total.share else '未能计算'}。"
    said += f"：各单位合计 {percent}%（{plain(total.share.of)} ÷ {plain(total.share.among)}）"
    if total.last and total.change is not None:
        points = f"{'上升' if total.change > 0 else '下降'} {abs(total.change)} 个百分点"
        said += f"，上年 {total.last.percent}%，{points if total.change else '持平'}"
    for words, rates in of.conspicuous.items():
        names = [f"{each.agency}（{each.share.percent}%）" for each in rates if each.share]
        said += f"；{words.zh}的 {len(rates)} 个单位：{named(names, 'zh', MOST_UNITS)}"
    small = (each.share for each in of.units if each.counted and each.share)
    few = sum(0 < share.among < of.indicator.least for share in small)
    return f"{said}{f'；{few} 个单位分母不足 {of.indicator.least}，不作判断' if few else ''}。"


def _summed(matrix: Matrix) -> Iterator[str]:
    tables, lack = matrix.tables, len(matrix.missing)
    unread = sorted({name for cells in tables.values() for cell in cells for name in cell.unread})
    off = sum(bool(cell.difference) for cells in tables.values() for cell in cells)
    if unread:
        names = named(unread, "zh", MOST_UNITS)
        yield f"有 {len(unread)} 个单位的部分数据没有读到（{names}），相应的合计只是下限。"
    if off:
        beside = f"（之和还缺未报送的 {lack} 个单位）" if lack else ""
        yield f"本级汇总报告有 {off} 格与各单位之和不符{beside}，见下表。"


def _grids(title: str, cells: Sequence[Cell]) -> Iterator[Grid]:
    """Yield the sums of a table, and how they differ from the government's own figures.

    A table whose rows have the same columns is shown as the form has it, any other as a list.
    """
    rows = [list(of) for _, of in groupby(cells, key=lambda cell: cell.row)]
    columns = [[cell.column for cell in row] for row in rows]
    if len(rows) > 1 and len(columns[0]) > 1 and all(each == columns[0] for each in columns):
        share = (100 - LABEL) // len(columns[0])
        head = (Slot(f"{title}（各单位之和）"), *(Slot(column.zh) for column in columns[0]))
        body = ((Slot(row[0].row.zh), *(Slot(_sum(cell)) for cell in row)) for row in rows)
        yield Grid((LABEL, *[share] * len(columns[0])), 1, (head, *body))
        off = [cell for cell in cells if cell.difference]
        if off:
            yield _list(f"{title}（不符的）", off)
    else:
        yield _list(title, cells)


def _list(title: str, cells: Sequence[Cell]) -> Grid:
    """Return the cells of a table that are not 0, each with its sum and the government's own figure."""
    head = tuple(map(Slot, (title, "各单位之和", "本级汇总报告", "相差")))
    rows = [
        (
            Slot(cell.label.zh),
            Slot(_sum(cell)),
            Slot("" if cell.own is None else plain(cell.own)),
            Slot("" if not cell.difference else plain(cell.difference)),
        )
        for cell in cells
        if cell.total or cell.own or cell.unread
    ]
    return Grid(WIDTHS, 1, (head, *(rows or [(Slot("（均为 0）"), Slot("0"), Slot(""), Slot(""))])))


def _sum(cell: Cell) -> str:
    return ("≥ " if cell.unread else "") + plain(cell.total)
