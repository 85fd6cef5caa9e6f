"""The pages: one, or a folder of them, that need nothing but themselves, on screen or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gialint.files.seal import sealed_page
from gialint.lazy_regex import lazy_regex
from gialint.model import MISSING, NO_REPORT, NOT_CHECKED, TWICE, Result, is_engine
from gialint.reporting import Style
from gialint.reporting.gathering import shown
from gialint.reporting.html.choosing import agencies, choices, nobody, row
from gialint.reporting.html.view import Sheet, bars, problems, sheet, status_counts
from gialint.reporting.layout import visible
from gialint.reporting.standing import families, worst_first
from gialint.reporting.summary import Tally, configuration_lines, tally, unfit, verdict

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
_INDEX = "index.html"
_NOT_IN_NAMES = lazy_regex(r"[^\w-]+")
_LONGEST_NAME = 50
_MANY = 12
"""Rows that are seen at a glance; of more there is a list of agencies as well."""


def html(result: Result, style: Style) -> str:
    """Return one page: for one report its findings and itself, for several an overview and their findings."""
    page = environment(style.language).get_template("page.html")
    whole = len(result.reports) == 1
    rendered = shown(result, style)
    return sealed_page(page.render(**overview(rendered, tally(result), style.language, whole=whole)))


def pages(result: Result, style: Style) -> dict[str, str]:
    """Return a page for each report by file name, and last ``index.html``, which links to them."""
    held = tally(result)
    result = shown(result, style)
    made = environment(style.language)
    width = max(3, len(str(len(result.reports))))
    names = {
        place: f"{place:0{width}}-{safe_name(checked.path)}.html"
        for place, checked in enumerate(result.reports, start=1)
    }
    rendered = overview(result, held, style.language, names, whole=False)
    report = made.get_template("report.html")
    titles = titles_of(result)
    files = {}
    for place, checked in enumerate(result.reports, start=1):
        each = sheet(checked, titles, style.language, "", whole=True)
        page = report.render(report=each, version=result.version, index=_INDEX)
        files[names[place]] = sealed_page(page)
    return {**files, _INDEX: sealed_page(made.get_template("index.html").render(**rendered))}


def overview(
    result: Result, held: Tally, language: str, names: Mapping[int, str] | None = None, *, whole: bool
) -> dict[str, Any]:
    """Return what an overview shows; its rows lead to files, or to places within one page.

    ``held`` are the counts of the whole run, of which the result may tell some in a line.
    """
    titles = titles_of(result)
    columns = families(result)
    rows = [
        (sheet(checked, titles, language, f"r{place}", whole=whole), checked, names and names[place])
        for place, checked in enumerate(result.reports, start=1)
    ]
    rows.sort(key=lambda row: worst_first(row[0].status, row[1]))
    sheets = [each for each, _, _ in rows]
    listed = [
        row(each, checked, columns, result.kinds, quote(name) if name else _within(each), place)
        for place, (each, checked, name) in enumerate(rows, start=1)
    ]
    statuses = status_counts(sheets, language)
    chosen = choices(listed, statuses, columns.values(), result.kinds.values(), language)
    notices = [each for each in result.engine if not is_engine(each)]
    strays = [each for each in notices if each.code in (NO_REPORT, NOT_CHECKED)]
    twice = [each for each in notices if each.code == TWICE]
    members = [each for each in notices if each.code == MISSING]
    return {
        "version": result.version,
        "verdict": verdict(held, language),
        "configurations": configuration_lines(result, language),
        "tone": "unfit" if unfit(held) or held.engine else "confirm" if held.warning else "clean",
        "problems": problems([each for each in result.engine if is_engine(each)], language),
        "notices": problems([each for each in notices if each not in (*strays, *twice, *members)], language),
        "strays": problems(strays, language),
        "twice": problems(twice, language),
        "members": problems(members, language),
        "count": held.reports - held.unrecognised,
        "reports": sheets,
        "statuses": statuses,
        "choices": chosen,
        "nobody": nobody(listed, chosen),
        "agencies": agencies(listed, result.kinds, language) if len(listed) > _MANY else [],
        "columns": list(columns.items()),
        "bars": bars(result),
        "rows": listed,
    }


def titles_of(result: Result) -> dict[str, str]:
    return {card.code: visible(card.title) for card in result.rules}


def _within(report: Sheet) -> str:
    return "" if report.quiet else f"#{report.anchor}"


@cache
def environment(language: str) -> Environment:
    """Return the templates, compiled once; every value in them is escaped, a name misspelt is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    english = language == "en"
    environment.globals["layout"] = "base.html"
    environment.globals["t"] = lambda zh, en: en if english else zh
    return environment


def safe_name(path: str) -> str:
    """Return what of a file's name may stand in the name of another on any system."""
    return _NOT_IN_NAMES.sub("_", PurePath(path).stem)[:_LONGEST_NAME].strip("_") or "report"
