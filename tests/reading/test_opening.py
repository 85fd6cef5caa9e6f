"""Files are opened by the reader they need, or refused with what their owner can do."""

from __future__ import annotations

import builtins
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_kinds import zipped

from gialint.hookspecs import Reader
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.opening import open_document

READERS = (
    Reader("docx", (".docx",), "gialint.reading.docx:read"),
    Reader("html", (".html", ".htm"), "gialint.reading.html:read"),
    Reader("text", (".txt",), "gialint.reading.text:read"),
)
TEXT = "青石镇2024年政府信息公开工作年度报告\n主动公开信息35条。\n".encode()
PAGE = "<!-- saved from a site -->\n<!DOCTYPE html><html><p>青石镇主动公开信息35条</p></html>".encode()
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64
OLD_WORD = OLD + "WordDocument".encode("utf-16-le")
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")
ARCHIVED = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"
WORD = b"PK\x03\x04 word/document.xml"
WORKBOOK = b"PK\x03\x04 xl/workbook.xml"
NEW_WORD = (Path(__file__).parents[2] / "examples" / "clean.docx").read_bytes()
ARCHIVE = zipped({"年报/clean.docx": NEW_WORD})
PLUGIN = """
from gialint.model import Document
from gialint.reading import LimitExceeded
from gialint.model import Text

def read(data, path, limits):
    return Document(path, "plugin", data.decode(), ())

def broken(data, path, limits):
    raise ZeroDivisionError("division\\n by zero")

def wrong(data, path, limits):
    return data.decode()

def refusing(data, path, limits):
    raise LimitExceeded(Text("太多了", "too much"))
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a_reader_of_others.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def refused(path: str, data: bytes | None = None, readers: tuple[Reader, ...] = READERS) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        open_document(path, readers, Limits(), data)
    error = raised.value
    assert error.reason.en
    assert error.advice is None or error.advice.en
    return error


@pytest.mark.parametrize(
    ("path", "data", "reader"),
    [
        ("报告.txt", TEXT, "text"),
        ("报告.TXT", TEXT, "text"),
        ("drafts/报告.v2.html", PAGE, "html"),
        ("报告.htm", b"<p>1</p>", "html"),
        ("报告.doc", PAGE, "html"),
        ("报告.wps", b"\xef\xbb\xbf" + PAGE, "html"),
        ("报告.doc", NEW_WORD, "docx"),
    ],
)
def test_the_suffix_chooses_the_reader(path: str, data: bytes, reader: str) -> None:
    document = open_document(path, READERS, Limits(), data)
    assert (document.reader, document.path) == (reader, path)


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT)
    assert open_document(str(path), READERS, Limits()).text == TEXT.decode()


@pytest.mark.parametrize(
    ("path", "data", "reason", "advice"),
    [
        ("报告.txt", b"", "空", "保存"),
        ("报告.doc", OLD_WORD, "能读取的有：.docx .html .htm .txt", "用 Word 或 WPS 另存为 .docx"),
        ("报告.wps", OLD, "没有能读 .wps 文件的读取器", "用 Word 或 WPS 另存为 .docx"),
        ("报告.doc", TEXT, "没有能读 .doc 文件的读取器", "用 Word 或 WPS 另存为 .docx"),
        ("报告.png", b"\x89PNG\r\n", "没有能读 .png 文件的读取器", "图片里的文字"),
        ("报告.zip", b"PK\x03\x04", "没有能读 .zip 文件的读取器", "写出其中的一份报告"),
        ("报告.zip", ARCHIVE, "没有能读 .zip 文件的读取器", "写出其中的一份报告"),
        ("报告.zip", NEW_WORD, "扩展名是 .zip，内容却是 Word 文档", "改成 .docx"),
        ("报告.abc", TEXT, "没有能读 .abc 文件的读取器", "Word（.docx）或文本"),
        ("报告", TEXT, "没有扩展名", "路径"),
        ("-", TEXT, "没有扩展名", "--stdin-filename"),
        ("报告.docx", b"%PDF-1.7", "扩展名是 .docx，内容却是 PDF 文件", "改成 .pdf"),
        ("报告.docx", OLD_WORD, "扩展名是 .docx，内容却是旧版 Word", "另存为 .docx"),
        ("报告.docx", OLD, "扩展名是 .docx，内容却是旧版 Office", "另存为 .docx"),
        ("报告.docx", LOCKED, "打开密码", "密码"),
        ("报告.docx", WORKBOOK, "扩展名是 .docx，内容却是电子表格", "另存为 .xlsx"),
        ("报告.docx", PAGE, "扩展名是 .docx，内容却是网页", "改成 .html"),
        ("报告.txt", WORD, "扩展名是 .txt，内容却是 Word 文档", "改成 .docx"),
        ("报告.txt", PAGE, "扩展名是 .txt，内容却是网页", "改成 .html"),
        ("报告.doc", WORD, "损坏", "重新下载"),
        ("报告.html", ARCHIVED, "扩展名是 .html，内容却是单个文件的网页归档", "另存为"),
        ("报告.doc", ARCHIVED, "扩展名是 .doc，内容却是单个文件的网页归档", "另存为"),
        ("报告.html", b"{\\rtf1", "扩展名是 .html，内容却是 RTF", "另存为 .docx"),
        ("报告.docx", b"PK\x03\x04 nothing of Word", "损坏", "重新下载"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(path: str, data: bytes, reason: str, advice: str) -> None:
    error = refused(path, data)
    assert reason in error.reason.zh
    assert error.advice is not None
    assert advice in error.advice.zh


def test_what_goes_as_a_word_file_needs_its_own_reader() -> None:
    assert "内容却是网页" in refused("报告.doc", PAGE, READERS[:1]).reason.zh
    assert "内容却是 Word 文档" in refused("报告.doc", WORD, READERS[1:]).reason.zh


def test_the_reader_asked_first_wins(plugin: None) -> None:
    own = Reader("own", ("TXT",), "a_reader_of_others:read")
    assert open_document("a.txt", (own, *READERS), Limits(), TEXT).reader == "plugin"
    assert open_document("a.txt", (*READERS, own), Limits(), TEXT).reader == "text"


def test_content_of_foreign_suffixes_is_the_plugins_affair(plugin: None) -> None:
    own = Reader("own", (".own.gz.x",), "a_reader_of_others:read")
    assert open_document("a.OWN.gz.x", (own,), Limits(), b"%PDF").reader == "plugin"


@pytest.mark.parametrize(
    ("load", "reason", "advice"),
    [
        ("a_reader_of_others:broken", "ZeroDivisionError: division by zero", "作者"),
        ("a_reader_of_others:wrong", "returned str, not Document", "作者"),
        ("a_reader_of_others:nothing", "AttributeError", "作者"),
        ("no_such_module_at_all:read", "ModuleNotFoundError", "已安装"),
    ],
)
def test_a_faulty_reader_is_named_in_one_line(plugin: None, load: str, reason: str, advice: str) -> None:
    error = refused("a.own", TEXT, (Reader("own", (".own",), load),))
    assert error.reason.zh.startswith(f"读取器 own（{load}）出错：")
    assert reason in error.reason.zh
    assert "\n" not in error.reason.zh
    assert error.advice is not None
    assert advice in error.advice.zh


def test_a_readers_own_refusal_passes(plugin: None) -> None:
    error = refused("a.own", TEXT, (Reader("own", (".own",), "a_reader_of_others:refusing"),))
    assert (error.reason.zh, error.code) == ("太多了", "GIA907")


def test_a_missing_file_brings_up_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "青石镇2024年报告.docx").write_bytes(b"")
    error = refused(str(tmp_path / "青石镇2023年报告.docx"))
    assert error.reason.zh == "没有这个文件"
    assert error.advice is not None
    assert error.advice.zh == f"是不是 {tmp_path / '青石镇2024年报告.docx'}？"
    assert "路径" in str(refused(str(tmp_path / "xyz.md")).advice)


def test_neighbours_of_a_bare_name_are_looked_for_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "报告.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    advice = refused("报告.text").advice
    assert advice is not None
    assert advice.zh == "是不是 报告.txt？"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none/报告.txt", "没有这个文件夹"),
        ("a.txt/报告.txt", "没有这个文件夹"),
        ("folder", "这是文件夹"),
        ("nul\0.txt", "路径无效"),
        ("x" * 400 + ".txt", "无法打开文件"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert reason in refused(os.path.join(tmp_path, name)).reason.zh


def test_a_forbidden_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidding(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "报告.txt").write_bytes(TEXT)
    monkeypatch.setattr(builtins, "open", forbidding)
    assert "没有读取这个文件的权限" in refused(str(tmp_path / "报告.txt")).reason.zh


@pytest.mark.parametrize("given", [True, False])
def test_a_file_too_large_is_left_alone(tmp_path: Path, given: bool) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(b"x" * 2_000_001)
    limits = Limits(bytes=2_000_000, characters=2_000_000)
    with pytest.raises(LimitExceeded, match=r"文件大小 2\.0 MB（2000001 字节），超过上限 2\.0 MB"):
        open_document(str(path), READERS, limits, path.read_bytes() if given else None)
    path.write_bytes(b"x" * 2_000_000)
    assert open_document(str(path), READERS, limits).reader == "text"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs a file without an end")
def test_a_device_is_not_read() -> None:
    assert "管道或设备" in refused("/dev/zero").reason.zh


@pytest.mark.skipif(not os.path.exists("/proc/self/maps"), reason="needs a file that hides its size")
def test_a_file_that_hides_its_size_is_read_up_to_the_limit() -> None:
    with pytest.raises(LimitExceeded, match="文件大小"):
        open_document("/proc/self/maps", READERS, Limits(bytes=10))


@given(
    st.sampled_from(["a.txt", "a.html", "a.docx", "a.doc"]),
    st.one_of(st.binary(max_size=120), st.text(max_size=80).map(str.encode)),
)
@settings(max_examples=150)
def test_any_bytes_are_a_document_or_unreadable(path: str, data: bytes) -> None:
    try:
        document = open_document(path, READERS, Limits(), data)
    except Unreadable as error:
        faulty = error.reason.zh.startswith("读取器")
    else:
        faulty = document.path != path
    assert not faulty
