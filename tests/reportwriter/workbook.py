"""A draft as a workbook: a sheet with all of the report, a line a row and its tables among them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from tests.reportwriter.draft import DraftReport, Grid

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEFT = 2
"""The column in which everything begins."""


def xlsx(draft: DraftReport) -> bytes:
    """Return the draft as a workbook of one sheet."""
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as workbook:
        page = workbook.add_worksheet("Sheet1")
        row = lines(page, 1, draft.title, *draft.preface)
        for section in draft.sections:
            row = lines(page, row, section.heading, *section.lines)
            if section.grid is not None:
                row = put(page, section.grid, row, LEFT) + 1
        lines(page, row, *draft.signature)
    return file.getvalue()


def lines(page: Worksheet, row: int, *words: str) -> int:
    """Write lines one below the other and return the row after them."""
    for number, line in enumerate(words):
        page.write_string(row + number, LEFT, line)
    return row + len(words)


def put(page: Worksheet, grid: Grid, top: int, left: int) -> int:
    """Write a grid at a place, its figures as numbers, and return the row after it."""
    for row, slots in enumerate(grid.placed()):
        for column, slot in slots:
            at = (top + row, left + column)
            value = int(slot.text) if slot.text.isdigit() else slot.text
            if slot.rowspan * slot.colspan > 1:
                page.merge_range(*at, at[0] + slot.rowspan - 1, at[1] + slot.colspan - 1, "")
            page.write(*at, value)
    return top + len(grid.rows)
