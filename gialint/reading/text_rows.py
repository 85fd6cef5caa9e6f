"""Tables of text with a row on each line, its cells separated by ``|``.

Four layouts are read alike: rows padded with empty cells at the end, rows without padding,
rows that begin with ``|``, and Markdown with its ``|---|`` line.

What is a cell: every piece between two pipes, blank or not; the piece before a leading pipe
only in a row of values among rows without one; that after the last pipe only if not blank. What
is a row: a line that holds a pipe and does not end as a sentence does. What is a table: rows on
consecutive lines (blank lines between them do not count) of which one among the first eight holds
a figure, is closed by a pipe or is a Markdown rule. A row that stands alone is a table only if it
consists of labels, then figures or blanks, with two figures or with one and a closing pipe; so a
line of navigation (``首页 | 新闻``) stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.model import Cell, Table
from gialint.reading.frames import is_filler, unframed
from gialint.reading.text_cells import cell_a_line
from gialint.reading.text_grid import figure, fitted, of_figures, value
from gialint.reading.text_lines import EMPHASIS, SENTENCE_ENDS, Line, inside_emphasis

LOOKAHEAD = 8
"""How many lines of headings may stand above the first row that shows a table to be one."""

_RULE_CELL = r"[ \t]*(?!-(?![-:])):?-+:?"
"""Dashes with or without colons, but no dash by itself; there is but one way to read it, or a row of many
would be tried in all ways."""
_RULE = re.compile(rf"\|?(?:{_RULE_CELL}[ \t]*\|)+(?:{_RULE_CELL})?")
_ESCAPED = re.compile(r"(?<!\\)\|")


def row_a_line(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line; return it and the line after it, or none."""
    if not _promising(lines, at):
        return None
    end = at + 1
    while end < len(lines) and _row(lines[end]) and not (_opens(lines, end) or cell_a_line(lines, end)):
        end += 1
    block = lines[at:end]
    ruled = [_RULE.fullmatch(line.text) is not None for line in block]
    opened = all(line.text[0] == "|" for line in block)
    rows: list[tuple[Cell, ...]] = []
    for line, rule in zip(block, ruled, strict=True):
        row = () if rule else cells(line, len(rows), opened)
        if row:
            rows.append(row)
    if not rows or (len(block) == 1 and not _figured(rows[0], block[0])):
        return None
    placed, regular = fitted(unframed(rows))
    return Table(placed, geometry=any(ruled) and regular), end


def cells(line: Line, row: int, opened: bool = True) -> tuple[Cell, ...]:
    """Split a line into cells; a blank cell stands in the middle of its space.

    Nothing stands before a leading pipe, but in a row of values where not all rows are ``opened`` by one.
    """
    text = line.text
    pieces = _ESCAPED.split(text) if "\\|" in text else text.split("|")
    start = line.start
    first = 1 if text[0] == "|" and (opened or not _values(pieces)) else 0
    last = len(pieces) if pieces[-1].strip() else len(pieces) - 1
    found: list[Cell] = []
    for index, piece in enumerate(pieces[:last]):
        if index >= first:
            bare = piece.strip()
            indent = len(piece) - len(piece.lstrip()) if bare else len(piece) // 2
            if bare[:1] in EMPHASIS and (marks := inside_emphasis(bare)):
                bare, indent = bare[marks:-marks], indent + marks
            elif is_filler(bare):
                bare = ""
            found.append(Cell(bare, start + indent, row, index - first))
        start += len(piece) + 1
    return tuple(found)


def _values(pieces: Sequence[str]) -> bool:
    return all(value(piece) for piece in map(str.strip, pieces) if piece)


def _row(line: Line) -> bool:
    return "|" in line.text and not line.heading and line.text[-1] not in SENTENCE_ENDS


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether a row after a gap is the head of the next Markdown table."""
    return lines[at].gap and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].text) is not None


def _promising(lines: Sequence[Line], at: int) -> bool:
    ruled = worded = False
    for line in lines[at : at + LOOKAHEAD]:
        if not _row(line):
            return False
        if _RULE.fullmatch(line.text):
            ruled = True
        else:
            pieces = [piece for piece in map(str.strip, line.text.split("|")) if piece]
            worded = worded or bool(pieces)
            if pieces and (line.text[-1] == "|" or any(map(figure, pieces))):
                return True
        if ruled and worded:
            return True
    return False


def _figured(row: Sequence[Cell], line: Line) -> bool:
    """Whether a row consists of labels, then at least one figure, more if no pipe closes it.

    A figure broken over lines counts: line by line, its first piece would be taken for the whole.
    """
    kinds = "".join(_kind(cell.text) for cell in row)
    return re.fullmatch("[bl]*f[fb]*", kinds) is not None and kinds.count("f") + (line.text[-1] == "|") > 1


def _kind(text: str) -> str:
    if not text:
        return "b"
    return "f" if figure(text) or ("\n" in text and all(map(of_figures, text.split("\n")))) else "l"
