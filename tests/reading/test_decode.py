"""Bytes become text without loss, or a message that says where they break."""

from __future__ import annotations

import charset_normalizer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.reading import Unreadable
from gialint.reading.decode import decode

SIMPLIFIED = (
    "青石镇人民政府2024年政府信息公开工作年度报告\r\n一、总体情况\n主动公开政府信息35条，收到申请2件。\n"
)
TRADITIONAL = (
    "青石鎮人民政府2024年政府信息公開工作年度報告\n一、總體情況\n主動公開政府信息35條，予以公開，恒心。\n"
)
JAPANESE = "情報公開のお知らせ。ご意見をお寄せください。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_simplified_text_comes_back(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert decode(mark + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "cp950"])
def test_traditional_text_comes_back(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SIMPLIFIED, "utf-8", "gbk"),
        (SIMPLIFIED, "gb18030", "utf-8"),
        (SIMPLIFIED, "gb18030", "iso-8859-1"),
        ("Annual report 2024", "ascii", "utf-16"),
        ("Annual report 2024", "ascii", "no-such-charset"),
        (JAPANESE * 3, "utf-8", "shift_jis"),
    ],
)
def test_a_lying_declaration_loses(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared) == text


def test_the_declared_charset_is_tried_when_the_others_break() -> None:
    text = "Résumé du rapport annuel, " + "publication of information " * 9 + "à l'été\xa0"
    data = text.encode("latin-1")
    assert decode(data, "iso-8859-1") == text
    with pytest.raises(Unreadable):
        decode(data)


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-charset", "utf-16", "base64", "big5"])
def test_damaged_chinese_is_not_read_as_something_else(declared: str) -> None:
    with pytest.raises(Unreadable, match="GB18030 读到第 9 个字节"):
        decode(SIMPLIFIED.encode("gbk")[:8] + b"\xff" + SIMPLIFIED.encode("gbk")[8:], declared)


@pytest.mark.parametrize("declared", ["utf-16", "UTF-32"])
def test_a_page_of_single_bytes_is_not_tried_as_wide_ones(declared: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(SIMPLIFIED.encode("gbk")[:8] + b"\xff" + SIMPLIFIED.encode("gbk")[8:], declared)
    assert declared not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b"\xef\xbb\xbf", "空"),
        (b"\xff\xfe", "空"),
        (SIMPLIFIED.encode()[:-2], f"按 UTF-8 读到第 {len(SIMPLIFIED.encode()) - 3} 个字节出错"),
        ("公开公开公".encode() + b"\xe5\xbc", "按 UTF-8 读到第 16 个字节出错"),
        (SIMPLIFIED.encode()[:61] + b"\xff" + SIMPLIFIED.encode()[61:], "按 UTF-8 读到第 62 个字节出错$"),
        (SIMPLIFIED.encode("gb18030")[:-2], "按 GB18030 读到第 93 个字节出错"),
        (SIMPLIFIED.encode("utf-16")[:-1], "按 UTF-16-LE 读到第 \\d+ 个字节出错"),
        (b"report\x00text", "第 7 个字节是 NUL"),
        (b"\x01\x02\x03 report", "3 个控制字符"),
        (b"PK\x03\x04 .. word/document.xml", "Word 文档（.docx）"),
        (b"PK\x03\x04 ..", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "旧版 Word"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as raised:
        decode(data)
    assert raised.value.advice is not None
    assert raised.value.reason.en


@given(st.text(alphabet="主动公开政府信息的报告，。、：一二三（）\r\n 0123456789", min_size=12))
@settings(max_examples=60)
def test_every_usual_encoding_gives_the_same_text(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=200), st.sampled_from(["", "gbk", "latin-1", "utf-16", "x"]))
@settings(max_examples=200)
def test_any_bytes_are_text_or_unreadable(data: bytes, declared: str) -> None:
    try:
        text = decode(data, declared)
    except Unreadable:
        return
    assert text


@given(st.integers(0, 200))
@settings(max_examples=60)
def test_a_file_cut_off_anywhere_is_read_exactly_or_refused(length: int) -> None:
    data = SIMPLIFIED.encode()[: max(length, 7)]
    try:
        assert SIMPLIFIED.startswith(decode(data))
    except Unreadable:
        assert data.decode("utf-8", "ignore").encode() != data


@pytest.mark.parametrize(
    ("text", "encoding"), [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "cp950")]
)
def test_an_independent_detector_agrees(text: str, encoding: str) -> None:
    data = (text * 20).encode(encoding)
    oracle = charset_normalizer.from_bytes(data).best()
    assert oracle is not None
    assert decode(data) == str(oracle)
