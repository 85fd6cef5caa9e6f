"""The paragraphs of a Word document with the bytes that each piece of their text is written in.

The text itself is read as gialint reads it, by ``docx_body``: what is written down here is only
where the parser was whenever a piece of text came out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, cast
from xml.parsers.expat import XMLParserType

from gialint.reading import Limits
from gialint.reading.docx.body import Body, Item, Line
from gialint.reading.docx.styles import StyleSheet
from gialint.reading.package import attribute, walk
from gialint.writing.word_xml import characters, ending, tag_end, tag_name

BARRIERS = frozenset(
    ("del", "ins", "moveFrom", "moveTo", "fldChar", "fldSimple", "drawing", "pict", "object", "sdt",
     "hyperlink", "smartTag", "footnoteReference", "endnoteReference", "commentReference", "sym", "ruby")
)  # fmt: skip
"""What no edit may reach across: the words on both sides of it are no one stretch."""

FIXED = frozenset(("ins", "moveTo", "fldSimple", "AlternateContent", "ruby"))
"""What no edit may be made in: tracked changes, fields, what is written twice."""

FORMULAS = frozenset(("oMath", "oMathPara"))
BOUND = frozenset(("dataBinding", "contentLocked", "sdtContentLocked"))


@dataclass(slots=True)
class Open:
    """An element; ``head`` is where its first tag ends, ``inner`` where what it holds begins.

    That is behind its properties if it has any. ``last`` is where its closing tag begins.
    """

    name: str
    start: int
    head: int
    inner: int
    properties: tuple[int, int] | None = None
    last: int = 0
    end: int = 0
    fixed: bool = False
    text: str = ""
    """The text it is read as."""


class Piece(NamedTuple):
    """Some text of a paragraph from ``offset`` on, the run it is in and the bytes it is written in.

    ``characters`` has where each of them begins, for a text that is plainly written; none for
    tabs and the like. ``element`` is from where to where its element reaches, if it stands right
    in the run, so that the run may be cut beside it. ``stretch`` is equal for pieces with nothing
    but the ends of runs between.
    """

    offset: int
    text: str
    run: Open
    start: int
    end: int
    characters: list[int] | None
    element: tuple[int, int] | None
    stretch: int
    fixed: bool
    box: Open | None
    """The run that holds the text box it stands in, the outermost one, or the formula."""


@dataclass(slots=True)
class Written:
    """A paragraph: its element, its pieces, and the run that holds the text box it is in."""

    paragraph: Open
    box: Open | None
    pieces: list[Piece] = field(default_factory=list)


def pieces_of(
    content: bytes, part: str, limits: Limits, sheet: StyleSheet
) -> tuple[list[Item], dict[int, Written]]:
    """Return what ``read_body`` does, and each paragraph's bytes by the id of its line."""
    body = Body(part, limits, sheet)
    tracker = _Tracker(content, body)
    walk(content, part, limits, body.starts(), body.ends(), body.runs.buffer.append, tracker.begin)
    return body.items, tracker.written


class _Tracker:
    """Stands between the parser and what reads a paragraph."""

    def __init__(self, content: bytes, body: Body) -> None:
        self.content = content
        self.body = body
        self.written: dict[int, Written] = {}
        self.open: list[Open] = []
        self.runs: list[Open] = []
        self.boxes: list[Open] = []
        """The runs that hold text boxes, and formulas, the outermost first."""
        self.paragraphs: list[Written] = []
        self.stretch = 0
        self.fields = 0

    def begin(self, parser: XMLParserType) -> None:
        """Take the parser's calls and hand them on."""
        self.parser = parser
        self.start = cast("Callable[[str, list[str]], object]", parser.StartElementHandler)
        self.end = cast("Callable[[str], object]", parser.EndElementHandler)
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended

    def _started(self, name: str, attributes: list[str]) -> None:
        local = name.rpartition(":")[2]
        start = self.parser.CurrentByteIndex
        head = tag_end(self.content, start)
        element = Open(local, start, head, head)
        if self.open:
            element.fixed = self.open[-1].fixed or local in FIXED
        if local in BARRIERS:
            self.stretch += 1
        if local == "fldChar":
            self._field(attribute(attributes, "fldCharType"))
        if local in BOUND or attribute(attributes) in BOUND:
            self._bind()
        if local == "txbxContent":
            self.boxes.append(self.runs[-1] if self.runs else element)
        elif local in FORMULAS:
            self.boxes.append(element)
        self.open.append(element)
        if local == "r":
            self.runs.append(element)
        box = self.boxes[0] if self.boxes else None
        if local == "p":
            self.paragraphs.append(Written(element, box))
        pieces, before = self.body.runs.pieces, len(self.body.runs.pieces)
        self.start(name, attributes)
        if local != "p":
            element.text = "".join(pieces[before:])

    def _ended(self, name: str) -> None:
        element = self.open.pop()
        local = element.name
        at = self.parser.CurrentByteIndex
        element.last, element.end = ending(self.content, element.head, at)
        if local in BARRIERS:
            self.stretch += 1
        if local == "p":
            self._paragraph_ended(name)
            return
        pieces, before = self.body.runs.pieces, len(self.body.runs.pieces)
        self.end(name)
        element.text += "".join(pieces[before:])
        if element.text:
            self._add(element)
        if local == "r":
            self.runs.pop()
        elif local == "txbxContent" or local in FORMULAS:
            self.boxes.pop()
        elif local in ("rPr", "pPr") and self.open:
            self.open[-1].inner = element.end
            self.open[-1].properties = (element.start, element.end)

    def _paragraph_ended(self, name: str) -> None:
        body, written = self.body, self.paragraphs.pop()
        where = body.late if body.depth > 1 else body.items
        nth = len(where)
        self.end(name)
        line = where[nth]
        self.stretch += 1
        if isinstance(line, Line):
            self.written[id(line)] = _trimmed(written, line.text)

    def _add(self, element: Open) -> None:
        if not self.runs or not self.paragraphs:
            return
        paragraph, run, text = self.paragraphs[-1], self.runs[-1], element.text
        raw = self.content[element.head : element.last]
        right = self._is_right_in_a_run()
        signs = characters(raw) if right and element.name == "t" and b"<" not in raw else None
        if signs is not None and len(signs) != len(text) + 1:
            signs = None
        last = paragraph.pieces[-1] if paragraph.pieces else None
        paragraph.pieces.append(
            Piece(
                offset=last.offset + len(last.text) if last else 0,
                text=text,
                run=run,
                start=element.head,
                end=element.last,
                characters=signs,
                element=(element.start, element.end) if right else None,
                stretch=self.stretch,
                fixed=signs is None or self.fields > 0 or run.fixed,
                box=self.boxes[0] if self.boxes else None,
            )
        )

    def _is_right_in_a_run(self) -> bool:
        """Tell whether what ends now stands right in a run of the document's own vocabulary."""
        run = self.runs[-1]
        if not self.open or self.open[-1] is not run:
            return False
        names = (tag_name(self.content, each.start) for each in (self.paragraphs[-1].paragraph, run))
        one, other = (name.rpartition(b":")[0] for name in names)
        return one == other

    def _field(self, kind: str) -> None:
        # A table of contents is one field over many paragraphs.
        self.fields = max(self.fields + (kind == "begin") - (kind == "end"), 0)

    def _bind(self) -> None:
        """Hold fast what is in a content control that is locked or filled from elsewhere."""
        for element in reversed(self.open):
            if element.name == "sdt":
                element.fixed = True
                return


def _trimmed(written: Written, text: str) -> Written:
    """Leave out the line breaks that a paragraph begins or ends with, as its text does."""
    whole = "".join(piece.text for piece in written.pieces)
    lead = len(whole) - len(whole.lstrip("\n")) if text != whole else 0
    kept: list[Piece] = []
    for piece in written.pieces:
        begin, end = max(piece.offset - lead, 0), min(piece.offset + len(piece.text) - lead, len(text))
        if end > begin:
            cut = piece._replace(offset=begin, text=text[begin:end])
            kept.append(cut if end - begin == len(piece.text) else cut._replace(characters=None, fixed=True))
    written.pieces = kept if "".join(piece.text for piece in kept) == text else []
    return written
