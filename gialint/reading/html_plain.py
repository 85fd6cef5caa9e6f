"""Gather the lines and tables of a plain page from its tags as they stand, without making a tree.

Most reports are plain (``html_nesting``), and this is faster than a tree, which gives the same.
"""

from __future__ import annotations

import re

from gialint.reading import Limits
from gialint.reading.html_limits import SPELLED
from gialint.reading.html_nesting import OUTERMOST, Act, NotPlain, Step, outermost
from gialint.reading.html_page import Page
from gialint.reading.html_skeleton import CELLS, Skeleton
from gialint.reading.html_text import reads_as_it_stands

RUNS = re.compile(r"((?:<[^>]*>)+)")
LONGEST = 500_000
"""Characters of a page up to which the memory that its nestings take need not be looked at."""


def plain_page(page: str, limits: Limits) -> Page | None:
    """Return the content of a page whose line ends are line feeds; none where it is not plain.

    Raises LimitExceeded for too many lines, cells or nested tables.
    """
    if len(page) > min(LONGEST, limits.characters * SPELLED) or page.count("<") * 2 >= limits.tags:
        return None
    if "\0" in page or "<svg" in page or "<math" in page:
        return None
    if page.rfind("<") > page.rfind(">"):  # a tag without end, for which every other would be searched
        return None
    pieces = RUNS.split(page)
    texts, runs = pieces[::2], [*pieces[1::2], ""]
    try:
        steps = _steps(texts, runs)
    except NotPlain:
        return None
    gathered = Page(Skeleton("", [], []), limits)
    _gather(texts, runs, steps, gathered)
    gathered.end_line()
    return gathered


def _steps(texts: list[str], runs: list[str]) -> list[Step]:
    """Return what each run of tags does, the text before it being where words may stand; raises NotPlain."""
    steps: list[Step] = []
    now = outermost()
    for text, run in zip(texts, runs, strict=True):
        if not now.worded and text and not text.isspace():
            raise NotPlain
        step = now.steps.get(run) or now.step(run)
        steps.append(step)
        now = step.then
    # A bracket in an earlier text would have been taken for a tag.
    if now.opened != OUTERMOST or "<" in texts[-1]:
        raise NotPlain
    return steps


def _gather(texts: list[str], runs: list[str], steps: list[Step], page: Page) -> None:
    """Show the page its texts, each with the run of tags behind it."""
    built, marks = page.built, page.marks
    at = 0
    breaks = silent = False
    for text, run, step in zip(texts, runs, steps, strict=True):
        if text:
            if not text.isspace():
                mark = f"{len(built.texts)},"
            else:
                mark = "" if breaks else "\n" if "\n" in text else " "
            if step.ends_line and not (marks or silent) and reads_as_it_stands(text):
                page.add_line(text, at)
            elif mark:
                built.texts.append(text)
                built.offsets.append(at)
                if not silent:
                    marks.append(mark)
            breaks = breaks and not mark
            at += len(text)
        if marks and step.ends_line:
            page.end_line()
        if step.next_cell:
            tag, after = step.next_cell
            page.close_cell()
            page.open_cell(at + after, tag.rowspan, tag.colspan)
        elif step.acts:
            _act(step.acts, page, at)
        if step.breaks is not None:
            breaks = step.breaks
        at += len(run)
        silent = step.then.silent


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
