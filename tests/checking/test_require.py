"""Rules of the kind ``require``: what must stand somewhere, and where it is missed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from specs import findings, gaps

from gialint.report import Report

Understood = Callable[[str], Report]

TEXT = """青石镇人民政府2024年政府信息公开工作年度报告
一、总体情况
本镇依法公开。
五、存在的主要问题及改进情况
问题是更新较慢，将加强培训。
六、其他需要报告的事项
未收取信息处理费。
"""


@pytest.mark.parametrize(
    ("given", "addresses"),
    [
        ({"pattern": "信息处理费"}, []),
        ({"pattern": "信息处理费", "sections": "六"}, []),
        ({"pattern": "信息处理费", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "信息处理费", "sections": ["五", "一"]}, ["一/标题", "五/标题"]),
        ({"words": ["加强", "改进"], "sections": ["五"]}, []),
        ({"words": ["加强", "改进"], "in": "headings", "sections": ["五"]}, []),
        ({"words": ["加强"], "in": "headings", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "培训", "unless": "加强", "sections": ["五"]}, ["五/标题"]),
        ({"pattern": "统计期间"}, ["标题"]),
    ],
)
def test_what_is_missed(understood: Understood, given: dict[str, Any], addresses: list[str]) -> None:
    found = findings(understood(TEXT), "require", given)
    assert [finding.place.address for finding in found if finding.place] == addresses


@pytest.mark.parametrize(
    ("given", "more", "zh", "en"),
    [
        ({"sections": ["五"]}, {}, "第五部分不符合要求：用词", "section 五 falls short: wording"),
        ({}, {}, "用词", "wording"),
        (
            {"sections": ["五"]},
            {"message": {"zh": "第{section}部分缺{title}"}},
            "第五部分缺用词",
            "第五部分缺wording",
        ),
        ({}, {"message": {"zh": "缺{title}", "en": "no {title}"}}, "缺用词", "no wording"),
    ],
)
def test_what_is_said(
    understood: Understood, given: dict[str, Any], more: dict[str, Any], zh: str, en: str
) -> None:
    [finding] = findings(understood(TEXT), "require", {"pattern": "甲", **given}, **more)
    assert (finding.message.zh, finding.message.en) == (zh, en)


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"pattern": "甲", "sections": ["四"]}, ["没有第四部分"]),
        ({"pattern": "甲", "sections": ["九"]}, ["没有第九部分"]),
        ({"words": "fees", "sections": ["六"]}, ["没有“fees”这个列表"]),
        ({"pattern": "甲", "sections": ["六"]}, []),
    ],
)
def test_what_cannot_be_told(understood: Understood, given: dict[str, Any], reasons: list[str]) -> None:
    report = understood(TEXT)
    assert [gap.reason.zh for gap in gaps(report, "require", given)] == reasons
    assert bool(findings(report, "require", given)) is not bool(reasons)


def test_a_report_without_text_lacks_everything(understood: Understood) -> None:
    [finding] = findings(understood("| 规章 | 0 |\n"), "require", {"pattern": "甲"})
    assert finding.place is None
