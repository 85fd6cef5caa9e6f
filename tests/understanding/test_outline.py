"""Which section a paragraph belongs to, and what is a heading at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
PREFACE = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。"


def _found(report: Report) -> str:
    return "".join(section.number for section in report.sections if section.found)


def test_six_headings_are_found_and_the_preface_is_none(understood: Understood) -> None:
    report = understood("\n".join([TITLE, PREFACE, *(f"{heading}\n内容。" for heading in HEADINGS)]))
    assert _found(report) == "一二三四五六"
    assert [passage.kind for passage in report.passages[:2]] == ["title", "preface"]
    assert all(len(section.passages) == 1 for section in report.sections)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("二、行政机关主动公开政府信息情况", "二"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "五"),
        ("五、存在的问题及改进措施", "五"),
        ("六、其他事项", "六"),
        ("一 、总体情况", "一"),
        ("一、2024年政务公开总体情况", "一"),
        ("一、政府信息公开工作的基本概况", "一"),
        ("第一部分：总体情况", "一"),
        ("第五部分 存在的主要问题及改进措施", "五"),
        ("1、总体情况", "一"),
        ("2.主动公开政府信息情况", "二"),
        ("1.主动公开政府信息情况", ""),
        ("1.5万元", ""),
        ("一、总体情况。2024年，我镇依法公开。", "一"),
        ("总体情况", "一"),
        ("（一）主动公开情况", ""),
        ("一、本年新收政府信息公开申请数量很少，主要涉及征地，均已依法答复申请人，没有引起争议和投诉。", ""),
        ("一是总体情况良好", ""),
        ("三是收到和处理政府信息公开申请情况良好", ""),
    ],
)
def test_what_opens_a_section(understood: Understood, line: str, section: str) -> None:
    assert _found(understood(f"{TITLE}\n{line}\n内容。")) == section


def test_prose_on_the_heading_line_is_prose(understood: Understood) -> None:
    report = understood(f"{TITLE}\n六、其他需要报告的事项 2024年，未收取信息处理费。")
    section = report.section("六")
    assert section.heading is not None
    assert section.heading.reading == "六、其他需要报告的事项"
    (passage,) = section.passages
    assert report.place(passage).text == "2024年，未收取信息处理费。"


def test_sub_headings_give_the_topic(understood: Understood) -> None:
    report = understood(
        f"{TITLE}\n一、总体情况\n（二）依申请公开情况\n共收到3件。\n又办结2件。\n五、存在的主要问题及改进情况\n无。"
    )
    topics = [passage.topic for passage in report.passages if passage.kind == "prose"]
    assert topics == ["依申请公开情况", "依申请公开情况", ""]


@pytest.mark.parametrize(
    ("line", "kinds", "topic"),
    [
        ("（一）主动公开情况", ["heading"], "主动公开情况"),
        ("（一）主动公开情况。", ["heading"], "主动公开情况"),
        ("（一）主动公开情况：", ["heading"], "主动公开情况"),
        ("（一）2024年主动公开情况", ["heading"], "2024年主动公开情况"),
        ("（三）“12345”热线办理情况。", ["heading"], "“12345”热线办理情况"),
        ("（一）加强领导，落实责任", ["heading"], "加强领导,落实责任"),
        ("（一）主动公开情况。本年公开信息3条。", ["prose"], "主动公开情况"),
        ("（一）主动公开情况：本年公开信息3条。", ["prose"], "主动公开情况"),
        ("（一）主动公开情况 本年公开信息3条。", ["prose"], "主动公开情况本年公开信息3条"),
        ("（六）其他处理1件，为申请人逾期不补正。", ["prose"], "其他处理1件,为申请人逾期不补正"),
        ("（六）其他处理1件。", ["prose"], "其他处理1件"),
        ("（六）其他处理1件", ["prose"], "其他处理1件"),
        ("（一）有的单位重视不够，更新不及时。", ["prose"], "有的单位重视不够,更新不及时"),
        (
            "（一）有的单位对做好政府信息公开工作的重要性认识还很不够充分。",
            ["prose"],
            "有的单位对做好政府信息公开工作的重要性认识还很不够",
        ),
    ],
)
def test_what_is_a_sub_heading(understood: Understood, line: str, kinds: list[str], topic: str) -> None:
    report = understood(f"{TITLE}\n一、总体情况\n{line}\n六、其他需要报告的事项\n无。")
    passages = report.section("一").passages
    assert [passage.kind for passage in passages] == kinds
    assert passages[0].topic == topic


def test_a_sentence_numbered_like_a_sub_heading_states_its_figures(understood: Understood) -> None:
    text = "（一）收到申请3件。\n（二）予以公开2件，均已答复。\n（六）其他处理1件，为申请人逾期不补正。"
    report = understood(f"{TITLE}\n三、收到和处理政府信息公开申请情况\n{text}")
    stated = {claim.path: claim.value for claim in report.claims}
    assert {path: int(stated[path]) for path in ("requests.new", "requests.granted", "requests.other")} == {
        "requests.new": 3,
        "requests.granted": 2,
        "requests.other": 1,
    }


def test_numbered_sections_inside_section_one_open_nothing(understood: Understood) -> None:
    inner = "一、加强领导\n内容。\n二、完善机制\n内容。"
    report = understood(f"{TITLE}\n一、总体情况\n{inner}\n六、其他需要报告的事项\n无。")
    assert _found(report) == "一六"


def test_titles_in_a_list_of_section_one_open_nothing(understood: Understood) -> None:
    listed = "三、主动公开政府信息情况。全年公开信息31条。\n四、其他需要报告的事项。没有。"
    rest = "二、主动公开政府信息情况\n见下表。\n六、其他需要报告的事项\n无。"
    report = understood(f"{TITLE}\n一、总体情况\n{listed}\n{rest}")
    assert _found(report) == "一二六"
    assert [p.section for p in report.passages if "31条" in p.reading or p.reading == "见下表。"] == [
        "一",
        "二",
    ]


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        ([TITLE], "青石镇人民政府", 2024),
        (
            ["首页 | 政务公开", "索引号：QS-2025-1", "青石镇人民政府", "2024年政府信息公开工作年度报告"],
            "青石镇人民政府",
            2024,
        ),
        (["云坪县司法局2024年政府", "信息公开工作年度报告"], "云坪县司法局", 2024),
        (["2023年度云坪县水利局政府信息公开工作年度报告"], "云坪县水利局", 2023),
        (["青石镇人民政府关于2024年政府信息公开工作年度报告"], "青石镇人民政府", 2024),
        (["关于青石镇人民政府2024年政府信息公开工作年度报告"], "青石镇人民政府", 2024),
    ],
)
def test_the_title_names_agency_and_year(
    understood: Understood, lines: list[str], agency: str, year: int
) -> None:
    report = understood("\n".join([*lines, *HEADINGS]))
    assert (report.agency, report.year) == (agency, year)


def test_the_signature_is_no_prose(understood: Understood) -> None:
    report = understood(f"{TITLE}\n六、其他需要报告的事项\n无其他事项。\n青石镇人民政府\n2025年1月20日")
    kinds = [passage.kind for passage in report.section("六").passages]
    assert kinds == ["prose", "signature", "signature"]
    assert report.facts["meta.signed_on"].text == "2025-01-20"
    assert report.facts["meta.signed_by"].text == "青石镇人民政府"


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("青石镇人民政府", "township"),
        ("迎春路街道办事处", "street"),
        ("云坪县司法局", "county_department"),
        ("云坪县人民政府", "county_government"),
        ("云坪县人民政府办公室", "county_department"),
        ("平江市人民政府", "city_government"),
        ("平江市自然资源局", "city_department"),
        ("江北省水利厅", "provincial_department"),
        ("青山林场", "other"),
    ],
)
def test_kinds_of_agency(understood: Understood, agency: str, kind: str) -> None:
    assert understood(f"{agency}2024年政府信息公开工作年度报告\n一、总体情况").agency_kind == kind
