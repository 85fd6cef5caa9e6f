"""The server stays up and answers, whatever a file or a plugin does; and what it runs is trusted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from editor import editing, played
from lsprotocol import types

from gialint.lsp.examining import Opened
from gialint.lsp.server import server
from gialint.run.worker import Failed, Lost

REPORT = (Path(__file__).parents[2] / "examples" / "draft.txt").read_text("utf-8")
PLUGIN = """
import os, pathlib, time
from gialint import Finding, Text, hookimpl, rule

HERE = pathlib.Path(__file__).parent
(HERE / "ran").touch()
print("not a message of the protocol")

@rule("LOC1", "ours", title=Text("ours"), severity="info", basis=["x"])
def ours(report, facts):
    if "紫色" in report.document.text:
        os._exit(3)
    while "慢" in report.document.text and not (HERE / "go").exists():
        time.sleep(0.01)
    yield Finding(Text("ours was here"))

@hookimpl
def gialint_rules():
    return [ours]
"""
WITHOUT = """
import sys
sys.modules.update(pygls=None, lsprotocol=None)
from gialint.cli import main
sys.exit(main(["lsp", "--lang", "zh"]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.py").write_text(PLUGIN, "utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    return tmp_path


def test_plugins_of_a_folder_run_only_if_it_is_trusted(folder: Path) -> None:
    async def scene() -> None:
        async with editing(folder) as editor:
            editor.open(folder / "report.txt", REPORT)
            told = await editor.told(folder / "report.txt")
            [withheld] = (each for each in told if each.code == "GIA906")
            place = next(iter(withheld.related_information or ()))
            assert place.location.uri == (folder / "gialint.yaml").as_uri()
            assert not (folder / "ran").exists()

    played(scene())


def test_a_file_over_which_the_process_dies_takes_nothing_with_it(
    folder: Path, trust: Callable[[Path], None]
) -> None:
    trust(folder)
    deadly, other = folder / "deadly.txt", folder / "other.txt"

    async def scene() -> None:
        async with editing(folder) as editor:
            editor.open(deadly, REPORT + "紫色\n")
            [died] = await editor.told(deadly)
            assert (died.code, died.severity) == ("GIA907", types.DiagnosticSeverity.Error)
            assert "exit 3" in died.message
            editor.open(other, REPORT)
            assert "LOC1" in [each.code for each in await editor.told(other)]
            editor.change(deadly, REPORT)
            assert "LOC1" in [each.code for each in await editor.told(deadly)]

    played(scene())


@pytest.mark.parametrize(
    ("error", "code"), [(Lost("SIGSEGV"), "GIA907"), (Failed("ValueError: x"), "GIA902")]
)
def test_a_file_that_could_not_be_examined_is_told_by_its_cause(error: Lost | Failed, code: str) -> None:
    opened = Opened("file:///a.txt", "/a.txt", "", 1, "utf-16")
    [told] = server("zh").failed(opened, error).diagnostics
    assert told.code == code
    assert str(error) in told.message


def test_a_slow_file_holds_up_no_answer_and_is_broken_off_when_it_is_changed(
    folder: Path, trust: Callable[[Path], None]
) -> None:
    trust(folder)
    slow, other = folder / "slow.txt", folder / "other.txt"

    async def scene() -> None:
        async with editing(folder) as editor:
            editor.open(other, REPORT)
            told = await editor.told(other)
            editor.open(slow, REPORT + "慢\n")
            assert "GIA" in await editor.hover(other, told[0].range.start)
            assert slow.as_uri() not in editor.sent
            editor.change(slow, REPORT)  # nothing lets the first go on
            assert "LOC1" in [each.code for each in await editor.told(slow)]

    played(scene())


def test_only_the_last_of_many_changes_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"

    async def scene() -> None:
        async with editing(tmp_path) as editor:
            editor.open(path, "")
            for length in range(0, len(REPORT), 97):
                editor.change(path, REPORT[:length])
            editor.change(path, REPORT)
            assert "GIA501" in [each.code for each in await editor.told(path)]
            editor.close(path)
            editor.open(path, REPORT)
            assert "GIA501" in [each.code for each in await editor.told(path)]

    played(scene())


def test_without_its_packages_the_command_says_how_to_install_them() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install lsprotocol pygls" in done.stderr
