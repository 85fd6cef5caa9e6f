"""Tables of text whose rows go over several lines, and rows that are made whole before they are read.

Where each cell has a line of its own, pipes stand beside the cells or between them: ``规章 |`` / ``0 |`` /
``0 |`` with a line of ``|`` for a blank cell and of ``|||`` for the padding that ends a row; or ``规章`` /
``|`` / ``0`` / ``|``, the pipes on lines of their own. Padding after figures is no blank cell: it may stand
for cells that were merged, so a row that has too few figures before it is not filled up with it. Where a row
ends is not written: a label after a value begins a row. Of several labels before figures only the last is
the row's own, the others head columns or groups; and one that is written twice heads columns too, so its
figures stand without a label.

Tables drawn with lines (``+---+``, ``├──┤``) or wide bars (``｜``) keep their offsets: every sign is replaced
by one sign. Lines between rows become blank, unless a row stands on several lines between two of them: its
cells are then not to be had as slices of the text.

Pages lose a cell and keep its line breaks, so a label in a narrow column comes in pieces (``商业`` /
``企业 |``). They belong together where a pipe must follow: what stands after a pipe goes on up to the line
that ends in one. Figures one below the other become one cell as well, which is no number: they may be two.
What may as well be words between two tables (a numbered heading, a caption over a row of headings) is left
alone; the row that it may have begun is then rejected for its label rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Literal, TypeAlias

from gialint.lazy_regex import lazy_regex
from gialint.model import Cell, Table
from gialint.reading.grid import figure, of_figures, value
from gialint.reading.text.lines import LONGEST_CAPTION, SENTENCE_ENDS, Line, may_be_caption
from gialint.records import NamedTuple

LOOKAHEAD = 80
"""How many lines of headings may stand above the first figures."""
FEWEST = 6
"""How many cells on lines of their own make a table."""
LONGEST = 1_000
"""Characters beyond which a line is no cell."""

BARS = "│┃║｜"
"""Signs that stand between cells as a pipe does."""
_PIPES = str.maketrans(dict.fromkeys(BARS, "|"))
_RULE = lazy_regex(
    r"^[ \t\u3000]*(?:\+(?:[-=:]{2,}\+)+|[├┌└┼╔╚╠╟┏┗┣─━═][─━═┼┬┴┤├┐┘╪╫╬╤╧╦╩╗╝╣┳┻╋┓┛┫ ]{4,})[ \t\r]*$",
    re.MULTILINE,
)

MOST = 40
"""Lines of one row, each of whose cells may be broken."""
LONGEST_NUMBERED = 9
"""Characters of a numbered piece that begins a row; a longer one may be a section's heading."""


_Belongs: TypeAlias = Callable[[Sequence[Line], int], bool]
"""Whether a line belongs to a table."""


class _Token(NamedTuple):
    text: str
    start: int
    kind: Literal["label", "value", "padding", "end"]


def cell_a_line(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table whose cells end in pipes, each on its line, or none."""
    return _read(lines, at, _is_cell)


def cell_between_pipes(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """Read the table whose cells and pipes alternate line by line, or none."""
    return _read(lines, at, _is_between)


def _read(lines: Sequence[Line], at: int, belongs: _Belongs) -> tuple[Table, int] | None:
    if not belongs(lines, at):
        return None
    following = takewhile(lambda number: belongs(lines, number), range(at, len(lines)))
    early = [lines[number] for number in islice(following, LOOKAHEAD)]
    worded = [line for line in early if line.text.strip("| \t")]
    figures = sum(figure(line.text.strip("| \t")) for line in worded)
    padded = sum(line.text.count("|") > 1 for line in worded)
    if len(worded) < FEWEST or figures < 2 or padded * 5 > len(worded):
        return None
    end = at + len(early) + sum(1 for _ in following)
    rows = _rows(_tokens(lines[at:end]), opened=_is_pipes(lines[at]))
    cells = (
        tuple(Cell(token.text, token.start, number, column) for column, token in enumerate(row))
        for number, row in enumerate(rows)
    )
    return Table(tuple(cells), geometry=False), end


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
    """Return what a cell is; a figure in two pieces cannot be read, but it is no label."""
    pieces = text.splitlines()
    return "value" if value(text) or (len(pieces) > 1 and all(map(of_figures, pieces))) else "label"


def _tokens(lines: Sequence[Line]) -> Iterator[_Token]:
    """Yield labels and values; between two pipes with nothing there is a blank, at a row's end padding."""
    closed = False
    for line in lines:
        words = line.text.rstrip("| \t")
        if words:
            yield _Token(words, line.start, _kind(words))
            closed = False
        pipes = line.text.count("|")
        for pipe in range(pipes):
            if closed:
                yield _Token("", line.start + len(words) + pipe, "padding" if pipes > 1 else "value")
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
        if token.kind == "padding" and any(value.text for value in values):
            continue
        if token.kind in ("value", "padding"):
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
    own, *above = ("".join(label.text.split()) for label in reversed(labels))
    if own in above:
        return [labels, values[1:] if opened and not values[0].text else values]
    return [labels[:-1], [labels[-1], *values]]


def drawn(text: str) -> bool:
    """Return whether a text may hold such a table."""
    return "--+" in text or "==+" in text or any(bar in text for bar in BARS)


def with_pipes(text: str) -> str:
    """Return the text with pipes between the cells of drawn tables, and nothing between their rows."""
    text = text.translate(_PIPES)
    pieces: list[str] = []
    at = 0
    for rules in _drawn_tables(text):
        heights = [_count_rows(text, upper, lower) or 0 for upper, lower in pairwise(rules)]
        # Below the headings a row a line, or nothing but the headings parted off.
        even = max(heights[1:], default=1) == 1 or (len(heights) == 2 and heights[0] == 1)
        for rule in rules:
            if even or rule in (rules[0], rules[-1]):
                pieces += [text[at : rule.start()], " " * len(rule[0])]
                at = rule.end()
    return "".join([*pieces, text[at:]])


def _drawn_tables(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the lines drawn for each table."""
    rules: list[re.Match[str]] = []
    for rule in _RULE.finditer(text):
        if rules and _count_rows(text, rules[-1], rule) is None:
            yield rules
            rules = []
        rules.append(rule)
    if rules:
        yield rules


def _count_rows(text: str, upper: re.Match[str], lower: re.Match[str]) -> int | None:
    """Count the lines of cells between two drawn ones, none where other words stand there."""
    lines = text[upper.end() : lower.start()].split("\n")[1:-1]
    return len(lines) if all("|" in line for line in lines) else None


def joined(lines: Sequence[Line], text: str) -> list[Line]:
    """Return the lines of a text, those of a broken cell or row as one, still slices of the text."""
    if "|" not in text:
        return list(lines)
    found: list[Line] = []
    opens = False
    at = 0
    while at < len(lines):
        line = lines[at]
        above = found[-1].text if found else ""
        end = _last_piece(lines, at, above, opens and above == "|")
        if end - at > 1:
            line = Line(text[line.start : lines[end - 1].end], line.start, line.gap)
        if "|" in line.text and "|" not in above:
            opens = line.text == "|"
        found.append(line)
        at = end
    return found


def _last_piece(lines: Sequence[Line], at: int, above: str, opened: bool) -> int:
    """Return the number of the line after those that belong with one.

    ``opened`` tells that the line above is a pipe that opens a row, as one has opened the table.
    """
    first = lines[at]
    if not (_is_open(first) and (opened or "|" in first.text or above[-1:] == "|")):
        return at + 1
    if above == "|" and all(of_figures(line.text) for line in lines[at : at + 2]):
        return min(at + 2, len(lines))
    worded = "|" not in first.text
    numbered = worded and not may_be_caption(first)
    if (numbered and len(first.text) > LONGEST_NUMBERED) or (worded and first.gap and not opened):
        return at + 1
    for end in range(at + 1, min(at + MOST, len(lines))):
        piece = lines[end]
        if not _go_on(lines[end - 1], piece) or (piece.gap and not opened):
            break
        if piece.text[-1] == "|":
            sure = opened or first.text[0] == "|" or _is_row(lines, at, end, above, numbered)
            return end + 1 if sure else at + 1
    return at + 1


def _is_open(line: Line) -> bool:
    """Whether the last cell of a line may go on in the next."""
    words = line.text.rpartition("|")[2].strip()
    return (
        not line.heading and words != "" and words[-1] not in SENTENCE_ENDS and len(words) <= LONGEST_CAPTION
    )


def _go_on(upper: Line, lower: Line) -> bool:
    """Whether the last cell of a line goes on in the first of the next: both words, or both figures."""
    above = upper.text.rpartition("|")[2].strip()
    below = lower.text.partition("|")[0].strip()
    if lower.heading or not below or len(below) > LONGEST_CAPTION or not _is_open(upper):
        return False
    return of_figures(above) if of_figures(below) else not value(above)


def _is_row(lines: Sequence[Line], at: int, last: int, above: str, numbered: bool) -> bool:
    """Whether lines that no pipe opens, up to one that is closed, are one row or the first cell of one.

    A row that has pipes and is not closed is broken if the row above is closed, if it holds headings
    only, or if a figure ends it and another begins the next. Words may be a caption where headings
    follow, but where figures do, their label.
    """
    cells = [cell for line in lines[at : last + 1] for cell in map(str.strip, line.text.split("|")) if cell]
    alone = len(cells) == last + 1 - at
    if alone and last + 1 < len(lines):
        cells.append(lines[last + 1].text.partition("|")[0].strip())
    figured = any(map(value, cells))
    if "|" in lines[at].text:
        return above[-1:] == "|" or not figured or value(lines[at].text.rpartition("|")[2].strip())
    return figured or (alone and not numbered)
