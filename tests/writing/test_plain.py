"""A text is written back as it was but for its edits: encoding, byte order mark, line ends."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.model import Edit
from gialint.reading import Limits
from gialint.reading.html import read as read_page
from gialint.reading.text import read
from gialint.writing.plain import NOT_AS_IT_WAS, page, plain

TEXT = "云坪县青石镇人民政府2024年政府信息公开工作年度报告\r\n做为公开工作的一部分，及时更新栏目。\r\n"
TRADITIONAL = "雲坪縣青石鎮人民政府2024年政府信息公開工作年度報告\r\n做為公開工作的一部分，及時更新欄目。\r\n"
BOMS = {
    "utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}  # fmt: skip


def mended(data: bytes, old: str, new: str) -> bytes:
    document = read(data, "a.txt", Limits())
    medium = plain(document, data, Limits())
    start = medium.text.index(old)
    edits = [Edit(start, start + len(old), new)]
    assert medium.refusal(edits) is None
    return medium.written(edits)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("mark", [False, True])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encoding_and_line_ends_stay(encoding: str, mark: bool, end: str) -> None:
    if not mark and encoding.startswith("utf-") and encoding != "utf-8":
        return  # nothing tells such a file from a binary one
    begin = BOMS.get(encoding, b"") if mark else b""
    text = TEXT.replace("\r\n", end)
    expected = begin + text.replace("做为", "作为").encode(encoding)
    assert mended(begin + text.encode(encoding), "做为", "作为") == expected


def test_big5_stays_big5_and_what_it_has_not_is_refused() -> None:
    data = TRADITIONAL.encode("cp950")
    assert mended(data, "做為", "作為") == TRADITIONAL.replace("做為", "作為").encode("cp950")
    medium = plain(read(data, "a.txt", Limits()), data, Limits())
    refusal = medium.refusal([Edit(0, 1, "门")])
    assert refusal is not None
    assert refusal.zh == "文件的编码 Big5 里没有“门”这个字"
    assert refusal.en == "the file's encoding Big5 has no character “门”"


def test_a_file_that_would_not_be_the_same_bytes_again_is_refused() -> None:
    document = read(TEXT.encode(), "a.txt", Limits())
    assert plain(document, b"\xff" + TEXT.encode(), Limits()).refusal([Edit(0, 1, "雲")]) == NOT_AS_IT_WAS


def test_a_page_spells_what_html_would_obey() -> None:
    data = "<meta charset=gbk><p>做为公开工作的一部分。</p>".encode("gbk")
    medium = page(read_page(data, "a.html", Limits()), data, Limits())
    start = medium.text.index("做为")
    written = medium.written([Edit(start, start + 2, "<作&为>")])
    assert written.decode("gbk") == "<meta charset=gbk><p>&lt;作&amp;为&gt;公开工作的一部分。</p>"
    assert read_page(written, "a.html", Limits()).text == "<作&为>公开工作的一部分。\n"


@given(st.data(), st.sampled_from(["utf-8", "gb18030"]))
def test_bytes_outside_the_edits_stay(data: st.DataObject, encoding: str) -> None:
    text = "公开" + data.draw(st.text("政府信息公开，。\r\n a1𠮷", max_size=60))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    content = text.encode(encoding)
    medium = plain(read(content, "a.txt", Limits()), content, Limits())
    if medium.text == text:
        written = medium.written([Edit(start, end, "新")])
        assert written.startswith(text[:start].encode(encoding))
        assert written.endswith(text[end:].encode(encoding))
        assert written.decode(encoding) == f"{text[:start]}新{text[end:]}"
