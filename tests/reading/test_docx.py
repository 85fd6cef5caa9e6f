"""Word documents as whole files: reports, foreign writers, limits and broken files."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from wordml import STRICT, Shape, W, p, packed, run, shape, tbl, tc, tr, xml

from gialint.config import Config
from gialint.model import Document, Paragraph, Table
from gialint.plugins.builtin import READERS
from gialint.reading import Limits, Unreadable
from gialint.reading.docx import read
from gialint.reading.opening import open_document
from gialint.run.linter import linter
from gialint.run.result import result_of
from gialint.testing import check_document
from tests.reportwriter.files import example, with_macros

TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
PROSE = "2024年，青石镇主动公开政府信息128条，收到依申请公开3件，均已按期答复。"
GROUPS = ["（一）予以公开", "（二）部分公开", "（三）不予公开", "（四）无法提供", "（五）不予处理"]


@pytest.fixture(scope="module")
def report() -> bytes:
    """Write a report with headings, prose and tables three and four, as python-docx writes it."""
    written = docx.Document()
    written.add_heading(TITLE, 0)
    for heading in ("一、总体情况", "二、主动公开政府信息情况"):
        written.add_heading(heading, 1)
        written.add_paragraph(PROSE)
        written.add_paragraph("")
    requests(written.add_table(rows=9, cols=10))
    written.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    review = written.add_table(rows=2, cols=15)
    for column, cell in enumerate(review.rows[1].cells):
        cell.text = str(column)
    review.cell(0, 0).merge(review.cell(0, 4)).text = "行政复议"
    review.cell(0, 5).merge(review.cell(0, 14)).text = "行政诉讼"
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def requests(table: Any) -> None:
    """Fill a table three in short: a corner of 3 by 3, captions, and rows under a group."""
    table.cell(0, 0).merge(table.cell(2, 2)).text = "本列数据的勾稽关系"
    table.cell(0, 3).merge(table.cell(0, 9)).text = "申请人情况"
    table.cell(3, 0).merge(table.cell(3, 2)).text = "一、本年新收政府信息公开申请数量"
    table.cell(4, 0).merge(table.cell(8, 0)).text = "三、本年度办理结果"
    for row, group in enumerate(GROUPS, 4):
        table.cell(row, 1).merge(table.cell(row, 2)).text = group
    for row in range(3, 9):
        for column in range(3, 10):
            table.cell(row, column).text = str(row * column)


def test_a_report(report: bytes) -> None:
    document = read(report, "drafts/a.docx", Limits())
    check_document(document)
    assert (document.path, document.reader, document.source, document.entries) == (
        "drafts/a.docx",
        "docx",
        None,
        (),
    )
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [(found.text, found.heading, found.native.rpartition("#")[2]) for found in paragraphs] == [
        (TITLE, 0, "p[1]"),
        ("一、总体情况", 1, "p[2]"),
        (PROSE, 0, "p[3]"),
        ("二、主动公开政府信息情况", 1, "p[5]"),
        (PROSE, 0, "p[6]"),
        ("四、政府信息公开行政复议、行政诉讼情况", 0, "p[8]"),
    ]
    assert_tables(document)


def assert_tables(document: Document) -> None:
    three, four = (block for block in document.blocks if isinstance(block, Table))
    assert (three.certainty, three.geometry) == ("exact", True)
    corner, captions = three.rows[0]
    assert (corner.text, corner.rowspan, corner.colspan) == ("本列数据的勾稽关系", 3, 3)
    assert (captions.row, captions.column, captions.colspan) == (0, 3, 7)
    group = three.rows[4][0]
    assert (group.text, group.rowspan, group.colspan) == ("三、本年度办理结果", 5, 1)
    assert [row[-8].text for row in three.rows[4:]] == GROUPS
    figures = [cell for row in three.rows[3:] for cell in row[-7:]]
    assert all(cell.text == str(cell.row * cell.column) for cell in figures)
    assert [(cell.text, cell.column, cell.colspan) for cell in four.rows[0]] == [
        ("行政复议", 0, 5),
        ("行政诉讼", 5, 10),
    ]
    assert [(cell.text, cell.column) for cell in four.rows[1]] == [(str(n), n) for n in range(15)]
    row = document.line(document.line_and_column(three.rows[4][0].start)[0])
    assert row == "三、本年度办理结果 | （一）予以公开 | 12 | 16 | 20 | 24 | 28 | 32 | 36"


def test_a_report_as_another_library_counts_it(report: bytes) -> None:
    """Native places lead python-docx, by which annotations are written, to the same words."""
    document = read(report, "a.docx", Limits())
    other = docx.Document(BytesIO(report))
    tables = other.element.body.findall(f"{{{W}}}tbl")
    for block in document.blocks:
        at = block.native.rpartition("#")[2]
        if isinstance(block, Paragraph):
            assert other.paragraphs[int(at[2:-1]) - 1].text == block.text
            continue
        for row in block.rows:
            for cell in row:
                nth, line, position = (
                    int(step.rstrip("]").partition("[")[2])
                    for step in cell.native.rpartition("#")[2].split("/")
                )
                found = tables[nth - 1].findall(f"{{{W}}}tr")[line - 1].findall(f"{{{W}}}tc")[position - 1]
                assert "".join(text.text or "" for text in found.iter(f"{{{W}}}t")) == cell.text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_report_as_libreoffice_writes_it(report: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(report)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    subprocess.run(
        [*command, "docx", "--outdir", tmp_path / "out", tmp_path / "a.docx"], check=True, timeout=120
    )
    document = read((tmp_path / "out" / "a.docx").read_bytes(), "a.docx", Limits())
    check_document(document)
    paragraphs = [(block.text, block.heading) for block in document.blocks if isinstance(block, Paragraph)]
    assert paragraphs[:2] == [(TITLE, 0), ("一、总体情况", 1)]
    three = next(block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in three.rows[4]] == [
        "三、本年度办理结果",
        GROUPS[0],
        *(str(4 * n) for n in range(3, 10)),
    ]
    assert three.rows[4][0].rowspan == 5


SAMPLE = p("甲", f"<w:ins>{run('乙')}</w:ins>") + tbl(tr(tc("丙", '<w:gridSpan w:val="2"/>'), "丁"))
SAMPLE_SHAPE: Shape = ["甲乙", ["丙@0,0 1x2; 丁@0,2"]]


@pytest.mark.parametrize(
    "document",
    [
        xml(SAMPLE, STRICT),
        xml(SAMPLE).replace("w:", "ns0:"),
        xml(SAMPLE).replace("w:", ""),
        ('<?xml version="1.0" encoding="UTF-16"?>' + xml(SAMPLE)).encode("utf-16"),
        b"\xef\xbb\xbf" + xml(SAMPLE).encode(),
    ],
    ids=["strict", "another prefix", "no prefix", "utf-16", "byte order mark"],
)
def test_ways_to_write_the_same(document: str | bytes) -> None:
    assert shape(read(packed(document), "a.docx", Limits())) == SAMPLE_SHAPE


FILE = example("faulty", "docx")


@pytest.mark.parametrize("name", ["报告.docm", "报告.DOCM", "报告.docx"])
def test_it_reads_as_without_macros(name: str) -> None:
    document = open_document(name, READERS, Limits(), with_macros(FILE))
    assert document.text == open_document("报告.docx", READERS, Limits(), FILE).text
    assert document.reader == "docx"


def test_it_is_checked() -> None:
    result = result_of(linter(Config()), ["a.docm"], {"a.docm": with_macros(FILE)})
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
        (b"%PDF-1.7", "扩展名是 .docm，内容却是 PDF 文件"),
        (b"", "空"),
        (b"PK\x03\x04 cut", "损坏"),
        (large(2_000_000), "膨胀"),
    ],
)
def test_what_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document("报告.docm", READERS, Limits(), data)
    assert complaint in refused.value.reason.zh
