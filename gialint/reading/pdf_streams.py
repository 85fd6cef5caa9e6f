"""What the streams of a PDF would come to: pdfium takes what it is given, to gigabytes and for hours."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from gialint.reading import LimitExceeded, Limits
from gialint.reading.pdf_forms import CALL, MOST, OBJECT, Stream, drawn
from gialint.report import Words

MOST_DRAWING = 4_000_000
"""Bytes to which one stream of drawing instructions may inflate; a page of a report has 20 000."""
PICTURES_AND_FONTS = (b"/Image", b"/Length1", b"Type1C", b"CIDFontType0C", b"/OpenType")
DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary is looked for."""
CHUNK = 65_536
STEP = 1_000_000

RESAVE = Words(
    "请用 Word 或 WPS 重新导出 PDF，或提供 Word（.docx）文件。",
    "Export the PDF again from Word or WPS, or provide the Word file (.docx).",
)


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise LimitExceeded for streams that inflate beyond reason, and for forms that multiply in forms."""
    total = 0
    streams: list[Stream] = []
    for stream, most in _streams(data, limits):
        total += stream.size
        if stream.size > most:
            raise _too_large("一个数据流解压后的大小", "inflated size of a stream", most)
        if total > limits.inflated_bytes:
            raise _too_large("解压后的大小", "inflated size", limits.inflated_bytes)
        if stream.dictionary.count(b"FlateDecode") > 1:
            raise LimitExceeded(
                Words("PDF 的数据流压缩了两次，未读取", "a stream packed twice; not read"), RESAVE
            )
        streams.append(stream)
    if drawn(streams, data) > MOST:
        raise LimitExceeded(
            Words(
                f"PDF 的图形层层套用，展开后超过 {MOST} 个，未读取",
                f"forms in forms come to more than {MOST}; not read",
            ),
            RESAVE,
        )


def _streams(data: bytes, limits: Limits) -> Iterator[tuple[Stream, int]]:
    """Yield every stream with the size it may have; of those too large only the beginning is looked at."""
    after = 0
    while (start := data.find(b"stream", after)) >= 0:
        after = start + len(b"stream")
        head = data[max(start - DICTIONARY, 0) : start]
        if head.endswith(b"end"):
            continue
        head = head[max(head.rfind(b"endobj"), head.rfind(b"endstream")) + 1 :]
        found = OBJECT.search(head)
        number, dictionary = (int(found[1]), head[found.end() :]) if found else (0, head)
        drawing = not any(mark in dictionary for mark in PICTURES_AND_FONTS)
        most = MOST_DRAWING if drawing else limits.inflated_bytes
        begin = after + (2 if data[after : after + 1] == b"\r" else 1)
        if b"/Fl" in dictionary:
            size, content = _inflated(data, begin, most, keep=drawing)
        else:
            size, content = 0, data[begin : data.find(b"endstream", begin)] if drawing else b""
        calls = tuple(CALL.findall(content))
        yield Stream(number, dictionary, size, calls, content if b"/ObjStm" in dictionary else b""), most


def _inflated(data: bytes, start: int, most: int, *, keep: bool) -> tuple[int, bytes]:
    """Return to how many bytes a stream inflates, counting little further than ``most``, and the bytes."""
    inflate = zlib.decompressobj()
    size = 0
    pieces: list[bytes] = []
    piece = data[start : start + CHUNK]
    try:
        while piece and size <= most and not inflate.eof:
            content = inflate.decompress(piece, STEP)
            size += len(content)
            if keep:
                pieces.append(content)
            piece = inflate.unconsumed_tail
            if not piece:
                start += CHUNK
                piece = data[start : start + CHUNK]
    except zlib.error:
        pass  # what a damaged stream yields before its fault is all that pdfium takes from it
    return size, b"".join(pieces)


def _too_large(what: str, what_en: str, most: int) -> LimitExceeded:
    return LimitExceeded(
        Words(
            f"{what}超过上限 {most / 1e6:.1f} MB，未读取",
            f"{what_en} is above the limit of {most / 1e6:.1f} MB; not read",
        ),
        RESAVE,
    )
