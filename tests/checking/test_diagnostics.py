"""The text of a report for outputs that show it: what its paragraphs are, and nothing of the file."""

from __future__ import annotations

from collections.abc import Callable

from gialint.checking.diagnostics import full_text
from gialint.model import Report

TEXT = """青石镇人民政府2024年政府信息公开工作年度报告
本报告由六个部分组成。
一、总体情况
（一）主动公开情况
全年发布信息88条。
五、存在的主要问题及改进情况
一是业务不够熟悉。
青石镇人民政府
2025年1月10日
"""


def test_paragraphs_are_told_by_what_they_are(understood: Callable[[str], Report]) -> None:
    full = full_text(understood(TEXT))
    lines = {TEXT[start : TEXT.index("\n", start)]: kind for start, kind in full.kinds.items()}
    assert lines == {
        "青石镇人民政府2024年政府信息公开工作年度报告": "title",
        "一、总体情况": "section",
        "（一）主动公开情况": "topic",
        "五、存在的主要问题及改进情况": "section",
        "青石镇人民政府": "signature",
        "2025年1月10日": "signature",
    }
    assert full.document.text == TEXT
    assert full.document.source is None


def test_figures_of_the_form_are_told_by_where_they_stand(understood: Callable[[str], Report]) -> None:
    row = "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 |  | 1"
    text = TEXT.replace("五、存在", f"三、收到和处理政府信息公开申请情况\n{row}\n五、存在")
    at = text.index(row)
    told = [each - at for each in sorted(full_text(understood(text)).figures)]
    assert told == [19, 23, 27, 31, 35, 39, 42]
