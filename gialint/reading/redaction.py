"""Star the personal numbers of a document before anything is made of it.

No figure, claim, place, message or output can hold then what is not there any more. Every text keeps its
length, so that offsets go on holding; only what writes a file back looks at its bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf

from gialint.model import (
    Aside,
    Cell,
    Document,
    Entry,
    Marked,
    Number,
    Paragraph,
    Source,
    Table,
    mask,
    personal_numbers,
    star_out,
)
from gialint.records import replace

BESIDE = 40
"""Characters on either side of a deletion with which its digits may make a number."""


def protected(document: Document) -> Document:
    """Return the document with its personal numbers starred, and marked for what they are.

    A document that is protected already comes back as it is.
    """
    numbers = list(personal_numbers(document.text, _walls(document)))
    text = star_out(document.text, numbers)
    blocks = document.blocks
    if numbers or any(mask(block.native) != block.native for block in blocks):
        blocks = tuple(_block(block, text) for block in blocks)
    asides = tuple(_asides(document, text))
    if text == document.text and blocks is document.blocks and asides == document.asides:
        return document
    source = document.source
    return replace(
        document,
        text=text,
        blocks=blocks,
        entries=tuple(
            each._replace(fact=mask(each.fact), text=_slice(each, text), native=mask(each.native))
            for each in document.entries
        ),
        source=source and _source(source, document.text, text, numbers),
        asides=asides,
        marked=_marked(document.marked, numbers),
    )


def _walls(document: Document) -> Sequence[int]:
    """Return where cells and figures given as data begin and end, ascending."""
    pieces: list[Cell | Entry] = [*document.entries]
    for block in document.blocks:
        if isinstance(block, Table):
            pieces += (cell for row in block.rows for cell in row)
    return sorted([each.start for each in pieces] + [each.start + len(each.text) for each in pieces])


def _block(block: Paragraph | Table, text: str) -> Paragraph | Table:
    """Return a block as it stands in the text; native places may name a sheet."""
    native = mask(block.native)
    if isinstance(block, Paragraph):
        return block._replace(text=_slice(block, text), native=native)
    rows = (
        tuple(cell._replace(text=_slice(cell, text), native=mask(cell.native)) for cell in row)
        for row in block.rows
    )
    return block._replace(rows=tuple(rows), native=native)


def _slice(piece: Paragraph | Cell | Entry, text: str) -> str:
    return text[piece.start : piece.start + len(piece.text)]


def _asides(document: Document, text: str) -> Iterator[Aside]:
    """Yield asides; a number may go over several that stand at one place, or on into the text."""
    for (start, kind), group in groupby(document.asides, lambda aside: (aside.start, aside.kind)):
        asides = list(group)
        said = "".join(aside.text for aside in asides)
        if said and document.text.startswith(said, start):
            shown = text[start : start + len(said)]
        elif (shown := mask(said)) == said and kind in ("deleted", "hidden"):
            before = document.text[max(start - BESIDE, 0) : start]
            after = document.text[start : start + BESIDE]
            shown = mask(before + said + after)[len(before) : len(before) + len(said)]
        at = 0
        for aside in asides:
            words = shown[at : at + len(aside.text)]
            yield aside._replace(text=words, author=mask(aside.author), native=mask(aside.native))
            at += len(aside.text)


def _source(source: Source, old: str, text: str, numbers: Sequence[Number]) -> Source:
    """Return the file behind a reading text, starred where that is."""
    if source.text == old:
        return source._replace(text=text)
    pieces: list[str] = []
    done = 0
    for at in (at for number in numbers for at in range(number.start, number.end)):
        start = source.offset(at)
        shown = text[at]
        if source.text[start : start + 1] != old[at]:  # spelled as an entity or an escape
            spelled = source.text[start : source.offset(at + 1)]
            shown = "".join("*" if char.isalnum() else char for char in spelled)
        if start >= done:
            pieces += source.text[done:start], shown
            done = start + len(shown)
    return source._replace(text="".join(pieces) + source.text[done:])


def _marked(marked: Sequence[Marked], numbers: Sequence[Number]) -> tuple[Marked, ...]:
    """Return what is marked, with numbers in the place of what they overlap; both come in order."""
    ends = [number.end for number in numbers]
    after = [*(number.start for number in numbers), inf]
    kept = [each for each in marked if after[bisect_right(ends, each.start)] >= each.end]
    return tuple(sorted([*kept, *(Marked(start, end, kind) for start, end, kind in numbers)]))
