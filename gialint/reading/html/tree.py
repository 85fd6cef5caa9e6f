"""Reduce a web page to its skeleton: bare tags and numbered texts, for a tree with exact positions.

turbohtml's tree knows where elements stand in the source but not where texts do; its tokens know
that but are no tree. So the page is cut into tokens, every text becomes its number, and the
skeleton is made a tree: implied end tags and text moved out of tables (foster parenting) come out
as in a browser, and each text still knows its offset, wherever the tree puts it. Attributes are
left out but for spans and hiding.

Besides, only ``html.styles`` knows turbohtml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import accumulate
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, cast

from turbohtml import tokenize
from turbohtml import unescape as unescape
from turbohtml.saxparse import sax_parse

from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.reading import LimitExceeded, Limits, not_read
from gialint.records import dataclass

if TYPE_CHECKING:
    from turbohtml import Token
    from turbohtml.saxparse import SaxHandler

Attributes = tuple[tuple[str, str | None], ...]
SPELLED = 4
"""How many characters a page may spend on one that is read: ``&#24180;`` has eight."""

SAVE_REPORT = Text(
    "请只保留报告正文，另存为网页或 .docx 后再检查。",
    "Keep only the report itself, save it as a page or .docx and check that.",
)

# fmt: off
BREAKING = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "p",
    "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "xmp",
})
"""Elements that begin and end a line (HTML, 15 Rendering)."""
SILENT = frozenset({
    "aside", "audio", "button", "canvas", "datalist", "iframe", "math", "nav", "noembed", "noframes",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xml",
})
"""Elements whose content is not the page's own text: chrome, controls, programs, pictures, Word's islands."""
OBJECTS = frozenset({
    "applet", "audio", "button", "canvas", "embed", "iframe", "img", "input", "math", "meter", "object",
    "progress", "script", "select", "svg", "textarea", "video",
})
"""Elements that show what is no text of the page; in a cell it may be the figure."""
# fmt: on
CELLS = frozenset({"td", "th"})
DROPPED = frozenset({"html", "head", "body", "frameset", "frame"})
RENAMED = {"noscript": "script"}
"""To a browser with scripts, noscript holds text that is not shown."""
NO_STYLES: Mapping[int, str] = MappingProxyType({})
AMPERSAND = "\ufdd1"
"""Stands for ``&`` while the page is cut, so that texts keep the length they have in the source."""
SELF_CLOSED = lazy_regex(r"<(?:script|style|title|textarea|xmp|iframe|noembed|noframes)\b[^<>]*/>", re.I)
TAG_EFFECTS = {
    **dict.fromkeys(("del", "s", "strike"), "struck"),
    **dict.fromkeys(("rp", "rt", "rtc"), "gloss"),
    "sup": "raised",
    "sub": "lowered",
}
"""Elements whose text is not shown as other text is (``html.words.EFFECTS``)."""
ASKED = frozenset({"bdo", "dialog", "img", "input"})
"""Elements whose attributes tell what they do."""
SPACER = frozenset({"0", "1"})
"""Sizes of an image that shows nothing."""
HIDING = lazy_regex(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
COUNT = lazy_regex(r"[ \t\n\f\r]*\+?0*([0-9]{1,5})")
MOST = 65_534
"""The largest span HTML knows (4.9.11)."""


def too_many_styles() -> LimitExceeded:
    """Return the error for a page whose style sheets have too many selectors for its tags."""
    return not_read("网页的样式规则太多", "the page has too many style rules", SAVE_REPORT)


def too_many_paragraphs(limits: Limits) -> LimitExceeded:
    """Return the error for more blocks than ``limits.paragraphs``."""
    most = limits.paragraphs
    return not_read(f"段落超过 {most} 个", f"more than {most} paragraphs", SAVE_REPORT)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``markup`` with ``7,`` in place of the text that stands at ``offsets[7]`` and reads ``texts[7]``.

    White space between texts stays in the markup as one character (a line feed if it held one),
    and has a number of its own. So has the beginning of every cell, as the last attribute of its tag.
    """

    markup: str
    texts: list[str]
    offsets: list[int]


def skeleton(page: str, limits: Limits, styled: Mapping[int, str] = NO_STYLES) -> Skeleton:
    """Return the skeleton of a page whose line ends are line feeds.

    ``styled`` has what tags do to their text because of style sheets, by where they begin. Raises
    LimitExceeded for too many tags, or for texts too long to be a report however they are written.
    """
    cut = page.replace("&", AMPERSAND).replace("</>", "<!>")
    if "<svg" in page or "<math" in page:
        # There such a tag closes itself, which the tokens cannot know: it would swallow the page.
        cut = SELF_CLOSED.sub(lambda tag: "<!" + "?" * (len(tag[0]) - 3) + ">", cut)
    pieces = ["<body>"]
    texts: list[str] = []
    offsets: list[int] = []
    known: dict[str, str] = {}
    breaks = False
    lines = [0, *accumulate([len(line) + 1 for line in cut.split("\n")])]
    for number, token in enumerate(tokenize(cut, capture_source=True, capture_attributes=False)):
        if number >= limits.tags:
            raise not_read(
                f"网页的标签和文字超过 {limits.tags} 段",
                f"the page has more than {limits.tags} tags and texts",
                SAVE_REPORT,
            )
        source, offset = token.source, lines[token.line - 1] + token.col
        if source is not None:
            effect = styled.get(offset, "") if styled else ""
            piece = None if effect else known.get(source)
            if piece is None:
                piece = _piece(token, source, effect)
                if not effect:
                    known[source] = piece
            if piece[-1:] == " ":
                piece = f"{piece}{len(texts)}>"
                texts.append("")
                offsets.append(offset + len(source))
                breaks = False
            elif piece:
                breaks = token.tag in BREAKING
            pieces.append(piece)
            continue
        text = token.data or ""
        if text.isspace() and breaks:
            continue
        pieces.append(f"{len(texts)}," if not text.isspace() else "\n" if "\n" in text else " ")
        breaks = False
        offsets.append(offset)
        texts.append(page[offset : offset + len(text)] if AMPERSAND in text else text)
    most = limits.characters * SPELLED
    if sum(map(len, texts)) > most:
        raise not_read(
            f"网页源码里的文字超过 {most} 个字符",
            f"the texts in the page's source have more than {most} characters",
            SAVE_REPORT,
        )
    return Skeleton("".join(pieces), texts, offsets)


def visit(
    built: Skeleton,
    start_element: Callable[[str, Attributes], None],
    end_element: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Show in their order the elements and texts of the tree that a browser would make of the skeleton.

    Void elements end at once.
    """
    handler = SimpleNamespace(
        start_element=start_element,
        end_element=end_element,
        characters=characters,
        # A skeleton has nothing else.
        **dict.fromkeys(("comment", "doctype", "processing_instruction"), lambda *_: None),
    )
    sax_parse(built.markup, cast("SaxHandler", handler))


def _piece(token: Token, source: str, styled: str) -> str:
    """Return what stands for a tag, of a cell without its number and end; nothing for comments."""
    if token.tag is None or token.tag in DROPPED:
        return ""
    tag = RENAMED.get(token.tag, token.tag)
    if source.startswith("</"):
        return f"</{tag}>"
    effect, attributes = attributes_of(source, token.tag)
    if styled and not (styled == "seen" and effect):
        effect = styled
    if effect:
        attributes = f" {effect}{attributes}"
    if tag in CELLS:
        return f"<{tag}{attributes} "
    return f"<{tag}{attributes}{' /' if token.self_closing else ''}>"


def attributes_of(source: str, tag: str) -> tuple[str, str]:
    """Return what a tag does to its text, and the attributes that matter to a skeleton: its spans."""
    effect = TAG_EFFECTS.get(tag) or ("point" if tag in OBJECTS else "")
    lower = source.lower()
    if tag not in ASKED and not any(word in lower for word in ("hidden", "none", "lspan", "wspan")):
        return effect, ""
    given = dict(next(tokenize(source.replace(AMPERSAND, "&"))).attrs or ())
    if given.get("hidden") == "until-found":
        effect = "unseen"
    elif "hidden" in given or HIDING.search(given.get("style") or ""):
        effect = "hidden"
    elif tag in ASKED:
        effect = _asked(tag, given)
    spans = ((name, COUNT.match(given.get(name) or "")) for name in ("colspan", "rowspan"))
    return effect, "".join(f" {name}={min(int(count[1]), MOST)}" for name, count in spans if count)


def _asked(tag: str, given: Mapping[str, str | None]) -> str:
    """Return what an element does that depends on its attributes."""
    if tag == "bdo":
        return "reversed" if (given.get("dir") or "").lower() == "rtl" else ""
    if tag == "dialog":
        return "" if "open" in given else "hidden"
    if tag == "input":
        return "" if (given.get("type") or "").lower() == "hidden" else "point"
    return "" if {given.get("width"), given.get("height")} <= SPACER else "point"
