"""GIA721: half-width marks among full-width ones in Chinese prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Related, Report, Text, rule
from gialint.checking.fixes import rewritten, together
from gialint.checking.kinds.stretches import place_in, scope_of, stretches
from gialint.lazy_regex import lazy_regex
from gialint.model import Fix, Place
from gialint.records import NamedTuple
from gialint_rules.telling import counted

PROSE = scope_of({"in": ["prose", "headings"], "on": "original"})
SHOWN = 20
"""How many places a finding names."""


class Mark(NamedTuple):
    """Marks of one kind: where they are half-width, and what shows that the file has full-width ones.

    A pattern starts with the mark and then looks behind it, so that few places are tried.
    Nothing matches the pattern where not even ``hint`` is found, which is cheap to compile.
    """

    pattern: re.Pattern[str]
    wide: str
    hint: re.Pattern[str]


BRACKET = lazy_regex(r"[()]")
MARKS = (
    Mark(
        lazy_regex(r"(?P<a>[,;:!])(?<=[一-鿿”’》）].)(?=[一-鿿“‘《（0-9]|$)"),
        "，",
        lazy_regex(r"[,;:!](?<=[^\0-\x7f].)(?=[^\0-\x7f]|[0-9]|$)"),
    ),
    Mark(lazy_regex(r"(?P<a>\()(?=[^()（）\n]{0,60}[一-鿿])[^()（）\n]{1,60}(?P<b>\))"), "（）", BRACKET),
    Mark(lazy_regex(r"（[^()（）\n]{1,60}(?P<b>\))"), "（）", BRACKET),
    Mark(lazy_regex(r"(?P<a>\()[^()（）\n]{1,60}）"), "（）", BRACKET),
)
WIDE = dict(zip(",;:!()", "，；：！（）", strict=True))


@rule(
    "GIA721",
    "punctuation-width",
    severity="info",
    title=Text("中文标点应使用全角", "Chinese punctuation should be full-width"),
    basis=["GB/T 15834-2011《标点符号用法》", "custom"],
    hint=Text(
        "请把半角的逗号、冒号、分号、括号改为全角；数字、网址中的不改。",
        "Use full-width punctuation, except in numbers and web addresses.",
    ),
    tags=["wording", "punctuation"],
    since="0.1.0",
    fixable=True,
    examples=[
        {
            "clean": {
                "一": "公开1,353条，其中（APP）推送30条；时间为8:30，网址http://www.yunping.gov.cn（可下载）。"
            }
        },
        {"clean": {"一": "本镇公开信息30条,其中政策10条,动态20条(含转载)。"}},
        {
            "violates": {"一": "本镇公开信息30条，其中政策解读,工作动态20条（含转载）。"},
            "says": "全角标点中混有 1 处半角标点，如“政策解读,工作动”",
        },
        {
            "violates": {"一": "（一）公开情况\n本镇公开信息(含转载)30条，电话:0880-6120035。"},
            "says": "全角标点中混有 3 处半角标点，如“公开信息(含转载”",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell once for the file, unless a machine has folded its marks."""
    if report.damages:
        return
    text = report.document.text
    wide = [mark for mark in MARKS if any(each in text for each in mark.wide)]
    marks = [mark for mark in wide if mark.hint.search(text) and mark.pattern.search(text)]
    places = [place for mark in marks for place in _places(report, mark)]
    if not places:
        return
    places.sort(key=lambda place: place.start)
    first = places[0]
    around = text[max(first.start - 4, first.document.text.rfind("\n", 0, first.start) + 1) : first.end + 3]
    shown = around.partition("\n")[0]
    yield Finding(
        Text(
            f"全角标点中混有 {len(places)} 处半角标点，如“{shown}”",
            f"{counted(len(places), 'half-width mark')} among full-width ones, as in “{shown}”",
        ),
        first,
        tuple(Related(Text("半角", "half-width"), place) for place in places[1:SHOWN]),
        {"count": str(len(places))},
        fix=_fix(places),
    )


def _places(report: Report, mark: Mark) -> Iterator[Place]:
    for stretch in stretches(report, PROSE):
        for match in mark.pattern.finditer(stretch.text, stretch.start, stretch.end):
            for group in match.groupdict():
                yield place_in(report, stretch, *match.span(group))


def _fix(places: list[Place]) -> Fix | None:
    fixes = [rewritten(place, WIDE[place.text]) for place in places]
    return together(fixes, lambda count: Text(f"把 {count} 处改为全角", f"make marks full-width ({count})"))
