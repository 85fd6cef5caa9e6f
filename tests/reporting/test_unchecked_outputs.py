"""Files met and not checked (GIA908) and no reports (GIA905): every output tells and counts them."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sample_results import balance

from gialint.config import Config
from gialint.model import Checked, Diagnostic, LeftOut, Location, Result, Severity
from gialint.reporting import Style
from gialint.reporting.ci import github, gitlab
from gialint.reporting.html import html, pages
from gialint.reporting.json import json_result
from gialint.reporting.junit import junit
from gialint.reporting.markdown import markdown
from gialint.reporting.sarif import sarif
from gialint.reporting.summary import tally
from gialint.reporting.terminal import concise, full
from gialint.reporting.xlsx import xlsx
from gialint.run.result import exit_status

SAYS, EACH = Style("zh"), Style("zh", verbose=True)
ZIP, PNG = "不能直接检查 .zip 文件", "不能直接检查 .png 文件"
OWN, STRAY = "gialint 写出的检查结果，不是报告", "看不出这是一份要检查的报告"
VERDICT = (
    "共 1 份报告：未发现问题；5 个文件看不出是报告，未检查；"
    "另有 4 个文件未检查（其中 1 个是 gialint 自己写出的）；"
    "按 exclude 排除 7 个文件；按 .gitignore 排除 9 个文件"
)


def unchecked(path: str, message: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    location = Location(path, "", 0, 0, 0, 0, None, path, "")
    return Diagnostic("GIA908", "not-checked", severity, message, hint="请先解压。", location=location)


def stray(path: str) -> Checked:
    return Checked(
        path, findings=(Diagnostic("GIA905", "not-an-annual-report", Severity.WARNING, STRAY),), rules=0
    )


RESULT = Result(
    "0.1.0",
    (Checked("年报.docx", "docx", rules=80), *(stray(f"信{number}.txt") for number in range(5))),
    (
        unchecked("甲.zip", ZIP),
        unchecked("a.png", PNG),
        unchecked("b.png", PNG),
        unchecked("out/x.html", OWN, Severity.INFO),
    ),
    left_out=LeftOut(7, 9),
)


def test_they_are_in_no_other_count() -> None:
    counts = tally(RESULT)
    assert (counts.warning, counts.met, counts.info, counts.engine) == (5, 5, 0, 0)
    assert (counts.unchecked, counts.own, counts.left_out) == (4, 1, LeftOut(7, 9))
    assert RESULT.count(Severity.WARNING) == 5
    assert RESULT.count(Severity.INFO) == 0


@pytest.mark.parametrize(
    ("engine", "reports", "status"),
    [
        ((unchecked("甲.zip", ZIP),), (), 1),
        ((unchecked("x.html", OWN, Severity.INFO),), (), 0),
        ((), (stray("信.txt"),), 1),
        ((), (Checked("年报.docx", rules=3),), 0),
    ],
)
def test_they_fail_the_strict_but_for_what_gialint_wrote(
    engine: tuple[Diagnostic, ...], reports: tuple[Checked, ...], status: int
) -> None:
    result = Result("", reports, engine)
    assert exit_status(result, Config(strict=True)) == status
    assert exit_status(result, Config()) == 0


def test_concise() -> None:
    assert concise(RESULT, SAYS).splitlines() == [
        f"甲.zip: 警告 GIA908 {ZIP}",
        f"out/x.html: 提示 GIA908 {OWN}",
        f"警告 GIA908 {PNG}：a.png、b.png",
        f"警告 GIA905 {STRAY}：信0.txt、信1.txt、信2.txt 等 5 个文件",
        f"{VERDICT}。",
    ]
    assert len(concise(RESULT, EACH).splitlines()) == 10
    assert concise(RESULT, SAYS._replace(quiet=True)).count("\n") == 4


def test_terminal() -> None:
    told = full(RESULT, SAYS._replace(width=200))
    assert f"警告[GIA908] not-checked：{ZIP}\n --> 甲.zip\n  = 怎么改：请先解压。\n" in told
    assert f"警告[GIA905] not-an-annual-report：{STRAY}：信0.txt、信1.txt、信2.txt 等 5 个文件\n" in told
    assert "  = 怎么改：--verbose 逐个列出。\n" in told
    assert told.endswith(f"\n\n{VERDICT}。\n")
    english = full(RESULT, Style("en", width=200))
    assert "信0.txt, 信1.txt, 信2.txt and 2 more\n  = hint: --verbose lists each.\n" in english
    assert "信4.txt" in full(RESULT, EACH)
    assert "未检查" not in full(RESULT, SAYS._replace(quiet=True))
    assert full(Result("", (Checked("a", rules=1),)), SAYS._replace(quiet=True)) == ""


def test_github_and_markdown() -> None:
    assert github(RESULT, SAYS).startswith(f"::warning file=甲.zip,title=GIA908 not-checked::{ZIP}%0A")
    told = markdown(RESULT, SAYS)
    assert f"| **未能核对** | GIA908 | {ZIP} | 甲.zip | 请先解压。 |" in told
    assert "信3.txt" not in told
    assert "信3.txt" in markdown(RESULT, EACH)
    assert f"**{VERDICT}。**" in told


def test_json_lists_every_one() -> None:
    told = json.loads(json_result(RESULT, SAYS))
    assert told["unchecked"][0] == {"path": "甲.zip", "reason": ZIP, "hint": "请先解压。"}
    assert [each["path"] for each in told["unchecked"]] == ["甲.zip", "a.png", "b.png", "out/x.html"]
    assert told["engine"] == []
    summary = told["summary"]
    assert [summary[name] for name in ("reports", "warning", "unchecked", "excluded", "gitignored")] == [
        6, 5, 4, 7, 9,
    ]  # fmt: skip


def run_of(result: Result) -> Any:
    return json.loads(sarif(result, SAYS))["runs"][0]


def test_sarif() -> None:
    run = run_of(RESULT)
    results = [(each["ruleId"], each["level"], uri(each)) for each in run["results"]]
    assert results[:2] == [("GIA908", "warning", "%E7%94%B2.zip"), ("GIA908", "warning", "a.png")]
    [invocation] = run["invocations"]
    assert invocation["properties"] == {"unchecked": 4, "excluded": 7, "gitignored": 9}
    assert invocation["executionSuccessful"] is True


def uri(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_sarif_of_a_file_that_is_no_report_named_and_met() -> None:
    named = Diagnostic("GIA905", "not-an-annual-report", Severity.ERROR, STRAY)
    run = run_of(Result("", (stray("信.txt"), Checked("函.txt", findings=(named,)))))
    assert [(each["ruleId"], each["ruleIndex"]) for each in run["results"]] == [("GIA905", 0)]
    [invocation] = run["invocations"]
    assert [each["descriptor"]["id"] for each in invocation["toolExecutionNotifications"]] == ["GIA905"]
    driver = run["tool"]["driver"]
    assert [each["id"] for each in (*driver["rules"], *driver["notifications"])] == ["GIA905", "GIA905"]


def test_junit_has_them_as_skipped() -> None:
    told = junit(RESULT, SAYS)
    assert '<testsuite name="gialint" tests="4" failures="0" errors="0" skipped="4" time="0">' in told
    assert '<property name="excluded" value="7" />' in told
    assert '<property name="gitignored" value="9" />' in told


def test_gitlab() -> None:
    told = json.loads(gitlab(RESULT, SAYS))
    assert [(each["check_name"], each["location"]["path"]) for each in told[:2]] == [
        ("GIA908 not-checked", "甲.zip"), ("GIA908 not-checked", "a.png"),
    ]  # fmt: skip


@pytest.mark.parametrize("verbose", [False, True])
def test_html(verbose: bool) -> None:
    style = SAYS._replace(verbose=verbose)
    for page in (html(RESULT, style), pages(RESULT, style)["index.html"]):
        text = re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL))
        assert f"{VERDICT}。" in text
        assert "没有检查的文件 4" in text
        assert "甲.zip" in text
        assert ("信4.txt" in text) is verbose
        assert "共 1 份报告" in text
    assert len(pages(RESULT, style)) == (7 if verbose else 2)


def test_html_of_a_single_report_names_them_too() -> None:
    result = Result(
        "", (Checked("年报.docx", rules=1, findings=(balance("zh"),)),), (unchecked("甲.zip", ZIP),)
    )
    assert ZIP in html(result, SAYS)


def test_xlsx() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(RESULT, SAYS)))
    rows = book.get_sheet_by_name("未能核对").to_python()[1:]
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("甲.zip", "GIA908", f"{ZIP}\n请先解压。"),
        ("a.png", "GIA908", f"{PNG}\n请先解压。"),
        ("b.png", "GIA908", f"{PNG}\n请先解压。"),
        ("out/x.html", "GIA908", f"{OWN}\n请先解压。"),
        ("", "", "按 exclude 排除 7 个文件"),
        ("", "", "按 .gitignore 排除 9 个文件"),
    ]
    assert {row[3] for row in book.get_sheet_by_name("问题").to_python()[1:]} == {"GIA905"}
