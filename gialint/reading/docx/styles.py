"""The styles of a Word document, and how its characters are shown: struck, raised, hidden.

ECMA-376 part 1, 17.3.2 (properties of runs), 17.7.2 and 17.7.3 (how styles add up, and which toggle).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import Literal

from gialint.lazy_regex import lazy_regex
from gialint.reading import Limits, Unreadable
from gialint.reading.package import OFF, End, Package, Start, attribute, integer, walk
from gialint.records import NamedTuple

Shown = Literal["", "hidden", "white", "struck", "raised", "lowered", "turned", "unreadable"]
"""How characters are shown, if not plainly; what is white is hidden only on white."""
Properties = Mapping[str, str]
"""Properties by name; the empty text is one that is switched off, or is of no matter."""

CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange")
"""Elements that tell how properties were before a tracked change, which are passed over."""
PLAINLY: Properties = MappingProxyType({})

SYMBOLS = ("wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett")
"""Fonts in which digits are drawings."""
TOGGLES = ("vanish", "strike")
"""What styles that both switch it on switch off again."""
SMALLEST = 2
"""Half points of type that no eye reads."""
LEAST = 3
"""Half points by which a character is raised for all to see."""
WHITE = ("ffffff", "auto", "white", "none", "")
"""Fills that are none, on paper."""

HEADING = lazy_regex(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
MARKS = ("name", "basedOn", "outlineLvl", "numId", "ilvl")
DEFAULTS = re.compile(rb"<((?:[\w.-]+:)?docDefaults)>.*?</\1>", re.DOTALL)
DEFAULT = re.compile(
    rb"<(?:[\w.-]+:)?style(?=\s[^<>]*default=[\"'](?:1|true|on)[\"'])(?=\s[^<>]*type=[\"']paragraph[\"'])\s[^<>]*styleId=[\"']([^\"'<>]+)"
)
"""The tag of the style that paragraphs have which name none."""
PROPERTIES = (
    "vanish", "specVanish", "strike", "dstrike", "rtl", "vertAlign", "position", "sz", "color", "rFonts",
    "shd", "highlight",
)  # fmt: skip
"""Properties of characters that may bear on how they are read."""
PECULIAR = re.compile(
    rb"vanish|Vanish|trike|vertAlign|position|rtl|basedOn|:val=[\"'](?:[0-2]|[fF]{6}|white)[\"']|ings|arlett"
)
"""What must be in a style that bears on how figures are read."""
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
"""Styles by their id, each as the values of its ``MARKS`` and ``PROPERTIES``; the defaults by none."""


def property_of(name: str, attributes: list[str]) -> str:
    """Return what a property of characters says, empty where it does not bear on how they are read."""
    value = attribute(attributes)
    bears = False
    match name:
        case "rFonts":
            bears = any(name.lower() in SYMBOLS for name in attributes[1::2])
        case "sz":
            bears = 0 <= integer(value, 24) <= SMALLEST
        case "color":
            bears = value.lower() in ("ffffff", "white")
        case "vanish" | "specVanish" | "strike" | "dstrike" | "rtl":
            bears = value not in OFF
        case "highlight":
            bears = value.lower() not in WHITE
        case "shd":
            plain = value in ("clear", "nil") and attribute(attributes, "fill").lower() in WHITE
            bears = not plain or attribute(attributes, "themeFill") != ""
        case "vertAlign":
            return {"superscript": "raised", "subscript": "lowered"}.get(value, "")
        case "position":
            points = integer(value, 0)
            return "" if abs(points) < LEAST else "raised" if points > 0 else "lowered"
        case _:
            return value
    return "on" if bears else ""


def shown(direct: Properties, levels: Sequence[Properties], *, shaded: bool) -> Shown:
    """Return how characters are shown that have properties of their own.

    ``levels`` are those of the document, the table, the paragraph and the character style, in this
    order; ``shaded`` tells that what they stand on may be no white paper.
    """
    if not (direct or any(any(level.values()) for level in levels)):
        return ""

    def has(name: str) -> str:
        if name in direct:
            return direct[name]
        first, *styles = (level.get(name) for level in levels)
        if name in TOGGLES:
            return first or ("on" if sum(map(bool, styles)) % 2 else "")
        return next((value for value in (*reversed(styles), first) if value is not None), "")

    if has("vanish") or has("specVanish") or direct.get("sz"):
        return "hidden"
    if has("color") or has("sz"):
        shaded = shaded or bool(has("shd") or has("highlight"))
        # Of a style the run may undo what hides it: then it is in doubt.
        return "white" if shaded or not direct.get("color") else "hidden"
    if has("strike") or has("dstrike"):
        return "struck"
    height = has("vertAlign") or has("position")
    if height:
        return "raised" if height == "raised" else "lowered"
    return "turned" if has("rtl") else "unreadable" if has("rFonts") else ""


class Style(NamedTuple):
    """What a style brings: ``heading`` is 0 for none, ``list_id`` empty for none."""

    heading: int = 0
    list_id: str = ""
    list_level: str = ""
    properties: Properties = PLAINLY
    """Of its characters."""
    shades: bool = False
    """Whether it may put anything but white behind them, such as the first row of a table."""


class Ground(NamedTuple):
    """What the runs of a paragraph stand on: the styles around them, and how that alone shows them."""

    levels: tuple[Properties, ...]
    shown: Shown


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
        self.grounds: dict[tuple[str, str], Ground] = {}
        self.everything: Written | None = None

    def style(self, style_id: str, depth: int = 0) -> Style:
        """Return a style with what it takes from those it is based on.

        Raises what ``walk`` and ``Package.read`` raise.
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

    def ground(self, paragraph: str, table: str) -> Ground:
        """Return what runs stand on in a paragraph of a style, or none, in a table of a style, or none."""
        key = paragraph, table
        if key not in self.grounds:
            named = (table, paragraph or self.default)
            levels = self.defaults, *(self.style(name).properties if name else PLAINLY for name in named)
            self.grounds[key] = Ground(levels, shown({}, levels, shaded=True))
        return self.grounds[key]

    @cached_property
    def defaults(self) -> Properties:
        """The properties of characters for which no style has any."""
        excerpt = DEFAULTS.search(self._head())
        if excerpt is None or not PECULIAR.search(excerpt[0]):
            return PLAINLY
        own = read_styles(excerpt[0], self.part or "", self.package.limits).get("", {})
        return {name: own[name] for name in PROPERTIES if name in own}

    @cached_property
    def default(self) -> str:
        """The style of paragraphs that name none; empty if it does nothing to characters."""
        head = self._head()
        found = DEFAULT.search(head)
        if found is None or not PECULIAR.search(head, found.end(), head.find(b"style>", found.end())):
            return ""
        return found[1].decode(errors="replace")

    def _head(self) -> bytes:
        if not self.content and self.part is not None:
            self.content = self.package.read(self.part, HEAD)
        return self.content

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
        own = read_excerpt(self._head(), style_id, part, self.package.limits)
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
    """Return the styles as written; raises what ``walk`` raises."""
    written: Written = {}
    style: dict[str, str] = {}
    is_part = False
    """Whether this is said of parts of a table."""

    def begin(attributes: list[str]) -> None:
        nonlocal style
        style = {}
        written[attribute(attributes, "styleId")] = style

    def note(mark: str, attributes: list[str]) -> None:
        value = property_of(mark, attributes)
        if mark == "shd" and value:
            style["shades"] = value
        if not is_part:
            style.setdefault(mark, value)

    def part_of_table(_: list[str]) -> End:
        nonlocal is_part
        is_part = True
        return end_of_part

    def end_of_part() -> None:
        nonlocal is_part
        is_part = False

    starts: dict[str, Start] = {mark: partial(note, mark) for mark in (*MARKS, *PROPERTIES)}
    starts |= {"style": begin, "docDefaults": begin, "tblStylePr": part_of_table}
    walk(content, part, limits, starts, passed_over=CHANGES)
    return written


def derived(own: dict[str, str], base: Style) -> Style:
    """Return a style as written, on top of the one it is based on."""
    named = HEADING.fullmatch(own.get("name", ""))
    heading = int(named[1]) if named else base.heading
    return Style(
        outline(own["outlineLvl"]) if "outlineLvl" in own else heading,
        own.get("numId", base.list_id),
        own.get("ilvl", base.list_level),
        {**base.properties, **{name: own[name] for name in PROPERTIES if name in own}},
        base.shades or "shades" in own,
    )


def outline(level: str) -> int:
    """Return an ``outlineLvl`` as a heading level from 1, or 0 where it means body text."""
    number = integer(level, BODY_TEXT)
    return number + 1 if 0 <= number < BODY_TEXT else 0
