"""Lay out one finding for the terminal: what, where, the very words, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gialint.model import Diagnostic
from gialint.reporting.excerpt import excerpt
from gialint.reporting.layout import BOLD, GUTTER, cells, hang, ink_of, paint, wrap
from gialint.reporting.phrases import SEVERITIES, Note, colon
from gialint.reporting.places import Line, Mark, caption, lines_of, more_lines, quoted_line, telling
from gialint.reporting.position import address, position


class _Frame(NamedTuple):
    """What the lines of one finding share: sizes in cells, the severity's colour, the language."""

    width: int
    gutter: int
    ink: str
    colour: bool
    language: str

    @property
    def margin(self) -> str:
        return " " * self.gutter

    @property
    def room(self) -> int:
        return self.width - self.gutter - 3

    def bar(self, text: str, number: str = "") -> str:
        return f"{paint(f'{number:>{self.gutter}} |', GUTTER, self.colour)} {text}".rstrip()


def finding_block(
    diagnostic: Diagnostic, notes: Sequence[Note], path: str, width: int, colour: bool, language: str
) -> list[str]:
    """Return the lines of one finding, at most ``width`` cells wide but for paths that are longer."""
    lines = lines_of(diagnostic)
    quoted = quoted_line(diagnostic)
    numbers = [line.number for line in (quoted, *telling(lines)) if line]
    gutter = len(str(max(numbers, default=0)))
    frame = _Frame(width, gutter, ink_of(diagnostic.severity), colour, language)
    return [
        *_header(diagnostic, frame),
        *_arrow(diagnostic, path, frame),
        *_excerpts(diagnostic, lines, frame),
        *(_excerpt(quoted, frame) if quoted else map(frame.bar, diagnostic.quote.splitlines())),
        *(line for note in notes for line in _note(note, frame)),
    ]


def _header(diagnostic: Diagnostic, frame: _Frame) -> Iterator[str]:
    tag = f"{SEVERITIES[diagnostic.severity].say(frame.language)}[{diagnostic.code}]"
    text = f"{tag} {diagnostic.name}{colon(frame.language)}{diagnostic.message}"
    first, *rest = wrap(text, frame.width - 2)
    yield paint(tag, frame.ink, frame.colour) + paint(first[len(tag) :], BOLD, frame.colour)
    for line in rest:
        yield "  " + paint(line, BOLD, frame.colour)


def _arrow(diagnostic: Diagnostic, path: str, frame: _Frame) -> list[str]:
    where, place = position(path, diagnostic), address(path, diagnostic)
    if not where:
        return []
    arrow = frame.margin + paint("-->", GUTTER, frame.colour) + " " + where
    if not place:
        return [arrow]
    if frame.gutter + 4 + cells(where) + 2 + cells(place) <= frame.width:
        return [f"{arrow}  {place}"]
    return [arrow, *hang(frame.margin + "    ", place, frame.width)]


def _excerpts(diagnostic: Diagnostic, lines: Sequence[Line], frame: _Frame) -> Iterator[str]:
    heading = lines[0].heading if diagnostic.location else ""
    shown = telling(lines)
    for line in shown:
        if line.heading != heading:
            heading = line.heading
            first, *rest = hang(f"{frame.margin}::: ", heading, frame.width)
            yield first.replace(":::", paint(":::", GUTTER, frame.colour), 1)
            yield from rest
        yield from _excerpt(line, frame)
    hidden = [line.number for line in lines if line not in shown]
    if hidden:
        yield f"{frame.margin} {paint('…', GUTTER, frame.colour)} {more_lines(hidden, frame.language)}"


def _excerpt(line: Line, frame: _Frame) -> Iterator[str]:
    if not line.text:
        beside = _beside(line.marks, "", frame.language)
        yield from (frame.bar(text) for text in wrap(beside, frame.room) if text)
        return
    shown = excerpt(line.text, [(mark.start, mark.end) for mark in line.marks], frame.room)
    beside = _beside(line.marks, shown.text, frame.language)
    yield frame.bar(shown.text, str(line.number or ""))
    yield from map(
        frame.bar, _marked(_cellwise(zip(line.marks, shown.marks, strict=True)), beside, line, frame)
    )


def _marked(cellwise: str, beside: str, line: Line, frame: _Frame) -> Iterator[str]:
    """Return the marks with their caption where there is room: right of them, left of them, or below."""
    painted = _painted(cellwise, frame)
    indent = len(cellwise) - len(cellwise.lstrip())
    size = cells(beside)
    if len(cellwise) + 1 + size <= frame.room:
        yield f"{painted} {_tinted(beside, line.marks, frame)}"
    elif size < indent:
        yield " " * (indent - size - 1) + _tinted(beside, line.marks, frame) + " " + painted.lstrip()
    else:
        yield painted
        indent = max(min(indent, frame.room - size), 0)
        for text in wrap(beside, frame.room - indent) if beside else ():
            yield " " * indent + _tinted(text, line.marks, frame)


def _cellwise(marks: Iterable[tuple[Mark, tuple[int, int] | None]]) -> str:
    """Return the marks of a line, a character a cell: ``^`` under the primary words, ``-`` under others."""
    cells_: list[str] = []
    for mark, span in sorted(marks, key=lambda pair: pair[0].primary):
        if span is None:
            continue
        start, end = span
        cells_ += " " * (end - len(cells_))
        cells_[start:end] = ("^" if mark.primary else "-") * (end - start)
    return "".join(cells_)


def _painted(cellwise: str, frame: _Frame) -> str:
    inks = {"^": frame.ink, "-": GUTTER}
    runs = ((sign, "".join(run)) for sign, run in groupby(cellwise))
    return "".join(paint(run, inks[sign], frame.colour) if sign in inks else run for sign, run in runs)


def _tinted(text: str, marks: Sequence[Mark], frame: _Frame) -> str:
    return paint(text, frame.ink if any(mark.primary for mark in marks) else GUTTER, frame.colour)


def _beside(marks: Sequence[Mark], shown: str, language: str) -> str:
    """Return what stands beside the marks, and up to which line the place goes on."""
    said = caption(marks, shown, language)
    until = max(mark.until for mark in marks)
    if not until:
        return said
    return f"{said} (to line {until})".lstrip() if language == "en" else f"{said}（至第 {until} 行）"


def _note(note: Note, frame: _Frame) -> Iterator[str]:
    label = note.label and note.label + colon(frame.language)
    first, *rest = hang(f"{frame.margin} = {label}", note.text, frame.width)
    yield first.replace("=", paint("=", GUTTER, frame.colour), 1)
    yield from rest
