"""A .docm is read as a .docx is: what its macros are is not looked at."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from gialint.config import Config
from gialint.plugins.builtin import READERS
from gialint.reading import Limits, Unreadable
from gialint.reading.opening import open_document
from gialint.run.linter import linter
from tests.reportwriter.files import example, with_macros

FILE = example("faulty", "docx")


@pytest.mark.parametrize("name", ["报告.docm", "报告.DOCM", "报告.docx"])
def test_it_reads_as_without_macros(name: str) -> None:
    document = open_document(name, READERS, Limits(), with_macros(FILE))
    assert document.text == open_document("报告.docx", READERS, Limits(), FILE).text
    assert document.reader == "docx"


def test_it_is_checked() -> None:
    result = linter(Config()).check(["a.docm"], {"a.docm": with_macros(FILE)})
    [checked] = result.reports
    assert (checked.reader, checked.year) == ("docx", 2024)


def large(size: int) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", 8) as archive:
        archive.writestr("word/document.xml", b" " * size)
        archive.writestr("word/vbaProject.bin", b"")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7", "扩展名是 .docm，内容却是PDF 文件"),
        (b"", "空"),
        (b"PK\x03\x04 cut", "损坏"),
        (large(2_000_000), "膨胀"),
    ],
)
def test_what_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document("报告.docm", READERS, Limits(), data)
    assert complaint in refused.value.reason.zh
