"""Rows and cells become facts, or are refused as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Place, Report

Understood = Callable[[str], Report]

THREE = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | |||||||||
自然人 | 法人或其他组织 | 总计 | |||||||
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |||||
"""
TWO = """二、主动公开政府信息情况
第二十条第（一）项 | |||
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | 9 |
行政许可 | 1,353 | ||
行政事业性收费 | 12.345678 |
"""
FOUR = """四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 | |||||||||||||
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||
"""


def _values(report: Report, row: str) -> list[str]:
    return [report.facts[f"requests.{row}.{column}"].text for column in report.facts.sets["requests.columns"]]


def _states(report: Report, row: str) -> set[str]:
    return {
        report.facts[f"requests.{row}.{column}"].state for column in report.facts.sets["requests.columns"]
    }


@pytest.mark.parametrize(
    ("line", "row", "values"),
    [
        ("一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 | ||", "new", "1 2 3 4 5 6 21"),
        ("（七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||", "closed", "1 0 0 0 0 0 1"),
        ("三、本年度办理结果 | （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |", "granted", "4 0 0 0 0 0 4"),
        ("3.其他 | 0 | 0 | 0 | 0 | 0 | 1 | 1 | ||", "other.other", "0 0 0 0 0 1 1"),
        ("四、结转下一年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "carried_out", "1 0 0 0 0 0 1"),
        (
            "| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
            "partial",
            "0 0 0 0 0 0 0",
        ),
    ],
)
def test_a_row_is_known_by_its_label(understood: Understood, line: str, row: str, values: str) -> None:
    assert _values(understood(THREE + line), row) == values.split()


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("一、本年新收政府信息公开申请数量 | |||||||||", "blank"),
        ("一、本年新收政府信息公开申请数量 | / | / | / | / | / | / | / |", "mark"),
        ("一、本年新收政府信息公开申请数量 | 1 | 2 | 3 |", "unreadable"),
        ("一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 7 |", "unreadable"),
        ("一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 1 | ||", "unreadable"),
        ("本年收到的数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "absent"),
    ],
)
def test_a_row_is_never_filled_up(understood: Understood, line: str, state: str) -> None:
    assert _states(
        understood(THREE + line + "\n二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"), "new"
    ) == {state}


def test_column_headings_are_no_rows(understood: Understood) -> None:
    report = understood(THREE + "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")
    assert _states(report, "closed") == {"absent"}
    assert _states(report, "other.other") == {"absent"}


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["2.其他法律行政法规 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "禁止公开 | | | | | | | |"], "number"),
        (
            [
                "2.其他法律 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
                "行政法规 | | | | | | | |",
                "禁止公开 | | | | | | | |",
            ],
            "number",
        ),
        (["2.其他法律行政法规 | | | | | | | |", "禁止公开 | | | | | | | |"], "blank"),
        (["2.其他法律行政法规 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "禁止公开 | 0 | | | | | | |"], "absent"),
        (["2.其他法律行政法规 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "禁止公布 | | | | | | | |"], "absent"),
    ],
    ids=["two lines", "three lines", "blank", "another row", "other words"],
)
def test_a_label_may_go_on_in_rows_below(understood: Understood, lines: list[str], state: str) -> None:
    report = understood(THREE + "\n".join(lines))
    assert _states(report, "denied.law") == {state}


def test_table_four_is_the_row_of_fifteen(understood: Understood) -> None:
    report = understood(FOUR + "1 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |")
    assert report.facts["review.total"].value == 3
    assert report.facts["litigation.after_review.upheld"].value == 1
    assert report.facts["litigation.total"].value == 1
    assert report.facts["litigation.total"].parts[1].path == "litigation.after_review.total"


def test_fourteen_numbers_are_refused(understood: Understood) -> None:
    report = understood(FOUR + "1 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 |")
    assert report.facts["review.total"].state == "unreadable"


def test_table_two(understood: Understood) -> None:
    report = understood(TWO)
    assert report.facts["docs.normative.valid"].value == 9
    assert report.facts["decisions.permits"].value == 1353
    assert str(report.facts["fees.charges_wanyuan"].value) == "12.345678"
    assert "disclosure" in report.tables


def test_sums_wait_for_every_part(understood: Understood) -> None:
    report = understood(THREE + "1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")
    assert report.facts["requests.denied"].state == "absent"


def test_a_cell_has_its_address_and_its_words(understood: Understood) -> None:
    report = understood(THREE + "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 14 | ||")
    place = report.facts["requests.new"].place
    assert isinstance(place, Place)
    location = place.location()
    assert (location.address, location.section, location.text) == ("三/表1/一、本年新收…/总计", "三", "14")
    assert (location.line, location.native) == (5, f"5:{location.column}")
    assert location.context[location.column - 1 : location.end_column - 1] == "14"
