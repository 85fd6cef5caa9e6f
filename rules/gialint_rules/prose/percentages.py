"""Percentages in prose with the two figures that each must follow from: shares, rates and growths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from gialint import Facts
from gialint.lazy_regex import lazy_regex
from gialint_rules.prose.figures import AMONG, COUNT, NUMBER, PERCENT, UNIT, Percentage, misses, value_of
from gialint_rules.prose.growths import growths, growths_of_new

# 信函7件，占35%；网络13件，占65%
PART = lazy_regex(rf"{NUMBER}{UNIT}[,(]?占(?:比|总数的|总量的|全部的)?约?{PERCENT}")
SHARE = lazy_regex(
    NUMBER
    + f"(?P<unit>{UNIT})"
    + r"[,(]其中[^。;,\d]{1,16}"
    + NUMBER
    + r"(?P=unit)[,(]?占(?:比|总数的|总量的|全部的)?约?"
    + PERCENT
)
# 自然人1120件，占新收申请总数的92.4%; 占新收申请的92.4%
OF_ALL = lazy_regex(
    rf"{NUMBER}{UNIT}[,(]?占(?:全年|本年|全部|全市|全县|全区)?"
    r"(?P<all>新收|收到|受理|接收|办结|答复|(?=(?:政府信息公开|依申请公开)?申请))"
    r"(?:政府信息公开|依申请公开)?(?:(?:的?申请)?(?:总数|总量|总件数|件数|数量)|的?申请量?)的?(?:比例|比重)?(?:为|达)?约?"
    + PERCENT
)
# 其中，政策类20条，占35%; 政策类20条，占公开总量的35%
APART = lazy_regex(
    rf"{NUMBER}({UNIT})[,(]?占(?:比|(?P<of>[一-鿿]{{0,4}})(?P<all>总数|总量|全部)的?)?(?:比例|比重)?(?:为|达)?约?{PERCENT}"
)
# 受理诉求2450件，按期办结2401件，按期办结率98%
RATE = lazy_regex(
    rf"(?P<of>[一-鿿]{{0,6}}(?:办结|答复|回复|回应|办理|处理|合格|整改|完成|满意|收回|回收|采纳|签约|通过))率(?:为|达到?|是)?约?{PERCENT}"
)
"""A rate of all that came; others, such as 接种率, are of those alone that were due."""

ALL = "100"
"""A rate that is often of those alone that were due."""

OPPOSITE = ("不", "未", "非", "应", "待", "需", "拟")
MOST_COUNTS = 3
"""Of more than these counts a rate may be what is left of several."""

WHOLES: Mapping[str, tuple[str, ...]] = {
    "新收": ("requests.new",),
    "办结": ("requests.closed",),
    "答复": ("requests.closed",),
    "": ("requests.new", "requests.total_in", "requests.closed"),
}
"""The figures of table three that a share may be of, by the word for the whole."""
IN_ALL = lazy_regex(rf"{NUMBER}{UNIT}[^,。;:()\d]{{0,14}}中,")
"""What the next shares are of (全年181件行政复议中，纠正21件，占11.6%)."""
ELSEWHEN = lazy_regex(r"上年|去年|上一年|同期|20\d\d年")
SENTENCE = lazy_regex(r"[^。]+")


def percentages(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield each growth, share and rate that a passage states with both its figures."""
    found = [
        *growths(reading, year),
        *_shares(reading),
        *_rates(reading),
        *growths_of_new(reading, year, facts),
    ]
    yield from found
    reached = {place for each in found for place in range(each.start, each.end)}
    apart = (*_apart(reading, year, facts), *_of_all(reading, year, facts))
    yield from (each for start, each in {each.start: each for each in apart}.items() if start not in reached)


def _shares(reading: str) -> Iterator[Percentage]:
    """Yield the shares whose whole comes before 其中, or before a list that adds up to it."""
    for match in SHARE.finditer(reading):
        yield Percentage(*match.span(), value_of(match[3]), value_of(match[1]), match[4])
    for sentence in SENTENCE.finditer(reading):
        parts = list(PART.finditer(reading, *sentence.span()))
        whole = sum((value_of(part[1]) for part in parts), Decimal(0))
        if len(parts) < 2 or not any(
            value_of(told[1]) == whole for told in COUNT.finditer(reading, 0, parts[0].start())
        ):
            continue
        for part in parts:
            if not any(match.start() < part.start() < match.end() for match in SHARE.finditer(reading)):
                yield Percentage(*part.span(), value_of(part[1]), whole, part[2])


def _rates(reading: str) -> Iterator[Percentage]:
    """Yield the rates of what was done that are right of nothing counted before in the sentence."""
    for match in RATE.finditer(reading):
        begins = max(reading.rfind("。", 0, match.start()), reading.rfind(";", 0, match.start())) + 1
        counts = [*COUNT.finditer(reading, begins, match.start())]
        named = [each for each in counts if _ends_with(match["of"], reading[begins : each.start()])]
        if len(named) != 1 or match[2] == ALL:
            continue
        done, part = named[0], value_of(named[0][1])
        alike = [each for each in counts if each[2] == done[2]]
        if len(alike) > MOST_COUNTS:
            continue
        told = [value_of(each[1]) for each in alike if each.end() < done.start()]
        behind = [value_of(each[1]) for each in alike if each.start() > done.start()]
        parts = (part, *(part - each for each in behind))  # 办结38件(含上年结转2件)
        wholes = _combined([*told, *behind])
        if told and all(
            list(misses(some, whole, match[2])) for some in parts for whole in wholes if whole >= some
        ):
            whole = next((each for each in reversed(told) if each >= part), told[-1])
            if whole >= part or any(not [*misses(each, whole, match[2])] for each in _exchanged(part)):
                yield Percentage(*match.span(), part, whole, match[2])


def _exchanged(number: Decimal) -> Iterator[Decimal]:
    """Yield a number with two neighbouring digits exchanged: such a part may be more than its whole."""
    digits = str(number)
    for at in range(len(digits) - 1):
        yield Decimal(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _ends_with(done: str, lead: str) -> bool:
    """Return whether words before a count say that something was done, and not the opposite (不合格)."""
    lead = lead.removesuffix("的")
    done = done.replace("回收", "收回") if lead.endswith("收回") else done
    return lead.endswith(done) and not lead.removesuffix(done).endswith(OPPOSITE)


def _combined(counts: Sequence[Decimal]) -> set[Decimal]:
    """Return what a rate may be of: counts, and the sums and differences of two (受理120件，退回5件)."""
    pairs = [*permutations(counts, 2)]
    return {*counts, *(one + other for one, other in pairs), *(one - other for one, other in pairs)} - {0}


def _of_all(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield the shares of all applications that are right of none of the figures they may be of."""
    for match in OF_ALL.finditer(reading):
        sentence = reading.rfind("。", 0, match.start()) + 1
        told = ELSEWHEN.findall(reading, sentence, match.start())
        if any(when != f"{year}年" for when in told):
            continue
        paths = WHOLES.get(match["all"], WHOLES[""])
        wholes = [value for path in paths if (value := facts[path].value)]
        part = value_of(match[1])
        if wholes and part <= wholes[0] and all(list(misses(part, whole, match[3])) for whole in wholes):
            yield Percentage(*match.span(), part, wholes[0], match[3])


def _apart(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield the shares of what was counted in a sentence before that are right of nothing counted there."""
    for match in APART.finditer(reading):
        sentence = reading.rfind("。", 0, match.start()) + 1
        in_all = (each.end() for each in IN_ALL.finditer(reading, sentence, match.start()))
        among = max((reading.rfind(AMONG, 0, match.start()), *in_all))
        if not match["all"] and among < sentence:
            continue
        if any(when != f"{year}年" for when in ELSEWHEN.findall(reading, 0, match.start())):
            continue
        part, end = value_of(match[1]), sentence if match["all"] else among
        told = [(value_of(count[1]), count) for count in COUNT.finditer(reading, 0, match.start())]
        told = [(value, count) for value, count in told if count[2] == match[2]]
        wholes = [
            value
            for value, count in told
            if count.end() <= end and value > part and _is_named(match["of"] or "", count, reading)
        ]
        known = [value for path in WHOLES[""] if (value := facts[path].value)]
        others = (*(value for value, _ in told), *known)
        if wholes and all(list(misses(part, whole, match[5])) for whole in others if whole):
            yield Percentage(*match.span(), part, wholes[-1], match[5])


def _is_named(name: str, count: re.Match[str], reading: str) -> bool:
    """Return whether a count is of what a share says that it is of (占公开总量的)."""
    start = max(map(reading.rfind, ",。;:(", [0] * 5, [count.start()] * 5)) + 1
    return name in reading[start : count.start()] or reading.startswith(name, count.end())
