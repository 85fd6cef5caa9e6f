"""Examples in rules: what passes, and what is said where one does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from handmade import DOCUMENT, report

from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.python_rules import rule
from gialint.checking.rulefiles.examples import Outcome, run_examples
from gialint.model import (
    Check,
    Document,
    Facts,
    Finding,
    Option,
    Options,
    Report,
    Rule,
    Severity,
    Text,
    Unassessed,
)

SPEC = {"title": {"zh": "新收应为 1"}, "severity": "error", "assert": "requests.new == 1"}


def run(check: Check, *examples: Mapping[str, Any], **more: Any) -> list[Outcome]:
    """Run the examples of a rule; a report as data is taken for its facts."""
    written: list[Mapping[str, Any]] = []

    def document_of(data: Mapping[str, Any]) -> Document:
        written.append(data)
        return DOCUMENT

    def understand(_document: Document) -> Report:
        return report({path: figure for path, figure in written[-1].items() if "." in path})

    rule = Rule("GIA999", "x", Text("x"), Severity.ERROR, ("custom",), check, examples=tuple(examples))
    return run_examples([replace(rule, **more)], understand, document_of)


@pytest.mark.parametrize(
    ("example", "detail"),
    [
        ({"clean": {"requests.new.total": 1}}, ""),
        ({"clean": {"requests.new": 1, "title": "某报告"}}, ""),
        ({"clean": {"requests.new.total": 2}}, "不应报告，但报告了：新收应为 1：本年新收 2，应为 1"),
        ({"clean": {}}, ""),
        ({"violates": {"requests.new.total": 2}}, ""),
        ({"violates": {"requests.new.total": 2}, "says": "新收应为 1：本年新收 2，应为 1"}, ""),
        ({"clean": {}, "says": "x"}, "没有说“x”"),
        ({"violates": {"requests.new.total": 1}}, "应当报告，但没有"),
        ({"violates": {"requests.new.total": None}}, "应当报告，但没有；无法核对的：“本年新收”为空白"),
        ({"unassessed": {"requests.new.total": None}}, ""),
        ({"unassessed": {"requests.new.total": None}, "says": "“本年新收”为空白"}, ""),
        ({"unassessed": {"requests.new.total": None}, "says": "空白"}, "“says”应写全文：“本年新收”为空白"),
        ({"unassessed": {"requests.new.total": 1}}, "应为“无法核对”，但没有"),
        ({"unassessed": {"requests.new.total": 3}}, "不应报告，但报告了：新收应为 1：本年新收 3，应为 1"),
        (
            {"clean": {"requests.new.totl": 1}},
            "没有“requests.new.totl”这个事实，您是不是想写“requests.new.total”？",
        ),
        (
            {"clean": {"requests.zzzzzzzzzzzzzzzz_qqqqqq": 1}},
            "没有“requests.zzzzzzzzzzzzzzzz_qqqqqq”这个事实",
        ),
        ({"clean": {"last.requests.new": 1}}, ""),
        ({"clean": {}, "violates": {}}, "例子应有且只有一个 clean、violates、unassessed"),
        ({"says": "x"}, "例子应有且只有一个 clean、violates、unassessed"),
    ],
)
def test_an_example_turns_out(example: Mapping[str, Any], detail: str) -> None:
    [outcome] = run(AssertionCheck(SPEC), example)
    assert (outcome.detail.zh if outcome.detail else "") == detail
    assert outcome.detail is None or outcome.detail.en
    assert outcome.passed is (not detail)
    assert outcome.code == "GIA999"


@rule("GIA998", "y", severity="info", basis=[], title=Text("y"), options=[Option("most", 1, Text("x"))])
def most(_report: Report, facts: Facts, options: Options) -> Iterable[Finding | Unassessed]:
    """Tell of more applications than are asked for."""
    if facts["requests.new"].value > options["most"]:
        yield Finding(Text(f"多于 {options['most']}"))


@pytest.mark.parametrize(
    ("example", "detail"),
    [
        ({"clean": {"requests.new": 1}}, ""),
        ({"violates": {"requests.new": 2}, "says": "多于 1"}, ""),
        ({"clean": {"requests.new": 2}, "options": {"most": 2}}, ""),
        ({"violates": {"requests.new": 1}, "says": "多于 0", "options": {"most": 0}}, ""),
        ({"clean": {"requests.new": 1}, "options": {"mots": 1}}, "GIA998 没有“mots”这个选项（可用：most）"),
        ({"clean": {"requests.new": 1}, "options": {"most": "x"}}, "most 应当是不小于 0 的数"),
        ({"clean": {"requests.new": 1}, "options": [1]}, "options 应写成“选项: 值”"),
    ],
)
def test_an_example_may_set_options(example: Mapping[str, Any], detail: str) -> None:
    [outcome] = run(most.check, example, code="GIA998", options=most.options, bind=most.bind)
    assert (outcome.detail.zh if outcome.detail else "") == detail
    assert outcome.detail is None or outcome.detail.en


def test_examples_are_counted_from_0_and_named_by_kind() -> None:
    found = run(AssertionCheck(SPEC), {"clean": {}}, {"violates": {"requests.new.total": 2}})
    assert [(each.index, each.kind, each.passed) for each in found] == [
        (0, "clean", True),
        (1, "violates", True),
    ]


ONE, OTHER = Text("差 1 件", "off by 1"), Text("电话13800001234", "phone 13800001234")


@pytest.mark.parametrize(
    ("said", "says", "zh", "en"),
    [
        ([ONE], "差 1 件", "", ""),
        ([ONE], ["差 1 件"], "", ""),
        ([ONE], "off by 1", "", ""),
        ([ONE, OTHER], ["差 1 件", "电话13800001234"], "", ""),
        ([OTHER], "电话138******34", "", ""),
        ([ONE], "差 1", "“says”应写全文：差 1 件", "“says” must be the whole message: 差 1 件"),
        ([ONE], "差", "“says”应写全文：差 1 件", "“says” must be the whole message: 差 1 件"),
        (
            [ONE],
            "差 2 件",
            "没有说“差 2 件”，说的是：差 1 件；从第 3 个字起不同：应为“2 件”，说的是“1 件”",
            "expected “差 2 件”, but got: 差 1 件; they differ from character 3 on: “2 件”, but got “1 件”",
        ),
        (
            [ONE],
            "off by 2",
            "没有说“off by 2”，说的是：off by 1；从第 8 个字起不同：应为“2”，说的是“1”",
            "expected “off by 2”, but got: off by 1; they differ from character 8 on: “2”, but got “1”",
        ),
        (
            [ONE],
            "差 1 件，请核对后再报",
            "没有说“差 1 件，请核对后再报”，说的是：差 1 件；后面少了“，请核对后再报”",
            "expected “差 1 件，请核对后再报”, but got: 差 1 件; it lacks “，请核对后再报” at its end",
        ),
        (
            [ONE, OTHER],
            "差 1 件",
            "“says”里没有，但还说了：电话138******34",
            "this is said, and is not in “says”: 电话138******34",
        ),
        ([ONE], ["差 1 件", "差 2 件"], "没有说“差 2 件”", "“差 2 件” was not said"),
    ],
)
def test_it_says_all_that_is_said(said: list[Text], says: str | list[str], zh: str, en: str) -> None:
    def check(_report: Report, _facts: Facts) -> Iterable[Finding | Unassessed]:
        yield from (Finding(words, working=(Text("1 + 1 = 2"),)) for words in said)

    [outcome] = run(check, {"violates": {}, "says": says})
    assert (outcome.detail or Text("", "")) == Text(zh, en)


def test_a_rule_that_crashes_fails_its_example() -> None:
    def check(_report: Report, _facts: Facts) -> Iterable[Finding | Unassessed]:
        raise ZeroDivisionError("oh")

    [outcome] = run(check, {"clean": {}})
    assert outcome.detail == Text("运行出错：ZeroDivisionError: oh", "the rule failed: ZeroDivisionError: oh")


def test_rules_of_gialint_itself_are_passed_over() -> None:
    assert run(AssertionCheck(SPEC), {"clean": {}}, scope="engine") == []
