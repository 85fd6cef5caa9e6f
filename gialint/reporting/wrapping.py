"""Break Chinese and English text into lines by terminal cells."""

from __future__ import annotations

import re

from gialint.reporting.width import cells, fitting

# A piece never broken: an English word or figure (1 = 2 whole), or one Chinese character, with the opening
# marks before it and the closing marks after it (避头尾: no line begins with ，or ends with （).
_PIECE = re.compile(r"\s+|[（《〈“‘「『【〔]*(?:[!-~]+(?: = [!-~]+)*|\S)[，。；：、！？）》〉”’」』】〕…%]*")


def wrap(text: str, room: int) -> list[str]:
    """Return the text in lines of at most ``room`` cells; breaks of its own are kept."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_line(paragraph, max(room, 2))
    return lines


def hang(first: str, text: str, room: int) -> list[str]:
    """Return wrapped text whose first line begins with ``first`` and whose others are indented by it."""
    indent = cells(first)
    head, *rest = wrap(text, room - indent)
    return [first + head, *(" " * indent + line for line in rest)]


def _wrap_line(text: str, room: int) -> list[str]:
    if cells(text) <= room:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for piece in _PIECE.findall(text):
        size = cells(piece)
        if used + size > room and line:
            lines += [line.rstrip()] if line.strip() else []
            line, used, piece = "", 0, piece.lstrip()
            size = cells(piece)
        while size > room:
            taken = max(fitting(piece, room), 1)
            lines.append(piece[:taken])
            piece = piece[taken:]
            size = cells(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() else lines
