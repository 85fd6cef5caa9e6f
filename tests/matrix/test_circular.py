"""The draft of the circular: what must be corrected and what is to be looked at, by what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from gialint.cli import main

CONFIG = """\
select: [GIA101]
per_path:
  "*林业局*": {severities: {GIA101: info}}
"""


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county in which what one rule finds is an error in one report and a note in another."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "now").mkdir()
    for name in ("云坪县民政局", "云坪县林业局"):
        text = f"title: {name}2024年政府信息公开工作年度报告\ndecisions.permits: 5\n"
        (tmp_path / "now" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "gialint.yaml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def circular(*options: str) -> list[str]:
    """Return the paragraphs of the circular about the reports in the folder ``now``."""
    assert main(["matrix", "now", "-o", "docx:c.docx", *options]) == 0
    return [each.text for each in Document("c.docx").paragraphs]


def test_findings_are_sorted_by_their_own_severity(graded: Path) -> None:
    lines = circular()
    must, may = lines.index("二、必须改正的问题"), lines.index("三、需要核实的情况")
    assert "（GIA101）：1 个单位、1 处。涉及云坪县民政局。" in lines[must + 1]
    assert "（GIA101）：1 个单位、1 处。涉及云坪县林业局。" in lines[may + 1]


def test_the_tables_tell_the_severity_of_the_findings(graded: Path) -> None:
    assert main(["matrix", "now", "-o", "xlsx:m.xlsx", "-o", "json:m.json"]) == 0
    book = CalamineWorkbook.from_path("m.xlsx")
    rows = book.get_sheet_by_name("规则与机关").to_python()[1:]
    assert [(*row[:2], row[-1]) for row in rows] == [
        ("GIA101", "错误", "云坪县民政局（1）"),
        ("GIA101", "提示", "云坪县林业局（1）"),
    ]
    assert book.get_sheet_by_name("机关与规则").to_python() == [
        ["机关", "GIA101"],
        ["云坪县林业局", 1],
        ["云坪县民政局", 1],
    ]
    [rule] = json.loads((graded / "m.json").read_text("utf-8"))["rules"]
    assert rule["units"] == {"云坪县民政局": 1, "云坪县林业局": 1}
    assert rule["severities"] == {"error": {"云坪县民政局": 1}, "info": {"云坪县林业局": 1}}


@pytest.mark.usefixtures("graded")
def test_it_is_chinese_whatever_the_language_of_the_run() -> None:
    again = Path("now/again.yaml")
    again.write_text(Path("now/云坪县民政局.yaml").read_text("utf-8").replace("5", "6"), encoding="utf-8")
    lines = circular("--lang", "en")
    assert lines == circular("--lang", "zh")
    assert "报送的报告不止一份、内容不同的单位 1 个：云坪县民政局。" in lines
