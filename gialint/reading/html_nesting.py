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
    OBJECTS,
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
INERT = OBJECTS - KEPT
"""Objects that bear on nothing but the cell in which they stand."""
VOID = frozenset({"br", "col", "hr", "input"})
SOURCE = re.compile("<[^>]*>")
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
DEEPEST = 50
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


class NotPlain(Exception):
    """The page is for a browser to repair."""


class Tag(NamedTuple):
    """A tag as it bears on lines and tables; ``rowspan`` and ``colspan`` are those of a cell."""

    name: str
    begins: bool
    point: bool = False
    """It shows what is no text."""
    closed: bool = False
    """It closes itself."""
    rowspan: int = 1
    colspan: int = 1


OUTERMOST: Opened = (("",), 0)
TBODY_END = Tag("tbody", False)


class Act(NamedTuple):
    """An element that begins or ends; ``after`` is where its tag ends in the run."""

    tag: Tag
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
    next_cell: Act | None = None
    """The cell that begins, where all it does is to end one and begin the next."""


class Nesting:
    """The elements that are open, and the runs of tags understood so far where they are.

    ``known`` are all nestings of the page and ``tags`` its tags, none for those that do nothing;
    ``worded`` tells whether words may stand here.
    """

    __slots__ = ("known", "opened", "silent", "steps", "tags", "worded")

    def __init__(self, opened: Opened, known: dict[Opened, Nesting], tags: dict[str, Tag | None]) -> None:
        self.opened = opened
        self.known = known
        self.tags = tags
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
    return Nesting(OUTERMOST, {}, {})


class _Run:
    """A run of tags while it is read."""

    def __init__(self, before: Nesting) -> None:
        self.before = before
        self.stack = list(before.opened[0])
        self.silent = before.opened[1]
        self.acts: list[Act] = []
        self.ends_line = False
        self.breaks: bool | None = None

    def read(self, run: str) -> Step:
        known, tags = self.before.known, self.before.tags
        after = 0
        for source in SOURCE.findall(run):
            after += len(source)
            try:
                tag = tags[source]
            except KeyError:
                tag = tags[source] = tag_of(source)
            if self.stack[-1] in RAW and (tag is None or tag.begins):
                raise NotPlain
            if tag is None:
                continue
            if tag.point and not CELLS.isdisjoint(self.stack):
                raise NotPlain
            if tag.name in INERT:
                continue
            if tag.begins:
                self._start(tag, after)
            else:
                self._end(tag)
        opened = tuple(self.stack), self.silent
        then = known.get(opened)
        if then is None:
            then = known[opened] = Nesting(opened, known, tags)
        return Step(self.ends_line, tuple(self.acts), then, self.breaks, self._next_cell())

    def _next_cell(self) -> Act | None:
        if len(self.acts) != 2 or any(act.tag.name not in CELLS for act in self.acts):
            return None
        ended, begun = self.acts
        return begun if begun.tag.begins and not ended.tag.begins else None

    def _start(self, tag: Tag, after: int) -> None:
        name = tag.name
        if name == "tr" and self.stack[-1] == "table":
            self.stack.append(IMPLIED)
        elif name in ROW_GROUPS and self.stack[-1] == IMPLIED:
            self._leave(TBODY_END)
        if self.stack[-1] not in PARENTS.get(name, ()) or (name == "form" and "form" in self.stack):
            raise NotPlain
        self.breaks = name in BREAKING and name not in CELLS
        if not self.silent:
            self._begin(tag, after)
        if name in VOID:
            return
        if tag.closed or len(self.stack) > DEEPEST:
            raise NotPlain
        self.stack.append(name)

    def _begin(self, tag: Tag, after: int) -> None:
        name = tag.name
        self.ends_line = self.ends_line or name in BREAKING
        if name in SILENT or (name in EDGES and ARTICLES.isdisjoint(self.stack)):
            if name not in VOID:
                self.silent = len(self.stack) + 1
        elif name in CELLS or name in NOTED:
            self.acts.append(Act(tag, after))

    def _end(self, tag: Tag) -> None:
        if tag.name == "table" and self.stack[-1] == IMPLIED:
            self._leave(TBODY_END)
        if self.stack[-1] != tag.name:
            raise NotPlain
        self._leave(tag)
        self.breaks = tag.name in BREAKING

    def _leave(self, tag: Tag) -> None:
        """End the innermost element."""
        self.stack.pop()
        if self.silent:
            if self.silent > len(self.stack):
                self.silent = 0
            return
        self.ends_line = self.ends_line or tag.name in BREAKING
        if tag.name in CELLS or tag.name in NOTED:
            self.acts.append(Act(tag, 0))


def tag_of(source: str) -> Tag | None:
    """Return what a tag or comment says; none where it does nothing; raises NotPlain."""
    found = TAG.fullmatch(source)
    if found is None:
        raise NotPlain
    name = (found[1] or found[4] or "").lower()
    if name in RENAMED or (found[1] and name in ORDINARY):
        raise NotPlain
    if not name or name in DROPPED:
        return None
    effect, attributes = attributes_of(source, name) if found[1] else ("", "")
    point = effect == "point"
    if effect and not point:
        raise NotPlain
    if name not in KEPT and not point:
        return None
    spans = dict(each.split("=") for each in attributes.split())
    return Tag(
        name,
        bool(found[1]),
        point,
        bool(found[3]),
        int(spans.get("rowspan", 1)),
        int(spans.get("colspan", 1)),
    )
