"""Outcomes that are kept: what comes back is what was kept, or nothing."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.config import Config
from gialint.document import Location
from gialint.finding import Checked, Diagnostic, Gap, Severity
from gialint.linter import check
from gialint.result_cache import BLOCK, ResultCache, packed, unpacked

EXAMPLES = Path(__file__).parents[1] / "examples"

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
LOCATIONS = st.builds(Location, page=st.none() | st.integers(1, 9), **dict.fromkeys(
    ("address", "section", "native", "text", "context"), TEXT
))  # fmt: skip
EDIT = st.fixed_dictionaries({"start": st.integers(), "end": st.integers(), "text": TEXT})
FIXES = st.fixed_dictionaries(
    {"applicability": TEXT, "description": TEXT, "edits": st.lists(EDIT, max_size=2)}
)
FINDINGS = st.builds(
    Diagnostic,
    code=st.just("GIA301"),
    severity=st.sampled_from(Severity),
    location=st.none() | LOCATIONS,
    related=st.lists(st.tuples(TEXT, LOCATIONS), max_size=2).map(tuple),
    values=st.dictionaries(TEXT, TEXT, max_size=2),
    fix=st.none() | FIXES,
    suppressed=st.none() | TEXT,
    in_source=st.booleans(),
    basis=TEXTS,
    working=TEXTS,
    secrets=st.just(()),
)
OUTCOMES = st.builds(
    Checked,
    path=TEXT,
    reader=st.sampled_from(["docx", "yaml"]),
    year=st.none() | st.integers(2019, 2030),
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    unassessed=st.lists(st.builds(Gap, TEXT, TEXT, TEXT, TEXTS), max_size=2).map(tuple),
    full_text=st.none(),
)

SOUND = Checked("a.txt", "text", "青石镇人民政府", "township", 2024, "2021")
FOUND = Diagnostic("GIA301", "balance", Severity.ERROR, "不相等", fingerprint="0a")


@given(OUTCOMES)
def test_what_is_kept_comes_back(checked: Checked) -> None:
    kept = packed(checked)
    assert kept is not None
    assert unpacked(kept) == checked


@pytest.mark.parametrize("suffix", ["docx", "html", "txt", "md", "yaml"])
def test_the_outcome_of_the_faulty_example_comes_back(suffix: str) -> None:
    (checked,) = check([str(EXAMPLES / f"faulty.{suffix}")], Config()).reports
    kept = packed(checked)
    assert kept is not None
    assert repr(unpacked(kept)) == repr(checked)


@pytest.mark.parametrize(
    "checked",
    [
        SOUND._replace(findings=(FOUND._replace(code="GIA902"),)),
        SOUND._replace(findings=(FOUND._replace(secrets=("330102199001011234",)),)),
        SOUND._replace(findings=(FOUND._replace(values={"left": ("1",)}),)),  # type: ignore[dict-item]
        SOUND._replace(findings=(FOUND._replace(values={"left": object()}),)),  # type: ignore[dict-item]
        SOUND._replace(findings=(FOUND._replace(values={1: "1"}),)),  # type: ignore[dict-item]
        SOUND._replace(reader="office"),
        Checked("mkdocs.yml", findings=(FOUND._replace(code="GIA905"),)),
    ],
    ids=[
        "unreadable",
        "secrets",
        "a tuple of a plugin",
        "an object",
        "keys that are no texts",
        "LibreOffice",
        "passed over",
    ],
)
def test_what_must_not_be_kept_is_not(checked: Checked) -> None:
    assert packed(checked) is None


@given(st.binary(max_size=64) | st.binary(max_size=64).map(zlib.compress))
def test_damage_is_no_outcome(data: bytes) -> None:
    assert unpacked(data) is None


@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    kept = packed(SOUND._replace(findings=(FOUND,)))
    assert kept is not None
    place = data.draw(st.integers(0, len(kept) - 1))
    byte = data.draw(st.integers(0, 255))
    assert unpacked(kept[:place] + bytes([byte]) + kept[place + 1 :]) in (None, unpacked(kept))


class _Counting:
    """Checks files by saying that they are sound, and counts how many it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, path: str, data: bytes | None) -> Checked:
        self.asked.append(path)
        return SOUND._replace(path=path)


@pytest.fixture
def counting() -> _Counting:
    """A new count."""
    return _Counting()


def _change_content(folder: Path, cache: ResultCache) -> ResultCache:
    (folder / "a.txt").write_text("二", "utf-8")
    return cache


def _damage(folder: Path, cache: ResultCache) -> ResultCache:
    for entry in cache.folder.iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    return cache


@pytest.mark.parametrize(
    ("change", "checks"),
    [
        (lambda folder, cache: cache, 1),
        (lambda folder, cache: cache._replace(run=b"another"), 2),
        (_change_content, 2),
        (_damage, 2),
    ],
    ids=["nothing", "the run", "the file", "the entry"],
)
def test_what_changed_is_checked_again(change: Any, checks: int, tmp_path: Path, counting: _Counting) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一", "utf-8")
    cache = ResultCache(tmp_path / "cache", b"run")
    first = cache.check(str(file), counting)
    assert change(tmp_path, cache).check(str(file), counting) == first
    assert len(counting.asked) == checks


def test_a_copy_has_an_outcome_of_its_own(tmp_path: Path, counting: _Counting) -> None:
    cache = ResultCache(tmp_path / "cache", b"run")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("一", "utf-8")
        assert cache.check(str(tmp_path / name), counting).path == str(tmp_path / name)
    assert len(counting.asked) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, counting: _Counting) -> None:
    (tmp_path / "a.txt").write_text("一", "utf-8")
    (tmp_path / "cache").write_text("这是文件", "utf-8")
    cache = ResultCache(tmp_path / "cache", b"run")
    for _ in range(2):
        cache.check(str(tmp_path / "a.txt"), counting)
    cache.make_room(0)
    assert len(counting.asked) == 2


@pytest.mark.parametrize(
    ("room", "left"), [(8, [0, 1, 2, 3, 4, 5]), (6, [0, 1, 2, 3, 4, 5]), (5, [4, 5]), (0, [])]
)
def test_the_oldest_make_room(room: int, left: list[int], tmp_path: Path) -> None:
    for age in range(6):
        entry = tmp_path / str(age)
        entry.write_bytes(b"x")
        os.utime(entry, (age, age))
    ResultCache(tmp_path, b"run").make_room(room * BLOCK)
    assert sorted(int(entry.name) for entry in tmp_path.iterdir()) == left
