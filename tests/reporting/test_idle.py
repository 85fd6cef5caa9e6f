"""What has no effect (GIA904) stands in no report: every output tells it as a warning, and no work undone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sample_results import balance

from gialint.config import Config
from gialint.model import Checked, Diagnostic, Location, Result, Severity
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

WHERE = "gialint-waivers.yaml:3:5"
IDLE = Diagnostic(
    "GIA904",
    "unused-suppression",
    Severity.WARNING,
    "数字已经变了",
    "重新核实",
    location=Location(WHERE, "", 0, 0, 0, 0, None, WHERE, ""),
    quote="  - code: GIA301\n    ^",
)
WAIVED = balance("zh")._replace(suppressed="文中注释：已核实", in_source=True)
RESULT = Result("0.1.0", (Checked("a.txt", "text", findings=(WAIVED,)),), (IDLE,))
SAYS = Style("zh")


def test_it_counts_as_a_warning() -> None:
    counts = tally(RESULT)
    assert (counts.warning, counts.suppressed, counts.engine, RESULT.count(Severity.WARNING)) == (1, 1, 0, 1)


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_exit_status(fail_on: str, status: int) -> None:
    assert exit_status(RESULT, Config(fail_on=fail_on)) == status


def test_terminal() -> None:
    told = full(RESULT, SAYS)
    assert told.startswith("警告[GIA904] unused-suppression：数字已经变了\n --> gialint-waivers.yaml:3:5\n")
    assert told.endswith("共 1 份报告：1 个警告，另有 1 个已豁免。请逐条核实警告后再发布。\n")


def test_concise_and_github() -> None:
    assert concise(RESULT, SAYS).startswith(
        f"{WHERE}: 警告 GIA904 数字已经变了\n共 1 份报告：1 个警告，另有 1 个已豁免"
    )
    assert github(RESULT, SAYS).startswith("::warning file=gialint-waivers.yaml,line=3,col=5,endColumn=5,")


def test_json() -> None:
    told = json.loads(json_result(RESULT, SAYS))
    assert [each["code"] for each in told["engine"]] == ["GIA904"]
    assert (told["summary"]["warning"], told["summary"]["engine"]) == (1, 0)


def test_sarif_has_it_as_a_result() -> None:
    [run] = json.loads(sarif(RESULT, SAYS))["runs"]
    idle, waived = run["results"]
    assert idle["ruleId"] == "GIA904"
    assert idle["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "gialint-waivers.yaml"},
                "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 5},
            }
        }
    ]
    assert run["tool"]["driver"]["rules"][idle["ruleIndex"]]["id"] == "GIA904"
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["invocations"][0]["toolExecutionNotifications"] == []
    assert waived["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "文中注释：已核实"}
    ]


def test_sarif_of_a_baseline_without_a_line() -> None:
    bare = IDLE._replace(location=Location("b.json", "", 0, 0, 0, 0, None, "b.json", ""))
    [run] = json.loads(sarif(replace(RESULT, engine=(bare,)), SAYS))["runs"]
    assert run["results"][0]["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "b.json"}}}]


def test_junit_has_it_as_a_failure() -> None:
    told = junit(RESULT, SAYS)
    assert '<testsuite name="gialint" tests="1" failures="1" errors="0" skipped="0" time="0">' in told
    assert '<testsuite name="a.txt" tests="1" failures="0" errors="0" skipped="0" time="0">' in told


def test_gitlab() -> None:
    [issue] = json.loads(gitlab(RESULT, SAYS))
    assert (issue["severity"], issue["location"]) == (
        "major", {"path": "gialint-waivers.yaml", "lines": {"begin": 3}},
    )  # fmt: skip


def test_markdown() -> None:
    assert f"| **请核实** | GIA904 警告 | 数字已经变了 | {WHERE} | 重新核实 |" in markdown(RESULT, SAYS)


@pytest.mark.parametrize("reports", [1, 2])
def test_html(reports: int) -> None:
    result = replace(RESULT, reports=(*RESULT.reports,) * reports)
    for page in (html(result, SAYS), pages(result, SAYS)["index.html"]):
        text = re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL))
        assert "不起作用的豁免 1 警告 GIA904 数字已经变了 gialint-waivers.yaml:3:5" in text
        assert "未能完成的工作" not in text


def test_xlsx() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(RESULT, SAYS)))
    [row] = book.get_sheet_by_name("问题").to_python()[1:]
    assert row[:7] == [WHERE, "", "", "GIA904", "警告", "数字已经变了", ""]
    assert len(book.get_sheet_by_name("未能核对").to_python()) == 1
    assert len(book.get_sheet_by_name("已豁免").to_python()) == 2
