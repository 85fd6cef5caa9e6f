"""Fields of a paragraph of a Word document (ECMA-376 part 1, 17.16): their results are text."""

from __future__ import annotations

from gialint.reading.docx_xml import attribute

SILENT = frozenset(
    ("TC", "XE", "TA", "RD", "SET", "ASK", "PRIVATE", "COMMENTS", "FORMTEXT", "MERGEFIELD", "TOC")
)
"""Fields that show nothing where they have no result. Others do (EQ, FORMDROPDOWN), or a new figure."""


class Field:
    """A field that is open: ``told`` once its instruction is at an end; ``heard`` counts text before."""

    def __init__(self, heard: int, code: str = "", *, told: bool = False) -> None:
        self.heard = heard
        self.code = code
        self.told = told

    def shows_more(self, heard: int) -> bool:
        """Tell whether it shows what is not in the text, as ``heard`` is the same at its end."""
        return heard == self.heard and (self.code.split() or ["TC"])[0] not in SILENT


class Fields:
    """The fields open in a paragraph."""

    def __init__(self) -> None:
        self.open: list[Field] = []
        self.instructions = 0
        """How many of them are still at their instruction."""

    def mark(self, attributes: list[str], heard: int) -> Field | None:
        """Take a ``w:fldChar``, and return the field that it ends."""
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self.open.append(Field(heard))
            self.instructions += 1
        elif self.open and kind == "separate":
            self.instructions -= not self.open[-1].told
            self.open[-1].told = True
            self.open[-1].heard = heard
        elif self.open and kind == "end":
            field = self.open.pop()
            self.instructions -= not field.told
            return field
        return None

    def instruct(self, code: str) -> None:
        """Take some of an instruction."""
        if self.open and not self.open[-1].told:
            self.open[-1].code += code
