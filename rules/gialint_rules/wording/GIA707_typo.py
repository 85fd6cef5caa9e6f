"""GIA707: a common typo, or a word that is written twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import eq

from gialint import Facts, Finding, Options, Report, Text, Unassessed, rule
from gialint.checking.fixes import rewritten
from gialint.checking.kinds import ALLOW
from gialint.checking.kinds.presence import match_check
from gialint.lazy_regex import lazy_regex
from gialint.model import Check

TITLE = Text("不应有常见的错别字", "There must be no common typos")
MATCH = {
    "title": {"zh": TITLE.zh, "en": TITLE.en},
    "match": {"in": "all", "replace": "typos", "except": "typos-beside"},
}
REMEMBERED = 1024
"""Passages that are remembered: most recur in a run."""
SIZES = (4, 3, 2)
"""How many characters the words have that are looked for twice in a row."""

HAN = lazy_regex("(?![一二三四五六七八九十百千万亿零两〇]*$|一)[一-鿿]+")
DOUBLED = tuple(2 * each for each in "的了在和是将与由并为")
PARTICLE = lazy_regex(
    r"(?P<word>(?<![目标])的(?=的(?![确士]))|(?<!不)了(?=了(?![解结事]))|在(?=在(?![线职建校岗编册场]))|和(?=和(?![谐平睦解田]))|"
    r"是(?=是(?!非))|将(?=将(?![来军]))|与(?=与(?!会))|由(?=由(?!于))|(?<!合)并(?=并(?![联且案网行不]))|"
    r"(?<![作成认因视分列较尤颇极最行])为(?=为(?![民何难此]|人民)))(?P=word)"
)
"""Particles of one character that are doubled where no word (在线, 为民) begins with the second."""


@rule(
    "GIA707",
    "typo",
    severity="info",
    title=TITLE,
    basis=["custom"],
    hint=Text("请改正，并在全文查找同样的写法。", "Correct it, and look for the same mistake elsewhere."),
    tags=["wording", "typo"],
    since="0.1.0",
    fixable=True,
    options=[ALLOW],
    examples=[
        {
            "clean": {
                "一": "作为公开工作的一部分，平台运转结果良好，自己经办的事项均为目的的一部分，收到来信。"
            }
        },
        {
            "clean": {
                "一": "青石镇政府政府信息公开工作人员常常逐条逐条核对，坚持一件一件办理，时时更新，人人参与。"
            }
        },
        {"clean": {"一": "为了了解群众需求，在在线平台开设专栏，以及及时公开，作为为民办实事的内容。"}},
        {"violates": {"一": "做为公开工作的一部分，及时更新栏目。"}, "says": "“做为”应为“作为”"},
        {"violates": {"一": "按照按照县政府要求，更新公开指南。"}, "says": "“按照按照”应为“按照”"},
        {"violates": {"一": "切实抓好信息公开工作工作落实。"}, "says": "“工作工作”应为“工作”"},
        {"violates": {"一": "我局为为群众提供便利，更新公开指南。"}, "says": "“为为”应为“为”"},
        {
            "violates": {"一": "上年转结0件，末收到新的申请。"},
            "says": ["“转结”应为“结转”", "“末收到”应为“未收到”"],
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Report each listed typo, and each doubled word of prose."""
    allowed = tuple(options["allow"])
    yield from _listed(allowed)(report, facts)
    rightly, before = (tuple(report.lists.get(name, ())) for name in ("doubled-rightly", "doubled-before"))
    for passage in report.passages:
        if passage.kind == "signature":
            continue
        for start, word in _twice(passage.reading):
            end = start + 2 * len(word)
            if word in rightly or _stands_in(allowed, passage.reading, start, end):
                continue
            if passage.reading.startswith(before, start + len(word)):
                continue
            place = report.place(passage, start, end)
            yield Finding(
                Text(f"“{word * 2}”应为“{word}”", f"“{word * 2}” should be “{word}”"),
                place,
                values={"match": word * 2},
                fix=rewritten(place, word) if place.text == word * 2 else None,
            )


@cache
def _listed(allowed: tuple[str, ...]) -> Check:
    """Return the check for listed typos, except inside allowed words."""
    return match_check({**MATCH, "set": {"allow": list(allowed)}})


def _stands_in(allowed: Sequence[str], text: str, start: int, end: int) -> bool:
    """Whether a stretch is part of a word that is allowed."""
    return any(text.find(word, max(end - len(word), 0), start + len(word)) >= 0 for word in allowed)


@lru_cache(maxsize=REMEMBERED)
def _twice(text: str) -> Sequence[tuple[int, str]]:
    """Return where a word stands twice in a row, each stretch of text once."""
    found: list[tuple[int, str]] = []
    taken = 0
    for start, word in sorted((*_words(text), *_particles(text))):
        if start >= taken:
            taken = start + 2 * len(word)
            found.append((start, word))
    return tuple(found)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield words of two characters or more; each character is held against the one that far behind it."""
    for size in SIZES:
        same = bytes(map(eq, text, islice(text, size, None)))
        at = same.find(b"\1" * size)
        while at >= 0:
            word = text[at : at + size]
            if HAN.fullmatch(word) and len(set(word)) > 1:
                yield at, word
            at = same.find(b"\1" * size, at + 1)


def _particles(text: str) -> Iterator[tuple[int, str]]:
    if any(map(text.__contains__, DOUBLED)):
        for match in PARTICLE.finditer(text):
            yield match.start(), match["word"]
