"""Discovery: paths, folders and patterns become files, each once, in the order named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from gialint.discover import find
from gialint.finding import Result
from gialint.reporting import Style
from gialint.reporting.html import html
from gialint.reporting.xlsx import xlsx

SUFFIXES = (".docx", ".html", ".yaml")
FILES = [
    "青石镇.docx",
    "云坪县.HTML",
    "说明.png",
    "~$青石镇.docx",
    "._青石镇.docx",
    "gialint.yaml",
    "gialint-waivers.yaml",
    "2024/b.docx",
    "2024/a.docx",
    "2024/深/c.yaml",
    ".git/d.docx",
    "rules/GIA999-ours.yaml",
    "our[1].docx",
    "空/说明.png",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the files above the current folder."""
    for file in FILES:
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["青石镇.docx"], ["青石镇.docx"], id="a file stays as given"),
        pytest.param(["说明.png"], ["说明.png"], id="even with an unknown suffix"),
        pytest.param(["没有.docx"], ["没有.docx"], id="even one that is not there"),
        pytest.param(["~$青石镇.docx"], ["~$青石镇.docx"], id="even a lock file, when named"),
        pytest.param(["-", "-"], ["-"], id="stdin"),
        pytest.param(["2024"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], id="a folder, sorted"),
        pytest.param(["2024/"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], id="with a slash"),
        pytest.param(["./2024/深"], ["./2024/深/c.yaml"], id="as given"),
        pytest.param(
            ["."],
            ["our[1].docx", "云坪县.HTML", "青石镇.docx", "2024/a.docx", "2024/b.docx", "2024/深/c.yaml"],
            id="the current folder, nothing hidden, no rules",
        ),
        pytest.param(
            ["2024/b.docx", "2024", "./2024/a.docx"],
            ["2024/b.docx", "2024/a.docx", "2024/深/c.yaml"],
            id="once",
        ),
        pytest.param(["*.docx"], ["our[1].docx", "青石镇.docx"], id="a pattern"),
        pytest.param(["2024/?.docx"], ["2024/a.docx", "2024/b.docx"], id="one character"),
        pytest.param(["2024/[bx].docx"], ["2024/b.docx"], id="a set"),
        pytest.param(["our[1].docx"], ["our[1].docx"], id="a name that looks like a pattern"),
        pytest.param(["**/*.yaml"], ["2024/深/c.yaml"], id="any depth"),
        pytest.param(["2024/**"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], id="all below"),
        pytest.param(["202*"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], id="a pattern of folders"),
        pytest.param(["说明.*"], ["说明.png"], id="a pattern gives what a shell would"),
    ],
)
def test_found(paths: list[str], expected: list[str], folder: Path) -> None:
    files, problems, _ = find(paths, SUFFIXES, [folder / "rules"])
    assert files == [path.replace("/", os.sep) for path in expected]
    assert problems == []


@pytest.mark.parametrize(
    ("path", "where", "words"),
    [
        ("空", "空", "文件夹里没有可以检查的报告（.docx .html .yaml）"),
        ("*.pdf", "*.pdf", "没有文件与这个模式相符"),
        ("空*", "空", "文件夹里没有可以检查的报告（.docx .html .yaml）"),
        ("rules", "rules", "文件夹里没有可以检查的报告（.docx .html .yaml）"),
        ("rules/*.yaml", "rules/*.yaml", "没有文件与这个模式相符"),
    ],
)
def test_nothing_found(path: str, where: str, words: str) -> None:
    files, [problem], _ = find([path, "青石镇.docx"], SUFFIXES, [Path("rules")])
    assert files == ["青石镇.docx"]
    assert (problem.code, problem.where, problem.message.zh) == ("GIA902", where, words)
    assert problem.hint is not None
    assert problem.message.en


def test_a_closed_folder_is_told_and_the_others_are_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop root, so the refusal is the system call's own.
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if path.endswith("深"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    files, [problem], _ = find(["2024"], SUFFIXES)
    assert files == [os.path.join("2024", "a.docx"), os.path.join("2024", "b.docx")]
    assert problem.message.zh == "无法打开文件夹：没有权限"
    assert problem.where == os.path.join("2024", "深")


@pytest.mark.parametrize(
    ("paths", "walked"),
    [
        (["2024"], {"2024/a.docx", "2024/b.docx", "2024/深/c.yaml"}),
        (["2024", "./2024/a.docx"], {"2024/b.docx", "2024/深/c.yaml"}),
        (["2024/b.docx", "2024/*.docx"], {"2024/a.docx"}),
        (["202*"], {"2024/a.docx", "2024/b.docx", "2024/深/c.yaml"}),
        (["**/c.*"], {"2024/深/c.yaml"}),
        (["-", "没有.docx"], set()),
    ],
)
def test_which_files_nobody_named(paths: list[str], walked: set[str]) -> None:
    assert find(paths, SUFFIXES).walked == {path.replace("/", os.sep) for path in walked}


def test_absolute_folders_give_absolute_files(folder: Path) -> None:
    files, _, _ = find([str(folder / "2024" / "深")], SUFFIXES)
    assert files == [str(folder / "2024" / "深" / "c.yaml")]


def test_results_are_no_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "results"
    here.mkdir()
    monkeypatch.chdir(here)
    result = Result("0.1.0", ())
    Path("a.xlsx").write_bytes(xlsx(result, Style("zh")))
    Path("a.html").write_text(html(result, Style("zh")), encoding="utf-8")
    Path("b.xlsx").write_bytes(b"PK\x03\x04")
    with ZipFile("c.xlsx", "w") as book:
        book.writestr("docProps/core.xml", "<dc:title>青石镇</dc:title>")
    os.mkfifo("d.html")
    os.mkfifo("e.xlsx")
    assert find(["."], [".xlsx", ".html"])[0] == ["b.xlsx", "c.xlsx", "d.html", "e.xlsx"]
    assert find(["*.xlsx"], [".xlsx"])[0] == ["b.xlsx", "c.xlsx", "e.xlsx"]
    assert find(["a.xlsx"], [".xlsx"])[0] == ["a.xlsx"]
