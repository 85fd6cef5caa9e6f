"""What is not shown as it stands in a text or Markdown file: struck out, raised, hidden, or a picture.

Tags may stand in either, and in both ``~~9~~`` strikes out, ``9^2^`` and ``[^1]`` raise, and
``![](9.png)`` is a picture. A mark takes in what makes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, cast

from gialint.model import Aside, Document, Manner, Marked
from gialint.reading import Limits
from gialint.reading.html import styles_of
from gialint.reading.html_signs import EFFECTS, MANNERS
from gialint.reading.html_skeleton import attributes_of
from gialint.reading.text_tables import Around

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
DEEPEST = 100
"""Elements open in one another beyond which nothing is looked at."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>")
_MARKS = re.compile(
    r"(?P<struck>~~(?=\S)[^~\n]{1,2000}~~)"
    r"|(?P<raised>\^\{?[0-9]{1,9}\}?\^?|\[\^[^\]\s]{1,40}\]|&(?:sup[123]|\#(?:178|179|185|83(?:0[48]|1[0-3])));)"
    r"|(?P<unreadable>(?<=[0-9])\s{0,3}<br\s{0,3}/?>\s{0,3}(?=[0-9])|!\[[^\]\n]{0,200}\](?:\([^)\n]{0,200}\)|\[[^\]\n]{0,200}\]))"
)


class _Open(NamedTuple):
    """An element that is open, where its tag begins and ends, and the sign of what it does to its text."""

    name: str
    start: int
    inside: int
    sign: str


class _Stretch(NamedTuple):
    """A stretch of a file that is marked, from the beginning of its first tag to the end of its last."""

    marked: Marked
    hidden: str = ""
    """What it hides."""


def with_marks(document: Document, text: str, around: Around, limits: Limits) -> Document:
    """Return the document of a text file with what is marked in it; raises LimitExceeded.

    ``text`` is the file's without what is left out of it, at the same offsets.
    """
    marked, asides = list(around.marked), list(around.asides)
    stretches = [*_tagged(text, limits), *_written(text)]
    found = sorted(stretches, key=lambda each: (each.marked.start, -each.marked.end))
    begins = [start for start, _ in around.tables]
    done = 0
    for each, hidden in found:
        table = bisect_right(begins, each.start)
        if each.start >= max(done, around.tables[table - 1][1] if table else 0):
            marked.append(each)
            asides += [Aside("hidden", hidden, "", each.start)] if hidden else []
            done = each.end
    if not marked and not asides:
        return document
    told = sorted([*document.asides, *asides], key=lambda aside: aside.start)
    return replace(document, marked=tuple(sorted(marked)), asides=tuple(told))


def _written(text: str) -> Iterator[_Stretch]:
    for found in _MARKS.finditer(text):
        yield _Stretch(Marked(*found.span(), cast("Manner", found.lastgroup)))


def _tagged(text: str, limits: Limits) -> Iterator[_Stretch]:
    """Yield the outermost elements that do something to their text; what is left open ends with its line."""
    if "<" not in text:
        return
    styles = styles_of(text)
    opened: list[_Open] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if tag[1]:
            last = next(
                (index for index in range(len(opened) - 1, -1, -1) if opened[index].name == name), None
            )
            if last is not None:
                yield from _closed(text, opened[last], tag.start(), tag.end())
                for each in opened[last + 1 :]:
                    yield from _closed(text, each, tag.start(), tag.start())
                del opened[last:]
            continue
        effect = styles.get(tag.start()) or attributes_of(tag[0], name)[0]
        sign = EFFECTS.get(effect, "")
        if name in VOID:
            if sign:
                yield _Stretch(Marked(*tag.span(), MANNERS[sign]))
        elif len(opened) < DEEPEST:
            opened.append(_Open(name, *tag.span(), sign))
    for each in opened:
        end = text.find("\n", each.inside)
        end = len(text) if end < 0 else end
        yield from _closed(text, each, end, end)


def _closed(text: str, opened: _Open, last: int, end: int) -> Iterator[_Stretch]:
    if opened.sign and (last > opened.inside or MANNERS[opened.sign] == "unreadable"):
        manner = MANNERS[opened.sign]
        said = _TAG.sub("", text[opened.inside : last]).strip() if manner == "hidden" else ""
        yield _Stretch(Marked(opened.start, end, manner), said)
