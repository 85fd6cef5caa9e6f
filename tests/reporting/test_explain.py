"""What is shown of a rule's options, and of a frame."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gialint.checking.rulefiles.examples import Outcome
from gialint.cli import main
from gialint.model import Option, Rule, Severity, Text
from gialint.reporting import Style
from gialint.reporting.explain import explain, explain_frame, option_text
from gialint.reporting.rules import rules_json
from gialint.understanding.claims.patterns import frame

DUE = frame(
    {
        "frame": "due",
        "pattern": ["DUE OBJECT.request? QTY+"],
        "states": {"fact": "requests.total_in", "value": "QTY", "quantity": "first"},
        "examples": [
            {"states": {"text": "应办申请8件。", "claims": {"requests.total_in": 8}}},
            {"not": "应办许可8件。"},
            {"unread": "应办联名申请8件。"},
        ],
    }
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "句式：due",
                "样式：DUE OBJECT.request? QTY+",
                "陈述：requests.total_in = 文中的数字, quantity: first",
            ],
        ),
        ("en", ["frame: due", "pattern: DUE OBJECT.request? QTY+"]),
    ],
)
def test_a_frame_is_told_by_what_it_looks_like_and_states(language: str, lines: list[str]) -> None:
    told = explain_frame(DUE, [], Style(language=language)).splitlines()
    assert told[: len(lines)] == lines


def test_its_examples_are_told_with_what_went_wrong() -> None:
    outcomes = [Outcome("due", 0, "states", None), Outcome("due", 1, "not", Text("读出了 8", "it says 8"))]
    blocks = explain_frame(DUE, outcomes, Style(language="zh")).split("\n\n")[1:]
    assert [block.splitlines() for block in blocks] == [
        ["示例 1（读出）", "  应办申请8件。", "  requests.total_in = 8"],
        ["示例 2（不作陈述）", "  应办许可8件。", "  读出了 8"],
        ["示例 3（不读）", "  应办联名申请8件。"],
    ]


def test_a_frame_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "counted", "--isolated", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("句式：counted\n样式：STATE+ OBJECT")
    assert main(["explain", "countd", "--isolated", "--lang", "zh"]) == 2


RULE = Rule("XX101", "x", Text("名称", "title"), Severity.INFO, (), lambda report, facts: ())
ABOUT = Text("最多字数", "how many characters")


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
