"""Read a workbook (.xlsx, ECMA-376 SpreadsheetML): its sheets as headings, titles and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from gialint.model import Aside, Cell, Document, Marked, Paragraph, Words
from gialint.reading import Limits, Unreadable
from gialint.reading.compose import Box, Composer, disjoint
from gialint.reading.grid import too_many_cells
from gialint.reading.package import damaged
from gialint.reading.xlsx_package import Shown, shown
from gialint.reading.xlsx_scan import column_name
from gialint.reading.xlsx_sheet import Placed, Sheet, blocks

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Values: TypeAlias = Sequence[Sequence[object]]
Merged: TypeAlias = Sequence[tuple[tuple[int, int], tuple[int, int]]] | None
Made = TypeVar("Made")

ZERO = "0"
"""What many a workbook does not show, and hides nothing by it."""


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a workbook shows: each sheet's name as a heading, then what is on it.

    Blank and hidden sheets are left out. Numbers are written as they are typed (3, not 3.0) but with
    the places that are shown, dates as 2025-01-10, error values as Excel shows them. What is struck
    out, or hidden, as rows may be, is marked as that. Native places are ``Sheet1!B4``. Raises
    Unreadable and LimitExceeded.
    """
    composer = Composer(path, "xlsx")
    unplain = Unplain()
    count = 0
    for sheet in _sheets(shown(data, limits)):
        found = list(blocks(sheet, limits))
        count += sum(len(row) for row in sheet.rows)
        if count > limits.cells:
            raise too_many_cells(limits)
        if found and sheet.name.strip():
            composer.paragraph(sheet.name, sheet.name, heading=2)
        for block in found:
            if isinstance(block, Placed):
                unplain.add(sheet, [block], [composer.paragraph(block.text, native(sheet, block))])
            else:
                table = composer.table(
                    [[Box(cell.text, *cell.slot, native(sheet, cell)) for cell in row] for row in block],
                    native(sheet, block[0][0]),
                )
                for row, cells in zip(block, table.rows, strict=True):
                    unplain.add(sheet, row, cells)
    if not composer.blocks:
        raise nothing_shown()
    marked = disjoint([*unplain.marked, *composer.marked])
    return replace(composer.document(), asides=tuple(unplain.asides), marked=marked)


class Unplain:
    """What of a workbook is not shown as it stands in the reading text, and what of that is hidden."""

    def __init__(self) -> None:
        self.asides: list[Aside] = []
        self.marked: list[Marked] = []

    def add(self, sheet: Sheet, cells: Sequence[Placed], made: Sequence[Cell | Paragraph]) -> None:
        """Take what is not shown plainly in cells of a row, and what was made of each."""
        hidden: list[tuple[str, int, str]] = []
        for cell, block in zip(cells, made, strict=True):
            for start, end, manner in cell.looks:
                text = block.text[start:end]
                first = block.start + min(start, len(block.text))
                self.marked.append(Marked(first, first + len(text), manner))
                if manner == "hidden" and text not in ("", ZERO):
                    hidden.append((text, first, native(sheet, cell)))
        if hidden:
            self.asides.append(Aside("hidden", " ".join(text for text, *_ in hidden), "", *hidden[0][1:]))


def native(sheet: Sheet, cell: Placed) -> str:
    """Return the native place of a cell."""
    return f"{sheet.name}!{column_name(cell.column)}{cell.row + 1}"


def spelled(value: object) -> str:
    """Return a cell's value as a table shows it.

    Numbers have the fifteen digits that Excel keeps, and no more zeros than they need.
    """
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float():
            digits = f"{value:.15g}"
            return f"{Decimal(digits):f}" if "e" in digits else digits
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def nothing_shown() -> Unreadable:
    """Return the error for a workbook whose sheets are blank or hidden."""
    return Unreadable(
        Words(
            "工作簿里没有内容（空白和隐藏的工作表不读）",
            "the workbook shows nothing (hidden sheets are not read)",
        ),
        Words(
            "请确认表格在看得见的工作表里，保存后再检查。",
            "Check that the tables are on a sheet that is shown, save, and check again.",
        ),
    )


def _sheets(book: Shown) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook

    workbook = _guarded(CalamineWorkbook.from_filelike, BytesIO(book.parts))
    for name, scanned in book.sheets.items():
        values, merged = _guarded(_taken, workbook, name)
        rows = [[value if isinstance(value, str) else spelled(value) for value in row] for row in values]
        for (row, column), text in scanned.texts.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        slots = [
            (top, left, bottom - top + 1, right - left + 1) for (top, left), (bottom, right) in merged or ()
        ]
        yield Sheet(name, rows, slots, scanned.at)


def _taken(workbook: CalamineWorkbook, name: str) -> tuple[Values, Merged]:
    sheet = workbook.get_sheet_by_name(name)
    return sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges


def _guarded(ask: Callable[..., Made], *of: object) -> Made:
    """Return what calamine answers; its errors, and its panics, which are no Exception, mean damage."""
    try:
        return ask(*of)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise damaged(str(error)) from error
