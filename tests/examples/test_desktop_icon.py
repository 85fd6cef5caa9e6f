"""The script to drop a report on: a page beside the report, the report as it was, and no failure unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copy

import pytest

FOLDER = Path(__file__).parents[2] / "examples"
SCRIPT = FOLDER / "desktop" / "check-report.sh"
GIALINT = str(Path(sys.executable).with_name("gialint"))
BROWSER = '#!/bin/sh\necho "$1" >> opened\ncat "$1" >> shown\n'

posix = pytest.mark.skipif(os.name == "nt", reason="a shell script")


def dropped(folder: Path, *names: str, gialint: str = GIALINT) -> int:
    """Run the script as a desktop does, with a browser that notes what it is to show; return its status."""
    browser = folder / "bin" / "xdg-open"
    browser.parent.mkdir(exist_ok=True)
    browser.write_text(BROWSER, encoding="utf-8")
    browser.chmod(0o755)
    environ = {
        "PATH": f"{browser.parent}:/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "GIALINT": gialint,
    }
    done = subprocess.run(
        ["sh", str(SCRIPT), *names], cwd=folder, env=environ, capture_output=True, timeout=120
    )
    return done.returncode


def opened(folder: Path) -> Sequence[str]:
    """Return the pages that were opened in a browser."""
    file = folder / "opened"
    return file.read_text("utf-8").splitlines() if file.exists() else ()


def shown(folder: Path) -> str:
    """Return what those pages said."""
    return (folder / "shown").read_text("utf-8")


@posix
def test_reports_are_checked_each_into_a_page_beside_it(tmp_path: Path) -> None:
    names = ["报告 甲.docx", "报告 甲.txt", "clean 报告.docx"]
    for name, source in zip(names, ("faulty.docx", "clean.txt", "clean.docx"), strict=True):
        copy(FOLDER / source, tmp_path / name)
    before = (tmp_path / names[0]).read_bytes()
    assert dropped(tmp_path, *names) == 1
    assert (tmp_path / names[0]).read_bytes() == before
    assert opened(tmp_path) == [f"{name}.check.html" for name in names]
    pages = [(tmp_path / f"{name}.check.html").read_text("utf-8") for name in names]
    assert ["不宜发布" in page for page in pages] == [True, False, False]
    assert ["未发现问题" in page for page in pages] == [False, True, True]


@posix
@pytest.mark.parametrize(
    ("gialint", "says"),
    [
        ("/nowhere/gialint", "找不到 gialint"),
        ("false", "找不到 gialint"),
        ("./broken", "Traceback &lt;most recent call>"),
    ],
)
def test_a_page_of_before_is_not_opened_where_nothing_was_checked(
    gialint: str, says: str, tmp_path: Path
) -> None:
    copy(FOLDER / "clean.docx", tmp_path / "年报.docx")
    assert dropped(tmp_path, "年报.docx") == 0
    assert opened(tmp_path) == ["年报.docx.check.html"]
    (tmp_path / "opened").unlink()
    broken = '#!/bin/sh\n[ "$1" = --version ] && exit\necho "Traceback <most recent call>" >&2\nexit 1\n'
    (tmp_path / "broken").write_text(broken, encoding="utf-8")
    (tmp_path / "broken").chmod(0o755)
    assert dropped(tmp_path, "年报.docx", gialint=gialint) == 2
    [page] = opened(tmp_path)
    assert not page.endswith(".check.html")
    assert "没有核对 Not checked" in shown(tmp_path)
    assert says in shown(tmp_path)


@posix
def test_nothing_dropped_is_told(tmp_path: Path) -> None:
    assert dropped(tmp_path) == 2
    assert "请把报告文件拖到这个图标上" in shown(tmp_path)
    assert dropped(tmp_path, "没有.docx") == 2
    assert "没有这个文件" in shown(tmp_path)


@posix
def test_a_name_that_looks_like_an_option(tmp_path: Path) -> None:
    copy(FOLDER / "clean.docx", tmp_path / "-o.docx")
    assert dropped(tmp_path, "-o.docx") == 0
    assert opened(tmp_path) == ["./-o.docx.check.html"]


def test_the_script_for_windows_is_read_by_its_command_line() -> None:
    """Its line ends are those of Windows, and Chinese stands only where its code page is already set."""
    lines = SCRIPT.with_suffix(".bat").read_bytes().split(b"\n")[:-1]
    assert all(line.endswith(b"\r") for line in lines)
    set_at = lines.index(b"chcp 65001 >nul\r")
    chinese = [(at, line.decode()) for at, line in enumerate(lines) if not line.isascii()]
    assert len(chinese) == 4
    for at, line in chinese:
        assert at > set_at
        assert line.startswith("echo ")
        assert not set(line) & set('&|<>^%!()"')


def test_both_scripts_say_the_same() -> None:
    said = SCRIPT.with_suffix(".bat").read_text("utf-8")
    for words in (
        "请把报告文件拖到这个图标上。",
        "Drop a report on this icon.",
        "gialint was not found: install it",
    ):
        assert words in said
        assert words in SCRIPT.read_text("utf-8")
    assert 'set "page=%~f1.check.html"' in said
