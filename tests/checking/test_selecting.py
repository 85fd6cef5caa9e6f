"""Which rules are put: prefixes, rules that are off, and one file of settings after another."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gialint.checking.engine_rules import engine_rules
from gialint.checking.selecting import Switches, selected
from gialint.model import Rule, Severity, Text

ALL_ON = "GIA111 GIA301 GIA302"


def rule(code: str, status: str = "stable") -> Rule:
    return Rule(code, "x", Text("x"), Severity.INFO, (), lambda report, facts: (), status=status)  # type: ignore[arg-type]


RULES = [rule("GIA302"), rule("GIA301"), rule("GIA309", "off"), rule("GIA111"), *engine_rules()]


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
