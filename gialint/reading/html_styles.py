"""Find what a page's own style sheets and style attributes do to the text of its elements.

Selectors are matched by turbohtml; here the declarations that bear on reading are put in the order
of the cascade (CSS Cascading 4, 6.1). Files that a page links to are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from turbohtml import Document as Tree
from turbohtml import Element, parse
from turbohtml.cssom import StyleDeclaration

from gialint.reading.html_limits import SPELLED, too_many_styles
from gialint.reading.html_looks import SUSPECT, look, unescaped
from gialint.reading.html_sheets import Order, Rule, cost_of, elements_of, rules_of
from gialint.reading.html_skeleton import BREAKING

PROPERTIES = frozenset(
    {
        "-webkit-text-security",
        "background",
        "background-image",
        "bottom",
        "clip",
        "clip-path",
        "color",
        "content-visibility",
        "direction",
        "display",
        "filter",
        "flex-direction",
        "float",
        "font-size",
        "height",
        "left",
        "margin",
        "margin-left",
        "margin-top",
        "max-height",
        "max-width",
        "mso-text-raise",
        "opacity",
        "overflow",
        "position",
        "right",
        "rotate",
        "scale",
        "text-decoration",
        "text-indent",
        "top",
        "transform",
        "unicode-bidi",
        "vertical-align",
        "visibility",
        "width",
        "zoom",
    }
)
TOGETHER = (
    frozenset({"position", "left", "top", "right", "bottom", "clip"}),
    frozenset({"overflow", "width", "height", "max-width", "max-height"}),
    frozenset({"direction", "unicode-bidi"}),
    frozenset({"color", "background"}),
)
"""Properties that say something only with others."""
SAME = {
    "background-color": "background",
    "text-decoration-line": "text-decoration",
    "-webkit-text-fill-color": "color",
    "font": "font-size",
    "flex-flow": "flex-direction",
}
"""Properties by the one they set, or set too."""
INHERITED = frozenset({"color", "font-size", "visibility"})
"""Properties that reach the elements within until one of these sets them anew."""
STEPS = 50_000_000
"""How many elements are compared with selectors at most, weighed by what these take."""
LONG = 200
"""Characters beyond which no author hides a text by hand: a script shows it, or another part of the page."""

CLOSING_ITSELF = frozenset({"dd", "dt", "img", "input", "li", "p", "td", "th", "tr"})
"""Elements that hold little though nothing closes them."""

_HEAVY = "table,h1,h2,h3,h4,h5,h6"
_GENERATED = re.compile(r":{1,2}(?:before|after)$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"attr\(\s*([\w-]+)")
_FONT_SIZE = re.compile(r"(?:^|\s)([0-9.]+[a-z%]*)(?:\s*/|\s|$)")
_BARE_COLOUR = re.compile(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
_COLOURED = re.compile(r"background|bgcolor|stylesheet|@import", re.IGNORECASE)

INLINE: Order = (1,)


class _Sheets(NamedTuple):
    """What a page declares for its elements, of the properties that are looked at."""

    tree: Tree
    rules: Sequence[Rule]
    inline: Mapping[Element, StyleDeclaration]

    def values(self, wanted: Set[str], among: Set[Element] | None = None) -> dict[Element, dict[str, str]]:
        """Return the values that elements, or some of them, are given themselves."""
        ranked: defaultdict[Element, dict[str, tuple[bool, Order, str]]] = defaultdict(dict)

        def declare(element: Element, style: StyleDeclaration, order: Order) -> None:
            values = ranked[element]
            for name in style:
                prop = _property(name)
                if prop in wanted:
                    given = (style.important(name), order, _value(name, style.get(name) or ""))
                    values[prop] = max(values.get(prop, given), given)

        for rule in self.rules:
            for element in elements_of(self.tree, rule.selector):
                if among is None or element in among:
                    declare(element, rule.style, rule.order)
        for element, style in self.inline.items():
            if among is None or element in among:
                declare(element, style, INLINE)
        return {
            element: {prop: value for prop, (_, _, value) in values.items()}
            for element, values in ranked.items()
            if values
        }


def styled(page: str) -> dict[int, str]:
    """Return what tags do to their text by style (``html_signs.EFFECTS``), by where they begin in the page.

    Raises LimitExceeded for more selectors than can be compared.
    """
    tree = parse(page, source_locations=True, scripting=True)
    rules = list(rules_of(tree))
    inline = _inline(tree)
    suspects = [rule for rule in rules if _is_suspect(rule.style)]
    odd = {style for style in set(inline.values()) if _is_suspect(style)}
    named = {_property(name) for style in (*(rule.style for rule in suspects), *odd) for name in style}
    wanted = PROPERTIES & named.union(*(group for group in TOGETHER if not named.isdisjoint(group)))
    adding = [rule for rule in rules if _GENERATED.search(rule.selector) and _adds_digits(rule.style)]
    rules = [rule for rule in rules if any(_property(name) in wanted for name in rule.style)]
    if sum(cost_of(rule.selector) for rule in (*adding, *suspects, *rules)) * page.count("<") > STEPS:
        raise too_many_styles()
    touched = {element for rule in suspects for element in elements_of(tree, rule.selector)}
    touched.update(element for element, style in inline.items() if style in odd)
    sheets = _Sheets(tree, rules, inline)
    looks = _Looks(len(page) - max(page.find("<body"), 0), _COLOURED.search(page) is None)
    found = {
        element: looks.effect(element, values) for element, values in sheets.values(wanted, touched).items()
    }
    found |= {
        element: "point" for rule in adding for element in _generated(tree, rule) if not found.get(element)
    }
    if "unseen" in found.values() and not wanted.isdisjoint(INHERITED):
        reset = sheets.values(wanted & INHERITED)
        found |= {element: "seen" for element in reset if not found.get(element)}
    return {start: effect for element, effect in found.items() if effect and (start := _start(element)) >= 0}


def _adds_digits(style: StyleDeclaration) -> bool:
    content = style.get("content") or ""
    return "attr(" in content or "counter" in content or _numeric(content)


def _generated(tree: Tree, rule: Rule) -> Iterator[Element]:
    """Yield the elements to which a rule adds digits (``content``)."""
    named = _ATTRIBUTE.search(rule.style.get("content") or "")
    for element in elements_of(tree, _GENERATED.sub("", rule.selector) or "*"):
        if named is None or _numeric(element.attr(named[1], "") or ""):
            yield element


def _numeric(content: str) -> bool:
    return any(map(str.isnumeric, unescaped(content)))


def _inline(tree: Tree) -> dict[Element, StyleDeclaration]:
    """Return what elements declare for themselves; those that declare the same share it."""
    known: dict[str, StyleDeclaration] = {}
    found: dict[Element, StyleDeclaration] = {}
    for element in tree.select("[style],font[color]"):
        style = element.attr("style", "") or ""
        if element.tag == "font":
            colour = element.attr("color", "") or ""
            style = f"color:{'#' * bool(_BARE_COLOUR.fullmatch(colour))}{colour};{style}"
        if style not in known:
            known[style] = StyleDeclaration.parse(unescaped(style))
        found[element] = known[style]
    return found


def _is_suspect(style: StyleDeclaration) -> bool:
    return SUSPECT.search(unescaped(style.text)) is not None


def _property(name: str) -> str:
    return SAME.get(name, name)


def _value(name: str, value: str) -> str:
    value = unescaped(value).lower().strip()
    if name != "font":
        return value
    size = _FONT_SIZE.search(value)
    return size[1] if size else ""


def _start(element: Element) -> int:
    location = element.source_location
    return location.start_tag.start_offset if location and location.start_tag else -1


@dataclass(slots=True)
class _Looks:
    """Tells what elements do to their text; ``lengths`` are those of lines and cells that were asked for."""

    size: int
    """Characters of the page's body."""
    white: bool
    lengths: dict[Element, int] = field(default_factory=dict)

    def effect(self, element: Element, values: Mapping[str, str]) -> str:
        """Return the effect of the values that an element is given, in its place."""
        found = look(values, element.tag, white=self.white)
        if found is None:
            return ""
        if found.effect in ("hidden", "unseen") and found.whole:
            return self._hidden(element, found.effect)
        if found.effect == "point":
            return "" if element.text.strip() else "point"
        if found.effect == "reversed" and not self._is_light(element):
            return ""
        return found.effect if found.whole or not self._is_all(element) else ""

    def _hidden(self, element: Element, effect: str) -> str:
        """Return what becomes of hidden text: most of a page is shown by a script, and much of it may be."""
        if self._is_light(element):
            return effect
        return "unseen" if self._extent(element) * 2 <= self.size else ""

    def _is_light(self, element: Element) -> bool:
        """Whether an element holds no more than part of a line or a few lines."""
        if element.tag == "table" or self._extent(element) > LONG * SPELLED * 10:
            return False
        return len(element.text) <= LONG and element.select_one(_HEAVY) is None

    def _extent(self, element: Element) -> int:
        """Return how many characters of source an element takes, as far as its tags tell."""
        location = element.source_location
        if location is None or location.end_tag is None:
            return 0 if element.tag in CLOSING_ITSELF else self.size
        return location.end_tag.end_offset - location.start_tag.start_offset

    def _is_all(self, element: Element) -> bool:
        """Whether an element is all there is in its line or cell."""
        around = element
        while isinstance(around.parent, Element) and around.tag not in BREAKING:
            around = around.parent
        if around not in self.lengths:
            self.lengths[around] = _length(around)
        return _length(element) == self.lengths[around]


def _length(element: Element) -> int:
    return len("".join(element.text.split()))
