"""Lay out rows as a plain table that fits the terminal; the one module that needs rich."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from gialint.reporting import Style
from gialint.reporting.width import cells

_UNBOUND = 10_000
"""Columns where nothing limits them: in a pipe a row stays on one line, for grep and cut."""


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], style: Style) -> str:
    """Return a table of texts that are visible already; the first column wraps last, being a name."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    width = style.width or _UNBOUND
    names_fit = 2 * max((cells(row[0]) for row in rows), default=0) <= width
    for index, heading in enumerate(headings):
        grid.add_column(heading, overflow="fold", no_wrap=index == 0 and names_fit)
    for row in rows:
        grid.add_row(*map(Text, row))
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
