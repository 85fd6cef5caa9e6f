"""Growths in prose with the two figures that each must follow from (26件，比2023年的34件下降23.5%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gialint import Facts
from gialint.lazy_regex import lazy_regex
from gialint_rules.prose.figures import (
    AMONG,
    COUNT,
    NUMBER,
    PERCENT,
    UNIT,
    Percentage,
    misses,
    rounded_by,
    value_of,
)

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

LAST = r"(?:上年|去年|上一年|20\d\d年)"
NOW, BEFORE, CHANGE = (rf"(?P<{name}>{NUMBER})" for name in ("now", "before", "change"))
BY_PERCENT = rf"(?P<way>{WAY})了?(?:达|为)?约?(?P<percent>{PERCENT})"

# 26件，比2023年的34件（减少8件，）下降23.5%
BESIDE = lazy_regex(
    rf"{NOW}{UNIT}{ASIDE}{{0,90}}{THAN}[(]?{BEFORE}(?P<unit>{UNIT})[)]?[,]?(?:相比)?{ALIKE}"
    rf"(?:{WAY}了?约?{CHANGE}{UNIT}[,、]{ALIKE})?{BY_PERCENT}"
)
# 1246条，上年为1083条，（增加163条，）同比增长15.1%
AFTER = lazy_regex(
    rf"{NOW}{UNIT},{LAST}度?(?:同期)?(?:为|是|有)?{BEFORE}{UNIT},{ALIKE}"
    rf"(?:{WAY}了?{CHANGE}{UNIT}[,、]{ALIKE})?{BY_PERCENT}"
)
# 17件，（同比）下降15%（2022年为20件）
BEHIND = lazy_regex(
    rf"{NOW}{UNIT}{ASIDE}{{0,90}}(?:{THAN}|,){BY_PERCENT}\({LAST}度?(?:同期)?数?量?(?:为|是|:)?{BEFORE}{UNIT}\)"
)
# 由40支增至52支，增长30%
FROM = lazy_regex(
    rf"[由从](?:20\d\d年)?[^。;,()\d]{{0,10}}{BEFORE}[一-鿿]{{1,3}}?(?:增加|增长|上升|提高|扩大|扩展|减少|下降|降低|压减|增|升|减|降)[到至为]"
    rf"{NOW}[一-鿿]{{1,3}}?[,(]{ALIKE}{BY_PERCENT}"
)
# 41件，同比增加13件，增长46.4%
BY = lazy_regex(rf"{NOW}{UNIT}{ASIDE}{{0,90}}{THAN}{WAY}了?约?{CHANGE}{UNIT}[,、(]{ALIKE}{BY_PERCENT}")
# 申请量比上年的24件减少6件，降幅25%；与上年的24件相比，申请量减少6件，降幅25%
BETWEEN = lazy_regex(
    rf"(?:与|同|和|比|较){LAST}(?:度|同期)?的?{BEFORE}{UNIT}(?:相比,?{GAP}{{0,8}})?[,]?{WAY}了?{CHANGE}{UNIT}[,、(]{ALIKE}{BY_PERCENT}"
)
LED_BY_NEW = (
    r"(?:^|(?<=[。;]))(?:本年度?|今年|全年|(?:20\d\d)年度?|[全我本][省市县区旗州盟镇乡局])?,?共?(?:新收|收到)?"
    r"(?:政府信息公开|依申请公开)?的?申请(?:数量|总数|总量|数|量)?(?:与|比|较|同比)"
    rf"{LAST}(?:度|同期)?的?{BEFORE}{UNIT}(?:相比)?[,]?"
)
"""What compares the new applications with last year's, and does not say how many they are."""

# 新收申请较上年的240件增长23.3%
OF_NEW = lazy_regex(LED_BY_NEW + BY_PERCENT)
SOME = lazy_regex(r"上半年|下半年|季度|\d月|截至|截止")
"""Words before a comparison of a part of the year."""

NOUN = lazy_regex(rf"{UNIT}的?(?!相比)([一-鿿]{{2,8}}?)[,，]?(?:相比)?{WAY}")
YEAR = lazy_regex(r"(20\d\d)年")


def growths(reading: str, year: int | None) -> Iterator[Percentage]:
    """Yield each growth that is stated with two of: this year's figure, last year's, the difference."""
    reading = without_asides(reading)
    ends = set()
    for pattern in (BESIDE, AFTER, BEHIND, FROM):
        for match in pattern.finditer(reading):
            now, before = value_of(match["now"]), value_of(match["before"])
            if pattern is BESIDE:
                if _is_of_others(match, reading):
                    continue
                ends.add(match.end())
            elif pattern is AFTER:
                ends.add(match.end())
            if pattern is not FROM and _is_right_of_others(match, before, reading):
                continue
            if not _is_of_another_year(match, reading, year):
                yield _growth(match, now - before, before)
    for match in BY.finditer(reading):
        if match.end() in ends:
            continue  # 500条，上年为412条，同比增加88条，增长21.4%: of the first
        ends.add(match.end())
        now, change = _compared(match, reading), _signed(match)
        if _is_of_another_year(match, reading, year) or any(
            not list(
                misses(abs(change), some - change, _percent(match), rounded_by(now) + rounded_by(change))
            )
            for some in wholes_before(reading, match)
            if some > change
        ):
            continue
        yield _growth(match, change, now - change)
    for match in BETWEEN.finditer(reading):
        if match.end() not in ends and not _is_of_another_year(match, reading, year):
            yield _growth(match, _signed(match), value_of(match["before"]))


def _growth(match: re.Match[str], change: Decimal, before: Decimal) -> Percentage:
    part = -change if match["way"] in FALLING else change
    return Percentage(*match.span(), part, before, _percent(match))


def _percent(match: re.Match[str]) -> str:
    return match["percent"].rstrip("%")


def _signed(match: re.Match[str]) -> Decimal:
    """Return a change as told, less than 0 for a fall."""
    return value_of(match["change"]) * (-1 if match["way"] in FALLING else 1)


def wholes_before(reading: str, match: re.Match[str]) -> set[Decimal]:
    """Return what may be compared: each count before in the sentence, and the sums of the last of them."""
    sentence = reading.rfind("。", 0, match.start()) + 1
    found = [value_of(each[1]) for each in COUNT.finditer(reading, sentence, match.start())]
    now = COUNT.match(reading, match.start())
    found += [value_of(now[1])] if now else []
    return {*found, *(sum(found[at:], Decimal(0)) for at in range(len(found)))}


def _is_right_of_others(match: re.Match[str], before: Decimal, reading: str) -> bool:
    """Whether a growth is right of another figure before it, or of the sum of several."""
    return any(
        not list(misses(growth.part, before, growth.told, rounded_by(some) + rounded_by(before)))
        for some in wholes_before(reading, match)
        for growth in (_growth(match, some - before, before),)
    )


def _is_of_another_year(match: re.Match[str], reading: str, year: int | None) -> bool:
    """Whether what is compared is of another year, or with another than the one before (同比)."""
    if year is None:
        return False
    lead = reading[max(map(reading.rfind, ",。;:", [0] * 4, [match.start()] * 4)) + 1 : match.start()]
    if any(int(each) != year for each in YEAR.findall(lead)):
        return True
    told = {int(each) for each in YEAR.findall(match[0])}
    return bool(told - {year, year - 1}) and "同比" in match[0]


def growths_of_new(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield each growth of the new applications that is stated with last year's figure alone."""
    now = facts["requests.new.total"].value
    if now is None:
        return
    for match in OF_NEW.finditer(reading):
        if not is_of_the_year(reading, match.start(), match.end(), year):
            continue
        before = value_of(match["before"])
        growth = _growth(match, now - before, before)
        risen = before * Decimal(growth.told) / 100 * (-1 if match["way"] in FALLING else 1)
        if growth.part > 0 and is_near(before + risen, now):  # else it may be of a whole area
            yield growth


def is_near(implied: Decimal, now: Decimal) -> bool:
    """Whether what a sentence implies may be the table's figure: no other matter's, or a whole area's."""
    return now / 2 <= implied <= now * 2


def without_asides(reading: str) -> str:
    """Return a reading with what tells more of a figure that is compared made one mark, as long as it."""
    return _ASIDES.sub(lambda match: ASIDE * len(match[0]), reading)


def _compared(match: re.Match[str], reading: str) -> Decimal:
    """Return what is compared: behind a list the whole that it is of (6件，其中4件、2件，比上年…)."""
    sentence = reading.rfind("。", 0, match.start()) + 1
    told = reading[sentence : match.start("now")]
    first = COUNT.search(reading, sentence, match.start("now"))
    return value_of(first[1]) if first and AMONG in told and "、" in told else value_of(match["now"])


def _is_of_others(match: re.Match[str], reading: str) -> bool:
    """Whether both figures count two things, or the change beside them is of more than the last of a list."""
    if not is_of_the_same(match[0], match.end("unit"), match.start(), reading):
        return True
    change = abs(value_of(match["now"]) - value_of(match["before"]))
    return bool(match["change"]) and change != value_of(match["change"])


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
