"""Discovery: paths, folders and patterns become files, each once, in the order named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gialint.config import Excluded
from gialint.model import LeftOut
from gialint.run.discover import STDIN, Ground, Terms, find

SUFFIXES = (".docx", ".html", ".yaml")
TERMS = Terms(lambda folder: Ground(SUFFIXES))
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
        pytest.param(
            ["*"],
            ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml", "our[1].docx", "云坪县.HTML", "青石镇.docx"],
            id="a pattern of everything",
        ),
    ],
)
def test_found(paths: list[str], expected: list[str], folder: Path) -> None:
    found = find(paths, TERMS._replace(apart=[folder / "rules"]))
    assert found.files == [path.replace("/", os.sep) for path in expected]
    assert [problem for problem in found.problems if problem.code != "GIA908"] == []


@pytest.mark.parametrize(
    ("path", "where", "words"),
    [
        ("空", "空", "文件夹里没有可以检查的报告（.docx .html .yaml）"),
        ("*.pdf", "*.pdf", "没有文件与这个模式相符"),
        ("空*", "空*", "符合这个模式的文件里没有可以检查的报告（.docx .html .yaml）"),
        ("rules", "rules", "文件夹里没有可以检查的报告（.docx .html .yaml）"),
        ("rules/*.yaml", "rules/*.yaml", "没有文件与这个模式相符"),
        ("说明.*", "说明.*", "符合这个模式的文件里没有可以检查的报告（.docx .html .yaml）"),
    ],
)
def test_nothing_found(path: str, where: str, words: str) -> None:
    files, problems, *_ = find([path, "青石镇.docx"], TERMS._replace(apart=[Path("rules")]))
    assert files == ["青石镇.docx"]
    problem = problems[0]
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
    files, [problem], *_ = find(["2024"], TERMS)
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
    assert find(paths, TERMS).walked == {path.replace("/", os.sep) for path in walked}


def test_absolute_folders_give_absolute_files(folder: Path) -> None:
    assert find([str(folder / "2024" / "深")], TERMS).files == [str(folder / "2024" / "深" / "c.yaml")]


@pytest.mark.parametrize(
    ("paths", "files", "unchecked"),
    [
        (["2024"], [], []),
        (["空"], [], ["空/说明.png"]),
        ([".", "空", "说明.png"], ["说明.png"], ["空/说明.png"]),
        (["*.png"], [], ["说明.png"]),
        (["2024", "2024/b.docx", "没有.docx", STDIN], ["2024/b.docx", "没有.docx", STDIN], []),
    ],
)
def test_what_is_met_and_not_checked(paths: list[str], files: list[str], unchecked: list[str]) -> None:
    found = find(paths, TERMS)
    assert [file for file in found.files if file not in found.walked] == files
    assert [each.where for each in found.problems if each.code == "GIA908"] == unchecked


def test_named_files_may_count_as_met() -> None:
    paths = ["2024/b.docx", "没有.docx", "说明.png", "说明.xyz", STDIN]
    Path("说明.xyz").touch()
    found = find(paths, TERMS._replace(met=True))
    assert found.files == ["2024/b.docx", "没有.docx", STDIN]
    assert found.walked == {"2024/b.docx", STDIN}
    assert [(each.code, each.where) for each in found.problems] == [
        ("GIA908", "说明.png"), ("GIA908", "说明.xyz"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("patterns", "paths", "files", "excluded"),
    [
        (["2024"], ["."], ["our[1].docx", "云坪县.HTML", "青石镇.docx", "rules/GIA999-ours.yaml"], 3),
        (["2024/a*", "空"], ["2024", "空"], ["2024/b.docx", "2024/深/c.yaml"], 2),
        (["*.docx"], ["2024"], ["2024/深/c.yaml"], 2),
        (["深"], ["2024/**"], ["2024/a.docx", "2024/b.docx"], 1),
        (["*.docx"], ["2024/a.docx"], ["2024/a.docx"], 0),
        (["*.py"], ["2024/深"], ["2024/深/c.yaml"], 0),
    ],
)
def test_patterns_leave_out_of_walks_what_they_fit(
    patterns: list[str], paths: list[str], files: list[str], excluded: int
) -> None:
    found = find(paths, TERMS._replace(exclude=[Excluded(pattern) for pattern in patterns]))
    assert (found.files, found.left_out) == (files, LeftOut(excluded))


def test_patterns_are_seen_from_their_folder_and_may_leave_out_what_counts_as_met() -> None:
    terms = TERMS._replace(exclude=[Excluded("a.*", Path("2024")), Excluded("./a.*")], met=True)
    assert find(["2024/a.docx", "2024/b.docx"], terms).files == ["2024/b.docx"]


def test_where_all_is_left_out_that_is_told() -> None:
    [problem] = find(["2024"], TERMS._replace(exclude=[Excluded("2024/**")])).problems
    assert problem.code == "GIA902"
    assert problem.hint is not None
    assert problem.hint.zh.startswith("另有 3 个文件被 exclude 或 .gitignore 排除")


@pytest.mark.parametrize(
    ("gitignore", "paths", "files", "hidden"),
    [
        ("", ["2024"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], 0),
        ("深/\n", ["2024"], ["2024/a.docx", "2024/b.docx"], 1),
        ("/2024/*\n!b.docx\n", ["2024"], ["2024/b.docx"], 2),
        ("2024\n", ["2024"], ["2024/a.docx", "2024/b.docx", "2024/深/c.yaml"], 0),
        ("2024\n", ["2024/*.docx"], ["2024/a.docx", "2024/b.docx"], 0),
        ("2024\n", ["**/*.yaml"], ["rules/GIA999-ours.yaml"], 1),
        ("2024\n", ["202*"], [], 3),
        ("*.docx\n", ["2024/a.docx"], ["2024/a.docx"], 0),
    ],
)
def test_what_git_leaves_out_is_counted(
    gitignore: str, paths: list[str], files: list[str], hidden: int, folder: Path
) -> None:
    Path(".gitignore").write_text(gitignore, encoding="utf-8")
    found = find(paths, TERMS)
    assert (found.files, found.left_out) == (files, LeftOut(0, hidden))
    assert find(paths, TERMS._replace(gitignore=False)).left_out == LeftOut()


def test_without_a_work_tree_gitignore_means_nothing(folder: Path) -> None:
    (folder / ".git" / "d.docx").unlink()
    (folder / ".git").rmdir()
    Path(".gitignore").write_text("*\n", encoding="utf-8")
    assert find(["2024"], TERMS).left_out == LeftOut()
