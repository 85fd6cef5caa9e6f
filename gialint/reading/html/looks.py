"""What declarations of CSS do to the text of an element: strike it out, raise it, take it out of sight."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from gialint.lazy_regex import lazy_regex
from gialint.reading.html.tree import BREAKING, too_many_styles, unescape
from gialint.records import NamedTuple

LONGEST = 2_000_000
"""Characters of different styles in a page; with what Word writes a report has 50 000."""
FAR = 500
"""Pixels beyond which what is moved is off the page."""
SHIFT = 3
"""Pixels from which a shift up or down is seen."""
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "em": 16, "rem": 16, "ex": 8, "%": 0.16, "in": 96, "cm": 38, "mm": 3.8}
LENGTH = lazy_regex(r"([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))([a-z]*|%)")
WHITE = 0xF5
"""How bright every part of a colour is that cannot be told from white."""

SUSPECT = lazy_regex(
    r"""
    line-through | text-(?:top|bottom) | super\b | \bsub\b | \brtl\b | bidi-override | reverse
  | transparent | collapse | text-security
  | (?:opacity|font-size|font|zoom|(?:max-)?(?:height|width))\s*:\s*[01]?\.?0*[01]?(?![0-9.])
  | font-size\s*:\s*0?\.[0-9] | opacity\s*:\s*0?\.0
  | vertical-align\s*:\s*[-+.0-9] | (?:top|bottom|mso-text-raise)\s*:\s*-?[0-9.]
  | (?:indent|left|right|top|bottom|margin)\s*:\s*-[0-9.]{2} | translate | clip
  | scale | rotate | matrix | content-visibility | (?:display|visibility)\s*:\s*(?:none|hidden|var)
  | float\s*:\s*right | position\s*:\s*(?:absolute|fixed) | opacity\( | background[^:;}]{0,9}:[^;}]{0,80}url\(
  | content\s*:[^;}]{0,80}(?:[0-9]|attr|counter) | rgba\([^)]{0,40},\s*0?(?:\.0+)?\)
  | (?<![\w-])color\s*:\s*([\w\#]+)\s*;[^}]{0,200}background(?:-color)?\s*:\s*\1(?![\w-])
  | background(?:-color)?\s*:\s*([\w\#]+)\s*;(?:[^}]{0,200}[^\w-])?color\s*:\s*\2(?![\w-])
  | color\s*[:=]\s*["']?(?:white|\#?f[5-9a-f]|rgb\(\s*2[45])
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What a declaration may hold that does any of this."""

_COMMENT = lazy_regex(r"/\*(?:(?!\*/).)*+(?:\*/)?", re.DOTALL)
_ESCAPE = lazy_regex(r"\\([0-9a-fA-F]{1,6})\s?")
_ATTRIBUTE = lazy_regex(r"style\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)|<font[^<>]*", re.IGNORECASE)


def is_suspect(page: str) -> bool:
    """Return whether some style of a page may do any of this; raises LimitExceeded for too many styles."""
    styles = {found[0] for found in _ATTRIBUTE.finditer(page)}
    styles |= {sheet.partition("</style")[0] for sheet in page.lower().split("<style")[1:]}
    if sum(map(len, styles)) > LONGEST:
        raise too_many_styles()
    return any(SUSPECT.search(unescaped(unescape(style))) for style in styles)


def unescaped(css: str) -> str:
    """Return CSS without comments and escapes."""
    css = _COMMENT.sub("", css) if "/*" in css else css
    if "\\" not in css:
        return css
    return _ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), sys.maxunicode)), css)


class Look(NamedTuple):
    """What an element does to its text (``html.words.EFFECTS``)."""

    effect: str
    whole: bool = True
    """It also counts where it takes all of a cell or line."""


def look(values: Mapping[str, str], tag: str, *, white: bool) -> Look | None:
    """Return what an element's declarations do; ``white`` tells that the page is white all over."""
    if "line-through" in values.get("text-decoration", ""):
        return Look("struck")
    seen = _hidden(values, white=white) or _turned(values)
    return seen if seen or tag in BREAKING else _shifted(values)


def _hidden(values: Mapping[str, str], *, white: bool) -> Look | None:
    get = values.get
    unseen = {get("display"), get("visibility"), get("content-visibility")} & {"none", "hidden", "collapse"}
    faint = _number(get("opacity", "1")) < 0.05 or _number(get("zoom", "1")) == 0
    if unseen or faint or "opacity(0" in get("filter", "") or _clipped(values) or _far(values):
        return Look("hidden")
    if "var(" in get("display", "") + get("visibility", "") or get("-webkit-text-security", "none") != "none":
        return Look("unseen")
    size = _pixels(get("font-size", ""))
    if size is not None and size <= 1:
        return Look("unseen")
    colour = _colour(get("color", ""))
    if colour and (colour == "transparent" or colour == _colour(get("background", ""))):
        return Look("unseen")
    # On a page that is coloured somewhere a whole line may be white on a dark ground, part of it hardly.
    return Look("unseen", whole=white) if _bright(colour) else None


def _clipped(values: Mapping[str, str]) -> bool:
    """Whether all of an element is cut off."""
    get = values.get
    clip = get("clip", "")
    if clip.startswith("rect(") and get("position") in ("absolute", "fixed"):
        sizes = [float(found[1]) for found in LENGTH.finditer(clip)]
        if sizes and max(sizes) - min(sizes) <= 1:
            return True
    if re.match(r"inset\((?:50|100)%|circle\(0|polygon\((?:0\S* 0\S*(?:, |\)))+", get("clip-path", "")):
        return True
    if "hidden" not in get("overflow", "") and "clip" not in get("overflow", ""):
        return False
    extents = [_pixels(get(name, "")) for name in ("width", "height", "max-width", "max-height")]
    return any(extent is not None and extent <= 1 for extent in extents)


def _far(values: Mapping[str, str]) -> bool:
    """Whether an element is moved off the page."""
    moved = ["text-indent", "margin", "margin-left", "margin-top"]
    if values.get("position") in ("absolute", "fixed", "relative"):
        moved += ["left", "top"]
        ends = [_pixels(values.get(name, "")) or 0 for name in ("right", "bottom")]
        if min(ends) <= -FAR:
            return True
    lengths = [_pixels(values.get(name, "")) or 0 for name in moved]
    transform = values.get("transform", "")
    if "translate" in transform:
        lengths += [_pixels(found[0]) or 0 for found in LENGTH.finditer(transform)]
    if re.search(r"scale[xy]?\(0(?:\.0+)?[,)]", transform):
        return True
    return min(lengths) <= -FAR


def _turned(values: Mapping[str, str]) -> Look | None:
    """Whether text runs the other way."""
    transform = values.get("transform", "") + values.get("rotate", "") + values.get("scale", "")
    if re.search(r"(?:^|scalex?\(|matrix\()-|rotate[xyz]?\(-?180deg|^180deg", transform):
        return Look("reversed")
    if "reverse" in values.get("flex-direction", ""):
        return Look("reversed")
    if values.get("direction") == "rtl" and "override" in values.get("unicode-bidi", ""):
        return Look("reversed")
    return None


def _shifted(values: Mapping[str, str]) -> Look | None:
    """Whether part of a line stands above or below it, or behind the rest."""
    align = values.get("vertical-align", "")
    if align in ("super", "sub"):
        return Look("raised" if align == "super" else "lowered")
    if align in ("text-top", "text-bottom"):
        return Look("raised" if align == "text-top" else "lowered", whole=False)
    up = _pixels(align) or _pixels(values.get("mso-text-raise", "")) or 0
    if not up and values.get("position") == "relative":
        up = (_pixels(values.get("bottom", "")) or 0) - (_pixels(values.get("top", "")) or 0)
    if abs(up) >= SHIFT:
        return Look("raised" if up > 0 else "lowered", whole=False)
    if values.get("float") == "right" or values.get("position") in ("absolute", "fixed"):
        return Look("reversed", whole=False)
    drawn = "url(" in values.get("background", "") + values.get("background-image", "")
    return Look("point") if drawn else None


def _pixels(value: str) -> float | None:
    found = LENGTH.match(value.strip())
    if found is None or found.end() != len(value.split(" ")[0]):
        return None
    return float(found[1]) * PIXELS.get(found[2], 10)


def _number(value: str) -> float:
    found = LENGTH.fullmatch(value)
    return 1 if found is None else float(found[1])


def _bright(colour: str) -> bool:
    """Whether a colour cannot be told from white."""
    if re.fullmatch("#[0-9a-f]{6}", colour):
        return min(bytes.fromhex(colour[1:])) >= WHITE
    parts = re.fullmatch(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)", colour)
    return colour == "white" or (parts is not None and min(map(int, parts.groups())) >= WHITE)


def _colour(value: str) -> str:
    """Return a colour as it is compared, none where it is not plain."""
    colour = value.replace(" ", "")
    short = re.fullmatch("#([0-9a-f])([0-9a-f])([0-9a-f])", colour)
    if short:
        return "#" + "".join(digit * 2 for digit in short.groups())
    if re.fullmatch(r"rgba\(\d+,\d+,\d+,0(?:\.0+)?\)", colour):
        return "transparent"
    return "" if colour in ("inherit", "initial", "unset", "currentcolor") else colour
