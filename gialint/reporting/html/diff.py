"""Reports side by side as pages: one page for a pair, for many one page or a folder of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from gialint import __version__
from gialint.files.seal import sealed_page
from gialint.records import NamedTuple
from gialint.reporting.beside import Beside, Single, headings, row_of
from gialint.reporting.html.pages import environment, safe_name

INDEX = "index.html"


class Row(NamedTuple):
    """A pair in the overview, and where its name leads."""

    link: str
    cells: tuple[str, ...]


def diff_page(pairs: Sequence[Beside], alone: Sequence[Single], language: str, *, many: bool) -> str:
    """Return one page with all pairs below each other; without an overview where a pair was named."""
    rows = [Row(f"#p{place}", row_of(pair)) for place, pair in enumerate(pairs, start=1)] if many else []
    return _page(language, pairs=pairs, alone=alone, rows=rows, index="")


def diff_pages(pairs: Sequence[Beside], alone: Sequence[Single], language: str) -> dict[str, str]:
    """Return a page for each pair by file name, and last ``index.html``, which links to them."""
    width = max(3, len(str(len(pairs))))
    files: dict[str, str] = {}
    rows: list[Row] = []
    for place, pair in enumerate(pairs, start=1):
        name = f"{place:0{width}}-{safe_name(pair.second.agency or pair.second.path)}.html"
        files[name] = _page(language, pairs=[pair], alone=(), rows=[], index=INDEX)
        rows.append(Row(quote(name), row_of(pair)))
    return {**files, INDEX: _page(language, pairs=(), alone=alone, rows=rows, index="")}


def _page(language: str, **shown: Any) -> str:
    template = environment(language).get_template("diff.html")
    return sealed_page(template.render(version=__version__, headings=headings(language), **shown))
