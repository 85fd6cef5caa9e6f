"""The outputs for programs and for chiefs, as files to be looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample_results import whole, with_text

from gialint.hookspecs import loaded
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style
from gialint.reporting.html import html

GOLDEN = {
    "sarif": "json",
    "junit": "xml",
    "github": "txt",
    "gitlab": "json",
    "markdown": "md",
    "html": "html",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", GOLDEN)
def test_formats(golden: Callable[[str, str], None], name: str, language: str) -> None:
    (load,) = (reporter.load for reporter in REPORTERS if reporter.name == name)
    golden(f"{name}-{language}.{GOLDEN[name]}", loaded(load)(whole(language), Style(language)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_that_shows_the_report_itself(golden: Callable[[str, str], None], language: str) -> None:
    golden(f"html-report-{language}.html", html(with_text(language), Style(language)))
