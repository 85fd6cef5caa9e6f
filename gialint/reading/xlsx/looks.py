"""How the cells of a workbook look: struck out, white on white, rounded by their number format.

ECMA-376 part 1, 18.8; number formats 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Literal, TypeVar

from gialint.lazy_regex import lazy_regex
from gialint.model import Manner
from gialint.reading import Limits
from gialint.reading.package import OFF, End, Start, attribute, walk
from gialint.records import NamedTuple

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)", 48: "##0.0E+0",
}  # fmt: skip
"""Formats that files name by a number; what is not here shows a number as it is, or a date."""
MOST = 15
"""Digits before the point up to which a number is rounded."""
MOST_PLACES = 30
LONGEST = 255
"""Characters of a format that count."""
_TOKEN = lazy_regex(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|.')
_CONDITION = lazy_regex(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_DATE = lazy_regex("[ymdhsg]", re.IGNORECASE)
_DIGITS = lazy_regex(r"([^0#?.]*)([0#?,]*)(\.[0#?]*)?([^0#?]*)")

WHITE = ("FFFFFFFF", "00FFFFFF", "FFFFFF")
WHITES = ("1", "9")
"""White among the indexed colours (18.8.27)."""
PAPER = "0"
"""The colour of a theme that paper has."""
SMALLEST = 2
"""Points of type that no eye reads."""
ESCAPED = lazy_regex("_x([0-9A-Fa-f]{4})_")
FONT = ("strike", "vertAlign", "color", "sz")
Look = Literal["", "struck", "raised", "lowered", "white"]
"""How characters look; what is white is hidden on paper, and beside what is not."""
Runs = Sequence[tuple[str, Look | None]]
"""A text by its runs; one without a look has that of the cell."""

Item = TypeVar("Item")


class Made(NamedTuple):
    """What is shown of a number: nothing (``hidden``), what is no figure, a rounded one, or else itself."""

    manner: Literal["hidden", "unreadable"] | None = None
    rounded: Decimal | None = None


AS_IT_IS, HIDDEN, ALTERED = Made(), Made("hidden"), Made("unreadable")


class Section(NamedTuple):
    """A part of a format: what it holds for, and its tokens."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[str, ...]


def made(form: str, value: Decimal) -> Made:
    """Return what a format makes of a number."""
    parts = _sections(form[:LONGEST])
    section = _chosen(parts, value)
    literals = "".join(token.strip('"\\') for token in section.tokens if token[0] in '"\\')
    # What is put literally among the placeholders parts them.
    code = "".join("\0" if token[0] in '"\\' else token for token in section.tokens if token[0] not in "_*[")
    if any(map(str.isnumeric, literals)):
        return ALTERED
    if "general" in code.lower() or "@" in code:
        return AS_IT_IS
    if not re.search("[0#?]", code):
        return AS_IT_IS if _DATE.search(code) or literals.strip() or code.strip("\0 ") else HIDDEN
    if value < 0 and section is not parts[0] and not set("-(") & set(code + literals):
        return ALTERED
    return _rounded(code, value, bool(literals.strip()))


def _rounded(code: str, value: Decimal, says: bool) -> Made:
    shape = _DIGITS.fullmatch(code)
    if shape is None or re.search("[1-9]", code):
        return ALTERED
    whole, places = shape[2], (shape[3] or ".")[1:]
    if not value:
        return AS_IT_IS if says or "0" in whole + places else HIDDEN
    if "%" in code or whole.endswith(",") or shape[4].startswith(","):
        return ALTERED
    if value.adjusted() > MOST or len(places) > MOST_PLACES - MOST:
        return AS_IT_IS
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    return Made(rounded=rounded) if rounded != value else AS_IT_IS


def shows_text(form: str) -> bool:
    """Return whether a format shows words: its fourth part may leave them out."""
    sections = _sections(form[:LONGEST])
    return len(sections) < 4 or "@" in sections[3].tokens


def _sections(form: str) -> list[Section]:
    tokens: list[list[str]] = [[]]
    for token in _TOKEN.findall(form):
        if token == ";":
            tokens.append([])
        else:
            tokens[-1].append(token)
    sections: list[Section] = []
    for each in tokens:
        found = next(filter(None, map(_CONDITION.fullmatch, each)), None)
        sections.append(Section((found[1], Decimal(found[2])) if found else None, tuple(each)))
    return sections


def _chosen(sections: Sequence[Section], value: Decimal) -> Section:
    """Return the section for a number: the first whose condition holds, or else by its sign."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        fits = (
            section for section in numeric if section.condition is None or _holds(*section.condition, value)
        )
        return next(fits, Section(None, ("General",)))
    place = 0 if value > 0 else 1 if value < 0 else 2
    return numeric[place] if place < len(numeric) else numeric[0]


def _holds(operator: str, limit: Decimal, value: Decimal) -> bool:
    order = (value > limit) - (value < limit)
    return order in {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[operator]


class Style(NamedTuple):
    """What a cell's style brings: its font, whether it stands on white paper, and its number format."""

    look: Look = ""
    paper: bool = True
    form: str = ""

    @property
    def manner(self) -> Manner | None:
        """How all of a cell is shown, if not as it stands there."""
        return _manner(self.look, True, self.paper)


class Stretch(NamedTuple):
    """Some of a cell's text, and how it is shown; an empty one is for what is not in the text."""

    start: int
    end: int
    manner: Manner


def look_of(name: str, attributes: list[str]) -> Look:
    """Return how a property of a font makes characters look; what does not bear on figures says nothing."""
    value = attribute(attributes)
    if name == "strike":
        return "" if value in OFF else "struck"
    if name == "vertAlign":
        return "raised" if value == "superscript" else "lowered" if value == "subscript" else ""
    if name == "color":
        return "white" if _is_white(attributes) else ""
    return "white" if value.isdecimal() and int(value[:4]) <= SMALLEST else ""


class Texts:
    """Reads texts made of runs (``si``, ``is``), one after the other."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, Look | None]] = []
        self.font: Look | None = None
        """How the font of the run looks, by the first of its properties that tells; none without a font."""
        self.sounds = 0
        self.pieces: list[str] = []

    def starts(self) -> dict[str, Start]:
        """Return what to do where elements begin; character data goes to ``pieces``."""
        return {
            "r": partial(self._font, None),
            "rPr": partial(self._font, ""),
            "rPh": self._sound,
            "t": self._words,
            **{name: partial(self._property, name) for name in FONT},
        }

    def begin(self) -> None:
        """Begin a text."""
        self.runs = []
        self.font = None

    def _font(self, font: Look | None, _: list[str]) -> None:
        self.font = font

    def _property(self, name: str, attributes: list[str]) -> None:
        if self.font is not None:
            self.font = self.font or look_of(name, attributes)

    def _words(self, _: list[str]) -> End:
        self.pieces.clear()
        return self._words_end

    def _words_end(self) -> None:
        if not self.sounds:
            words = ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(self.pieces))
            self.runs.append((words, self.font))

    def _sound(self, _: list[str]) -> End:
        """Pass over the sound written above some characters."""
        self.sounds += 1
        return self._sound_end

    def _sound_end(self) -> None:
        self.sounds -= 1


def stretches(runs: Runs, style: Style) -> tuple[Stretch, ...]:
    """Return what of a text is not shown as it stands there."""
    looks = [(text, style.look if look is None else look) for text, look in runs]
    uniform = len({look for text, look in looks if text.strip()}) == 1
    found: list[Stretch] = []
    at = 0
    for text, look in looks:
        manner = _manner(look, uniform, style.paper)
        if manner is not None and text:
            found.append(Stretch(at, at + len(text), manner))
        at += len(text)
    return tuple(found)


def read_texts(content: bytes, part: str, limits: Limits) -> Mapping[int, Runs]:
    """Return the shared texts that are made of runs, by their number (18.4)."""
    found: dict[int, Runs] = {}
    if b"rPr" not in content:
        return found
    texts = Texts()
    count = 0

    def text(_: list[str]) -> End:
        texts.begin()
        return text_end

    def text_end() -> None:
        nonlocal count
        if any(look for _, look in texts.runs):
            found[count] = texts.runs
        count += 1

    walk(content, part, limits, {**texts.starts(), "si": text}, texts.pieces.append)
    return found


def read_styles(content: bytes, part: str, limits: Limits) -> Sequence[Style]:
    """Return the styles that cells name by their number (18.8.10)."""
    fonts: list[Look] = []
    papers: list[bool] = []
    forms = {str(number): form for number, form in BUILT_IN.items()}
    styles: list[Style] = []
    look: Look = ""

    def font(_: list[str]) -> End:
        nonlocal look
        look = ""
        return lambda: fonts.append(look)

    def take(name: str, attributes: list[str]) -> None:
        nonlocal look
        look = look or look_of(name, attributes)

    def fill(attributes: list[str]) -> None:
        papers.append(attribute(attributes, "patternType") in ("", "none"))

    def colour(attributes: list[str]) -> None:
        if papers and _is_white(attributes):
            papers[-1] = True

    def form(attributes: list[str]) -> None:
        forms[attribute(attributes, "numFmtId")] = attribute(attributes, "formatCode")

    def style(attributes: list[str]) -> None:
        look = numbered(fonts, attribute(attributes, "fontId"), "")
        paper = numbered(papers, attribute(attributes, "fillId"), True)
        styles.append(Style(look, paper, forms.get(attribute(attributes, "numFmtId"), "")))

    starts: dict[str, Start] = {
        **{name: partial(take, name) for name in FONT},
        "font": font,
        "patternFill": fill,
        "gradientFill": lambda _: papers.append(False),
        "fgColor": colour,
        "numFmt": form,
        "xf": style,
    }
    walk(content, part, limits, starts, passed_over=("cellStyleXfs",))
    return styles


def numbered(items: Sequence[Item], number: str, otherwise: Item) -> Item:
    """Return the item that a number as written stands for."""
    place = int(number) if number.isdecimal() and len(number) < 9 else 0
    return items[place] if place < len(items) else otherwise


def _manner(look: Look, uniform: bool, paper: bool) -> Manner | None:
    if look == "white":
        return "hidden" if paper or not uniform else None
    if look == "struck":
        return "struck"
    return look or None if not uniform else None


def _is_white(attributes: list[str]) -> bool:
    if attribute(attributes, "tint") not in ("", "0"):
        return False
    by_number = attribute(attributes, "indexed") in WHITES or attribute(attributes, "theme") == PAPER
    return by_number or attribute(attributes, "rgb").upper() in WHITE
