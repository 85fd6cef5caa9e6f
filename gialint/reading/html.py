"""Read a web page: what a browser shows as the page's own text, each word with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gialint.document import Document, Picture
from gialint.reading import Limits, Unreadable
from gialint.reading.compose import Boxed, Composer
from gialint.reading.decode import decode
from gialint.reading.grid import place
from gialint.reading.html_limits import checked_source, too_many_paragraphs
from gialint.reading.html_page import Line, Page, PageCell, PageTable
from gialint.reading.html_plain import plain_page
from gialint.reading.html_skeleton import skeleton, visit
from gialint.reading.html_text import Origins
from gialint.report import Words

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
IMAGE = re.compile("<img(?=[\\s/>])", re.IGNORECASE)
PRESCAN = 2_048
"""Bytes in which a page may declare its charset; browsers look at 1024."""


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a web page; raises Unreadable where it shows no text, LimitExceeded where too much."""
    # No encoding takes more than four bytes for a character.
    checked_source(len(data) // 4, limits)
    text = decode(data, declared(data))
    checked_source(len(text), limits)
    returns = "\r" in text
    fed = text.replace("\r\n", "\n").replace("\r", "\n") if returns else text
    page = plain_page(fed, limits) or repaired_page(fed, limits)
    composer = Composer(path, "html")
    _compose(composer, page.content, limits)
    if not composer.blocks:
        raise nothing_shown()
    if returns:
        composer.origin[:] = _before_line_feeds(composer.origin, text)
    document = composer.document(source=text)
    if IMAGE.search(text):
        document = replace(document, pictures=tuple(_pictures(text, composer)))
    if "<!--" in text and "gialint" in text.lower():
        from gialint.reading.html_remarks import with_remarks

        return with_remarks(document, text, limits)
    return document


def repaired_page(page: str, limits: Limits) -> Page:
    """Return the content of any page, from the tree that a browser makes of it; raises LimitExceeded."""
    gathered = Page(skeleton(page, limits), limits)
    visit(gathered.built, gathered)
    gathered.end_line()
    return gathered


def declared(data: bytes) -> str:
    """Return the charset a page says it is in, or nothing."""
    found = CHARSET.search(data[:PRESCAN])
    return found[1].decode("ascii") if found else ""


def nothing_shown() -> Unreadable:
    """Return the error for a page without text of its own."""
    return Unreadable(
        Words("网页里没有看得见的正文", "the page shows no text of its own"),
        Words(
            "正文可能由脚本或附件显示：请在浏览器中复制正文，或提供 Word（.docx）文件。",
            "A script or an attachment may show it: copy the text from a browser, or provide a .docx.",
        ),
    )


def _pictures(text: str, composer: Composer) -> Iterator[Picture]:
    """Yield the images of a page, each behind the words before it in the source."""
    starts = [*composer.reading, composer.length]
    for image in IMAGE.finditer(text):
        yield Picture("", starts[bisect_right(composer.origin, image.start())] - 1)


def _before_line_feeds(offsets: Sequence[int], text: str) -> list[int]:
    """Return the offsets in a text for offsets in the same text with its line ends made line feeds."""
    lost = [found.start() - index for index, found in enumerate(re.finditer("\r\n", text))]
    return [offset + bisect_left(lost, offset) for offset in offsets]


def _compose(composer: Composer, content: Sequence[Line | PageTable], limits: Limits) -> None:
    for block in content:
        if isinstance(block, PageTable):
            _compose_table(composer, block, limits)
        else:
            composer.paragraph(block.text, heading=block.heading, origins=block.origins)
        if len(composer.blocks) > limits.paragraphs:
            raise too_many_paragraphs(limits)


def _compose_table(composer: Composer, table: PageTable, limits: Limits) -> None:
    """Add a table, and after it the tables that stand in its cells."""
    composer.table(
        [_box(cell, slot) for cell, slot in zip(cells, slots, strict=True)]
        for cells, slots in zip(table.rows, place(table.rows, limits), strict=True)
    )
    for row in table.rows:
        for cell in row:
            nested = [block for block in cell.content if isinstance(block, PageTable)]
            if nested:
                _compose(composer, nested, limits)


def _box(cell: PageCell, slot: tuple[int, int, int, int]) -> Boxed:
    content = cell.content
    if len(content) == 1 and isinstance(content[0], Line):
        line = content[0]
        return (line.text, *slot, "", None, line.origins)
    lines = [block for block in content if isinstance(block, Line)]
    origins: Origins = [] if lines else [(0, cell.origin)]
    length = 0
    for line in lines:
        origins += [(length + offset, origin) for offset, origin in line.origins]
        length += len(line.text) + 1
    return ("\n".join(line.text for line in lines), *slot, "", None, origins)
