"""Find the tables among the lines of a text, whatever their layout.

A layout is a function that takes the lines and the number of one of them, and returns the
table that begins there with the number of the line after it, or none. They are asked in
order at every line that no table has taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from gialint.document import Aside, Marked, Paragraph, Table
from gialint.reading import Limits
from gialint.reading.grid import too_many_cells
from gialint.reading.text_cells import cell_a_line, cell_between_pipes
from gialint.reading.text_columns import columns_by_space
from gialint.reading.text_commas import columns_by_comma
from gialint.reading.text_lines import Line, apart, too_many_lines
from gialint.reading.text_rows import row_a_line


class Around(NamedTuple):
    """The blocks of a text; of the tables of markup among them where they are, and what is marked there."""

    blocks: tuple[Paragraph | Table, ...]
    tables: tuple[tuple[int, int], ...] = ()
    marked: tuple[Marked, ...] = ()
    asides: tuple[Aside, ...] = ()


Layout: TypeAlias = Callable[[Sequence[Line], int], tuple[Table, int] | None]

LAYOUTS: tuple[Layout, ...] = (
    cell_a_line,
    cell_between_pipes,
    row_a_line,
    columns_by_space,
    columns_by_comma,
)


def blocks_of(lines: Sequence[Line], limits: Limits) -> tuple[Paragraph | Table, ...]:
    """Return paragraphs and tables in reading order; raises LimitExceeded."""
    # Cells come of pipes, so counting these first keeps a hostile line from being split.
    if sum(line.text.count("|") for line in lines) > limits.cells:
        raise too_many_cells(limits)
    blocks: list[Paragraph | Table] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at)
        if found is None:
            blocks += (
                Paragraph(line.text, line.start, "", line.heading) for line in apart(lines[at], limits)
            )
            at += 1
        else:
            table, at = found
            blocks.append(table)
        if len(blocks) > limits.paragraphs:
            raise too_many_lines(limits)
    return tuple(blocks)


def _table(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    for layout in LAYOUTS:
        found = layout(lines, at)
        if found is not None:
            return found
    return None
