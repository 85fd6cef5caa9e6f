"""GIA723: marks written twice, and brackets or quotes without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage
from gialint.records import NamedTuple

DOUBLED = lazy_regex(r"[,。;:、!](?<![A-Za-z/].)[,。;:、!]+")
PAIRS = ("《》", "()", "“”", "〔〕", "【】", "〈〉")
HALVES = lazy_regex("[" + re.escape("".join(PAIRS)) + "]")
NUMBERED = lazy_regex(r"(?:^|[,。;:、…”])[0-9一二三四五六七八九十]{1,3}$")
"""What stands before the bracket of an enumeration: 1）, 一）."""

LONGEST_PIECE = 12
"""Characters of a line that is a piece of a cell."""
LINES = 3
"""Over how many paragraphs a quotation or a broken line may go."""


class Spot(NamedTuple):
    """A bracket or quote: in which passage, and where in its reading."""

    number: int
    at: int
    mark: str


@rule(
    "GIA723",
    "punctuation-pairs",
    severity="info",
    title=Text(
        "标点不应重复，引号、括号、书名号应成对",
        "Punctuation must not be repeated, and pairs must be complete",
    ),
    basis=["GB/T 15834-2011《标点符号用法》"],
    hint=Text("请删去多余的标点，补上缺少的一半。", "Delete the extra mark, or add the missing half."),
    tags=["wording", "punctuation"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "按照《条例》（国务院令第711号）的要求，“应公开尽公开”……\n1）更新目录；2）培训。"}},
        {"clean": {"一": "依据《关于做好2024年公开\n工作的通知》，做好工作。"}},
        {
            "violates": {"一": "全年公开信息30条，。工作平稳。。"},
            "says": ["标点重复：“，。”", "标点重复：“。。”"],
        },
        {"violates": {"一": "按照《中华人民共和国政府信息公开条例的要求，做好工作。"}, "says": "“《”不成对"},
        {"violates": {"一": "全年公开信息30条，含转载5条）。"}, "says": "“）”不成对"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each, in texts that no machine has hurt: what is lost there takes brackets with it."""
    if report.damages:
        return
    prose = [passage for passage in report.passages if passage.kind in ("preface", "prose", "heading")]
    doubled = DOUBLED.search("\n".join([passage.reading for passage in prose]))
    for passage in prose if doubled else ():
        for match in DOUBLED.finditer(passage.reading):
            place = report.place(passage, match.start(), match.end())
            words = Text(f"标点重复：“{place.text}”", f"repeated punctuation: “{place.text}”")
            yield Finding(words, place, values={"marks": match[0]})
    tabled = {section.number for section in report.sections if section.tables}
    prose = [passage for passage in prose if not _is_piece(passage, tabled)]
    halves = list(_halves(prose))
    for pair in PAIRS:
        for spot in _alone(prose, pair, [half for half in halves if half.mark in pair]):
            place = report.place(prose[spot.number], spot.at, spot.at + 1)
            words = Text(f"“{place.text}”不成对", f"“{place.text}” has no matching half")
            yield Finding(words, place, values={"mark": place.text})


def _is_piece(passage: Passage, tabled: Set[str]) -> bool:
    """Tell what was left over of a cell where a table came out as text: its label in pieces, a line each."""
    short = passage.kind == "prose" and len(passage.reading) <= LONGEST_PIECE
    return short and passage.section in tabled and not passage.reading.endswith(("。", ";", ":", ","))


def _halves(passages: Sequence[Passage]) -> Iterator[Spot]:
    for number, passage in enumerate(passages):
        for match in HALVES.finditer(passage.reading):
            yield Spot(number, match.start(), match[0])


def _alone(passages: Sequence[Passage], pair: str, halves: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the halves of a pair that have no other half within a few paragraphs."""
    opened: list[Spot] = []
    for half in halves:
        number, at, mark = half
        if mark == pair[0]:
            opened.append(half)
        elif opened and number - opened[-1].number < LINES:
            opened.pop()
        elif mark != ")" or not NUMBERED.search(passages[number].reading, max(at - 4, 0), at):
            yield half
    yield from opened
