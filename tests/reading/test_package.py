"""Packages and the XML of their parts: what opens, what is reported of what does not, and the limits."""

from __future__ import annotations

import random
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.package import (
    DOCUMENT,
    End,
    Package,
    attribute,
    document_part,
    integer,
    open_package,
    switched_on,
    walk,
)

RELATIONS = (
    '<Relationships><Relationship Id="r0" Type="http://example.com/thumbnail" Target="a.jpeg"/>'
    '<Relationship Id="r1" Type="http://example.com/officeDocument" Target="{}"/></Relationships>'
)
NOISE = random.Random(7).randbytes(2_000)


def zipped(*entries: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """Set the bit that says an entry is encrypted, in the entry and in the directory."""
    local, directory = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    return data[:local] + b"\x01" + data[local + 1 : directory] + b"\x01" + data[directory + 1 :]


PLAIN = zipped((DOCUMENT, b"<a/>"))
NOT_PACKAGES: dict[str, tuple[bytes, str, str]] = {
    "a web page": (b"<html>", "网页", ".html"),
    "a web page with a mark": (b"\xef\xbb\xbf<!DOCTYPE html>", "网页", ".html"),
    "anything": (b"hello", "不是 Word 文档", "另存为"),
    "a zip cut off": (PLAIN[:-30], "损坏", "重新下载"),
    "the first bytes of a zip": (b"PK\x03\x04", "损坏", "重新下载"),
}


@pytest.mark.parametrize(("data", "reason", "advice"), NOT_PACKAGES.values(), ids=NOT_PACKAGES)
def test_what_is_not_a_package(data: bytes, reason: str, advice: str) -> None:
    with pytest.raises(Unreadable) as caught:
        open_package(data, Limits())
    assert type(caught.value) is Unreadable
    assert reason in caught.value.reason.zh
    assert caught.value.reason.en
    assert caught.value.advice is not None
    assert advice in caught.value.advice.zh


OTHER_PACKAGES = [
    ("xl/workbook.xml", "Excel"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("OFD.xml", "OFD"),
    ("content.xml", "OpenDocument"),
    ("photo.jpg", "zip without a Word document"),
]


@pytest.mark.parametrize(("name", "what"), OTHER_PACKAGES)
@pytest.mark.parametrize("related", [True, False])
def test_what_is_another_package(name: str, what: str, related: bool) -> None:
    relations = [("_rels/.rels", RELATIONS.format(name).encode())] if related and "/" in name else []
    with pytest.raises(Unreadable, match=r"扩展名是 Word 文档的") as caught:
        document_part(open_package(zipped((name, b"<a/>"), *relations), Limits()))
    assert what in caught.value.reason.en


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml"])
def test_a_document_part_of_another_name(target: str) -> None:
    data = zipped(("word/document2.xml", b"<a/>"), ("_rels/.rels", RELATIONS.format(target).encode()))
    assert document_part(open_package(data, Limits())) == "word/document2.xml"


def test_related_parts() -> None:
    relations = RELATIONS.format("parts/styles2.xml").replace("officeDocument", "styles")
    data = zipped(
        ("word/document.xml", b""),
        ("word/_rels/document.xml.rels", relations.encode()),
        ("word/parts/styles2.xml", b"<a/>"),
    )
    package = open_package(data, Limits())
    assert package.related(DOCUMENT, "styles") == "word/parts/styles2.xml"
    assert package.related(DOCUMENT, "numbering") is None
    assert package.related("", "styles") is None
    assert package.read("word/parts/styles2.xml") == b"<a/>"
    assert package.read("word/parts/styles2.xml", 2) == b"<a"


def bomb(size: int) -> bytes:
    return zipped((DOCUMENT, b"0" * size))


LIMITED: dict[str, tuple[bytes, Limits, str]] = {
    "bytes": (zipped((DOCUMENT, NOISE), method=ZIP_STORED), Limits(bytes=2_000), "0.0 MB"),
    "entries": (zipped(*((f"{n}.xml", b"") for n in range(6))), Limits(zip_entries=5), "5"),
    "inflated": (bomb(3_000_000), Limits(inflated_bytes=2_999_999), "3.0 MB"),
    "inflated together": (
        zipped((DOCUMENT, NOISE), ("word/styles.xml", NOISE)),
        Limits(inflated_bytes=3_999),
        "0.0 MB",
    ),
    "ratio": (bomb(1_500_000), Limits(), "200"),
}


@pytest.mark.parametrize(("data", "limits", "figure"), LIMITED.values(), ids=LIMITED)
def test_limits(data: bytes, limits: Limits, figure: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        open_package(data, limits).read(DOCUMENT)
    assert figure in caught.value.reason.zh
    assert figure in caught.value.reason.en
    assert caught.value.advice is not None


def test_at_the_limits() -> None:
    data = zipped((DOCUMENT, NOISE), ("word/media/photo.bmp", b"\xff" * 1_000_000))
    limits = Limits(bytes=len(data), zip_entries=2, inflated_bytes=len(NOISE))
    assert open_package(data, limits).read(DOCUMENT) == NOISE


def test_a_part_that_inflates_as_many_times_as_it_may() -> None:
    data = bomb(1_500_000)
    packed = open_package(data, Limits()).archive.getinfo(DOCUMENT).compress_size
    limits = Limits(inflation_ratio=1_500_000 // packed)
    assert len(open_package(data, limits).read(DOCUMENT)) == 1_500_000


def test_small_parts_may_be_packed_tightly() -> None:
    assert len(open_package(bomb(999_999), Limits()).read(DOCUMENT)) == 999_999


def test_a_part_that_is_larger_than_it_says() -> None:
    """A part that declares 4 bytes and inflates to a million is neither inflated nor believed."""
    content = b"0" * 1_000_000
    data = bytearray(zipped((DOCUMENT, content)))
    for place in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[place : place + 4] = (4).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="损坏"):
        open_package(bytes(data), Limits()).read(DOCUMENT)


def entry_named(name: str, **changes: int) -> Package:
    package = open_package(PLAIN, Limits())
    entry = ZipInfo(name)
    for change, value in changes.items():
        setattr(entry, change, value)
    package.archive.NameToInfo[name] = entry
    return package


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"compress_type": 99}, "损坏"),
        ({"header_offset": 10**6}, "损坏"),
        ({"header_offset": -5}, "损坏"),
        ({"file_size": 10**9, "compress_size": 10**9}, "1000.0 MB"),
    ],
)
def test_entries_that_lie(changes: dict[str, int], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        entry_named("x.xml", **changes).read("x.xml")


def test_a_locked_entry() -> None:
    with pytest.raises(Unreadable, match="密码"):
        open_package(locked(PLAIN), Limits()).read(DOCUMENT)


def test_a_part_whose_bytes_changed() -> None:
    data = zipped((DOCUMENT, b"<document/>"), method=ZIP_STORED).replace(b"<document/>", b"<DOCUMENT/>")
    with pytest.raises(Unreadable, match=r"word/document\.xml"):
        open_package(data, Limits()).read(DOCUMENT)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6))
def test_mutated_packages_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(zipped((DOCUMENT, b"<a>" + zlib.compress(NOISE) + b"</a>"), ("a.xml", b"<b/>")))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        package = open_package(bytes(data), Limits())
        package.read(document_part(package))
    except Unreadable as refused:
        told = refused
    else:
        return
    assert told.reason.zh
    assert told.advice is not None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    for given_bytes in (
        data,
        b"PK\x03\x04" + data,
        PLAIN[: -len(data) or None],
        PLAIN[:30] + data + PLAIN[30:],
    ):
        try:
            package = open_package(given_bytes, Limits())
            package.read(document_part(package))
        except Unreadable:
            continue
        assert b"PK\x05\x06" in given_bytes


LAUGHS = '<!DOCTYPE a [<!ENTITY x "haha"><!ENTITY y "&x;&x;">]><a>&y;</a>'


def test_actions_are_chosen_by_local_name() -> None:
    seen: list[str] = []
    content = '<w:a xmlns:w="u"><b x="1">text</b><v:b y:x="2"/></w:a>'

    def begin(attributes: list[str]) -> End:
        seen.append(attribute(attributes, "x"))
        return lambda: seen.append("/b")

    walk(content.encode(), "part", Limits(), {"b": begin}, seen.append)
    assert seen == ["1", "text", "/b", "2", "/b"]


def test_elements_are_passed_over_with_all_that_is_in_them() -> None:
    seen: list[str] = []
    content = b'<a><w:c x="1"><c x="2"/><a x="3"/></w:c><a x="4"/><c/><a x="5"/></a>'
    starts = {"a": lambda attributes: seen.append(attribute(attributes, "x"))}
    walk(content, "part", Limits(), starts, passed_over=("c",))
    assert seen == ["", "4", "5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encodings(encoding: str) -> None:
    seen: list[str] = []
    content = f'<?xml version="1.0" encoding="{encoding.upper()}"?><a>公开</a>'.encode(encoding)
    walk(content, "part", Limits(), {}, seen.append)
    assert seen == ["公开"]


REFUSED = {
    "entities": (LAUGHS, LimitExceeded, "DOCTYPE"),
    "a document type": ('<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>', LimitExceeded, "DOCTYPE"),
    "deep": ("<a>" * 201, LimitExceeded, "200"),
    "not well formed": ("<a><b></a>", Unreadable, "第 1 行第 9 列"),
    "cut off": ("<a><b>", Unreadable, "word/x.xml"),
    "nothing": ("", Unreadable, "word/x.xml"),
    "an undeclared entity": ("<a>&nbsp;</a>", Unreadable, "第 1 行第 4 列"),
    "an encoding that no part has": ('<?xml version="1.0" encoding="big5"?><a/>', Unreadable, "big5"),
}


@pytest.mark.parametrize(("content", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(content: str, error: type[Unreadable], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        walk(content.encode(), "word/x.xml", Limits(), {})
    assert type(caught.value) is error
    assert "word/x.xml" in caught.value.reason.en
    assert caught.value.advice is not None


def test_depth_at_its_limit() -> None:
    walk(b"<a>" * 5 + b"</a>" * 5, "part", Limits(xml_depth=5), {})
    with pytest.raises(LimitExceeded):
        walk(b"<a>" * 6 + b"</a>" * 6, "part", Limits(xml_depth=5), {})


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ([], ""),
        (["w:val", "1"], "1"),
        (["val", "1"], "1"),
        (["x:val", "1"], "1"),
        (["w:eval", "0"], ""),
        (["w:a", "0", "w:val", "1"], "1"),
    ],
)
def test_attribute(attributes: list[str], expected: str) -> None:
    assert attribute(attributes) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("1", True), ("true", True), ("0", False), ("false", False)]
)
def test_switched_on(value: str | None, expected: bool) -> None:
    assert switched_on([] if value is None else ["w:val", value]) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("12", 12), ("-1", -1), ("", 7), ("1.5", 7), ("9" * 5000, 7), ("2147483648", 7)]
)
def test_integer(text: str, expected: int) -> None:
    assert integer(text, 7) == expected
