"""Open a workbook's package (ECMA-376, SpreadsheetML): which sheets it shows, and that they may be read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from gialint.model import Words
from gialint.reading import Limits, Unreadable
from gialint.reading.contents import empty
from gialint.reading.docx_xml import attribute, walk
from gialint.reading.package import Package, open_package, too_large
from gialint.reading.signature import WORKBOOK, ZIPPED, kind_of
from gialint.reading.xlsx_looks import read_styles, read_texts
from gialint.reading.xlsx_scan import Book, Scanned, scanned

WORKBOOK_PART = "xl/workbook.xml"
SAVE_AS = Words(
    "请在 Excel 或 WPS 里“另存为”.xlsx 后再检查。", "Save it as .xlsx in Excel or WPS and check that."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The worksheets that a workbook shows, by name, and its parts repacked as they were checked."""

    sheets: Mapping[str, Scanned]
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
    targets = _targets(parts, limits)
    book = _book(parts, targets, limits)
    names = _names(parts, targets, limits)
    sheets = {name: scanned(parts[part], part, limits, book) for name, part in names.items() if part in parts}
    return Shown(sheets, _packed(parts))


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


def _targets(parts: Mapping[str, bytes], limits: Limits) -> dict[str, str]:
    """Return the parts that the workbook relates to, by their id, and by their kind (``styles``)."""
    targets: dict[str, str] = {}

    def relationship(attributes: list[str]) -> None:
        target = posixpath.normpath(posixpath.join("/xl", attribute(attributes, "Target"))).lstrip("/")
        kind = attribute(attributes, "Type").rpartition("/")[2]
        targets[attribute(attributes, "Id") if kind == "worksheet" else kind] = target

    relations = "xl/_rels/workbook.xml.rels"
    walk(parts.get(relations, b"<none/>"), relations, limits, {"Relationship": relationship})
    return targets


def _names(parts: Mapping[str, bytes], targets: Mapping[str, str], limits: Limits) -> dict[str, str]:
    """Return the parts of the sheets that are shown, by the sheets' names."""
    names: dict[str, str] = {}

    def sheet(attributes: list[str]) -> None:
        part = targets.get(attribute(attributes, "id"), "")
        if part and attribute(attributes, "state") in ("", "visible"):
            names[attribute(attributes, "name")] = part

    walk(parts[WORKBOOK_PART], WORKBOOK_PART, limits, {"sheet": sheet})
    return names


def _book(parts: Mapping[str, bytes], targets: Mapping[str, str], limits: Limits) -> Book:
    """Read what the sheets share, where there is any."""
    texts, styles = (targets.get(kind, "") for kind in ("sharedStrings", "styles"))
    return Book(
        read_texts(parts[texts], texts, limits) if texts in parts else {},
        read_styles(parts[styles], styles, limits) if styles in parts else (),
    )


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
