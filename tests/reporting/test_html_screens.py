"""Screens: what stands in the pages, without a style or script in it, and the rules that go with it."""

from __future__ import annotations

import re

import pytest
from sample_results import whole, with_text

from gialint.reporting import Style
from gialint.reporting.html import html, pages, report_screen, result_screen, style_sheet

INLINE = re.compile(r"<style|<script|\sstyle=|\son\w+=|<html|<body", re.I)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_report_is_its_own_first_screen(language: str) -> None:
    result, style = with_text(), Style(language)
    screen, page = result_screen(result, style), html(result, style)
    assert screen.content in page
    assert screen.about in page
    assert screen.rules in page
    assert f"<title>{screen.title}</title>" in page
    assert screen.wide
    assert not INLINE.search(screen.content)
    assert "<" not in screen.rules


def test_several_reports_are_an_overview_that_leads_to_each_by_its_number() -> None:
    result, style = whole(), Style()
    overview, files = result_screen(result, style), pages(result, style)
    assert not INLINE.search(overview.content)
    assert sorted(re.findall(r'href="(\d+)"', overview.content)) == ["1", "2", "3", "4"]
    assert not overview.wide
    assert overview.rules in files["index.html"]
    for place, page in enumerate(list(files.values())[:-1], start=1):
        screen = report_screen(result, style, place)
        assert screen.content.replace('href="./"', 'href="index.html"') in page
    with pytest.raises(IndexError):
        report_screen(result, style, 5)


def test_the_style_sheet_is_that_of_the_pages() -> None:
    assert style_sheet().strip() in html(with_text(), Style())
