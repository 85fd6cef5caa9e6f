"""The visible text of a paragraph of WordprocessingML: runs, fields, tracked changes."""

from __future__ import annotations

from functools import partial
from typing import Literal

from gialint.reading.docx.margin import Margin, Mark, Note
from gialint.reading.docx.styles import PROPERTIES, Ground, Shown, StyleSheet, property_of, shown
from gialint.reading.package import End, Start, attribute, switched_on
from gialint.records import dataclass, field

SILENT = frozenset(
    ("TC", "XE", "TA", "RD", "SET", "ASK", "PRIVATE", "COMMENTS", "FORMTEXT", "MERGEFIELD", "TOC")
)
"""Fields that show nothing where they have no result. Others do (EQ, FORMDROPDOWN), or a new figure."""
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
DOUBTFUL = ("color", "sz", "rFonts")
"""Properties that a plain value of the run's own does not undo where a style has them: it stays in doubt."""

Marks = dict[str, str]


class Field:
    """A field that is open: ``instructed`` once its instruction ends; ``heard`` counts text before."""

    def __init__(self, heard: int, code: str = "", *, instructed: bool = False) -> None:
        self.heard = heard
        self.code = code
        self.instructed = instructed

    def shows_more(self, heard: int) -> bool:
        """Return whether it shows what is not in the text, as ``heard`` is the same at its end."""
        return heard == self.heard and (self.code.split() or ["TC"])[0] not in SILENT


@dataclass(slots=True)
class Open:
    """A paragraph while it is read; another may stand inside it, in a text box."""

    ground: Ground
    within: list[Mark | None]
    """How content controls, formulas and the like that are open show what is in them."""
    pieces: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    """The fields that are open."""
    own: dict[str, str] = field(default_factory=dict)
    """The open run's own properties."""
    shown: Shown | None = ""
    """How it is shown; none until it is asked after its own properties are known."""
    marks: Marks | None = None
    """Paragraph properties that change what is seen."""
    outside: bool = True
    """No run has begun in the paragraph, or in the deletion that is open."""
    gone: bool = False
    """The paragraph's mark is deleted or hidden."""
    shaded: bool = False
    """Whether it may stand on something else than white paper."""


class Runs:
    """Collects the text of one paragraph at a time.

    Text counts inside a run (``w:r``) that is not hidden, nor in a deletion, the instruction
    of a field, a phonetic guide, or the second rendering of a text box.
    """

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.table_style = ""
        """The style of the table around the paragraphs that follow."""
        self.now = Open(sheet.ground("", ""), [])
        """The open paragraph, or what stands before the next one."""
        self.standing: list[Mark] = []
        """The pictures and shapes that are open."""
        self.muted = 0
        """How many elements are open whose text is left out."""
        self.heard = 0
        """Pieces of text so far, over all paragraphs."""
        self.buffer: list[str] = []
        """Character data as it comes: only what stands in ``w:t`` is taken out of it."""
        self.renderings: list[int] = []
        """For each mc:AlternateContent open, the pieces heard before it."""
        self.again = 0
        """How many mc:Fallback are open whose text was already read."""
        self.margin = Margin()
        """What is not the final text."""

    def open(self, shaded: bool) -> None:
        """Begin a paragraph; ``shaded`` tells that it may stand on something else than white paper."""
        now = self.now
        now.ground, now.shown, now.shaded = self.sheet.ground("", self.table_style), "", shaded
        now.outside, now.gone, now.marks = True, False, None
        now.fields.clear()

    def close(self) -> tuple[str, list[Note] | None]:
        """Return the paragraph's text and what is beside it, and be ready for the next."""
        now = self.now
        now.outside, now.shaded = True, False
        text = "".join(now.pieces).strip("\n")
        notes = self.margin.taken(now.pieces, text) if self.margin.jotted else None
        now.pieces.clear()
        return text, notes

    def keep(self) -> Open:
        """Return the open paragraph, to be taken up again after what stands inside it."""
        kept = self.now
        self.now = Open(kept.ground, kept.within)
        return kept

    def is_heard(self) -> bool:
        """Return whether text would count here."""
        return not (self.now.outside or self.muted or self._is_instruction() or self._shown() == "hidden")

    def pass_over(self) -> None:
        """Leave out what the open run still says."""
        self.now.outside = True

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin."""
        return {
            **{name: partial(self._property, name) for name in (*PROPERTIES, "rStyle")},
            "r": self._run,
            "t": partial(self._words, self._text),
            **dict.fromkeys(("tab", "ptab"), lambda _: self._add("\t")),
            **dict.fromkeys(("br", "cr"), lambda _: self._add("\n")),
            "noBreakHyphen": lambda _: self._add("-"),
            "vanish": self._vanish,
            "fldChar": self._field,
            "fldSimple": self._simple_field,
            "instrText": partial(self._words, self._instruct),
            **dict.fromkeys(("del", "moveFrom"), self.delete),
            "delText": partial(self._words, self._unseen),
            **dict.fromkeys(("ins", "moveTo"), self._insert),
            "rt": self._sound,
            **dict.fromkeys(("commentRangeStart", "commentReference"), self._comment),
            "AlternateContent": self._alternate,
            "Fallback": self._fallback,
            "sdt": lambda _: self._within(None),
            "showingPlcHdr": self._placeholder,
            "oMath": lambda _: self._within("unreadable"),
            **dict.fromkeys(("bdo", "dir"), self._turned),
            **dict.fromkeys(SIGNS, lambda _: self._met("unreadable")),
            **dict.fromkeys(STANDING, self._stand),
            "anchor": self._float,
            **dict.fromkeys(SHAPES, self._shape),
        }

    def _run(self, _: list[str]) -> None:
        now = self.now
        now.outside, now.shown, now.own = False, now.ground.shown, {}

    def _property(self, name: str, attributes: list[str]) -> None:
        if not self.now.outside:
            value = property_of(name, attributes)
            if value or name not in DOUBTFUL:
                self.now.own[name] = value
                self.now.shown = None

    def _shown(self) -> Shown:
        """Return how the open run is shown."""
        now = self.now
        if now.shown is None:
            style = now.own.get("rStyle")
            levels = (*now.ground.levels, self.sheet.style(style).properties) if style else now.ground.levels
            now.shown = shown(now.own, levels, shaded=now.shaded)
        return now.shown

    def shade(self, attributes: list[str]) -> None:
        """Note that the open run, or else the paragraph, may stand on something else than white paper."""
        if self.now.outside:
            self.now.shaded = True
        else:
            self._property("shd", attributes)

    def _words(self, end: End, _: list[str]) -> End:
        """Begin to collect character data, which ``end`` takes out of the buffer."""
        self.buffer.clear()
        return end

    def _text(self) -> None:
        now = self.now
        if now.outside:
            return
        look = self._shown()
        if self.muted or self._is_instruction() or look == "hidden":
            self._unseen()
            return
        begin = len(now.pieces)
        now.pieces += self.buffer
        self.heard += 1
        mark: Mark | Literal[""] = next((each for each in reversed(now.within) if each), look)
        if mark:
            self.margin.mark(mark, now.pieces, begin)

    def _unseen(self) -> None:
        if self.buffer and not self._is_instruction() and not self.again:
            hidden = not self.now.outside and self._shown() == "hidden"
            self.margin.unseen("".join(self.buffer), hidden, self.now.pieces)

    def _add(self, text: str) -> None:
        if self.is_heard():
            self.now.pieces.append(text)

    def _met(self, mark: Mark) -> None:
        """Note that something stands here which is not in the text."""
        if self.is_heard():
            self.margin.mark(mark, self.now.pieces)

    def _vanish(self, attributes: list[str]) -> None:
        if self.now.outside and switched_on(attributes):
            self.now.gone = True
        self._property("vanish", attributes)

    def _is_instruction(self) -> bool:
        return any(not field.instructed for field in self.now.fields)

    def _field(self, attributes: list[str]) -> None:
        kind, fields = attribute(attributes, "fldCharType"), self.now.fields
        if kind == "begin":
            fields.append(Field(self.heard))
        elif fields and kind == "separate":
            fields[-1].instructed, fields[-1].heard = True, self.heard
        elif fields and kind == "end":
            self._field_end(fields.pop())

    def _simple_field(self, attributes: list[str]) -> End:
        field = Field(self.heard, attribute(attributes, "instr"), instructed=True)
        return partial(self._field_end, field)

    def _field_end(self, field: Field) -> None:
        if field.shows_more(self.heard) and not (self.muted or self._is_instruction()):
            self.margin.mark("unreadable", self.now.pieces)

    def _instruct(self) -> None:
        if self.now.fields and not self.now.fields[-1].instructed:
            self.now.fields[-1].code += "".join(self.buffer)

    def delete(self, attributes: list[str]) -> End:
        """Begin a deletion."""
        change, unmute = self.margin.change("deleted", attributes, self.now.pieces), self._mute()

        def end() -> None:
            change()
            empty = self.now.outside
            unmute()
            # <w:del/> before any run is no deletion of text but of the paragraph's mark.
            self.now.gone = self.now.gone or (empty and self.now.outside)

        return end

    def _insert(self, attributes: list[str]) -> End:
        return self.margin.change("inserted", attributes, self.now.pieces)

    def _comment(self, attributes: list[str]) -> None:
        self.margin.comment(attributes, self.now.pieces)

    def _mute(self) -> End:
        outside, self.now.outside = self.now.outside, True
        self.muted += 1

        def unmute() -> None:
            self.now.outside = outside
            self.muted -= 1

        return unmute

    def _sound(self, _: list[str]) -> End:
        unmute = self._mute()

        def end() -> None:
            unmute()
            if any(map(str.isnumeric, "".join(self.buffer))):
                self._met("raised")

        return end

    def _within(self, mark: Mark | None) -> End:
        """Begin what shows all in it in one way; what shows nothing that could be read is met at its end."""
        self.now.within.append(mark)

        def end() -> None:
            if self.now.within.pop() == "unreadable":
                self._met("unreadable")

        return end

    def _placeholder(self, attributes: list[str]) -> None:
        if self.now.within and switched_on(attributes):
            self.now.within[-1] = "unreadable"

    def _turned(self, attributes: list[str]) -> End:
        return self._within("reversed" if attribute(attributes) == "rtl" else None)

    def _stand(self, _: list[str]) -> End:
        self.standing.append("unreadable")
        return lambda: self._met(self.standing.pop())

    def _float(self, _: list[str]) -> None:
        if self.standing:
            self.standing[-1] = "floating"

    def _shape(self, attributes: list[str]) -> None:
        if "position:absolute" in attribute(attributes, "style"):
            self._float(attributes)

    def _alternate(self, _: list[str]) -> End:
        self.renderings.append(self.heard)
        # Which of the renderings of a run's words is shown depends on the program.
        self.now.within.append(None if self.now.outside else "unreadable")

        def end() -> None:
            self.renderings.pop()
            self.now.within.pop()

        return end

    def _fallback(self, _: list[str]) -> End:
        again = bool(self.renderings) and self.heard > self.renderings[-1]
        self.again += again
        self.muted += again

        def end() -> None:
            self.again -= again
            self.muted -= again

        return end
