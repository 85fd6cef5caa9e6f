"""GIA112: the preface counts the parts of the report wrongly, or names one twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.understanding.dates import number

PARTS: Mapping[str, Sequence[str]] = {
    "一": ("总体情况", "概述"),
    "二": ("主动公开",),
    "三": (
        *(f"{taken}{and_}处理" for taken in ("收到", "接收", "受理") for and_ in "和及与、"),
        *("依申请", "申请情况"),
    ),
    "四": ("复议", "诉讼"),
    "五": ("问题", "改进"),
    "六": (
        *("其他需要", "其它需要", "其他事项", "其它事项"),
        *(f"需要{told}的其{other}" for told in ("报告", "说明") for other in "他它"),
        *(f"其{other}{how}报告" for other in "他它" for how in ("", "应", "应当", "须", "要")),
    ),
}
"""By the numeral of a part, words by which it is named."""

LEADS = {"四": "复议", "五": "问题"}
"""A part listed as two items begins with the one that has this word."""

LISTED = lazy_regex(r"(?:由|包括|包含|分为|涵盖)(?!的)[^。]+")
COUNTED = lazy_regex(r"(?<!第)([一二三四五六七八九十两]|[0-9]{1,2})个?(?:大)?(?:部分|方面|章节|内容)")
QUOTED = lazy_regex(r"《[^》]*》")
ITEM = lazy_regex(r"[、,;]|”和?“|和(?=“|其他|存在|政府信息公开)|以及")
BARE = lazy_regex(
    r"[“”\s]|^(?:由|包括|包含|分为|涵盖|以下)|(?:等|共计|共)?[一二三四五六七八九十两0-9]{1,2}个?(?:大)?(?:部分|方面|章节|内容)(?:组成|构成)?$"
)
"""What is left out of an item: quotes, what leads the list in, and the count behind it."""

FEWEST = 3
"""Fewer of the six in a sentence are no list of them."""

SIX = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
)
NINE = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、政务新媒体运行情况、"
    "建议提案办理情况、存在的主要问题及改进情况、其他需要报告的事项、附表九个部分组成。"
)
IN_QUOTES = (
    "本报告包括“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”"
    "“存在的主要问题及改进情况”和“其他需要报告的事项”六个部分。"
)
REVIEWS = "政府信息公开行政复议、行政诉讼情况、"


@rule(
    "GIA112",
    "preface-outline",
    severity="info",
    title=Text(
        "前言列出的部分应与报告一致", "The parts that the preface names should be those of the report"
    ),
    basis=["《政府信息公开条例》第五十条", "custom"],
    hint=Text(
        "请在前言中完整列出六个部分，各写一次；也可以删去这一句。",
        "Name all six parts, each once, or delete the sentence.",
    ),
    tags=["outline", "preface"],
    since="0.1.0",
    examples=[
        {"clean": {"preface": SIX}},
        {"clean": {"preface": SIX.replace(REVIEWS, "因政府信息公开工作被申请行政复议、提起行政诉讼情况、")}},
        {"clean": {"preface": "本报告由六个部分组成。"}},
        {"clean": {"preface": "本报告包括总体情况、主动公开政府信息情况、存在的主要问题等六个部分。"}},
        {"clean": {"preface": SIX.replace("其他需要报告的事项", "其他报告的事项")}},
        {"clean": {"preface": NINE}},
        {"clean": {"preface": IN_QUOTES}},
        {
            "violates": {"preface": IN_QUOTES.replace("“存在的主要问题及改进情况”", "")},
            "says": "前言称有 6 个部分，实际列出 5 个，缺少第五部分",
        },
        {
            "violates": {"preface": SIX.replace(REVIEWS, "")},
            "says": "前言称有 6 个部分，实际列出 5 个，缺少第四部分",
        },
        {
            "violates": {"preface": SIX.replace(REVIEWS, "").replace("六个", "等六个")},
            "says": "前言称有 6 个部分，实际列出 5 个，缺少第四部分",
        },
        {"violates": {"preface": SIX.replace(REVIEWS, "总体情况、")}, "says": "前言把第一部分写了两次"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Look at each sentence of the preface that lists the parts."""
    for passage in report.passages:
        if passage.kind != "preface":
            continue
        for listed in LISTED.finditer(passage.reading):
            said = _wrong(listed[0])
            if said is not None:
                yield Finding(said, report.place(passage, *listed.span()), values={"list": said.zh})


def _wrong(text: str) -> Text | None:
    text = QUOTED.sub("", text)
    named, strange = _named(text)
    if len(named) < FEWEST:
        return None
    twice = next((part for part in named if named.count(part) > 1), None)
    if twice is not None:
        return Text(f"前言把第{twice}部分写了两次", f"the preface names part {twice} twice")
    counted = COUNTED.search(text)
    count = number(counted[1]) if counted else len(named)
    short = count - len(named)
    # Parts of the agency's own are counted with the others, and how many items name them is not sure.
    if short == 0 or (short > 1 and "等" in text) or (short > 0 and strange):
        return None
    lacking = "、".join(part for part in PARTS if part not in named)
    which = f"，缺少第{lacking}部分" if short > 0 and lacking else ""
    return Text(
        f"前言称有 {count} 个部分，实际列出 {len(named)} 个{which}",
        f"the preface says {count} parts and names {len(named)}",
    )


def _named(text: str) -> tuple[Sequence[str], bool]:
    """Return the parts named, in order, and whether others are; 行政复议、行政诉讼 are one."""
    named: list[str] = []
    before, strange = "", False
    for item in filter(None, map(BARE.sub, repeat(""), ITEM.split(text))):
        part = next((part for part, words in PARTS.items() if any(word in item for word in words)), "")
        goes_on = part == before and LEADS.get(part, item) not in item
        if part and not goes_on:
            named.append(part)
        strange = strange or not part
        before = part
    return named, strange
