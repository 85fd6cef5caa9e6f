"""A report before it has a format: headings, paragraphs and the grids of its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a grid with the columns and rows it spans; ``figure`` tells it from a label."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by rows; a slot that spans rows stands in its first row only."""

    columns: int
    rows: tuple[tuple[Slot, ...], ...]

    def placed(self) -> list[list[tuple[int, Slot]]]:
        """Return the slots of each row with the column they begin in."""
        taken: set[tuple[int, int]] = set()
        rows = []
        for number, slots in enumerate(self.rows):
            row, column = [], 0
            for slot in slots:
                while (number, column) in taken:
                    column += 1
                row.append((column, slot))
                taken |= {
                    (number + down, column + right)
                    for down in range(slot.rowspan)
                    for right in range(slot.colspan)
                }
                column += slot.colspan
            rows.append(row)
        return rows

    def repeated(self) -> Grid:
        """Return the grid without spans, what stood in them in each of their places."""
        rows: list[list[Slot]] = [[Slot("")] * self.columns for _ in self.rows]
        for number, row in enumerate(self.placed()):
            for column, slot in row:
                for down in range(number, min(number + slot.rowspan, len(rows))):
                    for right in range(column, column + slot.colspan):
                        rows[down][right] = Slot(slot.text, figure=slot.figure)
        return Grid(self.columns, tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section with its sub-headings and paragraphs, a line each, then its table if it has one."""

    heading: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class DraftReport:
    """A whole report; ``figures`` are what stands in every cell of its tables, by fact path.

    ``edition`` is the form whose tables it has, whatever the year in its title.
    """

    title: str
    preface: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    signature: tuple[str, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    edition: str = "2021"

    def spelled(self, spell: Callable[[str], str]) -> DraftReport:
        """Return the report with every word of it respelled; figures stay."""
        return replace(
            self,
            title=spell(self.title),
            preface=tuple(spell(line) for line in self.preface),
            sections=tuple(_section_spelled(section, spell) for section in self.sections),
            signature=tuple(spell(line) for line in self.signature),
        )


def without_spans(draft: DraftReport) -> DraftReport:
    """Return the report with what stands in merged cells in each of their places."""
    sections = (
        replace(section, grid=section.grid.repeated()) if section.grid else section
        for section in draft.sections
    )
    return replace(draft, sections=tuple(sections))


def is_subheading(line: str) -> bool:
    """Tell a sub-heading such as （一）主动公开情况 from a paragraph."""
    return line.startswith(("（", "(")) and not any(mark in line for mark in "。，,；;")


def _section_spelled(section: DraftSection, spell: Callable[[str], str]) -> DraftSection:
    grid = section.grid
    if grid is not None:
        rows = tuple(tuple(replace(slot, text=spell(slot.text)) for slot in row) for row in grid.rows)
        grid = replace(grid, rows=rows)
    return DraftSection(spell(section.heading), tuple(spell(line) for line in section.lines), grid)
