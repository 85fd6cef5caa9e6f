"""Reports whose merged cells are written again in each of their places, as converters write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tests.reportwriter import layouts
from tests.reportwriter.draft import DraftReport, Grid, without_spans
from tests.reportwriter.layouts import grid_texts
from tests.reportwriter.page import html
from tests.reportwriter.pages import one_table, unspanned
from tests.reportwriter.plain import markdown
from tests.reportwriter.word import docx
from tests.reportwriter.workbook import xlsx


def numbered(grid: Grid) -> str:
    """Write a data frame with the numbers of its rows and columns, a blank as ``nan``."""
    rows = grid_texts(grid.repeated())
    lines = [["", *map(str, range(grid.columns))], *([str(number), *row] for number, row in enumerate(rows))]
    return _ruled([[cell or ("nan" if column else "") for column, cell in enumerate(row)] for row in lines])


def headed(grid: Grid) -> str:
    """Write a data frame whose first row became the names of its columns: each is there once."""
    first, *rows = grid_texts(grid.repeated())
    seen: dict[str, int] = {}
    names = []
    for name in first:
        count = seen[name] = seen.get(name, -1) + 1
        names.append(f"{name}.{count}" if count else name)
    return _ruled([["", *names], *([str(number), *row] for number, row in enumerate(rows))])


def unnamed(grid: Grid) -> str:
    """Write a sheet as converters do: blank where a merged cell goes on, and no column without a name."""
    first, *rows = grid_texts(grid)
    names = [name or f"Unnamed: {column}" for column, name in enumerate(first)]
    return _ruled([names, *([cell or "NaN" for cell in row] for row in rows)])


def _ruled(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _text(layout: str, draft: DraftReport) -> bytes:
    return layouts.written(without_spans(draft), layout).encode()


def _markdown(table: Callable[[Grid], str], draft: DraftReport) -> bytes:
    return markdown(draft, table).encode()


REPEATED: Mapping[str, tuple[str, Callable[[DraftReport], bytes]]] = {
    "md": ("md", lambda draft: markdown(without_spans(draft)).encode()),
    "md numbered": ("md", partial(_markdown, numbered)),
    "md headed": ("md", partial(_markdown, headed)),
    "md unnamed": ("md", partial(_markdown, unnamed)),
    "txt pipes": ("txt", partial(_text, "C")),
    "txt tabs": ("txt", partial(_text, "J tabs")),
    "txt commas": ("txt", partial(_text, "J commas")),
    "txt drawn": ("txt", partial(_text, "N")),
    "html": ("html", lambda draft: html(without_spans(draft)).encode()),
    "html no spans": ("html", lambda draft: unspanned(without_spans(draft))),
    "html one table": ("html", lambda draft: one_table(without_spans(draft))),
    "docx": ("docx", lambda draft: docx(without_spans(draft))),
    "xlsx": ("xlsx", lambda draft: xlsx(without_spans(draft))),
}
