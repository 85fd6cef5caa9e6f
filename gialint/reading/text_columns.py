"""Tables of text with a row on each line, its cells separated by tabs or runs of spaces.

A row has at least two cells and does not end as a sentence does; rows on consecutive lines
are a table if one among the first eight holds two figures; a caption between two of them
(第二十条第（一）项) is a row of one cell. Between runs of spaces blanks are lost: a table is sure
of its places only by tabs. Where those at both ends make all rows as wide (as a spreadsheet puts them
on the clipboard), its columns are a grid's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.model import Cell, Table
from gialint.reading.frames import unframed
from gialint.reading.text_grid import figure, fitted
from gialint.reading.text_lines import SENTENCE_ENDS, Line, may_be_caption

LOOKAHEAD = 8
LONGEST = 1_000
"""Characters beyond which a line is no row."""

_TABS = re.compile(r" *\t *")
_SPACES = re.compile("[ \u3000\xa0]{2,}")


def columns_by_space(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line, or none."""
    if not _row(lines[at]) or not _promising(lines, at):
        return None
    end = at + 1
    while end < len(lines) and (_row(lines[end]) or _is_caption(lines, end)):
        end += 1
    block = lines[at:end]
    rows = tuple(_cells(line, number) for number, line in enumerate(block))
    tabbed = all("\t" in line.text or line.after for line in block if _row(line))
    if tabbed and any(line.before or line.after for line in block):
        placed, regular = fitted(unframed(rows))
        return Table(placed, geometry=regular), end
    return Table(rows, "exact" if tabbed else "positional", geometry=False), end


def _row(line: Line) -> bool:
    text = line.text
    if line.heading or len(text) > LONGEST or "|" in text or text[-1] in SENTENCE_ENDS:
        return False
    return "\t" in text or line.after > 1 or _SPACES.search(text.strip("\u3000")) is not None


def _is_caption(lines: Sequence[Line], at: int) -> bool:
    return may_be_caption(lines[at]) and at + 1 < len(lines) and _row(lines[at + 1])


def _promising(lines: Sequence[Line], at: int) -> bool:
    for line in lines[at : at + LOOKAHEAD]:
        if not _row(line):
            return False
        if sum(figure(cell.text) for cell in _cells(line, 0)) > 1:
            return True
    return False


def _cells(line: Line, row: int) -> tuple[Cell, ...]:
    # Indentation by ideographic spaces is no blank cell.
    text = line.text.lstrip("\u3000")
    offset = line.start + len(line.text) - len(text)
    gap = _TABS if "\t" in text or line.after else _SPACES
    cells = [Cell("", line.start, row, column) for column in range(line.before)]
    start = 0
    for match in [*gap.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        bare = piece.strip()
        cells.append(Cell(bare, offset + start + len(piece) - len(piece.lstrip()), row, len(cells)))
        start = match.end() if match else end
    end = line.start + len(line.text)
    return (*cells, *(Cell("", end, row, len(cells) + more) for more in range(line.after)))
