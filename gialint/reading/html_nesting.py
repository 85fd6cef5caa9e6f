"""What the tags between two texts of a page do, where they nest so plainly that no browser repairs them.

A page is plain where every element that bears on lines and tables stands where HTML allows it and
is closed by its own tag, in order. Then the tree is the tags as they stand (WHATWG, 13.2.6, has
nothing to imply but a tbody), and what a run of tags does depends only on the elements open
before it. Pages repeat their runs, so each is understood once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gialint.reading.html_page import ARTICLES, EDGES, HEADINGS, NOTED, ROW_GROUPS
from gialint.reading.html_skeleton import (
    BREAKING,
    CELLS,
    DROPPED,
    KEPT,
    ORDINARY,
    RENAMED,
    SILENT,
    attributes_of,
)

# fmt: off
FLOW = frozenset({
    "", "address", "article", "aside", "blockquote", "center", "details", "div", "fieldset", "figure",
    "footer", "form", "header", "li", "main", "nav", "ol", "section", "td", "th", "ul",
})
"""Elements in which blocks and tables may stand; the page itself is the nameless one."""
# fmt: on
BLOCKS = FLOW - CELLS - {"", "li"}
LINES = frozenset({"p", *HEADINGS})
"""Blocks in which no other may stand."""
RAW = frozenset({"script", "style", "title"})
"""Elements that hold text alone, and end only with their own tag."""
VOID = frozenset({"br", "col", "hr", "input"})
IMPLIED = "(tbody)"
"""A tbody that is not written."""
GROUPS = ROW_GROUPS | {IMPLIED}
PARENTS = {
    **dict.fromkeys(BLOCKS | LINES | {"hr", "table"}, FLOW),
    **dict.fromkeys(RAW | {"br", "input"}, FLOW | LINES),
    **dict.fromkeys(ROW_GROUPS | {"colgroup"}, frozenset({"table"})),
    **dict.fromkeys(CELLS, frozenset({"tr"})),
    "li": frozenset({"ul", "ol"}),
    "col": frozenset({"colgroup"}),
    "tr": GROUPS,
}
"""For each element the ones in which it may stand; no other that is kept is plain."""
WORDED = FLOW | LINES | RAW
"""Elements in which words may stand."""
DEEPEST = 100
"""Elements open in one another; browsers count a few hundred before they give up."""

VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`/]+)"""
TAG = re.compile(
    rf"<([a-zA-Z][a-zA-Z0-9:-]*)((?:[ \t\n\f]+[^\s\"'<>/=]+(?:={VALUE})?)*[ \t\n\f]*)(/?)>"
    r"|</([a-zA-Z][a-zA-Z0-9:-]*)[ \t\n\f]*>"
    r"|<!--[^<>-]*(?:-[^<>-]+)*-->"
    r"|<![dD][oO][cC][tT][yY][pP][eE] [^<>]*>"
)
"""A tag, comment or document type on which all tokenizers agree."""


Opened = tuple[tuple[str, ...], int]
"""The elements that are open, outermost first, and how many were when the silent one began: 0 for none."""


OUTERMOST: Opened = (("",), 0)


class NotPlain(Exception):
    """The page is for a browser to repair."""


class Act(NamedTuple):
    """An element that begins or ends; ``attributes`` is none at its end, ``after`` where its tag ends."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...] | None
    after: int


class Step(NamedTuple):
    """What a run of tags does.

    ``ends_line`` tells that it ends the line, ``then`` is what is open after it; ``breaks`` tells
    whether the last tag that counts is one after which white space does not, none for no such tag.
    """

    ends_line: bool
    acts: tuple[Act, ...]
    then: Nesting
    breaks: bool | None


class Nesting:
    """The elements that are open, and the runs of tags understood so far where they are.

    ``known`` are all nestings of the page, ``worded`` tells whether words may stand here.
    """

    __slots__ = ("known", "opened", "silent", "steps", "worded")

    def __init__(self, known: dict[Opened, Nesting], opened: Opened) -> None:
        self.known = known
        self.opened = opened
        self.silent = opened[1] > 0
        self.worded = opened[0][-1] in WORDED
        self.steps: dict[str, Step] = {}

    def step(self, run: str) -> Step:
        """Return what a run of tags does here; raises NotPlain."""
        step = self.steps.get(run)
        if step is None:
            step = self.steps[run] = _Run(self).read(run)
        return step


def outermost() -> Nesting:
    """Return the nesting in which a page begins."""
    return Nesting({}, OUTERMOST)


class _Run:
    """A run of tags while it is read."""

    def __init__(self, before: Nesting) -> None:
        self.known = before.known
        self.stack = list(before.opened[0])
        self.silent = before.opened[1]
        self.acts: list[Act] = []
        self.ends_line = False
        self.breaks: bool | None = None

    def read(self, run: str) -> Step:
        at = 0
        while at < len(run):
            found = TAG.match(run, at)
            if found is None:
                raise NotPlain
            at = found.end()
            if found[1]:
                self._start(found, found[1].lower(), at)
            elif found[4]:
                self._end(found[4].lower())
            elif self.stack[-1] in RAW:
                raise NotPlain
        opened = tuple(self.stack), self.silent
        then = self.known.get(opened)
        if then is None:
            then = self.known[opened] = Nesting(self.known, opened)
        return Step(self.ends_line, tuple(self.acts), then, self.breaks)

    def _start(self, found: re.Match[str], tag: str, after: int) -> None:
        top = self.stack[-1]
        if top in RAW or tag in RENAMED or tag in ORDINARY:
            raise NotPlain
        if tag in DROPPED:
            return
        attributes = attributes_of(found[0])
        if tag not in KEPT:
            if attributes == " hidden":
                raise NotPlain
            return
        self._make_room(tag)
        if found[3] and tag not in VOID:
            raise NotPlain
        if tag == "form" and "form" in self.stack:
            raise NotPlain
        self.breaks = tag in BREAKING and tag not in CELLS
        self._begin(tag, attributes, after)
        if tag not in VOID:
            self.stack.append(tag)
        if len(self.stack) > DEEPEST:
            raise NotPlain

    def _make_room(self, tag: str) -> None:
        """Imply the tbody that is not written, or its end; raises NotPlain for what may not stand here."""
        if tag == "tr" and self.stack[-1] == "table":
            self.stack.append(IMPLIED)
        elif tag in ROW_GROUPS and self.stack[-1] == IMPLIED:
            self._leave()
        if self.stack[-1] not in PARENTS.get(tag, ()):
            raise NotPlain

    def _begin(self, tag: str, attributes: str, after: int) -> None:
        if self.silent:
            if tag in CELLS:
                self.acts.append(Act("", (), after))
            return
        self.ends_line = self.ends_line or tag in BREAKING
        hidden = attributes == " hidden"
        if tag in CELLS:
            self.acts.append(Act("" if hidden else tag, () if hidden else spans(attributes), after))
        if hidden or tag in SILENT or (tag in EDGES and not ARTICLES & set(self.stack)):
            if tag not in VOID:
                self.silent = len(self.stack) + 1
        elif tag in NOTED:
            self.acts.append(Act(tag, (), 0))

    def _end(self, tag: str) -> None:
        if self.stack[-1] in RAW and tag != self.stack[-1]:
            raise NotPlain
        if tag in DROPPED or (tag not in KEPT and tag not in RENAMED):
            return
        if tag == "table" and self.stack[-1] == IMPLIED:
            self._leave()
        if self.stack[-1] != tag:
            raise NotPlain
        self._leave()
        self.breaks = tag in BREAKING

    def _leave(self) -> None:
        """End the innermost element."""
        tag = self.stack[-1]
        if self.silent:
            if self.silent == len(self.stack):
                self.silent = 0
            self.stack.pop()
            return
        self.stack.pop()
        tag = "tbody" if tag == IMPLIED else tag
        self.ends_line = self.ends_line or tag in BREAKING
        if tag in CELLS or tag in NOTED:
            self.acts.append(Act(tag, None, 0))


def spans(attributes: str) -> tuple[tuple[str, str], ...]:
    """Return the spans of a cell (`` colspan=2 rowspan=3``) by their names."""
    named = (each.partition("=") for each in attributes.split())
    return tuple((name, count) for name, _, count in named)
