"""Footnotes and endnotes of a Word document: each is read where the text refers to it.

A note is part of what is published, and its figures belong to the section that refers to it, so its
paragraphs come after the paragraph or table that does. The number that stands for it is not text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint.reading import Limits
from gialint.reading.docx_body import Body
from gialint.reading.docx_styles import StyleSheet
from gialint.reading.docx_written import Item, Reference
from gialint.reading.docx_xml import attribute, walk
from gialint.reading.package import Package


class Notes:
    """The notes of a document part, opened only where there is one; ``within`` as for ``read_package``."""

    def __init__(self, package: Package, part: str, within: str, sheet: StyleSheet) -> None:
        self.package = package
        self.part = part
        self.within = within
        self.sheet = sheet
        self.limits = package.limits
        self.unread: dict[str, dict[str, list[Item]]] = {}

    def put_in(self, items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
        """Yield items with the part that they stand in, the notes in place of what refers to them."""
        for item in items:
            if isinstance(item, Reference) and item.kind != "picture":
                for noted in self._of(item):
                    yield noted, self._place(item)
            else:
                yield item, ""

    def _of(self, reference: Reference) -> list[Item]:
        """Return what a note says where it is referred to first."""
        if reference.kind not in self.unread:
            name = self._name(reference)
            content = self.package.read(name) if name else b""
            place = self.within + name
            self.unread[reference.kind] = (
                read_notes(content, place, reference.kind, self.limits, self.sheet) if name else {}
            )
        return self.unread[reference.kind].pop(reference.name, [])

    def _name(self, reference: Reference) -> str:
        return self.package.part(self.part, f"{reference.kind}s") or ""

    def _place(self, reference: Reference) -> str:
        return f"{self.within}{self._name(reference)}#{reference.kind}[{reference.name}]"


def read_notes(
    content: bytes, part: str, kind: str, limits: Limits, sheet: StyleSheet
) -> dict[str, list[Item]]:
    """Return the paragraphs and tables of each ``footnote`` or ``endnote`` of a part, by its number."""
    body = Body(part, limits, sheet)
    notes: dict[str, list[Item]] = {}

    def begin(attributes: list[str]) -> None:
        body.items = notes[attribute(attributes, "id")] = []

    walk(content, part, limits, {**body.starts(), kind: begin}, body.ends(), body.runs.buffer.append)
    return notes
