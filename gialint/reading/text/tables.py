"""Find the tables among the lines of a text: rows a line, their cells parted by pipes, spaces or commas.

A layout is a function that takes the lines and the number of one of them, and returns the table that begins
there with the number of the line after it, or none. They are asked in order at every line that no table has
taken.

Rows with pipes come in four layouts that are read alike: padded with empty cells at the end, without
padding, begun with ``|``, and Markdown with its ``|---|`` line. A row parted by tabs or runs of spaces
has at least two cells and does not end as a sentence does; between runs of spaces blanks are lost, so
that a table is sure of its places only by tabs. Prose has commas too: a table of commas has as many in
each of its rows, and cells that hold nothing but a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, Cell, Marked, Paragraph, Seam, Table
from gialint.reading import Limits
from gialint.reading.comments import too_many_lines
from gialint.reading.grid import figure, fitted, is_filler, of_figures, too_many_cells, unframed, value
from gialint.reading.text.broken import cell_a_line, cell_between_pipes
from gialint.reading.text.lines import (
    EMPHASIS,
    SENTENCE_ENDS,
    Line,
    Wrapping,
    apart,
    inside_emphasis,
    may_be_caption,
)
from gialint.records import NamedTuple

LOOKAHEAD = 8
"""How many lines of headings may stand above the first row that shows a table to be one."""

_RULE_CELL = r"[ \t]*(?!-(?![-:])):?-+:?"
"""Dashes with or without colons, but no dash by itself; there is but one way to read it, or a row of many
would be tried in all ways."""
_RULE = lazy_regex(rf"\|?(?:{_RULE_CELL}[ \t]*\|)+(?:{_RULE_CELL})?")
_ESCAPED = lazy_regex(r"(?<!\\)\|")

LONGEST_SPACED = 1_000
"""Characters beyond which a line is no row."""
_TABS = lazy_regex(r" *\t *")
_SPACES = lazy_regex("[ \u3000\xa0]{2,}")

NARROWEST = 4
"""Cells of a row, of which a table has as many at least."""
FEWEST = 3
"""Rows that are no accident."""
LONGEST_LIST = 2_000
"""Characters beyond which a line is no row."""
_CELL = lazy_regex(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=,|$)|([^,]*))(,|$)')

Layout: TypeAlias = Callable[[Sequence[Line], int], tuple[Table, int] | None]


def row_a_line(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line; return it and the line after it, or none."""
    if not _begins_rows(lines, at):
        return None
    end = at + 1
    while end < len(lines) and _is_piped(lines[end]) and not (_opens(lines, end) or cell_a_line(lines, end)):
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
    blank = not opened and all(value(piece) for piece in map(str.strip, pieces) if piece)
    first = 1 if text[0] == "|" and not blank else 0
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


def _is_piped(line: Line) -> bool:
    return "|" in line.text and not line.heading and line.text[-1] not in SENTENCE_ENDS


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether a row after a gap is the head of the next Markdown table."""
    return lines[at].gap and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].text) is not None


def _begins_rows(lines: Sequence[Line], at: int) -> bool:
    ruled = worded = False
    for line in lines[at : at + LOOKAHEAD]:
        if not _is_piped(line):
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


def columns_by_space(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line, or none."""
    if not _is_spaced(lines[at]) or not _begins_columns(lines, at):
        return None
    end = at + 1
    while end < len(lines) and (_is_spaced(lines[end]) or _is_caption(lines, end)):
        end += 1
    block = lines[at:end]
    rows = tuple(_spaced_cells(line, number) for number, line in enumerate(block))
    tabbed = all("\t" in line.text or line.after for line in block if _is_spaced(line))
    if tabbed and any(line.before or line.after for line in block):
        placed, regular = fitted(unframed(rows))
        return Table(placed, geometry=regular), end
    return Table(rows, "exact" if tabbed else "positional", geometry=False), end


def _is_spaced(line: Line) -> bool:
    text = line.text
    if line.heading or len(text) > LONGEST_SPACED or "|" in text or text[-1] in SENTENCE_ENDS:
        return False
    return "\t" in text or line.after > 1 or _SPACES.search(text.strip("\u3000")) is not None


def _is_caption(lines: Sequence[Line], at: int) -> bool:
    return may_be_caption(lines[at]) and at + 1 < len(lines) and _is_spaced(lines[at + 1])


def _begins_columns(lines: Sequence[Line], at: int) -> bool:
    for line in lines[at : at + LOOKAHEAD]:
        if not _is_spaced(line):
            return False
        if sum(figure(cell.text) for cell in _spaced_cells(line, 0)) > 1:
            return True
    return False


def _spaced_cells(line: Line, row: int) -> tuple[Cell, ...]:
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
    return (*cells, *(Cell("", line.end, row, len(cells) + more) for more in range(line.after)))


def columns_by_comma(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table that begins on a line, or none."""
    if not _is_list(lines[at]):
        return None
    rows = [_listed_cells(lines[at], 0)]
    width = len(rows[0])
    while width >= NARROWEST and at + len(rows) < len(lines) and _is_list(lines[at + len(rows)]):
        row = _listed_cells(lines[at + len(rows)], len(rows))
        if len(row) != width:
            break
        rows.append(row)
    if len(rows) < FEWEST or sum(figure(cell.text) for row in rows for cell in row) < 2:
        return None
    placed, regular = fitted(unframed(rows))
    return Table(tuple(placed), geometry=regular), at + len(rows)


def _is_list(line: Line) -> bool:
    text = line.text
    plain = not line.heading and len(text) <= LONGEST_LIST and "|" not in text and "\t" not in text
    return plain and text.count(",") >= NARROWEST - 1 and text[-1] not in SENTENCE_ENDS


def _listed_cells(line: Line, row: int) -> tuple[Cell, ...]:
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


class Around(NamedTuple):
    """The blocks of a text; of the tables of markup among them where they are, and what is marked there."""

    blocks: tuple[Paragraph | Table, ...]
    tables: tuple[tuple[int, int], ...] = ()
    marked: tuple[Marked, ...] = ()
    asides: tuple[Aside, ...] = ()


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
        if found is None and wrap is not None and wrap.width and not lines[at].is_several:
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
        if seam is None or lines[last + 1].is_several or _table(lines, last + 1) is not None:
            break
        seams.append(seam)
        last += 1
    text = wrap.text[first.start : lines[last].end]
    return Paragraph(text, first.start, "", first.heading, seams=tuple(seams)), last + 1


def _table(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    return next((found for layout in LAYOUTS if (found := layout(lines, at))), None)
