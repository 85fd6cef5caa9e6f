"""Read a PDF (ISO 32000-1): ruled tables on their grid, the rest as paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gialint.model import Certainty, Document, Marked, Words
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.compose import Box, Composer, disjoint
from gialint.reading.contents import checked_length
from gialint.reading.grid import Slot, too_many_cells
from gialint.reading.pdf_breaks import joined
from gialint.reading.pdf_cells import PageTable
from gialint.reading.pdf_file import ONLY_REPORT, opened, opened_page, page_count
from gialint.reading.pdf_furniture import Page, without_furniture
from gialint.reading.pdf_lines import Line
from gialint.reading.pdf_page import Taken, taken
from gialint.reading.pdf_paragraphs import Prose, margins, paragraphs
from gialint.reading.pdf_rulings import MOST_STROKES
from gialint.reading.pdf_streams import RESAVE

FEWEST = 10
"""Characters a page on average below which a PDF of pictures has no text to speak of."""
MOST_GARBLED = 0.05
"""Share of characters without a meaning above which a text is not read."""

OUTLINES = 200
"""Shapes a page on average above which its text is drawn, not written."""

SCANNED = Words(
    "这份 PDF 是扫描件（图片），没有可读的文字；请提供 Word 或文本",
    "this PDF is a scan (pictures) without text; provide the Word file or text",
)
OUTLINED = Words(
    "这份 PDF 的文字已转成曲线（图形），没有可读的文字；请提供 Word 或文本",
    "the text of this PDF is drawn as outlines; provide the Word file or text",
)
SUPPLY_TEXT = Words("请提供 Word（.docx）或文本文件。", "Provide the Word (.docx) or a text file.")


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a PDF shows.

    Native places are ``page 3 [72.0,510.2,523.1,528.4]``: the left, bottom, right and top of the
    box in points from the lower left corner. What goes on over a page break is placed where it
    begins. Raises Unreadable and LimitExceeded.
    """
    read_pages = _read_pages(data, limits)
    _refuse_textless(read_pages)
    composer = Composer(path, "pdf")
    cells = 0
    for block in _blocks(without_furniture([each.page for each in read_pages])):
        if isinstance(block, Prose):
            composer.paragraph(block.text, native(block.page, block.box), page=block.page)
        else:
            cells += len(block.cells)
            _compose(composer, block)
        if cells > limits.cells:
            raise too_many_cells(limits)
        if len(composer.blocks) > limits.paragraphs:
            raise _too_many_paragraphs(limits)
    return replace(composer.document(), marked=disjoint(composer.marked))


def native(page: int, box: tuple[float, float, float, float]) -> str:
    """Return the native place of a box."""
    left, bottom, right, top = box
    return f"page {page} [{left:.1f},{bottom:.1f},{right:.1f},{top:.1f}]"


def _read_pages(data: bytes, limits: Limits) -> list[Taken]:
    found: list[Taken] = []
    characters, strokes = 0, MOST_STROKES
    with opened(data, limits) as document:
        for index in range(page_count(document)):
            with opened_page(document, index) as (page, text):
                try:
                    found.append(taken(page, text, index + 1, limits, strokes))
                except LimitExceeded:
                    if _is_outlined(found):
                        raise Unreadable(OUTLINED, SUPPLY_TEXT) from None
                    raise
            strokes -= found[-1].strokes
            characters += found[-1].characters
            checked_length(characters, limits)
    return found


def _refuse_textless(pages: Sequence[Taken]) -> None:
    characters = sum(each.characters for each in pages)
    garbled = sum(each.garbled for each in pages)
    if characters < FEWEST * len(pages) and any(each.pictures for each in pages):
        raise Unreadable(SCANNED, SUPPLY_TEXT)
    if _is_outlined(pages):
        raise Unreadable(OUTLINED, SUPPLY_TEXT)
    if not characters:
        raise Unreadable(Words("PDF 里没有文字", "the PDF has no text"), SUPPLY_TEXT)
    if garbled > MOST_GARBLED * characters:
        raise Unreadable(
            Words(
                f"PDF 的字体没有文字对照表（ToUnicode），{characters} 个字符中有 {garbled} 个无从辨认",
                f"fonts without ToUnicode: {garbled} of {characters} characters are unknown",
            ),
            RESAVE,
        )


def _is_outlined(pages: Sequence[Taken]) -> bool:
    few = sum(each.characters for each in pages) < FEWEST * len(pages)
    return few and sum(each.paths for each in pages) > OUTLINES * len(pages)


def _blocks(pages: Sequence[Page]) -> Iterator[Prose | PageTable]:
    """Yield paragraphs and tables in order, each made whole over page breaks."""
    known = margins(pages)
    lines: list[tuple[Line, Page]] = []
    table: PageTable | None = None
    ended: Page | None = None
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                if table is not None:
                    yield table
                    table = None
                lines.append((item, page))
                continue
            yield from paragraphs(lines, known)
            lines = []
            whole = joined(table, item) if table is not None and ended is not page else None
            if whole is None and table is not None:
                yield table
            table, ended = whole or item, page
    yield from paragraphs(lines, known)
    if table is not None:
        yield table


def _compose(composer: Composer, table: PageTable) -> None:
    """Add a table, its cells at their grid places."""
    begun = sorted({cell.slot[0] for cell in table.cells})
    placed: list[list[Box]] = [[] for _ in begun]
    hidden: set[Slot] = set()
    for cell in table.cells:
        row, column, rowspan, colspan = cell.slot
        # A row in which no cell begins is none.
        first, below = bisect_left(begun, row), bisect_left(begun, row + rowspan)
        slot = (first, column, below - first, colspan)
        placed[first].append(Box(cell.text, *slot, native(cell.page, cell.box), cell.page))
        if cell.hidden:
            hidden.add(slot)
    certainty: Certainty = "exact" if table.sound else "positional"
    page = min(cell.page for cell in table.cells)
    composed = composer.table(placed, native(page, table.box), certainty)
    if hidden:
        cells = (cell for row in composed.rows for cell in row)
        composer.marked += (
            Marked(cell.start, cell.start, "hidden")
            for cell in cells
            if (cell.row, cell.column, cell.rowspan, cell.colspan) in hidden
        )


def _too_many_paragraphs(limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"正文超过 {limits.paragraphs} 段，未读取",
            f"more than {limits.paragraphs} paragraphs; not read",
        ),
        ONLY_REPORT,
    )
