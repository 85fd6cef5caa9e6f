"""Read plain text: the reading text is the file itself, a paragraph is a line of it.

In come the bytes of a file, out goes a ``Document`` whose blocks are slices of the file. Layouts of tables
are recognised by their signs alone; what is in a cell, beyond being a figure, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from gialint.model import Aside, Document, Source, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.comments import as_written, asides, blanked, comments_of, remarks_of
from gialint.reading.decode import decode
from gialint.reading.text.broken import drawn, joined, with_pipes
from gialint.reading.text.lines import Line, lines_of, wrapping
from gialint.reading.text.tables import Around, blocks_of

Prepare: TypeAlias = Callable[[Sequence[Line], str], Sequence[Line]]
"""Makes lines of a text ready to be read as paragraphs and rows."""


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a text file; raises Unreadable where it holds no text, LimitExceeded where too much.

    Comments addressed to gialint are left out; what else looks like one is text.
    """
    text = decode(data)
    remarks = remarks_of(comments_of(text, limits)) if "<!--" in text else []
    shown, beside = blanked(text, remarks), asides(text, remarks)
    return document_of(path, "text", text, shown, beside, limits, lambda lines, _: lines, joined)


def document_of(
    path: str,
    reader: str,
    text: str,
    shown: str,
    asides: tuple[Aside, ...],
    limits: Limits,
    kept: Prepare,
    prepared: Prepare,
) -> Document:
    """Return the document of a file that is its own reading text.

    ``shown`` has blanks for what is left out, at the same offsets; ``kept`` leaves out lines of it, and
    ``prepared`` makes the others ready. Raises Unreadable and LimitExceeded.
    """
    is_drawn = drawn(shown)
    piped = with_pipes(shown) if is_drawn else shown
    wrap = wrapping(kept(lines_of(piped, limits), piped), piped)
    if "<table" in piped.lower():
        from gialint.reading.text.markup import blocks_around

        around = blocks_around(
            wrap.lines, piped, limits, lambda lines: blocks_of(prepared(lines, piped), limits, wrap)
        )
    else:
        around = Around(blocks_of(prepared(wrap.lines, piped), limits, wrap))
    blocks = around.blocks
    if not blocks:
        raise empty()
    if piped != text:
        blocks = tuple(as_written(block, text) for block in blocks)
    document = Document(path, reader, text, blocks, source=Source(text), asides=asides)
    if not any(sign in shown for sign in ("<", "~~", "^", "![", "&sup", "&#")):
        return document
    from gialint.reading.text.markup import with_marks  # few texts have any

    return with_marks(document, shown, around, limits)


def empty() -> Unreadable:
    """Return the error for a file without any text."""
    return Unreadable.because(
        "文件里没有文字",
        "the file holds no text",
        Text(
            "请确认导出或复制时内容没有丢失。",
            "Check that the content was not lost when it was exported or copied.",
        ),
    )
