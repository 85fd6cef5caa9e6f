"""What git leaves out: as git itself says, in linear time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gialint.run.gitignore import WorkTree, patterns, work_tree

NAMES = ("a", "b", "a.docx", "b.txt", "docs", "年报.docx", "x y", "#h", "!e", "a[1]", "*s", ".hid")
LINES = (
    "a", "b/", "/a", "a/b", "**/a", "a/**", "a/**/b", "*.docx", "!a.docx", "!*.txt", "docs/*", "!docs/a",
    "[ab]", "[!a]", "[^a]b", "a?", "\\#h", "\\!e", "x y", "x\\ y", "a ", "年报*", "/*", "!/docs", "**", "*",
    "a/*/b", "**/b/", "#c", "", "!", "/", "//", "a//b", "a[1]", "a\\[1]", "\\*s", "*a*", "a**b",
    "docs/**/a.docx", "./a", "[a", "a]", "**a", "\ufeffa", "b/ ", "!b",
)  # fmt: skip
PATHS = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=20)
FILES = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), max_size=2), st.lists(st.sampled_from(LINES), max_size=5)),
    min_size=1, max_size=3,
)  # fmt: skip


def ours(folder: str, tree: WorkTree) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if name != ".git" and not tree.hides(here, name, is_folder=True)
        ]
        for name in names:
            if not tree.hides(here, name, is_folder=False):
                yield os.path.relpath(os.path.join(here, name), folder)


def gits(folder: str) -> set[str]:
    words = [
        "git",
        "-C",
        folder,
        "-c",
        "core.excludesFile=",
        "ls-files",
        "-z",
        "--others",
        "--exclude-standard",
    ]
    told = subprocess.run(words, capture_output=True, check=True).stdout
    return set(filter(None, told.decode().split("\0")))


@pytest.mark.skipif(which("git") is None, reason="there is no git to compare with")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PATHS, FILES, st.sampled_from(["\n", "\r\n"]))
@example([["a", "a"], ["a", "b"]], [([], ["a//b", "//a", "a//"])], "\n")
def test_as_git_says(paths: list[list[str]], files: list[tuple[list[str], list[str]]], end: str) -> None:
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        for parts in paths:
            path = Path(folder, *parts)
            if not any(each.is_file() for each in (path, *path.parents)):
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    path.touch()
        for parts, lines in files:
            path = Path(folder, *parts)
            if path.is_dir():
                (path / ".gitignore").write_text(end.join(lines), encoding="utf-8", newline="")
        tree = work_tree(folder)
        assert tree is not None
        assert set(ours(folder, tree)) == gits(folder)


def test_nothing_but_gitignore_counts(tmp_path: Path) -> None:
    assert work_tree(str(tmp_path)) is None
    (tmp_path / ".git" / "info").mkdir(parents=True)
    (tmp_path / ".git" / "info" / "exclude").write_text("*\n")
    tree = work_tree(str(tmp_path))
    assert tree is not None
    assert not tree.hides(str(tmp_path), "a", is_folder=False)


@pytest.mark.parametrize(
    ("lines", "start", "hidden"),
    [
        ("out/", "out", False),
        ("out/\n*.txt", "out", False),
        ("*.docx", "out", True),
        ("out/deep", "out", True),
        ("out/deep", "out/deep", False),
        ("out", "out/deep", False),
    ],
)
def test_whoever_names_a_folder_means_what_is_in_it(
    lines: str, start: str, hidden: bool, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "out" / "deep").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text(lines)
    begun = str(tmp_path / start)
    tree = work_tree(begun)
    assert tree is not None
    assert tree.hides_path(str(tmp_path / "out" / "deep" / "a.docx"), begun) is hidden


@pytest.mark.parametrize("line", ["[[:alpha:]]", "[a\\]b]", "# a", "", "!", "/"])
def test_what_is_not_understood_hides_nothing(line: str) -> None:
    assert list(patterns(line)) == []


def test_a_file_of_patterns_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").mkdir()
    tree = work_tree(str(tmp_path))
    assert tree is not None
    assert not tree.hides(str(tmp_path), "a", is_folder=False)
