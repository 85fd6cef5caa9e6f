"""The pages without their frame, for a program that shows them in its own: text, and rules of style apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gialint.model import Result
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.gathering import shown
from gialint.reporting.html.pages import TEMPLATES, environment, overview, titles_of
from gialint.reporting.html.view import sheet
from gialint.reporting.summary import tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jinja2 import Environment, Template

INDEX = "./"
"""Where the page of a report leads back to."""


class Screen(NamedTuple):
    """What stands in a page: ``content`` is HTML without style or script, ``about`` a word on the marks.

    ``rules`` are those of style that it needs besides ``style_sheet``; ``wide`` pages have two columns.
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
    rendered, held = shown(result, style), tally(result)
    made = environment(style.language)
    if len(result.reports) == 1:
        values = overview(rendered, held, style.language, whole=True)
        return _screen(made, "page.html", values)
    names = {place: str(place) for place in range(1, len(rendered.reports) + 1)}
    return _screen(made, "index.html", overview(rendered, held, style.language, names, whole=False))


def report_screen(result: Result, style: Style, place: int) -> Screen:
    """Return the screen of one report of several; raises IndexError where there is none."""
    rendered = shown(result, style)
    each = sheet(rendered.reports[place - 1], titles_of(rendered), style.language, "", whole=True)
    values = {"report": each, "version": result.version, "index": INDEX}
    return _screen(environment(style.language), "report.html", values)


@cache
def _layout(made: Environment, block: str) -> Template:
    """Return a page that has but one of the blocks."""
    return made.from_string(f"{{% block {block} %}}{{% endblock %}}")


def _screen(made: Environment, name: str, values: Mapping[str, Any]) -> Screen:
    page = made.get_template(name)

    def block(name: str) -> str:
        return page.render(**values, layout=_layout(made, name)).strip()

    return Screen(block("title"), block("content"), block("about"), block("rules"), bool(block("wide")))
