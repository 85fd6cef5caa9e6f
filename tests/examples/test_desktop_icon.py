"""The script to drop a report on: a page beside the report, and the report as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest

FOLDER = Path(__file__).parents[2] / "examples"
SCRIPT = FOLDER / "desktop" / "check-report.sh"


def dropped(folder: Path, *names: str) -> int:
    """Run the script as a desktop does, without a browser, and return its exit status."""
    environ = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "GIALINT": str(Path(sys.executable).with_name("gialint")),
    }
    done = subprocess.run(
        ["sh", str(SCRIPT), *names], cwd=folder, env=environ, capture_output=True, timeout=120
    )
    return done.returncode


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_reports_are_checked_each_into_a_page_beside_it(tmp_path: Path) -> None:
    for name in ("faulty", "clean"):
        copy(FOLDER / f"{name}.docx", tmp_path / f"{name} 报告.docx")
    before = (tmp_path / "faulty 报告.docx").read_bytes()
    assert dropped(tmp_path, "faulty 报告.docx", "clean 报告.docx") == 1
    assert (tmp_path / "faulty 报告.docx").read_bytes() == before
    assert "不宜发布" in (tmp_path / "faulty 报告.check.html").read_text("utf-8")
    assert "未发现问题" in (tmp_path / "clean 报告.check.html").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_nothing_dropped_is_told(tmp_path: Path) -> None:
    assert dropped(tmp_path) == 2
    assert dropped(tmp_path, "没有.docx") == 2


def test_the_script_for_windows_has_line_ends_of_windows_and_plain_letters() -> None:
    lines = SCRIPT.with_suffix(".bat").read_bytes().split(b"\n")[:-1]
    assert lines
    assert all(line.endswith(b"\r") and line.isascii() for line in lines)
