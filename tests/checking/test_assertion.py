"""Rules that assert: findings with their places, severities and values, and what was not assessed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from handmade import ROWS, claim, report

import gialint_rules
from gialint.checking.kinds.assertion import TREES, compile_assertion, trees
from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.language import nodes, operations, truth
from gialint.checking.language.expression import compile_expression
from gialint.checking.language.nodes import NameKind
from gialint.checking.language.parse import ExpressionError
from gialint.checking.rulefiles.load import load_folder
from gialint.files.cache import as_plain, plain
from gialint.model import Claim, Finding, Severity, Unassessed
from gialint.reading import LimitExceeded

RECEIVED = "requests.new[column] + requests.carried_in[column]"
BALANCE = RECEIVED + " == requests.closed[column] + requests.carried_out[column]"


def spec(assertion: str, **more: Any) -> dict[str, Any]:
    """Return a rule as data."""
    return {
        "title": {"zh": "应当相等", "en": "must be equal"},
        "severity": "error",
        "assert": assertion,
    } | more


def outcomes(rule: Mapping[str, Any], values: Mapping[str, Any], *claims: Claim, **more: Any) -> list[Any]:
    """Put a rule to a report."""
    made = report(values, claims, **more)
    return list(AssertionCheck(rule)(made, made.facts))


def column(name: str, *figures: Any) -> dict[str, Any]:
    """Return the four facts of the balance in a column."""
    rows = ("new", "carried_in", "closed", "carried_out")
    return {f"requests.{row}.{name}": figure for row, figure in zip(rows, figures, strict=False)}


GOOD = {
    **column("natural_person", 1, 0, 1, 0),
    **column("organisation", 0, 0, 0, 0),
    **column("total", 1, 0, 1, 0),
}


def test_nothing_is_said_of_what_holds() -> None:
    assert outcomes(spec(BALANCE, each={"column": "requests.columns"}), GOOD) == []


def test_a_failing_column_is_a_finding_with_every_place_read() -> None:
    [found] = outcomes(
        spec(BALANCE, each={"column": "requests.columns"}), GOOD | column("natural_person", 1, 0, 1, 1)
    )
    assert isinstance(found, Finding)
    assert found.message.zh == (
        "应当相等。自然人：本年新收 1 + 上年结转 0 = 1，办理结果总计 1 + 结转下年度继续办理 1 = 2，相差 1"
    )
    assert found.message.en.startswith("must be equal. natural persons: new 1 + carried in 0 = 1, closed 1")
    assert found.place is not None
    assert found.place.address == "行0"
    assert [related.place.address for related in found.related] == ["行1", "行2", "行3"]
    assert found.related[0].label.zh == "上年结转"
    assert found.values == {"left": "1", "right": "2", "delta": "1"}
    assert found.severity is None
    assert len(found.working) == 1


def test_failing_columns_are_one_finding_and_blank_ones_are_told_apart() -> None:
    values = (
        column("natural_person", 1, 0, 1, 1)
        | column("organisation", 0, None, 0)
        | column("total", 5, 0, 9, 1)
    )
    found, gap = outcomes(spec(BALANCE, each={"column": "requests.columns"}), values)
    assert isinstance(found, Finding)
    assert [working.zh[:3] for working in found.working] == ["自然人", "总计："]
    assert found.message.zh.count("；") == 1
    assert found.values["left"] == "1"
    assert found.values["total.right"] == "10"
    assert len(found.related) == 7
    assert isinstance(gap, Unassessed)
    assert gap.missing == ("requests.carried_in.organisation", "requests.carried_out.organisation")
    assert gap.reason.zh == "“上年结转”组织为空白；表中没有“结转下年度继续办理”组织"
    assert gap.reason.en == "“carried in” organisations blank; “carried out” organisations not in the tables"


def test_a_message_spells_out_three_failures_and_counts_the_others() -> None:
    figures = {f"requests.{row}.total": number for number, row in enumerate(ROWS, 1)}
    [found] = outcomes(spec("requests[row].total == 0", each={"row": "requests.rows"}), figures)
    assert isinstance(found, Finding)
    assert found.message.zh.count("；") == 3
    assert found.message.zh.endswith(f"；另有 {len(ROWS) - 3} 处同样不符")
    assert found.message.in_language("en").endswith(f"; {len(ROWS) - 3} more like these")
    assert len(found.working) == len(ROWS)


def test_per_keeps_findings_apart() -> None:
    values = (
        column("natural_person", 1, 0, 1, 1)
        | column("organisation", 0, 0, 0, 0)
        | column("total", 5, 0, 9, 1)
    )
    found = outcomes(spec(BALANCE, each={"column": "requests.columns"}, per=["column"]), values)
    assert [each.values["delta"] for each in found] == ["1", "5"]


def test_sets_may_be_indexed_by_names_before_them() -> None:
    each = {"group": "requests.groups", "part": "requests.parts[group]"}
    values = {
        "requests.denied.state_secret.total": 1,
        "requests.denied.law.total": 2,
        "requests.other.granted.total": 3,
    }
    rule = spec("requests[group][part].total == 9", each=each, per=["group", "part"])
    assert [found.values["left"] for found in outcomes(rule, values)] == ["1", "2", "3"]


def test_several_sets_bind_one_name() -> None:
    rule = spec("requests.new[k] == 9", each={"k": ["requests.kinds", "requests.columns"]})
    [found] = outcomes(rule, GOOD)
    assert len(found.working) == 5


@pytest.mark.parametrize(
    ("when", "expected"),
    [("requests.new > 0", Finding), ("requests.new > 1", None), ("requests.nothing == 1", Unassessed)],
)
def test_when_decides_whether_a_rule_is_put(when: str, expected: type | None) -> None:
    found = outcomes(spec("requests.closed == 9", when=when), GOOD)
    assert [type(each) for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (claim(value=7), 1),
        (claim(value=5), 0),
        (claim(path="requests.new.total", value=7), 1),
        (claim(path="requests.closed", value=7), 0),
        (claim(value=7, year=None), 1),
        (claim(value=7, year=2023), 0),
        (claim(value=7, scope="part"), 0),
        (claim(value=7, scope="other_body"), 0),
        (claim(path="requests.closed", value=7, alternatives=("requests.new",)), 0),
        (claim(value=7, op=">="), 1),
        (claim(value=4, op=">="), 0),
    ],
)
def test_claims_of_the_whole_and_of_this_year_are_bound(made: Claim, expected: int) -> None:
    rule = spec("claim == requests.new", each={"claim": "claims.requests.new"})
    assert len(outcomes(rule, {"requests.new.total": 5}, made)) == expected


def test_each_claim_is_a_finding_at_its_words() -> None:
    rule = spec("claim == requests.new", each={"claim": ["claims.requests.new", "claims.requests.total_in"]})
    claims = [
        claim(value=7, text="收到7件", line=50),
        claim(value=5, line=51),
        claim(path="requests.total_in", value=8, text="共8件", line=52),
    ]
    first, second = outcomes(rule, {"requests.new.total": 5}, *claims)
    assert first.message.zh == "正文称“收到7件”，表中“本年新收”为 5，相差 2"
    assert first.message.en == "the text says “收到7件”, but the report has 5 for “new”, off by 2"
    assert first.place.address == "行50"
    assert [related.place.address for related in first.related] == ["行0"]
    assert first.severity is None
    assert second.place.address == "行52"


def test_a_second_claim_is_related() -> None:
    rule = spec("one + 1 == two", each={"one": "claims.requests.new", "two": "claims.requests.closed"})
    claims = [claim(line=50), claim(path="requests.closed", value=9, text="办结9件", line=60)]
    [found] = outcomes(rule, {}, *claims)
    assert found.place.address == "行50"
    assert [(related.label.zh, related.place.address) for related in found.related] == [
        ("正文所称的办理结果总计", "行60")
    ]
    assert found.values == {"left": "6", "right": "9", "delta": "3"}


def test_more_pairs_than_any_report_has_are_not_gone_through() -> None:
    each = dict.fromkeys(("one", "two", "three"), "claims.requests.new")
    claims = [claim(line=line) for line in range(30)]
    with pytest.raises(LimitExceeded, match="each 列出的组合超过 20000 个"):
        outcomes(spec("one + two == three", each=each), {}, *claims)


@pytest.mark.parametrize(
    ("closed", "new", "expected"),
    [
        (5, 9, None),
        (4, 5, None),
        (4, 9, "，相差 1，也不等于本年新收 9"),
        (4, None, "“办理结果总计”为 4，相差 1"),
    ],
)
def test_words_that_may_mean_another_fact_are_wrong_only_if_they_fit_none(
    closed: int, new: int | None, expected: str | None
) -> None:
    rule = spec("claim == requests.closed", each={"claim": "claims.requests.closed"})
    made = claim(path="requests.closed", text="办理5件", alternatives=("requests.new", "requests.total_in"))
    found = outcomes(rule, {"requests.closed.total": closed, "requests.new.total": new}, made)
    if expected is None:
        assert found == []
        return
    [finding] = found
    assert finding.message.zh.endswith(expected)
    assert finding.severity is Severity.WARNING
    assert len(finding.related) == (1 if new is None else 2)


def test_an_alternative_that_was_read_anyway_is_told_once() -> None:
    rule = spec("claim == requests.new or claim == requests.closed", each={"claim": "claims.requests.new"})
    made = claim(alternatives=("requests.closed",))
    [found] = outcomes(rule, {"requests.new.total": 1, "requests.closed.total": 2}, made)
    assert found.message.zh.count("办理结果总计") == 1


@pytest.mark.parametrize(
    ("made", "certainty", "severity", "expected"),
    [
        (claim(value=7), "exact", "error", None),
        (claim(value=7, derived=True), "exact", "error", Severity.WARNING),
        (claim(value=7, op="~"), "exact", "error", Severity.WARNING),
        (claim(value=7, alternatives=("a.b",)), "exact", "error", Severity.WARNING),
        (claim(value=7), "positional", "error", Severity.WARNING),
        (claim(value=7, derived=True), "exact", "warning", None),
        (claim(value=7, derived=True), "exact", "info", None),
    ],
)
def test_only_what_is_certain_is_an_error(made: Claim, certainty: Any, severity: str, expected: Any) -> None:
    rule = spec("claim == requests.new", each={"claim": "claims.requests.new"}, severity=severity)
    [found] = outcomes(rule, {"requests.new.total": 5}, made, certainty=certainty)
    assert found.severity is expected


def test_blanks_counted_as_zero_stay_an_error() -> None:
    [found] = outcomes(spec("or_zero(requests.new) == 1"), {"requests.new.total": None})
    assert found.message.zh == "应当相等：本年新收 空白，应为 1（空白按 0 计）"
    assert found.severity is None


def test_a_sum_stands_at_its_parts() -> None:
    values = {"litigation.direct.total": 1, "litigation.after_review.total": 0, "review.total": 4}
    [found] = outcomes(spec("litigation.total == review.total or review.total == 0"), values)
    assert found.place.address == "行0"
    assert [related.place.address for related in found.related] == ["行1", "行2"]
    assert [related.label.zh for related in found.related] == ["复议后起诉", "行政复议总计"]


def test_a_place_is_told_once() -> None:
    values = {"litigation.direct.total": 1, "litigation.after_review.total": 2}
    [found] = outcomes(spec("litigation.total == litigation.direct.total"), values)
    assert [related.place.address for related in found.related] == ["行1"]


def test_what_has_no_place_is_still_told() -> None:
    [found] = outcomes(spec("exists(review.total)"), {})
    assert (found.place, found.related, found.values) == (None, (), {})


@pytest.mark.parametrize(
    ("values", "reason", "missing"),
    [
        ({}, "表中没有“本年新收”", ["requests.new.total"]),
        ({"requests.new.total": None}, "“本年新收”为空白", ["requests.new.total"]),
        ({"requests.new.total": "/"}, "“本年新收”填的是符号，不是数字", ["requests.new.total"]),
        ({"requests.new.total": "若干"}, "“本年新收”填的是文字，不是数字", ["requests.new.total"]),
        ({"requests.new.total": "?"}, "“本年新收”无法识别", ["requests.new.total"]),
    ],
)
def test_why_a_rule_was_not_assessed(values: Mapping[str, Any], reason: str, missing: list[str]) -> None:
    [gap] = outcomes(spec("requests.new == 1"), values)
    assert (gap.reason.zh, list(gap.missing)) == (reason, missing)


def test_many_gaps_are_counted() -> None:
    rule = spec(
        "sum(requests[row][column] for row in requests.rows) == 1", each={"column": "requests.columns"}
    )
    blank = {f"requests.{row}.total": None for row in ("new", "closed")}
    [gap] = outcomes(rule, blank)
    assert gap.reason.zh == (
        "“本年新收”总计、“办理结果总计”总计为空白；表中没有“本年新收”、“上年结转”、“予以公开”等 19 项"
    )
    assert gap.reason.en.endswith("and others (19 in all) not in the tables")
    assert len(gap.missing) == 21


@pytest.mark.parametrize(
    ("assertion", "made", "reason"),
    [
        ("claim + 1 == 8", claim(value=7, op=">=", text="7余件"), "正文“7余件”不是确数"),
        ("claim.year == 2024", claim(year=None), "正文“收到申请5件”没有写明年份"),
        ("claim / 0 == 1", claim(), "算式无法计算（除数为 0）"),
    ],
)
def test_why_a_claim_could_not_be_assessed(assertion: str, made: Claim, reason: str) -> None:
    [gap] = outcomes(spec(assertion, each={"claim": "claims.requests.new"}), {}, made)
    assert gap.reason.zh == reason


def test_blank_parts_of_a_sum_are_named() -> None:
    values = {"litigation.direct.total": 1, "litigation.after_review.total": None}
    [gap] = outcomes(spec("litigation.total == 1"), values)
    assert gap.missing == ("litigation.after_review.total",)
    assert gap.reason.zh == "“复议后起诉”为空白"


def test_a_set_the_form_lacks_is_named() -> None:
    [gap] = outcomes(spec("requests.new[k] == 1", each={"k": "requests.nowhere"}), GOOD)
    assert gap.missing == ("requests.nowhere",)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{title}（{column}）：{left} 与 {right} 差 {delta}", "应当相等（自然人）：1 与 2 差 1"),
        (
            "{working}。",
            "自然人：本年新收 1，办理结果总计 2，相差 1；总计：本年新收 1，办理结果总计 3，相差 2。",
        ),
    ],
)
def test_a_message_may_be_written_out(message: str, expected: str) -> None:
    values = {
        "requests.new.natural_person": 1,
        "requests.closed.natural_person": 2,
        "requests.new.organisation": 1,
        "requests.closed.organisation": 1,
        "requests.new.total": 1,
        "requests.closed.total": 3,
    }
    rule = spec(
        "requests.new[column] == requests.closed[column]",
        each={"column": "requests.columns"},
        message={"zh": message},
    )
    [found] = outcomes(rule, values)
    assert found.message.zh == expected


def test_a_message_may_name_the_claim() -> None:
    rule = spec(
        "claim == 1", each={"claim": "claims.requests.new"}, message={"zh": "“{claim}”不对", "en": "{claim}?"}
    )
    [found] = outcomes(rule, {}, claim())
    assert (found.message.zh, found.message.en) == ("“收到申请5件”不对", "收到申请5件?")


@pytest.mark.parametrize(
    "each",
    [
        {"_k": "requests.columns"},
        {"sum": "requests.columns"},
        {"claims": "requests.columns"},
        {"k-k": "requests.columns"},
        {"k": "requests"},
        {"k": "requests.columns +"},
        {"k": "requests.new == 1"},
        {"k": []},
        {"k": ["requests.columns", "claims.requests.new"]},
        {"k": "requests[other]"},
    ],
)
def test_what_each_cannot_bind_is_refused(each: Mapping[str, Any]) -> None:
    with pytest.raises(ExpressionError):
        compile_assertion(spec("1 == 1", each=each))


def test_expressions_are_compiled_when_first_put() -> None:
    check = AssertionCheck(spec("requests.new =="))
    made = report({})
    with pytest.raises(ExpressionError):
        list(check(made, made.facts))


@pytest.mark.parametrize(
    ("made", "values", "expected"),
    [
        (claim(path="requests.granted", value=3), {"requests.granted.total": 3}, 0),
        (claim(path="requests.granted", value=3), {"requests.granted.total": 2}, 1),
        (claim(path="requests.closed", value=3), {"requests.closed.total": 2}, 1),
    ],
)
def test_a_claim_knows_the_figure_of_its_own_fact(made: Claim, values: dict[str, int], expected: int) -> None:
    rule = spec("claim == claim.fact", each={"claim": ["claims.requests.granted", "claims.requests.closed"]})
    assert len(outcomes(rule, values, made)) == expected


@pytest.mark.parametrize(
    ("doubt", "severity"), [("claim.value > 0", Severity.WARNING), ("claim.value == 0", None)]
)
def test_a_doubt_makes_a_finding_a_warning(doubt: str, severity: Severity | None) -> None:
    rule = spec("claim == claim.fact", each={"claim": "claims.requests.granted"}, doubt=doubt)
    made = claim(path="requests.granted", value=3)
    (found,) = outcomes(rule, {"requests.granted.total": 2}, made)
    assert found.severity is severity


NAMES: dict[str, NameKind] = {"kind": "member", "claim": "claim"}
EVERY_FORM = [
    "abs(a.b - 1.50) * -c.d / 2 + round(a.b, 1) > min(a.b, c.d)",
    "not exists(a.b) and len(a.c) == 3 or or_zero(a.b) != or_any(c.d)",
    "sum(a[each].b for each in a.c) >= max(a[each].b for each in a.c)",
    'claim == claim.fact or claim.denial or "甲" in claim.text or kind != "乙"',
    'a.b == "甲" and claim.value <= a[kind].b',
]


@pytest.mark.parametrize("source", EVERY_FORM)
def test_a_rule_is_the_same_from_what_was_kept_of_it(source: str) -> None:
    spec = {
        "title": {"zh": "甲"},
        "severity": "error",
        "each": {"kind": "a.kinds", "claim": "claims.a.b"},
        "assert": source,
        "when": "a.b > 0",
    }
    held = {**spec, TREES: plain(as_plain(trees(spec)))}
    assert repr(compile_assertion(held)) == repr(compile_assertion(spec))


def test_every_class_of_nodes_is_known() -> None:
    told = "".join(map(repr, (compile_expression(source, NAMES) for source in EVERY_FORM)))
    made_while_telling = {"Neither"}
    every = {name: each for module in (nodes, operations, truth) for name, each in vars(module).items()}
    of_trees = {
        name
        for name, each in every.items()
        if isinstance(each, type) and issubclass(each, nodes.Node) and "_held" in vars(each)
    }
    assert {name for name in of_trees if f"{name}(" not in told} == made_while_telling


def test_a_rule_of_the_pack_is_the_same_from_its_trees() -> None:
    specs, _ = load_folder(Path(gialint_rules.__file__).parent)
    asserting = [spec for spec in specs if spec["kind"] == "assert"]
    assert len(asserting) > 15
    for spec in asserting:
        parsed = compile_assertion({key: value for key, value in spec.items() if key != TREES})
        held = plain(as_plain(spec[TREES]))
        assert compile_assertion({**spec, TREES: held}) == parsed


def test_figures_that_are_set_count_and_not_those_that_were_kept() -> None:
    spec = {
        "title": {"zh": "多"},
        "severity": "error",
        "assert": "a.b <= most",
        "options": {"most": {"default": 3}},
    }
    held = {**spec, TREES: trees(spec)}
    made = compile_assertion(held), compile_assertion({**held, "set": {"most": 5}})
    assert [each.expression.root.right.value for each in made] == [3, 5]  # type: ignore[attr-defined]
