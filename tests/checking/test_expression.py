"""Expressions: what is understood and what is refused, three truth values, and what was read."""

from __future__ import annotations

import operator
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import Any

import pytest
from handmade import ALIASES, KNOWN, SETS, SUMS, claim, facts
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.checking.language.expression import compile_expression, unknown_names
from gialint.checking.language.nodes import NameKind
from gialint.checking.language.parse import ExpressionError
from gialint.checking.language.scope import rounded_range

NAMES: dict[str, NameKind] = {"column": "member", "row": "member", "claim": "claim", "other": "claim"}
VALUES = {
    "requests.new.total": 5,
    "requests.new.natural_person": 3,
    "requests.new.organisation": 2,
    "requests.carried_in.total": 1,
    "requests.granted.total": 4,
    "requests.denied.state_secret.total": 0,
    "requests.denied.law.total": 1,
    "requests.closed.total": None,
    "requests.carried_out.total": "/",
    "litigation.direct.total": 0,
    "litigation.after_review.total": 2,
    "docs.normative.issued": "若干",
    "docs.normative.valid": "?",
    "docs.fee": "12.5",
    "meta.agency": "青石镇人民政府",
}
BINDINGS: dict[str, Any] = {
    "column": "total",
    "row": "denied.law",
    "claim": claim(),
    "other": claim(value=7, op=">=", year=None, text="7余件"),
}


def truth(source: str, bindings: dict[str, Any] = BINDINGS) -> bool | None:
    return compile_expression(source, NAMES).judge(facts(VALUES), bindings).truth


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("requests.new == 5", True),
        ("requests.new.total == 5.0", True),
        ("requests.new != 5", False),
        ("requests.new < 5", False),
        ("requests.new <= 5", True),
        ("requests.new > 4.9", True),
        ("requests.new >= 6", False),
        ("5 == requests.new", True),
        ("requests.new + requests.carried_in == 6", True),
        ("requests.new - requests.carried_in * 2 == 3", True),
        ("(requests.new - requests.carried_in) * 2 == 8", True),
        ("requests.new / 2 == 2.5", True),
        ("-requests.new == -5", True),
        ("requests.new / (requests.carried_in - 1) == 5", None),
        ("requests.closed / 0 == 5", None),
        ("docs.fee * 10 == 125", True),
        # blanks, marks, words, scrawl and what is not there are unknown
        ("requests.closed == 0", None),
        ("requests.carried_out == 0", None),
        ("docs.normative.issued == 0", None),
        ("docs.normative.valid == 0", None),
        ("docs.nothing == 0", None),
        ("-requests.closed == 0", None),
        ("requests.new + requests.closed == 5", None),
        ("requests.closed + requests.new == 5", None),
        # names
        ("requests.new[column] == 5", True),
        ("requests[row][column] == 1", True),
        ("requests[row].total == 1", True),
        ("sum(requests[k][column] for k in requests.outcomes) == 5", True),
        ("three[row][column][row].x == 1", None),
        ("column == 'total'", True),
        ("column != 'total'", False),
        ("row == column", False),
        ("meta.agency == '青石镇人民政府'", True),
        ("'云坪县' == meta.agency", False),
        ("'青石镇' in meta.agency", True),
        ("'镇' in meta.title", None),
        ("meta.title == '云坪县'", None),
        ("requests.new == '5'", True),
        # sums of the form and functions
        ("litigation.total == 2", True),
        ("requests.denied == 1", True),
        ("sum(requests[kind] for kind in requests.outcomes) == 5", True),
        ("sum(requests.new[kind] for kind in requests.kinds) == requests.new[column]", True),
        ("sum(requests[r].total for r in requests.rows) == 11", None),
        ("sum(requests.new[k] * 2 for k in requests.kinds) == 10", True),
        ("sum(sum(requests[r][k] for r in requests.outcomes) for k in requests.kinds) == 5", None),
        ("min(requests.new[k] for k in requests.kinds) == 2", True),
        ("max(requests.new[k] for k in requests.kinds) == 3", True),
        ("sum(requests.new[k] for k in no.set) == 0", None),
        ("sum(requests.new[k] for k in empty.set) == 0", None),
        ("min(requests.new, 3, 4) == 3", True),
        ("max(requests.new, requests.closed) == 5", None),
        ("abs(requests.carried_in - requests.new) == 4", True),
        ("abs(requests.closed) == 4", None),
        ("round(2.5) == 3", True),
        ("round(12.345, 2) == 12.35", True),
        ("round(requests.closed) == 3", None),
        ("round(requests.new * 100000000000000000000000000000) == 3", None),
        ("len(requests.kinds) == 2", True),
        ("len(no.set) == 2", None),
        ("len(column) == 5", True),
        ("len(claim.section) == 1", True),
        ("exists(requests.new)", True),
        ("exists(requests.closed)", True),
        ("exists(docs.nothing)", False),
        ("not exists(docs.nothing)", True),
        # logic
        ("not requests.new == 5", False),
        ("not requests.closed == 5", None),
        ("requests.new == 5 and requests.carried_in == 1", True),
        ("requests.new == 5 and requests.closed == 1", None),
        ("requests.new == 6 and requests.closed == 1", False),
        ("requests.closed == 1 and requests.new == 6", False),
        ("requests.closed == 1 or requests.new == 5", True),
        ("requests.closed == 1 or requests.new == 6", None),
        ("requests.new == 4 or requests.new == 6", False),
        # claims
        ("claim == requests.new", True),
        ("requests.new == claim", True),
        ("claim + 1 == requests.new + requests.carried_in", True),
        ("claim.value == 5", True),
        ("claim.section == '一'", True),
        ("claim.unit == '件' and claim.scope == 'total'", True),
        ("claim.year == 2024", True),
        ("other.year == 2024", None),
        ("'申请5' in claim.text", True),
        ("'申请' not in claim.text", False),
        ("claim.denial", False),
        ("not claim.derived", True),
        ("other + 1 == 8", None),
        ("claim == requests.closed", None),
        ("claim == other", False),
    ],
)
def test_an_expression_comes_to(source: str, expected: bool | None) -> None:
    assert truth(source) is expected


@pytest.mark.parametrize(
    ("op", "value", "source", "expected"),
    [
        (">=", 1300, "claim == 1356", True),
        (">=", 1300, "claim == 1299", False),
        (">=", 1300, "claim != 1356", False),
        (">=", 1300, "claim != 1299", True),
        (">=", 1300, "claim < 1300", False),
        (">=", 1300, "claim <= 1300", True),
        (">=", 1300, "claim > 100000", True),
        (">=", 1300, "1299 >= claim", False),
        ("<=", 20, "claim == 17", True),
        ("<=", 20, "claim == 21", False),
        ("<=", 20, "claim >= 21", False),
        ("~", 120, "claim == 132", True),
        ("~", 120, "claim == 133", False),
        ("~", 120, "claim == 108", True),
        ("~", -10, "claim == -9", True),
        ("=", 5, "claim == 5.0", True),
        ("=", 5, "claim < 5", False),
    ],
)
def test_a_claim_holds_if_its_words_allow_it(op: Any, value: int, source: str, expected: bool) -> None:
    assert truth(source, {"claim": claim(value=value, op=op)}) is expected


@pytest.mark.parametrize(
    ("source", "expected", "assumed"),
    [
        ("or_zero(requests.closed) == 0", None, False),
        ("or_zero(requests.closed) == 1", False, True),
        ("or_zero(requests.carried_out) == 1", False, True),
        ("or_zero(docs.nothing) == 1", None, False),
        ("or_zero(docs.normative.issued) == 1", None, False),
        ("or_zero(requests.new) == 6", False, False),
        ("or_zero(requests.closed + requests.new) == 6", False, True),
        ("or_zero(or_zero(requests.closed) + requests.new) == 6", False, True),
        ("requests.closed == or_zero(requests.carried_out) + 1", None, False),
        ("sum(or_zero(requests[r].total) for r in requests.rows) == 99", False, True),
        ("or_zero(sum(requests[r].total for r in requests.rows)) == 99", False, True),
        ("or_zero(sum(requests[r].total for r in requests.rows)) == 11", None, False),
        ("or_zero(requests.closed) == 1 or requests.carried_out == 1", None, False),
    ],
)
def test_blanks_count_as_zero_only_to_convict(source: str, expected: bool | None, assumed: bool) -> None:
    verdict = compile_expression(source, NAMES).judge(facts(VALUES), BINDINGS)
    assert (verdict.truth, verdict.assumed) == (expected, assumed)


def test_blank_parts_of_a_sum_count_as_zero_too() -> None:
    blank = facts({"litigation.direct.total": None, "litigation.after_review.total": 1})
    lost = facts({"litigation.direct.total": "?", "litigation.after_review.total": 1})
    expression = compile_expression("or_zero(litigation.total) == 2")
    assert expression.judge(blank).truth is False
    assert expression.judge(lost).truth is None


@pytest.mark.parametrize(
    ("source", "reads", "missing"),
    [
        ("requests.new == 5", [], []),
        ("requests.new == 6", ["requests.new.total"], []),
        (
            "requests.new + requests.carried_in == requests.new + 9",
            ["requests.new.total", "requests.carried_in.total"],
            [],
        ),
        ("requests.closed == docs.nothing", ["requests.closed.total", "docs.nothing"], None),
        ("requests.new == 6 and requests.closed == 1", ["requests.new.total"], []),
        (
            "requests.closed == 1 or requests.new == 6",
            ["requests.closed.total", "requests.new.total"],
            ["requests.closed.total"],
        ),
        ("not exists(requests.new)", ["requests.new.total"], []),
        (
            "meta.agency == '青石镇人民政府' and requests.closed == 1",
            ["meta.agency", "requests.closed.total"],
            ["requests.closed.total"],
        ),
        ("meta.title == ''", ["meta.title"], None),
        ("sum(requests.new[k] for k in no.set) == 0", ["no.set"], None),
        ("len(no.set) == 0", ["no.set"], None),
        (
            "sum(requests[r].total for r in requests.outcomes) == requests.closed",
            [
                "requests.granted.total",
                "requests.denied.state_secret.total",
                "requests.denied.law.total",
                "requests.closed.total",
            ],
            ["requests.closed.total"],
        ),
    ],
)
def test_what_was_read_is_recorded(source: str, reads: list[str], missing: list[str] | None) -> None:
    verdict = compile_expression(source, NAMES).judge(facts(VALUES), BINDINGS)
    assert [one.path for one in verdict.reads] == reads
    assert [one.path for one in verdict.missing] == (reads if missing is None else missing)


def test_claims_read_are_recorded_with_the_facts() -> None:
    expression = compile_expression("claim == requests.carried_in or claim.denial or claim == 1", NAMES)
    verdict = expression.judge(facts(VALUES), BINDINGS)
    assert [one.path for one in verdict.reads] == ["requests.new", "requests.carried_in.total"]


def test_an_inexact_claim_is_what_is_missing() -> None:
    verdict = compile_expression("other + 1 == 8", NAMES).judge(facts(VALUES), BINDINGS)
    assert verdict.missing == (BINDINGS["other"],)


@pytest.mark.parametrize(
    ("source", "column", "part"),
    [
        ("", 0, "空的"),
        ("  ", 0, "空的"),
        ("1 == " + "1" * 2000, 0, "2000"),
        ("requests.new", 0, "不是判断"),
        ("requests.new + 1", 0, "不是判断"),
        ("1 == 1 # why", 7, "#"),
        ("'\\x41' == column", 1, "\\"),
        ("requests.new = 1", 13, "写作 =="),
        ("requests.new =< 1", 13, "写作 <="),
        ("requests.new => 1", 13, "写作 >="),
        ("requests.new == 1 && requests.new == 1", 18, "and"),
        ("requests.new == 1 || requests.new == 1", 18, "or"),
        ("!requests.new == 1", 0, "not"),
        ("requests.new == （1）", 16, "语法错误"),
        ("requests.new ==", 15, "语法错误"),
        ("a.b == 1\0", 9, "语法错误"),
        ("a.b == '\ud800'", 0, "无法解析"),
        ("((" * 120 + "1", 0, ""),
        ("requests.new < 1 < 2", 19, "and"),
        ("requests.new in column", 0, "比较"),
        ("requests.new is 1", 0, "比较"),
        ("requests.new ** 2 == 1", 0, "+ - * /"),
        ("requests.new // 2 == 1", 0, "+ - * /"),
        ("requests.new % 2 == 1", 0, "+ - * /"),
        ("~requests.new == 1", 0, "负号"),
        ("+requests.new == 1", 0, "负号"),
        ("requests.new == 1e3", 16, "1e3"),
        ("requests.new == 0x10", 16, "0x10"),
        ("requests.new == 1j", 16, "1j"),
        ("requests.new == 1_000", 16, "1_000"),
        ("requests.new == True", 16, "True"),
        ("requests.new == None", 16, "None"),
        ("requests.new == b'x'", 16, "b'x'"),
        ("requests.new == f'{1}'", 16, "f-string"),
        ("(lambda: 1) == 1", 1, "lambda"),
        ("(1 if claim.denial else 2) == 1", 1, "if"),
        ("[1] == 1", 0, "[…]"),
        ("(1, 2) == 1", 0, "(…, …)"),
        ("{1: 2} == 1", 0, "{…}"),
        ("{1} == 1", 0, "{…}"),
        ("[x for x in a.b] == 1", 0, "for"),
        ("(x for x in a.b) == 1", 0, "这种写法"),
        ("(y := 1) == 1", 1, ":="),
        ("requests.new == 1 and 2", 22, "判断"),
        ("not requests.new", 4, "判断"),
        ("(requests.new == 1) == 1", 0, "真假"),
        ("claim.denial + 1 == 1", 0, "数"),
        ("'一' + 1 == 1", 0, "数"),
        ("column == 1", 0, "文字"),
        ("column < 'x'", 0, "文字"),
        ("claim == 'x'", 0, "文字"),
        ("'文字', 1", 0, "(…, …)"),
        ("requests.new == 1 and '甲乙' + 1 == 2", 22, "数"),
        # names
        ("requests == 1", 0, "each"),
        ("requests._new == 1", 0, "下划线"),
        ("__import__.x == 1", 0, "下划线"),
        ("requests.new[total] == 1", 13, "方括号"),
        ("requests.new['total'] == 1", 13, "方括号"),
        ("requests.new[claim] == 1", 13, "方括号"),
        ("requests.new[0:1] == 1", 13, "方括号"),
        ("column.total == 'x'", 0, "不能再有"),
        ("claim.section.upper == 'x'", 0, "不能再有"),
        ("claim[column] == 1", 0, "不能再有"),
        ("claim.words == 'x'", 0, "陈述只有"),
        ("'x'.join == 1", 0, "点号前"),
        ("(1).real == 1", 1, "点号前"),
        # calls
        ("eval('1') == 1", 0, "没有这个函数"),
        ("requests.new() == 1", 0, "没有这个函数"),
        ("abs(1, 2) == 1", 0, "参数个数"),
        ("abs(x=1) == 1", 0, "参数个数"),
        ("abs(*column) == 1", 4, "*…"),
        ("max(1) == 1", 0, "参数个数"),
        ("sum(requests.new) == 1", 0, "写作 sum"),
        ("abs(requests.new[k] for k in requests.columns) == 1", 3, "遍历"),
        ("exists(1)", 7, "exists"),
        ("len(1) == 1", 4, "len"),
        ("round(1, requests.new) == 1", 9, "小数位数"),
        ("round(1, 7) == 1", 9, "小数位数"),
        ("sum(requests.new[k] for k in requests.columns if k == 'x') == 1", 3, "条件"),
        ("sum(requests.new[k] for k in a.b for j in a.b) == 1", 3, "条件"),
        ("sum(requests.new[k] for k, j in a.b) == 1", 3, "条件"),
        ("sum(requests.new[k] for column in a.b) == 1", 24, "已被占用"),
        ("sum(requests.new[k] for abs in a.b) == 1", 24, "已被占用"),
        ("sum(requests.new[k] for _k in a.b) == 1", 24, "已被占用"),
        ("sum(requests.new[k] for k in 1) == 1", 29, "集合"),
        ("sum(requests.new[k] for k in column) == 1", 29, "集合"),
        ("  requests.new == 1e3", 18, "1e3"),
        ("\n  requests.new\n  == 1e3", 21, "1e3"),
        ("-" * 150 + "1 == 1", 100, "100"),
    ],
)
def test_what_is_not_in_the_language_is_refused(source: str, column: int, part: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, NAMES)
    assert part in caught.value.message.zh
    assert caught.value.message.en
    if part:
        assert caught.value.column == column


@pytest.mark.parametrize(
    ("source", "near"),
    [
        ("summ(requests.new) == 1", "sum"),
        ("orzero(requests.new) == 1", "or_zero"),
        ("colum == 'total'", "column"),
        ("requests.new[colunm] == 1", "column"),
        ("claim.sectoin == '六'", "section"),
        ("compile(1) == 1", None),
    ],
)
def test_a_near_miss_is_named(source: str, near: str | None) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, NAMES)
    assert caught.value.near == near


def test_a_long_sum_is_not_too_deep() -> None:
    source = " + ".join(["requests.new"] * 60) + " == 300"
    assert truth(source) is True


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("requests.new[column] == requests[row][column]", []),
        ("requests.denied.natural_person == litigation.total", []),
        ("requests[row].total == 1", []),
        ("sum(requests[r].total for r in requests.outcomes) == requests.closed", []),
        ("requests.nwe == 1", [("requests.nwe", 0, "requests.new")]),
        ("'一' == claim.section and requests.nwe[column] == 1", [("requests.nwe.*", 25, None)]),
        (
            "sum(requests[r].total for r in requests.outcome) == 1",
            [("requests.outcome", 31, "requests.outcomes")],
        ),
    ],
)
def test_names_that_no_edition_knows(source: str, expected: list[tuple[str, int, str | None]]) -> None:
    known = {*KNOWN, *SETS, *SUMS, *ALIASES}
    found = unknown_names(compile_expression(source, NAMES), known)
    assert [(name, column) for name, column, _ in found] == [(name, column) for name, column, _ in expected]
    for unknown, (_, _, near) in zip(found, expected, strict=True):
        assert near is None or unknown.near == near


PIECES = (
    "requests.new column claim claim.denial requests.columns k 1 0.5 'x' + - * / ** == != < <= := and or"
    " not ( ) [ ] { } , . : sum( abs( exists( len( or_zero( min( round( for in if else is lambda"
    " f' __class__ @ % #"
)
SNIPPETS = st.lists(st.sampled_from([*PIECES.split(), "\n", "\\", " "]), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), SNIPPETS))
def test_any_text_is_an_expression_or_an_error(source: str) -> None:
    try:
        expression = compile_expression(source, NAMES)
    except ExpressionError as error:
        refused = error
    else:
        assert expression.judge(facts(VALUES), BINDINGS).truth in (True, False, None)
        return
    assert refused.message.zh
    assert refused.message.en
    assert 0 <= refused.column <= len(source)


ATOMS = {True: "requests.new == 5", False: "requests.new == 6", None: "requests.closed == 1"}
TRUTHS = st.sampled_from([True, False, None])


@given(TRUTHS, TRUTHS, TRUTHS)
def test_logic_is_kleenes(a: bool | None, b: bool | None, c: bool | None) -> None:
    def both(*terms: bool | None) -> bool | None:
        return False if False in terms else None if None in terms else True

    def denied(term: bool | None) -> bool | None:
        return None if term is None else not term

    p, q, r = ATOMS[a], ATOMS[b], ATOMS[c]
    assert truth(f"{p} and {q}") is both(a, b) is truth(f"{q} and {p}")
    assert truth(f"{p} or {q}") is denied(both(denied(a), denied(b)))
    assert truth(f"not ({p} and {q})") is truth(f"not {p} or not {q}")
    assert truth(f"({p} or {q}) and {r}") is truth(f"{p} and {r} or {q} and {r}")
    assert truth(f"not not {p}") is a


FIGURES = st.decimals(min_value=0, max_value=10**6, places=2)
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@given(FIGURES, FIGURES, FIGURES, st.sampled_from("+-*/"), st.sampled_from("+-*/"))
def test_arithmetic_is_that_of_decimals(a: Decimal, b: Decimal, c: Decimal, one: str, two: str) -> None:
    with localcontext() as context:
        context.traps[DivisionByZero] = context.traps[InvalidOperation] = False
        expected = OPERATORS[two](OPERATORS[one](a, b), c)
    made = facts({"a.x": a, "b.x": b, "c.x": c, "d.x": format(expected, "f") if expected.is_finite() else 0})
    verdict = compile_expression(f"(a.x {one} b.x) {two} c.x == d.x").judge(made)
    assert verdict.truth is (True if expected.is_finite() else None)


@pytest.mark.parametrize(
    ("text", "value", "room"),
    [("1.2万", 12_000, 500), ("3.2亿", 320_000_000, 5_000_000), ("3万", 30_000, 0), ("12000", 12_000, 0)],
)
def test_a_cell_that_is_rounded_leaves_room(text: str, value: int, room: int) -> None:
    least, greatest = rounded_range(text, Decimal(value))
    assert (least, greatest) == (Decimal(value - room), Decimal(value + room))
