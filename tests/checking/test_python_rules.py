"""The decorator: a generator becomes a rule that carries all it was given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from handmade import report

from gialint import Facts, Finding, Report, Rule, Severity, Text, rule


@rule(
    "GIA999",
    "flat-zero",
    severity="warning",
    basis=["custom"],
    title=Text("不应为 0"),
    hint=Text("请核对。"),
    tags=["x"],
    since="0.1.0",
    status="preview",
    fixable=True,
    covers=["GIA998"],
    editions=["2021"],
    forms=["disclosure"],
    examples=[{"clean": {}}],
)
def flat_zero(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell of a zero."""
    if facts["requests.new"].value == 0:
        yield Finding(Text("是 0"), facts["requests.new"].place)


def test_the_decorated_name_is_the_rule() -> None:
    assert isinstance(flat_zero, Rule)
    assert (flat_zero.code, flat_zero.name, flat_zero.title.zh) == ("GIA999", "flat-zero", "不应为 0")
    assert flat_zero.severity is Severity.WARNING
    assert flat_zero.basis == ("custom",)
    assert (flat_zero.tags, flat_zero.since, flat_zero.status) == (("x",), "0.1.0", "preview")
    assert (flat_zero.fixable, flat_zero.scope) == (True, "report")
    assert (flat_zero.covers, flat_zero.editions) == (("GIA998",), ("2021",))
    assert flat_zero.forms == ("disclosure",)
    assert flat_zero.examples == ({"clean": {}},)
    assert flat_zero.origin == __name__


@pytest.mark.parametrize(("figure", "count"), [(0, 1), (1, 0)])
def test_the_rule_checks(figure: int, count: int) -> None:
    made = report({"requests.new.total": figure})
    assert len(list(flat_zero.check(made, made.facts))) == count


@pytest.mark.parametrize("severity", ["error", Severity.ERROR])
def test_a_severity_is_a_word_or_itself(severity: Severity) -> None:
    made = rule("GIA998", "x", severity=severity, basis=["custom"], title=Text("x"))(flat_zero.check)
    assert made.severity is Severity.ERROR
    assert made.hint is None


def test_a_severity_that_does_not_exist_is_an_error() -> None:
    decorate = rule("GIA998", "x", severity="fatal", basis=[], title=Text("x"))  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        decorate(flat_zero.check)
