"""GIA105: the tables are those of the form of other years than the report's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gialint import Facts, Finding, Related, Report, Severity, Text, Unassessed, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint_rules.cells import table_two
from gialint_rules.dates.told_years import day_of, stated_periods, title_year

FIRST_YEARS: Mapping[str, int] = {"2019": 2019, "2021": 2021}
"""By edition, the first report year it holds for; it holds until the next one does."""

NOTICES = {"2019": "国办公开办函〔2019〕60号", "2021": "国办公开办函〔2021〕30号"}
HEADINGS = {
    "2019": lazy_regex(r"本年新|[对對]外公[开開]|增\s*/|上一年|集中[采採]"),
    "2021": lazy_regex(r"[废廢]止件|[现現]行有效|本年[处處]理"),
}
OLD_HEADINGS = "信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n上一年项目数量"
NEW_HEADINGS = "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n本年处理决定数量"
TOWN = "青石镇人民政府{}年政府信息公开工作年度报告"


@rule(
    "GIA105",
    "wrong-edition",
    severity="error",
    title=Text("表格应为报告年度适用的格式", "The tables must be those of the form for the report's year"),
    basis=["国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"],
    hint=Text(
        "2021 年起的报告用 2021 年的格式，表二没有“本年增/减”和“政府集中采购”。请换用规定的表格重新填写。",
        "Reports for 2021 and later use the form of 2021, whose table two has neither changes nor "
        "procurement. Fill in the tables of the right form.",
    ),
    tags=["outline", "tables"],
    since="0.1.0",
    examples=[
        {"clean": {"title": TOWN.format(2023), "二": NEW_HEADINGS}},
        {"clean": {"title": TOWN.format(2020), "二": OLD_HEADINGS}},
        {
            "violates": {"title": TOWN.format(2023), "二": OLD_HEADINGS},
            "says": "2023 年的报告用了 2019 年格式（国办公开办函〔2019〕60号）的表格",
        },
        {
            "violates": {"title": TOWN.format(2020), "二": NEW_HEADINGS},
            "says": "2020 年的报告用了 2021 年格式（国办公开办函〔2021〕30号）的表格",
        },
        {
            "unassessed": {
                "title": TOWN.format(2021),
                "二": OLD_HEADINGS,
                "六": "统计期间为2020年1月1日至12月31日。",
            },
            "says": "报告年度不明（2020、2021），不能确定适用的格式",
            "also": ["GIA603"],
        },
        {"unassessed": {"二": OLD_HEADINGS}, "says": "报告年度不明，不能确定适用的格式"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Compare the form that the tables show with the years that title, period and signature give."""
    if report.year is not None and _edition(report.year) == report.edition:
        return
    years = _years(report, facts)
    due = {_edition(year) for year in years}
    if years and (report.edition not in FIRST_YEARS or due <= {report.edition, None}):
        return
    if len(due) != 1:
        told = f"（{'、'.join(map(str, sorted(years)))}）" if years else ""
        reason = Text(f"报告年度不明{told}，不能确定适用的格式", "the report's year is not certain")
        yield Unassessed(reason, ("meta.year",))
        return
    title = facts["meta.title"].place
    year = min(years)
    yield Finding(
        Text(
            f"{year} 年的报告用了 {report.edition} 年格式（{NOTICES[report.edition]}）的表格",
            f"the report for {year} has the tables of the form of {report.edition}",
        ),
        _heading(report, facts),
        (Related(Text("标题", "title"), title),) if title else (),
        {"year": str(year), "edition": report.edition},
        severity=None if "disclosure" in report.tables else Severity.WARNING,
    )


def _years(report: Report, facts: Facts) -> set[int]:
    told = {title_year(report, facts), *(one.period.whole_year for one in stated_periods(report))}
    signed = day_of(facts["meta.signed_on"])
    told.add(signed.year - 1 if signed else None)
    return {year for year in told if year is not None}


def _edition(year: int) -> str | None:
    """Return the edition for a year, none for the years before any form was set."""
    return max((name for name, first in FIRST_YEARS.items() if first <= year), default=None)


def _heading(report: Report, facts: Facts) -> Place | None:
    """Return the first column heading that only this edition has, or where its figures begin."""
    pattern = HEADINGS[report.edition]
    table = report.tables.get("disclosure")
    for cell in [cell for row in table.rows for cell in row] if table else ():
        if pattern.search(cell.text):
            return cell.place(report.document, "二/表1/表头", "二")
    lines = (passage for passage in report.passages if passage.section == "二")
    found = next((passage for passage in lines if pattern.search(passage.reading)), None)
    if found is not None:
        return report.place(found)
    return next((fact.place for fact in table_two(report)), None)
