"""The matrix as a workbook, as a web page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

from gialint.files.seal import sealed_package, sealed_page
from gialint.matrix.deductions import Deductions, Score, order, score
from gialint.matrix.rates import Rate, Rates, Share
from gialint.matrix.sheets import (
    INDICATORS,
    Sheet,
    absent,
    by_agency,
    indicator_sheet,
    overview,
    rules,
    table,
    verdict,
)
from gialint.matrix.totals import Cell, Hit, Matrix, Unit, by_rule
from gialint.model import Text
from gialint.records import NamedTuple
from gialint.reporting.gathering import MARKED, STANDINGS
from gialint.reporting.phrases import colon
from gialint.reporting.xlsx import Book, Row, Value

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
SCHEMA = "gialint/matrix/1"


def sheets(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> tuple[Sheet, ...]:
    """Return all tables of a matrix, in the order of a workbook."""
    return (
        overview(matrix, language),
        absent(matrix, language),
        rules(matrix, language),
        *([by_agency(matrix, language)] if matrix.hits else []),
        *(table(title, cells, language) for title, cells in matrix.tables.items()),
        *([indicator_sheet(matrix.rates, language)] if matrix.rates else []),
        order(matrix, language, deductions),
    )


def workbook(matrix: Matrix, language: str = "zh", deductions: Deductions | None = None) -> bytes:
    """Return the matrix as an Excel workbook, a sheet a table."""
    book = Book(language, {words.in_language(language): ink for words, ink in MARKED.items()})
    for sheet in sheets(matrix, language, deductions):
        book.add(*sheet)
    return sealed_package(book.done())


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
    title = Text(f"{whose} {matrix.year} 年报告汇总", f"Reports of {matrix.year}: {whose}")
    found = sheets(matrix, language, deductions)
    links = "".join(f'<a href="#t{at}">{escape(table.name)}</a>' for at, table in enumerate(found))
    folded = INDICATORS.in_language(language)
    sections = "\n".join(
        f'<section id="t{at}"><h2>{escape(table.name)}</h2>\n'
        + "".join(
            _indicators(table, language) if table.name == folded else _table(table, table.rows, language)
        )
        + "</section>"
        for at, table in enumerate(found)
    )
    return Tables(title.in_language(language), f"<nav>{links}</nav>\n{sections}")


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


def _indicators(table: Sheet, language: str) -> Iterator[str]:
    """Yield the indicators, each folded up under what all agencies together come to."""
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


def _cell(value: Value, looks: str) -> str:
    if isinstance(value, int | Decimal):
        return f'<td class="figure{looks if value else " none"}">{value}</td>'
    marked = f' class="{looks.strip()}"' if looks else ""
    return f"<td{marked}>{escape(value or '').replace(chr(10), '<br>')}</td>"


def matrix_json(matrix: Matrix, deductions: Deductions | None = None) -> str:
    """Return the matrix as JSON (``gialint/matrix/1``); unread cells name their agencies."""
    scored = [score(deductions, unit.hits) if deductions else None for unit in matrix.units]
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "government": matrix.government or None,
        "year": matrix.year or None,
        "expected": matrix.expected,
        "units": [_unit(unit, score) for unit, score in zip(matrix.units, scored, strict=True)],
        "missing": matrix.missing,
        "late": [each._asdict() for each in matrix.late],
        "doubled": matrix.doubled,
        "other_years": [
            {"agency": each.agency, "year": each.year, "path": each.path} for each in matrix.elsewhere
        ],
        "unread": matrix.unread,
        "rules": [*_rules(matrix.hits)],
        "cells": {cell.path: _cell_fields(cell) for cells in matrix.tables.values() for cell in cells},
        "indicators": {each.indicator.name: _rates(each) for each in matrix.rates},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _rules(hits: Sequence[Hit]) -> Iterator[dict[str, Any]]:
    for code, units in by_rule(hits).items():
        severities = {hit.severity.word: dict(hit.units) for hit in hits if hit.rule.code == code}
        yield {"code": code, "units": dict(units), "severities": severities}


def _unit(unit: Unit, score: Score | None) -> dict[str, Any]:
    told = unit._asdict()
    del told["hits"]
    told |= {"families": dict(unit.families), "published": unit.published or None, "verdict": verdict(unit)}
    if score:
        told["points"] = _number(score.points)
        told["deducted"] = [
            {"codes": dict(each.findings), "points": _number(each.points), "capped": each.capped}
            for each in score.taken
        ]
    return told


def _cell_fields(cell: Cell) -> dict[str, Any]:
    return {
        "total": _number(cell.total),
        "read": cell.read,
        "unread": cell.unread,
        "own": _number(cell.own),
        "difference": _number(cell.difference),
    }


def _rates(of: Rates) -> dict[str, Any]:
    return {
        "title": of.indicator.title.zh,
        "formula": of.formula.zh,
        "least": of.indicator.least,
        "total": {**_rate(of, of.total), "left_out": of.left_out},
        "units": [{"agency": each.agency, "path": each.path, **_rate(of, each)} for each in of.units],
    }


def _rate(of: Rates, rate: Rate) -> dict[str, Any]:
    judged = of.judged(rate)
    told = {**_share(rate.share), "last": _share(rate.last)["percent"], "change": _number(rate.change)}
    told["judgement"] = judged.zh if judged else None
    if rate.missing:
        told["unread"] = [each.zh for each in rate.missing]
    return told


def _share(share: Share | None) -> dict[str, Any]:
    if share is None:
        return {"of": None, "among": None, "percent": None}
    return {"of": _number(share.of), "among": _number(share.among), "percent": _number(share.percent)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
