"""Every output over the same findings, as a golden file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample_reports import BALANCE, RULES, SENTENCE_END, report
from sample_results import whole, with_text

from gialint.hookspecs import loaded
from gialint.plugins.builtin import REPORTERS
from gialint.reporting import Style
from gialint.reporting.explain import explain
from gialint.reporting.facts import facts_table
from gialint.reporting.html import html, style_sheet
from gialint.reporting.json import facts_json, json_result
from gialint.reporting.rules import rules_json, rules_list
from gialint.reporting.terminal import concise, full

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 50])
def test_full(golden: Golden, language: str, width: int) -> None:
    golden(f"full-{language}-{width}.txt", full(whole(language), Style(language, False, width)))


def test_full_in_colour(golden: Golden) -> None:
    golden("full-zh-80-colour.ansi", full(whole("zh"), Style("zh", True, 80)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_concise(golden: Golden, language: str) -> None:
    golden(f"concise-{language}.txt", concise(whole(language), Style(language)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json(golden: Golden, language: str) -> None:
    golden(f"result-{language}.json", json_result(whole(language), Style(language)))


def test_facts(golden: Golden) -> None:
    golden("facts.json", facts_json([("drafts/青石镇.txt", report())]))
    golden("facts-zh.txt", facts_table([("drafts/青石镇.txt", report())], Style("zh")))
    golden("facts-en-80.txt", facts_table([("drafts/青石镇.txt", report())], Style("en", False, 80)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rules(golden: Golden, language: str) -> None:
    golden(f"rules-{language}.txt", rules_list(RULES, Style(language, False, 80)))
    golden(f"rules-{language}.json", rules_json(RULES, language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain(golden: Golden, language: str) -> None:
    golden(f"explain-{language}.txt", explain(BALANCE, Style(language, False, 80)))
    golden(f"explain-text-{language}.txt", explain(SENTENCE_END, Style(language, False, 80)))


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
    text = loaded(load)(whole(language), Style(language))
    golden(f"{name}-{language}.{GOLDEN[name]}", bare(text) if name == "html" else text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_that_shows_the_report_itself(golden: Callable[[str, str], None], language: str) -> None:
    golden(f"html-report-{language}.html", bare(html(with_text(language), Style(language))))


def bare(page: str) -> str:
    """Return a page without its style sheet, which is a file of its own."""
    assert page.count(style_sheet()) == 1
    return page.replace(style_sheet(), "")
