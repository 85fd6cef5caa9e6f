"""An output that would go over a file of which nobody knows whether it is a report: every command says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
PLUGIN = """
from gialint import Reader, hookimpl

def read(data, path, limits):
    raise ValueError("no page of ours")

@hookimpl
def gialint_readers():
    return [Reader("ours", (".html", ".xlsx"), f"{__name__}:read")]
"""
COMMANDS = {
    "check": ("check", "a.txt", "-o", "html:out.html"),
    "diff of two files": ("diff", "a.txt", "b.txt", "-o", "html:out.html"),
    "diff of two folders": ("diff", "one", "two", "-o", "html:out.html"),
    "matrix": ("matrix", "one", "-o", "xlsx:out.xlsx"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trust: Callable[[Path], None]) -> Path:
    """Make a folder with reports, a reader that breaks, and what is to be replaced, the current one."""
    for name in ("a.txt", "b.txt", "one/a.txt", "two/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(EXAMPLES / "clean.txt", tmp_path / name)
    (tmp_path / "ours.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    for name in ("out.html", "out.xlsx"):
        (tmp_path / name).write_text("whatever it is", "utf-8")
    trust(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_reader_that_breaks_over_it_is_told(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--lang", "zh"]) == 2
    output = Path(words[-1].partition(":")[2])
    told = capsys.readouterr()
    assert "no page of ours" in told.out + told.err + output.read_bytes().decode("utf-8", "replace")
    assert output.read_bytes() != b"whatever it is"
