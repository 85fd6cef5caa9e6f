"""The pages: the first one, one to wait on, those of results, and what is known of the rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gialint import __version__
from gialint.model import Text
from gialint.plugins.builtin import READERS
from gialint.records import NamedTuple
from gialint.reporting.html import Screen, style_sheet
from gialint.web.checks import Check
from gialint.web.refusals import Refusal, refusal
from gialint.web.site import Site

HERE = Path(__file__).parent
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
SHEET = "report.css"
"""The style of results, which is that of the output ``html``."""


class Static(NamedTuple):
    """A file that pages load: its bytes and their type."""

    content: bytes
    type: str


@cache
def static_files() -> dict[str, Static]:
    """Return the files that pages load, by name."""
    found = {path.name: path.read_bytes() for path in sorted((HERE / "static").iterdir())}
    found[SHEET] = style_sheet().encode()
    return {
        name: Static(content, f"{TYPES[Path(name).suffix]}; charset=utf-8") for name, content in found.items()
    }


class Pages:
    """Renders pages for a site; ``suffixes`` are those of files that can be read."""

    def __init__(self, site: Site, suffixes: Sequence[str]) -> None:
        self.site = site
        self.suffixes = sorted(suffixes, key=_rank)
        self.templates = {language: _environment(language) for language in ("zh", "en")}

    def home(self, language: str) -> str:
        """Return the page on which reports are dropped."""
        bounds = self.site.bounds
        said = {
            kind: _said(refusal(kind, bounds), language)
            for kind in ("files", "sent", "empty", "slow", "queue")
        }
        return self._render(
            "home.html",
            language,
            accept=",".join((*self.suffixes, ".zip")),
            suffixes=self.suffixes,
            bounds=bounds,
            members=bool(self.site.members),
            earlier=bool(self.site.earlier),
            said=json.dumps(said, ensure_ascii=False),
            limits=json.dumps({"files": bounds.files, "sent": bounds.sent}),
        )

    def waiting(self, check: Check, place: int) -> str:
        """Return the page of a check that is not over."""
        return self._render("waiting.html", check.language, check=check, place=place)

    def result(self, check: Check, screen: Screen, place: int) -> str:
        """Return the page of a result (``place`` 0), or of one of its reports."""
        assert check.concluded is not None
        lines = check.concluded.lines
        line = next((each for each in lines if each.place == place), None)
        return self._render(
            "result.html",
            check.language,
            screen=screen,
            place=place,
            line=lines[0] if check.concluded.single and lines else line,
            commented=sum(each.takes_comments for each in lines),
            agencies=check.concluded.agencies,
            minutes=round(self.site.bounds.kept / 60),
        )

    def matrix(self, check: Check, title: str, tables: str) -> str:
        """Return the page of the matrix of a result."""
        return self._render("matrix.html", check.language, title=title, tables=tables)

    def about(self, language: str, families: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> str:
        """Return the page on the rules, and on what holds for this server."""
        return self._render(
            "about.html", language, families=families, settings=Path(self.site.config.origin).name
        )

    def refused(self, language: str, why: Refusal) -> str:
        """Return the page that something is not done."""
        return self._render("refused.html", language, why=why)

    def _render(self, name: str, language: str, **values: Any) -> str:
        return self.templates[language].get_template(name).render(values)


def _rank(suffix: str) -> int:
    """Return the place of a suffix among those that gialint reads itself, what is read most coming first."""
    own = [each for reader in READERS for each in reader.suffixes]
    return own.index(suffix) if suffix in own else len(own)


def _said(why: Refusal, language: str) -> str:
    return (
        f"{why.message.in_language(language)}。{why.advice.in_language(language)}"
        if language == "zh"
        else (f"{why.message.in_language(language)}. {why.advice.in_language(language)}")
    )


def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "t": lambda zh, en: Text(zh, en).in_language(language),
        "language": language,
        "version": __version__,
        "ask": "?lang=en" if language == "en" else "",
    }
    return environment
