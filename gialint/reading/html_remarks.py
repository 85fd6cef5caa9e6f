"""Find the comments addressed to gialint in a web page, and the words that each is about.

A comment inside a paragraph or cell, or behind one on the same line of source, is about that one.
Any other is about the paragraph or table that follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from gialint.model import Aside, Document, Paragraph, Source
from gialint.reading import Limits
from gialint.reading.comments import Comment, comments_of, remarks_of
from gialint.reading.html_skeleton import BREAKING

NEAR = 2_000
"""Characters of source between a comment and words beyond which they are strangers."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


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
    told = [_aside(remark, page, pieces, starts, len(document.text)) for remark in remarks]
    asides = sorted([*document.asides, *told], key=lambda aside: aside.start)
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
