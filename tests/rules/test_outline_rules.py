"""The outline of whole reports: what is told, and above all what is not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tests.reportwriter.described import corpus
from tests.reportwriter.files import written
from tests.reportwriter.town import clean
from tests.rules.changed_reports import CLEAN, checked, told

LINTER = linter(Config(select=("GIA1",)))
PROFILE = linter(Config(select=("GIA113",)))
GRIDS = linter(Config(select=("GIA105",)))
_checked, _told = partial(checked, LINTER), partial(told, LINTER)

TITLE = "云坪县青石镇人民政府2024年政府信息公开工作年度报告"
OPENING = (
    "2024年，青石镇把信息公开当作日常工作来做，"
    "围绕群众办事、村务监督和惠民补贴三件事安排公开内容，全年工作平稳有序。"
)
LISTED = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
)
HEADINGS = {
    "二": "二、主动公开政府信息情况\n第二十条",
    "三": "三、收到和处理政府信息公开申请情况\n（本列",
    "四": "四、政府信息公开行政复议、行政诉讼情况\n行政复议",
    "五": "五、存在的主要问题及改进情况\n（一）",
    "六": "六、其他需要报告的事项\n2024",
}
"""Each with the beginning of what follows, since the preface names them too."""


def _retitled(number: str, heading: str) -> tuple[str, str]:
    old = HEADINGS[number]
    return old, heading + "\n" + old.partition("\n")[2]


def _between(first: str, last: str) -> str:
    start = CLEAN.index(HEADINGS[first])
    return CLEAN[start : CLEAN.index(HEADINGS[last]) if last else CLEAN.index("云坪县青石镇人民政府\n2025")]


def test_sections_in_another_order_are_reported_once() -> None:
    five, six = _between("五", "六"), _between("六", "")
    (found,) = _checked((five + six, six + five)).findings
    assert (found.code, found.severity.word) == ("GIA102", "error")
    assert found.values == {"order": "一二三四六五"}
    assert found.location is not None
    assert found.location.text == "六、其他需要报告的事项"


ORDERS: list[tuple[str, tuple[str, str]]] = [
    (
        "the preface lists all titles",
        (LISTED, LISTED.replace("由总体情况、", "由").replace("六个", "总体情况等六个")),
    ),
    (
        "a table of contents",
        (OPENING, OPENING + "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况"),
    ),
    (
        "an agency's own numbering",
        (OPENING, "一、依申请公开工作\n未收到申请。\n二、主动公开工作\n发布信息。"),
    ),
    ("a lower list in section five", ("（二）改进措施", "二、依申请公开方面\n下一步培训。")),
]


@pytest.mark.parametrize("change", [row[1] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_what_only_looks_like_another_order(change: tuple[str, str]) -> None:
    assert not {"GIA102 error", "GIA103 warning"} & set(_told(change))


TITLES: list[tuple[str, str, list[str]]] = [
    ("二", "二、行政机关主动公开政府信息情况", ["GIA103 warning"]),
    ("三", "三、行政机关收到和处理政府信息公开申请情况", ["GIA103 warning"]),
    ("四", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", ["GIA103 warning"]),
    ("五", "五、政府信息公开工作存在的主要问题及改进情况", ["GIA103 warning"]),
    ("六", "六、其他事项", ["GIA103 warning"]),
    ("四", "四、政府信息公开行政复议,行政诉讼情况", []),
    ("四", "四、政府信息公开行政复议行政诉讼情况", []),
    ("五", "五 、存在的主要问题 及改进情况：", []),
    ("六", "六.其他需要报告的事项", []),
    ("六", "其他需要报告的事项", []),
    ("六", "五、其他需要报告的事项", ["GIA111 warning"]),
]


@pytest.mark.parametrize(("number", "heading", "told"), TITLES)
def test_section_titles(number: str, heading: str, told: list[str]) -> None:
    assert _told(_retitled(number, heading)) == told


def test_a_title_is_fixed_in_the_file() -> None:
    change = _retitled("五", "五、存在的问题及改进措施")
    (found,) = _checked(change).findings
    assert found.fix is not None
    (edit,) = found.fix["edits"]
    report = CLEAN.replace(*change)
    assert report[: edit["start"]] + edit["text"] + report[edit["end"] :] == CLEAN


REPORT_TITLES: list[tuple[str, list[str]]] = [
    ("云坪县青石镇人民政府2024年政府信息公开工作年度报告", []),
    ("云坪县青石镇人民政府\n2024年政府信息公开工作年度报告", []),
    ("云坪县青石镇人民政府2024年政府信息公开工作\n年度报告", []),
    ("云坪县青石镇人民政府 2024 年政府信息公开工作年度报告", []),
    ("首页 > 政务公开 > 年报\n云坪县青石镇人民政府2024年政府信息公开工作年度报告", []),
    ("云坪县青石镇人民政府2024年度政府信息公开工作年度报告", ["GIA107 info"]),
    ("2024年云坪县青石镇人民政府政府信息公开工作年度报告", ["GIA107 info"]),
    ("云坪县青石镇人民政府关于2024年政府信息公开工作年度报告", ["GIA107 info"]),
    ("云坪县青石镇人民政府2024年政府信息公开年度报告", ["GIA107 warning"]),
    ("云坪县青石镇人民政府2024年政府信息公开工作报告", ["GIA107 warning"]),
    ("云坪县青石镇人民政府2024年政府信息公工作年度报告", ["GIA107 warning"]),
    ("2024年政府信息公开工作年度报告", ["GIA107 warning"]),
    ("云坪县青石镇人民政府政府信息公开工作年度报告", ["GIA107 warning"]),
    ("政务公开", ["GIA107 warning"]),
    ("云坪县青石镇人民政府2024年政府信息公开工作年度报告 | |||\n来源： | 党政办 | ||", []),
]


@pytest.mark.parametrize(("title", "told"), REPORT_TITLES)
def test_report_titles(title: str, told: list[str]) -> None:
    assert _told((TITLE, title)) == told


NUMBERS: list[tuple[str, tuple[str, str], bool]] = [
    ("repeated", ("（三）政府信息管理", "（二）政府信息管理"), True),
    ("skipped", ("（五）监督保障", "（六）监督保障"), True),
    ("started anew", ("（四）政府信息公开平台", "（一）政府信息公开平台"), True),
    ("going back", ("（五）监督保障", "（二）监督保障"), True),
    ("in a sentence", (OPENING, "一是发布信息。一是培训人员。三是考核。"), False),
    ("several in a paragraph", (OPENING, "1.发布信息。2.培训。\n3.考核。"), False),
    ("skipped digit", (OPENING, "1.发布信息。\n2.培训。\n4.考核。"), True),
    ("repeated digit", (OPENING, "1.发布信息。\n2.培训。\n2.考核。"), True),
    ("a list in each part", ("全年在县政府", "1.网站\n2.专栏\n（一）补\n1.网站"), True),
    ("an item of the regulation", (OPENING, "依照条例第二十条第\n（一）项公开。"), False),
    ("decimals", (OPENING, "1.5万元用于公开栏。\n1.5万元用于培训。"), False),
    (
        "anew after a lead-in",
        ("（二）改进措施", "（二）现状\n针对以上问题，采取以下措施：\n（一）改进"),
        False,
    ),
    ("none of the rows of its tables", (OPENING, OPENING), False),
]


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_heading_numbers(change: tuple[str, str], told: bool) -> None:
    assert ("GIA111 warning" in _told(change)) is told


def test_a_repeated_number_does_not_make_the_next_one_skip() -> None:
    assert _told(("（四）政府信息公开平台", "（三）政府信息公开平台")) == ["GIA111 warning"]
    change = ("（四）政府信息公开平台", "（三）政府信息公开平台"), ("（五）监督", "（四）监督")
    assert _told(*change) == ["GIA111 warning"]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (LISTED, []),
        (LISTED.replace("六个部分组成", "六部分组成"), []),
        (LISTED.replace("六个部分组成", "等内容组成"), []),
        (LISTED.replace("行政复议、行政诉讼", "行政复议和行政诉讼"), []),
        ("本报告分为六个部分。", []),
        ("本报告包括总体情况、主动公开政府信息情况、存在的主要问题等六个部分。", []),
        (LISTED.replace("六个", "五个"), ["GIA112 info"]),
        (LISTED.replace("总体情况、", ""), ["GIA112 info"]),
        (LISTED.replace("总体情况", "其他需要报告的事项"), ["GIA112 info"]),
    ],
)
def test_what_the_preface_lists(listed: str, told: list[str]) -> None:
    assert _told((LISTED, listed)) == told


PROBLEMS = _between("五", "六")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("一是更新偏晚。二是解读单一。\n下一步将加强培训。", []),
        ("（一）更新不够及时\n（二）队伍不稳定\n（三）加强培训", []),
        ("", ["GIA110 error"]),
        ("无。", ["GIA110 error"]),
        ("暂无", ["GIA110 error"]),
        ("（一）存在的主要问题：无。\n（二）改进情况：无。", ["GIA110 error"]),
        ("本年度没有存在的问题。", ["GIA110 error"]),
        ("更新不够及时。", ["GIA110 warning"]),
        ("将继续做好公开工作。", ["GIA110 warning"]),
    ],
)
def test_section_five(content: str, told: list[str]) -> None:
    heading = "五、存在的主要问题及改进情况\n"
    assert _told((PROBLEMS, heading + (f"{content}\n" if content else ""))) == told


@pytest.mark.parametrize(
    ("content", "told"), [("", ["GIA108 error"]), ("无。\n", []), ("无\n", []), ("（一）收费\n无。\n", [])]
)
def test_section_six(content: str, told: list[str]) -> None:
    assert _told((_between("六", ""), "六、其他需要报告的事项\n" + content)) == told


def test_a_section_whose_table_is_missing_is_reported_by_that_alone() -> None:
    heading = HEADINGS["四"].partition("\n")[0]
    assert _told((_between("四", "五"), heading + "\n")) == ["GIA104 error"]


EXCEL = '<w:r><w:object><v:imagedata/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'


@pytest.mark.parametrize(
    ("suffix", "table", "instead", "says"),
    [
        (
            "docx",
            r"<w:tbl>.*?</w:tbl>",
            "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
            "有图片或嵌入的对象，",
        ),
        ("docx", r"<w:tbl>.*?</w:tbl>", f"<w:p>{EXCEL}</w:p>", "有图片或嵌入的对象（Excel.Sheet.12），"),
        ("docx", r"<w:tbl>.*?</w:tbl>", "", "没有找到收到和处理申请情况表"),
        ("html", r"<table.*?</table>", '<p><img src="1.png"></p>', "有图片或嵌入的对象，"),
        ("html", r"<table.*?</table>", "", "没有找到收到和处理申请情况表"),
    ],
)
def test_a_picture_in_place_of_a_table_is_reported(suffix: str, table: str, instead: str, says: str) -> None:
    file = written(clean(), suffix)
    found = [match.span() for match in re.finditer(table, _body(file), re.DOTALL)]
    start, end = found[1]
    pictured = _with_body(file, _body(file)[:start] + instead + _body(file)[end:])
    (told,) = LINTER.check_file(f"report.{suffix}", pictured).findings
    assert told.code == "GIA104"
    assert told.message.startswith("第三部分没有找到")
    assert says in told.message
    assert ("无法读取" in told.message) == (instead != "")


def _body(file: bytes) -> str:
    """Return the page, or the document part of a package."""
    if not file.startswith(b"PK"):
        return file.decode()
    with ZipFile(BytesIO(file)) as package:
        return package.read("word/document.xml").decode()


def _with_body(file: bytes, body: str) -> bytes:
    if not file.startswith(b"PK"):
        return body.encode()
    changed = BytesIO()
    with ZipFile(BytesIO(file)) as package, ZipFile(changed, "w") as whole:
        for name in package.namelist():
            whole.writestr(name, body if name == "word/document.xml" else package.read(name))
    return changed.getvalue()


def test_a_missing_section_is_neither_out_of_order_nor_skipped() -> None:
    assert _told((PROBLEMS, "")) == ["GIA101 error"]


def test_the_overview_is_searched_as_a_whole() -> None:
    overview = CLEAN[CLEAN.index(OPENING) : CLEAN.index(HEADINGS["二"])]
    told = "全年发布信息30条，未收到申请，信息审核到位，网站运行平稳，开展培训2次。\n"
    assert _told((overview, told)) == []
    (found,) = _checked((overview, "全年发布信息30条，未收到申请。\n")).findings
    assert (found.code, found.severity.word) == ("GIA109", "info")
    assert found.values == {"missing": "政府信息管理，平台建设，监督保障"}


def test_the_length_of_the_overview_is_only_judged_on_request() -> None:
    long = CLEAN.replace(OPENING, OPENING * 20).encode()
    assert [found.code for found in PROFILE.check_file("report.txt", long).findings] == ["GIA113"]
    assert LINTER.check_file("report.txt", long).findings == ()
    assert PROFILE.check_file("report.txt", CLEAN.encode()).findings == ()


YEARS: list[tuple[int, str, list[str]]] = [
    (2019, "2019", []),
    (2020, "2019", []),
    (2021, "2021", []),
    (2024, "2021", []),
    (2021, "2019", ["GIA105 error"]),
    (2024, "2019", ["GIA105 error"]),
    (2020, "2021", ["GIA105 error"]),
    (2018, "2021", []),
]


@pytest.mark.parametrize("layout", ["txt", "html", "docx"])
@pytest.mark.parametrize(("year", "edition", "told"), YEARS)
def test_the_form_is_that_of_the_year(year: int, edition: str, told: list[str], layout: str) -> None:
    described = {draft.edition: draft for draft in (report.draft for report in corpus())}
    draft = described[edition]
    written_for = re.search(r"20\d\d", draft.title)
    assert written_for is not None
    old = int(written_for[0])
    respelled = draft.spelled(
        lambda words: words.replace(str(old + 1), "{next}").replace(str(old), str(year)).format(next=year + 1)
    )
    checked = GRIDS.check_file(f"report.{layout}", written(respelled, layout))
    assert [f"{found.code} {found.severity.word}" for found in checked.findings] == told


def test_the_form_is_not_judged_where_the_year_is_in_doubt() -> None:
    draft = next(report.draft for report in corpus() if report.draft.edition == "2019")
    doubtful = replace(draft, title=draft.title.replace("2019", "2021").replace("2020", "2021"))
    checked = GRIDS.check_file("report.txt", written(doubtful, "txt"))
    assert checked.findings == ()
    assert [gap.code for gap in checked.unassessed] == ["GIA105"]
