"""The ``html`` output: a page or a folder of them that need nothing else, or screens to be served."""

from __future__ import annotations

from gialint.reporting.html.pages import (
    Screen,
    diff_page,
    diff_pages,
    environment,
    html,
    pages,
    report_screen,
    result_screen,
    style_sheet,
)

__all__ = [
    "Screen",
    "diff_page",
    "diff_pages",
    "environment",
    "html",
    "pages",
    "report_screen",
    "result_screen",
    "style_sheet",
]
