"""``check --jobs``: the same bytes whatever the number of processes, and a crash that loses one file."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from gialint.config import Config
from gialint.run.linter import linter

EXAMPLES = Path(__file__).parents[2] / "examples"
CRASHING = """\
import os
import gialint
from gialint.hookspecs import Reader


def read(data, path, limits):
    os.kill(os.getpid(), 9)


@gialint.hookimpl
def gialint_readers():
    return [Reader("crash", (".crash",), f"{__name__}:read")]
"""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with many drafts the current one."""
    for number in range(9):
        for name in ("clean.docx", "faulty.txt", "faulty.yaml"):
            shutil.copy(EXAMPLES / name, tmp_path / f"{number}-{name}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["full", "json", "sarif"])
def test_the_same_bytes(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for jobs in ("1", "2", "3"):
        assert main(["check", "--output-format", form, "--jobs", jobs]) == 1
        said.append(capsys.readouterr())
    assert said[0] == said[1] == said[2]


def test_a_crash_loses_one_file(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "crashing.py").write_text(CRASHING, "utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./crashing.py]\n", "utf-8")
    trust(folder)
    (folder / "4-x.crash").write_text("x", "utf-8")
    assert main(["check", "--output-format", "json", "--jobs", "2"]) == 2
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert len(reports) == 28
    [lost] = [report for report in reports if report["path"] == "4-x.crash"]
    assert [finding["code"] for finding in lost["findings"]] == ["GIA903"]
    assert lost["findings"][0]["message"] == (
        "插件 ./crashing.py 用读取器 crash 读取文件时，进程意外终止（SIGKILL）（crashing.py:6）"
    )
    assert [report["path"] for report in reports] == sorted(report["path"] for report in reports)
    assert all(report["agency"] for report in reports if report is not lost)


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        (lambda: os._exit(3), "GIA907", "检查这个文件的进程意外终止：exit 3"),
        (os.abort, "GIA907", "检查这个文件的进程意外终止：SIGABRT"),
        (lambda: sys.exit(3), "GIA902", "SystemExit"),
    ],
    ids=["ends", "aborts", "raises"],
)
def test_a_file_that_ends_its_process_is_left_alone(
    ending: Callable[[], object], code: str, said: str
) -> None:
    def deadly(phase: str, work: Any) -> Any:
        if phase == "read" and work.args[0] == "4-faulty.txt":
            ending()
        return work()

    paths = sorted(each.name for each in Path().iterdir())
    reports = [*linter(Config())._replace(watch=deadly).each(paths, {}, 2)]
    assert [report.path for report in reports] == paths
    [lost] = [report for report in reports if not report.rules]
    [found] = lost.findings
    assert (lost.path, found.code) == ("4-faulty.txt", code)
    assert said in found.message


@pytest.mark.parametrize("word", ["0", "-1", "two", "1.5", "９"])
def test_no_number_of_processes(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", f"--jobs={word}"]) == 2
    assert capsys.readouterr().err == f"gialint: --jobs 应当是 1 以上的整数，不能是“{word}”\n"
