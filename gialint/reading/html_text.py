"""Turn the numbered texts of a line into its words, each run with its offset in the source.

White space collapses as in a browser (CSS Text 3, 4.1): a run of it becomes one space, or nothing
where a line of source breaks between two Chinese characters. A no-break space becomes a space of
its own. What stands at either end of a line is trimmed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from gialint.reading.html_skeleton import Skeleton, unescape

Origins = list[tuple[int, int]]
"""Offsets in a text with their offsets in the source, ascending, the first for offset 0."""

ENTITY = re.compile(r"(&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?))")
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]"
SPACE = re.compile(rf"((?<={WIDE})[ \t\f\r]*\n[ \t\n\f\r]*(?={WIDE}))|[ \t\n\f\r]{{2,}}|[\t\n\f\r]")
"""White space that does not stay as it is; what the group holds goes altogether."""


def lines_of(built: Skeleton, marks: str, preformatted: bool = False) -> list[tuple[str, Origins]]:
    """Return the lines that are not blank among the texts named by ``marks`` (``3, 4,``)."""
    if marks.isspace():
        return []
    text, origins = _joined(built, marks)
    if preformatted:
        return _split(text, origins)
    if SPACE.search(text):
        text, origins = _collapsed(text, origins)
    return _trimmed(text, origins)


def origins_between(origins: Origins, start: int, end: int) -> Origins:
    """Return the origins of ``text[start:end]``."""
    first = bisect_right(origins, start, key=_offset)
    last = bisect_left(origins, end, first, key=_offset)
    offset, origin = origins[first - 1]
    return [(0, origin + start - offset), *((place - start, source) for place, source in origins[first:last])]


def _split(text: str, origins: Origins) -> list[tuple[str, Origins]]:
    lines: list[tuple[str, Origins]] = []
    start = 0
    for line in text.split("\n"):
        lines += _trimmed(line, origins_between(origins, start, start + len(line)))
        start += len(line) + 1
    return lines


def _joined(built: Skeleton, marks: str) -> tuple[str, Origins]:
    """Return the texts as one, with the white space between them as the marks have it."""
    texts, offsets = built.texts, built.offsets
    pieces: list[str] = []
    origins: Origins = []
    length = 0
    number = -1
    for mark in marks.split(",")[:-1]:
        if mark[0] in " \n" and pieces:
            if number + 1 < len(texts) and texts[number + 1].isspace():
                origins.append((length, offsets[number + 1]))
            gap = mark[: -len(mark.lstrip())]
            pieces.append(gap)
            length += len(gap)
        number = int(mark)
        text = texts[number]
        if "&" in text:
            text, inner = _resolved(text, offsets[number])
            origins += [(length + offset, origin) for offset, origin in inner]
        else:
            origins.append((length, offsets[number]))
        pieces.append(text)
        length += len(text)
    return "".join(pieces), origins


def _resolved(raw: str, start: int) -> tuple[str, Origins]:
    """Return a text with its character references resolved."""
    if "&" not in raw:
        return raw, [(0, start)]
    pieces: list[str] = []
    origins: Origins = [(0, start)]
    length = 0
    for index, piece in enumerate(ENTITY.split(raw)):
        value = unescape(piece) if index % 2 else piece
        if index % 2 and len(value) == 1 and "\ufdd0" <= value <= "\ufdef":
            value = "\ufffd"  # noncharacters are signs here
        pieces.append(value)
        if index % 2 and value != piece:
            kept = _common_end(value, piece)
            origins.append((length, start))
            origins.append((length + len(value) - kept, start + len(piece) - kept))
        length += len(value)
        start += len(piece)
    return "".join(pieces), origins


def _common_end(value: str, reference: str) -> int:
    """Count the characters that follow a reference without semicolon (``&ampx`` is ``&x``)."""
    kept = 0
    while kept + 1 < len(value) and value[-kept - 1] == reference[-kept - 1]:
        kept += 1
    return kept


def _collapsed(text: str, origins: Origins) -> tuple[str, Origins]:
    pieces: list[str] = []
    moved: Origins = []
    length = start = 0
    for space in SPACE.finditer(text):
        kept = "" if space[1] else " "
        end = space.start() + len(kept)
        moved += [(length + offset, origin) for offset, origin in origins_between(origins, start, end)]
        pieces.append(text[start : space.start()] + kept)
        length += end - start
        start = space.end()
    moved += [(length + offset, origin) for offset, origin in origins_between(origins, start, len(text))]
    pieces.append(text[start:])
    return "".join(pieces), moved


def _trimmed(text: str, origins: Origins) -> list[tuple[str, Origins]]:
    words = text.strip()
    if not words:
        return []
    if len(words) != len(text):
        start = len(text) - len(text.lstrip())
        origins = origins_between(origins, start, start + len(words))
    return [(words.replace("\xa0", " "), origins)]


def _offset(pair: tuple[int, int]) -> int:
    return pair[0]
