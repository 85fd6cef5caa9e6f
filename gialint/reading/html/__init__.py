"""Read a web page: what a browser shows as the page's own text, each word with its place in the source.

In come the bytes of a page, out goes a ``Document`` with the page as its source, and the comments that are
addressed to gialint. Nothing is fetched and no script is run; what they would show is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, Document, Marked, Paragraph, Picture, Source, Text
from gialint.reading import Limits, Unreadable, not_read
from gialint.reading.comments import Comment, comments_of, remarks_of
from gialint.reading.compose import Box, Composer
from gialint.reading.decode import decode
from gialint.reading.grid import place
from gialint.reading.html.blocks import Page, PageTable, words_of
from gialint.reading.html.looks import is_suspect
from gialint.reading.html.tree import BREAKING, NO_STYLES, SAVE_REPORT, skeleton, too_many_paragraphs, visit
from gialint.reading.html.words import Line, without_signs
from gialint.records import NamedTuple, replace

CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
IMAGE = lazy_regex("<img(?=[\\s/>])", re.IGNORECASE)
PRESCAN = 2_048
"""Bytes in which a page may declare its charset; browsers look at 1024."""

NEAR = 2_000
"""Characters of source between a comment and words beyond which they are strangers."""
_TAG = lazy_regex(r"</?([a-zA-Z][a-zA-Z0-9]*)")


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a web page; raises Unreadable where it shows no text, LimitExceeded where too much."""
    # No encoding takes more than four bytes for a character.
    if len(data) // 4 > limits.markup or len(text := decode(data, declared(data))) > limits.markup:
        raise not_read(
            f"网页源码超过 {limits.markup} 个字符",
            f"the page's source has more than {limits.markup} characters",
            SAVE_REPORT,
        )
    returns = "\r" in text
    fed = text.replace("\r\n", "\n").replace("\r", "\n") if returns else text
    composer = Composer(path, "html")
    _compose(composer, page_of(fed, limits, styles_of(fed)).content, limits)
    if not composer.blocks:
        raise Unreadable.because(
            "网页里没有看得见的正文",
            "the page shows no text of its own",
            Text(
                "正文可能由脚本或附件显示：请在浏览器中复制正文，或提供 Word（.docx）文件。",
                "A script or an attachment may show it: copy the text from a browser, or provide a .docx.",
            ),
        )
    if returns:
        lost = [found.start() - index for index, found in enumerate(re.finditer("\r\n", text))]
        composer.origin[:] = [offset + bisect_left(lost, offset) for offset in composer.origin]
    starts = [*composer.reading, composer.length]
    for image in IMAGE.finditer(text):  # each behind the words before it in the source
        composer.pictures.append(Picture("", starts[bisect_right(composer.origin, image.start())] - 1))
    document = composer.document(source=text)
    if "<!--" in text and "gialint" in text.lower():
        return with_remarks(document, text, limits)
    return document


def styles_of(page: str) -> Mapping[int, str]:
    """Return what a page's tags do to their text by style, by where they begin; raises LimitExceeded."""
    if not is_suspect(page):
        return NO_STYLES
    from gialint.reading.html.styles import styled  # most pages have nothing of the kind

    return styled(page)


def page_of(page: str, limits: Limits, styles: Mapping[int, str]) -> Page:
    """Return the content of a page whose line ends are line feeds, from the tree a browser makes of it.

    ``styles`` has what tags do to their text by style, by where they begin. Raises LimitExceeded.
    """
    gathered = Page(skeleton(without_signs(page), limits, styles), limits)
    visit(gathered.built, gathered.start_element, gathered.end_element, gathered.characters)
    gathered.end_line()
    return gathered


def declared(data: bytes) -> str:
    """Return the charset a page says it is in, or nothing."""
    found = CHARSET.search(data[:PRESCAN])
    return found[1].decode("ascii") if found else ""


def _compose(composer: Composer, content: Sequence[Line | PageTable], limits: Limits) -> None:
    for block in content:
        if isinstance(block, PageTable):
            _compose_table(composer, block, limits)
            continue
        _keep(block, composer, composer.length)
        if block.text:
            composer.paragraph(block.text, heading=block.heading, origins=block.origins)
        if len(composer.blocks) > limits.paragraphs:
            raise too_many_paragraphs(limits)


def _compose_table(composer: Composer, table: PageTable, limits: Limits) -> None:
    """Add a table, and after it the tables that stand in its cells."""
    lines = [[words_of(cell) for cell in cells] for cells in table.rows]
    composed = composer.table(
        [Box(line.text, *slot, origins=line.origins) for line, slot in zip(*row, strict=True)]
        for row in zip(lines, place(table.rows, limits), strict=True)
    )
    for line, placed in zip(chain.from_iterable(lines), chain.from_iterable(composed.rows), strict=True):
        _keep(line, composer, placed.start)
    for row in table.rows:
        for cell in row:
            nested = [block for block in cell.content if isinstance(block, PageTable)]
            if nested:
                _compose(composer, nested, limits)


def _keep(line: Line, composer: Composer, start: int) -> None:
    """Keep what is marked and hidden on a line that begins at an offset of the reading text."""
    composer.marked += (Marked(start + first, start + last, manner) for first, last, manner in line.marked)
    composer.asides += (Aside("hidden", said, "", start + offset) for offset, said in line.hidden)


class _Piece(NamedTuple):
    """Where a paragraph or cell begins and ends in the source, and begins in the reading text."""

    start: int
    end: int
    reading: int


def with_remarks(document: Document, page: str, limits: Limits) -> Document:
    """Return a page's document with the comments addressed to gialint as its asides."""
    remarks = remarks_of(comments_of(page, limits))
    if not remarks or document.source is None:
        return document
    pieces = sorted(_pieces(document, document.source))
    starts = [piece.start for piece in pieces]
    added = [_aside(remark, page, pieces, starts, len(document.text)) for remark in remarks]
    asides = sorted([*document.asides, *added], key=lambda aside: aside.start)
    return replace(document, asides=tuple(asides))


def _pieces(document: Document, source: Source) -> Iterator[_Piece]:
    for block in document.blocks:
        pieces = [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        for each in pieces:
            start = source.offset(each.start)
            end = source.offset(each.start + len(each.text) - 1) + 1 if each.text else start
            yield _Piece(start, end, each.start)


def _aside(remark: Comment, page: str, pieces: list[_Piece], starts: list[int], end: int) -> Aside:
    text = " ".join(remark.said.split())
    after = pieces[bisect_left(starts, remark.end) :][:1]
    before = pieces[: bisect_right(starts, remark.start)][-1:]
    for piece in before:
        if _belongs(page, piece, remark):
            return Aside("comment", text, "", piece.reading)
    for piece in after:
        joined = not _parted(page, remark.end, piece.start)
        return Aside("comment", text, "", piece.reading, alone=not joined)
    return Aside("comment", text, "", end, alone=True)


def _belongs(page: str, piece: _Piece, remark: Comment) -> bool:
    """Whether a comment stands within a paragraph or cell, or ends the line of source on which that ends."""
    if remark.start < piece.end or not _parted(page, piece.end, remark.start):
        return True
    between = page[piece.end : remark.start] if remark.start - piece.end <= NEAR else "\n"
    rest = page[remark.end : remark.end + NEAR].partition("\n")[0]
    return "\n" not in between and not rest.strip()


def _parted(page: str, start: int, end: int) -> bool:
    """Whether a line ends between two offsets of the source, as a browser shows it."""
    if end - start > NEAR:
        return True
    return any(tag[1].lower() in BREAKING for tag in _TAG.finditer(page, start, end))
