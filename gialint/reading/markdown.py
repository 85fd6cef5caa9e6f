"""Read Markdown: the reading text is the file itself, a paragraph is a line without its marks.

Lines that a converter broke at a width are joined; others that follow each other are paragraphs, as
reports mean them. Numbers of numbered lists stay (reports count that way); bullets and quote marks
go, and so do emphasis marks around a whole line. Comments, front matter and fenced code are left out: they
become white space of the same length, so that every offset stays that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.lazy_regex import lazy_regex
from gialint.model import Document
from gialint.reading import Limits
from gialint.reading.comments import asides, blanked, comments_of, parting
from gialint.reading.decode import decode
from gialint.reading.text import document_of
from gialint.reading.text.lines import SENTENCE_ENDS, Line, inside_emphasis

_FRONT_MATTER = lazy_regex(r"---[ \t]*\r?\n(?=[\w-]+:[ \t\r\n])")
_FRONT_MATTER_END = lazy_regex(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_FENCE = lazy_regex(r"`{3,}[^`]*|~{3,}.*")
_FENCE_END = lazy_regex(r"`{3,}|~{3,}")
_UNDERLINE = lazy_regex(r"(=+)|-{2,}")
_BULLET = lazy_regex(r"[-*+][ \t]+")
_HEADING = lazy_regex(r"(#{1,6})(?:[ \t\u3000]+|(?=[^#]*$))")
_INDENT = lazy_regex(r"(?:&(?:nbsp|ensp|emsp);[ \t]*){1,20}")


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


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a Markdown file; raises Unreadable where it holds no text, LimitExceeded where too much."""
    text = decode(data)
    headless = without_front_matter(text)
    comments = comments_of(headless, limits)
    shown, beside = blanked(headless, comments), asides(headless, comments)
    return document_of(
        path, "markdown", text, shown, beside, limits, lambda lines, _: without_code(lines), _unmarked
    )


def _unmarked(lines: Sequence[Line], _: str) -> list[Line]:
    """Strip every line of its marks and note the headings, underlined ones too."""
    found: list[Line] = []
    gap = underlinable = False
    for line in lines:
        gap = gap or line.gap
        underline = _UNDERLINE.fullmatch(line.text)
        if underline and underlinable and not gap:
            found[-1] = Line(found[-1].text, found[-1].start, found[-1].gap, 1 if underline[1] else 2)
        elif not underline and not _rule(line.text):
            bare = _bare(line, gap)
            if bare.text.strip():
                alone = gap or not found or found[-1].heading > 0
                underlinable = alone and _may_be_underlined(line.text, bare)
                found.append(bare)
                gap = False
                continue
        gap, underlinable = True, False
    return found


def _may_be_underlined(marked: str, bare: Line) -> bool:
    """Whether a line under this one makes it a heading: not items, quotes, rows and sentences."""
    item = marked[0] == ">" or _BULLET.match(marked) is not None
    return not (item or bare.heading or "|" in bare.text or bare.text[-1] in SENTENCE_ENDS)


def _rule(text: str) -> bool:
    """Whether a line is a thematic break: three or more of one mark and nothing else."""
    mark = text[0]
    return mark in "-*_" and not text.strip(mark + " \t") and text.count(mark) >= 3


def _bare(line: Line, gap: bool) -> Line:
    """Return the line without its marks; a row of a table loses only the quote marks before it."""
    text = line.text.lstrip("> \t") if line.text[0] == ">" else line.text
    heading = 0
    if "|" not in text:
        text = _after(_BULLET, text)
        mark = _HEADING.match(text)
        if mark:
            heading = len(mark[1])
            text = _unclosed(text[mark.end() :])
        text = _after(_INDENT, text)
    indent = line.text.find(text)
    inner = inside_emphasis(text)
    return Line(text[inner : len(text) - inner], line.start + indent + inner, gap, heading)


def _after(mark: re.Pattern[str], text: str) -> str:
    match = mark.match(text)
    return text[match.end() :] if match else text


def _unclosed(heading: str) -> str:
    """Return a heading without the ``#`` marks that may close it."""
    bare = heading.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else heading
