"""GIA523: a stated growth or share does not follow from the figures stated next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from gialint import Facts, Finding, Place, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

NUMBER = r"(?<!\d)(\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?[万亿]?)"
UNIT = r"(?:件次|人次|立方米|平方米|公里|[件条宗起例份次个项篇元人名户家台辆场期笔吨亩张批册])"
SCALES = {"万": 4, "亿": 8}
"""By which power of ten a number before one of these is counted."""

PERCENT = r"(\d{1,9}(?:\.\d{1,6})?)%"
RISING = "增长|增加|上升|提高|增幅|升幅|涨幅|净增|多"
FALLING = ("下降", "减少", "降低", "降幅", "减幅", "净减", "少")
WAY = rf"(?:{RISING}|{'|'.join(FALLING)})"
GAP = rf"(?:(?!{WAY})[^。;,()\d])"
THAN = rf"[,(]?(?:数量|总数|总量)?(?:与|比|较|同比|相比){GAP}{{0,8}}(?:20\d\d年)?(?:度)?的?{GAP}{{0,6}}"
ALIKE = r"(?:(?:数量|总数|总量|同比|环比|相比|比例|幅度)[,]?)?"
"""What may stand before a change of the same thing; another word may name another thing."""

# 26件，比2023年的34件（减少8件，）下降23.5%
BESIDE = lazy_regex(
    rf"{NUMBER}{UNIT}{THAN}[(]?{NUMBER}{UNIT}[)]?[,]?(?:相比)?{ALIKE}"
    rf"(?:{WAY}了?约?[\d,.]{{1,20}}{UNIT}[,、]{ALIKE})?({WAY})了?(?:达|为)?约?{PERCENT}"
)
# 41件，同比增加13件，增长46.4%
BY = lazy_regex(
    rf"{NUMBER}{UNIT}{THAN}{WAY}了?约?{NUMBER}{UNIT}[,、(]{ALIKE}({WAY})了?(?:达|为)?约?{PERCENT}"
)
# 17件，同比下降15%（2022年为20件）
BEHIND = lazy_regex(
    rf"{NUMBER}{UNIT}{THAN}({WAY})了?约?{PERCENT}"
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
NOUN = lazy_regex(rf"{UNIT}的?([一-鿿]{{2,8}}?)[,，]?(?:相比)?{WAY}")
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


@rule(
    "GIA523",
    "percentage",
    severity="warning",
    title=Text("百分比应与所依据的数字相符", "A percentage must match the figures it is based on"),
    basis=["arithmetic"],
    hint=Text("请按这两个数字重新计算百分比。", "Recalculate the percentage from the two figures."),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到申请26件，比2023年的34件下降23.5%。"}},
        {"clean": {"一": "网站访问2.36万人次，比2023年的2.19万人次增长7.6%，其中手机访问1.2万人次，占51%。"}},
        {
            "violates": {"一": "网站访问2.36万人次，比2023年的2.19万人次增长9.8%。"},
            "says": "正文写成 9.8%，按 0.17万 ÷ 2.19万 计算应为 7.8%",
        },
        {"clean": {"一": "主动公开信息80条，其中政策解读1条，占1.25%。"}},
        {"clean": {"一": "全年收到申请41件，同比增加13件，增长46.4%；答复54件，较去年减少6件，下降10%。"}},
        {"clean": {"一": "共收到申请20件，其中网络提交13件，占65%；信函提交7件，占35%。"}},
        {
            "violates": {"一": "全年收到申请26件，比2023年的34件下降13.5%。"},
            "says": "正文写成 13.5%，按 8 ÷ 34 计算应为 23.5%",
        },
        {
            "violates": {"一": "全年收到申请41件，同比增加13件，增长64.4%。"},
            "says": "正文写成 64.4%，按 13 ÷ 28 计算应为 46.4%",
        },
        {
            "violates": {"一": "全年收到申请17件，同比下降25%（2023年为20件）。"},
            "says": "正文写成 25%，按 3 ÷ 20 计算应为 15%",
        },
        {
            "violates": {"一": "共收到申请20件，其中网络提交13件，占56%；信函提交7件，占35%。"},
            "says": "正文写成 56%，按 13 ÷ 20 计算应为 65%",
        },
        {
            "violates": {"一": "主动公开信息80条，其中政策解读1条，占1.1%。"},
            "says": "正文写成 1.1%，按 1 ÷ 80 计算应为 1.3%",
        },
        {"clean": {"一": "热线接听217次，比上年多31次，增长16.7%；培训队伍由40支增至52支，增长30%。"}},
        {"clean": {"一": "开放数据集1204个、接口376个，比2023年底的903个数据集增长33.3%。"}},
        {
            "violates": {"一": "热线接听217次，比上年多31次，增长14.3%。"},
            "says": "正文写成 14.3%，按 31 ÷ 186 计算应为 16.7%",
        },
        {
            "clean": {
                "一": "收到申请40件。自然人申请36件，占申请总数的90%；办结45件，占受理总数的90%。",
                "requests.new.total": 40,
                "requests.carried_in.total": 10,
                "requests.closed.total": 45,
            }
        },
        {
            "violates": {
                "一": "收到申请40件。申请人为自然人的36件，占申请总数的92.4%。",
                "requests.new.total": 40,
            },
            "says": "正文写成 92.4%，按 36 ÷ 40 计算应为 90.0%",
        },
        {
            "violates": {"一": "公开栏目由12个扩展到15个，增长20%。"},
            "says": "正文写成 20%，按 3 ÷ 12 计算应为 25%",
        },
        {"clean": {"一": "全年公开信息80条，答复留言75条。其中，政策类20条，占25%。"}},
        {
            "violates": {"一": "全年公开信息80条。其中，政策类20条，占35%。"},
            "says": "正文写成 35%，按 20 ÷ 80 计算应为 25%",
        },
        {
            "violates": {"一": "全年公开信息80条。政策类20条，占公开总量的35%。"},
            "says": "正文写成 35%，按 20 ÷ 80 计算应为 25%",
        },
        {"clean": {"一": "受理热线诉求80件，按期办结78件，按期办结率97.5%，满意率92%。"}},
        {"clean": {"一": "收到申请10件，办结9件，按期办结率95%；按期答复9件，按期答复率100%。"}},
        {
            "clean": {
                "一": "受理诉求120件，退回5件，办结110件，办结率95.7%；热线80件，办结79件，办结率95%以上。"
            }
        },
        {"clean": {"一": "抽检食品2418批，不合格41批，合格率98.3%。"}},
        {"clean": {"一": "上年结转3件，新收工单100件，办结98件，办结率95.1%。"}},
        {"clean": {"一": "收到信访件40件，办结38件（含上年结转2件），办结率90%。"}},
        {
            "violates": {"一": "受理热线诉求80件，按期办结78件，按期办结率99.2%。"},
            "says": "正文写成 99.2%，按 78 ÷ 80 计算应为 97.5%",
        },
        {
            "clean": {"一": "新收申请较上年的240件增长23.3%。", "requests.new.total": 296},
        },
        {
            "clean": {"一": "县政府办公室收到申请较上年的100件增长20%。", "requests.new.total": 296},
        },
        {
            "clean": {"一": "上半年，收到申请较上年同期的100件增长20%。", "requests.new.total": 296},
        },
        {
            "violates": {"一": "新收申请较上年的240件增长28.3%。", "requests.new.total": 296},
            "says": "正文写成 28.3%，按 56 ÷ 240 计算应为 23.3%",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Calculate each growth and share that is stated with both its figures."""
    for passage in statements(report):
        if passage.kind != "prose" or "%" not in passage.reading:
            continue
        found = [*_growths(passage.reading), *_shares(passage.reading), *_rates(passage.reading)]
        found += _of_new(passage.reading, report.year, facts)
        reached = {place for each in found for place in range(each.start, each.end)}
        apart = (*_apart(passage.reading, report.year, facts), *_of_all(passage.reading, report.year, facts))
        found += [
            each for start, each in {each.start: each for each in apart}.items() if start not in reached
        ]
        for start, end, part, whole, told in found:
            yield from _compared(report.place(passage, start, end), part, whole, told)


def _growths(reading: str) -> Iterator[Percentage]:
    """Yield each growth that is stated with two of: this year's figure, last year's, the difference."""
    beside = [match for match in BESIDE.finditer(reading) if _of_the_same(match, reading)]
    told = [(match, _value(match[1]), _value(match[2])) for match in beside]
    told += [(match, _value(match[2]), _value(match[1])) for match in FROM.finditer(reading)]
    for match, now, before in told:
        yield Percentage(
            *match.span(), (before - now) if match[3] in FALLING else (now - before), before, match[4]
        )
    for match in BY.finditer(reading):
        now, change = _value(match[1]), _value(match[2])
        before = now + change if match[3] in FALLING else now - change
        yield Percentage(*match.span(), change, before, match[4])
    for match in BEHIND.finditer(reading):
        now, before = _value(match[1]), _value(match[4])
        yield Percentage(
            *match.span(), (before - now) if match[2] in FALLING else (now - before), before, match[3]
        )


def _of_new(reading: str, year: int | None, facts: Facts) -> Iterator[Percentage]:
    """Yield each growth of the new applications that is stated with last year's figure alone."""
    now = facts["requests.new.total"].value
    if now is None:
        return
    for match in OF_NEW.finditer(reading):
        sentence = reading.rfind("。", 0, match.start()) + 1
        years = {int(told) for told in YEAR.findall(reading, sentence, match.end())}
        if SOME.search(reading, sentence, match.end()) or years - {year, (year or 0) - 1}:
            continue
        before = _value(match[1])
        change = before - now if match[2] in FALLING else now - before
        if change > 0:  # else it may be of a whole area
            yield Percentage(*match.span(), change, before, match[3])


def _of_the_same(match: re.Match[str], reading: str) -> bool:
    """Whether both figures count the same (not 接口376个，比上年的903个数据集增长33.3%)."""
    noun = NOUN.match(reading, match.end(2))
    return noun is None or reading[: match.start()].endswith(noun[1]) or match[0].startswith(noun[1])


def _shares(reading: str) -> Iterator[Percentage]:
    """Yield the shares whose whole comes before 其中, or before a list that adds up to it."""
    for match in SHARE.finditer(reading):
        yield Percentage(*match.span(), _value(match[3]), _value(match[1]), match[4])
    for sentence in SENTENCE.finditer(reading):
        parts = list(PART.finditer(reading, *sentence.span()))
        whole = sum((_value(part[1]) for part in parts), Decimal(0))
        if len(parts) < 2 or not any(
            _value(told[1]) == whole for told in COUNT.finditer(reading, 0, parts[0].start())
        ):
            continue
        for part in parts:
            if not any(match.start() < part.start() < match.end() for match in SHARE.finditer(reading)):
                yield Percentage(*part.span(), _value(part[1]), whole, part[2])


def _rates(reading: str) -> Iterator[Percentage]:
    """Yield the rates of what was done that are right of nothing counted before in the sentence."""
    for match in RATE.finditer(reading):
        begins = max(reading.rfind("。", 0, match.start()), reading.rfind(";", 0, match.start())) + 1
        counts = [*COUNT.finditer(reading, begins, match.start())]
        named = [each for each in counts if _ends_with(match["of"], reading[begins : each.start()])]
        if len(named) != 1 or match[2] == ALL:
            continue
        done, part = named[0], _value(named[0][1])
        alike = [each for each in counts if each[2] == done[2]]
        if len(alike) > MOST_COUNTS:
            continue
        told = [_value(each[1]) for each in alike if each.end() < done.start()]
        behind = [_value(each[1]) for each in alike if each.start() > done.start()]
        parts = (part, *(part - each for each in behind))  # 办结38件(含上年结转2件)
        wholes = _combined([*told, *behind])
        if max(told, default=0) >= part and all(
            list(_misses(some, whole, match[2])) for some in parts for whole in wholes if whole >= some
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
        part = _value(match[1])
        if wholes and part <= wholes[0] and all(list(_misses(part, whole, match[3])) for whole in wholes):
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
        part, end = _value(match[1]), sentence if match["all"] else among
        told = [(_value(count[1]), count) for count in COUNT.finditer(reading, 0, match.start())]
        told = [(value, count) for value, count in told if count[2] == match[2]]
        wholes = [
            value
            for value, count in told
            if count.end() <= end and value > part and _is_named(match["of"] or "", count, reading)
        ]
        known = [value for path in WHOLES[""] if (value := facts[path].value)]
        others = (*(value for value, _ in told), *known)
        if wholes and all(list(_misses(part, whole, match[5])) for whole in others if whole):
            yield Percentage(*match.span(), part, wholes[-1], match[5])


def _is_named(name: str, count: re.Match[str], reading: str) -> bool:
    """Return whether a count is of what a share says that it is of (占公开总量的)."""
    start = max(map(reading.rfind, ",。;:(", [0] * 5, [count.start()] * 5)) + 1
    return name in reading[start : count.start()] or reading.startswith(name, count.end())


def _misses(part: Decimal, whole: Decimal, told: str) -> Iterator[Decimal]:
    """Yield what a percentage should be, if it is not that."""
    exact = part / whole * 100
    step = Decimal(1).scaleb(-len(told.partition(".")[2]))
    by = (_rounded_by(part) + abs(exact) / 100 * _rounded_by(whole)) / abs(whole) * 100
    if abs(exact - Decimal(told)) > step + by:  # rounded or cut off, either is usual
        yield exact.quantize(step, ROUND_HALF_UP)


def _rounded_by(value: Decimal) -> Decimal:
    """Return how far a figure may be from what was counted: 2.19亿 is told to its last digit."""
    return Decimal(5).scaleb(_exponent(value) - 1) if _exponent(value) > 0 else Decimal(0)


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _compared(place: Place, part: Decimal, whole: Decimal, told: str) -> Iterator[Finding]:
    for right in _misses(part, whole, told) if whole else ():
        yield Finding(
            Text(
                f"正文写成 {told}%，按 {_shown(part)} ÷ {_shown(whole)} 计算应为 {right}%",
                f"stated as {told}%, but {_shown(part)} ÷ {_shown(whole)} is {right}%",
            ),
            place,
            values={"told": told, "right": str(right)},
        )


def _value(text: str) -> Decimal:
    """Return the value of a number; what stands before 万 or 亿 keeps how exact it is."""
    return Decimal(text.rstrip("万亿").replace(",", "")).scaleb(SCALES.get(text[-1], 0))


def _shown(value: Decimal) -> str:
    """Return a value as prose writes it: in 万 or 亿 where it is told in these."""
    if _exponent(value) <= 0:
        return str(value)
    unit = "亿" if abs(value) >= Decimal(1).scaleb(8) else "万"
    return f"{value.scaleb(-SCALES[unit]):f}{unit}"
