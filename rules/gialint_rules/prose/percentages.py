"""Percentages in prose with the two figures that each must follow from: growths, shares and rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from gialint import Facts
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

NUMBER = r"(?<!\d)(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?[万亿]?)"
UNIT = r"(?:件次|人次|立方米|平方米|公里|[件条宗起例份次个项篇元人名户家台辆场期笔吨亩张批册])"
SCALES = {"万": 4, "亿": 8}
"""By which power of ten a number before one of these is counted."""

PERCENT = r"(\d{1,9}(?:\.\d{1,6})?)%(?!以[上内下]|左右|上下)"
RISING = "增长|增加|上升|提高|增幅|升幅|涨幅|净增|多"
FALLING = ("下降", "减少", "降低", "降幅", "减幅", "净减", "少")
WAY = rf"(?:{RISING}|{'|'.join(FALLING)})"
GAP = rf"(?:(?!{WAY})[^\0。;,()\d])"
THAN = rf"[,(]?(?:数量|总数|总量)?(?:与|比|较|同比|相比){GAP}{{0,8}}(?:20\d\d年)?(?:度)?的?{GAP}{{0,6}}"
ASIDE = "\0"
_ASIDES = lazy_regex(
    r"\([^()]{1,80}\)(?=[,(]?(?:数量|总数|总量)?(?:与|比|较|同比|相比))"
    r"|,(?:均|都|全部|申请人)[^。;,()\d]{1,16}(?=,(?:与|比|较|同比|相比))"
)
"""What may tell more of a figure before it is compared (6件，均为自然人申请，比上年…)."""

ALIKE = r"(?:(?:数量|总数|总量|同比|相比|比例|幅度)[,]?)?"
"""What may stand before a change of the same thing; another word may name another thing."""

# 26件，比2023年的34件（减少8件，）下降23.5%
BESIDE = lazy_regex(
    rf"{NUMBER}{UNIT}{ASIDE}{{0,90}}{THAN}[(]?{NUMBER}{UNIT}[)]?[,]?(?:相比)?{ALIKE}"
    rf"(?:{WAY}了?约?{NUMBER}{UNIT}[,、]{ALIKE})?({WAY})了?(?:达|为)?约?{PERCENT}"
)
# 1246条，上年为1083条，同比增长15.1%
AFTER = lazy_regex(
    rf"{NUMBER}{UNIT},(?:上年|去年|上一年|20\d\d年)度?(?:同期)?(?:为|是){NUMBER}{UNIT},{ALIKE}({WAY})了?(?:达|为)?约?{PERCENT}"
)
# 41件，同比增加13件，增长46.4%
BY = lazy_regex(
    rf"{NUMBER}{UNIT}{ASIDE}{{0,90}}{THAN}{WAY}了?约?{NUMBER}{UNIT}[,、(]{ALIKE}({WAY})了?(?:达|为)?约?{PERCENT}"
)
# 申请量比上年的24件减少6件，降幅25%
BETWEEN = lazy_regex(
    rf"(?:比|较)(?:上年|去年|上一年|20\d\d年)(?:度|同期)?的?{NUMBER}{UNIT}[,]?{WAY}了?{NUMBER}{UNIT}[,、(]{ALIKE}"
    rf"{WAY}了?(?:达|为)?约?{PERCENT}"
)
# 17件，同比下降15%（2022年为20件）
BEHIND = lazy_regex(
    rf"{NUMBER}{UNIT}{ASIDE}{{0,90}}{THAN}({WAY})了?约?{PERCENT}"
    rf"\((?:上年|去年|上一年|20\d\d年)度?(?:同期)?数?量?(?:为|是|:)?{NUMBER}{UNIT}\)"
)
# 新收申请较上年的240件增长23.3%
OF_NEW = lazy_regex(
    r"(?:^|(?<=[。;]))(?:本年度?|今年|全年|(?:20\d\d)年度?|[全我本][省市县区旗州盟镇乡局])?,?共?"
    rf"(?:新收|收到)(?:政府信息公开|依申请公开)?的?申请(?:数量|总数|总量|数|量)?(?:与|比|较|同比)"
    rf"(?:上年|去年|上一年|20\d\d年)(?:度|同期)?的?{NUMBER}{UNIT}(?:相比)?[,]?({WAY})了?约?{PERCENT}"
)
SOME = lazy_regex(r"上半年|下半年|季度|\d月|截至|截止")
"""Words before a comparison of a part of the year."""

# 由40支增至52支，增长30%
FROM = lazy_regex(
    rf"[由从][^。;,()\d]{{0,10}}{NUMBER}[一-鿿]{{1,3}}?(?:增加|增长|上升|提高|扩大|扩展|减少|下降|降低|压减|增|升|减|降)[到至为]"
    rf"{NUMBER}[一-鿿]{{1,3}}?[,(]{ALIKE}({WAY})了?(?:达|为)?约?{PERCENT}"
)
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
# 自然人1120件，占新收申请总数的92.4%
OF_ALL = lazy_regex(
    rf"{NUMBER}{UNIT}[,(]?占(?:全年|本年|全部|全市|全县|全区)?"
    r"(?P<all>新收|收到|受理|接收|办结|答复|(?=(?:政府信息公开|依申请公开)?申请))"
    r"(?:政府信息公开|依申请公开)?(?:的?申请)?(?:总数|总量|总件数|件数|数量)的?(?:比例|比重)?(?:为|达)?约?"
    + PERCENT
)
# 其中，政策类20条，占35%; 政策类20条，占公开总量的35%
APART = lazy_regex(
    rf"{NUMBER}({UNIT})[,(]?占(?:比|(?P<of>[一-鿿]{{0,4}})(?P<all>总数|总量|全部)的?)?(?:比例|比重)?(?:为|达)?约?{PERCENT}"
)
# 受理诉求2450件，按期办结2401件，按期办结率98%
RATE = lazy_regex(
    rf"(?P<of>[一-鿿]{{0,6}}(?:办结|答复|回复|回应|办理|处理|合格|整改|完成))率(?:为|达到?|是)?约?{PERCENT}(?!以[上内]|左右)"
)
"""A rate of all that came; others, such as 接种率, are of those alone that were due."""

ALL = "100"
"""A rate that is often of those alone that were due."""

OPPOSITE = ("不", "未", "非", "应", "待", "需", "拟")
MOST_COUNTS = 3
"""Of more than these counts a rate may be what is left of several."""

AMONG = "其中"
WHOLES: Mapping[str, tuple[str, ...]] = {
    "办结": ("requests.closed",),
    "答复": ("requests.closed",),
    "": ("requests.new", "requests.total_in", "requests.closed"),
}
"""The figures of table three that a share may be of, by the word for the whole."""
NOUN = lazy_regex(rf"{UNIT}的?(?!相比)([一-鿿]{{2,8}}?)[,，]?(?:相比)?{WAY}")
YEAR = lazy_regex(r"(20\d\d)年")
ELSEWHEN = lazy_regex(r"上年|去年|上一年|同期|20\d\d年")

SENTENCE = lazy_regex(r"[^。]+")
COUNT = lazy_regex(rf"{NUMBER}({UNIT})")


class Percentage(NamedTuple):
    """A percentage as stated, at offsets of the reading, and the two figures it must follow from."""

    start: int
    end: int
    part: Decimal
    whole: Decimal
    told: str


def percentages(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield each growth, share and rate that a passage states with both its figures."""
    found = [*_growths(reading, year), *_shares(reading), *_rates(reading), *_of_new(reading, year, facts)]
    yield from found
    reached = {place for each in found for place in range(each.start, each.end)}
    apart = (*_apart(reading, year, facts), *_of_all(reading, year, facts))
    yield from (each for start, each in {each.start: each for each in apart}.items() if start not in reached)


def _growths(reading: str, year: int | None) -> Iterator[Percentage]:
    """Yield each growth that is stated with two of: this year's figure, last year's, the difference."""
    reading = without_asides(reading)
    beside = [
        match
        for match in BESIDE.finditer(reading)
        if is_of_the_same(match[0], match.end(2), match.start(), reading) and not _differs(match)
    ]
    told = [(match, value_of(match[1]), value_of(match[2]), match[4], match[5]) for match in beside]
    told += [
        (match, value_of(match[1]), value_of(match[2]), match[3], match[4])
        for match in AFTER.finditer(reading)
    ]
    told += [
        (match, value_of(match[2]), value_of(match[1]), match[3], match[4])
        for match in FROM.finditer(reading)
    ]
    for match, now, before, way, percent in told:
        if match.re is not FROM and _of_another(reading, match, before, way, percent):
            continue
        if _of_another_year(reading, match, year):
            continue
        yield Percentage(*match.span(), (before - now) if way in FALLING else (now - before), before, percent)
    for match in BY.finditer(reading):
        now, change = _compared(match, reading), value_of(match[2])
        before = now + change if match[3] in FALLING else now - change
        if _of_another_year(reading, match, year) or any(
            not list(misses(change, base, match[4], rounded_by(now) + rounded_by(change)))
            for some in wholes_before(reading, match)
            if (base := some + change if match[3] in FALLING else some - change) > 0
        ):
            continue
        yield Percentage(*match.span(), change, before, match[4])
    ends = {match.end() for match in (*beside, *BY.finditer(reading))}
    for match in BETWEEN.finditer(reading):
        if match.end() not in ends and not _of_another_year(reading, match, year):
            yield Percentage(*match.span(), value_of(match[2]), value_of(match[1]), match[3])
    for match in BEHIND.finditer(reading):
        now, before = value_of(match[1]), value_of(match[4])
        if _of_another(reading, match, before, match[2], match[3]):
            continue
        yield Percentage(
            *match.span(), (before - now) if match[2] in FALLING else (now - before), before, match[3]
        )


def wholes_before(reading: str, match: re.Match[str]) -> set[Decimal]:
    """Return what may be compared: each count before in the sentence, and the sums of the last of them."""
    sentence = reading.rfind("。", 0, match.start()) + 1
    found = [value_of(each[1]) for each in COUNT.finditer(reading, sentence, match.start())]
    now = COUNT.match(reading, match.start())
    found += [value_of(now[1])] if now else []
    return {*found, *(sum(found[at:], Decimal(0)) for at in range(len(found)))}


def _of_another(reading: str, match: re.Match[str], before: Decimal, way: str, percent: str) -> bool:
    """Whether a growth is right of another figure before it, or of the sum of several."""
    return any(
        not list(
            misses(
                (before - some) if way in FALLING else (some - before),
                before,
                percent,
                rounded_by(some) + rounded_by(before),
            )
        )
        for some in wholes_before(reading, match)
    )


def _of_another_year(reading: str, match: re.Match[str], year: int | None) -> bool:
    """Whether what is compared is of another year, or with another than the one before (同比)."""
    if year is None:
        return False
    lead = reading[max(map(reading.rfind, ",。;:", [0] * 4, [match.start()] * 4)) + 1 : match.start()]
    if any(int(each) != year for each in YEAR.findall(lead)):
        return True
    told = {int(each) for each in YEAR.findall(match[0])}
    return bool(told - {year, year - 1}) and "同比" in match[0]


def _of_new(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield each growth of the new applications that is stated with last year's figure alone."""
    now = facts["requests.new.total"].value
    if now is None:
        return
    for match in OF_NEW.finditer(reading):
        if not is_of_the_year(reading, match.start(), match.end(), year):
            continue
        before = value_of(match[1])
        change = before - now if match[2] in FALLING else now - before
        implied = before * (1 + (-1 if match[2] in FALLING else 1) * Decimal(match[3]) / 100)
        if change > 0 and is_near(implied, now):  # else it may be of a whole area
            yield Percentage(*match.span(), change, before, match[3])


def is_near(implied: Decimal, now: Decimal) -> bool:
    """Whether what a sentence implies may be the table's figure: no other matter's, or a whole area's."""
    return now / 2 <= implied <= now * 2


def without_asides(reading: str) -> str:
    """Return a reading with what tells more of a figure that is compared made one mark, as long as it."""
    return _ASIDES.sub(lambda match: ASIDE * len(match[0]), reading)


def _compared(match: re.Match[str], reading: str) -> Decimal:
    """Return what is compared: behind a list the whole that it is of (6件，其中4件、2件，比上年…)."""
    sentence = reading.rfind("。", 0, match.start()) + 1
    told = reading[sentence : match.start(1)]
    first = COUNT.search(reading, sentence, match.start(1))
    return value_of(first[1]) if first and AMONG in told and "、" in told else value_of(match[1])


def _differs(match: re.Match[str]) -> bool:
    """Whether the change beside both figures is another: it is of more than the last (企业2件，比…)."""
    return bool(match[3]) and abs(value_of(match[1]) - value_of(match[2])) != value_of(match[3])


def is_of_the_year(reading: str, start: int, end: int, year: int | None) -> bool:
    """Return whether a sentence up to a place tells of the report's whole year, and the one before."""
    sentence = reading.rfind("。", 0, start) + 1
    years = {int(told) for told in YEAR.findall(reading, sentence, end)}
    return not (SOME.search(reading, sentence, end) or years - {year, (year or 0) - 1})


def is_of_the_same(told: str, behind: int, start: int, reading: str) -> bool:
    """Return whether both figures count the same (not 接口376个，比上年的903个数据集增长33.3%).

    ``told`` begins at ``start``, and ``behind`` is where the second figure ends.
    """
    noun = NOUN.match(reading, behind)
    return noun is None or reading[:start].endswith(noun[1]) or told.startswith(noun[1])


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
        if max(told, default=0) >= part and all(
            list(misses(some, whole, match[2])) for some in parts for whole in wholes if whole >= some
        ):
            yield Percentage(
                *match.span(), part, next(each for each in reversed(told) if each >= part), match[2]
            )


def _ends_with(done: str, lead: str) -> bool:
    """Return whether words before a count say that something was done, and not the opposite (不合格)."""
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
        among = reading.rfind(AMONG, 0, match.start())
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


def misses(part: Decimal, whole: Decimal, told: str, slack: Decimal = Decimal(0)) -> Iterator[Decimal]:
    """Yield what a percentage should be, if it is not that."""
    exact = part / whole * 100
    step = Decimal(1).scaleb(-len(told.partition(".")[2]))
    by = (max(slack, rounded_by(part)) + abs(exact) / 100 * rounded_by(whole)) / abs(whole) * 100
    if abs(exact - Decimal(told)) > step + by:  # rounded or cut off, either is usual
        yield exact.quantize(step, ROUND_HALF_UP)


def rounded_by(value: Decimal) -> Decimal:
    """Return how far a figure may be from what was counted: 2.19亿 is told to its last digit."""
    return Decimal(5).scaleb(_exponent(value) - 1) if _exponent(value) > 0 else Decimal(0)


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def value_of(text: str) -> Decimal:
    """Return the value of a number; what stands before 万 or 亿 keeps how exact it is."""
    return Decimal(text.rstrip("万亿").replace(",", "")).scaleb(SCALES.get(text[-1], 0))


def shown(value: Decimal) -> str:
    """Return a value as prose writes it: in 万 or 亿 where it is told in these."""
    if _exponent(value) <= 0:
        return str(value)
    unit = "亿" if abs(value) >= Decimal(1).scaleb(8) else "万"
    return f"{value.scaleb(-SCALES[unit]):f}{unit}"
