"""Options of rules, as ``explain`` and ``rules`` tell them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gialint.model import Option, Rule, Severity, Words
from gialint.reporting import Style
from gialint.reporting.explain import explain, option_text
from gialint.reporting.rules import rules_json

RULE = Rule("XX101", "x", Words("名称", "title"), Severity.INFO, (), lambda report, facts: ())
ABOUT = Words("最多字数", "how many characters")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (1000, "1000", "1000"),
        (0.5, "0.5", "0.5"),
        (True, "true", "true"),
        ((), "没有", "none"),
        (("a.cn", "b.cn"), "a.cn, b.cn", "a.cn, b.cn"),
        ({"town": "01-31", "county": ()}, "town: 01-31, county: 没有", "town: 01-31, county: none"),
    ],
)
def test_values(value: Any, zh: str, en: str) -> None:
    assert (option_text(value, "zh"), option_text(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "选项 max_chars：最多字数（不小于 0 的数）\n  默认：1000\n"),
        ("en", "option max_chars: how many characters (a number, 0 or more)\n  default: 1000\n"),
    ],
)
def test_an_option_is_explained(language: str, told: str) -> None:
    rule = replace(RULE, options=(Option("max_chars", 1000, ABOUT),))
    assert told in explain(rule, Style(language))


def test_an_example_tells_its_options() -> None:
    rule = replace(RULE, examples=({"clean": {"一": "甲"}, "options": {"max_chars": 3}},))
    assert explain(rule, Style("zh")).endswith("  一  甲\n  设置：max_chars: 3\n")


def test_programs_are_told_the_default_as_it_is() -> None:
    options = (Option("days", {"town": "01-31"}, ABOUT, "day"), Option("allow", (), ABOUT))
    [told] = json.loads(rules_json([replace(RULE, options=options)], "en"))
    assert told["options"] == [
        {
            "name": "days",
            "default": {"town": "01-31"},
            "about": "how many characters",
            "form": "“name: value”, each value month and day, such as 01-31",
        },
        {"name": "allow", "default": [], "about": "how many characters", "form": "a list of texts"},
    ]
