"""Find what a page's own style sheets and style attributes do to the text of its elements.

Selectors are matched by turbohtml; here the declarations that bear on reading are put in the order
of the cascade (CSS Cascading 4, 6.1). What stands behind a condition holds if it does on a screen of usual
width; turbohtml passes over all that is conditional, so conditions that hold are taken away first.
Files that a page links to are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from turbohtml import Document as Tree
from turbohtml import Element, SelectorSyntaxError, parse
from turbohtml.cssom import StyleDeclaration, StyleSheet

from gialint.lazy_regex import lazy_regex
from gialint.reading.html.looks import SUSPECT, look, unescaped
from gialint.reading.html.tree import BREAKING, SPELLED, too_many_styles
from gialint.records import NamedTuple, dataclass, field

SCREEN = 1280
"""Pixels from side to side."""

_COMMENT = lazy_regex(r"/\*(?:(?!\*/).)*+(?:\*/)?|<!--|-->", re.DOTALL)
_BRACES = lazy_regex(r"(@(?:media|supports|layer|container)\b[^{};]{0,300})?[{}]", re.IGNORECASE)
_WIDTH = lazy_regex(r"\((min|max)-width\s*:\s*([0-9]+(?:\.[0-9]+)?)px\s*\)")
_COMBINATOR = lazy_regex(r"[ >+~]+")
_FLEETING = lazy_regex(
    r"::|:(?:hover|focus|active|visited|target|has|before|after|first-l|is|where)", re.IGNORECASE
)
"""What holds for a moment, is no element, or takes long to find."""
_IDS, _KINDS, _NAMES = (lazy_regex(each) for each in ("#", r"[.\[]|:(?!not)", r"(?:^|[\s>+~(])[a-zA-Z]"))

Order = tuple[int, ...]

# fmt: off
PROPERTIES = frozenset({
    "-webkit-text-security", "background", "background-image", "bottom", "clip", "clip-path", "color",
    "content-visibility", "direction", "display", "filter", "flex-direction", "float", "font-size",
    "height", "left", "margin", "margin-left", "margin-top", "max-height", "max-width",
    "mso-text-raise", "opacity", "overflow", "position", "right", "rotate", "scale", "text-decoration",
    "text-indent", "top", "transform", "unicode-bidi", "vertical-align", "visibility", "width", "zoom",
})
# fmt: on
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
_GENERATED = lazy_regex(r":{1,2}(?:before|after)$", re.IGNORECASE)
_ATTRIBUTE = lazy_regex(r"attr\(\s*([\w-]+)")
_FONT_SIZE = lazy_regex(r"(?:^|\s)([0-9.]+[a-z%]*)(?:\s*/|\s|$)")
_BARE_COLOUR = lazy_regex(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
_COLOURED = lazy_regex(r"background|bgcolor|stylesheet|@import", re.IGNORECASE)
INLINE: Order = (1,)


class Rule(NamedTuple):
    """A selector with its declarations; ``order`` is how they rank among others that are not important."""

    selector: str
    order: Order
    style: StyleDeclaration


def rules_of(tree: Tree) -> Iterator[Rule]:
    """Yield the rules of a page's sheets, a selector each."""
    number = 0
    for sheet in tree.select("style"):
        if not _on_screen(sheet.attr("media", "") or ""):
            continue
        for rule in StyleSheet(_unconditional(sheet.text)).rules:
            for selector in map(str.strip, rule.selector_text.split(",")):
                number += 1
                weights = (len(each.findall(selector)) for each in (_IDS, _KINDS, _NAMES))
                yield Rule(selector, (0, *weights, number), rule.style)


def _unconditional(css: str) -> str:
    """Return a sheet with what stands behind conditions that hold, and without all behind others."""
    css = _COMMENT.sub(" ", css)
    pieces: list[str] = []
    opened = [(True, True)]
    """Whether what stands in each open brace is kept, and that it has no condition before it."""
    done = 0
    for brace in _BRACES.finditer(css):
        (kept, plain), condition = opened[-1], brace[1]
        pieces += [css[done : brace.start()]] if kept else []
        done = brace.end()
        if brace[0][-1] == "{":
            kept, plain = kept and (condition is None or _on_screen(condition)), condition is None
            opened.append((kept, plain))
        elif len(opened) > 1:
            opened.pop()
        pieces += [brace[0][-1]] if kept and plain else []
    return "".join(pieces) + (css[done:] if opened[-1][0] else "")


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


def cost_of(selector: str) -> int:
    """Return how much it takes at most to compare an element with a selector."""
    return 1 + 10 * selector.count("(") + len(_COMBINATOR.findall(selector))


def elements_of(tree: Tree, selector: str) -> list[Element]:
    """Return the elements that a selector names; none for what only holds at times, or is no selector."""
    if _FLEETING.search(selector):
        return []
    try:
        return tree.select(selector)
    except SelectorSyntaxError:
        return []


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
    """Return what tags do to their text by style (``html.words.EFFECTS``), by where they begin in the page.

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
    return {
        location.start_tag.start_offset: effect
        for element, effect in found.items()
        if effect and (location := element.source_location) and location.start_tag
    }


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
            if self._is_light(element):
                return found.effect
            # Most of a page is shown by a script, and much of it may be.
            return "unseen" if self._extent(element) * 2 <= self.size else ""
        if found.effect == "point":
            return "" if element.text.strip() else "point"
        if found.effect == "reversed" and not self._is_light(element):
            return ""
        return found.effect if found.whole or not self._is_all(element) else ""

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
