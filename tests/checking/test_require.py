"""Rules of the kind ``require``: what must stand somewhere, and where it is missed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from specs import findings, gaps, rule

from gialint.checking.options import with_options
from gialint.model import Finding, Report

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
        ({"sections": ["五"]}, {}, "第五部分不符合要求：用词", "section 五 does not meet this: wording"),
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
    ("given", "options", "said"),
    [
        ({"max_chars": 7, "sections": "一"}, {}, []),
        ({"max_chars": 6, "sections": "一"}, {}, ["第一部分有 7 字，超过 6 字"]),
        ({"max_chars": 6, "sections": "一"}, {"max_chars": 7}, []),
        ({"min_chars": 8, "sections": ["一", "五"]}, {}, ["第一部分有 7 字，少于 8 字"]),
        ({"min_chars": 3, "sections": ["一"]}, {"min_chars": 9}, ["第一部分有 7 字，少于 9 字"]),
        ({"min_chars": 99}, {}, ["全文有 30 字，少于 99 字"]),
        (
            {"pattern": "甲", "min_chars": 8, "sections": ["一"]},
            {},
            ["第一部分不符合要求：用词", "第一部分有 7 字，少于 8 字"],
        ),
        ({"max_chars": 13, "in": ["prose", "headings"], "sections": ["一"]}, {}, []),
        (
            {"max_chars": 7, "in": ["prose", "headings"], "sections": ["一"]},
            {},
            ["第一部分有 13 字，超过 7 字"],
        ),
    ],
)
def test_lengths(
    understood: Understood, given: dict[str, Any], options: dict[str, Any], said: list[str]
) -> None:
    report = understood(TEXT)
    put = with_options(rule("require", given), options)
    found = [each for each in put.check(report, report.facts) if isinstance(each, Finding)]
    assert [finding.message.zh for finding in found] == said
    assert all(finding.place for finding in found)


def test_a_message_may_name_the_length(understood: Understood) -> None:
    [finding] = findings(
        understood(TEXT),
        "require",
        {"max_chars": 5, "sections": ["一"]},
        message={"zh": "{section}：{length}/{limit}"},
    )
    assert finding.message.zh == "一：7/5"


def test_only_lengths_that_a_rule_asks_for_are_options() -> None:
    assert [option.name for option in rule("require", {"max_chars": 5}).options] == ["max_chars"]
    assert rule("require", {"pattern": "甲"}).options == ()


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
