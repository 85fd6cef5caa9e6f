"""Text as converters write it: paragraphs broken at a width, pages marked, tables a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.reportwriter.draft import DraftReport
from tests.reportwriter.layouts import padded

WIDTH = 68
"""Of a line, a Chinese character being two wide."""

PAGE = 32
"""How many lines of prose stand on a page."""

INDENT = "　　"
NEVER_FIRST = "。，、；：？！）》”〕"
"""What no line begins with: it hangs over the end of the one before."""


def wrapped(draft: DraftReport, width: int = WIDTH) -> str:
    """Return the report in lines of one width; a page's number stands between blank lines."""
    lines = [draft.title, "", *_paragraphs(draft.preface, width)]
    for section in draft.sections:
        lines += _paragraphs((section.heading, *section.lines), width)
        lines += padded(section.grid) if section.grid else ()
    lines += ["", *draft.signature]
    return "".join(f"{line}\n" for line in _paged(lines))


def _paragraphs(paragraphs: Iterable[str], width: int) -> Iterator[str]:
    for paragraph in paragraphs:
        line, used = "", 0
        for character in INDENT + paragraph:
            wide = 1 if character.isascii() else 2
            if used + wide > width and character not in NEVER_FIRST:
                yield line
                line, used = "", 0
            line, used = line + character, used + wide
        yield line


def _paged(lines: Iterable[str]) -> Iterator[str]:
    on_page, page = 0, 1
    for line in lines:
        yield line
        on_page += "|" not in line
        if on_page == PAGE:
            yield from ("", f"— {page} —", "")
            on_page, page = 0, page + 1
