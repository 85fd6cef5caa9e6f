"""The title is found among trails of links, lists of other reports, repeats and broken lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Report

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
REST = ["根据条例编制本报告。", "一、总体情况", "无。"]
OTHER = "云坪县2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE],
        [f"首页 > 政务公开 > {TITLE}", TITLE],
        [f"首页 > 政务公开 > {TITLE}"],
        [f"您当前所在位置：首页>>政府信息公开年报>>{TITLE}"],
        [f"首页/政务公开/{TITLE}/正文"],
        [f"首页 政务公开 政府信息公开年报 {TITLE}"],
        [f"打印 {TITLE}"],
        [f"标题：{TITLE}"],
        [f"《{TITLE}》"],
        [f"{TITLE}_云坪县人民政府"],
        [f"【{TITLE}】-青石镇"],
        [f"{TITLE}（公开稿）"],
        ["打印", TITLE],
        ["打印本页", "关闭", TITLE],
        [TITLE, TITLE, TITLE],
        [OTHER, TITLE],
        [f"{OTHER} 2023-01-10", "青石镇2023年政府信息公开工作年度报告", TITLE],
        [TITLE, f"上一篇：{OTHER}"],
        [f"首页 > {TITLE}", f"上一篇：{OTHER}"],
        ["青石镇人民政府2024年政府", "信息公开工作年度报告"],
        ["青石镇人民政府", "2024年政府信息公开工作年度报告"],
        ["青石镇人民政府", "2024年政府信息公开", "工作年度报告"],
        ["打印", "青石镇人民政府", "2024年政府信息公开", "工作年度报告"],
        ["2025-01-20", "字体：大 中 小", "青石镇人民政府", "2024年政府信息公开工作年度报告"],
        ["青 石 镇 人 民 政 府 2 0 2 4 年 政 府 信 息 公 开 工 作 年 度 报 告"],
        ["青 石 镇 人 民 政 府", "２ ０ ２ ４ 年 政府信息公开工作年度报告"],
        [
            "青石镇人民政府2024年政府",
            "信息公开工作年度报告",
            "青石镇人民政府2024年政府",
            "信息公开工作年度报告",
        ],
        [*["栏目"] * 150, TITLE],
        ["青石镇人民政府", "2024年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告"],
    ],
    ids=" ⏎ ".join,
)
def test_agency_and_year(understood: Understood, lines: list[str]) -> None:
    report = understood("\n".join([*lines, *REST]))
    assert (report.agency, report.year) == ("青石镇人民政府", 2024)
    assert report.title.replace(" ", "") == TITLE


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["政务公开办公室2024年政府信息公开工作年度报告"], "政务公开办公室"),
        (["中国（云坪）自由贸易试验区2024年政府信息公开工作年度报告"], "中国(云坪)自由贸易试验区"),
        (["阿克·苏镇2024年政府信息公开工作年度报告"], "阿克·苏镇"),
        (["A县3街道2024年政府信息公开工作年度报告"], "A县3街道"),
        (["青石镇+2024年政府信息公开工作年度报告"], "青石镇+"),
        (["2024年青石镇人民政府信息公开工作年度报告"], "青石镇人民政府"),
        (["2024年青石镇人民政府政府信息公开工作年度报告"], "青石镇人民政府"),
        (["青石镇人民政府信息公开工作年度报告（2024年）"], "青石镇人民政府"),
        (["2024年度青石镇政府信息公开工作年度报告"], "青石镇"),
        (["青石镇政府信息公开工作2024年度报告"], "青石镇"),
        (["青石镇人民政府信息公开2024年年度报告"], "青石镇人民政府"),
        (["青石镇人民政府政府信息公开工作年度报告", "（2024年度）"], "青石镇人民政府"),
        (["青石镇二〇二四年政府信息公开工作年度报告"], "青石镇"),
    ],
)
def test_names_of_agencies(understood: Understood, lines: list[str], agency: str) -> None:
    report = understood("\n".join([*lines, *REST]))
    assert (report.agency, report.year) == (agency, 2024)


@pytest.mark.parametrize(
    "lines",
    [
        ["关闭", "2024年政府信息公开工作年度报告"],
        ["2025-01-20", "2024年政府信息公开工作年度报告"],
        ["青石镇2024年工作总结", "政府信息公开"],
        ["青石镇", "公开了信息。", "2024年政府信息公开工作年度报告"],
        ["一、总体情况", TITLE],
        ["青石镇" * 30 + "2024年政府信息公开工作年度报告"],
        ["根据条例要求，特向社会公布2024年度我局政府信息公开年度报告。"],
        [f"现发布{TITLE}，请查阅。"],
        [f"根据要求，{TITLE}编制如下。"],
        ["青石镇编制完成2024年政府信息公开工作年度报告"],
        [f"关于做好{TITLE}编制工作的通知"],
        [f"按照《{TITLE}》的安排"],
        [f"{TITLE}已经发布"],
    ],
    ids=" ⏎ ".join,
)
def test_what_is_no_title(understood: Understood, lines: list[str]) -> None:
    assert understood("\n".join([*lines, *REST])).agency is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (f"首页 > {TITLE}", TITLE),
        (f"　{TITLE}", TITLE),
        (
            "青石镇人民政府 2 0 2 4年政府信息公开工作年度报告",
            "青石镇人民政府 2 0 2 4年政府信息公开工作年度报告",
        ),
    ],
)
def test_the_place_of_the_title(understood: Understood, line: str, place: str) -> None:
    fact = understood("\n".join(["首页", line, *REST])).facts["meta.title"]
    assert fact.place is not None
    assert (fact.place.text, fact.place.address) == (place, "标题")


def test_every_line_of_a_broken_title_is_title(understood: Understood) -> None:
    report = understood("\n".join(["首页", "青石镇人民政府", "2024年政府信息公开", "工作年度报告", *REST]))
    assert [passage.kind for passage in report.passages][:5] == ["preface", *["title"] * 3, "preface"]


@pytest.mark.parametrize(
    ("lines", "end", "told"),
    [
        (
            ["现将2024年情况报告如下。"],
            ["云坪县青石镇人民政府", "2025年1月10日"],
            ("云坪县青石镇人民政府", "township"),
        ),
        (["我镇公开信息30条。"], [], (None, "township")),
        (["我镇公开信息30条，本乡本土人才名单一并公开。"], [], (None, "township")),
        (["我镇公开信息30条，我街道收到申请1件。"], [], (None, "other")),
        (["专栏“我镇我家”办了3期。"], [], (None, "other")),
        (["索引号：A1234 发布机构：云坪县水利局"], [], ("云坪县水利局", "county_department")),
        (["发布机构：云坪县人民政府办公室", "我镇公开信息30条。"], [], (None, "township")),
        (["青石协会2024年政府信息公开工作年度报告", "我镇公开信息30条。"], [], ("青石协会", "township")),
    ],
)
def test_whose_report_it_is_where_no_title_tells(
    understood: Understood, lines: list[str], end: list[str], told: tuple[str | None, str]
) -> None:
    report = understood("\n".join([*lines, *REST, "六、其他需要报告的事项", "无。", *end]))
    assert (report.agency, report.agency_kind) == told
