"""Every form a draft can be written in: the layouts of text, pages, Markdown, data, Word and Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from tests.reportwriter import files, layouts
from tests.reportwriter.broken import Printing, anywhere, at_spaces, by_characters, printed
from tests.reportwriter.draft import DraftReport, Grid
from tests.reportwriter.page import tabled
from tests.reportwriter.pages import PAGES
from tests.reportwriter.plain import markdown, text
from tests.reportwriter.printed import pdf
from tests.reportwriter.repeated import REPEATED
from tests.reportwriter.word import docx
from tests.reportwriter.workbook import xlsx


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a draft, and what it loses.

    ``borderless`` forms have no cells but only what stands in them, so that cells are sure by position
    alone; ``loses_blanks`` tells that a row with blank cells may be refused, ``loses_figures`` that any
    row may, and ``breaks_labels`` that words are cut where no one would cut them. What it ``renames`` is
    told.
    """

    suffix: str
    write: Callable[[DraftReport], bytes]
    borderless: bool = False
    loses_blanks: bool = False
    breaks_labels: bool = False
    loses_figures: bool = False
    renames: bool = False


def _text(layout: str, draft: DraftReport) -> bytes:
    return layouts.written(draft, layout).encode()


def _layout(layout: str) -> Form:
    borderless = layout in layouts.BORDERLESS
    loses = borderless or layout in layouts.BLANKS_LOST
    broken, glued = layout in layouts.LABELS_BROKEN, layout in layouts.FIGURES_LOST
    renames = layout in layouts.RENAMED
    return Form("txt", partial(_text, layout), borderless, loses, broken, glued, renames)


def _file(form: str) -> Form:
    return Form(form, partial(_written, form))


def _unbroken(grid: Grid) -> str:
    return f"<html><body>{tabled(grid).replace(chr(10), '')}</body></html>"


def _written(form: str, draft: DraftReport) -> bytes:
    return files.written(draft, form)


def _wrapped(write: Callable[[DraftReport], str], how: Printing, draft: DraftReport) -> bytes:
    return printed(write(draft), how).encode()


WRAPPED: Mapping[str, Printing] = {
    "at 30": Printing(30),
    "at 40, indented": Printing(40, indent="\u3000\u3000"),
    "at 40 characters": Printing(40, by_characters, page=25, feeds=False),
    "at 72": Printing(72, page=30),
    "at 72 anywhere": Printing(72, anywhere, apart=True),
    "at 72 at spaces": Printing(72, at_spaces, indent="\u3000\u3000", page=40),
}
"""Ways in which programs break prose over lines, and lines over pages."""

FORMS: Mapping[str, Form] = {
    **{f"txt {layout}": _layout(layout) for layout in layouts.ALL},
    **{f"html {name}": Form("html", write) for name, write in PAGES.items()},
    **{form: _file(form) for form in ("md", "yaml", "docx")},
    **{
        f"txt wrapped {name}": Form("txt", partial(_wrapped, text, how), breaks_labels=True)
        for name, how in WRAPPED.items()
    },
    "md wrapped": Form("md", partial(_wrapped, markdown, Printing(72)), breaks_labels=True),
    "md markup": Form("md", lambda draft: markdown(draft, tabled).encode()),
    "md markup in a line": Form("md", lambda draft: markdown(draft, _unbroken).encode()),
    "docx numbered": Form("docx", partial(docx, numbered=True)),
    "xlsx": Form("xlsx", xlsx),
    "pdf upright": Form("pdf", pdf, breaks_labels=True),
    **{f"repeated {name}": Form(suffix, write) for name, (suffix, write) in REPEATED.items()},
}
REFERENCE = "docx"
