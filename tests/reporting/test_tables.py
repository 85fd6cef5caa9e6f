"""The tables of facts and rules, and a rule explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_reports import BALANCE, FOUND, RULES, SENTENCE_END, report

from gialint.model import Claim, Fact, Facts, Text
from gialint.reporting import Style
from gialint.reporting.explain import explain
from gialint.reporting.facts import facts_table
from gialint.reporting.layout import cells, table
from gialint.reporting.rules import rules_list


@pytest.mark.parametrize("width", [40, 60, 80])
def test_tables_fit_and_lose_nothing(width: int) -> None:
    text = rules_list(RULES, Style("zh", False, width))
    assert max(map(cells, text.split("\n"))) <= width
    assert all(rule.code in text for rule in RULES)


@pytest.mark.parametrize(("width", "named"), [(None, True), (100, True), (99, False), (80, False)])
def test_names_of_rules_stand_where_there_is_room(width: int | None, named: bool) -> None:
    text = rules_list(RULES, Style("zh", False, width))
    assert [rule.name in text for rule in RULES] == [named] * len(RULES)


@given(st.lists(st.tuples(st.text("甲乙a1", max_size=30), st.text("甲乙a1", max_size=30)), max_size=4))
@settings(max_examples=30)
def test_no_character_of_a_table_is_lost(rows: list[tuple[str, str]]) -> None:
    text = table(["n", "w"], rows, Style(width=24))
    for character in "甲乙a1":
        assert text.count(character) == "".join(map("".join, rows)).count(character)


def test_in_a_pipe_a_row_is_one_line() -> None:
    rows = [("requests.new", "文" * 300)]
    assert table(["fact", "words"], rows, Style()).count("\n") == 3


def test_a_table_in_colour_has_bold_headings_and_obeys_no_markup() -> None:
    assert "\x1b[1mfact" in table(["fact"], [("[red]x[/red] :smile:",)], Style(colour=True))
    assert "[red]x[/red] :smile:" in table(["fact"], [("[red]x[/red] :smile:",)], Style())


@pytest.mark.parametrize(
    "expected",
    [
        "requests.new.natural_person          本年新收 自然人          1  ",
        "（文字，不是数字）：若干   1:24 三/表1",
        "（空白）                   1:28 三/表1",
        "（符号，不是数字）：/      1:31 三/表1",
        "12.50",
        "= 1 件             总数",
        "~ 50 人次          其中一部分、推算",
    ],
)
def test_facts_in_words(expected: str) -> None:
    assert expected in facts_table([("a.txt", report())], Style())


def test_a_report_without_facts_says_so() -> None:
    text = facts_table([("a.txt", replace(report((), (), None), year=None))], Style("zh"))
    assert text == "a.txt · 机关名称不详 · ?\n\n没有读到任何数据。\n"


def test_a_report_without_claims_has_one_table() -> None:
    assert "文字陈述" not in facts_table([("a.txt", report(()))], Style())


COLUMNS: dict[str, int | None] = {"natural_person": 1, "other": None, "more": None, "total": 3}
ROW = {
    f"requests.new.{column}": Fact(
        f"requests.new.{column}",
        Text("本年新收"),
        None if value is None else Decimal(value),
        "blank" if value is None else "number",
    )
    for column, value in COLUMNS.items()
}
NAMES = {
    "requests.new": Text("本年新收"),
    "requests.columns.natural_person": Text("自然人"),
    "requests.columns.other": Text("其他组织"),
    "requests.columns.more": Text("更多"),
    "requests.columns.total": Text("总计"),
}
SETS = {"requests.columns": tuple(COLUMNS)}


def _told(width: int | None, claims: tuple[Claim, ...] = ()) -> str:
    facts = Facts(ROW, sets=SETS, known=NAMES, aliases={"requests.new": "requests.new.total"})
    return facts_table([("a.txt", replace(report(claims), facts=facts))], Style("zh", width=width))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, "requests.new   本年新收   1 · （空白） × 2 · 3"),
        (80, "各列依次为：自然人 · 其他组织 · 更多 · 总计\n"),
        (None, "requests.new.natural_person   本年新收   1"),
        (None, "requests.new.total            本年新收   3"),
    ],
)
def test_a_row_of_the_form_is_one_row_on_a_terminal(width: int | None, expected: str) -> None:
    assert expected in _told(width)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "= 1 件   ≠ 3    总数 "),
        ({"op": "<="}, "<= 1 件   ≠ 3    总数 "),
        ({"op": ">="}, ">= 1 件   3      总数 "),
        ({"value": Decimal(3)}, "= 3 件   3      总数 "),
        ({"alternatives": ("requests.new.natural_person",)}, "= 1 件   3      总数 "),
        ({"scope": "other_body"}, "= 1 件   3      其他单位 "),
        ({"year": 2023}, "= 1 件   3      总数、2023年 "),
        ({"derived": True}, "= 1 件   ≠ 3    总数、推算 "),
        ({"path": "requests.new.other"}, "= 1 件   （空白）   总数 "),
        ({"path": "requests.none"}, "= 1 件          总数 "),
    ],
)
@pytest.mark.parametrize("width", [200, None])
def test_a_claim_stands_beside_the_figure_it_is_compared_with(
    width: int | None, changed: dict[str, Any], expected: str
) -> None:
    (claim, *_) = report().claims
    assert expected in _told(width, (claim._replace(**changed),))


def test_a_fact_without_a_place_has_none_to_show() -> None:
    absent = report().facts["fees.charges_wanyuan"]._replace(place=None)
    assert "12.50\n" in facts_table([("a.txt", report((), (absent,)))], Style())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "第一部分不宜过长（默认不启用）"),
        ("zh", "每段话以句号结束（试行）（可自动改正）"),
        ("en", "A paragraph of prose ends with a full stop (preview) (fixable)"),
    ],
)
def test_rules_tell_their_status(language: str, expected: str) -> None:
    assert expected in rules_list(RULES, Style(language))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "错误[GIA301] balance\n收到与办理的申请数量应当相等\n"),
        ("zh", "依据：国办公开办函〔2021〕30号 表三勾稽关系；算术关系\n"),
        ("zh", "示例 1（违反）\n  requests.new.natural_person     1\n"),
        ("zh", "  输出：自然人：本年新收 1，办理结果总计 2，相差 1\n"),
        ("zh", "示例 3（无法核对）\n"),
        ("zh", "  requests.closed.natural_person  （空白）\n"),
        ("en", "error[GIA301] balance\nRequests received must equal requests handled\n"),
        ("en", "example 2 (holds)\n"),
    ],
)
def test_explain(language: str, expected: str) -> None:
    assert expected in explain(BALANCE, Style(language))


def test_explain_tells_what_an_example_yielded() -> None:
    text = explain(BALANCE, Style(), FOUND)
    assert "  输出：不相等\n  输出：1 与 2，相差 1\n" in text
    assert "  输出：“办理结果总计”为空白\n" in text
    assert "本年新收 1，办理" not in text


def test_explain_shows_text_as_it_stands() -> None:
    text = explain(SENTENCE_END, Style(colour=True))
    assert "  本镇及时答复了申请\n" in text
    assert "\x1b[1;32m示例 2（符合）\x1b[0m" in text


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ({"violates": "证件号110101199003077598"}, "证件号110*************98"),
        ({"violates": "\x1b[2J"}, "␛[2J"),
        ({"violates": {}}, "示例 1（违反）\n"),
        ({"says": "相差 1"}, "示例 1（违反）\n  输出：相差 1\n"),
        ({"says": ["甲", "证件号110101199003077598"]}, "\n  输出：甲\n  输出：证件号110*************98\n"),
    ],
)
def test_examples_of_any_shape(example: dict[str, object], expected: str) -> None:
    assert expected in explain(replace(SENTENCE_END, examples=(example,)), Style())


def test_explain_fits_a_narrow_terminal() -> None:
    assert max(map(cells, explain(BALANCE, Style(width=40)).split("\n"))) <= 40
