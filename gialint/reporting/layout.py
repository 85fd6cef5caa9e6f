"""Text on a terminal: cells and hidden characters, lines, colours, and the plain table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import StringIO
from unicodedata import category, east_asian_width

from gialint.lazy_regex import lazy_regex
from gialint.model import Severity, Text
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
