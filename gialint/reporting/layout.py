"""Text on a terminal: cells and hidden characters, lines and excerpts, colours, and the plain table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from io import StringIO
from unicodedata import category, east_asian_width

from gialint.lazy_regex import lazy_regex
from gialint.model import Severity, Text
from gialint.records import NamedTuple
from gialint.reporting import Style

_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories that move, reorder or hide text: controls, formats, lone surrogates, separators."""

# A piece never broken: an English word or figure (1 = 2 whole), or one Chinese character, with the opening
# marks before it and the closing marks after it (避头尾: no line begins with ，or ends with （).
_PIECE = lazy_regex(r"\s+|[（《〈“‘「『【〔]*(?:[!-~]+(?: = [!-~]+)*|\S)[，。；：、！？）》〉”’」』】〕…%]*")

# The few colours a terminal is given, as SGR codes (ECMA-48).
ERROR, WARNING, INFO, GUTTER, GOOD, BOLD = "1;31", "1;33", "1;36", "1;34", "1;32", "1"
_UNBOUND = 10_000
"""Columns where nothing limits them: in a pipe a row stays on one line, for grep and cut."""

# What XML 1.0 allows (section 2.2); visible() has seen to controls and surrogates before.
_NO_CHARACTER = lazy_regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CUT = "…"
_GAP = 3
"""Characters between two kept pieces that are shown rather than cut."""

LEAST = 2
"""Cells that a span takes at least: a character of it and the cut before."""

Span = tuple[int, int]


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: Chinese two, combining marks none.

    Characters of ambiguous width (“ ” … ·) count one, as terminals in UTF-8 show them.
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def visible(text: str) -> str:
    """Return the text with every hidden character replaced by one visible character.

    The length stays the same, so that columns keep their meaning. Tabs become spaces.
    """
    if text.isprintable():
        return text
    signs = {ord(char): _sign(char) for char in set(text) if category(char) in _HIDDEN}
    return text.translate(signs) if signs else text


def visible_lines(text: str) -> str:
    """Return the text made visible line by line; its line breaks stay."""
    if text.isprintable():
        return text
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def fitting(text: str, room: int) -> int:
    """Return how many leading characters of a text fit into ``room`` cells."""
    used = 0
    for count, char in enumerate(text):
        used += cells(char)
        if used > room:
            return count
    return len(text)


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _sign(char: str) -> str:
    """Return the control picture of a character (ECMA-48 controls at U+2400), or a general one."""
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "␦"


def wrap(text: str, room: int) -> list[str]:
    """Return the text in lines of at most ``room`` cells; breaks of its own are kept."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_line(paragraph, max(room, 2))
    return lines


def hang(first: str, text: str, room: int) -> list[str]:
    """Return wrapped text whose first line begins with ``first`` and whose others are indented by it."""
    indent = cells(first)
    head, *rest = wrap(text, room - indent)
    return [first + head, *(" " * indent + line for line in rest)]


def _wrap_line(text: str, room: int) -> list[str]:
    if cells(text) <= room:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for piece in _PIECE.findall(text):
        size = cells(piece)
        if used + size > room and line:
            lines += [line.rstrip()] if line.strip() else []
            line, used, piece = "", 0, piece.lstrip()
            size = cells(piece)
        while size > room:
            taken = max(fitting(piece, room), 1)
            lines.append(piece[:taken])
            piece = piece[taken:]
            size = cells(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def paint(text: str, ink: str, colour: bool) -> str:
    """Return the text in a colour, or untouched where colours are not wanted."""
    return f"\x1b[{ink}m{text}\x1b[0m" if colour and text else text


def ink_of(severity: Severity) -> str:
    """Return the colour of a severity."""
    return {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.INFO: INFO}[severity]


def table(headings: Sequence[Text | str], rows: Sequence[Sequence[str]], style: Style) -> str:
    """Return rows as a table that fits the terminal; the first column wraps last, being a name."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    grid = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    width = style.width or _UNBOUND
    names_fit = 2 * max((cells(row[0]) for row in rows), default=0) <= width
    for index, heading in enumerate(headings):
        title = heading.in_language(style.language) if isinstance(heading, Text) else heading
        grid.add_column(title, overflow="fold", no_wrap=index == 0 and names_fit)
    for row in rows:
        grid.add_row(*map(Plain, map(visible, row)))
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(grid)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def xml_text(text: str) -> str:
    """Return the text with line breaks kept and all that hides or is no character made visible."""
    return _NO_CHARACTER.sub("\ufffd", visible_lines(text))


def xml_line(text: str) -> str:
    """Return the text for an attribute: on one line."""
    return _NO_CHARACTER.sub("\ufffd", visible(text.replace("\r\n", "\n").replace("\n", " ")))


class Excerpt(NamedTuple):
    """A line as shown; ``marks[i]`` are the display cells of span ``i``, none where it was cut away.

    Cells count from 0 and the end is the cell after the last one, at least one further than the start.
    """

    text: str
    marks: tuple[Span | None, ...]


def excerpt(line: str, spans: Sequence[Span], room: int) -> Excerpt:
    """Cut a line to ``room`` cells around ``spans``: character offsets, what matters most first."""
    if any(not any(map(cells, line[start:])) for start, _ in spans):
        room -= 1  # a mark past what is seen needs a cell of its own
    pieces = _pieces(line, spans, room)
    shown = CUT.join(line[start:end] for start, end in pieces)
    before = CUT if pieces[0][0] > 0 else ""
    after = CUT if pieces[-1][1] < len(line) else ""
    marks = tuple(_mark(line, pieces, span, len(before)) for span in spans)
    return Excerpt(before + shown + after, marks)


def _pieces(line: str, spans: Sequence[Span], room: int) -> list[Span]:
    """Return the stretches of the line to show: all of it, or the spans with as much around as fits."""
    if len(line) <= room and cells(line) <= room:
        return [(0, len(line))]
    if not spans:
        return [(0, fitting(line, room - 1))]
    cores = _cores(line, spans[: max(room // LEAST, 1)], room)
    while len(cores) > 1 and not _fits(line, _grown(cores, 0, len(line)), room):
        cores.pop()

    def too_wide(pad: int) -> bool:
        return not _fits(line, _grown(cores, pad, len(line)), room)

    pad = bisect_left(range(1, room), True, key=too_wide)
    return _grown(cores, pad, len(line))


def _cores(line: str, spans: Sequence[Span], room: int) -> list[Span]:
    """Return what of each span must be seen: all of it, or its first and last words where it is long."""
    share = max(room // len(spans) - 3, 2)
    cores: list[Span] = []
    for start, end in spans:
        words = line[start:end]
        if len(words) <= share and cells(words) <= share:
            cores.append((start, end))
            continue
        head = fitting(words[:share], share // 2)
        tail = fitting(words[: -share - 1 : -1], share - share // 2 - 1)
        cores += [(start, start + head), (end - tail, end)]
    return cores


def _grown(cores: Sequence[Span], pad: int, length: int) -> list[Span]:
    """Return the cores with ``pad`` characters on either side, joined where they meet."""
    grown: list[Span] = []
    for start, end in sorted(cores):
        start, end = max(start - pad, 0), min(end + pad, length)
        if grown and start - grown[-1][1] <= _GAP:
            grown[-1] = (grown[-1][0], max(end, grown[-1][1]))
        else:
            grown.append((start, end))
    first, last = grown[0], grown[-1]
    if first[0] == 1:
        grown[0] = (0, first[1])
    if last[1] == length - 1:
        grown[-1] = (grown[-1][0], length)
    return grown


def _fits(line: str, pieces: Sequence[Span], room: int) -> bool:
    cuts = len(pieces) - 1 + (pieces[0][0] > 0) + (pieces[-1][1] < len(line))
    return sum(cells(line[start:end]) for start, end in pieces) + cuts <= room


def _mark(line: str, pieces: Sequence[Span], span: Span, base: int) -> Span | None:
    start, end = span
    if not any(first <= start <= last for first, last in pieces):
        return None
    left = _cell(line, pieces, start, base)
    return left, max(_cell(line, pieces, end, base), left + 1)


def _cell(line: str, pieces: Sequence[Span], offset: int, base: int) -> int:
    """Return the cell at which a character of the line is shown, or that of the cut that hides it."""
    for start, end in pieces:
        if offset <= end:
            return base + cells(line[start : max(offset, start)])
        base += cells(line[start:end]) + len(CUT)
    return base
