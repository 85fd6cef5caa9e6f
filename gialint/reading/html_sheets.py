"""The rules of a page's own style sheets that hold on a screen, a selector each.

What stands behind a condition holds if it does on a screen of usual width. turbohtml parses the
sheets, but it passes over all that is conditional: so conditions that hold are taken away first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Document as Tree
from turbohtml import Element, SelectorSyntaxError
from turbohtml.cssom import StyleDeclaration, StyleSheet

SCREEN = 1280
"""Pixels from side to side."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACES = re.compile(r"(@(?:media|supports|layer|container)\b[^{};]{0,300})?[{}]", re.IGNORECASE)
_WIDTH = re.compile(r"\((min|max)-width\s*:\s*([0-9]+(?:\.[0-9]+)?)px\s*\)")
_COMBINATOR = re.compile(r"[ >+~]+")
_FLEETING = re.compile(
    r"::|:(?:hover|focus|active|visited|target|has|before|after|first-l|is|where)", re.IGNORECASE
)
"""What holds for a moment, is no element, or takes long to find."""
_IDS, _KINDS, _NAMES = (re.compile(each) for each in ("#", r"[.\[]|:(?!not)", r"(?:^|[\s>+~(])[a-zA-Z]"))

Order = tuple[int, ...]


class Rule(NamedTuple):
    """A selector with its declarations; ``order`` is how they rank among others that are not important."""

    selector: str
    order: Order
    style: StyleDeclaration


class _Opened(NamedTuple):
    """A brace: whether what stands in it is kept, and that it has no condition before it."""

    kept: bool
    plain: bool


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
    return "".join(pieces) + (css[done:] if opened[-1].kept else "")


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
