"""The pages: one, or a folder of them, that need nothing but themselves; or screens without their frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gialint import __version__
from gialint.files.seal import sealed_page
from gialint.lazy_regex import lazy_regex
from gialint.model import MISSING, NO_REPORT, NOT_CHECKED, TWICE, Checked, Result, is_engine
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.beside import Beside, Single, headings, row_of
from gialint.reporting.gathering import families, shown, worst_first
from gialint.reporting.html.view import agencies, bars, choices, nobody, problems, row, sheet, status_counts
from gialint.reporting.layout import visible
from gialint.reporting.summary import Tally, closing, tally, unfit, verdict

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).parent / "templates"
_INDEX = "index.html"
_NOT_IN_NAMES = lazy_regex(r"[^\w-]+")
_LONGEST_NAME = 50
_MANY = 12
"""Rows that are seen at a glance; of more there is a list of agencies as well."""


def html(result: Result, style: Style) -> str:
    """Return one page: for one report its findings and itself, for several an overview and their findings."""
    whole = len(result.reports) == 1
    values = overview(shown(result, style), tally(result), style.language, whole=whole)
    return _page("page.html", style.language, values)


def pages(result: Result, style: Style) -> dict[str, str]:
    """Return a page for each report by file name, and last ``index.html``, which links to them."""
    rendered, language = shown(result, style), style.language
    names = _file_names([checked.path for checked in rendered.reports])
    titles = titles_of(rendered)
    files = {
        name: _page("report.html", language, _of_report(rendered, checked, titles, language, _INDEX))
        for name, checked in zip(names, rendered.reports, strict=True)
    }
    last = overview(rendered, tally(result), language, names, whole=False)
    return {**files, _INDEX: _page("index.html", language, last)}


def diff_page(pairs: Sequence[Beside], alone: Sequence[Single], language: str, *, many: bool) -> str:
    """Return one page with all pairs below each other; without an overview where a pair was named."""
    rows = [(f"#p{place}", row_of(pair)) for place, pair in enumerate(pairs, start=1)] if many else []
    return _diff(language, pairs=pairs, alone=alone, rows=rows, index="")


def diff_pages(pairs: Sequence[Beside], alone: Sequence[Single], language: str) -> dict[str, str]:
    """Return a page for each pair by file name, and last ``index.html``, which links to them."""
    names = _file_names([pair.second.agency or pair.second.path for pair in pairs])
    named = dict(zip(names, pairs, strict=True))
    files = {
        name: _diff(language, pairs=[pair], alone=(), rows=[], index=_INDEX) for name, pair in named.items()
    }
    rows = [(quote(name), row_of(pair)) for name, pair in named.items()]
    return {**files, _INDEX: _diff(language, pairs=(), alone=alone, rows=rows, index="")}


class Screen(NamedTuple):
    """A page for a program that has a frame of its own: ``content`` is HTML without style or script.

    ``about`` is a word on the marks, ``rules`` are those of style that it needs besides ``style_sheet``;
    ``wide`` pages have two columns.
    """

    title: str
    content: str
    about: str
    rules: str
    wide: bool


def style_sheet() -> str:
    """Return the style that all screens have in common."""
    return (TEMPLATES / "style.css").read_text("utf-8")


def result_screen(result: Result, style: Style) -> Screen:
    """Return the first screen of a result: for one report that report, for several an overview.

    The name of a report in an overview leads to its number (``3``), which is its place in the result as
    ``shown`` gives it, from 1.
    """
    rendered, held, language = shown(result, style), tally(result), style.language
    if len(result.reports) == 1:
        return _screen("page.html", language, overview(rendered, held, language, whole=True))
    names = [str(place) for place in range(1, len(rendered.reports) + 1)]
    return _screen("index.html", language, overview(rendered, held, language, names, whole=False))


def report_screen(result: Result, style: Style, place: int) -> Screen:
    """Return the screen of one report of several; raises IndexError where there is none."""
    rendered, language = shown(result, style), style.language
    values = _of_report(rendered, rendered.reports[place - 1], titles_of(rendered), language, "./")
    return _screen("report.html", language, values)


def overview(
    result: Result, held: Tally, language: str, names: Sequence[str] | None = None, *, whole: bool
) -> dict[str, Any]:
    """Return what an overview shows; its rows lead to the ``names`` of files, or to places within one page.

    ``held`` are the counts of the whole run, of which the result may tell some in a line.
    """
    titles, columns = titles_of(result), families(result)
    sheets = []
    for place, checked in enumerate(result.reports, start=1):
        each = sheet(checked, titles, language, f"r{place}", whole=whole)
        within = "" if each.quiet else f"#{each.anchor}"
        sheets.append((each, checked, quote(names[place - 1]) if names else within))
    sheets.sort(key=lambda each: worst_first(each[0].status, each[1]))
    rows = [row(*each, columns, result.kinds, place) for place, each in enumerate(sheets, start=1)]
    statuses = status_counts([each for each, _, _ in sheets], language)
    chosen = choices(rows, statuses, columns.values(), result.kinds.values(), language)
    groups = {NO_REPORT: "strays", NOT_CHECKED: "strays", TWICE: "twice", MISSING: "members"}
    told: dict[str, list[Any]] = {name: [] for name in ("problems", "notices", *groups.values())}
    for found in result.engine:
        told["problems" if is_engine(found) else groups.get(found.code, "notices")].append(found)
    return {
        "version": result.version,
        "verdict": verdict(held, language),
        "configurations": closing(result).configurations(language),
        "tone": "unfit" if unfit(held) or held.engine else "confirm" if held.warning else "clean",
        **{name: problems(some, language) for name, some in told.items()},
        "count": held.reports - held.unrecognised,
        "reports": [each for each, _, _ in sheets],
        "statuses": statuses,
        "choices": chosen,
        "nobody": nobody(rows, chosen),
        "agencies": agencies(rows, result.kinds, language) if len(rows) > _MANY else [],
        "columns": list(columns.items()),
        "bars": bars(result),
        "rows": rows,
    }


def titles_of(result: Result) -> dict[str, str]:
    return {card.code: visible(card.title) for card in result.rules}


def _of_report(
    result: Result, checked: Checked, titles: Mapping[str, str], language: str, index: str
) -> dict[str, Any]:
    """Return what the page of a report shows, which leads back to an ``index``."""
    each = sheet(checked, titles, language, "", whole=True)
    return {"report": each, "version": result.version, "index": index}


def _page(name: str, language: str, values: Mapping[str, Any]) -> str:
    return sealed_page(environment(language).get_template(name).render(values))


def _diff(language: str, **values: Any) -> str:
    return _page("diff.html", language, {"version": __version__, "headings": headings(language), **values})


def _screen(name: str, language: str, values: Mapping[str, Any]) -> Screen:
    made = environment(language)
    page = made.get_template(name)

    def block(name: str) -> str:
        return page.render(**values, layout=_layout(made, name)).strip()

    return Screen(block("title"), block("content"), block("about"), block("rules"), bool(block("wide")))


@cache
def _layout(made: Environment, block: str) -> Template:
    """Return a page that has but one of the blocks."""
    return made.from_string(f"{{% block {block} %}}{{% endblock %}}")


@cache
def environment(language: str, folder: Path = TEMPLATES) -> Environment:
    """Return the templates of a folder, compiled once: values are escaped, a name misspelt is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder),
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


def _file_names(paths: Sequence[str]) -> list[str]:
    """Return numbered names, of what of a file's name may stand in the name of another on any system."""
    width = max(3, len(str(len(paths))))
    stems = [_NOT_IN_NAMES.sub("_", PurePath(path).stem)[:_LONGEST_NAME].strip("_") for path in paths]
    return [f"{place:0{width}}-{stem or 'report'}.html" for place, stem in enumerate(stems, start=1)]
