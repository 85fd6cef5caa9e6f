"""A report is read by the form it has filled, by its year only where its tables do not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from gialint.model import Report
from gialint.reading.yaml_report import from_mapping
from gialint.understanding.understand import Knowledge, understand

Understood = Callable[[str], Report]

NEW = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |"
OLD = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |"
TRUNCATED = "信息内容 | 上一年项目数量 | 本年增/ | 处理决定数量 |\n行政许可 | 1 | 0 | 2 |"
BARE_OLD = "信息内容\n本年新\n制作数量\n本年新公开数量\n规章\n0\n0\n0"
BARE_NEW = "信息内容 本年制发件数 本年废止件数\n规章 0 0 0"
EXTRA = f"{NEW}\n政府集中采购 | 采购总金额 | 3 |"
PROSE = "本年新制作数量和对外公开总数量均有增加。"


@pytest.mark.parametrize(
    ("year", "tables", "edition"),
    [
        (2024, NEW, "2021"),
        (2024, OLD, "2019"),
        (2024, TRUNCATED, "2019"),
        (2019, NEW, "2021"),
        (2019, OLD, "2019"),
        (2020, "没有表格。", "2019"),
        (2021, "没有表格。", "2021"),
        (2024, BARE_OLD, "2019"),
        (2019, BARE_NEW, "2021"),
        (2024, EXTRA, "2021"),
        (2024, PROSE, "2021"),
        (2031, "没有表格。", "2021"),
    ],
)
def test_the_grid_decides(understood: Understood, year: int, tables: str, edition: str) -> None:
    title = f"青石镇人民政府{year}年政府信息公开工作年度报告"
    assert understood(f"{title}\n二、主动公开政府信息情况\n{tables}").edition == edition


@pytest.mark.parametrize(
    ("year", "paths", "edition"),
    [
        (2024, [f"requests.other.{column}" for column in ("natural_person", "total")], "2021"),
        (2024, ["items.permits.last_year", "items.permits.change"], "2019"),
        (2019, ["docs.normative.repealed", "docs.normative.valid"], "2021"),
    ],
    ids=["a few sums", "old figures", "new figures"],
)
def test_figures_given_as_data(known: Knowledge, year: int, paths: list[str], edition: str) -> None:
    rows = ("new", "carried_in", "granted", "partial", "closed")
    columns = ("natural_person", "commercial_enterprise", "research_institution", "public_welfare", "total")
    many = {f"requests.{row}.{column}": 0 for row in rows for column in columns}
    decided = dict.fromkeys(("decisions.permits", "decisions.penalties", "decisions.coercion"), 0)
    figures: Mapping[str, object] = dict.fromkeys(paths, 1)
    if edition != "2021" or year == 2019:
        figures = {**many, **decided, **figures}
    title = f"青石镇人民政府{year}年政府信息公开工作年度报告"
    assert understand(from_mapping({"title": title, **figures}), known).edition == edition


def test_other_handling_is_one_row_in_the_form_of_2019(understood: Understood) -> None:
    report = understood(
        "青石镇人民政府2019年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |\n（七）总计 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |"
    )
    assert report.facts["requests.other.total"].value == 2
    assert report.facts["requests.other"].value == 2
    assert "other" in report.facts.sets["requests.outcomes"]
    assert report.facts.label("requests.other").zh == "其他处理"
