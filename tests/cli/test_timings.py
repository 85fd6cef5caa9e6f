"""``check --statistics`` and ``--timings``: what is told besides the findings, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.cli.timings import Timings, timings_table
from gialint.config import Config
from gialint.reporting import Style
from gialint.run.linter import linter
from gialint.run.result import result_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = ("clean.docx", "faulty.md")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run among the examples."""
    monkeypatch.chdir(EXAMPLES)


def test_timings_are_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *FILES, "--output-format", "json"]) == 1
    plain = capsys.readouterr()
    assert main(["check", *FILES, "--output-format", "json", "--timings"]) == 1
    timed = capsys.readouterr()
    assert timed.out == plain.out
    assert plain.err == ""
    for words in ("阶段", "准备（插件、规则）", "读取", "理解", "核对", "输出", "GIA3", *FILES):
        assert words in timed.err


def test_every_phase_rule_and_file_is_timed() -> None:
    timings = Timings()
    lint = linter(Config())
    paths = ["clean.docx", "faulty.md", "没有.txt"]
    result = result_of(timings.of(lint), timings.each(paths))
    assert result == result_of(lint, paths)
    assert set(timings.phases) == {"read", "understand", "check"}
    assert set(timings.files) == set(paths)
    assert set(timings.rules) <= {rule.code for rule in lint.rules}
    assert len(timings.rules) > 30
    checking = timings.phases["check"]
    assert 0 < sum(timings.rules.values()) <= checking <= sum(timings.files.values())


def test_only_the_slowest_ten_are_told() -> None:
    timings = Timings()
    timings.phases["read"] = 0.5
    timings.rules.update({f"GIA1{number:02}": number / 1000 for number in range(20)})
    shown = timings_table(timings, Style("en"))
    assert [line.split()[-1] for line in shown.splitlines() if "GIA" in line] == [
        f"GIA1{number}" for number in range(19, 9, -1)
    ]
    assert "19.0           4%      GIA119" in shown


@pytest.mark.parametrize("form", ["full", "concise"])
def test_statistics_follow_what_people_read(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *FILES, "--output-format", form, "--statistics"]) == 1
    told = capsys.readouterr()
    findings, _, table = told.out.rpartition("\n\n")
    assert "GIA501" in findings
    assert table.startswith("次数")
    assert told.err == ""


def test_statistics_leave_what_programs_read_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *FILES, "--output-format", "json", "--statistics"]) == 1
    told = capsys.readouterr()
    result = json.loads(told.out)
    counts = {line.split()[4]: int(line.split()[0]) for line in told.err.splitlines()[2:]}
    found = [finding["code"] for report in result["reports"] for finding in report["findings"]]
    found += [problem["code"] for problem in result["engine"]]
    assert {code: count for code, count in counts.items() if count} == {
        code: found.count(code) for code in set(found)
    }
