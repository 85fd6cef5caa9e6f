"""A rule as a page in Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_reports import BALANCE, FOUND, RULES, SENTENCE_END, TOO_LONG

from gialint.model import Diagnostic, Severity, Text
from gialint.reporting import Style
from gialint.reporting.explain import explain
from gialint.reporting.rules import index_page, rule_page

NAMES = {"GIA1": Text("结构", "outline"), "GIA3": Text("申请办理", "requests")}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "# GIA301：收到与办理的申请数量应当相等\n"),
        ("zh", "- **级别**：错误\n- **类别**：GIA3xx 申请办理\n"),
        ("zh", "\n## 依据\n\n- 国办公开办函〔2021〕30号 表三勾稽关系\n- 算术关系\n"),
        ("zh", "\n### 示例 2（符合）\n\n```yaml\nrequests.new.natural_person: 10\n"),
        ("zh", "requests.closed.natural_person: 10\n```\n\n> 不报告。\n"),
        ("zh", "requests.closed.natural_person:\n```\n\n> “办理结果总计”为空白\n"),
        ("zh", "> 不相等\n>\n> 1 与 2，相差 1\n"),
        ("en", "# GIA301: Requests received must equal requests handled\n"),
        ("en", "- **tags**: table-three, arithmetic\n- **since**: 0.1.0\n"),
        ("en", "\n### Example 1 (violated)\n"),
        ("en", "> Nothing is reported.\n"),
    ],
)
def test_what_a_page_says(language: str, expected: str) -> None:
    assert expected in rule_page(BALANCE, Style(language), FOUND, families=NAMES)


def test_a_page_says_only_what_a_rule_has() -> None:
    text = rule_page(TOO_LONG, Style("zh"), families=NAMES)
    assert text == (
        "# GIA113：第一部分不宜过长\n\n- **名称**：`section-too-long`\n- **级别**：警告\n"
        "- **类别**：GIA1xx 结构\n- **状态**：默认不启用，按代码选用\n"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"editions": ("2019", "2021")}, "- **适用的格式**：2019、2021\n"),
        ({"covers": ("GIA104",)}, "- **同一处不再报告**：GIA104\n"),
        ({"fixable": True}, "- **可自动改正**：`gialint check --fix`\n"),
        ({"code": "QSH101"}, "- **类别**：QSH1xx\n"),
        ({"condition": {"assert": "a.b == 1"}}, "## 核对什么\n\n```yaml\nassert: a.b == 1\n```\n"),
        ({"condition": {"match": {"in": ("title",)}}}, "match:\n  in:\n  - title\n"),
        ({"examples": ({"violates": {}},)}, "### 示例 1（违反）\n\n```yaml\n{}\n```\n"),
        ({"examples": ({"clean": {"一": "甲\n乙\n"}},)}, "一: |\n  甲\n  乙\n```\n"),
        ({"examples": ({"clean": {"一": "字" * 700}},)}, f"一: {'字' * 80}…… (700)\n"),
        ({"examples": ({"violates": {"一": "证件号110101199003077598"}},)}, "证件号110*************98"),
        ({"examples": ({"violates": "甲", "says": "*乙*"},)}, "> \\*乙\\*\n"),
    ],
)
def test_what_else_a_rule_may_have(change: dict[str, Any], expected: str) -> None:
    assert expected in rule_page(replace(BALANCE, **change), Style("zh"), families=NAMES)


def test_another_severity_than_the_rule_s_is_told() -> None:
    found = {0: (Diagnostic("GIA722", "sentence-end", Severity.WARNING, "没有句号"),)}
    assert "> 没有句号（警告）\n" in rule_page(SENTENCE_END, Style("zh"), found)
    assert "没有句号 (warning)\n" in explain(SENTENCE_END, Style("en"), found)


def test_links_and_source() -> None:
    text = rule_page(BALANCE, Style("en"), None, ("[all](README.md)", "[中文](x.md)"), "../rules/a.yaml")
    assert "\n\n[all](README.md) · [中文](x.md)\n\n" in text
    assert "\n\nRule file: [``](../rules/a.yaml)\n\n" in text


def test_the_index_goes_by_family() -> None:
    text = index_page([*RULES, replace(BALANCE, code="QSH101")], Style("zh"), "规则", "链接", NAMES)
    assert text.startswith(
        "# 规则\n\n链接\n\n## GIA1xx 结构\n\n| 代码 | 级别 | 要求 |\n|---|---|---|\n| [GIA113](GIA113.md) |"
    )
    assert "每段话以句号结束（试行、可自动改正） |" in text
    assert "\n## QSH1xx\n" in text
