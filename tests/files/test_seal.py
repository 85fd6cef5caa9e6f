"""The seal: what gialint wrote is known until the first change, and nothing else is."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gialint.files.seal import is_sealed, sealed_package, sealed_page
from gialint.model import Checked, Result
from gialint.reporting import Style
from gialint.reporting.html import html, pages
from gialint.reporting.xlsx import xlsx

RESULT = Result("0.1.0", (Checked("年报.docx"),))


def package(comment: bytes = b"") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        archive.comment = comment
    return buffer.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


def test_results_are_sealed(file: Path) -> None:
    style = Style("zh")
    written = [text.encode() for text in (html(RESULT, style), *pages(RESULT, style).values())]
    for content in (*written, xlsx(RESULT, style)):
        file.write_bytes(content)
        assert is_sealed(str(file))


@given(st.text(max_size=200))
def test_any_page_can_be_sealed(text: str) -> None:
    sealed = sealed_page(text)
    assert sealed.startswith(text)
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_bytes(sealed.encode("utf-8", "replace"))
        assert is_sealed(str(path))


@pytest.mark.parametrize("data", [package(), package("备注".encode())])
def test_a_sealed_package_holds_what_it_held(data: bytes, file: Path) -> None:
    file.write_bytes(sealed_package(data))
    assert is_sealed(str(file))
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.read("word/document.xml") == b"<w:document/>"
    assert sealed_package(sealed_package(data)) == sealed_package(data)


@pytest.mark.parametrize("place", [0, 40, -40, -1])
@pytest.mark.parametrize("content", [sealed_page("<html>年报</html>\n").encode(), sealed_package(package())])
def test_one_change_breaks_it(content: bytes, place: int, file: Path) -> None:
    changed = bytearray(content)
    changed[place] ^= 1
    file.write_bytes(bytes(changed))
    assert not is_sealed(str(file))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b'<meta name="generator" content="gialint 0.1.0">',
        package(),
        package(b"gialint seal " + b"0" * 64),
        b"x" * 40 + b"<!-- gialint seal " + b"0" * 64 + b" -->\n",
    ],
)
def test_nothing_else_is_sealed(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert not is_sealed(str(file))


def test_what_is_no_file_is_not_sealed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not is_sealed(str(tmp_path / "pipe"))
    assert not is_sealed(str(tmp_path / "none"))
    assert not is_sealed(str(tmp_path))


def test_other_programs_open_what_is_sealed() -> None:
    book = xlsx(RESULT, Style("zh"))
    assert CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names[0] == "汇总"
    plain = BytesIO()
    Document().save(plain)
    assert Document(BytesIO(sealed_package(plain.getvalue()))).paragraphs == []
