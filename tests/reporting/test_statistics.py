"""The table of ``check --statistics``: counts that agree with the findings of the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sample_results import whole

from gialint.checking.rulefiles.examples import Outcome
from gialint.model import Result, Text
from gialint.reporting import Style
from gialint.reporting.statistics import example_table, statistics

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_statistics(golden: Golden, language: str) -> None:
    golden(f"statistics-{language}-80.txt", statistics(whole(language), Style(language, False, 80)))


def test_waived_findings_are_counted_apart() -> None:
    result = whole("zh")
    report = result.reports[0]._replace(
        findings=tuple(each._replace(suppressed="原因") for each in result.reports[0].findings),
    )
    shown = statistics(replace(result, reports=(report,), engine=()), Style("zh"))
    rows = [line.split() for line in shown.splitlines()[2:]]
    assert {row[0] for row in rows} == {"0"}
    assert sum(int(row[2]) for row in rows) == len(report.findings)


def test_what_an_example_makes_a_rule_say_is_starred() -> None:
    outcome = Outcome("QS101", 0, "violates", None, Text("证件号110101199003077598"))
    assert "通过：证件号110*************98\n" in example_table([outcome], [], False, Style("zh"))


def test_nothing_to_tell() -> None:
    assert statistics(Result("0", ()), Style("zh")) == "没有发现问题，也没有未能核对的规则。\n"
