"""Find what a page's own style sheets and style attributes do to the text of its elements.

The sheets are parsed and their selectors matched by turbohtml; here the declarations that bear on
reading are put in the order of the cascade (CSS Cascading 4, 6.1). What is behind a condition holds
if it does on a screen of usual width, and files that a page links to are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from turbohtml import Document as Tree
from turbohtml import Element, SelectorSyntaxError, parse
from turbohtml.cssom import StyleDeclaration, StyleSheet

from gialint.reading import Limits
from gialint.reading.html_limits import SPELLED, too_many_styles
from gialint.reading.html_looks import SUSPECT, look
from gialint.reading.html_skeleton import BREAKING

PROPERTIES = frozenset(
    {
        "background",
        "bottom",
        "clip",
        "clip-path",
        "color",
        "content-visibility",
        "direction",
        "display",
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
SAME = {
    "background-color": "background",
    "text-decoration-line": "text-decoration",
    "-webkit-text-fill-color": "color",
    "font": "font-size",
}
"""Properties by the one they set, or set too."""
INHERITED = frozenset({"color", "font-size", "visibility"})
"""Properties that reach the elements within until one of these sets them anew."""
STEPS = 50_000_000
"""How many elements are compared with selectors at most, weighed by what these take."""
SCREEN = 1280
LONG = 200
"""Characters beyond which no author hides a text by hand: a script shows it, or another part of the page."""

CLOSING_ITSELF = frozenset({"dd", "dt", "img", "input", "li", "p", "td", "th", "tr"})
"""Elements that hold little though nothing closes them."""

_HEAVY = "table,h1,h2,h3,h4,h5,h6"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACES = re.compile(r"(@(?:media|supports|layer|container)\b[^{};]*)?[{}]", re.IGNORECASE)
_WIDTH = re.compile(r"\((min|max)-width\s*:\s*([0-9.]+)px\s*\)")
_COMBINATOR = re.compile(r"[ >+~]+")
_GENERATED = re.compile(r":{1,2}(?:before|after)$", re.IGNORECASE)
_FLEETING = re.compile(
    r"::|:(?:hover|focus|active|visited|target|has|before|after|first-l|is|where)", re.IGNORECASE
)
"""What holds for a moment, is no element, or takes long to find."""
_IDS, _KINDS, _NAMES = (re.compile(each) for each in ("#", r"[.\[]|:(?!not)", r"(?:^|[\s>+~(])[a-zA-Z]"))
_ATTRIBUTE = re.compile(r"attr\(\s*([\w-]+)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_FONT_SIZE = re.compile(r"(?:^|\s)([0-9.]+[a-z%]*)(?:\s*/|\s|$)")
_COLOURED = re.compile(r"background|bgcolor|stylesheet|@import", re.IGNORECASE)

Order = tuple[int, ...]
INLINE: Order = (1,)


class _Opened(NamedTuple):
    """A brace: whether what stands in it is kept, and that it has no condition before it."""

    kept: bool
    plain: bool


class _Rule(NamedTuple):
    """A selector with its declarations; ``order`` is how they rank among others that are not important."""

    selector: str
    order: Order
    style: StyleDeclaration


def styled(page: str, limits: Limits) -> dict[int, str]:
    """Return what tags do to their text by style (``html_signs.EFFECTS``), by where they begin in the page.

    Raises LimitExceeded for more selectors than can be compared.
    """
    tree = parse(page, source_locations=True, scripting=True)
    rules = list(_rules(tree))
    inline = {element: _inline(element) for element in tree.select("[style],font[color]")}
    declared = [*(rule.style for rule in rules), *inline.values()]
    suspects = [style for style in declared if SUSPECT.search(style.text)]
    wanted = {_property(name) for style in suspects for name in style.properties()} & PROPERTIES
    adding = [rule for rule in rules if _GENERATED.search(rule.selector) and _adds_digits(rule.style)]
    rules = [rule for rule in rules if any(_property(name) in wanted for name in rule.style.properties())]
    if sum(_cost(rule.selector) for rule in (*adding, *rules)) * page.count("<") > STEPS:
        raise too_many_styles()
    generated = [element for rule in adding for element in _generated(tree, rule)]
    values = _cascaded(tree, rules, inline, wanted, limits)
    looks = _Looks(len(page) - max(page.find("<body"), 0), wanted & INHERITED, _COLOURED.search(page) is None)
    found = {element: looks.effect(element, set_here) for element, set_here in values.items()}
    found |= {element: "point" for element in generated if not found.get(element)}
    return {start: effect for element, effect in found.items() if effect and (start := _start(element)) >= 0}


def _rules(tree: Tree) -> Iterator[_Rule]:
    """Yield the rules of a page's sheets, a selector each."""
    number = 0
    for sheet in tree.select("style"):
        if not _on_screen(sheet.attr("media", "") or ""):
            continue
        for rule in StyleSheet(_unconditional(sheet.text)).rules:
            for selector in map(str.strip, rule.selector_text.split(",")):
                number += 1
                weights = (len(each.findall(selector)) for each in (_IDS, _KINDS, _NAMES))
                yield _Rule(selector, (0, *weights, number), rule.style)


def _unconditional(css: str) -> str:
    """Return a sheet with what stands behind conditions that hold, and without all behind others."""
    css = _COMMENT.sub(" ", css)
    pieces: list[str] = []
    opened = [_Opened(kept=True, plain=True)]
    done = 0
    for brace in _BRACES.finditer(css):
        here, condition = opened[-1], brace[1]
        pieces += [css[done : brace.start()]] if here.kept else []
        done = brace.end()
        if brace[0][-1] == "{":
            here = _Opened(here.kept and (condition is None or _on_screen(condition)), condition is None)
            opened.append(here)
        elif len(opened) > 1:
            opened.pop()
        pieces += [brace[0][-1]] if here.kept and here.plain else []
    return "".join(pieces) + css[done:]


def _on_screen(query: str) -> bool:
    """Whether a condition holds on a screen of usual width; of what is not known it does not."""
    query = query.lower()
    for bound, width in _WIDTH.findall(query):
        if float(width) > SCREEN if bound == "min" else float(width) < SCREEN:
            return False
    rest = _WIDTH.sub("", query)
    if "@supports" in rest or "@layer" in rest:
        return True
    return "(" not in rest and "print" not in rest and "not " not in rest and "speech" not in rest


def _cost(selector: str) -> int:
    """Return how much it takes at most to compare an element with a selector."""
    return 1 + 10 * selector.count("(") + len(_COMBINATOR.findall(selector))


def _adds_digits(style: StyleDeclaration) -> bool:
    content = style.get("content") or ""
    return "attr(" in content or "counter" in content or _numeric(content)


def _generated(tree: Tree, rule: _Rule) -> Iterator[Element]:
    """Yield the elements to which a rule adds digits (``content``)."""
    named = _ATTRIBUTE.search(rule.style.get("content") or "")
    for element in _matching(tree, _GENERATED.sub("", rule.selector) or "*"):
        if named is None or _numeric(element.attr(named[1], "") or ""):
            yield element


def _numeric(content: str) -> bool:
    return any(
        map(str.isnumeric, _ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), content))
    )


def _matching(tree: Tree, selector: str) -> list[Element]:
    """Return the elements that a selector names; none for what only holds at times, or is no selector."""
    if _FLEETING.search(selector):
        return []
    try:
        return tree.select(selector)
    except SelectorSyntaxError:
        return []


def _cascaded(
    tree: Tree,
    rules: Iterable[_Rule],
    inline: Mapping[Element, StyleDeclaration],
    wanted: Set[str],
    limits: Limits,
) -> dict[Element, dict[str, str]]:
    """Return the values that elements are given themselves."""
    ranked: defaultdict[Element, dict[str, tuple[bool, Order, str]]] = defaultdict(dict)

    def declare(element: Element, style: StyleDeclaration, order: Order) -> None:
        values = ranked[element]
        for name in style.properties():
            prop = _property(name)
            if prop in wanted:
                given = (style.important(name), order, _value(name, style.get(name) or ""))
                values[prop] = max(values.get(prop, given), given)

    for rule in rules:
        limits.check_time()
        for element in _matching(tree, rule.selector):
            declare(element, rule.style, rule.order)
    for element, style in inline.items():
        declare(element, style, INLINE)
    return {
        element: {prop: value for prop, (_, _, value) in values.items()} for element, values in ranked.items()
    }


def _inline(element: Element) -> StyleDeclaration:
    colour = element.attr("color", "") if element.tag == "font" else ""
    return StyleDeclaration.parse((f"color:{colour};" if colour else "") + (element.attr("style", "") or ""))


def _property(name: str) -> str:
    return SAME.get(name, name)


def _value(name: str, value: str) -> str:
    value = value.lower().strip()
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
    inherited: Set[str]
    white: bool
    lengths: dict[Element, int] = field(default_factory=dict)

    def effect(self, element: Element, values: Mapping[str, str]) -> str:
        """Return the effect of the values that an element is given, in its place."""
        found = look(values, element.tag, white=self.white)
        if found is None:
            return "seen" if not self.inherited.isdisjoint(values) else ""
        if found.effect in ("hidden", "unseen"):
            return self._hidden(element, found.effect)
        return found.effect if found.whole or not self._is_all(element) else ""

    def _hidden(self, element: Element, effect: str) -> str:
        """Return what becomes of hidden text: most of a page is shown by a script, and much of it may be."""
        location = element.source_location
        if location is None:
            return ""
        size = 0
        if location.end_tag is not None:
            size = location.end_tag.end_offset - location.start_tag.start_offset
        elif element.tag not in CLOSING_ITSELF:
            size = self.size
        short = element.tag != "table" and size <= LONG * SPELLED * 10 and len(element.text) <= LONG
        if short and element.select_one(_HEAVY) is None:
            return effect
        return "unseen" if size * 2 <= self.size else ""

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
