"""``gialint test --on``: what rules find in real reports, beside their examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
RULE = """code: QS101
name: ours
title: {zh: 不应写“政务公开”, en: no such words}
severity: warning
basis: [custom]
match: {pattern: 信息, in: [prose]}
message: {zh: '“{match}”', en: '“{match}”'}
examples:
  - clean: {一: 全年公开30条。}
  - violates: {一: 全年公开信息30条。}
"""
GAPPED = """code: QS102
name: gapped
title: {zh: 不应超过, en: no more}
severity: warning
basis: [custom]
assert: requests.granted.total <= 1000
examples:
  - clean: {requests.granted.total: 1}
  - violates: {requests.granted.total: 1001}
"""
CRASHING = """
from gialint import Text, rule

@rule("QS201", "crashing", severity="info", basis=["custom"], title=Text("坏的"))
def check(report, facts):
    yield 1 // 0
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run where rules are written, beside two reports and a file that is none."""
    (tmp_path / "QS101-ours.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "QS102-gapped.yaml").write_text(GAPPED, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    for name in ("clean.txt", "faulty.txt"):
        shutil.copy(EXAMPLES / name, tmp_path / "drafts" / name)
    (tmp_path / "drafts" / "notes.txt").write_text("会议记录\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    """Return the status, the lines about real reports, and what was said on standard error."""
    status = main(["test", *words, "--lang", "zh"])
    out, err = capsys.readouterr()
    _, _, trial = out.partition("\n在 ")
    return status, trial.splitlines(), err


def test_each_rule_has_a_row_and_its_findings(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines, err = told(capsys, "QS101-ours.yaml", "QS102-gapped.yaml", "--on", "drafts")
    assert status == 0
    assert lines[0] == "2 份报告上试用："
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.startswith("QS") and " " in line}
    assert rows["QS101"][1:] == ["2", "0"]
    assert rows["QS102"] == ["0", "0", "1"]
    listed = [line for line in lines if line.startswith("  drafts/")]
    assert len(listed) == 20
    assert listed[0].startswith("  drafts/clean.txt:")
    assert "“信息” [" in listed[0]
    assert lines[-1] == f"  另有 {int(rows['QS101'][0]) - 20} 处，-v 全部列出"
    assert "notes.txt: GIA905" in err


def test_all_is_listed_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines, _ = told(capsys, "QS101-ours.yaml", "--on", "drafts/clean.txt", "--on", "drafts", "-v")
    assert status == 0
    assert lines[0] == "2 份报告上试用："
    (row,) = [line.split() for line in lines if line.startswith("QS101 ")]
    assert len([line for line in lines if line.startswith("  drafts/")]) == int(row[1])


def test_waivers_and_severities_hide_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "drafts" / "gialint.yaml").write_text("ignore: [QS101]\n", encoding="utf-8")
    _, lines, _ = told(capsys, "QS101-ours.yaml", "--on", "drafts/clean.txt")
    assert any(line.startswith("  drafts/clean.txt:") for line in lines)


def test_a_rule_that_breaks_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "QS201_crashing.py").write_text(CRASHING, encoding="utf-8")
    status, _, err = told(capsys, "QS201_crashing.py", "QS101-ours.yaml", "--on", "drafts/clean.txt")
    assert status == 2
    assert "drafts/clean.txt: GIA901" in err


@pytest.mark.parametrize(("path", "status"), [("none.txt", 2), ("drafts/notes.txt", 2)])
def test_what_is_named_and_no_report(path: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    found, lines, err = told(capsys, "QS101-ours.yaml", "--on", path)
    assert (found, lines) == (status, [])
    assert path in err


def test_a_failed_example_is_still_status_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "QS101-ours.yaml").write_text(RULE.replace("全年公开30条", "全年公开信息"), encoding="utf-8")
    assert told(capsys, "QS101-ours.yaml", "--on", "drafts/clean.txt")[0] == 1


def test_all_rules_are_tried_without_operands(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines, _ = told(capsys, "--on", "drafts/faulty.txt")
    assert status == 0
    assert any(line.startswith("GIA301 ") for line in lines)
    assert "GIA301" in lines
