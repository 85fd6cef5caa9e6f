"""A clean report in which one figure is struck out, raised, hidden or drawn: nothing false is told of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from gialint.config import Config
from gialint.model import Checked
from gialint.run.linter import linter

PAGE = (Path(__file__).parents[2] / "examples" / "clean.html").read_text("utf-8")
LINTER = linter(Config())
PERMITS = re.compile(r"<p[^>]*><span[^>]*>1126</span></p>")


def told(page: str) -> list[tuple[str, str]]:
    """Return the findings about a page: code and message."""
    checked: Checked = LINTER.check_file("report.html", page.encode())
    return [(found.code, found.message) for found in checked.findings]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("<del>9</del>1126", "有删除线"),
        ("1126<sup>2</sup>", "有上标"),
        ("1126<sub>2</sub>", "有下标"),
        ("1126²", "有上标"),
        ("<bdo dir=rtl>6211</bdo>", "数字倒序显示"),
        ("<select><option>1126</select>", "是图片、控件、公式、嵌套的表格或断开的数字"),
        ("<img src=1126.png>", "是图片、控件、公式、嵌套的表格或断开的数字"),
    ],
)
def test_a_cell_that_cannot_be_read_is_reported_with_the_reason(cell: str, why: str) -> None:
    assert told(PERMITS.sub(cell, PAGE)) == [
        ("GIA106", f"表二有 1 格的数字无法辨认，未能检查：“行政许可·本年处理决定数量”（{why}）")
    ]


def test_a_hidden_figure_is_reported_twice() -> None:
    page = PERMITS.sub("1126<span style='display:none'>9</span>", PAGE)
    assert [code for code, _ in told(page)] == ["GIA106", "GIA733"]


@pytest.mark.parametrize(
    "page", [PAGE, PAGE.replace("<body>", "<body><ul style='display:none'><li>底稿</ul>")]
)
def test_a_clean_page_is_clean_whatever_is_hidden_around_it(page: str) -> None:
    assert told(page) == []


def test_words_hidden_in_the_report_are_reported() -> None:
    page = PAGE.replace("</h2>", "</h2><p style='display:none'>底稿</p>", 1)
    assert told(page) == [("GIA733", "文件中还有隐藏文字 1 处")]


@pytest.mark.parametrize(
    "figure",
    ["<del>9</del>1", "1<sup>2</sup>", "1²", "<s>9</s><b>1</b>", "9\u03361", "<bdo dir=rtl>12</bdo>"],
)
def test_a_figure_of_prose_that_cannot_be_read_states_nothing(figure: str) -> None:
    page = PAGE.replace("收到政府信息公开申请1件", f"收到政府信息公开申请{figure}件")
    assert page != PAGE
    assert told(page) == []


@pytest.mark.parametrize(
    ("prose", "codes"),
    [
        ("全年公开信息30条，其中公告930条、通知20条。", {"GIA521"}),
        ("全年公开信息30条，其中公告<del>9</del>30条、通知20条。", set()),
        ("收到来信26件，比2023年的34件下降13.5%。", {"GIA523"}),
        ("收到来信26件，比2023年的34件下降1<sup>3</sup>.5%。", set()),
        ("会议于2024年2月<del>3</del>30日召开。", set()),
        ("会议于2024年2月30日召开。", {"GIA607"}),
        ("会议于2024年1<sup>2</sup>月5日召开。", set()),
        ("会议于2024年<del>13</del>12月5日召开。", set()),
    ],
)
def test_no_rule_reckons_with_what_cannot_be_read(prose: str, codes: set[str]) -> None:
    page = PAGE.replace("</h2>", f"</h2><p>{prose}</p>", 1)
    assert {code for code, _ in told(page)} == codes


def test_a_whole_figure_of_prose_is_still_compared() -> None:
    page = PAGE.replace("收到政府信息公开申请1件", "收到政府信息公开申请<ins>9</ins>件")
    assert [code for code, _ in told(page)] != []


def test_a_hidden_row_of_a_workbook_is_reported_with_what_to_do() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Sheet1")
        sheet.write_column(0, 0, ["青石镇人民政府2024年政府信息公开工作年度报告", "一、总体情况", "底稿"])
        sheet.set_row(2, None, None, {"hidden": True})
    checked = LINTER.check_file("report.xlsx", file.getvalue())
    (found,) = [found for found in checked.findings if found.code == "GIA733"]
    assert found.location is not None
    assert (found.message, found.location.native) == ("文件中还有隐藏文字 1 处", "Sheet1!A3")
    assert "取消隐藏" in found.hint
