"""Workbooks: sheets, titles, merged cells, values as they are shown, and files that lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import Shape, shape

from gialint.model import Document, Paragraph, Table
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.docx import read as read_docx
from gialint.reading.xlsx import read, spelled
from gialint.reading.xlsx.tables import column_name
from gialint.testing import check_document
from gialint.understanding.understand import Knowledge, understand
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.files import written
from tests.reportwriter.town import clean, varied
from tests.reportwriter.workbook import put, xlsx

Values = Sequence[Sequence[object]]
Fill = Callable[[xlsxwriter.Workbook], object]


def book(*fills: Fill) -> bytes:
    """Return a workbook that functions have filled."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        for fill in fills:
            fill(workbook)
    return file.getvalue()


def sheet(values: Values, *merged: str, name: str = "表", hidden: bool = False) -> Fill:
    """Fill a sheet from its first cell on, and merge ranges, each with the value at its beginning."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet(name)
        for row, cells in enumerate(values):
            for column, cell in enumerate(cells):
                if cell is not None:
                    page.write(row, column, cell)
        for reach in merged:
            page.merge_range(reach, "")
            first = reach.partition(":")[0]
            value = values[int(first[1:]) - 1][ord(first[0]) - ord("A")]
            if value is not None:
                page.write(first, value)
        if hidden:
            page.hide()

    return fill


def opened(content: bytes, limits: Limits | None = None) -> Document:
    document = read(content, "a.xlsx", limits or Limits())
    check_document(document)
    return document


SHEETS: dict[str, tuple[list[Fill], Shape]] = {
    "a table": (
        [sheet([["规章", 0], ["规范性文件", 12]])],
        ["表", ["规章@0,0; 0@0,1", "规范性文件@1,0; 12@1,1"]],
    ),
    "a title in a merged cell": (
        [sheet([["二、主动公开情况", None], ["规章", 0]], "A1:B1")],
        ["表", "二、主动公开情况", ["规章@0,0; 0@0,1"]],
    ),
    "titles alone": (
        [sheet([["青石镇年报"], [], ["单位：件"], ["规章", 0]])],
        ["表", "青石镇年报", "单位：件", ["规章@0,0; 0@0,1"]],
    ),
    "blank rows and columns": (
        [sheet([[], [], [None, None, "规章", None, 0], [], [None, None, "其他", None, 1], []])],
        ["表", ["规章@0,0; 0@0,1", "其他@1,0; 1@1,1"]],
    ),
    "a row without figures is a row": (
        [sheet([["规章", 1, 2], ["规范性文件", None, None], ["其他", 3, 4]])],
        ["表", ["规章@0,0; 1@0,1; 2@0,2", "规范性文件@1,0; @1,1; @1,2", "其他@2,0; 3@2,1; 4@2,2"]],
    ),
    "a merged row inside a table is a row": (
        [sheet([["规章", 1], ["第二十条第（五）项", None], ["许可", 2]], "A2:B2")],
        ["表", ["规章@0,0; 1@0,1", "第二十条第（五）项@1,0 1x2", "许可@2,0; 2@2,1"]],
    ),
    "the heading of a section parts tables": (
        [sheet([["许可", 2], ["三、收到和处理情况", None], ["新收", 3]], "A2:B2")],
        ["表", ["许可@0,0; 2@0,1"], "三、收到和处理情况", ["新收@0,0; 3@0,1"]],
    ),
    "a numbered row that spans its labels only is a row": (
        [sheet([["合计", None, 2], ["二、上年结转", None, None], ["三、", "公开", 3]], "A1:B1", "A2:B2")],
        ["表", ["合计@0,0 1x2; 2@0,2", "二、上年结转@1,0 1x2; @1,2", "三、@2,0; 公开@2,1; 3@2,2"]],
    ),
    "a title after a blank row": (
        [sheet([["许可", 2], [], ["三、收到和处理情况"], ["新收", 3]])],
        ["表", ["许可@0,0; 2@0,1"], "三、收到和处理情况", ["新收@0,0; 3@0,1"]],
    ),
    "notes": (
        [sheet([["许可", 2], ["注：按件计", None], ["以上为全年数。"]], "A2:B2")],
        ["表", ["许可@0,0; 2@0,1"], "注：按件计", "以上为全年数。"],
    ),
    "cells merged both ways": (
        [
            sheet(
                [
                    ["情况", None, "法人", None],
                    [None, None, "企业", "其他"],
                    ["三、", "公开", 1, 2],
                    [None, "部分", 3, 4],
                ],
                "A1:B2",
                "C1:D1",
                "A3:A4",
            )
        ],
        [
            "表",
            [
                "情况@0,0 2x2; 法人@0,2 1x2",
                "企业@1,2; 其他@1,3",
                "三、@2,0 2x1; 公开@2,1; 1@2,2; 2@2,3",
                "部分@3,1; 3@3,2; 4@3,3",
            ],
        ],
    ),
    "a merge over blank rows and columns": (
        [sheet([["三、", None, "公开", 1], [], [None, None, "部分", 2]], "A1:B3")],
        ["表", ["三、@0,0 2x1; 公开@0,1; 1@0,2", "部分@1,1; 2@1,2"]],
    ),
    "a merge that reaches beyond the words": (
        [
            sheet([["题目"], ["规章", 1]], "A1:F1"),
            sheet([["其他", 2], [], [None, None, None]], "C3:D9", name="次"),
        ],
        ["表", "题目", ["规章@0,0; 1@0,1"], "次", ["其他@0,0; 2@0,1"]],
    ),
    "several sheets": (
        [
            sheet([["规章", 1]], name="表二"),
            sheet([], name="空"),
            sheet([["旧", 9]], name="隐藏", hidden=True),
            lambda workbook: workbook.add_chartsheet("图"),
            sheet([["新收", 3]], name="表 三"),
        ],
        ["表二", ["规章@0,0; 1@0,1"], "表 三", ["新收@0,0; 3@0,1"]],
    ),
    "line ends in a cell": ([sheet([["商业\n企业", 1]])], ["表", ["商业 企业@0,0; 1@0,1"]]),
    "error values": (
        [
            lambda workbook: [
                page := workbook.add_worksheet("表"),
                page.write("A1", "规章"),
                page.write_formula("B1", "=Z1", None, "#REF!"),
                page.write_formula("C1", "=1+1", None, 2),
                page.write_formula("D1", "=1/0", None, "#DIV/0!"),
            ]
        ],
        ["表", ["规章@0,0; #REF!@0,1; 2@0,2; #DIV/0!@0,3"]],
    ),
}


@pytest.mark.parametrize("case", SHEETS)
def test_sheets(case: str) -> None:
    fills, expected = SHEETS[case]
    assert shape(opened(book(*fills))) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.0, "0"),
        (1126.0, "1126"),
        (9.63211, "9.63211"),
        (0.1 + 0.2, "0.3"),
        (-417.0, "-417"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (7, "7"),
        (True, "TRUE"),
        ("1,353", "1,353"),
        (date(2025, 1, 10), "2025-01-10"),
        (datetime(2025, 1, 10, 9, 30), "2025-01-10 09:30"),
        (time(9, 30), "09:30:00"),
    ],
)
def test_values_are_spelled_as_shown(value: object, text: str) -> None:
    assert spelled(value) == text


def test_dates_are_text() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        page = workbook.add_worksheet("表")
        page.write_row("A1", ["填报日期", "规章"])
        page.write_datetime("C1", datetime(2025, 1, 10), workbook.add_format({"num_format": "yyyy年m月d日"}))

    assert shape(opened(book(fill))) == ["表", ["填报日期@0,0; 规章@0,1; 2025-01-10@0,2"]]


def test_places() -> None:
    heading, title, table = opened(book(sheet([["题目"], [], [None, "规章", 1]], name="表二"))).blocks
    assert isinstance(heading, Paragraph)
    assert isinstance(table, Table)
    assert (heading.native, heading.heading, title.native) == ("表二", 2, "表二!A1")
    assert (table.native, [cell.native for cell in table.rows[0]]) == ("表二!B3", ["表二!B3", "表二!C3"])
    assert (table.certainty, table.geometry) == ("exact", True)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_name(column) == letters


# Whole reports: the three tables as county offices collect them.


def one_each(draft: DraftReport) -> bytes:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for number, section in enumerate(each for each in draft.sections if each.grid):
            page = workbook.add_worksheet(f"表{number + 1}")
            assert section.grid is not None
            page.merge_range(0, 0, 0, section.grid.columns - 1, section.heading)
            put(page, section.grid, 1, 0)

    return book(fill)


@pytest.mark.parametrize("layout", [one_each, xlsx])
@pytest.mark.parametrize("draft", [clean(), varied(3), varied(11)])
def test_figures_are_those_of_the_document(
    draft: DraftReport, layout: Callable[[DraftReport], bytes], known: Knowledge
) -> None:
    ours = understand(opened(layout(draft)), known).facts
    theirs = understand(read_docx(written(draft, "docx"), "a.docx", Limits()), known).facts
    for path in draft.figures:
        assert (ours[path].state, ours[path].value) == (theirs[path].state, theirs[path].value), path


# Files that are none, or that ask for too much.


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Replace parts of a workbook, named by the end of their names (``sheet1``)."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            target.writestr(name, parts.get(stem, source.read(name)))
    return file.getvalue()


SMALL = book(sheet([["规章", 1]]))
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = SHEET % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG = SHEET % (b"<row><c><v>1</v></c></row>" * 2000 + b"<row>" + b"<c><v>1</v></c>" * 2000 + b"</row>")
STYLED = (
    SHEET
    % b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="900000"><c r="XFD900000"/></row>'
)
OVERLAPPING = (SHEET % b'<row r="1"><c r="A1"><v>1</v></c><c r="B400"><v>1</v></c></row>').replace(
    b"</worksheet>", b"<mergeCells>" + b'<mergeCell ref="A1:B400"/>' * 300 + b"</mergeCells></worksheet>"
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空的"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"some words", "别的内容"),
        (written(clean(), "docx"), "Word"),
        (SMALL[: len(SMALL) // 2], "损坏|不完整"),
        (repacked(SMALL, sheet1=b"<worksheet><sheetData>"), "XML"),
        (repacked(SMALL, workbook=b"<workbook><sheets/></workbook>"), "没有内容|损坏"),
        (repacked(SMALL, sheet1=b"<worksheet/>"), "没有内容|损坏"),
        (book(sheet([])), "没有内容"),
        (
            book(sheet([["规章", 1]], name="一"), sheet([["x"]], name="二")).replace(
                b"PK\x05\x06", b"PK\x05\x07"
            ),
            "损坏",
        ),
    ],
)
def test_what_cannot_be_read_says_so(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as told:
        read(content, "a.xlsx", Limits())
    assert told.value.advice is not None


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (repacked(SMALL, sheet1=FAR), Limits()),
        (repacked(SMALL, sheet1=LONG), Limits()),
        (repacked(SMALL, sheet1=OVERLAPPING), Limits()),
        (repacked(SMALL, sheet1=b"<!DOCTYPE x []>" + SHEET % b""), Limits()),
        (repacked(SMALL, sheet1=SHEET % (b" " * 5_000_000)), Limits()),
        (repacked(SMALL, theme1=b" " * 900_000), Limits(inflated_bytes=800_000)),
        (book(sheet([["a", 1]], name="1"), sheet([["b", 2]], name="2")), Limits(cells=3)),
        (SMALL, Limits(bytes=100)),
        (SMALL, Limits(zip_entries=3)),
    ],
)
def test_limits(content: bytes, limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as told:
        read(content, "a.xlsx", limits)
    assert told.value.advice is not None


def test_a_picture_is_not_read_and_counts_for_no_limit() -> None:
    content = BytesIO(SMALL)
    with ZipFile(content, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bmp", b"\xff" * 2_000_000)
    assert shape(opened(content.getvalue(), Limits(inflated_bytes=1_000_000))) == shape(opened(SMALL))


def test_styled_cells_without_words_are_no_cells() -> None:
    assert shape(opened(repacked(SMALL, sheet1=STYLED))) == ["表", ["1@0,0; 2@0,1"]]


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1"><c r="ffffffffA1"><v>1</v></c></row>',
        b'<row r="1"><c x:r="B1" r="xfd1048576" xmlns:x="x"><v>1</v></c></row>',
        b'<row r="1"><c r="A0"><v>1</v></c></row>',
        b'<row r="1"><c r="A99999999"><v>1</v></c></row>',
        b'<row r="4294967295"><c><v>1</v></c></row>',
        b'<row r="0"><c><v>1</v></c></row>',
        b'<row r="1_0"><c><v>1</v></c></row>',
    ],
)
def test_a_place_that_is_none_is_damage(cell: bytes) -> None:
    """Otherwise the cell is found far off, and the memory for all before it is more than there is."""
    with pytest.raises(Unreadable, match="损坏"):
        read(repacked(SMALL, sheet1=SHEET % cell), "a.xlsx", Limits())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    with ZipFile(BytesIO(SMALL)) as source:
        name = data.draw(st.sampled_from([name for name in source.namelist() if name.startswith("xl/")]))
        content = bytearray(source.read(name))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from((b"", b"<", b"9", b'"', b"\xff", b"</c>"))
        )
    damaged = repacked(SMALL, **{name.rpartition("/")[2].partition(".")[0]: bytes(content)})
    with suppress(Unreadable):
        assert opened(damaged).blocks
