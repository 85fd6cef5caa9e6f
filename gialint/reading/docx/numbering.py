"""The numbers of numbered paragraphs (（一）, 1.2), which Word shows but does not write."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Protocol

from gialint.reading import Limits
from gialint.reading.docx.body import GONE, Line
from gialint.reading.docx.styles import Style, StyleSheet, outline
from gialint.reading.package import OFF, Package, Start, attribute, integer, walk

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


LEVELS = 9
MARKS = ("start", "numFmt", "lvlText", "suff", "lvlRestart", "isLgl", "startOverride")

Levels = dict[int, dict[str, str]]
"""Levels from 0, each as the values of its ``MARKS``."""


class Scheme:
    """A ``w:abstractNum``: its levels, or the list style that holds them and that style's list."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.style = ""
        self.list_id = ""


class Instance:
    """A ``w:num``: the scheme it counts in, and what it changes in the scheme's levels."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.scheme = ""


class Numbering:
    """The schemes and their instances, by id."""

    def __init__(self) -> None:
        self.schemes: dict[str, Scheme] = {}
        self.instances: dict[str, Instance] = {}

    def scheme(self, list_id: str) -> str:
        """Return the id of the scheme a list counts in, through a list style if need be; empty for none."""
        instance = self.instances.get(list_id)
        scheme = self.schemes.get(instance.scheme) if instance is not None else None
        if instance is None or scheme is None:
            return ""
        target = self.instances.get(scheme.list_id)
        return target.scheme if target is not None else instance.scheme

    def levels(self, list_id: str) -> list[dict[str, str]] | None:
        """Return a list's levels as they count; none where there is no such list."""
        instance = self.instances.get(list_id)
        scheme = self.schemes.get(self.scheme(list_id))
        if instance is None or scheme is None:
            return None
        return [{**scheme.levels.get(at, {}), **instance.levels.get(at, {})} for at in range(LEVELS)]


def read_numbering(content: bytes, part: str, limits: Limits) -> Numbering:
    """Return the numbering of a document; raises what ``docx_xml.walk`` raises."""
    reader = _Reader()
    starts: dict[str, Start] = {
        "abstractNum": reader.scheme,
        "numStyleLink": reader.link,
        "num": reader.instance,
        "abstractNumId": reader.counts_in,
        "lvl": reader.level,
        "lvlOverride": reader.level,
        **{mark: partial(reader.note, mark) for mark in MARKS},
    }
    walk(content, part, limits, starts)
    return reader.numbering


class _Reader:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self.open_scheme = Scheme({})
        self.open_instance = Instance({})
        self.levels: Levels = {}
        self.open_level: dict[str, str] = {}

    def scheme(self, attributes: list[str]) -> None:
        self.levels = {}
        self.open_scheme = Scheme(self.levels)
        self.numbering.schemes[attribute(attributes, "abstractNumId")] = self.open_scheme

    def link(self, attributes: list[str]) -> None:
        self.open_scheme.style = attribute(attributes)

    def instance(self, attributes: list[str]) -> None:
        self.levels = {}
        self.open_instance = Instance(self.levels)
        self.numbering.instances[attribute(attributes, "numId")] = self.open_instance

    def counts_in(self, attributes: list[str]) -> None:
        self.open_instance.scheme = attribute(attributes)

    def level(self, attributes: list[str]) -> None:
        self.open_level = self.levels.setdefault(integer(attribute(attributes, "ilvl"), 0), {})

    def note(self, mark: str, attributes: list[str]) -> None:
        self.open_level.setdefault(mark, attribute(attributes))


LONGEST = 255
"""Characters of a label's pattern that count."""
PLACEHOLDER = re.compile("%([1-9])")

Level = dict[str, str]
Counts = list[int | None]
"""For each level the number last used; none before the first and after a restart."""


class Labels:
    """Counts the numbered paragraphs of a document, asked for in document order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.counts: dict[str, Counts] = {}
        """By scheme: lists of one scheme count on."""
        self.levels: dict[str, list[Level] | None] = {}
        self.restarted: set[tuple[str, int]] = set()

    def labelled(self, text: str, list_id: str, level: int) -> str:
        """Return the next paragraph of a list with its label; bullets are no label."""
        if list_id not in self.levels:
            self.levels[list_id] = self.numbering.levels(list_id)
        levels = self.levels[list_id]
        if levels is None or not 0 <= level < LEVELS:
            return text
        counts = self.counts.setdefault(self.numbering.scheme(list_id), [None] * LEVELS)
        first = (list_id, level) not in self.restarted
        self.restarted.add((list_id, level))
        count(level, levels, counts, first)
        label = written(level, levels, counts)
        return label + gap(label, text, levels[level].get("suff", "tab")) + text


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


PLAIN = Style()


class Look(Protocol):
    """What tells how paragraphs look."""

    def apply(self, line: Line) -> tuple[str, int]:
        """Return a paragraph's text as shown, and its heading level (0 for none)."""
        ...


class Looks:
    """Applies styles and numbering to paragraphs of a document part, asked in document order.

    The parts that define them are opened only when a paragraph mentions them.
    """

    def __init__(self, package: Package, document: str) -> None:
        self.package = package
        self.document = document
        self.sheet = StyleSheet(package, package.part(document, "styles"))
        self.labels: Labels | None = None

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
        return self._labels().labelled(line.text, list_id, level), heading

    def _labels(self) -> Labels:
        if self.labels is None:
            part = self.package.part(self.document, "numbering")
            numbering = Numbering()
            if part is not None:
                numbering = read_numbering(self.package.read(part), part, self.package.limits)
            for scheme in numbering.schemes.values():
                if scheme.style:
                    scheme.list_id = self.sheet.style(scheme.style).list_id
            self.labels = Labels(numbering)
        return self.labels
