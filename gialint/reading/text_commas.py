"""Tables of text with a row on each line, its cells separated by commas, as spreadsheets save them.

Prose has commas too: a table has as many in each of its rows, and cells that hold nothing but a
figure. A cell with a comma of its own stands in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.model import Cell, Table
from gialint.reading.frames import is_filler, unframed
from gialint.reading.text_grid import figure, fitted
from gialint.reading.text_lines import SENTENCE_ENDS, Line

NARROWEST = 4
"""Cells of a row, of which a table has as many at least."""
FEWEST = 3
"""Rows that are no accident."""
LONGEST = 2_000
"""Characters beyond which a line is no row."""

_CELL = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=,|$)|([^,]*))(,|$)')


def columns_by_comma(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line, or none."""
    if not _row(lines[at]):
        return None
    rows = [_cells(lines[at], 0)]
    width = len(rows[0])
    while width >= NARROWEST and at + len(rows) < len(lines) and _row(lines[at + len(rows)]):
        row = _cells(lines[at + len(rows)], len(rows))
        if len(row) != width:
            break
        rows.append(row)
    if len(rows) < FEWEST or sum(figure(cell.text) for row in rows for cell in row) < 2:
        return None
    placed, regular = fitted(unframed(rows))
    return Table(tuple(placed), geometry=regular), at + len(rows)


def _row(line: Line) -> bool:
    text = line.text
    plain = not line.heading and len(text) <= LONGEST and "|" not in text and "\t" not in text
    return plain and text.count(",") >= NARROWEST - 1 and text[-1] not in SENTENCE_ENDS


def _cells(line: Line, row: int) -> tuple[Cell, ...]:
    found: list[Cell] = []
    end, parted = 0, True
    while parted and (match := _CELL.match(line.text, end)):
        quoted, bare, comma = match.groups()
        group, written = (2, bare) if quoted is None else (1, quoted)
        text = written.strip()
        start = match.start(group) + written.find(text)
        found.append(Cell("" if is_filler(text) else text, line.start + start, row, len(found)))
        end, parted = match.end(), comma != ""
    return tuple(found)
