"""Workings: each violation spelled out in the form's own words, in Chinese and English."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from handmade import claim, facts

from gialint.checking.language.expression import Working, compile_expression, spell_out
from gialint.checking.language.nodes import NameKind
from gialint.checking.messages import plain, quoted, shortened

NAMES: dict[str, NameKind] = {"column": "member", "row": "member", "claim": "claim", "other": "claim"}
VALUES = {
    "requests.new.total": 3,
    "requests.carried_in.total": 1,
    "requests.granted.total": 0,
    "requests.denied.state_secret.total": 2,
    "requests.denied.law.total": 1,
    "requests.closed.total": 5,
    "requests.carried_out.total": 0,
    "requests.new.natural_person": 1,
    "requests.carried_in.natural_person": 0,
    "requests.granted.natural_person": None,
    "requests.denied.state_secret.natural_person": None,
    "requests.denied.law.natural_person": "/",
    "requests.closed.natural_person": 1,
    "requests.carried_out.natural_person": 1,
    "requests.new.organisation": 0,
    "requests.granted.organisation": 0,
    "requests.denied.state_secret.organisation": None,
    "requests.denied.law.organisation": 4,
    "requests.closed.organisation": 9,
    "litigation.direct.total": 0,
    "litigation.after_review.total": 1,
    "docs.fee": "12.50",
    "requests.new.extra": 8,
    "meta.agency": "青石镇人民政府",
}
SETS = {"column": "requests.columns", "row": "requests.rows"}


def working(source: str, **bindings: Any) -> Working:
    names = {"claim": claim(), "other": claim(value=7, op=">=", text="7余件", derived=True)} | bindings
    sets = {name: SETS[name] for name in bindings if name in SETS}
    expression, made = compile_expression(source, NAMES), facts(VALUES)
    verdict = expression.judge(made, names)
    assert verdict.truth is False
    return spell_out(expression, made, names, sets, verdict.assumed)


@pytest.mark.parametrize(
    ("source", "column", "zh"),
    [
        (
            "requests.new[column] + requests.carried_in[column]"
            " == requests.closed[column] + requests.carried_out[column]",
            "natural_person",
            "自然人：本年新收 1 + 上年结转 0 = 1，办理结果总计 1 + 结转下年度继续办理 1 = 2，相差 1",
        ),
        (
            "sum(requests[row][column] for row in requests.outcomes) == requests.closed[column]",
            "total",
            "总计：国家秘密 2 + 法律禁止 1（其余为 0） = 3，办理结果总计 5，相差 2",
        ),
        (
            "or_zero(sum(requests[row][column] for row in requests.outcomes)) == requests.closed[column]",
            "natural_person",
            "自然人：各项之和 0（均为空白），办理结果总计 1，相差 1（空白按 0 计）",
        ),
        (
            "sum(or_zero(requests[row][column]) for row in requests.outcomes) == requests.closed[column]",
            "organisation",
            "组织：法律禁止 4（其余为 0 或空白），办理结果总计 9，相差 5（空白按 0 计）",
        ),
        (
            "or_zero(requests.granted[column]) + requests.new[column] == requests.closed[column] + 1",
            "natural_person",
            "自然人：予以公开 空白 + 本年新收 1 = 1，办理结果总计 1 + 1 = 2，相差 1（空白按 0 计）",
        ),
        (
            "requests.denied[column] == requests.closed[column]",
            "total",
            "总计：国家秘密 2 + 法律禁止 1 = 3，办理结果总计 5，相差 2",
        ),
        (
            "requests.denied[column] - requests.denied[column] == 1",
            "total",
            "总计：国家秘密 2 + 法律禁止 1 - (国家秘密 2 + 法律禁止 1) = 0，应为 1",
        ),
        ("column == 'total'", "organisation", "组织：组织，应为 “total”"),
    ],
)
def test_a_column_is_told_first(source: str, column: str, zh: str) -> None:
    sources = dict(NAMES)
    sources.pop("row")
    made = facts(VALUES)
    expression = compile_expression(source, sources)
    verdict = expression.judge(made, {"column": column})
    assert verdict.truth is False
    told = spell_out(expression, made, {"column": column}, {"column": "requests.columns"}, verdict.assumed)
    assert told.words.zh == zh


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (
            "sum(requests[row][kind] for kind in requests.kinds) == requests[row].total",
            "本年新收：自然人 1（其余为 0），总计 3，相差 2",
            "new: natural persons 1 (rest 0), total 3, off by 2",
        ),
        (
            "requests[row].extra == 1",
            "本年新收：requests.new.extra 8，应为 1",
            "new: requests.new.extra 8, must be 1",
        ),
        (
            "requests[row].natural_person == requests.denied",
            "本年新收：自然人 1，国家秘密 2 + 法律禁止 1 = 3，相差 2",
            "new: natural persons 1, state secrets 2 + barred by law 1 = 3, off by 2",
        ),
    ],
)
def test_a_row_is_told_first(source: str, zh: str, en: str) -> None:
    told = working(source, row="new")
    assert (told.words.zh, told.words.en) == (zh, en)
    assert told.prefix is not None
    assert told.prefix.zh == "本年新收"


def test_a_row_and_a_column_are_told_together() -> None:
    told = working("requests[row][column] == 9", row="new", column="organisation")
    assert told.words.zh == "本年新收、组织：本年新收 0，应为 9"


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("requests.new == 0", "本年新收 3，应为 0", "new 3, must be 0"),
        ("requests.new != 3", "本年新收 3，不应为 3", "new 3, must not be 3"),
        (
            "requests.new != requests.denied",
            "本年新收 3，国家秘密 2 + 法律禁止 1 = 3，两者不应相等",
            "new 3, state secrets 2 + barred by law 1 = 3, which must differ",
        ),
        ("requests.new < requests.new", "本年新收 3，不小于本年新收 3", "new 3, not less than new 3"),
        (
            "requests.closed <= requests.new",
            "办理结果总计 5，大于本年新收 3，相差 2",
            "closed 5, more than new 3, off by 2",
        ),
        (
            "requests.new > requests.closed",
            "本年新收 3，不大于办理结果总计 5，相差 2",
            "new 3, not more than closed 5, off by 2",
        ),
        (
            "requests.new >= requests.closed - requests.carried_out",
            "本年新收 3，小于办理结果总计 5 - 结转下年度继续办理 0 = 5，相差 2",
            "new 3, less than closed 5 - carried out 0 = 5, off by 2",
        ),
        ("2 == requests.new", "2，本年新收 3，相差 1", "2, new 3, off by 1"),
        (
            "2 * (requests.new - (requests.carried_in + 1)) == requests.new / 7",
            "2 × (本年新收 3 - (上年结转 1 + 1)) = 2，本年新收 3 ÷ 7 = 0.428571，相差 1.571429",
            "2 × (new 3 - (carried in 1 + 1)) = 2, new 3 ÷ 7 = 0.428571, off by 1.571429",
        ),
        ("-requests.new == 1", "-本年新收 3 = -3，应为 1", "-new 3 = -3, must be 1"),
        ("docs.fee == 1", "docs.fee 12.5，应为 1", "docs.fee 12.5, must be 1"),
        (
            "litigation.total == 3",
            "直接起诉 0 + 复议后起诉 1 = 1，应为 3",
            "direct 0 + after review 1 = 1, must be 3",
        ),
        (
            "abs(requests.new) == max(requests.closed, 4)",
            "绝对值(本年新收 3) = 3，最大值(办理结果总计 5; 4) = 5，相差 2",
            "absolute value(new 3) = 3, greatest(closed 5; 4) = 5, off by 2",
        ),
        (
            "round(requests.new / 7, 2) == 1",
            "四舍五入(本年新收 3 ÷ 7) = 0.43，应为 1",
            "rounded(new 3 ÷ 7) = 0.43, must be 1",
        ),
        (
            "max(requests[k].total for k in requests.outcomes) == 1",
            "各项办理结果最大值 2，应为 1",
            "greatest of outcomes 2, must be 1",
        ),
        (
            "sum(requests[k].total * 2 for k in requests.outcomes) == 1",
            "各项办理结果之和 6，应为 1",
            "sum of outcomes 6, must be 1",
        ),
        ("len(requests.outcomes) == 1", "各项办理结果 3 项，应为 1", "outcomes has 3 members, must be 1"),
        ("len('甲乙') == 1", "“甲乙” 2 字，应为 1", "“甲乙” has 2 characters, must be 1"),
        ("not exists(requests.new)", "有“本年新收”", "there is “new”"),
        ("exists(review.total)", "没有“行政复议总计”", "there is no “reviews in all”"),
        (
            "meta.agency == '云坪县'",
            "机关名称 “青石镇人民政府”，应为 “云坪县”",
            "agency “青石镇人民政府”, must be “云坪县”",
        ),
        # logic: only what makes it false is told
        ("requests.new == 3 and requests.closed == 3", "办理结果总计 5，应为 3", "closed 5, must be 3"),
        (
            "requests.new == 1 and requests.closed == 3",
            "本年新收 3，应为 1；办理结果总计 5，应为 3",
            "new 3, must be 1; closed 5, must be 3",
        ),
        (
            "requests.new > 5 or requests.closed == 3",
            "本年新收 3，不大于 5，相差 2；办理结果总计 5，应为 3",
            "new 3, not more than 5, off by 2; closed 5, must be 3",
        ),
        ("not requests.new == 3", "本年新收 3，不应为 3", "new 3, must not be 3"),
        ("not not requests.new == 1", "本年新收 3，应为 1", "new 3, must be 1"),
        (
            "not (requests.new == 3 and requests.closed > 1)",
            "本年新收 3，不应为 3；办理结果总计 5，大于 1，相差 4",
            "new 3, must not be 3; closed 5, more than 1, off by 4",
        ),
        (
            "not (requests.new == 1 or requests.closed == 5)",
            "办理结果总计 5，不应为 5",
            "closed 5, must not be 5",
        ),
        # claims
        (
            "claim == requests.new",
            "正文称“收到申请5件”，表中“本年新收”为 3，相差 2",
            "the text says “收到申请5件”, but the report has 3 for “new”, off by 2",
        ),
        (
            "claim == requests.new or claim == requests.new + requests.carried_in",
            "正文称“收到申请5件”，既不等于本年新收 3，也不等于本年新收 3 + 上年结转 1 = 4",
            "the text says “收到申请5件”, which is neither new 3 nor new 3 + carried in 1 = 4",
        ),
        (
            "claim == requests.new or claim == requests.granted + requests.new",
            "正文称“收到申请5件”，表中“本年新收”为 3，相差 2",
            "the text says “收到申请5件”, but the report has 3 for “new”, off by 2",
        ),
        (
            "claim == requests.new or ('收到' not in claim.text and claim == requests.new + 2)",
            "正文称“收到申请5件”，表中“本年新收”为 3，相差 2",
            "the text says “收到申请5件”, but the report has 3 for “new”, off by 2",
        ),
        (
            "'新收' in claim.text and '收到' not in claim.text",
            "正文“收到申请5件”里没有“新收”；正文“收到申请5件”里有“收到”",
            "the text “收到申请5件” does not contain “新收”; the text “收到申请5件” contains “收到”",
        ),
        (
            "claim == requests.new or requests.new == 1",
            "正文称“收到申请5件”，表中“本年新收”为 3，相差 2；本年新收 3，应为 1",
            "the text says “收到申请5件”, but the report has 3 for “new”, off by 2; new 3, must be 1",
        ),
        (
            "other == requests.new",
            "正文称“7余件”，表中“本年新收”为 3，相差 4",
            "the text says “7余件”, but the report has 3 for “new”, off by 4",
        ),
        ("claim.value == 4", "正文称“收到申请5件”，应为 4", "the text says “收到申请5件”, must be 4"),
        (
            "claim.section == '六'",
            "正文“收到申请5件” 所在部分 一，应为 “六”",
            "the text “收到申请5件” section 一, must be “六”",
        ),
        ("claim.denial", "正文“收到申请5件”不是否定说法", "the text “收到申请5件” is not a denial"),
        ("not other.derived", "正文“7余件”", "the text “7余件”"),
    ],
)
def test_what_fails_is_spelled_out(source: str, zh: str, en: str) -> None:
    told = working(source)
    assert (told.words.zh, told.words.en) == (zh, en)
    assert told.prefix is None


@pytest.mark.parametrize(
    ("op", "zh"),
    [("<=", "正文称“近二十件”（即 20 以内），应为 30"), ("~", "正文称“近二十件”（即约 20），应为 30")],
)
def test_a_hedged_claim_is_told_as_hedged(op: Any, zh: str) -> None:
    assert working("claim == 30", claim=claim(value=20, op=op, text="近二十件")).words.zh == zh


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("requests.new == requests.closed", {"left": "3", "right": "5", "delta": "2"}),
        ("claim == requests.new or claim == 1", {"left": "5", "right": "3", "delta": "2"}),
        ("claim.section == '六'", {"left": "一", "right": "六"}),
        ("claim.denial or requests.new == 1", {"left": "3", "right": "1", "delta": "2"}),
        ("claim.denial", {}),
        ("other == 3", {"left": "7", "right": "3", "delta": "4"}),
    ],
)
def test_values_are_those_of_the_first_comparison(source: str, values: dict[str, str]) -> None:
    assert working(source).values == values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("5"), "5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1000"), "1000"),
        (Decimal("12.50"), "12.5"),
        (Decimal("0.000"), "0"),
        (Decimal("-0.0"), "0"),
        (Decimal(1) / 3, "0.333333"),
        (Decimal("1E-9"), "0"),
        (Decimal("Infinity"), "Infinity"),
        ("文字", "文字"),
    ],
)
def test_figures_are_plain(value: object, expected: str) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请5件", "收到申请5件"),
        ("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十"),
        ("一二三四五六七八九十一二三四五六七八九十甲", "一二三四五六七八九十一…四五六七八九十甲"),
        ("换\n行", "换 行"),
    ],
)
def test_a_claims_words_are_shortened_in_the_middle(text: str, expected: str) -> None:
    assert shortened(text) == expected
    assert quoted(claim(text=text)).zh == f"正文“{expected}”"
