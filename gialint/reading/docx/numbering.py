"""The numbers of numbered paragraphs (（一）, 1.2), which Word shows but does not write."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial

from gialint.lazy_regex import lazy_regex
from gialint.reading import Limits
from gialint.reading.docx.body import GONE, Line
from gialint.reading.docx.styles import Style, StyleSheet, outline
from gialint.reading.package import OFF, Package, Start, attribute, integer, walk
from gialint.records import NamedTuple, dataclass, field

DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
LEGAL_SIMPLIFIED = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = str.maketrans("0123456789", DIGITS)

LEVELS = 9
LONGEST = 255
"""Characters of a label's pattern that count."""
MARKS = ("start", "numFmt", "lvlText", "suff", "lvlRestart", "isLgl", "startOverride")
PLACEHOLDER = lazy_regex("%([1-9])")
PLAIN = Style()
Level = dict[str, str]
"""A level as the values of its ``MARKS``."""
Counts = list[int | None]
"""For each level the number last used; none before the first and after a restart."""


def spelled(number: int, style: str) -> str:
    """Return a number in a list's number format; plain digits where the format has no other."""
    write = FORMATS.get(style)
    return write(number) if write is not None else str(number)


def chinese(number: int) -> str:
    """Return 一百零五 for 105, 十二 for 12; plain digits outside 1 to 9999."""
    if not 0 < number < 10_000:
        return str(number)
    words = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = not digit
    return words.removeprefix("一") if 10 <= number < 20 else words


def digits(number: int) -> str:
    """Return 一〇 for 10."""
    return str(number).translate(CHINESE)


def counting(number: int) -> str:
    """Return 十二 for 12, 一〇五 for 105."""
    return chinese(number) if number < 100 else digits(number)


def japanese(number: int) -> str:
    """Return 百五 for 105: no 零, and no 一 before 十, 百, 千."""
    words = chinese(number).replace("零", "")
    return words.replace("一千", "千").replace("一百", "百").replace("一十", "十")


def roman(number: int) -> str:
    """Return XIV for 14; plain digits outside 1 to 3999."""
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def letters(number: int) -> str:
    """Return A for 1, AA for 27, AAA for 53, as Word counts; plain digits outside 1 to 780."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def cycle(signs: str) -> Callable[[int], str]:
    """Return a format that counts through ``signs`` and begins again."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def row(first: str, last: str) -> Callable[[int], str]:
    """Return a format whose signs are consecutive characters (①②③); plain digits past the last."""
    most = ord(last) - ord(first) + 1
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(FULL_WIDTH),
    "decimalEnclosedCircle": row("①", "⑳"),
    "decimalEnclosedCircleChinese": row("①", "⑳"),
    "decimalEnclosedFullstop": row("⒈", "⒛"),
    "decimalEnclosedParen": row("⑴", "⒇"),
    "ideographEnclosedCircle": row("㊀", "㊉"),
    "chineseCounting": counting,
    "taiwaneseCounting": counting,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": japanese,
    "ideographDigital": digits,
    "japaneseDigitalTenThousand": digits,
    "taiwaneseDigital": digits,
    "chineseLegalSimplified": lambda number: chinese(number).translate(LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": lambda number: chinese(number).translate(LEGAL_TRADITIONAL),
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
}


@dataclass(slots=True)
class Definition:
    """A scheme (``w:abstractNum``) or a list that counts in one (``w:num``), with its levels from 0.

    A list ``refers`` to its scheme, and a scheme to the list style that holds its levels, if any does.
    """

    levels: dict[int, Level] = field(default_factory=dict)
    refers: str = ""


class Numbering(NamedTuple):
    """The schemes of a document and the lists that count in them, by id."""

    schemes: dict[str, Definition]
    lists: dict[str, Definition]


class Looks:
    """Applies styles and numbering to the paragraphs of a document part, asked in document order.

    The parts that define them are opened only when a paragraph mentions them.
    """

    def __init__(self, package: Package, document: str) -> None:
        self.package = package
        self.document = document
        self.sheet = StyleSheet(package, package.part(document, "styles"))
        self.counts: dict[str, Counts] = {}
        """By scheme: lists of one scheme count on."""
        self.levels: dict[str, list[Level]] = {}
        self.restarted: set[tuple[str, int]] = set()

    def apply(self, line: Line) -> tuple[str, int]:
        """Return a paragraph's text as shown, and its heading level (0 for none)."""
        marks = line.marks
        if not marks:
            return line.text, 0
        style = self.sheet.style(marks["pStyle"]) if "pStyle" in marks else PLAIN
        if GONE in marks and not line.text:
            return "", 0
        heading = outline(marks["outlineLvl"]) if "outlineLvl" in marks else style.heading
        list_id = marks.get("numId", style.list_id)
        if list_id in ("", "0"):
            return line.text, heading
        level = integer(marks.get("ilvl", style.list_level), 0)
        return self._labelled(line.text, list_id, level), heading

    @cached_property
    def numbering(self) -> Numbering:
        """The numbering of the document."""
        part = self.package.part(self.document, "numbering")
        return (
            read_numbering(self.package.read(part), part, self.package.limits) if part else Numbering({}, {})
        )

    def _labelled(self, text: str, list_id: str, level: int) -> str:
        """Return the next paragraph of a list with its label; bullets are no label."""
        scheme = self._scheme(list_id)
        own, shared = self.numbering.lists.get(list_id), self.numbering.schemes.get(scheme)
        if own is None or shared is None or not 0 <= level < LEVELS:
            return text
        if list_id not in self.levels:
            self.levels[list_id] = [
                {**shared.levels.get(at, {}), **own.levels.get(at, {})} for at in range(LEVELS)
            ]
        levels = self.levels[list_id]
        counts = self.counts.setdefault(scheme, [None] * LEVELS)
        first = (list_id, level) not in self.restarted
        self.restarted.add((list_id, level))
        count(level, levels, counts, first)
        label = written(level, levels, counts)
        return label + gap(label, text, levels[level].get("suff", "tab")) + text

    def _scheme(self, list_id: str) -> str:
        """Return the id of the scheme a list counts in, through a list style if need be; empty for none."""
        numbering = self.numbering
        own = numbering.lists.get(list_id)
        scheme = numbering.schemes.get(own.refers) if own else None
        if own is None or scheme is None:
            return ""
        styled = numbering.lists.get(self.sheet.style(scheme.refers).list_id) if scheme.refers else None
        return styled.refers if styled else own.refers


def read_numbering(content: bytes, part: str, limits: Limits) -> Numbering:
    """Return the numbering of a document; raises what ``walk`` raises."""
    numbering = Numbering({}, {})
    opened = Definition()
    level: Level = {}

    def define(among: dict[str, Definition], name: str, attributes: list[str]) -> None:
        nonlocal opened
        opened = among[attribute(attributes, name)] = Definition()

    def refer(attributes: list[str]) -> None:
        opened.refers = attribute(attributes)

    def begin_level(attributes: list[str]) -> None:
        nonlocal level
        level = opened.levels.setdefault(integer(attribute(attributes, "ilvl"), 0), {})

    def note(mark: str, attributes: list[str]) -> None:
        level.setdefault(mark, attribute(attributes))

    starts: dict[str, Start] = {
        "abstractNum": partial(define, numbering.schemes, "abstractNumId"),
        "num": partial(define, numbering.lists, "numId"),
        **dict.fromkeys(("numStyleLink", "abstractNumId"), refer),
        **dict.fromkeys(("lvl", "lvlOverride"), begin_level),
        **{mark: partial(note, mark) for mark in MARKS},
    }
    walk(content, part, limits, starts)
    return numbering


def count(level: int, levels: list[Level], counts: Counts, first: bool) -> None:
    """Count one paragraph at a level; ``first`` is for the first of its list at that level."""
    last = counts[level]
    begin = start(levels[level])
    if first and "startOverride" in levels[level]:
        begin = integer(levels[level]["startOverride"], begin)
        last = None
    counts[level] = begin if last is None else last + 1
    for deeper in range(level + 1, LEVELS):
        if level < integer(levels[deeper].get("lvlRestart", ""), LEVELS):
            counts[deeper] = None


def written(level: int, levels: list[Level], counts: Counts) -> str:
    """Return the label of a level as its ``lvlText`` has it; empty for bullets."""
    own = levels[level]
    if own.get("numFmt") == "bullet":
        return ""
    legal = own.get("isLgl", "0") not in OFF

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        last = counts[at]
        style = "decimal" if legal else levels[at].get("numFmt", "decimal")
        return spelled(start(levels[at]) if last is None else last, style)

    return PLACEHOLDER.sub(number, own.get("lvlText", "")[:LONGEST])


def gap(label: str, text: str, suffix: str) -> str:
    """Return what stands between label and text: a space only where they would run together."""
    if not label or not text or suffix == "nothing":
        return ""
    apart = suffix == "space" or label[-1].isalnum() or (label[-1] == "." and text[0].isdigit())
    return " " if apart else ""


def start(level: Level) -> int:
    """Return the number a level begins with."""
    return integer(level.get("start", ""), 0)
