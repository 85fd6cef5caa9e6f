"""Code Quality of GitLab: an issue a finding, each with a fingerprint of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sample_hostile import hostile
from sample_results import PATH, balance, whole

from gialint.model import Checked, Diagnostic, Result, Severity
from gialint.reporting import Style
from gialint.reporting.ci import gitlab


def issues(result: Result) -> list[dict[str, Any]]:
    """Return the issues after their shape was held against GitLab's."""
    told = json.loads(gitlab(result, Style()))
    for issue in told:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(issue["location"]) == {"path", "lines"}
        assert issue["location"]["path"]
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1
        assert "\n" not in issue["description"]
    prints = [issue["fingerprint"] for issue in told]
    assert len(prints) == len(set(prints))
    assert isinstance(told, list)
    return told


def test_issues() -> None:
    told = [
        (each["check_name"], each["severity"], each["location"]["path"], each["location"]["lines"]["begin"])
        for each in issues(whole())
    ]
    assert told == [
        ("GIA903 plugin-broken", "blocker", "rules/balance.yaml", 7),
        ("GIA501 no-applications-claimed", "critical", PATH, 12),
        ("GIA301 balance", "critical", PATH, 7),
        ("GIA722 sentence-end", "info", PATH, 12),
        ("GIA902 unreadable", "blocker", "drafts/旧.doc", 1),
    ]


def found(**changes: Any) -> Diagnostic:
    return balance("zh")._replace(**changes)


@pytest.mark.parametrize(
    "result",
    [
        Result("", (Checked("a.txt", findings=(found(), found())),)),
        Result("", (Checked("a.txt", findings=(found(),)), Checked("b.txt", findings=(found(),)))),
        Result("", (Checked("a.txt", findings=(found(), found(code="GIA302"))),)),
    ],
)
def test_fingerprints_are_unique_even_where_findings_are_alike(result: Result) -> None:
    assert len(issues(result)) == 2


def test_a_fingerprint_lives_on_when_other_findings_come_and_go() -> None:
    [alone] = issues(Result("", (Checked("./a.txt", findings=(found(),)),)))
    beside = issues(Result("", (Checked("a.txt", findings=(found(code="GIA1", fingerprint="f"), found())),)))
    assert alone["fingerprint"] == beside[1]["fingerprint"]


def test_suppressed_findings_are_left_out_and_warnings_are_major() -> None:
    checked = Checked("a.txt", findings=(found(suppressed="已核实"), found(severity=Severity.WARNING)))
    assert [issue["severity"] for issue in issues(Result("", (checked,)))] == ["major"]


def test_hostile_text_stays_text() -> None:
    text = gitlab(hostile(), Style())
    assert all(char == "\n" or char.isprintable() for char in text if char not in "\ufffe")
    assert issues(hostile())[0]["location"]["path"] == "."
