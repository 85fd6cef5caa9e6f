"""Members of a zip: their names, whoever packed it, and what is refused before anything is inflated."""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.archive import DIRECTORY, listing, member_contents
from gialint.reading.files import is_archive, parted
from gialint.reading.opening import contents_of
from tests.reportwriter.files import example
from tests.reportwriter.zipped import flagged, zipped

TEXT = "一、总体情况".encode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(data: bytes, name: str = "a.zip") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


@pytest.mark.parametrize("names", ["marked", "gbk", "utf-8"])
def test_names_in_every_encoding(names: str) -> None:
    path = put(zipped({"青石镇/年报.docx": b"1", "联通.txt": TEXT, "a/b.txt": b"3"}, names))
    assert sorted(listing(path, Limits()).members) == ["a/b.txt", "联通.txt", "青石镇/年报.docx"]
    assert contents_of("a.zip/联通.txt", Limits()) == TEXT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/年报.txt", "etc/年报.txt"),
        ("/etc/年报.txt", "etc/年报.txt"),
        ("C:\\报告\\年报.txt", "报告/年报.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\\..\\..\\b.txt", "a/b.txt"),
    ],
)
def test_names_staywithin(name: str, expected: str) -> None:
    path = put(zipped({name: TEXT}))
    assert list(listing(path, Limits()).members) == [expected]
    assert contents_of(f"a.zip/{expected}", Limits()) == TEXT
    assert os.listdir() == ["a.zip"]


def test_of_two_with_one_name_the_last_counts() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = put(zipped([("a.txt", b"1"), ("./a.txt", b"2"), ("b.txt", b"3")]))
    found = listing(path, Limits())
    assert found.doubled == ("a.txt",)
    assert contents_of("a.zip/a.txt", Limits()) == b"2"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.zip", ("a.zip", "")),
        ("a.zip/", ("a.zip", "")),
        ("a.zip/b/c.docx", ("a.zip", "b/c.docx")),
        ("f/B.ZIP/c.docx", ("f/B.ZIP", "c.docx")),
        ("folder.zip/c.docx", None),
        ("none.zip/c.docx", None),
        ("a.zip.docx", None),
        ("", None),
        ("/", None),
    ],
)
def test_paths_into_archives(path: str, expected: tuple[str, str] | None) -> None:
    put(zipped({}))
    put(zipped({}), "f/B.ZIP")
    Path("folder.zip").mkdir()
    assert parted(path) == expected
    assert is_archive(path) is (expected is not None and not expected[1] and not path.endswith("/"))


def many(count: int) -> bytes:
    return zipped({f"{number}.txt": b"" for number in range(count)})


def overlapping() -> bytes:
    """Return a zip of many entries for the same packed bytes."""
    whole = zipped({"a.txt": os.urandom(20_000)})
    start = whole.index(b"PK\x01\x02")
    entry, end = whole[start:-22], whole[-22:]
    counts = struct.pack("<HHII", 20, 20, 20 * len(entry), start)
    return whole[:start] + entry * 20 + end[:8] + counts + end[20:]


def claiming(length: int) -> bytes:
    """Return a zip that says its directory is so long, and is."""
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, length, 0, 0)
    return b"PK\x01\x02".ljust(length, b"\0") + end


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"", "GIA902", "文件是空的"),
        (b"PK\x03\x04 cut short", "GIA902", "已损坏或不完整"),
        (b"nothing", "GIA902", "已损坏或不完整"),
        (b"Rar!\x1a\x07\x00", "GIA902", "扩展名是 .zip，内容却是压缩包"),
        (b"%PDF-1.7", "GIA902", "扩展名是 .zip，内容却是 PDF 文件"),
        (example("clean", "docx"), "GIA902", "扩展名是 .zip，内容却是 Word 文档"),
        (many(5_001), "GIA907", "压缩包里有 5001 个文件，超过上限 5000 个，未读取"),
        (claiming(DIRECTORY + 1), "GIA907", "压缩包的目录太大，未读取"),
        (overlapping(), "GIA902", "已损坏或不完整"),
    ],
    ids=["empty", "cut", "text", "rar", "pdf", "word", "10 000 files", "a huge directory", "overlapping"],
)
def test_archives_that_are_refused(data: bytes, code: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        listing(put(data), Limits())
    assert refused.value.code == code
    assert reason in refused.value.reason.zh
    assert refused.value.advice


def odd(method: int) -> bytes:
    """Return a zip whose member is packed by another method."""
    whole = bytearray(zipped({"a.txt": TEXT}))
    at = whole.index(b"PK\x01\x02") + 10
    whole[at : at + 2] = method.to_bytes(2, "little")
    return bytes(whole)


def spoilt() -> bytes:
    """Return a zip whose member has other bytes than were packed."""
    whole = bytearray(zipped({"a.txt": os.urandom(999)}))
    whole[200] ^= 0xFF
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "limits", "code", "reason"),
    [
        (flagged(zipped({"a.txt": TEXT}), 1), Limits(), "GIA902", "压缩包里的这个文件加了密码"),
        (zipped({"a.txt": b" " * 2_000_000}), Limits(), "GIA907", "膨胀"),
        (zipped({"a.txt": os.urandom(2_000)}), Limits(bytes=1_000), "GIA907", "超过上限"),
        (odd(9), Limits(), "GIA902", "少见的压缩方法（9）"),
        (spoilt(), Limits(), "GIA902", "已损坏或不完整"),
        (zipped({"b.txt": TEXT}), Limits(), "GIA902", "压缩包里没有这个文件"),
        (zipped({"a.txt/b.txt": TEXT}), Limits(), "GIA902", "这是压缩包里的文件夹"),
    ],
    ids=["locked", "bomb", "large", "deflate64", "spoilt", "none", "folder"],
)
def test_members_that_are_refused(data: bytes, limits: Limits, code: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        member_contents(put(data), "a.txt", limits)
    assert refused.value.code == code
    assert isinstance(refused.value, LimitExceeded) is (code == "GIA907")
    assert reason in refused.value.reason.zh


SPACES = b" " * 2_000_000
TIMES = len(SPACES) // len(zlib.compress(SPACES, wbits=-zlib.MAX_WBITS))


@pytest.mark.parametrize(
    ("contents", "limits"),
    [(SPACES, Limits(inflation_ratio=TIMES)), (SPACES[:1_000_000], Limits(inflation_ratio=2))],
    ids=["as many times as may be", "small however packed"],
)
def test_members_that_inflate_as_much_as_they_may(contents: bytes, limits: Limits) -> None:
    assert member_contents(put(zipped({"a.txt": contents})), "a.txt", limits) == contents


def test_a_name_that_is_nearly_right() -> None:
    put(zipped({"青石镇/年报.docx": TEXT}))
    with pytest.raises(Unreadable) as refused:
        contents_of("a.zip/青石镇/年报.doc", Limits())
    assert refused.value.advice
    assert refused.value.advice.zh == f"是不是 {os.path.join('a.zip', '青石镇', '年报.docx')}？"


def test_an_archive_that_changes_is_listed_anew() -> None:
    put(zipped({"a.txt": b"1"}))
    assert contents_of("a.zip/a.txt", Limits()) == b"1"
    put(zipped({"a.txt": b"22"}))
    assert contents_of("a.zip/a.txt", Limits()) == b"22"


def test_every_prefix_of_an_archive_is_refused_in_words() -> None:
    whole = zipped({"年报.txt": TEXT, "b.txt": os.urandom(200)}, "gbk")
    for length in range(len(whole)):
        with pytest.raises(Unreadable):
            contents_of(f"{put(whole[:length])}/b.txt", Limits())


@pytest.mark.parametrize("names", ["marked", "gbk", "utf-8"])
def test_whatever_is_changed_in_it_is_read_or_refused_in_words(names: str) -> None:
    whole = zipped({"青石镇/年报.txt": TEXT * 50, "b.txt": os.urandom(300), "c/": b""}, names)
    chance = Random(names)
    for _ in range(300):
        made = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            made[chance.randrange(whole.index(b"PK\x01\x02"), len(made))] = chance.randrange(256)
        path = put(bytes(made))
        with suppress(Unreadable):
            for name in listing(path, Limits()).members:
                with suppress(Unreadable):
                    member_contents(path, name, Limits())
