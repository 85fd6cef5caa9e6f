"""Leave out what a Markdown file holds beside its text: front matter, comments, fenced code.

What is left out of the text becomes white space of the same length, so that every offset
stays that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.reading import Limits
from gialint.reading.text_lines import BREAKS, Line, too_many_lines

ROW = 2_000
"""How far around a comment the line is searched for the pipes of a table."""

_BREAK = re.compile(f"[{BREAKS}]")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?=[\w-]+:[ \t\r\n])")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"`{3,}[^`]*|~{3,}.*")
_FENCE_END = re.compile(r"`{3,}|~{3,}")


def without_front_matter(text: str) -> str:
    """Blank out a YAML head; a first line of ``---`` without a key under it is none."""
    opening = _FRONT_MATTER.match(text)
    closing = _FRONT_MATTER_END.search(text, opening.end()) if opening else None
    return text if closing is None else _parting(closing.end()) + text[closing.end() :]


def without_comments(text: str, limits: Limits) -> str:
    """Blank out ``<!-- … -->``; one that is never closed is text."""
    if text.count("<!--") > limits.paragraphs:
        raise too_many_lines(limits)
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4) + 3) > 2:
        pieces += text[done:start], _blank(text, start, end)
        done = end
    return "".join(pieces) + text[done:]


def without_code(lines: Sequence[Line]) -> list[Line]:
    """Leave out fenced code; a fence that is never closed is only a line to leave out."""
    last = {line.text[0]: at for at, line in enumerate(lines) if _FENCE_END.fullmatch(line.text)}
    kept: list[Line] = []
    fence = ""
    gap = False
    for at, line in enumerate(lines):
        if fence:
            if line.text[0] == fence and _FENCE_END.fullmatch(line.text):
                fence = ""
        elif _FENCE.fullmatch(line.text):
            fence = line.text[0] if last.get(line.text[0], -1) > at else ""
            gap = True
        else:
            kept.append(Line(line.text, line.start, True) if gap else line)
            gap = False
    return kept


def _blank(text: str, start: int, end: int) -> str:
    """Return what takes a comment's place: a parting, but in a row of a table only space."""
    before = _BREAK.split(text[max(start - ROW, 0) : start])[-1]
    after = _BREAK.split(text[end : end + ROW], maxsplit=1)[0]
    parts = ("|" not in before and "|" not in after) or _BREAK.search(text, start, end)
    return _parting(end - start) if parts else " " * (end - start)


def _parting(length: int) -> str:
    """Return white space that parts what stands before it from what stands after it."""
    return "\n" + " " * (length - 2) + "\n"
