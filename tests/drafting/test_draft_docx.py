"""A draft as a Word file: what Word and LibreOffice make of it."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.drafting.docx import docx
from gialint.drafting.draft import Draft, Grid, Part, Slot
from gialint.reading import Limits
from gialint.reading.docx import read
from gialint.reading.office import office

GRID = Grid(
    (3, 1, 1),
    1,
    (
        (Slot("项目", down=2), Slot("数量", 2)),
        (Slot("上年"), Slot("本年")),
        (Slot("甲", down=3), Slot("a"), Slot(fact="a")),
        (Slot("b"), Slot(fact="b")),
        (Slot("c"), Slot(fact="c")),
    ),
)
DRAFT = Draft(
    "某镇2025年报告",
    ("前言。",),
    (Part("一、总体情况", ("（一）主动公开", "正文。"), (GRID,)),),
    ("某镇",),
    {},
)


def test_styles_are_words_own() -> None:
    document = python_docx.Document(BytesIO(docx(DRAFT)))
    styles = [(paragraph.text, paragraph.style.name) for paragraph in document.paragraphs if paragraph.style]
    assert styles == [
        ("某镇2025年报告", "Title"),
        ("前言。", "Normal"),
        ("一、总体情况", "Heading 1"),
        ("（一）主动公开", "Heading 2"),
        ("正文。", "Normal"),
        ("", "Signature"),
        ("某镇", "Signature"),
    ]


def test_cells_are_merged_as_they_span() -> None:
    [table] = python_docx.Document(BytesIO(docx(DRAFT))).tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["项目", "数量", "数量"],
        ["项目", "上年", "本年"],
        ["甲", "a", ""],
        ["甲", "b", ""],
        ["甲", "c", ""],
    ]
    widths = [column.width for column in table.columns]
    assert [round(width / widths[-1], 2) for width in widths if width and widths[-1]] == [3, 1, 1]


def test_the_table_is_as_wide_as_the_page_allows() -> None:
    document = python_docx.Document(BytesIO(docx(DRAFT)))
    [section], [table] = document.sections, document.tables
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert room * 0.99 < sum(column.width or 0 for column in table.columns) <= room


@given(text=st.text(max_size=30))
def test_any_words_make_a_file_that_can_be_read(text: str) -> None:
    data = docx(DRAFT._replace(title="标题" + text))
    document = read(data, "draft.docx", Limits())
    assert document.text.startswith("标题")
    parts = python_docx.Document(BytesIO(data)).part.package.parts if text.isprintable() else []
    for part in parts:
        ElementTree.fromstring(part.blob)


@pytest.mark.skipif(office() is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_keeps_every_cell(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(DRAFT))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office() or "", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    out = tmp_path / "out"
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=120)
    again = read((out / "draft.docx").read_bytes(), "draft.docx", Limits())
    assert again.text == read(path.read_bytes(), "draft.docx", Limits()).text
