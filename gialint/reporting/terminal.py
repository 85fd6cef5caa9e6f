"""The ``full`` output, every finding laid out with its words, and ``concise``, a line for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from gialint.model import Checked, Diagnostic, Gap, Result, Text
from gialint.records import NamedTuple
from gialint.reporting import Style, whole
from gialint.reporting.gathering import LineByLine, Showing, by_reason, heading, left
from gialint.reporting.layout import (
    BOLD,
    ERROR,
    GOOD,
    GUTTER,
    WARNING,
    cells,
    excerpt,
    hang,
    ink_of,
    paint,
    wrap,
)
from gialint.reporting.phrases import SEVERITIES, Note, bracketed, colon, counted, few, notes_of, semicolon
from gialint.reporting.places import (
    Line,
    Mark,
    address,
    caption,
    lines_of,
    more_lines,
    position,
    quoted_line,
    telling,
)
from gialint.reporting.summary import Closing, unfit

_NARROWEST = 30
_MOST_REASONS = 3
_MOST_CODES = 6


class Full:
    """Writes the whole result for a terminal as it goes: engine problems, each file, then the verdict."""

    def __init__(self, style: Style) -> None:
        self.style = style._replace(width=max(style.room, _NARROWEST))
        self.begun = False

    def begin(self, result: Result) -> str:
        """Return the problems that are in no file."""
        self.closing = Closing(result)
        self.showing = Showing(result, self.style)
        return self._joined(_findings("", self.showing.engine, self.style))

    def report(self, checked: Checked) -> str:
        """Return what there is to say of a file."""
        self.closing.add(checked)
        shown = self.showing.report(checked)
        return self._joined(_file(shown, self.style) if shown else [])

    def end(self) -> str:
        """Return the configurations that held, and the verdict."""
        last = "" if self.style.quiet else self._joined([self._verdict()])
        return last + "\n" * self.begun

    def _verdict(self) -> list[str]:
        language, counts = self.style.language, self.closing.tally()
        *held, verdict = (wrap(line, self.style.room) for line in self.closing.lines(language))
        ink = WARNING if counts.warning or not counts.reports else GOOD
        ink = ERROR if unfit(counts) or counts.engine else ink
        return [*chain(*held), *(paint(line, ink, self.style.colour) for line in verdict)]

    def _joined(self, blocks: Sequence[Sequence[str]]) -> str:
        """Return blocks with a blank line before each but the very first."""
        parts = ["\n".join(block) for block in blocks]
        before = "\n\n" if self.begun and parts else ""
        self.begun = self.begun or bool(parts)
        return before + "\n\n".join(parts)


full = whole(Full)


def concise_stream(style: Style) -> LineByLine:
    """Return what writes ``path:line:column: severity CODE message [address]`` lines, then the verdict."""
    return LineByLine(style, lambda path, found: _line(path, found, style.language))


concise = whole(concise_stream)


def _line(path: str, diagnostic: Diagnostic, language: str) -> str:
    where, place = position(path, diagnostic), address(path, diagnostic)
    message = diagnostic.message.replace("\n", " ")
    return (
        (f"{where}: " if where else "")
        + f"{SEVERITIES[diagnostic.severity].in_language(language)} {diagnostic.code} {message}"
        + (f" [{place}]" if place else "")
    )


def _file(checked: Checked, style: Style) -> list[list[str]]:
    """Return a file's blocks; a file about which there is nothing to say has none."""
    blocks = _findings(checked.path, left(checked), style)
    if checked.unassessed:
        blocks.append(_gaps(checked.unassessed, style))
    if blocks:
        title = wrap(heading(checked, style.language), style.room)
        blocks.insert(0, [paint(line, BOLD, style.colour) for line in title])
    return blocks


def _gaps(gaps: Sequence[Gap], style: Style) -> list[str]:
    """Return the count, then the codes with their reasons, the commonest reason first."""
    language = style.language
    number = Counter(gap.reason for gap in gaps)
    ranked = sorted(by_reason(gaps), key=lambda each: -number[each[0]])
    rendered = [
        few(codes, _MOST_CODES, language) + bracketed(reason, language)
        for reason, codes in ranked[:_MOST_REASONS]
    ]
    rest = sum(number[reason] for reason, _ in ranked[_MOST_REASONS:])
    if rest:
        rendered.append(Text(f"其他原因 {rest} 条", f"{rest} more for other reasons").in_language(language))
    count = Text(f"未能核对 {len(gaps)} 条规则：", f"{counted(len(gaps), 'rule')} not assessed: ")
    said = count.in_language(language) + semicolon(language).join(rendered)
    first, *others = wrap(said, style.room - 2)
    return [first, *("  " + line for line in others)]


def _findings(path: str, findings: Iterable[Diagnostic], style: Style) -> list[list[str]]:
    rendered: set[Note] = set()
    blocks = []
    for found in findings:
        notes = [note for note in notes_of(found, style.language) if note not in rendered]
        rendered.update(notes)
        blocks.append(_block(found, notes, path, style))
    return blocks


class _Frame(NamedTuple):
    """What the lines of one finding share: sizes in cells, the severity's colour, and colours at all."""

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

    def sign(self, text: str) -> str:
        return paint(text, GUTTER, self.colour)

    def bar(self, text: str, number: str = "") -> str:
        return f"{self.sign(f'{number:>{self.gutter}} |')} {text}".rstrip()

    def hung(self, sign: str, label: str, text: str) -> Iterator[str]:
        first, *rest = hang(f"{self.margin}{sign} {label}", text, self.width)
        yield first.replace(sign.strip(), self.sign(sign.strip()), 1)
        yield from rest


def _block(diagnostic: Diagnostic, notes: Sequence[Note], path: str, style: Style) -> list[str]:
    """Return the lines of one finding, at most as wide as the style but for paths that are longer."""
    lines = lines_of(diagnostic)
    quoted = quoted_line(diagnostic)
    numbers = [line.number for line in (quoted, *telling(lines)) if line]
    gutter = len(str(max(numbers, default=0)))
    frame = _Frame(style.room, gutter, ink_of(diagnostic.severity), style.colour, style.language)
    return [
        *_header(diagnostic, frame),
        *_arrow(diagnostic, path, frame),
        *_excerpts(diagnostic, lines, frame),
        *(_excerpt(quoted, frame) if quoted else map(frame.bar, diagnostic.quote.splitlines())),
        *(
            line
            for note in notes
            for line in frame.hung(" =", note.label and note.label + colon(frame.language), note.text)
        ),
    ]


def _header(diagnostic: Diagnostic, frame: _Frame) -> Iterator[str]:
    tag = f"{SEVERITIES[diagnostic.severity].in_language(frame.language)}[{diagnostic.code}]"
    text = f"{tag} {diagnostic.name}{colon(frame.language)}{diagnostic.message}"
    first, *rest = wrap(text, frame.width - 2)
    yield paint(tag, frame.ink, frame.colour) + paint(first[len(tag) :], BOLD, frame.colour)
    for line in rest:
        yield "  " + paint(line, BOLD, frame.colour)


def _arrow(diagnostic: Diagnostic, path: str, frame: _Frame) -> list[str]:
    where, place = position(path, diagnostic), address(path, diagnostic)
    if not where:
        return []
    arrow = f"{frame.margin}{frame.sign('-->')} {where}"
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
            yield from frame.hung(":::", "", heading)
        yield from _excerpt(line, frame)
    hidden = [line.number for line in lines if line not in shown]
    if hidden:
        yield f"{frame.margin} {frame.sign('…')} {more_lines(hidden, frame.language)}"


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
