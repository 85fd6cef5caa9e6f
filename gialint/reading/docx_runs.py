"""The visible text of a paragraph of WordprocessingML: runs, fields, tracked changes."""

from __future__ import annotations

from gialint.reading.docx_margin import Margin, Note
from gialint.reading.docx_xml import End, Start, attribute, switched_on

CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange")
"""Elements that tell how properties were before a tracked change."""

OUTSIDE, HIDDEN = 1, 2
"""Why text does not count: it is in no run, or in a hidden one."""

Kept = tuple[list[str], list[bool], int, int, bool]
"""A paragraph left open while another one inside it is read."""


class Runs:
    """Collects the text of one paragraph at a time.

    Text counts inside a run (``w:r``) that is not hidden, nor in a deletion, the instruction
    of a field, a phonetic guide, or the second rendering of a text box.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.fields: list[bool] = []
        """The fields open in this paragraph, whether each is still at its instruction."""
        self.instructions = 0
        """How many of them are."""
        self.deaf = OUTSIDE
        """``OUTSIDE`` or ``HIDDEN``; 0 where text counts."""
        self.gone = False
        """The paragraph's mark is deleted or hidden."""
        self.muted = 0
        """How many elements are open whose text is left out."""
        self.heard = 0
        """Pieces of text so far, over all paragraphs."""
        self.buffer: list[str] = []
        """Character data as it comes: only what stands in ``w:t`` is taken out of it."""
        self.past = 0
        """How many elements are open that tell properties before a tracked change."""
        self.held: list[int] = []
        self.renderings: list[int] = []
        """For each mc:AlternateContent open, the pieces heard before it."""
        self.again: list[bool] = []
        """For each mc:Fallback open, whether its text was already read."""
        self.margin = Margin()
        """What is not the final text."""

    def open(self) -> None:
        """Begin a paragraph."""
        self.deaf = OUTSIDE
        self.gone = False
        if self.fields:
            self.fields, self.instructions = [], 0

    def close(self) -> tuple[str, list[Note] | None]:
        """Return the paragraph's text and what is beside it, and be ready for the next."""
        self.deaf = OUTSIDE
        text = "".join(self.pieces)
        if "\n" in text:
            text = text.strip("\n")
        notes = self.margin.taken(self.pieces, text) if self.margin.jotted else None
        self.pieces.clear()
        return text, notes

    def is_heard(self) -> bool:
        """Tell whether text would count here."""
        return not (self.deaf or self.muted or self.instructions)

    def pass_over(self) -> None:
        """Leave out what the open run still says."""
        self.deaf = OUTSIDE

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
            "del": self.delete,
            "delText": self._text,
            "moveFrom": self.delete,
            "ins": self._insert,
            "moveTo": self._insert,
            "rt": self._mute,
            "commentRangeStart": self._comment,
            "commentReference": self._comment,
            "AlternateContent": self._alternate,
            "Fallback": self._fallback,
            **dict.fromkeys(CHANGES, self._change),
        }

    def ends(self) -> dict[str, End]:
        """Return what to do where elements end."""
        return {
            "t": self.end_text,
            "del": self._delete_end,
            "delText": self._unseen,
            "moveFrom": self._delete_end,
            "ins": self.margin.end,
            "moveTo": self.margin.end,
            "rt": self._unmute,
            "AlternateContent": self.renderings.pop,
            "Fallback": self._fallback_end,
            **dict.fromkeys(CHANGES, self._change_end),
        }

    def _run(self, _: list[str]) -> None:
        self.deaf = 0

    def _text(self, _: list[str]) -> None:
        self.buffer.clear()

    def is_quiet(self) -> bool:
        """Tell whether nothing is open or noted that bears on the text that follows."""
        margin = self.margin
        return not (self.muted or self.pieces or margin.jotted or margin.changes)

    def whole(self) -> str:
        """Return the text of a paragraph that is a single run."""
        self.heard += 1
        text = "".join(self.buffer)
        return text.strip("\n") if "\n" in text else text

    def end_text(self) -> None:
        """End a text."""
        if not (self.deaf or self.muted or self.instructions):
            self.pieces += self.buffer
            self.heard += 1
        elif self.deaf != OUTSIDE:
            self._unseen()

    def _unseen(self) -> None:
        if self.buffer and not self.instructions and True not in self.again:
            self.margin.unseen("".join(self.buffer), self.deaf == HIDDEN, self.pieces)

    def _add(self, text: str) -> None:
        if not (self.deaf or self.muted or self.instructions):
            self.pieces.append(text)

    def _vanish(self, attributes: list[str]) -> None:
        if not self.past and switched_on(attributes):
            self.gone = self.gone or self.deaf == OUTSIDE
            self.deaf = HIDDEN

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

    def delete(self, attributes: list[str]) -> None:
        """Begin a deletion."""
        self.margin.begin("deleted", attributes, self.pieces)
        self._mute(attributes)

    def _delete_end(self) -> None:
        self.margin.end()
        self._unmute()

    def _insert(self, attributes: list[str]) -> None:
        self.margin.begin("inserted", attributes, self.pieces)

    def _comment(self, attributes: list[str]) -> None:
        self.margin.comment(attributes, self.pieces)

    def _mute(self, _: list[str]) -> None:
        self.held.append(self.deaf)
        self.deaf = OUTSIDE
        self.muted += 1

    def _unmute(self) -> None:
        empty = self.deaf
        self.deaf = self.held.pop()
        self.muted -= 1
        # <w:del/> before any run is no deletion of text but of the paragraph's mark.
        self.gone = self.gone or (empty == OUTSIDE == self.deaf)

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
