"""Anchor comments to the very words of a Word document, or take them off: nothing else of it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gialint.reading import Limits
from gialint.writing.word_edits import preserved
from gialint.writing.word_elements import Element, elements
from gialint.writing.word_pieces import Open, Piece, Written
from gialint.writing.word_text import Mapped, Stretch
from gialint.writing.word_xml import Change, changed, closes_itself, tag_name

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Anchor(NamedTuple):
    """The words a comment is about, in offsets of the reading text, or without words a native place."""

    number: int
    start: int
    end: int
    native: str = ""


class Spot(NamedTuple):
    """A place for marks: the byte, and what must be closed before them and opened again behind.

    An empty element is replaced from ``at`` to ``stop``.
    """

    at: int
    stop: int
    before: bytes = b""
    after: bytes = b""


class Marks:
    """What goes to one spot: comments that end there, that are about it, that begin there."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        self.points: list[int] = []
        self.starts: list[int] = []


def without_anchors(content: bytes, part: str, numbers: Collection[str], limits: Limits) -> bytes:
    """Return a part without the marks of comments of these ids."""
    if not numbers:
        return content
    found = elements(content, part, ("r", "rPr", *MARKS), limits)
    looks = {id(each.parent): each for each in found if each.name == "rPr"}
    return changed(content, _removals(content, found, looks, numbers))


def anchored(mapped: Mapped, anchors: Sequence[Anchor], declared: str = "") -> bytes:
    """Return the part with the marks of comments put in.

    ``declared`` declares their namespace, where the part has it under another prefix than ``w``.
    """
    content = mapped.content
    marks: dict[Spot, Marks] = {}
    spaced: set[Change] = set()
    for anchor in anchors:
        found = mapped.between(anchor.start, anchor.end) if anchor.end > anchor.start else []
        if found:
            outer = _outermost(found)
            start = min(_before(content, each.piece, max(anchor.start - each.start, 0)) for each in outer)
            end = max(_after(content, each.piece, min(anchor.end, each.end) - each.start) for each in outer)
            for each in outer:
                spaced.update(_spaced(content, each.piece, (start, end)))
        else:
            start, end = _around(content, mapped.paragraph(anchor.start, anchor.native))
        if start == end:
            marks.setdefault(start, Marks()).points.append(anchor.number)
            continue
        marks.setdefault(start, Marks()).starts.append(anchor.number)
        marks.setdefault(end, Marks()).ends.append(anchor.number)
    written = [
        Change(spot.at, spot.stop, spot.before + _xml(each, declared) + spot.after)
        for spot, each in marks.items()
    ]
    return changed(content, [*spaced, *written])


def _outermost(found: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches among which the first and the last in the file are.

    What is in a text box is read behind the paragraph that holds it.
    """
    boxed = [each for each in found if each.piece.box]
    rest = [each for each in found if not each.piece.box]
    return [*boxed, *rest[:1], *rest[1:][-1:]]


def _before(content: bytes, piece: Piece, nth: int) -> Spot:
    """Return the spot before a character of a piece: between runs if it can be."""
    run = piece.box or piece.run
    if piece.box or piece.element is None:
        return Spot(run.start, run.start)
    if nth and piece.characters:
        return _within(content, piece, nth)
    start = piece.element[0]
    alone = not content[run.inner : start].strip()
    return Spot(run.start, run.start) if alone else Spot(start, start, *_parted(content, run))


def _after(content: bytes, piece: Piece, nth: int) -> Spot:
    """Return the spot after the first ``nth`` characters of a piece."""
    run = piece.box or piece.run
    if piece.box or piece.element is None:
        return Spot(run.end, run.end)
    if nth < len(piece.text) and piece.characters:
        return _within(content, piece, nth)
    end = piece.element[1]
    alone = not content[end : run.last].strip()
    return Spot(run.end, run.end) if alone else Spot(end, end, *_parted(content, run))


def _within(content: bytes, piece: Piece, nth: int) -> Spot:
    at = piece.start + (piece.characters or [0])[nth]
    name = tag_name(content, content.rfind(b"<", 0, piece.start))
    closing, opening = _parted(content, piece.run)
    return Spot(at, at, b"</" + name + b">" + closing, opening + b"<" + name + b' xml:space="preserve">')


def _parted(content: bytes, run: Open) -> tuple[bytes, bytes]:
    """Return what ends a run, and what begins another that looks the same."""
    look = content[slice(*run.properties)] if run.properties else b""
    return b"</" + tag_name(content, run.start) + b">", content[run.start : run.head] + look


def _spaced(content: bytes, piece: Piece, spots: Sequence[Spot]) -> Iterator[Change]:
    """Yield what keeps the space at the end of a text that is cut behind it."""
    signs = piece.characters or []
    cut = [spot.at for spot in spots if spot.before and piece.start < spot.at < piece.end]
    ends = [piece.text[signs.index(at - piece.start) - 1] for at in cut]
    if " " in ends:
        yield from preserved(content, piece)


def _around(content: bytes, written: Written) -> tuple[Spot, Spot]:
    """Return the spots around all that is in a paragraph, or around the text box it is in."""
    if written.box:
        return Spot(written.box.start, written.box.start), Spot(written.box.end, written.box.end)
    paragraph = written.paragraph
    if closes_itself(content, paragraph.head):
        closing = b"</" + tag_name(content, paragraph.start) + b">"
        spot = Spot(paragraph.head - 2, paragraph.head, b">", closing)
        return spot, spot
    return Spot(paragraph.inner, paragraph.inner), Spot(paragraph.last, paragraph.last)


def _xml(marks: Marks, declared: str) -> bytes:
    def start(number: int) -> str:
        return f'<w:commentRangeStart{declared} w:id="{number}"/>'

    def end(number: int) -> str:
        reference = f'<w:r{declared}><w:commentReference w:id="{number}"/></w:r>'
        return f'<w:commentRangeEnd{declared} w:id="{number}"/>{reference}'

    pieces = [end(number) for number in marks.ends]
    pieces += (start(number) + end(number) for number in marks.points)
    pieces += map(start, marks.starts)
    return "".join(pieces).encode()


def _removals(
    content: bytes, found: Sequence[Element], looks: Mapping[int, Element], numbers: Collection[str]
) -> Iterator[Change]:
    for each in found:
        if each.name not in MARKS or each.get("id") not in numbers:
            continue
        run = each.parent if each.name == "commentReference" else None
        if run is not None and run.name == "r":
            look = looks.get(id(run))
            inner = look.end if look else run.head
            if not (content[inner : each.start] + content[each.end : run.last]).strip():
                yield Change(run.start, run.end, b"")
                continue
        yield Change(each.start, each.end, b"")
