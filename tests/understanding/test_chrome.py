"""What a site prints around a report becomes facts: publication date, index number, publisher."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gialint.model import Document, Report
from gialint.reading import Limits
from gialint.reading.html import read as read_page
from gialint.understanding.understand import Knowledge, understand

Understood = Callable[[str], Report]

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
PREFACE = "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。"
REST = "一、总体情况\n2024年，我镇依法公开信息。\n发布日期：2025-09-09"
NAMES = ("published_on", "index_number", "publisher")


def told(report: Report) -> tuple[str, ...]:
    """Return what the site told; each place holds what was told there."""
    facts = [report.facts[f"meta.{name}"] for name in NAMES]
    for fact in facts[1:]:
        assert fact.place is None or len("".join(fact.place.text.split())) == len(fact.text)
    return tuple(fact.text for fact in facts)


LINES = {
    "one line": (
        "索引号：11330123MB1234567X/2025-00012　发布机构：青石镇人民政府　发布日期：2025-01-20",
        ("2025-01-20", "11330123MB1234567X/2025-00012", "青石镇人民政府"),
    ),
    "letter-spaced": (
        "索 引 号： 000014349/2025-00012    发文日期： 2025年1月20日    发布 机构：青石镇党政办",
        ("2025-01-20", "000014349/2025-00012", "青石镇党政办"),
    ),
    "a line each": ("发布机构：青石镇人民政府\n成文日期：2025/1/20", ("2025-01-20", "", "青石镇人民政府")),
    "the value on the next line": (
        "索引号：\nQS-2025-1\n发布机构\n青石镇人民政府\n发布日期：\n20250120",
        ("2025-01-20", "QS-2025-1", "青石镇人民政府"),
    ),
    "a table": (
        "索引号 | QS/2025-7 | 信息分类 | 年度报告\n发布机构 | 青石镇人民政府 | 发文日期 | 2025-01-20",
        ("2025-01-20", "QS/2025-7", "青石镇人民政府"),
    ),
    "brackets": ("【发布日期】2025-01-20 10:20:33 【字体：大 中 小】", ("2025-01-20", "", "")),
    "a name before a known label": (
        "发布机构：青石镇人民政府 公开类别：主动公开",
        ("", "", "青石镇人民政府"),
    ),
    "a name before a label nobody knows": (
        "发布机构：青石镇 人民政府 载体级别：镇级",
        ("", "", "青石镇人民政府"),
    ),
    "a name that cannot be told from the label": ("发布机构：青石镇人民政府载体级别：镇级", ("", "", "")),
    "traditional": ("索引號：QS-2025-1 發布機構：青石鎮人民政府", ("", "QS-2025-1", "青石镇人民政府")),
    "nothing behind the labels": ("索引号：\n发布机构：\n文号：\n发布日期：", ("", "", "")),
    "the date of publication before others": (
        "成文日期：2025-01-10 发布日期：2025-01-20 有效期至：2030-01-01",
        ("2025-01-20", "", ""),
    ),
    "the publisher before the issuer": ("发文机关：云坪县 发布机构：青石镇", ("", "", "青石镇")),
    "no such day": ("发布日期：2025-02-30", ("", "", "")),
    "no date": ("发布日期见网站", ("", "", "")),
    "a date of something else": ("发布日期及有效期：2025-01-20", ("", "", "")),
    "no label without its mark": ("发布机构青石镇人民政府", ("", "", "")),
    "too long for a line of chrome": ("发布日期：2025-01-20" + "，公开" * 150, ("", "", "")),
    "none": ("首页 > 政务公开", ("", "", "")),
}


@pytest.mark.parametrize(("lines", "expected"), LINES.values(), ids=LINES)
def test_above_the_title(understood: Understood, lines: str, expected: tuple[str, ...]) -> None:
    report = understood(f"{lines}\n{TITLE}\n{PREFACE}\n{REST}")
    assert told(report) == expected
    assert (report.agency, report.year) == ("青石镇人民政府", 2024)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("发布时间：2025-01-20 10:23　来源：青石镇　浏览次数：123", ("2025-01-20", "", "")),
        ("发文日期：2025-01-20", ("", "", "")),
        ("索引号：QS-2025-1 发文机关：云坪县", ("", "QS-2025-1", "")),
        ("编制本报告，发布日期以网站为准。", ("", "", "")),
    ],
)
def test_below_the_title(understood: Understood, lines: str, expected: tuple[str, ...]) -> None:
    assert told(understood(f"{TITLE}\n{lines}\n{PREFACE}\n{REST}")) == expected


def test_without_sections_only_what_stands_above_the_title_counts(understood: Understood) -> None:
    text = f"发布日期：2025-01-20\n{TITLE}\n索引号：QS-2025-1\n{PREFACE}"
    assert told(understood(text)) == ("2025-01-20", "", "")
    assert told(understood("发布日期：2025-01-20\n索引号：QS-2025-1")) == ("", "", "")


def test_the_labels_are_the_forms_words(understood: Understood) -> None:
    report = understood(f"发布日期：2025-01-20\n{TITLE}\n{REST}")
    assert [report.facts.label(f"meta.{name}").zh for name in NAMES] == ["发布日期", "索引号", "发布机构"]


PAGE = f"""<html><head><title>{TITLE}_青石镇人民政府</title></head><body>
<div class="nav"><ul><li>首页</li><li>政务公开</li><li>打印</li></ul></div>
<div>您现在的位置：<a>首页</a> &gt; <a>政府信息公开年报</a> &gt; {TITLE}</div>
<table><tr><td>索 引 号：</td><td>QS/2025-7</td><td>信息分类：</td><td>年报</td></tr>
<tr><td>发布机构：</td><td>青石镇<br>人民政府</td><td>发文日期：</td><td>2025年01月20日</td></tr></table>
<h1>青 石 镇 人 民 政 府 2 0 2 4 年<br>政府信息公开工作年度报告</h1>
<p>{PREFACE}</p><p>一、总体情况</p><p>无。</p></body></html>"""


def test_a_page(known: Knowledge) -> None:
    report = understand(page(PAGE), known)
    assert told(report) == ("2025-01-20", "QS/2025-7", "青石镇人民政府")
    assert (report.agency, report.year) == ("青石镇人民政府", 2024)
    place = report.facts["meta.index_number"].place
    assert place is not None
    assert (place.text, place.address, place.location().native) == ("QS/2025-7", "页首", "4:31")


def page(text: str) -> Document:
    return read_page(text.encode(), "报告.html", Limits())
