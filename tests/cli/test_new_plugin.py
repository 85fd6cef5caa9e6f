"""``gialint new-plugin`` writes a package whose rules, output and tests work as they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gialint.cli import main

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "examples" / "clean.txt"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_examples_turn_out_as_they_say(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-plugin", "qing_shi", "--lang", language]) == 0
    assert "gialint test gialint-qing-shi/gialint_qing_shi\n" in capsys.readouterr().out.replace(";", "")
    assert main(["test", "gialint-qing-shi/gialint_qing_shi", "--lang", "zh"]) == 0
    assert "共 2 条规则、5 个示例，全部通过。" in capsys.readouterr().out


def test_it_is_loaded_and_its_output_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-plugin", "yunping", "-o", "ours"]) == 0
    Path("gialint.yaml").write_text("plugins: [./ours/gialint_yunping]\n", encoding="utf-8")
    Path("clean.txt").write_bytes(CLEAN.read_bytes())
    capsys.readouterr()
    assert main(["check", "clean.txt", "--allow-plugins", "--output-format", "yunping"]) == 0
    assert capsys.readouterr().out == "clean.txt: 0\n"


def test_its_own_tests_pass(folder: Path) -> None:
    assert main(["new-plugin", "yunping", "-o", "ours"]) == 0
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=folder / "ours", capture_output=True, encoding="utf-8")
    assert "5 passed" in done.stdout, done.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_code_is_as_ours(language: str, folder: Path) -> None:
    assert main(["new-plugin", "yunping", "-o", "ours", "--lang", language]) == 0
    module = folder / "ours" / "gialint_yunping"
    ours = ["--config", str(ROOT / "pyproject.toml")]
    for words in (["ruff", "check", *ours], ["ruff", "format", "--check", *ours], ["mypy", "--strict"]):
        command = [sys.executable, "-m", *words, str(module)]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["Yunping", "yp", "1ab", "云坪", "gia_x", "g_ia", "a-b-c"])
def test_what_no_plugin_can_be_called(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-plugin", name, "--lang", "zh"]) == 2
    assert f"名称“{name}”应如 yunping" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_nothing_is_written_into_a_folder_that_holds_something(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "gialint-yunping").mkdir()
    (folder / "gialint-yunping" / "mine").touch()
    assert main(["new-plugin", "yunping", "--lang", "zh"]) == 2
    assert "已经存在，没有写入" in capsys.readouterr().err
    assert [path.name for path in (folder / "gialint-yunping").iterdir()] == ["mine"]
