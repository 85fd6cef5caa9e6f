"""Tables without borders are put together by the form's labels; what is not certain is left unread."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report, Table

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
NEW, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
TWO = "二、主动公开政府信息情况"
THREE = "三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n总计\n商业\n企业\n其他"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"


def column(*cells: str) -> str:
    """A cell a line, with blank lines between."""
    return "\n\n".join(cell for cells_ in cells for cell in cells_.split(" ") if cell)


def states(report: Report, *paths: str) -> dict[str, str]:
    """What is read at some paths: the number, or the state."""
    facts = {path: report.facts[path] for path in paths}
    return {path: fact.text if fact.state == "number" else fact.state for path, fact in facts.items()}


@pytest.mark.parametrize(
    ("cells", "new", "carried_in"),
    [
        (f"{NEW} 1 0 0 0 0 0 1 {CARRIED_IN} 0 0 0 0 0 0 2", "1", "2"),
        (f"{NEW} 1 0 0 0 0 1 {CARRIED_IN} 0 0 0 0 0 0 2", "unreadable", "2"),
        (f"{NEW} 1 0 0 0 0 0 0 1 {CARRIED_IN} 0 0 0 0 0 0 2", "unreadable", "2"),
        (f"{NEW} {CARRIED_IN} 0 0 0 0 0 0 2", "unreadable", "2"),
        (f"一、本年新收政府 信息公开申请数量 1 0 0 0 0 0 1 {CARRIED_IN} 0 0 0 0 0 0 2", "1", "2"),
        (f"{NEW} 1 0 0 0 0 0 1 某一行 5 5 5 5 5 5 5 {CARRIED_IN} 0 0 0 0 0 0 2", "unreadable", "unreadable"),
        (f"1 0 0 0 0 0 1 {NEW} 0 0 0 0 0 0 2 {CARRIED_IN}", "unreadable", "unreadable"),
        (f"{CARRIED_IN} 0 0 0 0 0 0 2 {NEW} 1 0 0 0 0 0 1", "unreadable", "unreadable"),
    ],
    ids=[
        "two rows",
        "a value lost",
        "a value too many",
        "a blank row",
        "a broken label",
        "a row too many",
        "labels after their figures",
        "another order",
    ],
)
def test_a_cell_a_line(understood: Understood, cells: str, new: str, carried_in: str) -> None:
    report = understood(f"{TITLE}\n{THREE}\n{column(cells)}\n五、存在的主要问题及改进情况\n无。")
    read = states(report, "requests.new.total", "requests.carried_in.total")
    read = {path: "1" if text == "1" else text for path, text in read.items()}
    assert list(read.values()) == [new, carried_in]
    assert {report.facts[path].certainty for path in read} == {"positional"}


def test_column_headings_that_are_labels_too_are_no_rows(understood: Understood) -> None:
    report = understood(f"{TITLE}\n{THREE}\n{column(f'{NEW} 1 0 0 0 0 0 1')}")
    assert states(report, "requests.closed", "requests.other.other") == {
        "requests.closed": "absent",
        "requests.other.other": "absent",
    }


@pytest.mark.parametrize(
    ("label", "closed"),
    [("总计", "3"), ("（七）总计", "3"), ("三、本年度办理结果 总计", "3"), ("甲 总计", "absent")],
)
def test_a_label_that_heads_a_column_needs_rows_before_it(
    understood: Understood, label: str, closed: str
) -> None:
    cells = column(f"{NEW} 3 0 0 0 0 0 3 {label} 3 0 0 0 0 0 3")
    assert states(understood(f"{TITLE}\n{THREE}\n{cells}"), "requests.closed.total") == {
        "requests.closed.total": closed
    }


@pytest.mark.parametrize("page", ["P. 9", "第 9 页 共 12 页", "- 9 -", "Page 9 - report", "9 / 12", "9"])
def test_pages_may_end_in_a_table(understood: Understood, page: str) -> None:
    rows = f"{NEW} 1 0 0 0 0 0 1\n{page}\n{CARRIED_IN} 0 0 0 0 0 0 2"
    report = understood(f"{TITLE}\n{THREE}\n{rows}")
    assert states(report, "requests.new.total", "requests.carried_in.total") == {
        "requests.new.total": "1",
        "requests.carried_in.total": "2",
    }


def test_a_row_left_blank_after_the_number_of_a_page_is_a_row(understood: Understood) -> None:
    rows = f"{NEW} 1 0 0 0 0 0 1\n9\n{CARRIED_IN}\n（一）予以公开 1 0 0 0 0 0 1"
    report = understood(f"{TITLE}\n{THREE}\n{rows}")
    assert states(report, "requests.new.total", "requests.carried_in.total") == {
        "requests.new.total": "1",
        "requests.carried_in.total": "unreadable",
    }


def test_table_four_is_fifteen_figures(understood: Understood) -> None:
    captions = (
        "行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉 结果维持 总计"
    )
    report = understood(f"{TITLE}\n{FOUR}\n{column(captions, '1 0 0 0 1 0 0 0 0 0 0 0 0 2 2')}")
    assert states(report, "review.total", "litigation.after_review.total") == {
        "review.total": "1",
        "litigation.after_review.total": "2",
    }
    report = understood(f"{TITLE}\n{FOUR}\n{column(captions, '1 0 0 0 1 0 0 0 0 0 0 0 0 2')}")
    assert states(report, "review.total") == {"review.total": "unreadable"}


def test_table_two(understood: Understood) -> None:
    cells = "第二十条第（一）项 信息内容 规章 0 0 0 行政规范性文件 1 0 信息内容 行政许可 12 其他许可 3"
    report = understood(f"{TITLE}\n{TWO}\n{column(cells)}")
    assert states(report, "docs.regulations.valid", "docs.normative.valid", "decisions.permits") == {
        "docs.regulations.valid": "0",
        "docs.normative.valid": "unreadable",
        "decisions.permits": "12",
    }


@pytest.mark.parametrize(
    "lines",
    [
        "行政许可 12\n行政处罚 3\n行政强制 0",
        "本年行政许可12件\n行政处罚3件",
        "规章\n行政许可",
        "规章 0 0 0。\n行政许可 12。",
        "联系电话：\n0880-6120035",
    ],
    ids=["a list in prose", "counts in words", "no figures", "sentences", "no words of the form"],
)
def test_what_is_no_table(understood: Understood, lines: str) -> None:
    report = understood(f"{TITLE}\n{TWO}\n{lines}")
    assert [block for block in report.document.blocks if isinstance(block, Table)] == []
    assert states(report, "decisions.permits") == {"decisions.permits": "absent"}


def test_prose_around_the_table_stays(understood: Understood) -> None:
    text = (
        f"{TITLE}\n{TWO}\n情况见下表\n{column('信息内容 规章 0 0 0 行政许可 12')}\n说明 如下\n主动公开9条。"
    )
    section = understood(text).section("二")
    assert [passage.reading for passage in section.passages] == ["情况见下表", "说明如下", "主动公开9条。"]
    assert [cell.text for row in section.tables[0].rows for cell in row][-2:] == ["行政许可", "12"]


def test_a_row_that_is_refused_is_pointed_at(understood: Understood) -> None:
    report = understood(f"{TITLE}\n{THREE}\n{column(f'{NEW} {CARRIED_IN} 0 0 0 0 0 2')}")
    places = [report.facts[f"requests.{row}.total"].place for row in ("new", "carried_in")]
    assert [place.text.split() for place in places if place] == [[NEW], ["0", "0", "0", "0", "0", "2"]]
