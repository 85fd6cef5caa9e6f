"""Outcomes that are kept: what comes back is what was kept, or nothing."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gialint
from gialint.config import Config
from gialint.files.cache import HEAD, LARGEST, keep
from gialint.model import (
    DIGEST_SCHEMA,
    Checked,
    Diagnostic,
    Digest,
    Gap,
    Holding,
    Location,
    Pointed,
    Result,
    Severity,
    Silence,
)
from gialint.plugins.loading import Plugins
from gialint.reporting import Style
from gialint.reporting.terminal import concise
from gialint.run.result import check
from gialint.run.result_cache import ResultCache, packed, run_digest
from gialint.store.packing import unpacked

EXAMPLES = Path(__file__).parents[2] / "examples"

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
SILENCES = st.builds(Silence, TEXT, TEXT, TEXT, st.integers(1, 9), st.integers(1, 9))
POINTED = st.lists(st.builds(Pointed, TEXT, st.integers(1, 3), TEXT, TEXT, st.booleans()), max_size=2).map(
    tuple
)
OUTCOMES = st.builds(
    Checked,
    path=TEXT,
    reader=st.sampled_from(["docx", "yaml"]),
    year=st.none() | st.integers(2019, 2030),
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    unassessed=st.lists(st.builds(Gap, TEXT, TEXT, TEXT, TEXTS), max_size=2).map(tuple),
    full_text=st.none(),
    holding=st.just(Holding()),
    figures=st.sampled_from(["", "0a1b2c3d"]),
    digest=st.none()
    | st.builds(
        Digest,
        *(
            st.just(DIGEST_SCHEMA),
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            st.integers(0, 2030),
            TEXT,
            TEXT,
            TEXT,
            POINTED,
            st.binary(max_size=9),
            st.binary(max_size=9),
        ),
        silences=st.lists(SILENCES, max_size=2).map(tuple),
    ),
)

SOUND = Checked("a.txt", "text", "青石镇人民政府", "township", 2024, "2021")
PLACE = Location("六/段1", "六", 3, 1, 3, 2, None, "3:1", "一", "一二")
FOUND = Diagnostic("GIA301", "balance", Severity.ERROR, "不相等", fingerprint="0a")


def test_the_configuration_is_not_kept() -> None:
    assert unpacked(packed(SOUND._replace(holding=Holding("a.yaml", ("GIA301",))))) == SOUND


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


def squeezed(value: object, *lengths: object, behind: bytes = b"") -> bytes:
    plain = value if isinstance(value, bytes) else json.dumps([lengths, value]).encode()
    data = zlib.compress(plain)
    data = len(data).to_bytes(4) + data + behind
    return zlib.crc32(data).to_bytes(4) + data


@given(st.binary(max_size=64) | st.binary(max_size=64).map(squeezed))
def test_damage_is_no_outcome(data: bytes) -> None:
    assert unpacked(data) is None


@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    packing = packed(SOUND._replace(findings=(FOUND,)))
    assert packing is not None
    place = data.draw(st.integers(0, len(packing) - 1))
    byte = data.draw(st.integers(0, 255))
    assert unpacked(packing[:place] + bytes([byte]) + packing[place + 1 :]) in (None, unpacked(packing))


GIVEN = json.loads(
    json.dumps(SOUND._replace(findings=(FOUND._replace(location=PLACE, related=(("甲", PLACE),)),)))
)
OTHERS: tuple[Any, ...] = (
    None,
    1,
    1.5,
    True,
    "x",
    [],
    ["x"],
    [1],
    {},
    {"x": 1},
    {"edits": [1]},
    [["x", 1]],
    [["x", []]],
)


def spoilt(values: Any) -> Iterator[Any]:
    """Yield values with one of them, at any depth, in turn replaced by each of another kind."""
    for index in range(len(values)) if isinstance(values, list) else ():
        for other in OTHERS:
            if type(other) is not type(values[index]) or isinstance(other, (list, dict)):
                yield [*values[:index], other, *values[index + 1 :]]
        for inner in spoilt(values[index]):
            yield [*values[:index], inner, *values[index + 1 :]]


def test_values_of_other_kinds_are_no_outcome_or_one_that_is_told() -> None:
    tried = list(spoilt(GIVEN))
    assert len(tried) > 500
    for values in tried:
        checked = unpacked(squeezed(values))
        if checked is not None:
            concise(Result("", (checked,)), Style("zh"))


@pytest.mark.parametrize(
    "data",
    [
        squeezed(b"[" * 100_000),
        squeezed([]),
        squeezed([1] * 10),
        squeezed({"path": "a.txt"}),
        squeezed(b" " * (LARGEST + 1) + b"[]"),  # a small file that would be a large one
        squeezed(GIVEN)[:-1],
        squeezed(GIVEN, 2, behind=b"x"),
        squeezed(GIVEN, 1, behind=b"xy"),
        squeezed(GIVEN, -1, behind=b"x"),
        squeezed(GIVEN, "1", behind=b"x"),
        b"",
    ],
    ids=[
        "deep",
        "nothing",
        "numbers",
        "a mapping",
        "inflated",
        "cut off",
        "too little behind",
        "too much behind",
        "a negative length",
        "a length that is no number",
        "empty",
    ],
)
def test_hostile_entries_are_no_outcome(data: bytes) -> None:
    assert unpacked(data) is None


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


def _spoil(spoil: Callable[[Path], object]) -> Callable[[Path, ResultCache], ResultCache]:
    """Do something to every entry."""

    def change(folder: Path, cache: ResultCache) -> ResultCache:
        for entry in cache.folder.iterdir():
            spoil(entry)
        return cache

    return change


def _link(entry: Path) -> None:
    entry.rename(entry.with_name("elsewhere"))
    entry.symlink_to("elsewhere")


def _pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


def _folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


LINKED, FOLDED = _spoil(_link), _spoil(_folder)


def _of_another(entry: Path) -> None:
    other = packed(SOUND._replace(path="b.txt"))
    keep(entry, other or b"")


NOT_RENEWED = (LINKED, FOLDED)
"""What stands in the way of an entry, and is nobody's to remove."""


@pytest.mark.parametrize(
    ("change", "checks"),
    [
        (lambda folder, cache: cache, 1),
        (lambda folder, cache: cache._replace(run=b"another"), 2),
        (_change_content, 2),
        (_spoil(lambda entry: entry.write_bytes(entry.read_bytes()[:-1])), 2),
        (_spoil(lambda entry: entry.write_bytes(entry.read_bytes() + b"x")), 2),
        (_spoil(lambda entry: entry.write_bytes(b"")), 2),
        (_spoil(lambda entry: entry.write_bytes(entry.read_bytes().replace(HEAD, b"gialint cache 0"))), 2),
        (_spoil(lambda entry: entry.write_bytes(b"x" * (LARGEST + 100))), 2),
        (_spoil(lambda entry: keep(entry, squeezed(b"[" * 100_000))), 2),
        (_spoil(lambda entry: keep(entry, squeezed([None] * 10))), 2),
        (_spoil(_of_another), 2),
        (LINKED, 2),
        (_spoil(_pipe), 2),
        (FOLDED, 2),
    ],
    ids=[
        "nothing", "the run", "the file", "cut off", "longer", "empty", "another version", "huge", "deep",
        "other kinds", "of another file", "a link", "a pipe", "a folder",
    ],
)  # fmt: skip
def test_what_changed_is_checked_again(change: Any, checks: int, tmp_path: Path, counting: _Counting) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一", "utf-8")
    cache = ResultCache(tmp_path / "cache", b"run")
    first = cache.check(str(file), counting)
    cache = change(tmp_path, cache)
    assert cache.check(str(file), counting) == first
    assert len(counting.asked) == checks
    cache.check(str(file), counting)
    assert len(counting.asked) == checks + (change in NOT_RENEWED)


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
    assert len(counting.asked) == 2


def test_every_file_of_gialint_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever in the package the module stands that asks."""
    module = tmp_path / "gialint" / "reading" / "tables.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(gialint, "__file__", str(tmp_path / "gialint" / "__init__.py"))
    digests = []
    for text in ("one", "one", "two"):
        module.write_text(text, "utf-8")
        digests.append(run_digest(Config(), Plugins(), began=10**12))
    assert digests[0] is not None
    assert digests[0] == digests[1] != digests[2]
