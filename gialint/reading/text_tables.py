"""Find the tables among the lines of a text, whatever their layout.

A layout is a function that takes the lines and the number of one of them, and returns the
table that begins there with the number of the line after it, or none. They are asked in
order at every line that no table has taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from gialint.model import Aside, Marked, Paragraph, Seam, Table
from gialint.reading import Limits
from gialint.reading.grid import too_many_cells
from gialint.reading.text_cells import cell_a_line, cell_between_pipes
from gialint.reading.text_columns import columns_by_space
from gialint.reading.text_commas import columns_by_comma
from gialint.reading.text_lines import Line, apart, too_many_lines
from gialint.reading.text_rows import row_a_line
from gialint.reading.text_wrapped import Wrapping


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


def blocks_of(
    lines: Sequence[Line], limits: Limits, wrap: Wrapping | None = None
) -> tuple[Paragraph | Table, ...]:
    """Return paragraphs and tables in reading order, lines that were broken as one; raises LimitExceeded."""
    # Cells come of pipes, so counting these first keeps a hostile line from being split.
    if sum(line.text.count("|") for line in lines) > limits.cells:
        raise too_many_cells(limits)
    blocks: list[Paragraph | Table] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at)
        if found is None and wrap is not None and wrap.width and not _is_several(lines[at]):
            whole, at = _unwrapped(lines, at, wrap)
            blocks.append(whole)
        elif found is None:
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


def _unwrapped(lines: Sequence[Line], at: int, wrap: Wrapping) -> tuple[Paragraph, int]:
    """Return the paragraph that begins on a line, with the number of the line after it."""
    first = lines[at]
    seams: list[Seam] = []
    last = at
    while last + 1 < len(lines):
        after = lines[last + 2] if last + 2 < len(lines) else None
        seam = wrap.seam(lines[last], lines[last + 1], after, first=last == at)
        if seam is None or _is_several(lines[last + 1]) or _table(lines, last + 1) is not None:
            break
        seams.append(seam)
        last += 1
    text = wrap.text[first.start : lines[last].start + len(lines[last].text)]
    return Paragraph(text, first.start, "", first.heading, seams=tuple(seams)), last + 1


def _is_several(line: Line) -> bool:
    """Whether lines were joined as the row of a table."""
    return len(line.text.splitlines()) > 1


def _table(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    for layout in LAYOUTS:
        found = layout(lines, at)
        if found is not None:
            return found
    return None
