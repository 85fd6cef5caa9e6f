"""Annotations and summaries for GitHub, issues for GitLab."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sample_hostile import hostile
from sample_results import PATH, balance, whole

from gialint.model import Checked, Diagnostic, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.ci import data, github, gitlab, inert, summary, value

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.*)")


def one(place: Location | None, severity: Severity = Severity.ERROR, path: str = "a.txt") -> str:
    """Return the command for one finding."""
    found = Diagnostic("GIA501", "x", severity, "不符", "改。", location=place)
    return github(Result("", (Checked(path, findings=(found,)),)), Style()).splitlines()[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, "file=a.txt,title=GIA501 x"),
        (
            Location("一", "", 3, 2, 3, 4, None, "", "ab", ""),
            "file=a.txt,line=3,col=2,endColumn=4,title=GIA501 x",
        ),
        (Location("一", "", 3, 2, 5, 4, None, "", "ab", ""), "file=a.txt,line=3,endLine=5,title=GIA501 x"),
        (Location("一", "", 3, 2, 3, 4, None, "87:1", "ab", ""), "file=a.txt,line=87,title=GIA501 x"),
    ],
)
def test_places(place: Location | None, expected: str) -> None:
    assert one(place) == f"::error {expected}::不符%0A改。"


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severities(severity: Severity, command: str) -> None:
    assert one(None, severity).startswith(f"::{command} ")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./a,b:c.txt", "file=a%2Cb%3Ac.txt,"),
        ("100%.txt", "file=100%25.txt,"),
        ("a\nb.txt", "file=a␊b.txt,"),
    ],
)
def test_paths_are_escaped(path: str, expected: str) -> None:
    assert one(None, path=path).startswith(f"::error {expected}")


def test_every_line_is_a_command_or_the_verdict_whatever_a_report_says() -> None:
    *commands, verdict = github(hostile(), Style()).splitlines()
    assert all(COMMAND.fullmatch(line) for line in commands)
    assert len(commands) == 2
    assert verdict.startswith("共 1 份报告")
    assert all("%250A" in line and "%0A::add-mask::z" in line for line in commands)


def test_suppressed_findings_are_left_out() -> None:
    waived = balance("zh")._replace(suppressed="已核实")
    told = github(Result("", (Checked("a.txt", findings=(waived,)),)), Style("en"))
    assert told == "1 report: nothing found, 1 more waived.\n"


def test_a_problem_outside_any_report_names_its_file() -> None:
    assert "::error file=rules/balance.yaml,line=7,col=9," in github(whole(), Style())


def test_the_summary_tells_all_in_markdown() -> None:
    told = summary(whole(), Style())
    assert told.startswith("## gialint\n\n**共 4 份报告")
    assert f"### {PATH} · 青石镇人民政府 · 2024 年" in told
    assert "GIA301" in told


@pytest.mark.parametrize(
    ("language", "rest"), [("zh", "另有 1201 份报告未列出。"), ("en", "1201 more reports did not fit here.")]
)
def test_a_summary_fits_into_what_github_takes(language: str, rest: str) -> None:
    found = balance("zh")._replace(message="收" * 400)
    report = Checked("a.txt", findings=(found,))
    fits = len(summary(Result("", (report,)), Style(language)).encode()) - 200
    told = summary(Result("", (report,) * (1_000_000 // fits + 1200)), Style(language))
    assert 990_000 < len(told.encode()) <= 1024 * 1024
    assert re.sub(r"\d+", "1201", told.splitlines()[-1]) == rest


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::add-mask::一", "%3A%3Aadd-mask::一"),
        ("甲\n  ::error file=a::乙", "甲\n  %3A%3Aerror file=a::乙"),
        ("甲\r\u3000\t::debug::乙", "甲\r\u3000\t%3A%3Adebug::乙"),
        ("甲\n\n::debug::乙", "甲\n\n%3A%3Adebug::乙"),
        ("\u200b::debug::", "\u200b%3A%3Adebug::"),
        (" ::: 一、总体情况", " ::: 一、总体情况"),
        ("甲##[group]乙", "甲##%5Bgroup]乙"),
        ("### [GIA301] 甲::乙", "### [GIA301] 甲::乙"),
        (": :甲", ": :甲"),
        ("a.txt:1:2: error", "a.txt:1:2: error"),
        ("", ""),
    ],
)
def test_no_line_is_a_command(text: str, expected: str) -> None:
    assert inert(text) == expected


def test_what_stands_in_a_command_is_escaped() -> None:
    assert data("a:b,\r\n50%") == "a:b,%0D%0A50%25"
    assert value("a:b,\r\n50%") == "a%3Ab%2C%0D%0A50%25"
