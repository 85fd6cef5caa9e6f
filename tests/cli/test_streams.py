"""Reporters that write as they go say what those say that write at once, and a plugin may bring one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.hookspecs import loaded
from gialint.model import Checked, Result
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style, pieces

EXAMPLES = Path(__file__).parents[2] / "examples"
PLUGIN = """
from gialint import Reporter, hookimpl

class Counts:
    def __init__(self, style):
        self.whole = 0
    def begin(self, result):
        return "begin\\n"
    def report(self, checked):
        self.whole += 1
        return {said}
    def end(self):
        return f"{{self.whole}}\\n"

@hookimpl
def gialint_reporters():
    return [Reporter("counts", lambda result, style: "", stream=Counts)]
"""


@pytest.mark.parametrize("name", [each.name for each in REPORTERS if each.stream])
def test_no_report_is_an_output_too(name: str) -> None:
    [reporter] = (each for each in REPORTERS if each.name == name)
    for reports in ((), (Checked("a.docx"),)):
        result = Result("0", reports)
        whole = loaded(reporter.load)(result, Style())
        assert "".join(pieces(loaded(reporter.stream)(Style()), result)) == whole != ""


def test_lines_are_what_json_says(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / name) for name in ("faulty.docx", "clean.docx")]
    main(["check", *files, "--output-format", "json"])
    whole = json.loads(capsys.readouterr().out)
    main(["check", *files, "--output-format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = [line.pop("kind") for line in lines]
    assert (kinds[0], lines[0]["schema"], kinds[-1]) == ("run", "gialint/lines/1", "summary")
    assert [line for kind, line in zip(kinds, lines, strict=True) if kind == "report"] == whole["reports"]
    assert lines[-1] == whole["summary"]


@pytest.mark.parametrize(
    ("said", "status", "printed"),
    [('f"{checked.path}\\n"', 0, "begin\nclean.docx\nclean.md\n2\n"), ("42", 2, "")],
)
def test_a_plugin_may_bring_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: str,
    status: int,
    printed: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("clean.docx", "clean.md"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "ours.py").write_text(PLUGIN.format(said=said), encoding="utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", encoding="utf-8")
    words = ["check", "clean.docx", "clean.md", "--allow-plugins", "-o", "counts:out"]
    assert main([*words, "--output-format", "concise", "-q"]) == status
    assert ((tmp_path / "out").read_text("utf-8") if printed else "") == printed
    assert status == 0 or "GIA903" in capsys.readouterr().err
