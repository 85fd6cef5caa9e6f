"""Tables are known by their words wherever they stand, in one piece or several, with or without headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from gialint.model import Report
from gialint.reading import Limits
from gialint.reading.html import read
from gialint.understanding.understand import Knowledge, understand

Page = Callable[[str], Report]

TITLE = "<h1>青石镇人民政府2024年政府信息公开工作年度报告</h1>"
ZEROS = ["0"] * 6
CORNER = (
    "<tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>"
    "<td colspan=7>申请人情况</td></tr>"
)
HEADER = (
    f"{CORNER}<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr><tr>"
    "<td>商业<br>企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)
FOUR_HEADER = (
    "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr><tr>"
    "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
    "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
)


@pytest.fixture
def page(known: Knowledge) -> Page:
    """Understand a page with a title and what stands under it."""
    return lambda body: understand(read((TITLE + body).encode(), "report.html", Limits()), known)


def cells(*texts: str) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


def table(*rows: str) -> str:
    return f"<table>{''.join(rows)}</table>"


def new(*figures: str) -> str:
    return f"<tr><td colspan=3>一、本年新收政府信息公开申请数量</td>{cells(*figures)[4:]}"


NEW = new("1", "0", "0", "0", "0", "0", "1")
CARRIED = f"<tr><td colspan=3>四、结转下年度继续办理</td>{cells(*ZEROS, '2')[4:]}"
FOUR = cells(*ZEROS, *ZEROS, "0", "0", "3")
DOCUMENTS = cells("规章", "0", "0", "4")
SAME = {"requests.new.total": "1", "requests.carried_out.total": "2"}
ALL = {**SAME, "litigation.after_review.total": "3", "docs.regulations.valid": "4"}
SECTIONS = [
    f"<h2>{title}</h2>" for title in ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
]


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        (table(DOCUMENTS, HEADER, NEW, CARRIED, FOUR_HEADER, FOUR), ALL),
        (table(table(DOCUMENTS), table(HEADER, NEW, CARRIED), table(FOUR_HEADER, FOUR)), ALL),
        (table(HEADER, NEW) + "<p>P. 9</p>" + table(CARRIED), SAME),
        (table(HEADER, NEW) + table(HEADER, CARRIED), SAME),
        (table(HEADER, NEW) + table(HEADER, NEW, CARRIED), SAME),
        (table(NEW, CARRIED), SAME),
        (table(CORNER, NEW, CARRIED), SAME),
        (f"<table><tr><td>{'前言。' * 80}</td><td>{table(HEADER, NEW, CARRIED)}</td></tr></table>", SAME),
    ],
    ids=[
        "one table",
        "nested",
        "cut by a page",
        "cut, header repeated",
        "cut, row repeated",
        "no header",
        "half a header",
        "in a layout",
    ],
)
def test_where_tables_stand(page: Page, body: str, facts: Mapping[str, str]) -> None:
    read = page(body).facts
    assert {path: read[path].text for path in facts} == facts
    assert {read[path].certainty for path in facts} == {"exact"}


def test_table_four_without_a_header_needs_its_section(page: Page) -> None:
    alone = page(table(FOUR)).facts
    assert alone["litigation.after_review.total"].state == "absent"
    heading = "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>"
    assert page(heading + table(FOUR)).facts["litigation.after_review.total"].text == "3"


@pytest.mark.parametrize(
    "row",
    [
        cells("一、本年新收政府信息公开申请数量", "", "", *ZEROS, "7"),
        cells("", "一、本年新收政府信息公开申请数量", "", *ZEROS, "7"),
        cells("", "", "一、本年新收政府信息公开申请数量", *ZEROS, "7"),
    ],
)
def test_spans_left_out_and_filled_with_empty_cells(page: Page, row: str) -> None:
    header = cells(
        "", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"
    )
    assert page(table(header, row)).facts["requests.new.total"].text == "7"


@pytest.mark.parametrize(
    "extra",
    [
        cells("其他主动公开文件", "5", "5", "5"),
        cells("其他对外管理服务事项", "9"),
        cells("政府集中采购", "6", "251000元"),
        cells("以上共计公开", "共 12 件"),
    ],
)
def test_rows_of_no_form_are_passed_over(page: Page, extra: str) -> None:
    rows = table(cells("第二十条第（一）项"), extra, DOCUMENTS, extra, cells("行政许可", "12"), extra)
    facts = page(SECTIONS[0] + rows).facts
    assert [facts[path].text for path in ("docs.regulations.valid", "decisions.permits")] == ["4", "12"]


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("规 章", "docs.regulations.issued"),
        ("规章（设区的市以上政府应提供）", "docs.regulations.issued"),
        ("规范性文件", "docs.normative.issued"),
        ("行政规范性档案", "docs.normative.issued"),
        ("行政規範性檔案", "docs.normative.issued"),
        ("行政規(guī)範(fàn)性文件", "docs.normative.issued"),
    ],
)
def test_labels_of_documents(page: Page, label: str, path: str) -> None:
    facts = page(SECTIONS[0] + table(cells("第二十条第(一)项"), cells(label, "8", "0", "9"))).facts
    assert facts[path].text == "8"


@pytest.mark.parametrize(
    ("labels", "row"),
    [
        (["一、本年新收政府信息公开申请数量"], "new"),
        (["本年新收政府信息公开申请数量"], "new"),
        (["一、本年新收政府<br>信息公开申请数量"], "new"),
        (["二、上年转结政府信息公开申请数量"], "carried_in"),
        (["三、本年度办理结果", "（一）予以公开"], "granted"),
        (["(二)部分公开(区分处理的,只计这一情形,不计其他情形)"], "partial"),
        (["（三）不予公开", "3.危及三安全一稳定"], "denied.safety"),
        (["3．危及“三安全一稳定”"], "denied.safety"),
        (["5.属于三类内容事务信息"], "denied.internal"),
        (["2、没有现成信息需要另行制作"], "unavailable.needs_making"),
        (["2.沒有現成信息需要另行製作"], "unavailable.needs_making"),
        (["1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"], "other.overdue_correction"),
        (["1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"], "other.overdue_correction"),
        (["（六）其他处理", "3.其他"], "other.other"),
        (["（七）总计"], "closed"),
        (["总计"], "closed"),
        (["三、本年度办理结果", "(七)总计"], "closed"),
        (["四、结转下一年度继续办理"], "carried_out"),
    ],
)
def test_labels_of_table_three(page: Page, labels: Sequence[str], row: str) -> None:
    groups = "".join(f"<td>{label}</td>" for label in labels[:-1])
    label = f"<td colspan={4 - len(labels)}>{labels[-1]}</td>"
    facts = page(SECTIONS[1] + table(HEADER, f"<tr>{groups}{label}{cells(*ZEROS, '7')[4:]}")).facts
    assert facts[f"requests.{row}.total"].text == "7"


HEADED = table(
    cells("二、主动公开政府信息情况"),
    cells("规章", "0", "0", "4"),
    cells("三、收到和处理政府信息公开申请情况"),
    cells("全年收到政府信息公开申请1件。"),
    NEW,
    CARRIED,
    cells("四、政府信息公开行政复议、行政诉讼情况"),
    FOUR_HEADER,
    FOUR,
)


def test_headings_and_remarks_as_rows_of_one_table(page: Page) -> None:
    report = page("<h2>一、总体情况</h2>" + HEADED)
    assert "".join(section.number for section in report.sections if section.found) == "一二三四"
    assert [passage.reading for passage in report.section("三").passages] == ["全年收到政府信息公开申请1件。"]
    assert {path: report.facts[path].text for path in ALL} == ALL
    place = report.facts["requests.new.total"].place
    assert place is not None
    assert place.address == "三/表1/一、本年新收…/总计"


def test_a_table_is_not_cut_at_its_own_rows(page: Page) -> None:
    report = page(table(HEADER, NEW, cells("三、本年度办理结果"), cells("四、"), CARRIED))
    assert len([block for block in report.document.blocks if hasattr(block, "rows")]) == 1
