"""``gialint text`` and ``gialint facts``: what was read, and what could not be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main

YAML = "title: 青石镇人民政府2024年政府信息公开工作年度报告\nfacts:\n  requests.new.natural_person: 3\n"
TEXT = "青石镇人民政府2024年政府信息公开工作年度报告\n经办人 11010519491231002X\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with two reports the current one."""
    (tmp_path / "报告.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "报告.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "空.txt").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_is_the_reading_text_with_personal_numbers_masked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", "报告.txt"]) == 0
    told = capsys.readouterr()
    assert told.out == TEXT.replace("1051949123100", "*" * 13)
    assert told.err == ""


@pytest.mark.parametrize(
    ("path", "said"),
    [("没有.txt", "没有.txt: GIA902 没有这个文件"), ("空.txt", "空.txt: GIA902 文件是空的（0 字节）")],
)
def test_text_that_cannot_be_read(path: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", path]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(said)


def test_text_in_spite_of_a_broken_configuration(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gialint.yaml").write_text("plugins: [nothing_like_it]\nstrict: 3\n", encoding="utf-8")
    trust(folder)
    assert main(["text", "报告.txt"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("青石镇人民政府")
    assert re.findall("GIA90.", told.err) == ["GIA906", "GIA903"]


def test_text_loads_no_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.yaml").write_text("code: 坏\n", encoding="utf-8")
    (folder / "gialint.yaml").write_text("rules: [./坏.yaml]\n", encoding="utf-8")
    assert main(["text", "报告.txt"]) == 0
    assert capsys.readouterr().err == ""


def test_facts_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "报告.yaml", "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "gialint/facts/1"
    [report] = told["reports"]
    assert (report["path"], report["year"]) == ("报告.yaml", 2024)
    facts = {fact["fact"]: fact["value"] for fact in report["facts"]}
    assert facts["requests.new.natural_person"] == 3


def test_facts_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "报告.yaml"]) == 0
    assert "requests.new.natural_person" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["没有.yaml", "报告.yaml"], "没有.yaml: GIA902 没有这个文件"),
        (["报告.yaml", "*.pdf"], "*.pdf: GIA902 没有文件与这个模式相符"),
    ],
)
def test_facts_of_what_can_be_read(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--output-format", "json", *words]) == 2
    told = capsys.readouterr()
    assert [report["path"] for report in json.loads(told.out)["reports"]] == ["报告.yaml"]
    assert told.err.startswith(said)


def test_facts_of_a_folder_pass_over_what_is_no_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "站").mkdir()
    (folder / "站" / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert main(["facts", "站"]) == 0
    assert capsys.readouterr().err.startswith("站/mkdocs.yml: GIA905 看不出这是一份要检查的报告\n")
    assert main(["facts", "站/mkdocs.yml"]) == 2
    assert "  site_name: x\n  ^\n" in capsys.readouterr().err


def test_no_facts_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "空.txt"]) == 2
    assert capsys.readouterr().out == ""
