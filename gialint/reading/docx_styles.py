"""Paragraph styles of a Word document: heading level, numbering and whether they are hidden."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from gialint.reading import Limits, Unreadable
from gialint.reading.docx_xml import OFF, attribute, integer, walk
from gialint.reading.package import Package

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
MARKS = ("name", "basedOn", "outlineLvl", "numId", "ilvl", "vanish")
HEAD = 50_000
"""Bytes of the part in which the styles that documents use are usually found."""
TAG = re.compile(rb"<((?:[\w.-]+:)?style)\s")
FEW = 100
"""Styles up to which looking each one up is faster than parsing them all."""
BODY_TEXT = 9
"""The outline level, counted from 0, that means none."""
DEEPEST = 20
"""How many styles may be based on one another."""

Written = dict[str, dict[str, str]]
"""Styles by their id, each as the values of its ``MARKS``."""


class Style(NamedTuple):
    """What a paragraph style brings: ``heading`` is 0 for none, ``list_id`` empty for none."""

    heading: int = 0
    list_id: str = ""
    list_level: str = ""
    hidden: bool = False


class StyleSheet:
    """The styles of a document, read as they are asked for.

    A document uses a few of some hundred styles, and parsing them all would take longer than
    the document itself.
    """

    def __init__(self, package: Package, part: str | None) -> None:
        self.package = package
        self.part = part
        """The styles part; none where the document has none."""
        self.content = b""
        """As much of it as was needed so far."""
        self.styles: dict[str, Style] = {}
        self.everything: Written | None = None

    def style(self, style_id: str, depth: int = 0) -> Style:
        """Return a style with what it takes from those it is based on.

        Raises what ``docx_xml.walk`` and ``Package.read`` raise.
        """
        known = self.styles.get(style_id)
        if known is not None:
            return known
        own = self._written(style_id)
        base = Style()
        if "basedOn" in own and depth < DEEPEST:
            base = self.style(own["basedOn"], depth + 1)
        style = self.styles[style_id] = derived(own, base)
        return style

    def _written(self, style_id: str) -> dict[str, str]:
        if self.part is None:
            return {}
        if self.everything is None:
            own = self._excerpt(self.part, style_id) if len(self.styles) < FEW else None
            if own is not None:
                return own
            self.content = self.package.read(self.part)
            self.everything = read_styles(self.content, self.part, self.package.limits)
        return self.everything.get(style_id, {})

    def _excerpt(self, part: str, style_id: str) -> dict[str, str] | None:
        if not self.content:
            self.content = self.package.read(part, HEAD)
        own = read_excerpt(self.content, style_id, part, self.package.limits)
        if own is None and len(self.content) == HEAD:
            self.content = self.package.read(part)
            own = read_excerpt(self.content, style_id, part, self.package.limits)
        return own


def read_excerpt(content: bytes, style_id: str, part: str, limits: Limits) -> dict[str, str] | None:
    """Return one style cut out of the part; none where it is not written as it usually is."""
    at = content.find(f'styleId="{style_id}"'.encode())
    tag = TAG.match(content, content.rfind(b"<", 0, at)) if at > 0 else None
    if tag is None:
        return None
    close = b"</" + tag[1] + b">"
    end = content.find(close, at)
    if end < 0:
        return None
    try:
        return read_styles(content[tag.start() : end + len(close)], part, limits).get(style_id)
    except Unreadable:
        return None


def read_styles(content: bytes, part: str, limits: Limits) -> Written:
    """Return the styles as written; raises what ``docx_xml.walk`` raises."""
    written: Written = {}
    style: dict[str, str] = {}

    def begin(attributes: list[str]) -> None:
        nonlocal style
        style = {}
        written[attribute(attributes, "styleId")] = style

    def note(mark: str, attributes: list[str]) -> None:
        # The first is the style's own; what a tracked change says was there comes after it.
        style.setdefault(mark, attribute(attributes))

    walk(content, part, limits, {"style": begin, **{mark: partial(note, mark) for mark in MARKS}})
    return written


def derived(own: dict[str, str], base: Style) -> Style:
    """Return a style as written, on top of the one it is based on."""
    named = HEADING.fullmatch(own.get("name", ""))
    heading = int(named[1]) if named else base.heading
    return Style(
        outline(own["outlineLvl"]) if "outlineLvl" in own else heading,
        own.get("numId", base.list_id),
        own.get("ilvl", base.list_level),
        own["vanish"] not in OFF if "vanish" in own else base.hidden,
    )


def outline(level: str) -> int:
    """Return an ``outlineLvl`` as a heading level from 1, or 0 where it means body text."""
    number = integer(level, BODY_TEXT)
    return number + 1 if 0 <= number < BODY_TEXT else 0
