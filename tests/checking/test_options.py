"""Options of rules: what they take, what is said of what they do not, and that checks obey them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from handmade import report

from gialint.checking.engine_rules import engine_rules
from gialint.checking.options import Switches, form_of, is_day, option_misfits, selected, with_options
from gialint.checking.python_rules import rule
from gialint.model import Facts, Finding, Option, Options, Report, Rule, Severity, Text
from gialint.sources.suggest import meant

ABOUT = Text("说明", "about")
OPTIONS = (
    Option("most", 10, ABOUT),
    Option("word", "甲", ABOUT),
    Option("exact", False, ABOUT),
    Option("allow", (), ABOUT),
    Option("until", "01-31", ABOUT, "day"),
    Option("days", {"town": "01-31", "county": "03-31"}, ABOUT, "day"),
    Option("shares", {"a": 1, "b": 2}, ABOUT),
    Option("percent", 80, ABOUT, least=50, most=100),
)


@rule("XX101", "x", severity="info", basis=[], title=Text("x"), options=OPTIONS)
def told(report: Report, facts: Facts, options: Options) -> Iterator[Finding]:
    """Say under which options the rule is put."""
    yield Finding(Text("x"), values={name: repr(value) for name, value in options.items()})


@pytest.fixture
def any_report() -> Report:
    return report({})


def values(given: Rule, report: Report) -> dict[str, str]:
    [finding] = given.check(report, report.facts)
    assert isinstance(finding, Finding)
    return dict(finding.values)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("most", 0, "0"),
        ("most", 2.5, "2.5"),
        ("word", "乙", "'乙'"),
        ("exact", True, "True"),
        ("allow", ["a", "b"], "('a', 'b')"),
        ("allow", "a", "('a',)"),
        ("allow", [], "()"),
        ("until", "02-29", "'02-29'"),
        ("days", {"town": "02-15"}, "{'town': '02-15', 'county': '03-31'}"),
        ("days", {}, "{'town': '01-31', 'county': '03-31'}"),
        ("shares", {"b": 0}, "{'a': 1, 'b': 0}"),
    ],
)
def test_an_option_is_set(name: str, given: Any, expected: str, any_report: Report) -> None:
    assert list(option_misfits(told, {name: given})) == []
    defaults = values(told, any_report)
    assert values(with_options(told, {name: given}), any_report) == {**defaults, name: expected}


@pytest.mark.parametrize(
    ("given", "slips"),
    [
        ({"most": -1}, [("most", "most 应当是不小于 0 的数")]),
        ({"percent": 49}, [("percent", "percent 应当是介于 50 和 100 之间的数")]),
        ({"percent": 100.5}, [("percent", "percent 应当是介于 50 和 100 之间的数")]),
        ({"percent": True}, [("percent", "percent 应当是介于 50 和 100 之间的数")]),
        ({"most": "10"}, [("most", "most 应当是不小于 0 的数")]),
        ({"most": True}, [("most", "most 应当是不小于 0 的数")]),
        ({"most": None}, [("most", "most 应当是不小于 0 的数")]),
        ({"word": 3}, [("word", "word 应当是文字")]),
        ({"exact": 1}, [("exact", "exact 应当是 true 或 false")]),
        ({"allow": 3}, [("allow", "allow 应当是文字的列表")]),
        ({"allow": ["a", 3]}, [("allow.1", "allow 应当是文字的列表")]),
        ({"allow": ["a", " "]}, [("allow.1", "allow 应当是文字的列表")]),
        ({"allow": ""}, [("allow", "allow 应当是文字的列表")]),
        ({"until": "2-15"}, [("until", "until 应当是月-日，例如 01-31")]),
        ({"until": "02-30"}, [("until", "until 应当是月-日，例如 01-31")]),
        ({"days": "02-15"}, [("days", "days 应当是“名称: 值”，每个值是月-日，例如 01-31")]),
        ({"days": {"town": 3}}, [("days.town", "days 应当是月-日，例如 01-31")]),
        ({"days": {"towm": "02-15"}}, [("days.towm", "days 没有“towm”这一项（可用：town、county）")]),
        (
            {"mots": 3},
            [("mots", f"XX101 没有“mots”这个选项（可用：{'、'.join(each.name for each in OPTIONS)}）")],
        ),
        ({"most": -1, "word": 3}, [("most", "most 应当是不小于 0 的数"), ("word", "word 应当是文字")]),
    ],
)
def test_what_an_option_does_not_take(
    given: dict[str, Any], slips: list[tuple[str, str]], any_report: Report
) -> None:
    found = [(".".join(map(str, slip.keys)), slip.message.zh) for slip in option_misfits(told, given)]
    assert found == slips
    assert values(with_options(told, given), any_report) == values(told, any_report)


def test_what_is_right_holds_beside_what_is_wrong(any_report: Report) -> None:
    set_ = with_options(told, {"most": 3, "word": 3, "x": 1, "days": {"town": "02-15", "city": "02-15"}})
    assert values(set_, any_report) == {
        **values(told, any_report),
        "most": "3",
        "days": "{'town': '02-15', 'county': '03-31'}",
    }


@pytest.mark.parametrize(
    ("name", "near"), [("mots", "most"), ("untill", "until"), ("数", None), ("allowed", "allow")]
)
def test_the_near_miss_is_named(name: str, near: str | None) -> None:
    [slip] = option_misfits(told, {name: 1})
    assert (slip.hint, slip.key) == (meant(near), True)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_form_can_be_told_in_both_languages(option: Option) -> None:
    form = form_of(option)
    assert form.zh != form.in_language("en") != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01-31", True),
        ("12-31", True),
        ("02-29", True),
        ("02-30", False),
        ("13-01", False),
        ("00-10", False),
        ("01-00", False),
        ("1-31", False),
        ("01/31", False),
        ("01-3１", False),
        ("²1-31", False),
        (131, False),
    ],
)
def test_days(text: object, expected: bool) -> None:
    assert is_day(text) is expected


ALL_ON = "GIA111 GIA301 GIA302"


def coded(code: str, status: str = "stable") -> Rule:
    return Rule(code, "x", Text("x"), Severity.INFO, (), lambda report, facts: (), status=status)  # type: ignore[arg-type]


RULES = [coded("GIA302"), coded("GIA301"), coded("GIA309", "off"), coded("GIA111"), *engine_rules()]


def on(switches: Iterable[Switches]) -> str:
    return " ".join(rule.code for rule in selected(RULES, list(switches)))


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ALL_ON),
        (("GIA3",), (), "GIA301 GIA302"),
        (("GIA3",), ("GIA301",), "GIA302"),
        ((), ("GIA3",), "GIA111"),
        (("GIA301",), ("GIA3",), "GIA301"),
        (("GIA309",), (), "GIA309"),
        (("GIA9",), (), ""),
        (("ALL",), (), "GIA111 GIA301 GIA302 GIA309"),
        (("ALL",), ("GIA3",), "GIA111"),
        ((), ("ALL",), ""),
        (("GIA3",), ("ALL",), "GIA301 GIA302"),
    ],
)
def test_the_longest_prefix_decides(select: tuple[str, ...], ignore: tuple[str, ...], codes: str) -> None:
    assert on([Switches(select, ignore)]) == codes


@pytest.mark.parametrize(
    ("switches", "codes"),
    [
        ([], ALL_ON),
        ([Switches(("GIA3",)), Switches()], "GIA301 GIA302"),
        ([Switches(("GIA3",)), Switches(ignore=("GIA301",))], "GIA302"),
        ([Switches(("GIA301",)), Switches(ignore=("GIA3",))], ""),
        ([Switches(("GIA3",)), Switches(("GIA1",))], "GIA111"),
        ([Switches(("GIA3",)), Switches(afresh=True)], ALL_ON),
        ([Switches(("ALL",)), Switches(afresh=True)], ALL_ON),
        ([Switches(ignore=("GIA301",)), Switches(("GIA3",))], "GIA301 GIA302"),
        ([Switches(ignore=("GIA301",)), Switches(extend_select=("GIA3",))], ALL_ON),
        ([Switches(ignore=("GIA3",)), Switches(ignore=("GIA1",))], ""),
        ([Switches(extend_select=("GIA309",))], "GIA111 GIA301 GIA302 GIA309"),
        ([Switches(extend_select=("GIA30",))], ALL_ON),
        ([Switches(("GIA111",)), Switches(extend_select=("GIA309",))], "GIA111 GIA309"),
        ([Switches(("GIA111",)), Switches(extend_select=("GIA3",), ignore=("GIA302",))], "GIA111 GIA301"),
    ],
)
def test_later_switches_win(switches: list[Switches], codes: str) -> None:
    assert on(switches) == codes
