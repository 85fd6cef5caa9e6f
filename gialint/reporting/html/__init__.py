"""The ``html`` output: a page or a folder of them that need nothing else, or screens to be served."""

from __future__ import annotations

from gialint.reporting.html.diff import diff_page, diff_pages
from gialint.reporting.html.pages import html, pages
from gialint.reporting.html.screens import Screen, report_screen, result_screen, style_sheet

__all__ = [
    "Screen",
    "diff_page",
    "diff_pages",
    "html",
    "pages",
    "report_screen",
    "result_screen",
    "style_sheet",
]
