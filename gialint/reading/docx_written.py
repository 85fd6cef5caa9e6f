"""The paragraphs and tables of a Word document as its XML has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gialint.reading.docx_margin import Note

MARKS = ("pStyle", "numId", "ilvl", "outlineLvl")
"""Paragraph properties that change what is seen: style, numbering and its level, heading."""
GONE = "gone"
"""The mark of a paragraph whose end is deleted or hidden."""

Marks = dict[str, str]


@dataclass(slots=True)
class Line:
    """A paragraph as written; ``number`` is the top-level paragraph it is or stands in."""

    text: str
    number: int
    marks: Marks | None
    notes: list[Note] | None = None
    """What stands beside its text."""


@dataclass(slots=True)
class BodyCell:
    """A ``w:tc``: its paragraphs and nested tables, its width in grid columns, its merges."""

    items: list[Line | BodyTable]
    span: int = 1
    down: str = ""
    """``restart`` or ``continue`` where it is merged with the cells below or above."""
    along: str = ""
    """The same for cells merged along the row, as old converters write them."""
    column: int = 0
    rows: int = 1
    covered: bool = False


@dataclass(slots=True)
class BodyRow:
    """A ``w:tr``; ``before`` counts the grid columns left out in front of its cells."""

    cells: list[BodyCell]
    before: int = 0
    gone: Literal["deleted", "hidden"] | None = None
    """Its deletion is tracked, or it is hidden."""


@dataclass(slots=True)
class BodyTable:
    """A ``w:tbl`` and its native place."""

    native: str
    rows: list[BodyRow]


Item = Line | BodyTable
