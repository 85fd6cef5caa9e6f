"""How cells of a workbook look, by their font, fill and number format."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from gialint.model import Document, Table
from gialint.reading import Limits
from gialint.reading.xlsx import read
from gialint.reading.xlsx.looks import BUILT_IN, made, shows_text
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


ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0", "12", "12"),
        ("00", "5", "5"),
        ("#,##0", "1234", "1234"),
        ("#,##0", "0", "0"),
        ("#,##0_);(#,##0)", "-12", "-12"),
        ("0;[Red]-0", "-12", "-12"),
        ("0;[Red]0", "-12", "?"),
        ("0;0", "-12", "?"),
        ("0.00", "12.3", "12.3"),
        ("0.00", "12.345", "12.35"),
        ("0", "12.5", "13"),
        ("0", "-12.5", "-13"),
        ("#.##", "0.126", "0.13"),
        ("General", "12", "12"),
        ('General"件"', "12", "12"),
        ('0"件"', "12", "12"),
        ("[$¥-804]0", "12", "12"),
        ("[DBNum1]General", "12", "12"),
        ("[Red]0", "12", "12"),
        ("@", "12", "12"),
        (ACCOUNTS, "12", "12"),
        (ACCOUNTS, "0", "0"),
        ("yyyy/m/d", "45000", "45000"),
        ("0;-0;;@", "0", ""),
        ("0;-0;;@", "12", "12"),
        ("#", "0", ""),
        ("#,###", "0", ""),
        (";;;", "12", ""),
        ("", "12", ""),
        ('[=0]"";General', "0", ""),
        ('[=0]"";General', "12", "12"),
        ("[>100]0;[<0]-0;", "12", ""),
        ("[>100]0;[>1000]0", "12", "12"),
        ('0"9"', "12", "?"),
        (r"0\9", "12", "?"),
        ('"1"0', "12", "?"),
        ("10", "12", "?"),
        ("0-00", "123", "?"),
        ("0%", "0.5", "?"),
        ("0%", "0", "0"),
        ("0,", "12000", "?"),
        ("#,##0.0,,", "12000000", "?"),
        ("0.00E+00", "12", "?"),
        ("# ?/?", "0.5", "?"),
        ("0.0", "1e300", "1e300"),
        ("0." + "0" * 200, "1.5", "1.5"),
        ('"', "12", ""),
    ],
)
def test_a_number_under_a_format(form: str, value: str, shown: str) -> None:
    number = Decimal(value)
    manner, rounded = made(form, number)
    told = {"hidden": "", "unreadable": "?"}.get(manner or "", str(number if rounded is None else rounded))
    assert told == str(Decimal(shown) if shown not in ("", "?") else shown)


@pytest.mark.parametrize(
    ("form", "shows"),
    [("General", True), ("0", True), (";;", True), (";;;", False), (";;;@", True), ('0;0;0;"文字"', False)],
)
def test_a_text_under_a_format(form: str, shows: bool) -> None:
    assert shows_text(form) is shows


@given(st.text('0#?.,;@"\\_*[]=<>-+%E/ymdGenral1 件'), st.decimals(allow_nan=False, allow_infinity=False))
def test_no_format_is_too_odd(form: str, value: Decimal) -> None:
    manner, rounded = made(form, value)
    assert manner is None or rounded is None


@pytest.mark.parametrize("form", [BUILT_IN[number] for number in (1, 2, 3, 4, 37, 38, 39, 40)])
@given(value=st.integers(-(10**9), 10**9))
def test_common_formats_show_whole_numbers_as_they_are(form: str, value: int) -> None:
    assert made(form, Decimal(value)) == (None, None)
