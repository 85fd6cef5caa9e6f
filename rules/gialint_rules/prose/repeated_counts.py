"""Counts of one thing in two places of a report, such as 举办政策辅导43场 and 34场政策辅导."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from gialint import Report
from gialint.checking.kinds.near import common
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

COUNT = lazy_regex(
    r"(?P<count>(?<![0-9.,])[1-9][0-9]{0,8}(?![0-9.,万亿%余多]))"
    r"(?P<unit>人次|[件条宗起例份次个项封篇期笔户场名人家册张部批处辆])(?!次|[中里内])(?=的?(?P<tail>[一-鿿]{0,10}))"
)
CLAUSE = lazy_regex(r"[^。;,:]+")
PARTS = "其中"
SCOPED = lazy_regex(
    r"(?:^|[,:])(?:聚焦|针对|面向|围绕|联合|会同|依托|通过|结合|以|对|在|就|从|为(?![让了使便进提加推更])|涉及)[^,:]{2,20}[,:]$"
    r"|(?:方面|领域|层面|渠道|系统|机关|[部村镇乡类])[,:]$|的[,:]$"
)
"""What before a clause tells what it counts, which is a part of all (聚焦义务教育招生，全年…)."""
SOME = lazy_regex(
    r"上年|去年|同期|同比|环比|[较比与]|增[加长至到]|减少|(?<!全年)累计|以来|截至|截止|历年|上半年|下半年|季度|[0-9]月|"
    r"首批|[首每]次|目标|计划|预计|力争|拟|将"
)
"""Words of another time or of a comparison: what a clause counts with them is not all."""

NEXT = lazy_regex(r"下一?步|今后|[下明]一?年|改进(?:措施|方向|思路)")
"""Words of what is yet to be done, as all is that a passage tells behind them."""

YEAR = lazy_regex("(20[0-9]{2})年")
FILLING = lazy_regex(
    r"20[0-9]{2}年度?|全年|[本今]年度?|一年来|年[内末底]|[我本](?:[省市县区旗州盟镇乡局委办厅院校]|街道|单位|机关|公司)|"
    r"[一二三四五六七八九]是|虽然?|尽管|由于|因为?|全[省市县区旗州盟镇乡局委办校院]|[“”]|(?:街道|[镇乡县区市旗局委])(?=共)|[共总合]计?|累计|[只仅]|达到?|[为约近了的各类等已并还、]|数量|总数|总量|先后|同时"
)
"""Words before a count that do not tell what is counted."""

PUBLISHING = lazy_regex("(?:主动)?(?:发布|公开|公布)了?的?$")
"""A word for what was done with what is counted, which tells no two things apart (发布的…条政府信息)."""

SHORTER = lazy_regex("政府(?=信息)")
"""What a name is also told without (主动公开政府信息, 主动公开信息)."""

WHOLE = lazy_regex(r"全年|[本今]年|一年来|年内|[共总合]计|共")
ALL = lazy_regex(r"均|都|全部")
SHARED = 4
"""Characters of a name, at least, by which two counts are of one thing."""

LED = lazy_regex("^(?:通过|利用|依托|在)")
"""Words for the same way (通过网站公开, 在网站公开)."""

HELD = lazy_regex("^(?:组织|先后|集中)?(?:举办|召开|举行|开展|组织)了?")
"""Words for what is held, which tell no two things apart (举办新闻发布会, 召开新闻发布会)."""

FIELD = lazy_regex("(?:领域|层面|行业|系统)$|^[省市县区乡镇村]级")
"""A heading that names a field or a level, of which there are others."""

BODY = lazy_regex("(?:办公室|办事处|[局委镇乡村院校]|部门|街道|中心)$")
"""A heading that names a body, of which there are others."""

ISSUED = lazy_regex(
    "^(?P<who>[^,]{0,20}?)(?P<where>(?:通过|利用|依托|借助|在|于)?[^,]{0,14}(?:网站|门户网|公众号|微博|抖音|视频号|客户端)(?:上|平台|专栏)?)?"
    "(?:主动)?(?<!信息)(?<!政务)(?:公开|发布|公布|推送)了?的?(?P<what>[一-鿿]{0,8})$"
)
"""Who published what on which channel, in the words before a count."""

NAMES = lazy_regex("通过|利用|依托|借助|^[在于]|门户|官方|政务|信息公开|上$|平台$|专栏$|我|本")
"""Words without which a channel is also told (在县政府门户网站, 县政府网站)."""

ELSEWHEN = lazy_regex("截[至止]到?(?!(?:20[0-9]{2}年)?(?:年?[底末]|12月(?:31日|底)))|上一?年|去年|同期")
"""Words of another period in a sentence before a count."""

INCLUDING = lazy_regex(r"\([^()]{0,4}[含包]")
"""Behind a count, tells what it holds, which another does not."""

PLAIN = lazy_regex("(?:各类|政府|政务|有关|相关|信息|的|了)+")
"""Words with which no thing begins that is told from all that is published."""

CHANNELS = {
    "site": lazy_regex("网站|门户|网上"),
    "account": lazy_regex("公众号|微信"),
    "other": lazy_regex("微博|抖音|视频号|客户端|APP|公开栏|公示栏|报纸|电视|屏|杂志|公报|平台"),
}
"""Where something is published; what is published elsewhere is counted apart."""

ON_CHANNEL = lazy_regex(
    "(?P<channel>网站|公众号|微博|抖音|视频号|客户端)(?:上|平台)?,?(?:全年|共|累计|一年来){0,2}"
    "(?:发布|推送|公开|更新|发文)?了?(?:各类|政府|政务)?(?:信息|文章|图文|推文|内容|消息)?$"
)
"""A count of all that one channel published, which may be told as a part (其中网站775条、公众号312条)."""

WHOSE = lazy_regex("(?P<owner>[一-鿿]{0,10})(?:“(?P<name>[^“”]{2,12})”)?(?:微信|官方|政务|门户|政府){0,2}$")
"""What stands before a channel: whose it is, and its name."""

NEAR = 32
"""How far before a channel its name is looked for."""

OWNER = lazy_regex("其中|全年|通过|利用|依托|借助|[在于我本的]|人民|政府|门户|官方")
"""Words before a channel that do not tell whose it is."""

MOST_ALIKE = 40
"""Counts with the same digits, or one name, of which each is compared with each."""

LONG, LONG_HELD = 8, 4
"""Characters of a name so long that two counts are of one thing whatever their digits; of what is held."""

CHANCE = 2
"""Digits that are often the same in another order by chance."""


class Repeated(NamedTuple):
    """Two counts of one thing, as written, where they are, and whether their digits are the same."""

    counts: tuple[str, str]
    places: tuple[Place, Place]
    transposed: bool


class _Count(NamedTuple):
    number: str
    unit: str
    lead: str
    tail: str
    whole: bool
    section: str
    place: Place
    channels: frozenset[str]
    channel: tuple[str, str, str] | None = None
    """The one channel of which it is all, with whose it is and its name."""
    part: bool = False
    """Whether it is told as a part, of which nothing but a channel is compared."""


def repeated(report: Report) -> Iterator[Repeated]:
    """Yield two counts of one thing in two sections whose digits are transposed, or whose name is long.

    What claims state is not among them: other rules compare it. The latter of the two must say that it
    counts all of the year: what improvements or inspections count is most often only some.
    """
    for one, other in _alike([*_counts(report)]):
        if one.section == other.section or one.unit != other.unit or one.number == other.number:
            continue
        if _are_parallel(one.section, other.section):
            continue
        transposed = sorted(one.number) == sorted(other.number)
        if _are_of_one_thing(one, other) if transposed else _have_one_long_name(one, other):
            texts = (one.number + one.unit, other.number + other.unit)
            yield Repeated(texts, (one.place, other.place), transposed)


def _alike(counts: Sequence[_Count]) -> Iterator[tuple[_Count, _Count]]:
    """Yield in order the pairs of counts that have the same digits or one name, of the first so many."""
    groups: dict[tuple[str, str], list[int]] = {}
    for at, count in enumerate(counts):
        for key in ("".join(sorted(count.number)), *_names(count)):
            groups.setdefault((count.unit, key), []).append(at)
    pairs = {pair for group in groups.values() for pair in combinations(group[:MOST_ALIKE], 2)}
    yield from ((counts[one], counts[other]) for one, other in sorted(pairs))


def _are_parallel(one: str, other: str) -> bool:
    """Whether two heads name one field, level or body each (教育领域 and 卫生健康领域; 办公室 and 街道办)."""
    (part, _, head), (elsewhere, _, another) = one.partition(" "), other.partition(" ")
    if part != elsewhere or head.isdigit() or another.isdigit():
        return False
    return any(each.search(head) and each.search(another) for each in (BODY, FIELD))


def _counts(report: Report) -> Iterator[_Count]:
    claimed = [(claim.place.start, claim.place.end) for claim in report.claims]
    for number, passage in enumerate(statements(report)):
        if passage.kind != "prose":
            continue
        reading = passage.reading
        yet_to_do = NEXT.search(reading)
        for clause in CLAUSE.finditer(reading):
            sentence = reading.rfind("。", 0, clause.start()) + 1
            before = reading[sentence : clause.end()]
            scoped = bool(SCOPED.search(reading[sentence : clause.start()]))
            years = {int(year) for year in YEAR.findall(before)}
            if SOME.search(clause[0]) or ELSEWHEN.search(before) or years - {report.year}:
                continue
            if yet_to_do is not None and yet_to_do.end() <= clause.end():
                break
            at = clause.start()
            for found in COUNT.finditer(reading, *clause.span()):
                place = report.place(passage, found.start("count"), found.end("unit"))
                lead, at = reading[at : found.start()], found.end()
                on = ON_CHANNEL.search(lead)
                if any(start <= place.start < end for start, end in claimed) or (PARTS in before and not on):
                    continue
                if INCLUDING.match(reading, found.end()):
                    continue
                where = f"{passage.section} {passage.topic or number}"
                whole = not scoped and bool(WHOLE.search(lead) or years or ALL.search(found["tail"]))
                named = LED.sub("", FILLING.sub("", lead))
                told = reading[sentence : found.start()]
                channels = frozenset(name for name, each in CHANNELS.items() if each.search(told))
                yield _Count(
                    *(found["count"], found["unit"], named, found["tail"], whole, where, place, channels),
                    channel=_channel(on) if on else None,
                    part=PARTS in before,
                )


def _channel(on: re.Match[str]) -> tuple[str, str, str]:
    """Return a channel, whose it is and its name; the last two may be empty."""
    whose = WHOSE.search(on.string, max(0, on.start() - NEAR), on.start())
    owner, name = (whose["owner"], whose["name"] or "") if whose else ("", "")
    return on["channel"], OWNER.sub("", owner), name


def _are_of_one_thing(one: _Count, other: _Count) -> bool:
    """Whether two counts have one name, before or behind, and nothing tells them apart (网站, 公众号)."""
    if one.channel and other.channel:
        return _are_of_one_channel(one, other)
    if one.part or other.part:
        return False
    if _are_all_published(one, other):
        return True
    if not other.whole:
        return False
    for before, behind in ((one, other), (other, one)):  # 举办政策辅导43场, 34场政策辅导
        if _is_split(before.lead, behind):
            return True
        if _ends_with(before.lead, behind.tail):
            return before.lead.startswith(PUBLISHING.sub("", behind.lead))
    if one.lead == other.lead and one.lead and common(one.tail, other.tail) >= SHARED:
        return True
    shared = common(one.lead[::-1], other.lead[::-1])
    if shared < SHARED:
        return False
    apart = (one.lead[: len(one.lead) - shared], other.lead[: len(other.lead) - shared])
    if any(apart):
        return not all(apart) and one.whole and len(one.number) > CHANCE
    return True


def _are_of_one_channel(one: _Count, other: _Count) -> bool:
    """Whether both count all of one channel; two accounts have two names."""
    if one.channel is None or other.channel is None or len(one.number) <= CHANCE:
        return False
    alike = [
        not here or not there or here == there for here, there in zip(one.channel, other.channel, strict=True)
    ]
    return all(alike)


def _are_all_published(one: _Count, other: _Count) -> bool:
    """Whether both count what was published, of all kinds or one, on the same channels or none."""
    told, again = _published(one), _published(other)
    if told is None or again is None or len(one.number) <= CHANCE or not (one.whole or other.whole):
        return False
    (who, where, what), (same, there, thing) = told, again
    shared = one.channels == other.channels or one.channels & other.channels
    return (who, what) == (same, thing) and bool(shared) and (where == there or not (where and there))


def _published(count: _Count) -> tuple[str, str, str] | None:
    """Return who published what and where, each empty where it is not told, or None of something else."""
    issued = ISSUED.search(count.lead)
    if issued is None:
        return None
    thing = issued["what"] or count.tail[:SHARED]
    return issued["who"], NAMES.sub("", issued["where"] or ""), "" if PLAIN.match(thing) else thing


def _have_one_long_name(one: _Count, other: _Count) -> bool:
    """Whether two counts of the whole year have one long name, and are told apart by nothing."""
    if one.part or other.part:
        return False
    held = HELD.match(one.lead) and HELD.match(other.lead)
    names = set(_names(one)).intersection(_names(other)) if held else {one.lead} & {other.lead}
    longest = max(map(len, names), default=0)
    return longest >= (LONG_HELD if held else LONG) and one.whole and other.whole


def _names(count: _Count) -> Sequence[str]:
    """Return the name of what is counted, or all that the words behind may be (举办了5场开放日活动)."""
    name = HELD.sub("", count.lead)
    return [name] if name else [count.tail[:size] for size in range(LONG_HELD, len(count.tail) + 1)]


def _is_split(name: str, count: _Count) -> bool:
    """Whether a name stands on both sides of a count (主动公开信息186条, 主动公开的168条信息)."""
    rest = name.removeprefix(count.lead)
    return bool(count.lead and rest) and len(name) > SHARED and rest != name and count.tail.startswith(rest)


def _ends_with(lead: str, tail: str) -> bool:
    """Whether words end with a name that others begin with (举办政策辅导, 政策辅导均做了回访)."""
    pairs = ((lead, tail.removeprefix("的")), (SHORTER.sub("", lead), SHORTER.sub("", tail)))
    return any(one.endswith(other[:size]) for one, other in pairs for size in range(SHARED, len(other) + 1))
