"""What a sheet does not show as it stands in its cells: hidden rows and columns, fonts, formats, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gialint.model import Document, Table
from gialint.reading import Limits
from gialint.reading.xlsx import read
from gialint.testing import check_document
from gialint.understanding.marked import why_unreadable

ROWS = [["甲", 1, 0], ["乙", 22, 3], ["丙", 0, 44]]


def opened(
    change: Callable[[xlsxwriter.Workbook, Worksheet], object] | None = None,
    sheet: Callable[[str], str] = str,
    rows: list[list[object]] = ROWS,
) -> Document:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("表")
        for row, cells in enumerate(rows):
            page.write_row(row, 0, cells)
        if change:
            change(workbook, page)
    changed = BytesIO()
    with ZipFile(file) as plain, ZipFile(changed, "w") as archive:
        for name in plain.namelist():
            part = plain.read(name).decode()
            archive.writestr(name, sheet(part) if name.endswith("sheet1.xml") else part)
    document = read(changed.getvalue(), "a.xlsx", Limits())
    check_document(document)
    return document


def unread(document: Document) -> list[str]:
    """Return the cells whose figures cannot be read, each with the reason."""
    return [
        f"{cell.native.partition('!')[2]} {cell.text} {why}".replace("  ", " ")
        for table in document.blocks
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
        if (why := why_unreadable(document, cell.start, cell.start + len(cell.text)))
    ]


def hidden(document: Document) -> list[str]:
    return [f"{aside.kind} {aside.text}@{aside.native.partition('!')[2]}" for aside in document.asides]


SECOND = ["A2 乙 hidden", "B2 22 hidden", "C2 3 hidden"]
CASES = {
    "nothing": (None, [], []),
    "a hidden row": (
        lambda _, page: page.set_row(1, None, None, {"hidden": True}), SECOND, ["hidden 乙 22 3@A2"],
    ),
    "a row of no height": (lambda _, page: page.set_row(1, 0), SECOND, ["hidden 乙 22 3@A2"]),
    "a hidden column": (
        lambda _, page: page.set_column(2, 5, None, None, {"hidden": True}),
        ["C1 0 hidden", "C2 3 hidden", "C3 44 hidden"],
        ["hidden 3@C2", "hidden 44@C3"],
    ),
    "zeros not shown": (lambda _, page: page.hide_zero(), ["C1 0 hidden", "B3 0 hidden"], []),
    "rows hidden that hold nothing": (
        lambda _, page: page.set_default_row(hide_unused_rows=True), [], [],
    ),
    "a format that hides": (
        lambda book, page: page.write(1, 1, 22, book.add_format({"num_format": ";;;"})),
        ["B2 22 hidden"],
        ["hidden 22@B2"],
    ),
    "a formula without a value": (
        lambda _, page: page.write_formula(1, 1, "=SUM(A1)", None, ""), ["B2 unreadable"], [],
    ),
    "a rounded number": (
        lambda book, page: page.write(1, 1, 22.26, book.add_format({"num_format": "0.0"})), [], [],
    ),
    "struck out in part": (
        lambda book, page: page.write_rich_string(1, 1, book.add_format({"font_strikeout": True}), "9", "22"),
        ["B2 922 struck"],
        [],
    ),
    "a figure over two lines": (lambda _, page: page.write(1, 1, "2\n2"), ["B2 2 2 unreadable"], []),
    "words over two lines": (lambda _, page: page.write(1, 1, "2\n件"), [], []),
}  # fmt: skip


@pytest.mark.parametrize(("change", "cells", "asides"), CASES.values(), ids=CASES)
def test_what_a_sheet_does_not_show(
    change: Callable[[xlsxwriter.Workbook, Worksheet], object], cells: list[str], asides: list[str]
) -> None:
    document = opened(change, lambda part: re.sub(r"</f><v>0?</v>", "</f>", part))
    assert (unread(document), hidden(document)) == (cells, asides)


def test_a_rounded_number_is_read_as_it_is_shown() -> None:
    change = CASES["a rounded number"][0]
    assert "乙 | 22.3 | 3" in opened(change).text


def test_a_row_of_formulas_without_values_is_a_row() -> None:
    document = opened(sheet=lambda part: re.sub(r"(<c r=\"[BC]3\">)<v>\d+</v>", r"\1<f>SUM(A1)</f>", part))
    assert unread(document) == ["B3 unreadable", "C3 unreadable"]


def test_hidden_prose_is_told() -> None:
    document = opened(lambda _, page: page.set_row(0, 0), rows=[["收到申请12件。"], [], *ROWS])
    assert hidden(document) == ["hidden 收到申请12件。@A1"]
    assert document.marked[0][:3] == (2, 10, "hidden")
