"""Gather the lines and tables of a plain page from its tags as they stand, without making a tree.

Most reports are plain (``html_nesting``), and this is faster than a tree, which gives the same.
"""

from __future__ import annotations

import re

from gialint.reading import Limits
from gialint.reading.html_limits import SPELLED
from gialint.reading.html_nesting import OUTERMOST, Act, NotPlain, outermost
from gialint.reading.html_page import Page
from gialint.reading.html_skeleton import CELLS, Skeleton
from gialint.reading.html_text import reads_as_it_stands

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
    now = outermost()
    at = 0
    breaks = False
    pieces.append("")
    alternate = iter(pieces)
    for text, run in zip(alternate, alternate, strict=True):
        step = now.steps.get(run) or now.step(run)
        if text:
            if not text.isspace():
                if not now.worded or "<" in text:
                    raise NotPlain
                mark = f"{len(texts)},"
            else:
                mark = "" if breaks else "\n" if "\n" in text else " "
            if step.ends_line and not (marks or now.silent) and reads_as_it_stands(text):
                page.add_line(text, at)
            elif mark:
                texts.append(text)
                offsets.append(at)
                if not now.silent:
                    marks.append(mark)
            breaks = breaks and not mark
            at += len(text)
        if marks and step.ends_line:
            page.end_line()
        if step.acts:
            _act(step.acts, page, at)
        if step.breaks is not None:
            breaks = step.breaks
        at += len(run)
        now = step.then
    if now.opened != OUTERMOST:
        raise NotPlain


def _act(acts: tuple[Act, ...], page: Page, at: int) -> None:
    for tag, after in acts:
        name = tag.name
        if name in CELLS:
            if tag.begins:
                page.open_cell(at + after, tag.rowspan, tag.colspan)
            else:
                page.close_cell()
        elif tag.begins:
            page.start_element(name, ())
        else:
            page.end_element(name)
