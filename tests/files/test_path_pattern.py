"""Patterns of paths, as configuration and waivers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.files.path_pattern import fits, relative, somewhere


@pytest.mark.parametrize(
    ("pattern", "root", "path", "expected"),
    [
        ("a.docx", "", "a.docx", True),
        ("a.docx", "", "./a.docx", True),
        ("a.docx", "", "drafts/2024/a.docx", True),
        ("./a.docx", "", "drafts/a.docx", False),
        ("drafts", "", "drafts/2024/a.docx", True),
        ("drafts/", "", "drafts/2024/a.docx", True),
        ("2024", "", "drafts/2024/a.docx", True),
        ("drafts/*.docx", "", "drafts/a.docx", True),
        ("drafts/*.docx", "", "drafts/2024/a.docx", False),
        ("drafts/**/*.docx", "", "drafts/2024/a.docx", True),
        ("drafts/**/*.docx", "", "drafts/a.docx", True),
        ("drafts\\*.docx", "", "drafts/a.docx", True),
        ("报告[1].docx", "", "报告[1].docx", True),
        ("报告[12].docx", "", "报告1.docx", True),
        ("报告?.docx", "", "报告12.docx", False),
        ("*", "drafts", "a.docx", False),
        ("*", "drafts", "drafts/a.docx", True),
        ("**", "", "drafts/a.docx", True),
    ],
)
def test_patterns(pattern: str, root: str, path: str, expected: bool) -> None:
    assert fits(pattern, root, path) is expected


@pytest.mark.parametrize(
    ("path", "root", "seen"),
    [
        ("a.txt", "", "a.txt"),
        ("a/b.txt", "a", "b.txt"),
        ("b.txt", "a", "../b.txt"),
        ("./a//b.txt", ".", "a/b.txt"),
    ],
)
def test_relative(path: str, root: str, seen: str) -> None:
    assert relative(path, root) == seen


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a.docx", True),
        ("深/a.docx", True),
        ("报告[1].docx", True),
        ("深", True),
        ("**/*.docx", True),
        ("*.pdf", False),
        ("b.docx", False),
        (".git", False),
    ],
)
def test_somewhere(tmp_path: Path, pattern: str, expected: bool) -> None:
    for name in ("深/a.docx", "报告[1].docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert somewhere(pattern, str(tmp_path)) is expected
