"""Entry points are found as importlib.metadata finds them, only sooner."""

from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from gialint.plugins.entry_points import EntryPoint, entry_points

TEXT = "[console_scripts]\nours = ours:main\n\n[gialint]\n# a remark\nours = ours.plugin : hooks [extra]\n"
OURS = EntryPoint("ours", "ours.plugin:hooks", "gialint-ours 1.2")


def registered(folder: Path, name: str, text: str) -> str:
    """Write the registration of a package, and return the folder for ``sys.path``."""
    (folder / name).mkdir(parents=True)
    (folder / name / "entry_points.txt").write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("gialint_ours-1.2.dist-info", TEXT, [EntryPoint("ours", "ours.plugin:hooks", "gialint_ours 1.2")]),
        ("ours.egg-info", "[gialint]\na=b\n", [EntryPoint("a", "b", "ours")]),
        ("ours-1.dist-info", "[other]\na = b\n", []),
        ("ours-1.dist-info", "", []),
        ("ours-1.dist-info", "[gialint]\nno equals sign\n", []),
        ("ours-1.folder", TEXT, []),
    ],
)
def test_registrations(tmp_path: Path, name: str, text: str, expected: list[EntryPoint]) -> None:
    assert entry_points("gialint", [registered(tmp_path, name, text)]) == expected


def test_the_first_of_two_versions_counts(tmp_path: Path) -> None:
    first = registered(tmp_path / "a", "gialint_ours-2.dist-info", "[gialint]\nnew = ours\n")
    second = registered(tmp_path / "b", "Gialint.Ours-1.dist-info", "[gialint]\nold = ours\n")
    assert [entry.name for entry in entry_points("gialint", [first, second, first])] == ["new"]


def test_sorted_by_name(tmp_path: Path) -> None:
    first = registered(tmp_path / "a", "x-1.dist-info", "[gialint]\nz = z\nb = b\n")
    second = registered(tmp_path / "b", "y-1.dist-info", "[gialint]\na = a\n")
    assert [entry.name for entry in entry_points("gialint", [first, second])] == ["a", "b", "z"]


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    folder = registered(tmp_path, "ours-1.dist-info", TEXT)
    (tmp_path / "ours-1.dist-info" / "entry_points.txt").write_bytes(b"[gialint]\n\xff = x\n")
    assert entry_points("gialint", [folder, str(tmp_path / "not there")]) == []


def test_the_current_folder_brings_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = registered(tmp_path, "ours-1.dist-info", TEXT)
    monkeypatch.chdir(tmp_path)
    assert entry_points("gialint", ["", folder]) == []


def test_inside_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "ours.pyz"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("gialint_ours-1.2.dist-info/METADATA", "Name: gialint-ours\nVersion: 1.2\n")
        packed.writestr("gialint_ours-1.2.dist-info/entry_points.txt", TEXT)
        packed.writestr("plain-1.dist-info/METADATA", "Name: plain\nVersion: 1\n")
    assert entry_points("gialint", [str(archive)]) == [OURS]


@pytest.mark.parametrize("group", ["console_scripts", "pytest11", "gialint"])
def test_agrees_with_importlib_metadata(group: str) -> None:
    found = {(entry.name, entry.value) for entry in entry_points(group, sys.path)}
    assert found == {
        (entry.name, entry.value.partition(" [")[0]) for entry in metadata.entry_points(group=group)
    }
