"""What a paragraph looks like once styles and numbering are applied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gialint.reading.docx_styles import Style, StyleSheet, outline
from gialint.reading.docx_written import GONE, Line
from gialint.reading.docx_xml import integer
from gialint.reading.package import Package

if TYPE_CHECKING:
    from gialint.reading.docx_labels import Labels

PLAIN = Style()


class Look(Protocol):
    """What tells how paragraphs look."""

    def apply(self, line: Line) -> tuple[str, int]:
        """Return a paragraph's text as shown, and its heading level (0 for none)."""
        ...


class Looks:
    """Applies styles and numbering to paragraphs of a document part, asked in document order.

    The parts that define them are opened only when a paragraph mentions them.
    """

    def __init__(self, package: Package, document: str) -> None:
        self.package = package
        self.document = document
        self.sheet = StyleSheet(package, package.part(document, "styles"))
        self.labels: Labels | None = None

    def apply(self, line: Line) -> tuple[str, int]:
        """Return a paragraph's text as shown, and its heading level (0 for none)."""
        marks = line.marks
        if not marks:
            return line.text, 0
        style = self.sheet.style(marks["pStyle"]) if "pStyle" in marks else PLAIN
        if GONE in marks and not line.text:
            return "", 0
        heading = outline(marks["outlineLvl"]) if "outlineLvl" in marks else style.heading
        list_id = marks.get("numId", style.list_id)
        if list_id in ("", "0"):
            return line.text, heading
        level = integer(marks.get("ilvl", style.list_level), 0)
        return self._labels().labelled(line.text, list_id, level), heading

    def _labels(self) -> Labels:
        if self.labels is None:
            from gialint.reading.docx_labels import Labels
            from gialint.reading.docx_numbering import Numbering, read_numbering

            part = self.package.part(self.document, "numbering")
            numbering = Numbering()
            if part is not None:
                numbering = read_numbering(self.package.read(part), part, self.package.limits)
            for scheme in numbering.schemes.values():
                if scheme.style:
                    scheme.list_id = self.sheet.style(scheme.style).list_id
            self.labels = Labels(numbering)
        return self.labels
