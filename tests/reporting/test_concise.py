"""A line a finding, as editors and grep want it."""

from __future__ import annotations

import pytest

from gialint.model import Checked, Diagnostic, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.terminal import concise

PLACE = Location("六/段1", "六", 12, 7, 12, 9, None, "", "词", "")


def found(
    location: Location | None, severity: Severity = Severity.ERROR, message: str = "不符"
) -> Diagnostic:
    return Diagnostic("GIA501", "x", severity, message, location=location)


@pytest.mark.parametrize(
    ("diagnostic", "expected"),
    [
        (found(PLACE), "a.txt:12:7: 错误 GIA501 不符 [六/段1]"),
        (found(PLACE, Severity.WARNING), "a.txt:12:7: 警告 GIA501 不符 [六/段1]"),
        (found(None, Severity.INFO), "a.txt: 提示 GIA501 不符"),
        (found(PLACE, message="一\n二"), "a.txt:12:7: 错误 GIA501 一 二 [六/段1]"),
    ],
)
def test_lines(diagnostic: Diagnostic, expected: str) -> None:
    text = concise(Result("", (Checked("a.txt", findings=(diagnostic,)),)), Style())
    assert text.split("\n")[0] == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (None, "错误 GIA501 不符"),
        (Location("rules/a.yaml", "", 3, 7, 3, 8, None, "", ""), "rules/a.yaml:3:7: 错误 GIA501 不符"),
        (Location("rules/a.yaml:3:7", "", 3, 7, 3, 8, None, "", ""), "rules/a.yaml:3:7: 错误 GIA501 不符"),
    ],
)
def test_problems_outside_any_file_come_first(location: Location | None, expected: str) -> None:
    report = Checked("a.txt", findings=(found(PLACE),))
    assert concise(Result("", (report,), (found(location),)), Style()).split("\n")[0] == expected


def test_suppressed_findings_are_not_listed_and_the_verdict_ends() -> None:
    waived = Diagnostic("GIA501", "x", Severity.ERROR, "不符", suppressed="已核实")
    text = concise(Result("", (Checked("a.txt", findings=(waived,)),)), Style("en"))
    assert text == "1 report: nothing found, 1 more waived.\n"
