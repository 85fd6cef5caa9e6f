"""How characters of a Word document are shown: struck, raised, hidden, by themselves or by their styles.

ECMA-376 part 1, 17.3.2 (properties of runs), 17.7.2 and 17.7.3 (how styles add up, and which toggle).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from gialint.reading.docx_xml import OFF, attribute, integer

Shown = Literal["", "hidden", "white", "struck", "raised", "lowered", "turned", "unreadable"]
"""How characters are shown, if not plainly; what is white is hidden only on white."""
Properties = Mapping[str, str]
"""Properties by name; the empty text is one that is switched off, or is of no matter."""

CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange")
"""Elements that tell how properties were before a tracked change."""
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


def property_of(name: str, attributes: list[str]) -> str:
    """Return what a property of characters says, empty where it does not bear on how they are read."""
    read = _READ.get(name)
    value = attribute(attributes)
    return value if read is None else read(value, attributes)


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


def _on(value: str, _: list[str]) -> str:
    return "" if value in OFF else "on"


def _aligned(value: str, _: list[str]) -> str:
    return {"superscript": "raised", "subscript": "lowered"}.get(value, "")


def _position(value: str, _: list[str]) -> str:
    points = integer(value, 0)
    return "" if abs(points) < LEAST else "raised" if points > 0 else "lowered"


def _size(value: str, _: list[str]) -> str:
    return "on" if 0 <= integer(value, 24) <= SMALLEST else ""


def _fonts(_: str, attributes: list[str]) -> str:
    return "on" if any(name.lower() in SYMBOLS for name in attributes[1::2]) else ""


def _fill(value: str, attributes: list[str]) -> str:
    plain = value in ("clear", "nil") and attribute(attributes, "fill").lower() in WHITE
    return "" if plain and not attribute(attributes, "themeFill") else "on"


_READ: Mapping[str, Callable[[str, list[str]], str]] = {
    **dict.fromkeys(("vanish", "specVanish", "strike", "dstrike", "rtl"), _on),
    "vertAlign": _aligned,
    "position": _position,
    "sz": _size,
    "color": lambda value, _: "on" if value.lower() in ("ffffff", "white") else "",
    "rFonts": _fonts,
    "shd": _fill,
    "highlight": lambda value, _: "" if value.lower() in WHITE else "on",
}
PROPERTIES = tuple(_READ)
