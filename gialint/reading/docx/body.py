"""The body of a Word document as its XML has it: paragraphs and tables, in one pass."""

from __future__ import annotations

from functools import partial
from typing import Literal

from gialint.reading import LimitExceeded, Limits, Unreadable, not_read
from gialint.reading.docx.margin import Note
from gialint.reading.docx.runs import Marks, Open, Runs
from gialint.reading.docx.styles import CHANGES, WHITE, StyleSheet, property_of
from gialint.reading.grid import clipped, too_many_cells
from gialint.reading.package import OFF, RESAVE, End, Start, attribute, integer, switched_on, walk
from gialint.records import NamedTuple

MARKS = ("pStyle", "numId", "ilvl", "outlineLvl")
"""Paragraph properties that change what is seen: style, numbering and its level, heading."""
GONE = "gone"
"""The mark of a paragraph whose end is deleted or hidden."""

THIN = 40
"""Twentieths of a point that no row needs to be seen."""


def too_many_paragraphs(limits: Limits) -> LimitExceeded:
    """Return the error for more paragraphs than any report has."""
    return not_read(f"正文超过 {limits.paragraphs} 段", f"more than {limits.paragraphs} paragraphs", RESAVE)


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


class Body:
    """What is read of a part so far; finished paragraphs and tables are in ``items``."""

    def __init__(self, part: str, limits: Limits, sheet: StyleSheet) -> None:
        self.part = part
        self.limits = limits
        self.sheet = sheet
        self.runs = Runs(sheet)
        self.items: list[Item] = []
        """Where finished paragraphs and tables go: the document's list, or a cell's."""
        self.late: list[Item] = []
        """What stands in text boxes of the open paragraph and comes after it."""
        self.table: BodyTable | None = None
        self.row = BodyRow()
        self.cell = BodyCell([])
        self.shaded = False
        """Whether the open table, or else the page, may be anything but white."""
        self.depth = 0
        """How many paragraphs are open, one inside a text box of the other."""
        self.row_properties = False
        self.number = 0
        self.tables: dict[str, int] = {}
        self.references: list[Reference] = []
        """Those of the open paragraph or table, which come after it."""
        self.paragraphs = 0
        self.cells = 0

    def read(self, content: bytes, **more: Start) -> list[Item]:
        """Return the paragraphs and tables of a part, in order, empty ones included.

        ``more`` is what else to do where elements begin. Raises what ``walk`` raises, and LimitExceeded
        for too many paragraphs or cells.
        """
        starts = self.starts() | more
        walk(content, self.part, self.limits, starts, self.runs.buffer.append, CHANGES)
        return self.items

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin."""
        return {
            **self.runs.starts(),
            "p": self._paragraph,
            **{name: partial(self._mark, name) for name in MARKS},
            "tbl": self._table,
            "tblStyle": self._table_style,
            "background": self._page,
            "shd": self._shade,
            "tr": self._row,
            "trPr": self._row_properties,
            "gridBefore": self._before,
            "del": self._deletion,
            "hidden": self._hidden,
            "trHeight": self._height,
            "tc": self._cell,
            "gridSpan": self._span,
            "vMerge": self._down,
            "hMerge": self._along,
            "cellDel": self._cell_deletion,
            "footnoteReference": partial(self._note, "footnote"),
            "endnoteReference": partial(self._note, "endnote"),
            **dict.fromkeys(("blip", "imagedata"), partial(self._picture, "")),
            "relIds": partial(self._picture, "SmartArt"),
            "chart": partial(self._picture, "Chart"),
            "OLEObject": self._object,
            "altChunk": partial(self._foreign, "altChunk"),
            "subDoc": partial(self._foreign, "subDoc"),
        }

    def _paragraph(self, _: list[str]) -> End:
        self.paragraphs += 1
        if self.paragraphs > self.limits.paragraphs:
            raise too_many_paragraphs(self.limits)
        if not self.depth and self.table is None:
            self.number += 1
        outer = self.runs.keep() if self.depth else None
        if outer:
            self.runs.now.within = []
        self.depth += 1
        # A text box may be filled, and what is behind it is not known.
        self.runs.open(self._is_shaded() or self.depth > 1)
        return partial(self._paragraph_end, outer)

    def _paragraph_end(self, outer: Open | None) -> None:
        now = self.runs.now
        if now.gone or now.ground.shown == "hidden":
            now.marks = {**(now.marks or {}), GONE: GONE}
        text, notes = self.runs.close()
        if outer:
            notes = [*(notes or ()), Note("boxed", "", "", 0)]
        line = Line(text, self.number, now.marks, notes)
        self.depth -= 1
        if outer:
            self.runs.now = outer
            self.late.append(line)
            return
        self.items.append(line)
        self.items += self.late
        self.late.clear()
        self._refer()

    def _mark(self, name: str, attributes: list[str]) -> None:
        now = self.runs.now
        now.marks = {**(now.marks or {}), name: attribute(attributes)}
        if name == "pStyle":
            now.ground = self.sheet.ground(now.marks[name], self.runs.table_style)

    def _is_shaded(self) -> bool:
        """Return whether what begins here may stand on something else than white paper."""
        return self.shaded or (self.table is not None and self.cell.shaded)

    def _table(self, _: list[str]) -> End:
        table = BodyTable(self._native(), [])
        (self.late if self.depth else self.items).append(table)
        style, outer = self.runs.table_style, self.runs.keep()
        around = self.table, self.cell, self.shaded, self.items, self.late, self.depth
        self.shaded = self._is_shaded() or self.depth > 0
        self.table, self.late, self.depth, self.runs.table_style = table, [], 0, ""

        def end() -> None:
            self.table, self.cell, self.shaded, self.items, self.late, self.depth = around
            self.runs.table_style, self.runs.now = style, outer
            if not self.depth:
                self._refer()

        return end

    def _table_style(self, attributes: list[str]) -> None:
        if self.table is not None and not self.table.rows:
            self.runs.table_style = attribute(attributes)
            self.shaded = self.shaded or self.sheet.style(self.runs.table_style).shades

    def _page(self, attributes: list[str]) -> None:
        self.shaded = attribute(attributes, "color").lower() not in WHITE

    def _shade(self, attributes: list[str]) -> None:
        """Note that the run, paragraph, cell or table may stand on something else than white."""
        if not property_of("shd", attributes):
            return
        if self.depth:
            self.runs.shade(attributes)
        elif self.table is not None and self.table.rows and self.table.rows[-1].cells:
            self.cell.shaded = True
        else:
            self.shaded = True

    def _refer(self) -> None:
        """Put what was referred to after the paragraph or table, unless this is inside another."""
        if self.references and self.table is None:
            self.items += self.references
            self.references.clear()

    def _note(self, kind: Literal["footnote", "endnote"], attributes: list[str]) -> None:
        if self.runs.is_heard() and not (self.table is not None and self.row.gone):
            self.references.append(Reference(kind, attribute(attributes, "id")))
            if attribute(attributes, "customMarkFollows") not in ("", *OFF):
                self.runs.pass_over()

    def _picture(self, name: str, _: list[str]) -> None:
        picture = Reference("picture", name)
        if self.runs.is_heard() and picture not in self.references:
            self.references.append(picture)

    def _object(self, attributes: list[str]) -> None:
        """Note what kind of document is embedded; the picture before it shows the same."""
        self.references = [each for each in self.references if each != Reference("picture", "")]
        self._picture(attribute(attributes, "ProgID"), attributes)

    def _foreign(self, name: str, _: list[str]) -> None:
        raise Unreadable.because(
            f"正文第 {self.number} 段后嵌着另一份文件（{name}），里面的文字读不到",
            f"another file is embedded after paragraph {self.number} ({name}), whose text cannot be read",
            RESAVE,
        )

    def _native(self) -> str:
        """Name the table that begins, counted within the cell, text box or part it stands in."""
        within = f"{self.part}#"
        if self.table is not None:
            rows = self.table.rows
            within = f"{self.table.native}/tr[{len(rows)}]/tc[{len(rows[-1].cells) if rows else 0}]/"
        elif self.depth:
            within = f"{self.part}#p[{self.number}]/"
        nth = self.tables[within] = self.tables.get(within, 0) + 1
        return f"{within}tbl[{nth}]"

    def _row(self, _: list[str]) -> None:
        self.cells += 1
        self.row = BodyRow()
        if self.table is not None:
            self.table.rows.append(self.row)

    def _row_properties(self, _: list[str]) -> End:
        self.row_properties = True
        return self._row_properties_end

    def _row_properties_end(self) -> None:
        self.row_properties = False

    def _before(self, attributes: list[str]) -> None:
        self.row.before = min(max(integer(attribute(attributes), 0), 0), self.limits.span)

    def _deletion(self, attributes: list[str]) -> End:
        if self.row_properties:
            self.row.gone = "deleted"
        return self.runs.delete(attributes)

    def _hidden(self, attributes: list[str]) -> None:
        if self.row_properties and switched_on(attributes):
            self.row.gone = self.row.gone or "hidden"

    def _height(self, attributes: list[str]) -> None:
        exact = attribute(attributes, "hRule") == "exact"
        if exact and 0 <= integer(attribute(attributes), THIN + 1) <= THIN:
            self.row.gone = self.row.gone or "hidden"

    def _cell(self, _: list[str]) -> End | None:
        self.cells += 1
        if self.cells > self.limits.cells:
            raise too_many_cells(self.limits)
        table, around = self.table, self.items
        if table is None:
            return None
        if not table.rows:
            table.rows.append(BodyRow())
        self.items = []
        self.cell = BodyCell(self.items)
        table.rows[-1].cells.append(self.cell)

        def end() -> None:
            self.items = around

        return end

    def _cell_deletion(self, _: list[str]) -> None:
        self.cell.gone = True

    def _span(self, attributes: list[str]) -> None:
        self.cell.span = clipped(integer(attribute(attributes), 1), self.limits.span)
        self.cells += self.cell.span - 1

    def _down(self, attributes: list[str]) -> None:
        self.cell.down = attribute(attributes) or "continue"

    def _along(self, attributes: list[str]) -> None:
        self.cell.along = attribute(attributes) or "continue"
