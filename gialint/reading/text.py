"""Read plain text: the reading text is the file itself, a paragraph is a line of it."""

from __future__ import annotations

from gialint.document import Document, Paragraph, Source, Table
from gialint.reading import Limits, Unreadable
from gialint.reading.decode import decode
from gialint.reading.text_broken import joined
from gialint.reading.text_drawn import drawn, with_pipes
from gialint.reading.text_lines import lines_of
from gialint.reading.text_tables import blocks_of
from gialint.report import Words


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a text file; raises Unreadable where it holds no text, LimitExceeded where too much."""
    text = decode(data)
    if "<!--" in text:
        return _with_comments(text, path, limits)
    blocks = _blocks(text, limits)
    return Document(path, "text", text, blocks, source=Source(text))


def _blocks(text: str, limits: Limits) -> tuple[Paragraph | Table, ...]:
    if drawn(text):
        from gialint.reading.comments import as_written

        return tuple(as_written(block, text) for block in _piped(with_pipes(text), limits))
    return _piped(text, limits)


def _piped(text: str, limits: Limits) -> tuple[Paragraph | Table, ...]:
    lines = lines_of(text, limits)
    if "<table" in text.lower():
        from gialint.reading.text_markup import blocks_around

        blocks = blocks_around(lines, text, limits, lambda some: blocks_of(joined(some, text), limits))
    else:
        blocks = blocks_of(joined(lines, text), limits)
    if not blocks:
        raise empty()
    return blocks


def _with_comments(text: str, path: str, limits: Limits) -> Document:
    """Leave out the comments addressed to gialint; what else looks like one is text."""
    from gialint.reading.comments import as_written, asides, blanked, comments_of, remarks_of

    remarks = remarks_of(comments_of(text, limits))
    kept = blanked(text, remarks)
    written = tuple(as_written(block, text) for block in _blocks(kept, limits))
    return Document(path, "text", text, written, source=Source(text), asides=asides(text, remarks))


def empty() -> Unreadable:
    """Return the error for a file without any text."""
    return Unreadable(
        Words("文件里没有文字", "the file holds no text"),
        Words(
            "请确认导出或复制时内容没有丢失。",
            "Check that the content was not lost when it was exported or copied.",
        ),
    )
