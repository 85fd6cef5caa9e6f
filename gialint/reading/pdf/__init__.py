"""Read a PDF (ISO 32000-1): ruled tables on their grid, the rest as paragraphs.

In come the bytes of a file, out goes a ``Document`` whose places are boxes on pages. What is locked, broken,
cut short or blown up is rejected before pdfium reads it; pictures of text are not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pypdfium2_raw as pdfium

from gialint.lazy_regex import lazy_regex
from gialint.model import Certainty, Document, Marked, Text
from gialint.reading import LimitExceeded, Limits, Unreadable, not_read
from gialint.reading.compose import Box, Composer
from gialint.reading.files import checked_length, checked_size, empty
from gialint.reading.grid import Slot, too_many_cells
from gialint.reading.pdf.bombs import RESAVE, check_streams
from gialint.reading.pdf.breaks import joined
from gialint.reading.pdf.glyphs import Handle, frame_of, glyphs, struck_out
from gialint.reading.pdf.grid import PageTable, grids, tables
from gialint.reading.pdf.lines import Line, Row, in_reading_order, rows
from gialint.reading.pdf.prose import Item, Page, Prose, margins, paragraphs, without_furniture
from gialint.reading.pdf.rulings import MOST_STROKES, ONLY_REPORT, drawn, fills, trimmed
from gialint.records import dataclass

LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
HEAD = 1_500
LOCKED = (4, 5)
"""FPDF_ERR_PASSWORD and, for locks pdfium does not know, FPDF_ERR_SECURITY."""

FETCH = Text("请重新下载或拷贝这个文件后再检查。", "Download or copy the file again and check that.")
UNLOCK = Text(
    "请用密码打开，另存为没有密码的 PDF，或提供 Word（.docx）文件。",
    "Open it, save it without the password, or provide the Word file (.docx).",
)

GARBLED = lazy_regex("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters without a meaning, and those of private use."""

FEWEST = 10
"""Characters a page on average below which a PDF of pictures has no text to speak of."""
MOST_GARBLED = 0.05
"""Share of characters without a meaning above which a text is not read."""
OUTLINES = 200
"""Shapes a page on average above which its text is drawn, not written."""
SCANNED = Text(
    "这份 PDF 是扫描件（图片），没有可读的文字；请提供 Word 或文本",
    "this PDF is a scan (pictures) without text; provide the Word file or text",
)
OUTLINED = Text(
    "这份 PDF 的文字已转成曲线（图形），没有可读的文字；请提供 Word 或文本",
    "the text of this PDF is drawn as outlines; provide the Word file or text",
)
SUPPLY_TEXT = Text("请提供 Word（.docx）或文本文件。", "Provide the Word (.docx) or a text file.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A page, and how many characters, characters without a meaning, pictures and paths it has.

    ``strokes`` counts what it draws, and each two lines that may meet.
    """

    page: Page
    characters: int
    garbled: int
    pictures: int
    paths: int
    strokes: int


def taken(page: Handle, text: Handle, number: int, limits: Limits, strokes: int) -> Taken:
    """Read a loaded page; raises LimitExceeded for more than ``strokes`` and for tables too large."""
    frame = frame_of(page)
    shown = drawn(page, frame, strokes)
    characters = glyphs(text, frame, partial(fills, page))
    if shown.strokes:
        characters = struck_out(characters, shown.strokes)
    vertical = trimmed(shown.vertical, shown.horizontal, characters)
    found, left = tables(grids(shown.horizontal, vertical, limits), characters, number)
    left = [glyph for glyph in left if glyph[4]]
    words = "".join([glyph[4] for glyph in characters])
    return Taken(
        Page(number, frame.width, tuple(_in_order(found, rows(left)))),
        len(words) - words.count(" "),
        len(GARBLED.findall(words)),
        shown.pictures,
        shown.paths,
        shown.counted + len(shown.horizontal) * len(shown.vertical),
    )


def _in_order(found: Sequence[PageTable], left: Sequence[Row]) -> list[Item]:
    """Return tables and lines from top to bottom; columns of prose are sorted out between the tables."""
    items: list[Item] = []
    above: list[Row] = []
    waiting = list(reversed(found))
    for row in left:
        while waiting and waiting[-1].box[3] > (row[0][1] + row[0][3]) / 2:
            items += [*in_reading_order(above), waiting.pop()]
            above = []
        above.append(row)
    return [*items, *in_reading_order(above), *reversed(waiting)]


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Return the document that a PDF shows.

    Native places are ``page 3 [72.0,510.2,523.1,528.4]``: the left, bottom, right and top of the
    box in points from the lower left corner. What goes on over a page break is placed where it
    begins. Raises Unreadable and LimitExceeded.
    """
    read_pages = _read_pages(data, limits)
    _reject_textless(read_pages)
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
            raise not_read(
                f"正文超过 {limits.paragraphs} 段", f"more than {limits.paragraphs} paragraphs", ONLY_REPORT
            )
    return composer.document()


def native(page: int, box: tuple[float, float, float, float]) -> str:
    """Return the native place of a box."""
    left, bottom, right, top = box
    return f"page {page} [{left:.1f},{bottom:.1f},{right:.1f},{top:.1f}]"


def _read_pages(data: bytes, limits: Limits) -> list[Taken]:
    found: list[Taken] = []
    characters, strokes = 0, MOST_STROKES
    with opened(data, limits) as (document, pages):
        for index in range(pages):
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


def _reject_textless(pages: Sequence[Taken]) -> None:
    characters = sum(each.characters for each in pages)
    garbled = sum(each.garbled for each in pages)
    if characters < FEWEST * len(pages) and any(each.pictures for each in pages):
        raise Unreadable(SCANNED, SUPPLY_TEXT)
    if _is_outlined(pages):
        raise Unreadable(OUTLINED, SUPPLY_TEXT)
    if not characters:
        raise Unreadable.because("PDF 里没有文字", "the PDF has no text", SUPPLY_TEXT)
    if garbled > MOST_GARBLED * characters:
        raise Unreadable.because(
            f"PDF 的字体没有文字对照表（ToUnicode），{characters} 个字符中有 {garbled} 个无从辨认",
            f"fonts without ToUnicode: {garbled} of {characters} characters are unknown",
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


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[tuple[Handle, int]]:
    """Open a PDF for as long as the context lasts, and tell how many pages it has.

    Raises Unreadable for what is locked, broken, cut short or without pages, LimitExceeded for
    too many bytes or pages and for streams that inflate beyond reason.
    """
    checked_size(len(data), limits)
    _reject_cut_short(data)
    check_streams(data, limits)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() in LOCKED:
            raise Unreadable.because(
                "PDF 设有打开密码，无法读取", "the PDF is protected with a password", UNLOCK
            )
        raise Unreadable.because("PDF 已损坏，无法打开", "the PDF is damaged and cannot be opened", FETCH)
    try:
        pages = int(pdfium.FPDF_GetPageCount(document))
        if pages < 1:
            raise Unreadable.because("PDF 里没有页面", "the PDF has no pages", RESAVE)
        if pages > limits.pages:
            raise not_read(
                f"PDF 有 {pages} 页，超过上限 {limits.pages} 页",
                f"{pages} pages, more than the limit of {limits.pages}",
                ONLY_REPORT,
            )
        yield document, pages
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def opened_page(document: Handle, index: int) -> Iterator[tuple[Handle, Handle]]:
    """Load a page (counted from 0) and its text for as long as the context lasts; raises Unreadable."""
    page = pdfium.FPDF_LoadPage(document, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if not text:
            raise Unreadable.because(f"PDF 第 {index + 1} 页已损坏", f"page {index + 1} is damaged", RESAVE)
        yield page, text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _reject_cut_short(data: bytes) -> None:
    """Reject a file whose end is missing: pdfium would repair it and lose pages without a word."""
    if not data:
        raise empty()
    if b"%PDF-" not in data[:HEAD]:
        raise Unreadable.because("扩展名是 .pdf，但内容不是 PDF", "named .pdf, but it is not a PDF", RESAVE)
    length = LINEARIZED.search(data, 0, HEAD)
    end = max(data.rfind(b"%%EOF"), data.rfind(b"startxref"))
    if end < data.rfind(b"endobj") or end < 0 or (length and int(length[1]) > len(data)):
        raise Unreadable.because(
            "PDF 不完整，文件的结尾缺失", "the PDF is cut short: its end is missing", FETCH
        )
