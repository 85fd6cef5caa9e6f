"""The visible text of a paragraph of WordprocessingML: runs, fields, tracked changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from gialint.reading.docx_xml import End, Start, attribute, switched_on

CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange")
"""Elements that tell how properties were before a tracked change."""

Kept = tuple[list[str], list[bool], int, bool, bool]
"""A paragraph left open while another one inside it is read."""


@dataclass(slots=True)
class Runs:
    """Collects the text of one paragraph at a time.

    Text counts inside a run (``w:r``) that is not hidden, nor in a deletion, the instruction
    of a field, a phonetic guide, or the second rendering of a text box.
    """

    pieces: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    """The fields open in this paragraph, whether each is still at its instruction."""
    instructions: int = 0
    """How many of them are."""
    deaf: bool = True
    """Outside a run, or in a hidden one."""
    gone: bool = False
    """The paragraph's mark is deleted or hidden."""
    muted: int = 0
    """How many elements are open whose text is left out."""
    heard: int = 0
    """Pieces of text so far, over all paragraphs."""
    buffer: list[str] = field(default_factory=list)
    """Character data as it comes: only what stands in ``w:t`` is taken out of it."""
    past: int = 0
    """How many elements are open that tell properties before a tracked change."""
    held: list[bool] = field(default_factory=list)
    renderings: list[int] = field(default_factory=list)
    """For each mc:AlternateContent open, the pieces heard before it."""
    again: list[bool] = field(default_factory=list)
    """For each mc:Fallback open, whether its text was already read."""

    def open(self) -> None:
        """Begin a paragraph."""
        self.deaf = True
        self.gone = False
        if self.fields:
            self.fields, self.instructions = [], 0

    def close(self) -> str:
        """Return the paragraph's text, and be ready for the next."""
        self.deaf = True
        text = "".join(self.pieces)
        self.pieces.clear()
        return text.strip("\n") if "\n" in text else text

    def keep(self) -> Kept:
        """Return the open paragraph, to be taken up again after another one."""
        kept = self.pieces, self.fields, self.instructions, self.deaf, self.gone
        self.pieces, self.fields, self.instructions = [], [], 0
        return kept

    def resume(self, kept: Kept) -> None:
        """Take up a paragraph again."""
        self.pieces, self.fields, self.instructions, self.deaf, self.gone = kept

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin."""
        return {
            "r": self._run,
            "t": self._text,
            "tab": lambda _: self._add("\t"),
            "ptab": lambda _: self._add("\t"),
            "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"),
            "noBreakHyphen": lambda _: self._add("-"),
            "vanish": self._vanish,
            "fldChar": self._field,
            "del": self.mute,
            "moveFrom": self.mute,
            "rt": self.mute,
            "AlternateContent": self._alternate,
            "Fallback": self._fallback,
            **dict.fromkeys(CHANGES, self._change),
        }

    def ends(self) -> dict[str, End]:
        """Return what to do where elements end."""
        return {
            "t": self._text_end,
            "del": self._unmute,
            "moveFrom": self._unmute,
            "rt": self._unmute,
            "AlternateContent": self.renderings.pop,
            "Fallback": self._fallback_end,
            **dict.fromkeys(CHANGES, self._change_end),
        }

    def _run(self, _: list[str]) -> None:
        self.deaf = False

    def _text(self, _: list[str]) -> None:
        self.buffer.clear()

    def _text_end(self) -> None:
        if not (self.deaf or self.muted or self.instructions):
            self.pieces += self.buffer
            self.heard += 1

    def _add(self, text: str) -> None:
        if not (self.deaf or self.muted or self.instructions):
            self.pieces.append(text)

    def _vanish(self, attributes: list[str]) -> None:
        if not self.past and switched_on(attributes):
            self.gone = self.gone or self.deaf
            self.deaf = True

    def _field(self, attributes: list[str]) -> None:
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self.fields.append(True)
            self.instructions += 1
        elif self.fields and kind == "separate":
            self.instructions -= self.fields[-1]
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.instructions -= self.fields.pop()

    def mute(self, _: list[str]) -> None:
        """Begin an element whose text is left out."""
        self.held.append(self.deaf)
        self.deaf = True
        self.muted += 1

    def _unmute(self) -> None:
        empty = self.deaf
        self.deaf = self.held.pop()
        self.muted -= 1
        # <w:del/> before any run is no deletion of text but of the paragraph's mark.
        self.gone = self.gone or (empty and self.deaf)

    def _alternate(self, _: list[str]) -> None:
        self.renderings.append(self.heard)

    def _fallback(self, _: list[str]) -> None:
        again = bool(self.renderings) and self.heard > self.renderings[-1]
        self.again.append(again)
        self.muted += again

    def _fallback_end(self) -> None:
        self.muted -= self.again.pop()

    def _change(self, _: list[str]) -> None:
        self.past += 1

    def _change_end(self) -> None:
        self.past -= 1
