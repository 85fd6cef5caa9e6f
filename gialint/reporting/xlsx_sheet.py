"""Write one sheet of a workbook: texts only as texts, a frozen header, a filter, widths, fit for print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gialint.model import Words
from gialint.reporting.xml_text import xml_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Value = str | int | None
Row = Sequence[Value]

_MOST_ROWS = 1_000_000
"""Excel has 1,048,576; what is more goes on in a sheet of its own."""
_MOST_LETTERS = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_RESERVED = "history"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, a width in characters, and whether long texts are broken into lines."""

    heading: Words
    width: int
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Formats:
    """The looks of cells, made once a workbook; by whether a text is wrapped and could be a formula."""

    heading: Any
    cells: dict[tuple[bool, bool], Any]
    marked: dict[str, Any]


def formats(book: Workbook, marked: dict[str, str]) -> Formats:
    """Add the looks to a workbook; ``marked`` gives texts that are shown bold their colours."""
    base = {"valign": "top", "font_size": 10, "bottom": 1, "bottom_color": "#D5DBE3"}
    return Formats(
        book.add_format({**base, "bold": True, "bg_color": "#E8EDF3", "text_wrap": True}),
        {
            (wrapped, quoted): book.add_format(
                # A text that begins like a formula must stay one after it is edited, too.
                {**base, "text_wrap": wrapped, "num_format": "@", "quote_prefix": quoted}
            )
            for wrapped in (False, True)
            for quoted in (False, True)
        },
        {text: book.add_format({**base, "bold": True, "font_color": ink}) for text, ink in marked.items()},
    )


def write_sheet(
    book: Workbook,
    looks: Formats,
    name: str,
    taken: Collection[str],
    columns: Sequence[Column],
    rows: Sequence[Row],
    language: str,
) -> list[str]:
    """Write rows under a heading, into several sheets where there are too many; return their names."""
    names: list[str] = []
    for chunk in _chunks(rows):
        names.append(sheet_name(name, [*taken, *names]))
        _write(book.add_worksheet(names[-1]), looks, columns, chunk, language)
    return names


def sheet_name(name: str, taken: Collection[str]) -> str:
    """Return a name that Excel takes: short, without []:*?/\\, unlike any other whatever the case."""
    plain = xml_text(name).replace("\n", " ").translate(_FORBIDDEN).strip(" '") or "_"
    known = {other.casefold() for other in (*taken, _RESERVED)}
    number = 1
    while True:
        tail = f" {number}" if number > 1 else ""
        candidate = _cut(plain, _MOST_LETTERS - len(tail)).rstrip(" '") + tail
        if candidate.casefold() not in known:
            return candidate
        number += 1


def _write(sheet: Any, looks: Formats, columns: Sequence[Column], rows: Sequence[Row], language: str) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading.say(language), looks.heading)
    for line, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if isinstance(value, int):
                sheet.write_number(line, place, value, looks.cells[False, False])
            elif value:
                text = xml_text(value)
                look = looks.marked.get(text) or looks.cells[column.wrapped, text.startswith(_FORMULA)]
                sheet.write_string(line, place, text, look)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, max(len(rows), 1), _MOST_ROWS):
        yield rows[start : start + _MOST_ROWS]


def _cut(text: str, most: int) -> str:
    """Return as much of a text as fits; Excel counts UTF-16 code units."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
