"""Which figure alone mends what rules assert, whatever rules are about; and which slip of the pen it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from handmade import claim, report

from gialint.checking.equations import MOST_BROKEN, Equations
from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.same_figure import traced
from gialint.checking.suspects import miswritten
from gialint.model import Claim, Finding, Rule, RuleFinding, Severity, Text


def rule(code: str, assertion: str, **more: Any) -> Rule:
    """Return a rule that asserts something."""
    spec = {
        "title": {"zh": "应当相等", "en": "must be equal"},
        "severity": "error",
        "assert": assertion,
    } | more
    return Rule(code, "name", Text("应当相等"), Severity.ERROR, (), AssertionCheck(spec), condition=spec)


RULES = (
    rule(
        "ACME001",
        "sum(requests[row][kind] for kind in requests.kinds) == requests[row].total",
        each={"row": "requests.rows"},
    ),
    rule(
        "ACME002",
        "sum(requests[row][column] for row in requests.outcomes) == requests.closed[column]",
        each={"column": "requests.columns"},
    ),
    rule("ACME003", "claim == claim.fact", each={"claim": "claims.requests.closed"}),
)
ROWS = {
    "granted": (12, 3, 15),
    "denied.state_secret": (4, 1, 5),
    "denied.law": (0, 2, 2),
    "closed": (16, 6, 22),
}
SOUND = {
    f"requests.{row}.{column}": figure
    for row, figures in ROWS.items()
    for column, figure in zip(("natural_person", "organisation", "total"), figures, strict=True)
}


def hints(changes: Mapping[str, Any], *claims: Claim, rules: Sequence[Rule] = RULES) -> list[str]:
    """Return the hints of what is told of the sound figures with some changed."""
    made = report({**SOUND, **changes}, claims)
    raised = [
        RuleFinding(each, found)
        for each in rules
        for found in each.check(made, made.facts)
        if isinstance(found, Finding)
    ]
    return [each.finding.hint.zh if each.finding.hint else "" for each in traced(raised, rules, made)]


@pytest.mark.parametrize("path", SOUND)
@pytest.mark.parametrize("more", [1, 7, 90])
def test_one_wrong_figure_of_any_form_is_told_once(path: str, more: int) -> None:
    [hint] = hints({path: SOUND[path] + more})
    assert f"写的是 {SOUND[path] + more}，如果是 {SOUND[path]}，" in hint


def test_what_holds_is_not_told() -> None:
    assert hints({}) == []
    assert hints({}, claim("requests.closed", 22)) == []


def test_a_sentence_is_wrong_where_sums_bear_the_cell_out() -> None:
    [hint] = hints({}, claim("requests.closed", 23, text="办结23件"))
    told, slip = hint.split("；")
    assert told == "可能是文字写错：表中“办理结果总计”是 22，表内有 2 处关系与此相符"
    assert slip == "正文“办结23件”像是一位数字写错：2 写成了 3。"


def test_a_doubtful_sentence_is_not_called_wrong() -> None:
    assert hints({}, claim("requests.closed", 23, derived=True)) == [""]


def test_three_corners_of_a_rectangle_are_the_one_way_to_name_a_right_figure() -> None:
    [hint] = hints(
        {
            "requests.granted.natural_person": 13,
            "requests.granted.organisation": 2,
            "requests.denied.law.natural_person": -1,
        }
    )
    assert "“法律禁止（组织）”写的是 2，如果是 3" in hint


BALANCED = (
    *RULES,
    rule("ACME004", "claim == claim.fact", each={"claim": "claims.requests.granted"}),
    rule("ACME005", "requests.new[column] == requests.closed[column]", each={"column": "requests.columns"}),
    rule("ACME006", "claim == claim.fact", each={"claim": "claims.requests.denied.law"}),
)
NEW = {path.replace("closed", "new"): figure for path, figure in SOUND.items() if "closed" in path}
NINE_MORE = {
    f"requests.{row}.{column}": SOUND[f"requests.{row}.{column}"] + 9
    for row in ("granted", "closed")
    for column in ("natural_person", "total")
}
TOLD = (claim("requests.granted", 15), claim("requests.closed", 22))


@pytest.mark.parametrize(
    ("changes", "claims", "named"),
    [
        pytest.param(NINE_MORE, TOLD, [True], id="a cell and all totals above it"),
        pytest.param(
            NINE_MORE, (*TOLD, claim("requests.denied.law", 7)), [False, True], id="beside another slip"
        ),
        pytest.param(NINE_MORE, (), [False], id="a table alone does not tell which cell"),
        pytest.param(
            {}, (claim("requests.granted", 24), claim("requests.closed", 31)), [False], id="sound table"
        ),
    ],
)
def test_a_cell_whose_totals_were_added_up_from_it_is_one_slip(
    changes: Mapping[str, Any], claims: Sequence[Claim], named: Sequence[bool]
) -> None:
    found = hints({**NEW, **changes}, *claims, rules=BALANCED)
    totals = "从“予以公开（自然人）”到“办理结果总计（总计）”写的是 21、24、25、31，如果是 12、15、16、22，"
    assert sorted(totals in hint for hint in found) == list(named)


def test_very_many_that_fail_are_left_alone() -> None:
    claims = [claim("requests.closed", 30 + number) for number in range(MOST_BROKEN + 1)]
    made = report(SOUND, claims)
    assert Equations(made, RULES).too_many
    assert set(hints({}, *claims)) == {""}


@pytest.mark.parametrize(
    ("written", "right", "slip"),
    [
        ("81", "18", "像是相邻两位数字写颠倒了"),
        ("1243", "1234", "像是相邻两位数字写颠倒了"),
        ("321", "123", None),
        ("13", "123", "像是少写了一位数字 2"),
        ("3", "30", "像是少写了一位数字 0"),
        ("1223", "123", "像是数字 2 写了两遍"),
        ("1293", "123", "像是多写了一位数字 9"),
        ("129", "123", "像是一位数字写错：3 写成了 9"),
        ("5", "8", None),
        ("0", "12", None),
        ("1.5", "15", None),
        ("1234", "12", None),
    ],
)
def test_the_slip_is_told_where_one_tells_it(written: str, right: str, slip: str | None) -> None:
    told = miswritten(Decimal(written), Decimal(right))
    assert (told.zh if told else None) == slip
    assert told is None or told.en
