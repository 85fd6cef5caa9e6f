"""The user's cache: nobody else's to write to, and nothing in it is believed that is not whole.

Objects are kept as plain values: what is read back is what was written, each object once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gialint.config import Config
from gialint.files.cache import (
    BLOCK,
    LARGEST,
    NOWHERE,
    Stores,
    as_plain,
    cache_folder,
    classes_of,
    entry_of,
    flat,
    forget,
    keep,
    keep_made,
    kept,
    made,
    make_room,
    plain,
    whole,
)  # fmt: skip
from gialint.model import Text
from gialint.records import NamedTuple, dataclass
from gialint.run.linter import linter

posix = pytest.mark.skipif(os.name == "nt", reason="modes and owners of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is to be the cache, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "base"))
    return tmp_path / "base" / "gialint"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, "/c/gialint"),
        ({"HOME": "/h"}, "/h/.cache/gialint"),
        ({"LOCALAPPDATA": "/a", "HOME": "/h"}, "/a/gialint"),
        ({"XDG_CACHE_HOME": "here", "HOME": "/h"}, "/h/.cache/gialint"),
        ({"XDG_CACHE_HOME": "", "HOME": "."}, None),
        ({}, None),
    ],
)
def test_where_it_is(environ: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == (Path(expected) if expected else None)


@posix
@pytest.mark.parametrize("mask", [0o022, 0o002, 0o000])
def test_what_is_made_is_for_nobody_else(mask: int, home: Path) -> None:
    before = os.umask(mask)
    try:
        keep(home / "results" / "a", b"x")
    finally:
        os.umask(before)
    assert cache_folder() == home
    assert [
        stat.S_IMODE(path.stat().st_mode) for path in (home, home / "results", home / "results" / "a")
    ] == [0o700, 0o700, 0o600]
    assert kept(home / "results" / "a") == b"x"


def _shared(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o770)


def _open(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def _linked(folder: Path) -> None:
    folder.with_name("elsewhere").mkdir()
    folder.symlink_to("elsewhere")


def _file(folder: Path) -> None:
    folder.write_text("", "utf-8")


def _of_others(folder: Path) -> None:
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only an administrator may give files away")
    os.chown(folder, 12_345, 12_345)


@posix
@pytest.mark.parametrize("make", [_shared, _open, _linked, _file, _of_others])
def test_a_folder_that_others_may_write_to_is_none(make: Callable[[Path], None], home: Path) -> None:
    home.parent.mkdir()
    make(home)
    before = sorted(path.name for path in home.parent.rglob("*"))
    assert cache_folder() is None
    keep(home / "a", b"x")
    assert sorted(path.name for path in home.parent.rglob("*")) == before


@posix
def test_a_folder_that_others_may_only_read_serves(home: Path) -> None:
    home.mkdir(parents=True)
    home.chmod(0o755)
    assert cache_folder() == home


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 300])
def test_what_is_kept_comes_back(data: bytes, home: Path) -> None:
    keep(home / "a", data)
    assert kept(home / "a") == data
    assert os.listdir(home) == ["a"]


def test_what_is_not_whole_does_not(home: Path) -> None:
    assert kept(home / "a") is None
    keep(home / "a", b"contents")
    whole = (home / "a").read_bytes()
    for at in range(len(whole)):
        (home / "a").write_bytes(whole[:at])
        assert kept(home / "a") is None
        (home / "a").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept(home / "a") is None


def test_what_is_too_large_is_not_kept_and_not_read(home: Path) -> None:
    keep(home / "a", b"x" * (LARGEST + 1))
    assert not home.exists()
    keep(home / "a", b"x")
    with open(home / "a", "ab") as file:
        file.truncate(LARGEST + 100)
    assert kept(home / "a") is None


def test_what_was_made_is_returned_for_the_very_same_and_only_the_latest_is_kept(home: Path) -> None:
    entry = entry_of(home, "data", Path("words.yaml"))
    assert entry == entry_of(home, "data", Path("words.yaml").absolute())
    assert entry != entry_of(home, "data", Path("other", "words.yaml"))
    for content, values in ((b"a: 1", {"a": 1}), (b"a: 2", {"a": 2})):
        assert made(entry, (1, content)) is None
        keep_made(entry, (1, content), values)
        assert made(entry, (1, content)) == values
    assert [made(entry, of) for of in ((1, b"a: 1"), (2, b"a: 2"), b"a: 2")] == [None] * 3


@pytest.mark.parametrize("values", [None, 1, (), (1,), {"of": 1}])
def test_what_was_not_kept_with_what_it_is_of_is_not_believed(values: object, home: Path) -> None:
    keep(home / "entry", as_plain(values))
    assert made(home / "entry", values) is None


@pytest.mark.parametrize(
    ("room", "left"), [(8, [0, 1, 2, 3, 4, 5]), (6, [0, 1, 2, 3, 4, 5]), (5, [4, 5]), (0, [])]
)
def test_the_oldest_make_room(room: int, left: list[int], tmp_path: Path) -> None:
    for age in range(6):
        entry = tmp_path / str(age)
        entry.write_bytes(b"x")
        os.utime(entry, (age, age))
    make_room(tmp_path, room * BLOCK)
    assert sorted(int(entry.name) for entry in tmp_path.iterdir()) == left
    assert forget(tmp_path) is bool(left)
    assert list(tmp_path.iterdir()) == []


def test_what_came_with_a_package_is_below_it(tmp_path: Path) -> None:
    stores = Stores(packages=(tmp_path / "pack",))
    assert stores.is_packaged(tmp_path / "pack" / "editions" / "2021.yaml")
    assert not stores.is_packaged(tmp_path / "package" / "2021.yaml")
    assert not NOWHERE.is_packaged(tmp_path / "pack")


WORDS = "lists: {known: [甲, 乙]}\n"
HOSTILE = [
    b"1",
    b"[]",
    b"{}",
    b'"x"',
    b'{"lists": 1}',
    b'{"lists": {"known": 1}}',
    b'{"objects": [1]}',
    b"[" * 9999,
]


@pytest.mark.parametrize("data", HOSTILE, ids=repr)
def test_whoever_doctors_an_entry_brings_down_nothing(data: bytes, home: Path, tmp_path: Path) -> None:
    """Entries of every kind, each whole and with a sound checksum, that no run of gialint ever wrote."""
    (tmp_path / "words.yaml").write_text(WORDS, "utf-8")
    config = Config(lexicons=(tmp_path / "words.yaml",))
    sound = linter(config)
    entries = sorted(home.iterdir())
    assert len(entries) > 3
    for entry in entries:
        keep(entry, data)
    again = linter(config)
    assert again.knowledge.lists["known"] == sound.knowledge.lists["known"] == ("甲", "乙")
    assert [rule.code for rule in again.rules] == [rule.code for rule in sound.rules]
    assert again.problems == sound.problems
    assert all(kept(entry) != data for entry in home.iterdir())


class Pair(NamedTuple):
    """Two of anything."""

    left: Any
    right: Any = None


@dataclass(frozen=True, slots=True)
class Held:
    """One of anything."""

    value: Any


CLASSES = classes_of((Pair, Held, Text))


def read_back(value: object) -> Any:
    """Return a value after it was kept."""
    return whole(plain(as_plain(flat(value, CLASSES))), CLASSES)


@pytest.mark.parametrize(
    "value",
    [
        *(
            None,
            "",
            "甲",
            True,
            False,
            0,
            1,
            -3,
            10**30,
            0.5,
            Decimal("1.50"),
            (),
            (((),),),
            {},
            [],
            [1, [2]],
        ),
        *((1, True, None, "1"), {"a": {"b": (1,)}}, frozenset(), frozenset(("乙", "甲"))),
        *(Pair(1), Pair(True)),
        *(Pair(Pair(Text("甲", "a")), Held((Held(1), "x"))), {"a": Pair({"b": [Held(())]})}),
    ],
)
def test_what_is_read_back_is_what_was_written(value: object) -> None:
    found = read_back(value)
    assert (found, type(found)) == (value, type(value))


def test_a_figure_has_the_digits_that_were_written() -> None:
    assert str(read_back(Decimal("1.50"))) == "1.50"


def test_what_is_equal_is_written_once_and_true_is_not_one() -> None:
    row = flat((Pair(1, "x"), Pair(1, "x"), Pair(True, "x")), CLASSES)
    assert row == ("tuple", "Pair", 1, "x", (1, 2, 3), True, (1, 5, 3), (0, 4, 4, 6))
    assert type(row[5]) is bool


def test_the_same_is_always_written_the_same() -> None:
    orders = [frozenset(order) for order in ("甲乙丙丁", "丁丙乙甲")]
    assert len({as_plain(flat(Held(each), CLASSES)) for each in orders}) == 1


@pytest.mark.parametrize("value", [object(), Held(print), Pair({1, 2})])
def test_what_no_class_is_known_of_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        flat(value, CLASSES)


@pytest.mark.parametrize(
    "data", [1, (), ("Other", (0,)), ("Pair", (0,)), ("Pair", (0, 7)), ("Decimal", "x", (0, 1)), ((0,),)]
)
def test_what_was_never_written_is_not_read(data: object) -> None:
    with pytest.raises((LookupError, TypeError, ValueError, ArithmeticError)):
        whole(data, CLASSES)
