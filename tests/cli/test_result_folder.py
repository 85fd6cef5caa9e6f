"""A folder of results: what an earlier run left there goes, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gialint.cli.result_folder import MANIFEST, write_folder

OLD: dict[str, str | bytes] = {"001-a.html": "甲", "002-b.html": b"\xe4\xb9\x99", "index.html": "目录"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert write_folder(str(tmp_path / "out"), OLD) == 0
    return tmp_path / "out"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_manifest_tells_what_was_written(folder: Path) -> None:
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert (told["schema"], list(told["files"])) == ("gialint/pages/1", list(OLD))
    assert names(folder) == sorted([*OLD, MANIFEST])


def test_stale_files_leave_and_others_stay(folder: Path) -> None:
    (folder / "别的.html").write_text("x", encoding="utf-8")
    assert write_folder(str(folder), {"001-c.html": "丙", "index.html": "新"}) == 2
    assert names(folder) == sorted(["001-c.html", "index.html", "别的.html", MANIFEST])


def test_what_somebody_changed_stays(folder: Path) -> None:
    (folder / "001-a.html").write_text("批注", encoding="utf-8")
    (folder / "002-b.html").unlink()
    (folder / "002-b.html").symlink_to(folder / "index.html")
    assert write_folder(str(folder), {"index.html": "目录"}) == 0
    assert names(folder) == sorted([*OLD, MANIFEST])


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        "[]",
        '{"schema": "gialint/pages/2", "files": {"index.html": "0"}}',
        '{"schema": "gialint/pages/1"}',
        '{"schema": "gialint/pages/1", "files": []}',
        '{"schema": "gialint/pages/1", "files": {"001-a.html": 7}}',
        "[" * 100_000,
    ],
)
def test_a_broken_manifest_removes_nothing(manifest: str, folder: Path) -> None:
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    assert write_folder(str(folder), {"index.html": "目录"}) == 0
    assert names(folder) == sorted([*OLD, MANIFEST])


@pytest.mark.parametrize("name", ["../报告.docx", "/etc/hosts", "deep/x", "..", "."])
def test_nothing_outside_of_the_folder_is_removed(name: str, folder: Path) -> None:
    from hashlib import sha256

    report = folder.parent / "报告.docx"
    report.write_bytes(b"x")
    (folder / "deep").mkdir()
    (folder / "deep" / "x").write_bytes(b"x")
    manifest = {"schema": "gialint/pages/1", "files": {name: sha256(b"x").hexdigest()}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert write_folder(str(folder), {}) == 0
    assert report.exists()
    assert (folder / "deep" / "x").exists()
