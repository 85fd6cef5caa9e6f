"""Open a PDF (ISO 32000-1): what is locked, broken, cut short or blown up is refused before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pypdfium2_raw as pdfium

from gialint.model import Words
from gialint.reading import Limits, Unreadable, not_read
from gialint.reading.files import checked_size, empty
from gialint.reading.pdf.bombs import RESAVE, check_streams

Handle: TypeAlias = Any
"""A pointer of pdfium's."""

LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
HEAD = 1_500
LOCKED = (4, 5)
"""FPDF_ERR_PASSWORD and, for locks pdfium does not know, FPDF_ERR_SECURITY."""

FETCH = Words("请重新下载或拷贝这个文件后再检查。", "Download or copy the file again and check that.")
UNLOCK = Words(
    "请用密码打开，另存为没有密码的 PDF，或提供 Word（.docx）文件。",
    "Open it, save it without the password, or provide the Word file (.docx).",
)
ONLY_REPORT = Words(
    "请只提供年度报告本身的页面，或提供 Word（.docx）文件。",
    "Provide only the pages of the report itself, or the Word file (.docx).",
)


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[Handle]:
    """Open the bytes of a PDF for as long as the context lasts.

    Raises Unreadable for what is locked, broken, cut short or without pages, LimitExceeded for
    too many bytes or pages and for streams that inflate beyond reason.
    """
    checked_size(len(data), limits)
    _refuse_cut_short(data)
    check_streams(data, limits)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _unopened(int(pdfium.FPDF_GetLastError()))
    try:
        _refuse_pages(page_count(document), limits)
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: Handle) -> int:
    """Return how many pages an open PDF has."""
    return int(pdfium.FPDF_GetPageCount(document))


@contextmanager
def opened_page(document: Handle, index: int) -> Iterator[tuple[Handle, Handle]]:
    """Load a page (counted from 0) and its text for as long as the context lasts; raises Unreadable."""
    page = pdfium.FPDF_LoadPage(document, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if not text:
            raise Unreadable(Words(f"PDF 第 {index + 1} 页已损坏", f"page {index + 1} is damaged"), RESAVE)
        yield page, text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _refuse_cut_short(data: bytes) -> None:
    """Refuse a file whose end is missing: pdfium would mend it and lose pages without a word."""
    if not data:
        raise empty()
    if b"%PDF-" not in data[:HEAD]:
        raise Unreadable(Words("扩展名是 .pdf，但内容不是 PDF", "named .pdf, but it is not a PDF"), RESAVE)
    length = LINEARIZED.search(data, 0, HEAD)
    end = max(data.rfind(b"%%EOF"), data.rfind(b"startxref"))
    if end < data.rfind(b"endobj") or end < 0 or (length and int(length[1]) > len(data)):
        raise Unreadable(
            Words("PDF 不完整，文件的结尾缺失", "the PDF is cut short: its end is missing"), FETCH
        )


def _refuse_pages(pages: int, limits: Limits) -> None:
    if pages < 1:
        raise Unreadable(Words("PDF 里没有页面", "the PDF has no pages"), RESAVE)
    if pages > limits.pages:
        raise not_read(
            f"PDF 有 {pages} 页，超过上限 {limits.pages} 页",
            f"{pages} pages, more than the limit of {limits.pages}",
            ONLY_REPORT,
        )


def _unopened(error: int) -> Unreadable:
    if error in LOCKED:
        return Unreadable(Words("PDF 设有打开密码，无法读取", "the PDF is protected with a password"), UNLOCK)
    return Unreadable(Words("PDF 已损坏，无法打开", "the PDF is damaged and cannot be opened"), FETCH)
