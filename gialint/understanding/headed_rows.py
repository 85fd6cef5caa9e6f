"""A table that holds several sections, cut at the rows that are their headings.

After pasting from Word one table may hold the form's three, with headings and remarks as rows of
one cell between them. These become paragraphs again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gialint.model import Cell, Document, Paragraph, Table
from gialint.records import replace
from gialint.understanding.edition import Edition

_NUMERALS = frozenset("一二三四五六七八九")
_SENTENCE_ENDS = ("。", "；", "：", ".", ";", ":")


def at_headings(document: Document, edition: Edition) -> Document:
    """Return the document with every table cut at its rows that are headings of sections."""
    titles = {edition.fold(section.title.zh) for section in edition.sections}

    def heads(row: tuple[Cell, ...]) -> bool:
        text = row[0].text if row else ""
        return text[1:2] == "、" and text[0] in _NUMERALS and edition.fold(text) in titles and _single(row)

    if not any(isinstance(block, Table) and any(map(heads, block.rows)) for block in document.blocks):
        return document
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Table) and any(map(heads, block.rows)):
            blocks += _pieces(block, heads)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _pieces(table: Table, heads: Callable[[tuple[Cell, ...]], bool]) -> Iterator[Paragraph | Table]:
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if heads(row) or (_single(row) and row[0].text.endswith(_SENTENCE_ENDS)):
            if rows:
                yield table._replace(rows=tuple(rows))
            rows = []
            cell = row[0]
            yield Paragraph(cell.text, cell.start, cell.native, page=cell.page)
        else:
            rows.append(row)
    if rows:
        yield table._replace(rows=tuple(rows))


def _single(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds one text, which may be repeated in every column of a merged cell."""
    return bool(row and row[0].text) and all(cell.text in ("", row[0].text) for cell in row[1:])
