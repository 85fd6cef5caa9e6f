"""Tables of text with one cell on each line, and the pipes beside the cells or between them.

``规章 |`` / ``0 |`` / ``0 |`` with a line of ``|`` for a blank cell and of ``|||`` for the
padding that ends a row; or ``规章`` / ``|`` / ``0`` / ``|``, the pipes on lines of their own.
Where a row ends is not written, so it is inferred: a label after a value begins a row. Of
several labels before figures only the last is the row's own, the others head columns or
groups; and one that is written twice heads columns too, so its figures stand without a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gialint.model import Cell, Table
from gialint.reading.grid import figure, of_figures, value
from gialint.reading.text.lines import Line, may_be_caption

LOOKAHEAD = 80
"""How many lines of headings may stand above the first figures."""
FEWEST = 6
"""How many cells on lines of their own make a table."""
LONGEST = 1_000
"""Characters beyond which a line is no cell."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    kind: Literal["label", "value", "end"]


def cell_a_line(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table whose cells end in pipes, each on its line, or none."""
    return _read(lines, at, between=False)


def cell_between_pipes(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table whose cells and pipes alternate line by line, or none."""
    return _read(lines, at, between=True)


def _read(lines: Sequence[Line], at: int, *, between: bool) -> tuple[Table, int] | None:
    member = _is_between if between else _is_cell
    if not member(lines, at):
        return None
    early = lines[at : _end(lines, at, min(at + LOOKAHEAD, len(lines)), between=between)]
    worded = [line for line in early if line.text.strip("| \t")]
    figures = sum(figure(line.text.strip("| \t")) for line in worded)
    padded = sum(line.text.count("|") > 1 for line in worded)
    if len(worded) < FEWEST or figures < 2 or padded * 5 > len(worded):
        return None
    end = _end(lines, at, len(lines), between=between)
    rows = _rows(_tokens(lines[at:end]), opened=_is_pipes(lines[at]))
    return Table(tuple(_cells(row, number) for number, row in enumerate(rows)), geometry=False), end


def _end(lines: Sequence[Line], at: int, last: int, *, between: bool) -> int:
    member = _is_between if between else _is_cell
    end = at
    while end < last and member(lines, end):
        end += 1
    return end


def _is_cell(lines: Sequence[Line], at: int) -> bool:
    """Whether a line holds pipes at its end and nowhere else."""
    line = lines[at]
    if line.text[-1] != "|" or line.heading or len(line.text) > LONGEST:
        return False
    return "|" not in line.text.rstrip("| \t")


def _is_between(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is of pipes alone, or a cell beside such a line, or words between cells."""
    line = lines[at]
    if line.heading or len(line.text) > LONGEST:
        return False
    if "|" in line.text:
        return _is_pipes(line)
    if _is_beside_pipes(lines, at):
        return True
    if not 0 < at < len(lines) - 1 or not may_be_caption(line):
        return False
    before = _is_pipes(lines[at - 1]) or _is_beside_pipes(lines, at - 1)
    return before and _is_beside_pipes(lines, at + 1)


def _is_beside_pipes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line of words stands before pipes, or is a value after them."""
    if "|" in lines[at].text:
        return False
    if at + 1 < len(lines) and _is_pipes(lines[at + 1]):
        return True
    return at > 0 and _is_pipes(lines[at - 1]) and _kind(lines[at].text) == "value"


def _is_pipes(line: Line) -> bool:
    return "|" in line.text and not line.text.strip("| \t")


def _kind(text: str) -> Literal["label", "value"]:
    """Tell a label from a value; a figure in two pieces is none that can be read, but no label."""
    pieces = text.splitlines()
    return "value" if value(text) or (len(pieces) > 1 and all(map(of_figures, pieces))) else "label"


def _tokens(lines: Sequence[Line]) -> Iterator[_Token]:
    """Yield labels and values; two pipes with nothing between them hold a blank."""
    closed = False
    for line in lines:
        words = line.text.rstrip("| \t")
        if words:
            yield _Token(words, line.start, _kind(words))
            closed = False
        pipes = line.text.count("|")
        for pipe in range(pipes):
            if closed:
                yield _Token("", line.start + len(words) + pipe, "value")
            closed = True
        if pipes > 1:
            yield _Token("", line.start + len(line.text), "end")
            # A pipe alone after the end of a row opens the next: it holds no blank.
            closed = False


def _rows(tokens: Iterator[_Token], opened: bool) -> list[list[_Token]]:
    rows: list[list[_Token]] = []
    labels: list[_Token] = []
    values: list[_Token] = []
    for token in tokens:
        if token.kind == "value":
            values.append(token)
            continue
        if opened and token.kind == "label" and values and not values[-1].text:
            values.pop()  # the pipe that opens the row of this label
        if values or token.kind == "end":
            rows += _split(labels, values, opened)
            labels, values = [], []
        if token.kind == "label":
            labels.append(token)
    return [row for row in [*rows, *_split(labels, values, opened)] if row]


def _split(labels: list[_Token], values: list[_Token], opened: bool) -> list[list[_Token]]:
    """Part the label that is the row's own from headings above it; blanks alone part nothing.

    ``opened`` tells that a pipe stands before each row: before figures without a label it is no blank.
    """
    if not labels or not any(value.text for value in values):
        return [labels + values]
    own = labels[-1]
    if _unbroken(own) in map(_unbroken, labels[:-1]):
        return [labels, values[1:] if opened and not values[0].text else values]
    return [labels[:-1], [own, *values]]


def _unbroken(label: _Token) -> str:
    return "".join(label.text.split())


def _cells(row: Sequence[_Token], number: int) -> tuple[Cell, ...]:
    return tuple(Cell(token.text, token.start, number, column) for column, token in enumerate(row))
