"""GIA608: a date with a character too few or digits too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gialint import Facts, Finding, Report, Text, rule
from gialint.checking.fixes import rewritten
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

SCRAPED = ("gloss", "traditional", "folded", "byte_slip", "lost")
"""Such a text went through a machine that may have dropped 年 and 月 too."""

TITLE = {"title": "青石镇人民政府2024年政府信息公开工作年度报告"}


class Form(NamedTuple):
    """A way to misspell a date: ``mended`` returns the intended date, or None if it is not certain.

    A pattern starts with the digits and then looks behind them for others, so that few places are tried.
    """

    pattern: re.Pattern[str]
    mended: Callable[[re.Match[str], int | None], str | None]
    loss: bool = False
    """Whether scrapers leave the same behind."""


FORMS = (
    Form(
        lazy_regex(
            r"[0-9](?<![0-9].)[0-9]?月[0-9]{1,2}(?=止|起?至(?![0-9]{1,2}[日号])|起?到(?![0-9]{1,2}[日号]))"
        ),
        lambda match, year: f"{match[0]}日",
    ),
    Form(
        lazy_regex(r"20(?<![0-9]20)(20[0-9]{2})年"),
        lambda match, year: f"{match[1]}年" if year and int(match[1]) in (year, year + 1) else None,
    ),
    Form(
        lazy_regex(r"(20(?<![0-9]20)[0-9]{2})((?:1[0-2]|[1-9])月[0-9]{1,2}[日号])"),
        lambda match, year: f"{match[1]}年{match[2]}",
        True,
    ),
    Form(lazy_regex(r"20(?<![0-9]20)[0-9]{3}年"), lambda match, year: None),
)


@rule(
    "GIA608",
    "malformed-date",
    severity="info",
    title=Text("日期应书写完整", "A date should be written in full"),
    basis=["custom"],
    hint=Text(
        "请补上缺少的“年”“月”“日”，或删去多余的数字。",
        "Add the missing 年, 月 or 日, or delete the extra digit.",
    ),
    tags=["dates", "wording"],
    since="0.1.0",
    fixable=True,
    covers=["GIA601"],
    examples=[
        {"clean": {**TITLE, "六": "统计期间为2024年1月1日起至12月31日止，1月1至3日为假期。"}},
        {"clean": {**TITLE, "六": "统计期间为20241月1日至202412月31日。"}},
        {
            "violates": {**TITLE, "六": "统计期间为2024年1月1日起至2024年12月31止。"},
            "says": "“12月31”书写有误，应为“12月31日”",
        },
        {
            "violates": {**TITLE, "六": "统计期间为20241月1日至2024年12月31日。"},
            "says": "“20241月1日”书写有误，应为“2024年1月1日”",
        },
        {
            "violates": {**TITLE, "一": "202024年，我镇公开信息3条。"},
            "says": "“202024年”书写有误，应为“2024年”",
        },
        {"violates": {**TITLE, "一": "20224年，我镇公开信息3条。"}, "says": "“20224年”书写有误"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Report each mistake, except characters that a scraper may have lost throughout."""
    scraped = any(damage.kind in SCRAPED for damage in report.damages)
    text = readings(report)
    for form in FORMS:
        if not form.pattern.search(text):
            continue
        found = [
            (passage, match)
            for passage in statements(report)
            for match in form.pattern.finditer(passage.reading)
        ]
        if form.loss and (scraped or len(found) > 1):
            continue
        for passage, match in found:
            yield _finding(report, passage, match, form.mended(match, report.year))


def _finding(report: Report, passage: Passage, match: re.Match[str], mended: str | None) -> Finding:
    place = report.place(passage, match.start(), match.end())
    zh = f"“{match[0]}”书写有误" + (f"，应为“{mended}”" if mended else "")
    en = f"“{match[0]}” is malformed" + (f"; it should be “{mended}”" if mended else "")
    fix = rewritten(place, mended) if mended else None
    return Finding(Text(zh, en), place, values={"text": match[0]}, fix=fix)
