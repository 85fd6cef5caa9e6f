"""The matrix as a web page: its tables one below another, to be read, printed and passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from operator import itemgetter

from gialint.files.seal import sealed_page
from gialint.matrix.book import sheets
from gialint.matrix.deductions import Deductions
from gialint.matrix.indicator_sheet import INDICATORS
from gialint.matrix.sheets import Sheet
from gialint.matrix.totals import Matrix
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.reporting.phrases import colon
from gialint.reporting.standing import STANDINGS
from gialint.reporting.xlsx import Row, Value

STYLE = """
:root { color-scheme: light dark; --line: #d5dbe3; --head: #e8edf3; --soft: #8793a0;
  --error: #b42318; --warning: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4452; --head: #232b36;
  --soft: #7d8896; --error: #ff9d94; --warning: #f2c05a; } }
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 72rem; padding: 0 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: 1rem 0 2rem; }
section { margin: 2.5rem 0; }
section div { overflow-x: auto; }
summary { cursor: pointer; padding: .3rem 0; }
table { border-collapse: collapse; min-width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th, td { white-space: nowrap; }
.wide { white-space: normal; min-width: 20em; }
td.none { color: var(--soft); }
td.unfit, td.unread { color: var(--error); font-weight: 600; }
td.confirm { color: var(--warning); font-weight: 600; }
th { background: var(--head); position: sticky; top: 0; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; }
@media screen and (min-height: 30rem) { .long { max-height: 85vh; overflow: auto; } }
@media print { nav { display: none; } body { margin: 0; max-width: none; font-size: 10pt; }
  section div { overflow: visible; } th { position: static; } th, td { white-space: normal; }
  .wide { min-width: 0; } details::details-content { content-visibility: visible; display: block; } }
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
MANY = 20
"""Rows that are seen at once; more have a window of their own, with the headings kept in sight."""

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
    whose = matrix.government or Text("各机关", "agencies").in_language(language)
    title = Text(f"{whose} {matrix.year} 年报告汇总", f"Reports of {matrix.year}: {whose}").in_language(
        language
    )
    found = sheets(matrix, language, deductions)
    links = "".join(f'<a href="#t{at}">{escape(table.name)}</a>' for at, table in enumerate(found))
    folded = INDICATORS.in_language(language)
    sections = "\n".join(
        "".join((_indicators if table.name == folded else _section)(at, table, language))
        for at, table in enumerate(found)
    )
    return Tables(title, f"<nav>{links}</nav>\n{sections}")


def _section(at: int, table: Sheet, language: str) -> Iterator[str]:
    yield f'<section id="t{at}"><h2>{escape(table.name)}</h2>\n'
    yield from _table(table, table.rows, language)
    yield "</section>"


def _table(table: Sheet, rows: Sequence[Row], language: str, begin: int = 0) -> Iterator[str]:
    """Yield rows of a table from a column on, with their headings; a long one scrolls by itself."""
    long = (
        f' class="long" tabindex="0" role="region" aria-label="{escape(table.name)}"'
        if len(rows) > MANY
        else ""
    )
    yield f"<div{long}><table><thead><tr>"
    columns = table.columns[begin:]
    wide = [" wide" if column.wrapped else "" for column in columns]
    for column, looks in zip(columns, wide, strict=True):
        marked = f' class="{looks.strip()}"' if looks else ""
        yield f'<th scope="col"{marked}>{escape(column.heading.in_language(language))}</th>'
    yield "</tr></thead>\n<tbody>\n"
    known = {words.in_language(language): f" {name}" for name, words in STANDINGS.items()}
    for row in rows:
        said = (each + known.get(str(value), "") for value, each in zip(row[begin:], wide, strict=True))
        yield f"<tr>{''.join(map(_cell, row[begin:], said))}</tr>\n"
    yield "</tbody></table></div>"


def _indicators(at: int, table: Sheet, language: str) -> Iterator[str]:
    """Yield the indicators, each folded up under what all agencies together come to."""
    yield f'<section id="t{at}"><h2>{escape(table.name)}</h2>\n'
    for name, of in groupby(table.rows, key=itemgetter(0)):
        rows = list(of)
        all_of, rate = rows[0][1:3]
        told = f"{all_of} {rate}%" if isinstance(rate, Decimal) else f"{all_of} {rate or '—'}"
        judged = f" <b>{escape(str(rows[0][5]))}</b>" if rows[0][5] else ""
        about = escape(str(rows[0][-1] or ""))
        head = escape(f"{name}{colon(language)}{told}")
        yield f"<details><summary>{head}{judged}</summary>\n<p>{about}</p>\n"
        yield from _table(table, rows, language, begin=1)
        yield "</details>\n"
    yield "</section>"


def _cell(value: Value, looks: str) -> str:
    if isinstance(value, int | Decimal):
        return f'<td class="figure{looks if value else " none"}">{value}</td>'
    marked = f' class="{looks.strip()}"' if looks else ""
    return f"<td{marked}>{escape(value or '').replace(chr(10), '<br>')}</td>"
