"""What can be written back: a kind of file that takes edits, and why one may not take them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from gialint.hookspecs import loaded
from gialint.model import Document, Edit, Words
from gialint.reading import Limits

MEDIA: Mapping[str, str] = {
    "text": "gialint.writing.plain:plain",
    "markdown": "gialint.writing.plain:plain",
    "html": "gialint.writing.plain:page",
    "docx": "gialint.writing.word_file:word_file",
}
"""By reader, what opens a file of it for writing."""


class Medium(Protocol):
    """A file open for writing: ``text`` is what edits are counted over."""

    @property
    def text(self) -> str:
        """The source text, or the reading text of a file that is none."""
        ...

    def refusal(self, edits: Sequence[Edit]) -> Words | None:
        """Return why the file cannot take edits, or none if it can."""
        ...

    def meant(self, edits: Sequence[Edit]) -> str:
        """Return what ``text`` is to be once edits are made."""
        ...

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Return the file's bytes with edits made that do not overlap and were not refused."""
        ...


def medium_of(document: Document, data: bytes, limits: Limits) -> Medium | None:
    """Open the bytes a document was read from for writing; none where its format is not written."""
    if document.reader not in MEDIA or not (document.source or document.rewritable):
        return None
    opened: Callable[[Document, bytes, Limits], Medium] = loaded(MEDIA[document.reader])
    return opened(document, data, limits)
