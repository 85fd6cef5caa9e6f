"""A Word document open for writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gialint.checking.fixes import applied
from gialint.model import Document, Edit, Words
from gialint.reading import Limits
from gialint.reading.package import Package, document_part, open_package
from gialint.writing import word_edits
from gialint.writing.word_package import MACROS, has_macros, repacked
from gialint.writing.word_text import Mapped, mapped
from gialint.writing.word_xml import changed, in_utf8


class WordFile(NamedTuple):
    """A package, its main part and where the words of the reading text stand in it."""

    package: Package
    part: str
    text: str
    mapped: Mapped

    def refusal(self, edits: Sequence[Edit]) -> Words | None:
        """Return why the file cannot take edits, or none if it can."""
        if has_macros(self.package):
            return MACROS
        return word_edits.refusal(self.mapped, self.text, edits)

    def meant(self, edits: Sequence[Edit]) -> str:
        """Return what the reading text is to be once edits are made."""
        return applied(self.text, edits)

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with edits made."""
        content = changed(self.mapped.content, word_edits.changes(self.mapped, self.text, edits))
        return repacked(self.package, {self.part: content})


def word_file(document: Document, data: bytes, limits: Limits) -> WordFile:
    """Open the file a document was read from; raises Unreadable and LimitExceeded."""
    package = open_package(data, limits)
    part = document_part(package)
    content = in_utf8(package.read(part))
    return WordFile(package, part, document.text, mapped(document, package, part, content, limits))
