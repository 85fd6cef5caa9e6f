"""Read plain text: the reading text is the file itself, a paragraph is a line of it.

In come the bytes of a file, out goes a ``Document`` whose blocks are slices of the file. Layouts of tables
are told by their signs alone; what is in a cell, beyond being a figure, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from gialint.model import Document, Paragraph, Source, Table, Words
from gialint.reading import Limits, Unreadable
from gialint.reading.decode import decode
from gialint.reading.text.broken import drawn, joined, with_pipes
from gialint.reading.text.lines import lines_of, wrapping
from gialint.reading.text.tables import Around, blocks_of


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a text file; raises Unreadable where it holds no text, LimitExceeded where too much."""
    text = decode(data)
    if "<!--" in text:
        return _with_comments(text, path, limits)
    around = _blocks(text, limits)
    return shown(Document(path, "text", text, around.blocks, source=Source(text)), text, around, limits)


def _blocks(text: str, limits: Limits) -> Around:
    if drawn(text):
        around = _piped(with_pipes(text), limits)
        return around._replace(blocks=_as_in(text, around.blocks))
    return _piped(text, limits)


def _piped(text: str, limits: Limits) -> Around:
    wrap = wrapping(lines_of(text, limits), text)
    lines = wrap.lines
    if "<table" in text.lower():
        from gialint.reading.text.markup import blocks_around

        around = blocks_around(lines, text, limits, lambda some: blocks_of(joined(some, text), limits, wrap))
    else:
        around = Around(blocks_of(joined(lines, text), limits, wrap))
    if not around.blocks:
        raise empty()
    return around


def _with_comments(text: str, path: str, limits: Limits) -> Document:
    """Leave out the comments addressed to gialint; what else looks like one is text."""
    from gialint.reading.text.comments import asides, blanked, comments_of, remarks_of

    remarks = remarks_of(comments_of(text, limits))
    kept = blanked(text, remarks)
    around = _blocks(kept, limits)
    blocks = _as_in(text, around.blocks)
    document = Document(path, "text", text, blocks, source=Source(text), asides=asides(text, remarks))
    return shown(document, kept, around, limits)


def _as_in(text: str, blocks: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    from gialint.reading.text.comments import as_written

    return tuple(as_written(block, text) for block in blocks)


def shown(document: Document, text: str, around: Around, limits: Limits) -> Document:
    """Return the document of a text file with what is not shown as it stands in its text.

    ``text`` is the file's without what is left out of it, at the same offsets. Raises LimitExceeded.
    """
    if not any(sign in text for sign in ("<", "~~", "^", "![", "&sup", "&#")):
        return document
    from gialint.reading.text.markup import with_marks  # few texts have any

    return with_marks(document, text, around, limits)


def empty() -> Unreadable:
    """Return the error for a file without any text."""
    return Unreadable(
        Words("文件里没有文字", "the file holds no text"),
        Words(
            "请确认导出或复制时内容没有丢失。",
            "Check that the content was not lost when it was exported or copied.",
        ),
    )
