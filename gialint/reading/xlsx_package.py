"""Open a workbook's package (ECMA-376, SpreadsheetML): which sheets it shows, and that they may be read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from gialint.reading import Limits, Unreadable
from gialint.reading.contents import empty
from gialint.reading.docx_xml import attribute, walk
from gialint.reading.grid import too_many_cells
from gialint.reading.package import Package, damaged, open_package, too_large
from gialint.reading.signature import WORKBOOK, ZIPPED, kind_of
from gialint.report import Words

WORKBOOK_PART = "xl/workbook.xml"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ROW = re.compile("[1-9][0-9]{0,6}")
"""The place of a cell, as B4 (18.18.7)."""

SAVE_AS = Words(
    "请在 Excel 或 WPS 里“另存为”.xlsx 后再检查。", "Save it as .xlsx in Excel or WPS and check that."
)

Errors = Mapping[tuple[int, int], str]
"""Error values (``#REF!``) by row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The worksheets that a workbook shows, by name, and its parts repacked as they were checked."""

    sheets: Mapping[str, Errors]
    parts: bytes


def shown(data: bytes, limits: Limits) -> Shown:
    """Check a workbook and return what of it is shown.

    Raises Unreadable for what is no workbook, or locked, or broken; LimitExceeded for parts that
    inflate beyond reason and for sheets whose cells lie too far apart.
    """
    _refuse_others(data)
    package = open_package(data, limits)
    if not package.has(WORKBOOK_PART):
        raise _no_workbook(Words("压缩包，里面没有工作簿", "a zip without a workbook in it"))
    parts = _parts(package, limits)
    names = _names(parts, limits)
    sheets = {name: _scanned(parts[part], part, limits) for name, part in names.items() if part in parts}
    return Shown(sheets, _packed(parts))


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _refuse_others(data: bytes) -> None:
    if not data:
        raise empty()
    kind = kind_of(data)
    if kind not in (WORKBOOK, ZIPPED):
        what = kind.what if kind else Words("别的内容", "something else")
        raise _no_workbook(what, kind.advice if kind else SAVE_AS)


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


def _names(parts: Mapping[str, bytes], limits: Limits) -> dict[str, str]:
    """Return the parts of the sheets that are shown, by the sheets' names."""
    targets: dict[str, str] = {}

    def relationship(attributes: list[str]) -> None:
        if attribute(attributes, "Type").endswith("/worksheet"):
            target = posixpath.normpath(posixpath.join("/xl", attribute(attributes, "Target")))
            targets[attribute(attributes, "Id")] = target.lstrip("/")

    names: dict[str, str] = {}

    def sheet(attributes: list[str]) -> None:
        part = targets.get(attribute(attributes, "id"), "")
        if part and attribute(attributes, "state") in ("", "visible"):
            names[attribute(attributes, "name")] = part

    relations = "xl/_rels/workbook.xml.rels"
    walk(parts.get(relations, b"<none/>"), relations, limits, {"Relationship": relationship})
    walk(parts[WORKBOOK_PART], WORKBOOK_PART, limits, {"sheet": sheet})
    return names


def _scanned(content: bytes, part: str, limits: Limits) -> Errors:
    scan = _Scan(limits)
    starts = {"row": scan.begin_row, "c": scan.begin_cell, "v": scan.begin_value, "is": scan.begin_value}
    walk(content, part, limits, starts, {"v": scan.end_value}, scan.text)
    return scan.errors


@dataclass(slots=True)
class _Scan:
    """Follows the cells of a sheet: how far apart they lie, and which hold errors."""

    limits: Limits
    row: int = -1
    column: int = -1
    rows: int = 0
    columns: int = 0
    failed: bool = False
    value: list[str] | None = None
    errors: dict[tuple[int, int], str] = field(default_factory=dict)

    def begin_row(self, attributes: list[str]) -> None:
        number = _own(attributes, "r")
        if number and not ROW.fullmatch(number):
            raise _misplaced(number)
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1

    def begin_cell(self, attributes: list[str]) -> None:
        self.column += 1
        reference = _own(attributes, "r")
        place = REFERENCE.fullmatch(reference)
        if place:
            self.row, self.column = int(place[2]) - 1, _column(place[1])
        elif reference:
            raise _misplaced(reference)
        self.failed = attribute(attributes, "t") == "e"

    def begin_value(self, _: list[str]) -> None:
        self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, self.column + 1)
        # Whoever reads them lays them out on a grid without holes, from the first cell to the last.
        if self.rows * self.columns > self.limits.cells:
            raise too_many_cells(self.limits)
        if self.failed:
            self.value = []

    def text(self, piece: str) -> None:
        if self.value is not None:
            self.value.append(piece)

    def end_value(self) -> None:
        if self.value is not None:
            self.errors[self.row, self.column] = "".join(self.value)
            self.value = None


def _own(attributes: list[str], name: str) -> str:
    """Return an attribute by its whole name, as calamine does."""
    return next((attributes[at + 1] for at in range(0, len(attributes), 2) if attributes[at] == name), "")


def _misplaced(reference: str) -> Unreadable:
    """Return the error for a place that is none: calamine would find one far off, and room up to there."""
    return damaged(f"cell {reference[:20]!r}")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _packed(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _no_workbook(what: Words, advice: Words = SAVE_AS) -> Unreadable:
    return Unreadable(
        Words(f"扩展名是 .xlsx，实际是{what.zh}", f"named .xlsx, but it is {what.en}"),
        advice,
    )
