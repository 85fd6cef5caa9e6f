"""The visible text of a paragraph of WordprocessingML: runs, fields, tracked changes."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

from gialint.reading.docx.margin import Margin, Mark, Note
from gialint.reading.docx.styles import CHANGES, PROPERTIES, RunLook, State, StyleSheet
from gialint.reading.package import End, Start, attribute, switched_on

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


STANDING = ("drawing", "pict", "object")
"""What holds pictures, shapes and text boxes, among the words or floating over them."""
SHAPES = ("shape", "rect", "line", "oval", "roundrect", "group")
"""Shapes of VML, whose style tells whether they float."""
SIGNS = (
    "sym",
    "contentPart",
    "pgNum",
    *(f"{name}{form}" for name in ("day", "month", "year") for form in ("Short", "Long")),
)
"""What shows a sign that is not in the text."""


class Kept(NamedTuple):
    """A paragraph left open while another one inside it is read."""

    pieces: list[str]
    fields: Fields
    outside: bool
    gone: bool
    look: State
    within: list[Mark | None]


class Runs:
    """Collects the text of one paragraph at a time.

    Text counts inside a run (``w:r``) that is not hidden, nor in a deletion, the instruction
    of a field, a phonetic guide, or the second rendering of a text box.
    """

    def __init__(self, sheet: StyleSheet) -> None:
        self.look = RunLook(sheet)
        self.pieces: list[str] = []
        self.fields = Fields()
        self.simple: list[Field] = []
        """The fields open that are one element (``w:fldSimple``)."""
        self.outside = True
        """No run has begun in the paragraph, or in the deletion that is open."""
        self.within: list[Mark | None] = []
        """How content controls, formulas and the like that are open show what is in them."""
        self.standing: list[Mark] = []
        """The pictures and shapes that are open."""
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
        self.held: list[bool] = []
        self.renderings: list[int] = []
        """For each mc:AlternateContent open, the pieces heard before it."""
        self.again: list[bool] = []
        """For each mc:Fallback open, whether its text was already read."""
        self.margin = Margin()
        """What is not the final text."""

    def open(self, shaded: bool) -> None:
        """Begin a paragraph; ``shaded`` tells that it may stand on something else than white paper."""
        self.outside = True
        self.gone = False
        if self.fields.open:
            self.fields = Fields()
        self.look.open(shaded)

    def close(self) -> tuple[str, list[Note] | None]:
        """Return the paragraph's text and what is beside it, and be ready for the next."""
        self.outside = True
        self.look.shaded = False
        text = "".join(self.pieces)
        if "\n" in text:
            text = text.strip("\n")
        notes = self.margin.taken(self.pieces, text) if self.margin.jotted else None
        self.pieces.clear()
        return text, notes

    def is_heard(self) -> bool:
        """Tell whether text would count here."""
        return not (self.outside or self.muted or self.fields.instructions or self.look.now() == "hidden")

    def pass_over(self) -> None:
        """Leave out what the open run still says."""
        self.outside = True

    def keep(self) -> Kept:
        """Return the open paragraph, to be taken up again after another one."""
        kept = Kept(self.pieces, self.fields, self.outside, self.gone, self.look.state(), self.within)
        self.pieces, self.fields = [], Fields()
        return kept

    def resume(self, kept: Kept) -> None:
        """Take up a paragraph again."""
        self.pieces, self.fields, self.outside, self.gone, look, self.within = kept
        self.look.resume(look)

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin."""
        return {
            **{name: partial(self._property, name) for name in (*PROPERTIES, "rStyle")},
            "r": self._run,
            "t": self._text,
            "tab": lambda _: self._add("\t"),
            "ptab": lambda _: self._add("\t"),
            "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"),
            "noBreakHyphen": lambda _: self._add("-"),
            "vanish": self._vanish,
            "fldChar": self._field,
            "fldSimple": self._field_begin,
            "instrText": self._text,
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
            "sdt": self._control,
            "showingPlcHdr": self._placeholder,
            "oMath": self._formula,
            "bdo": self._turned,
            "dir": self._turned,
            **dict.fromkeys(SIGNS, lambda _: self._met("unreadable")),
            **dict.fromkeys(STANDING, self._stand),
            "anchor": self._float,
            **dict.fromkeys(SHAPES, self._shape),
            **dict.fromkeys(CHANGES, self._change),
        }

    def ends(self) -> dict[str, End]:
        """Return what to do where elements end."""
        return {
            "t": self._text_end,
            "instrText": self._instruct,
            "fldSimple": self._field_end,
            "del": self._delete_end,
            "delText": self._unseen,
            "moveFrom": self._delete_end,
            "ins": self.margin.end,
            "moveTo": self.margin.end,
            "rt": self._sound_end,
            "AlternateContent": self._alternate_end,
            "Fallback": self._fallback_end,
            **dict.fromkeys(("sdt", "oMath", "bdo", "dir"), self._leave),
            **dict.fromkeys(STANDING, self._stand_end),
            **dict.fromkeys(CHANGES, self._change_end),
        }

    def _run(self, _: list[str]) -> None:
        self.outside = False
        self.look.begin()

    def _property(self, name: str, attributes: list[str]) -> None:
        if not (self.past or self.outside):
            self.look.take(name, attributes)

    def shade(self, attributes: list[str]) -> None:
        """Note that the open run, or else the paragraph, may stand on something else than white paper."""
        if self.outside:
            self.look.shaded = True
        else:
            self.look.take("shd", attributes)

    def _text(self, _: list[str]) -> None:
        self.buffer.clear()

    def _text_end(self) -> None:
        if self.outside:
            return
        look = self.look.now()
        if self.muted or self.fields.instructions or look == "hidden":
            self._unseen()
            return
        begin = len(self.pieces)
        self.pieces += self.buffer
        self.heard += 1
        mark: Mark | Literal[""] = look
        if self.within:
            mark = next((each for each in reversed(self.within) if each), mark)
        if mark:
            self.margin.mark(mark, self.pieces, begin)

    def _unseen(self) -> None:
        if self.buffer and not self.fields.instructions and True not in self.again:
            hidden = not self.outside and self.look.now() == "hidden"
            self.margin.unseen("".join(self.buffer), hidden, self.pieces)

    def _add(self, text: str) -> None:
        if self.is_heard():
            self.pieces.append(text)

    def _met(self, mark: Mark) -> None:
        """Note that something stands here which is not in the text."""
        if self.is_heard():
            self.margin.mark(mark, self.pieces)

    def _vanish(self, attributes: list[str]) -> None:
        if self.outside and not self.past and switched_on(attributes):
            self.gone = True
        self._property("vanish", attributes)

    def _field(self, attributes: list[str]) -> None:
        self._field_told(self.fields.mark(attributes, self.heard))

    def _field_begin(self, attributes: list[str]) -> None:
        self.simple.append(Field(self.heard, attribute(attributes, "instr"), told=True))

    def _field_end(self) -> None:
        self._field_told(self.simple.pop())

    def _field_told(self, field: Field | None) -> None:
        if (
            field is not None
            and field.shows_more(self.heard)
            and not (self.muted or self.fields.instructions)
        ):
            self.margin.mark("unreadable", self.pieces)

    def _instruct(self) -> None:
        self.fields.instruct("".join(self.buffer))

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
        self.held.append(self.outside)
        self.outside = True
        self.muted += 1

    def _unmute(self) -> None:
        empty = self.outside
        self.outside = self.held.pop()
        self.muted -= 1
        # <w:del/> before any run is no deletion of text but of the paragraph's mark.
        self.gone = self.gone or (empty and self.outside)

    def _sound_end(self) -> None:
        self.outside = self.held.pop()
        self.muted -= 1
        if any(map(str.isnumeric, "".join(self.buffer))):
            self._met("raised")

    def _control(self, _: list[str]) -> None:
        self.within.append(None)

    def _placeholder(self, attributes: list[str]) -> None:
        if self.within and switched_on(attributes):
            self.within[-1] = "unreadable"

    def _formula(self, _: list[str]) -> None:
        self.within.append("unreadable")

    def _turned(self, attributes: list[str]) -> None:
        self.within.append("reversed" if attribute(attributes) == "rtl" else None)

    def _leave(self) -> None:
        if self.within.pop() == "unreadable":
            self._met("unreadable")

    def _stand(self, _: list[str]) -> None:
        self.standing.append("unreadable")

    def _float(self, _: list[str]) -> None:
        if self.standing:
            self.standing[-1] = "floating"

    def _shape(self, attributes: list[str]) -> None:
        if "position:absolute" in attribute(attributes, "style"):
            self._float(attributes)

    def _stand_end(self) -> None:
        self._met(self.standing.pop())

    def _alternate(self, _: list[str]) -> None:
        self.renderings.append(self.heard)
        # Which of the renderings of a run's words is shown depends on the program.
        self.within.append(None if self.outside else "unreadable")

    def _alternate_end(self) -> None:
        self.renderings.pop()
        self.within.pop()

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
