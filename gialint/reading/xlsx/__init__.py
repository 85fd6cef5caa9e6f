"""Read a workbook (.xlsx, ECMA-376 SpreadsheetML): its sheets as headings, titles and tables.

In come the bytes of a package, out goes a ``Document`` of what its visible sheets show, at places like
``Sheet1!B4``. It computes nothing: formulas show what was last saved.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from zipfile import ZipFile

from gialint.model import Aside, Cell, Document, Marked, Paragraph, Text, spaced
from gialint.reading import Limits, Unreadable
from gialint.reading.compose import Box, Composer
from gialint.reading.files import empty
from gialint.reading.grid import too_many_cells
from gialint.reading.kinds import WORKBOOK, ZIPPED, kind_of
from gialint.reading.package import Package, attribute, damaged, open_package, too_large, walk
from gialint.reading.xlsx.looks import read_styles, read_texts
from gialint.reading.xlsx.tables import Book, Placed, Scan, Sheet, blocks, column_name, scanned

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

WORKBOOK_PART = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SAVE_AS = Text(
    "请在 Excel 或 WPS 里“另存为”.xlsx 后再检查。", "Save it as .xlsx in Excel or WPS and check that."
)

Values: TypeAlias = Sequence[Sequence[object]]
Merged: TypeAlias = Sequence[tuple[tuple[int, int], tuple[int, int]]] | None
Made = TypeVar("Made")
ZERO = "0"
"""What many a workbook does not show, and hides nothing by it."""


def _package(data: bytes, limits: Limits) -> Package:
    """Open a workbook; raises Unreadable for what is none, or locked, or broken."""
    if not data:
        raise empty()
    kind = kind_of(data)
    if kind is None:
        raise _no_workbook(Text("别的内容", "something else"), SAVE_AS)
    if kind not in (WORKBOOK, ZIPPED):
        raise _no_workbook(kind.what, kind.advice)
    package = open_package(data, limits)
    if not package.has(WORKBOOK_PART):
        raise _no_workbook(Text("压缩包，里面没有工作簿", "a zip without a workbook in it"), SAVE_AS)
    return package


def _parts(package: Package, limits: Limits) -> dict[str, bytes]:
    """Read the parts that say what cells hold; pictures and programs are left out."""
    parts: dict[str, bytes] = {}
    total = 0
    for name in package.archive.namelist():
        if name.endswith((".xml", ".rels")) and name not in parts:
            parts[name] = package.read(name)
            total += len(parts[name])
            if total > limits.inflated_bytes:
                raise too_large(total, limits.inflated_bytes, "解压后的大小", "inflated size")
    return parts


def _scanned(parts: Mapping[str, bytes], limits: Limits) -> dict[str, Scan]:
    """Return what the XML tells of the worksheets that the workbook shows, by their names."""
    targets: dict[str, str] = {}
    """The parts that the workbook relates to, by their id, and by their kind (``styles``)."""
    names: dict[str, str] = {}

    def relationship(attributes: list[str]) -> None:
        target = posixpath.normpath(posixpath.join("/xl", attribute(attributes, "Target"))).lstrip("/")
        kind = attribute(attributes, "Type").rpartition("/")[2]
        targets[attribute(attributes, "Id") if kind == "worksheet" else kind] = target

    def sheet(attributes: list[str]) -> None:
        part = targets.get(attribute(attributes, "id"), "")
        if part and attribute(attributes, "state") in ("", "visible"):
            names[attribute(attributes, "name")] = part

    walk(parts.get(RELATIONS, b"<none/>"), RELATIONS, limits, {"Relationship": relationship})
    texts, styles = (targets.get(kind, "") for kind in ("sharedStrings", "styles"))
    book = Book(
        read_texts(parts[texts], texts, limits) if texts in parts else {},
        read_styles(parts[styles], styles, limits) if styles in parts else (),
    )
    walk(parts[WORKBOOK_PART], WORKBOOK_PART, limits, {"sheet": sheet})
    return {name: scanned(parts[part], part, limits, book) for name, part in names.items() if part in parts}


def _no_workbook(what: Text, advice: Text) -> Unreadable:
    return Unreadable.because(
        f"扩展名是 .xlsx，实际是{spaced(what.zh)}", f"named .xlsx, but it is {what.en}", advice
    )


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a workbook shows: each sheet's name as a heading, then what is on it.

    Blank and hidden sheets are left out. Numbers are written as they are typed (3, not 3.0) but with
    the places that are shown, dates as 2025-01-10, error values as Excel shows them. What is struck
    out, or hidden, as rows may be, is marked as that. Native places are ``Sheet1!B4``. Raises
    Unreadable and LimitExceeded.
    """
    composer = Composer(path, "xlsx")
    count = 0
    for sheet in _sheets(data, limits):
        found = list(blocks(sheet, limits))
        count += sum(len(row) for row in sheet.rows)
        if count > limits.cells:
            raise too_many_cells(limits)
        if found and sheet.name.strip():
            composer.paragraph(sheet.name, sheet.name, heading=2)
        for block in found:
            if isinstance(block, Placed):
                _keep(composer, sheet, [block], [composer.paragraph(block.text, native(sheet, block))])
            else:
                table = composer.table(
                    [[Box(cell.text, *cell.slot, native(sheet, cell)) for cell in row] for row in block],
                    native(sheet, block[0][0]),
                )
                for row, cells in zip(block, table.rows, strict=True):
                    _keep(composer, sheet, row, cells)
    if not composer.blocks:
        raise Unreadable.because(
            "工作簿里没有内容（空白和隐藏的工作表不读）",
            "the workbook shows nothing (hidden sheets are not read)",
            Text(
                "请确认表格在看得见的工作表里，保存后再检查。",
                "Check that the tables are on a sheet that is shown, save, and check again.",
            ),
        )
    return composer.document()


def _keep(
    composer: Composer, sheet: Sheet, cells: Sequence[Placed], made: Sequence[Cell | Paragraph]
) -> None:
    """Keep what is not shown plainly in cells of a row, given what was made of each."""
    hidden: list[tuple[str, int, str]] = []
    for cell, block in zip(cells, made, strict=True):
        for start, end, manner in cell.looks:
            text = block.text[start:end]
            first = block.start + min(start, len(block.text))
            composer.marked.append(Marked(first, first + len(text), manner))
            if manner == "hidden" and text not in ("", ZERO):
                hidden.append((text, first, native(sheet, cell)))
    if hidden:
        composer.asides.append(Aside("hidden", " ".join(text for text, *_ in hidden), "", *hidden[0][1:]))


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


def _sheets(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets that a workbook shows, whose parts are checked before calamine sees them."""
    from python_calamine import CalamineWorkbook

    parts = _parts(_package(data, limits), limits)
    sheets = _scanned(parts, limits)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    workbook = _guarded(CalamineWorkbook.from_filelike, BytesIO(packed.getvalue()))
    for name, found in sheets.items():
        values, merged = _guarded(_taken, workbook, name)
        rows = [[value if isinstance(value, str) else spelled(value) for value in row] for row in values]
        for (row, column), text in found.instead.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        slots = [
            (top, left, bottom - top + 1, right - left + 1) for (top, left), (bottom, right) in merged or ()
        ]
        yield Sheet(name, rows, slots, found.at)


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
