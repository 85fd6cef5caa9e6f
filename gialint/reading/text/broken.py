"""Make rows of text whole: borders drawn with lines become pipes, broken cells are joined.

Tables drawn with lines (``+---+``, ``├──┤``) or wide bars (``｜``) keep their offsets: every sign is replaced
by one sign. Lines between rows become blank, unless a row stands on several lines between two of them: its
cells are then not to be had as slices of the text.

Pages lose the cell and keep its line breaks, so a label in a narrow column comes in pieces (``商业`` /
``企业 |``). They belong together where a pipe must follow: what stands after a pipe goes on up to the line
that ends in one. Figures one below the other become one cell as well, which is no number: they may be two.
What may as well be words between two tables (a numbered heading, a caption over a row of headings) is left
alone; the row that it may have begun is then refused for its label rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gialint.reading.grid import of_figures, value
from gialint.reading.text.lines import LONGEST_CAPTION, SENTENCE_ENDS, Line, may_be_caption

BARS = "│┃║｜"
"""Signs that stand between cells as a pipe does."""

_PIPES = str.maketrans(dict.fromkeys(BARS, "|"))
_RULE = re.compile(
    r"^[ \t\u3000]*(?:\+(?:[-=:]{2,}\+)+|[├┌└┼╔╚╠╟┏┗┣─━═][─━═┼┬┴┤├┐┘╪╫╬╤╧╦╩╗╝╣┳┻╋┓┛┫ ]{4,})[ \t\r]*$",
    re.MULTILINE,
)


def drawn(text: str) -> bool:
    """Tell whether a text may hold such a table."""
    return "--+" in text or "==+" in text or any(bar in text for bar in BARS)


def with_pipes(text: str) -> str:
    """Return the text with pipes between the cells of drawn tables, and nothing between their rows."""
    text = text.translate(_PIPES)
    pieces: list[str] = []
    at = 0
    for rules in _tables(text):
        heights = [_rows(text, upper, lower) or 0 for upper, lower in pairwise(rules)]
        # Below the headings a row a line, or nothing but the headings parted off.
        even = max(heights[1:], default=1) == 1 or (len(heights) == 2 and heights[0] == 1)
        for rule in rules:
            if even or rule in (rules[0], rules[-1]):
                pieces += [text[at : rule.start()], " " * len(rule[0])]
                at = rule.end()
    return "".join([*pieces, text[at:]])


def _tables(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the lines drawn for each table."""
    rules: list[re.Match[str]] = []
    for rule in _RULE.finditer(text):
        if rules and _rows(text, rules[-1], rule) is None:
            yield rules
            rules = []
        rules.append(rule)
    if rules:
        yield rules


def _rows(text: str, upper: re.Match[str], lower: re.Match[str]) -> int | None:
    """Count the lines of cells between two drawn ones, none where other words stand there."""
    lines = text[upper.end() : lower.start()].split("\n")[1:-1]
    return len(lines) if all("|" in line for line in lines) else None


MOST = 40
"""Lines of one row, each of whose cells may be broken."""
LONGEST_NUMBERED = 9
"""Characters of a numbered piece that begins a row; a longer one may be a section's heading."""


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
        end = _end(lines, at, above, opens and above == "|")
        if end - at > 1:
            last = lines[end - 1]
            line = Line(text[line.start : last.start + len(last.text)], line.start, line.gap)
        if "|" in line.text and "|" not in above:
            opens = line.text == "|"
        found.append(line)
        at = end
    return found


def _end(lines: Sequence[Line], at: int, above: str, opened: bool) -> int:
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
