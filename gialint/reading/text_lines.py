"""Cut a text into lines, each a slice of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gialint.model import Words
from gialint.reading import ONE_REPORT, LimitExceeded, Limits

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Where ``str.splitlines`` breaks; ``\\r\\n`` counts twice, which a limit can bear."""

SPACE = (
    BREAKS
    + " \t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\ufeff"
)
"""White space around a line. The ideographic space stays: it is how a report indents."""

SENTENCE_ENDS = "。；！"
"""Marks after which a line is a sentence; question marks may be what is left of a space."""

EMPHASIS = ("*", "_")
LONGEST_CAPTION = 40
_NUMBERED = re.compile("第?[一二三四五六七八九十]+(?:[、.．]|部分|章)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without the white space around it, and its offset.

    ``gap`` tells that something else (a blank line) stands before it; ``heading`` is the
    outline level that its marks state, 0 for none. ``before`` and ``after`` count the tabs in the
    white space around it: between tabs at the ends of a row stand blank cells.
    """

    text: str
    start: int
    gap: bool = False
    heading: int = 0
    before: int = 0
    after: int = 0


def lines_of(text: str, limits: Limits) -> list[Line]:
    """Return the lines that are not blank; raises LimitExceeded before it cuts too many."""
    if sum(map(text.count, BREAKS)) > limits.paragraphs + 2 * limits.cells:
        raise too_many_lines(limits)
    lines: list[Line] = []
    offset = 0
    gap = False
    for whole in text.splitlines(keepends=True):
        rest = whole.lstrip(SPACE)
        bare = rest.rstrip(SPACE)
        if bare and not bare.isspace():
            start = len(whole) - len(rest)
            tabs = (whole[:start].count("\t"), rest[len(bare) :].count("\t")) if "\t" in whole else (0, 0)
            lines.append(Line(bare, offset + start, gap, 0, *tabs))
            gap = False
        else:
            gap = True
        offset += len(whole)
    return lines


def apart(line: Line, limits: Limits) -> list[Line]:
    """Return the lines that were joined as one, where it is a line of no table after all."""
    if len(line.text.splitlines()) < 2:
        return [line]
    return [Line(piece.text, line.start + piece.start) for piece in lines_of(line.text, limits)]


def may_be_caption(line: Line) -> bool:
    """Whether a line between rows may be a row of one cell: no sentence and no numbered section."""
    text = line.text
    if line.heading or len(text) > LONGEST_CAPTION or text[-1] in SENTENCE_ENDS:
        return False
    return "|" not in text and _NUMBERED.match(text.lstrip("\u3000")) is None


def inside_emphasis(text: str) -> int:
    """Return how long the ``*`` or ``_`` marks are that enclose the whole text, 0 for none."""
    if text[:1] not in EMPHASIS:
        return 0
    length = min(len(text) - len(text.lstrip(text[0])), 3)
    mark, inner = text[:length], text[length:-length]
    enclosed = text.endswith(mark) and inner.strip() == inner != "" and mark not in inner
    return length if enclosed else 0


def too_many_lines(limits: Limits) -> LimitExceeded:
    """Return the error for a text of more lines than any report has."""
    most = limits.paragraphs + 2 * limits.cells
    return LimitExceeded(
        Words(
            f"行数太多：段落超过 {limits.paragraphs} 个，或行数超过 {most} 行",
            f"too many lines: more than {limits.paragraphs} paragraphs or {most} lines",
        ),
        ONE_REPORT,
    )
