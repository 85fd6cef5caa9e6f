"""A document as a test compares it, once the law of documents holds for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gialint.model import Document, Paragraph
from gialint.reading import Limits
from gialint.testing import check_document

Read: TypeAlias = Callable[[bytes, str, Limits], Document]
"""What reads a file of one format."""


def shown(document: Document) -> list[str]:
    """Return paragraphs as they read, tables as their cells with ``_`` for blanks."""
    check_document(document)
    return [
        block.text
        if isinstance(block, Paragraph)
        else "/".join(" ".join(cell.text or "_" for cell in row) for row in block.rows)
        for block in document.blocks
    ]
