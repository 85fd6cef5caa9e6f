"""Rows and columns of the official tables, in every layout that keeps its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from gialint.config import Config
from gialint.model import Checked
from gialint.run.linter import linter
from tests.reportwriter.altered import broken_groups, joined, shortened
from tests.reportwriter.draft import DraftReport, Grid, Slot
from tests.reportwriter.files import written
from tests.reportwriter.plain import text
from tests.reportwriter.town import clean

LINTER = linter(Config(select=("GIA106",)))
DRAFT = clean()
LAYOUTS = ["txt", "md", "html", "docx"]

Row = tuple[Slot, ...]
Change = Callable[[Sequence[Row]], list[Row]]


def _changed(number: str, change: Change) -> DraftReport:
    sections = []
    for section in DRAFT.sections:
        grid = section.grid
        if grid is not None and section.heading.startswith(number):
            section = replace(section, grid=Grid(grid.columns, tuple(change(grid.rows))))
        sections.append(section)
    return replace(DRAFT, sections=tuple(sections))


def _checked(draft: DraftReport, layout: str) -> Checked:
    return LINTER.check_file(f"report.{layout}", written(draft, layout))


def _messages(draft: DraftReport, layout: str) -> list[str]:
    checked = _checked(draft, layout)
    assert all(found.severity.word == "warning" for found in checked.findings)
    return [found.message.partition("：")[2] for found in checked.findings]


def _without(label: str) -> Change:
    return lambda rows: [row for row in rows if row[0].text != label]


def _with(label: str, *values: str) -> Change:
    spans = 4 - len(values)
    added = (Slot(label), *(Slot(value, spans, figure=True) for value in values))
    return lambda rows: [*rows, added]


def _renamed(old: str, new: str) -> Change:
    return lambda rows: [
        tuple(replace(slot, text=new if slot.text == old else slot.text) for slot in row) for row in rows
    ]


def _one_more(label: str) -> Change:
    """Put a figure too many into a row."""
    return lambda rows: [
        (*row, Slot("9", figure=True)) if any(slot.text == label for slot in row) else row for row in rows
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("number", "change", "message"),
    [
        ("二", _without("行政强制"), "缺少 1 行：“行政强制”"),
        ("二", _with("其他对外管理服务事项", "12"), "多出 1 行：“其他对外管理服务事项”"),
        ("二", _renamed("行政强制", "行政检查"), "缺少 1 行：“行政强制”；多出 1 行：“行政检查”"),
        ("三", _renamed("2.重复申请", "2.咨询类申请"), "缺少 1 行：“重复申请”；多出 1 行：“2.咨询类申请”"),
    ],
)
def test_rows(layout: str, number: str, change: Change, message: str) -> None:
    assert _messages(_changed(number, change), layout) == [message]


@pytest.mark.parametrize(
    ("label", "told"),
    [("理" * 40, ["多出 1 行：“" + "理" * 40 + "”"]), ("理" * 41, [])],
    ids=["label", "prose"],
)
def test_what_is_too_long_for_a_label_is_prose(label: str, told: list[str]) -> None:
    assert _messages(_changed("二", _with(label, "12")), "html") == told


@pytest.mark.parametrize("layout", ["txt", "html", "docx"])
def test_a_figure_too_many(layout: str) -> None:
    draft = _changed("三", _one_more("四、结转下年度继续办理"))
    assert _messages(draft, layout) == ["数字个数不对的有 1 行：“结转下年度继续办理”"]


@pytest.mark.parametrize("layout", ["html", "docx"])
def test_columns(layout: str) -> None:
    (message,) = _messages(_changed("三", _renamed("科研机构", "研究院所")), layout)
    assert message.endswith("研究院所”一列应为“科研机构”")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        ("二", "规章", "规 章"),
        ("二", "行政规范性文件", "规范性文件"),
        ("二", "第二十条第（一）项", "第二十条  第(一)项"),
        ("三", "商业企业", "商业 企业"),
        ("三", "（一）予以公开", "(一) 予以公开"),
        ("三", "3.危及“三安全一稳定”", "3. 危及三安全一稳定"),
        ("三", "（七）总计", "（七）总 计"),
        ("三", "四、结转下年度继续办理", "四、结转下一年度继续办理"),
        ("四", "结果维持", "结果 维持"),
    ],
)
def test_spaces_and_brackets_are_no_other_rows(layout: str, number: str, old: str, new: str) -> None:
    assert _messages(_changed(number, _renamed(old, new)), layout) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_that_are_joined_in_one_are_reported_once(layout: str) -> None:
    assert _messages(_changed("三", lambda rows: list(joined(Grid(10, tuple(rows))).rows)), layout) == [
        "“（六）其他处理”没有分行填写"
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_labels_cut_short_are_reported_once(layout: str) -> None:
    (message,) = _messages(_changed("三", lambda rows: list(shortened(Grid(10, tuple(rows))).rows)), layout)
    assert message.startswith("行名“2.其他法律行政止公开”应为“2.其他法律行政法规禁止公开”、")
    assert message.endswith("等 7 行")
    assert "缺少" not in message


@pytest.mark.parametrize("layout", ["txt", "md", "html"])
def test_groups_broken_over_rows_are_the_forms(layout: str) -> None:
    draft = _changed("三", lambda rows: list(broken_groups(Grid(10, tuple(rows))).rows))
    assert _messages(draft, layout) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_clean_report_has_the_forms_tables(layout: str) -> None:
    checked = _checked(DRAFT, layout)
    assert (checked.findings, checked.unassessed) == ((), ())


def test_tables_without_borders_are_not_assessed() -> None:
    rows = "规章 0 0 0\n行政规范性文件 1 0 2\n行政许可 12\n行政处罚 3\n{}行政事业性收费 0\n"
    report = f"{DRAFT.title}\n二、主动公开政府信息情况\n{rows}"
    checked = LINTER.check_file("report.txt", report.format("行政强制 0\n").encode())
    assert checked.findings == ()
    assert [gap.code for gap in checked.unassessed] == ["GIA106"]
    (lost,) = LINTER.check_file("report.txt", report.format("").encode()).findings
    assert lost.message == "表二有 1 行没有读到：“行政强制”，未能检查"


def test_a_cell_too_few_on_a_grid() -> None:
    def shortened(rows: Sequence[Row]) -> list[Row]:
        return [row[:-1] if row[0].text == "四、结转下年度继续办理" else row for row in rows]

    assert _messages(_changed("三", shortened), "html") == ["数字个数不对的有 1 行：“结转下年度继续办理”"]


def test_blanks_that_a_text_has_lost_are_reported_as_lost() -> None:
    row = "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||"
    report = text(DRAFT)
    assert row in report
    checked = LINTER.check_file(
        "report.txt", report.replace(row, "四、结转下年度继续办理 | 1 | 0 | 1 |").encode()
    )
    (lost,) = checked.findings
    assert lost.message == "表三有 1 行数字不全，可能是转换时丢失了空格：“结转下年度继续办理”，未能检查"
    assert lost.severity.word == "warning"
    assert lost.location is not None
    assert "结转下年度继续办理" in lost.location.context


def test_a_damaged_label_is_no_missing_row_but_a_lost_one() -> None:
    checked = _checked(_changed("二", _renamed("行政强制", "行政?\ufffd")), "txt")
    assert [each.message for each in checked.findings] == ["表二有 1 行没有读到：“行政强制”，未能检查"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("section", "heading", "written", "told"),
    [
        ("二", "本年废止件数", "本年废纸件数", "表头“本年废纸件数”应为“本年废止件数”"),
        ("四", "尚未审结", "尚未审节", "“尚未审节”应为“尚未审结”"),
        ("四", "其他结果", "其它结果", ""),
        ("二", "现行有效件数", "现行有效文件数", ""),
    ],
)
def test_a_heading_one_character_off(
    layout: str, section: str, heading: str, written: str, told: str
) -> None:
    messages = "".join(_messages(_changed(section, _renamed(heading, written)), layout))
    assert (told in messages) if told else not messages


@pytest.mark.parametrize("layout", ["md", "html", "docx"])
def test_a_heading_over_many_columns_is_named_once(layout: str) -> None:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    headed = tuple(Slot(corner) for _ in range(10))
    (message,) = _messages(_changed("三、", lambda rows: [headed] * 3 + list(rows[3:])), layout)
    assert message == "有 7 列的表头写成“（本列数据的勾稽关系为：第一项…”，应为“自然人”等"


def test_headings_are_named_three_at_a_time() -> None:
    names = ("甲类", "乙类", "丙类", "丁类", "戊类", "己类", "庚类")
    headed = (Slot("事项", 3), *map(Slot, names))
    (message,) = _messages(_changed("三、", lambda rows: [headed, *rows[3:]]), "html")
    assert message.endswith(
        "“甲类”一列应为“自然人”、“乙类”一列应为“商业企业”、“丙类”一列应为“科研机构”等 7 处"
    )
