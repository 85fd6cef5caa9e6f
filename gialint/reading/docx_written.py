"""The paragraphs and tables of a Word document as its XML has them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from gialint.reading.docx_margin import Note
from gialint.reading.docx_runs import Kept

MARKS = ("pStyle", "numId", "ilvl", "outlineLvl")
"""Paragraph properties that change what is seen: style, numbering and its level, heading."""
GONE = "gone"
"""The mark of a paragraph whose end is deleted or hidden."""

Marks = dict[str, str]


class Line(NamedTuple):
    """A paragraph as written; ``number`` is the top-level paragraph it is or stands in."""

    text: str
    number: int
    marks: Marks | None
    notes: list[Note] | None = None
    """What stands beside its text."""


class BodyCell:
    """A ``w:tc``: its paragraphs and nested tables, its width in grid columns, its merges.

    What most cells have stands in the class: a report has hundreds of cells.
    """

    span = 1
    down = ""
    """``restart`` or ``continue`` where it is merged with the cells below or above."""
    along = ""
    """The same for cells merged along the row, as old converters write them."""
    column = 0
    rows = 1
    covered = False
    gone = False
    """Its deletion is tracked."""
    shaded = False
    """Whether it may stand on something else than white paper."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items


class BodyRow:
    """A ``w:tr``; ``before`` counts the grid columns left out in front of its cells."""

    def __init__(self) -> None:
        self.cells: list[BodyCell] = []
        self.before = 0
        self.gone: Literal["deleted", "hidden"] | None = None
        """Its deletion is tracked, or it is hidden."""


class BodyTable(NamedTuple):
    """A ``w:tbl`` and its native place."""

    native: str
    rows: list[BodyRow]


class Reference(NamedTuple):
    """Where a paragraph or table refers to something that is not in it.

    A note (``footnote``, ``endnote``) by its number, or a ``picture`` by what it is one of.
    """

    kind: Literal["footnote", "endnote", "picture"]
    name: str


Item = Line | BodyTable | Reference


class Frame(NamedTuple):
    """What is left open while a table inside it is read."""

    table: BodyTable | None
    cell: BodyCell
    shaded: bool
    style: str
    items: list[Item]
    late: list[Item]
    outer: list[tuple[Kept, Marks | None]]
    depth: int
    kept: Kept
    marks: Marks | None
