"""Leave out what a Markdown file holds beside its text: front matter, fenced code.

What is left out of the text becomes white space of the same length, so that every offset
stays that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.reading.comments import parting
from gialint.reading.text_lines import Line

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?=[\w-]+:[ \t\r\n])")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"`{3,}[^`]*|~{3,}.*")
_FENCE_END = re.compile(r"`{3,}|~{3,}")


def without_front_matter(text: str) -> str:
    """Blank out a YAML head; a first line of ``---`` without a key under it is none."""
    opening = _FRONT_MATTER.match(text)
    closing = _FRONT_MATTER_END.search(text, opening.end()) if opening else None
    return text if closing is None else parting(closing.end()) + text[closing.end() :]


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
