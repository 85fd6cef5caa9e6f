"""Gather the lines and tables of a plain page from its tags as they stand, without making a tree.

Most reports are plain (``html_nesting``), and this is faster than a tree, which gives the same.
"""

from __future__ import annotations

import re

from gialint.reading import Limits
from gialint.reading.html_limits import SPELLED
from gialint.reading.html_nesting import OUTERMOST, NotPlain, Step, outermost
from gialint.reading.html_page import Page
from gialint.reading.html_skeleton import Skeleton

RUNS = re.compile(r"((?:<[^>]*>)+)")
LONGEST = 1_000_000
"""Characters of a page up to which the clock need not be looked at."""


def plain_page(page: str, limits: Limits) -> Page | None:
    """Return the content of a page whose line ends are line feeds; none where it is not plain.

    Raises LimitExceeded for too many lines, cells or nested tables.
    """
    most = min(LONGEST, limits.characters * SPELLED, limits.tags)
    if len(page) > most or "\0" in page or "<svg" in page or "<math" in page:
        return None
    limits.check_time()
    gathered = Page(Skeleton("", [], []), limits)
    try:
        _gather(RUNS.split(page), gathered)
    except NotPlain:
        return None
    gathered.end_line()
    return gathered


def _gather(pieces: list[str], page: Page) -> None:
    """Show the page its texts and runs of tags, which alternate; raises NotPlain."""
    texts, offsets, marks = page.built.texts, page.built.offsets, page.marks
    open_now = outermost()
    at = 0
    breaks = False
    pieces.append("")
    for index in range(0, len(pieces), 2):
        text, run = pieces[index], pieces[index + 1]
        if text:
            if not text.isspace():
                if not open_now.worded or "<" in text:
                    raise NotPlain
                mark = f"{len(texts)},"
            else:
                mark = "" if breaks else "\n" if "\n" in text else " "
            if mark:
                texts.append(text)
                offsets.append(at)
                breaks = False
                if not open_now.silent:
                    marks.append(mark)
            at += len(text)
        step = open_now.steps.get(run) or open_now.step(run)
        if step.ends_line and marks:
            page.end_line()
        if step.acts:
            _act(step, page, at)
        if step.breaks is not None:
            breaks = step.breaks
        at += len(run)
        open_now = step.then
    if open_now.opened != OUTERMOST:
        raise NotPlain


def _act(step: Step, page: Page, at: int) -> None:
    """Begin and end elements; every cell takes a number, as in a skeleton."""
    built = page.built
    for tag, attributes, after in step.acts:
        if attributes is None:
            page.end_element(tag)
            continue
        if after:
            attributes = (*attributes, (str(len(built.texts)), None))
            built.texts.append("")
            built.offsets.append(at + after)
        if tag:
            page.start_element(tag, attributes)
