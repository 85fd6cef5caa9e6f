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
from gialint.reading.docx_body import Body
from gialint.reading.docx_written import Item, Line
from gialint.reading.docx_xml import attribute, walk
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


class Piece(NamedTuple):
    """Some text of a paragraph from ``offset`` on, the run it is in and its own bytes.

    ``characters`` has where each of them begins, for a text that is plainly written; none for
    tabs and the like. ``stretch`` is equal for pieces with nothing but the ends of runs between.
    """

    offset: int
    text: str
    run: Open
    start: int
    end: int
    characters: list[int] | None
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


def pieces_of(content: bytes, part: str, limits: Limits) -> tuple[list[Item], dict[int, Written]]:
    """Return what ``read_body`` does, and each paragraph's bytes by the id of its line."""
    body = Body(part, limits)
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
        if local != "p" and len(pieces) > before:
            self._add("".join(pieces[before:]), element.start, head)

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
        if len(pieces) > before:
            self._add("".join(pieces[before:]), element.head, element.last, self._is_plain())
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

    def _is_plain(self) -> bool:
        """Tell whether the text that ends now stands right in a run of the document's own vocabulary."""
        if not self.open or not self.runs or self.open[-1] is not self.runs[-1]:
            return False
        paragraph = self.paragraphs[-1].paragraph
        prefix = tag_name(self.content, paragraph.start).rpartition(b":")[0]
        return tag_name(self.content, self.runs[-1].start).rpartition(b":")[0] == prefix

    def _add(self, text: str, start: int, end: int, plain: bool = False) -> None:
        if not self.runs or not self.paragraphs:
            return
        raw = self.content[start:end]
        signs = characters(raw) if plain and b"<" not in raw else None
        if signs is not None and len(signs) != len(text) + 1:
            signs = None
        paragraph, run = self.paragraphs[-1], self.runs[-1]
        offset = paragraph.pieces[-1].offset + len(paragraph.pieces[-1].text) if paragraph.pieces else 0
        fixed = signs is None or self.fields > 0 or run.fixed
        stretch, box = self.stretch, self.boxes[0] if self.boxes else None
        paragraph.pieces.append(Piece(offset, text, run, start, end, signs, stretch, fixed, box))

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
