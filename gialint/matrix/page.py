"""The matrix as a web page: its tables one below another, to be read, printed and passed on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from gialint.files.seal import sealed_page
from gialint.matrix.book import sheets
from gialint.matrix.deductions import Deductions
from gialint.matrix.sheets import Sheet
from gialint.matrix.totals import Matrix
from gialint.model import Words
from gialint.records import NamedTuple
from gialint.reporting.xlsx import Value

STYLE = """
:root { color-scheme: light dark; --line: #d5dbe3; --head: #e8edf3; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4452; --head: #232b36; } }
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 72rem; padding: 0 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: 1rem 0 2rem; }
section { margin: 2.5rem 0; overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--head); position: sticky; top: 0; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
@media print { nav { display: none; } body { margin: 0; max-width: none; font-size: 10pt; }
  section { overflow: visible; } }
"""
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{content}
</body>
</html>
"""
LANGUAGES = {"zh": "zh-CN", "en": "en"}


class Tables(NamedTuple):
    """The matrix as HTML without its frame: its title, and its tables under links to each."""

    title: str
    content: str


def page(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> str:
    """Return the matrix as a page of HTML without scripts, which loads nothing."""
    title, content = tables(matrix, language, deductions)
    lang, content = LANGUAGES[language], f"<h1>{escape(title)}</h1>\n{content}"
    return sealed_page(PAGE.format(lang=lang, title=escape(title), style=STYLE, content=content))


def tables(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> Tables:
    """Return what stands in the page."""
    whose = matrix.government or Words("各机关", "agencies").say(language)
    title = Words(f"{whose}{matrix.year} 年报告汇总", f"Reports of {matrix.year}: {whose}").say(language)
    found = sheets(matrix, language, deductions)
    links = "".join(f'<a href="#t{at}">{escape(table.name)}</a>' for at, table in enumerate(found))
    sections = "\n".join("".join(_section(at, table, language)) for at, table in enumerate(found))
    return Tables(title, f"<nav>{links}</nav>\n{sections}")


def _section(at: int, table: Sheet, language: str) -> Iterator[str]:
    yield f'<section id="t{at}"><h2>{escape(table.name)}</h2>\n<table><thead><tr>'
    yield from (f'<th scope="col">{escape(column.heading.say(language))}</th>' for column in table.columns)
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody></table></section>"


def _cell(value: Value) -> str:
    if isinstance(value, int | Decimal):
        return f'<td class="figure">{value}</td>'
    return f"<td>{escape(value or '')}</td>"
