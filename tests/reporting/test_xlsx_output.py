"""The workbook as another program reads it: every finding, nothing a formula, the same bytes each time."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sample_hostile import hostile
from sample_results import PATH, balance, whole

from gialint.model import Checked, Diagnostic, Gap, Result, RuleCard, Severity
from gialint.reporting import Style
from gialint.reporting import xlsx as xlsx_sheet
from gialint.reporting.xlsx import sheet_name, xlsx

AGENCY = "青石镇人民政府"


def sheets(result: Result, language: str = "zh") -> dict[str, list[list[object]]]:
    """Return the rows of each sheet under its heading."""
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(result, Style(language))))
    return {
        name: [[*row] for row in book.get_sheet_by_name(name).to_python()[1:]] for name in book.sheet_names
    }


def parts(result: Result) -> dict[str, str]:
    """Return the XML files in the workbook by name."""
    archive = ZipFile(BytesIO(xlsx(result, Style())))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_sheets() -> None:
    told = sheets(whole())
    assert list(told) == [
        "汇总", "问题", "未能核对", AGENCY, "云坪县人民政府办公室", "drafts_c.html", "drafts_旧.doc",
    ]  # fmt: skip
    assert [row[:5] for row in told["问题"]] == [
        [PATH, AGENCY, 2024, "GIA501", "错误"],
        [PATH, AGENCY, 2024, "GIA301", "错误"],
        [PATH, AGENCY, 2024, "GIA722", "提示"],
    ]
    assert [row[3] for row in told["未能核对"]] == [
        "GIA903",
        "GIA401",
        "GIA402",
        "GIA801",
        "GIA801",
        "GIA902",
    ]
    assert [row[3:5] for row in told[AGENCY]][-1] == ["GIA801", "未能核对"]
    assert told["云坪县人民政府办公室"] == []
    assert [row[3] for row in told["drafts_旧.doc"]] == ["GIA902"]


def test_the_first_sheet_has_a_line_for_each_report_the_worst_first() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(whole(), Style())))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert book.sheet_names[0] == "汇总"
    assert head == [
        "单位", "年度", "结论", "错误", "警告", "提示", "未核对",
        "结构", "申请办理", "复议诉讼", "文字数据", "用语", "GIA8xx", "文件名",
    ]  # fmt: skip
    assert rows == [
        ["drafts/旧.doc", "", "未能读取", 0, 0, 0, 1, "", "", "", "", "", "", "drafts/旧.doc"],
        [AGENCY, 2024, "不宜发布", 2, 0, 1, 3, "", 1, "", 1, 1, "", PATH],
        ["drafts/c.html", "", "未能全部核对", 0, 0, 0, 1, "", "", "", "", "", "", "drafts/c.html"],
        [
            "云坪县人民政府办公室",
            2024,
            "未发现问题",
            0,
            0,
            0,
            0,
            "",
            "",
            "",
            "",
            "",
            "",
            "drafts/云坪县2024.docx",
        ],
    ]


def test_no_two_columns_of_the_first_sheet_are_called_alike() -> None:
    stray = Diagnostic("GIA905", "not-a-report", Severity.WARNING, "看不出这是一份要检查的报告")
    cards = (*whole().rules, RuleCard("GIA905", "not-a-report", "", Severity.WARNING, family="文件"))
    result = Result("", (Checked("README.md", findings=(stray,)),), rules=cards)
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(result, Style())))
    head, row = book.get_sheet_by_index(0).to_python()
    assert len(head) == len(set(head))
    assert row[2:6] == ["看不出是报告", 0, 1, 0]


def test_reports_that_stand_alike_are_in_order_of_name_and_year() -> None:
    given = (("乙镇", 2024), ("甲镇", 2024), ("乙镇", 2023), (None, None))
    reports = tuple(Checked(f"{name}{year}.txt", agency=name, year=year) for name, year in given)
    rows = sheets(Result("", reports), "en")["summary"]
    assert [row[:3] for row in rows] == [
        ["NoneNone.txt", "", "nothing found"],
        ["乙镇", 2023, "nothing found"],
        ["乙镇", 2024, "nothing found"],
        ["甲镇", 2024, "nothing found"],
    ]


def test_a_finding_is_told_with_place_advice_and_basis() -> None:
    [row] = sheets(Result("", (Checked("a.txt", findings=(balance("en"),)),)), "en")["findings"]
    assert row[6:] == [
        "三/表1/一、本年新收政府信息公开申请数量/自然人",
        "Compare 上年结转 with last year's 结转下年度继续办理.",
        "国办公开办函〔2021〕30号 表三勾稽关系",
    ]


def test_missing_facts_are_named_up_to_a_point() -> None:
    gap = Gap("GIA401", "x", "空白", tuple(f"review.f{number}" for number in range(11)))
    [row] = sheets(Result("", (Checked("a.txt", unassessed=(gap,)),)))["未能核对"]
    assert str(row[6]).startswith("review.f0；review.f1；")
    assert str(row[6]).endswith("review.f7；…（+3）")


def test_missing_facts_are_called_what_the_form_calls_them() -> None:
    paths = ("requests.new.natural_person", "review.total")
    gap = Gap("GIA301", "x", "空白", paths, ("本年新收·自然人", "行政复议·总计"))
    [row] = sheets(Result("", (Checked("a.txt", unassessed=(gap,)),)))["未能核对"]
    assert row[6] == "本年新收·自然人；行政复议·总计"


def test_waived_findings_have_a_sheet_with_the_reason() -> None:
    checked = Checked("a.txt", findings=(balance("zh")._replace(suppressed="已与县办核实"),))
    told = sheets(Result("", (checked,)))
    assert told["问题"] == []
    assert told["已豁免"][0][-1] == "已与县办核实"


@pytest.mark.parametrize(("agencies", "expected"), [(30, 33), (31, 3)])
def test_few_agencies_have_sheets_of_their_own(agencies: int, expected: int) -> None:
    reports = tuple(Checked(f"{number}.txt", agency=f"第{number}镇") for number in range(agencies))
    assert len(sheets(Result("", reports + reports))) == expected


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("青石镇", [], "青石镇"),
        ("青石镇", ["青石镇"], "青石镇 2"),
        ("ABC", ["abc", "Abc 2"], "ABC 3"),
        ("a/b:c?*[d]\\", [], "a_b_c___d__"),
        ("'引号'", [], "引号"),
        ("", [], "_"),
        ("'", ["_"], "_ 2"),
        ("History", [], "History 2"),
        ("青" * 40, [], "青" * 31),
        ("青" * 40, ["青" * 31], "青" * 29 + " 2"),
        ("𠮷" * 20, [], "𠮷" * 15),
        ("一\n二\x07", [], "一 二␇"),
    ],
)
def test_sheet_names(name: str, taken: list[str], expected: str) -> None:
    assert sheet_name(name, taken) == expected


@given(st.lists(st.text(max_size=40), max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_agencies_make_a_workbook(names: list[str]) -> None:
    reports = tuple(Checked(name, agency=name) for name in names)
    assert len(sheets(Result("", reports))) == 3 + len(set(names))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", '=HYPERLINK("http://x")'])
def test_nothing_is_a_formula(begin: str) -> None:
    message = f"{begin}cmd|'/c calc'!A1"
    checked = Checked(
        "=1+1.txt", agency="@镇", findings=(balance("zh")._replace(message=message, hint="=2"),)
    )
    files = parts(Result("", (checked,)))
    for name, text in files.items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in text
            assert "hyperlink" not in text
    assert 'quotePrefix="1"' in files["xl/styles.xml"]
    row = sheets(Result("", (checked,)))["问题"][0]
    assert (row[0], row[1], row[7]) == ("=1+1.txt", "@镇", "=2")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\n", ""])
def test_a_text_like_a_formula_stays_a_text_when_it_is_edited(begin: str) -> None:
    checked = Checked("a.txt", findings=(balance("zh")._replace(message=f"{begin}1+1"),))
    files = parts(Result("", (checked,)))
    cell = re.search(r'<c r="F2" s="(\d+)" t="s">', files["xl/worksheets/sheet2.xml"])
    assert cell
    looks = re.findall(r"<xf .*?(?:/>|</xf>)", files["xl/styles.xml"].partition("<cellXfs")[2])
    assert ('quotePrefix="1"' in looks[int(cell[1])]) is bool(begin)


def test_hostile_text_stays_text() -> None:
    told = sheets(hostile())
    message = str(told["问题"][0][5])
    assert message.startswith("=cmd|'/c calc'!A1 <script>alert(1)</script> ]]>")
    assert "_x0041_" in message
    assert "\u202e" not in message
    assert "␀␇␛[31m\n::add-mask::z" in message


def test_the_same_result_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsx(whole(), Style())
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert xlsx(whole(), Style()) == first
    assert "2000-01-01T00:00:00Z" in parts(whole())["docProps/core.xml"]


def test_sheets_are_fit_for_work_and_print() -> None:
    sheet = parts(whole())["xl/worksheets/sheet2.xml"]
    assert '<autoFilter ref="A1:I4"/>' in sheet
    assert 'topLeftCell="A2" activePane="bottomLeft" state="frozen"' in sheet
    assert 'orientation="landscape"' in sheet
    assert '<autoFilter ref="A1:I2"/>' in parts(Result("", ()))["xl/worksheets/sheet2.xml"]


def test_what_does_not_fit_into_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "_MOST_ROWS", 2)
    told = sheets(whole())
    assert [len(told[name]) for name in ("问题", "问题 2")] == [2, 1]
    assert [len(told[name]) for name in ("未能核对", "未能核对 2", "未能核对 3")] == [2, 2, 2]
