"""Counts of one thing in two places of a report, such as 举办政策辅导43场 and 34场政策辅导."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from gialint import Report
from gialint.checking.kinds.near import common
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.records import NamedTuple
from gialint_rules.prose.counts import Count, counts

PUBLISHING = lazy_regex("(?:主动)?(?:发布|公开|公布)了?的?$")
"""A word for what was done with what is counted, which tells no two things apart (发布的…条政府信息)."""

SHORTER = lazy_regex("政府(?=信息)")
"""What a name is also told without (主动公开政府信息, 主动公开信息)."""

SHARED = 4
"""Characters of a name, at least, by which two counts are of one thing."""

HELD = lazy_regex("^(?:组织|先后|集中)?(?:举办|召开|举行|开展|组织)了?")
"""Words for what is held, which tell no two things apart (举办新闻发布会, 召开新闻发布会)."""

FIELD = lazy_regex("(?:领域|层面|行业|系统)$|^[省市县区乡镇村]级")
"""A heading that names a field or a level, of which there are others."""

BODY = lazy_regex("(?:办公室|办事处|[局委镇乡村院校]|部门|街道|中心)$")
"""A heading that names a body, of which there are others."""

ISSUED = lazy_regex(
    "^(?P<who>[^,]{0,20}?)(?P<where>(?:通过|利用|依托|借助|在|于)?[^,]{0,14}(?:网站|门户网|公众号|微博|抖音|视频号|客户端)(?:上|平台|专栏)?)?"
    "(?:主动|更新)?(?<!信息)(?<!政务)(?:公开|发布|公布|推送)了?的?(?P<what>[一-鿿]{0,8})$"
)
"""Who published what on which channel, in the words before a count."""

NAMES = lazy_regex("通过|利用|依托|借助|^[在于]|门户|官方|政务|信息公开|上$|平台$|专栏$|我|本")
"""Words without which a channel is also told (在县政府门户网站, 县政府网站)."""

PLAIN = lazy_regex("(?:各类|政府|政务|有关|相关|信息|的|了)+")
"""Words with which no thing begins that is told from all that is published."""

MOST_ALIKE = 40
"""Counts with the same digits, or one name, of which each is compared with each."""

LONG, LONG_HELD = 8, 4
"""Characters of a name so long that two counts are of one thing whatever their digits; of what is held."""

GENERAL = "一"
"""The section that tells of the whole year, whether it says so or not."""

CHANCE = 2
"""Digits that are often the same in another order by chance."""


class Repeated(NamedTuple):
    """Two counts of one thing, as written, where they are, and whether their digits are the same."""

    counts: tuple[str, str]
    places: tuple[Place, Place]
    transposed: bool


def repeated(report: Report) -> Iterator[Repeated]:
    """Yield two counts of one thing in two sections whose digits are transposed, or whose name is long.

    What claims state is not among them: other rules compare it. The latter of the two must say that it
    counts all of the year: what improvements or inspections count is most often only some.
    """
    for one, other in _alike([*counts(report)]):
        if one.section == other.section or one.unit != other.unit or one.number == other.number:
            continue
        if _are_parallel(one.section, other.section):
            continue
        transposed = sorted(one.number) == sorted(other.number)
        if _are_of_one_thing(one, other) if transposed else _have_one_long_name(one, other):
            texts = (one.number + one.unit, other.number + other.unit)
            yield Repeated(texts, (one.place, other.place), transposed)


def _alike(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield in order the pairs of counts that have the same digits or one name, of the first so many."""
    groups: dict[tuple[str, str], list[int]] = {}
    for at, count in enumerate(counts):
        behind = (count.lead + count.tail[:size] for size in range(LONG_HELD, len(count.tail) + 1))
        for key in {"".join(sorted(count.number)), *_names(count), *behind}:
            groups.setdefault((count.unit, key), []).append(at)
    pairs = {pair for group in groups.values() for pair in combinations(group[:MOST_ALIKE], 2)}
    yield from ((counts[one], counts[other]) for one, other in sorted(pairs))


def _are_parallel(one: str, other: str) -> bool:
    """Whether two heads name one field, level or body each (教育领域 and 卫生健康领域; 办公室 and 街道办)."""
    (part, _, head), (elsewhere, _, another) = one.partition(" "), other.partition(" ")
    if part != elsewhere or head.isdigit() or another.isdigit():
        return False
    return any(each.search(head) and each.search(another) for each in (BODY, FIELD))


def _are_of_one_thing(one: Count, other: Count) -> bool:
    """Whether two counts have one name, before or behind, and nothing tells them apart (网站, 公众号)."""
    if one.channel and other.channel:
        return _are_of_one_channel(one, other)
    if one.part or other.part:
        return False
    if _are_all_published(one, other):
        return True
    if not other.of_all:
        return False
    for before, behind in ((one, other), (other, one)):  # 举办政策辅导43场, 34场政策辅导
        if _is_split(before.lead, behind):
            return True
        if _ends_with(before.lead, behind.tail):
            return behind.known or before.lead.startswith(PUBLISHING.sub("", behind.lead))
    if one.lead == other.lead and one.lead and common(one.tail, other.tail) >= SHARED:
        return True
    shared = common(one.lead[::-1], other.lead[::-1])
    if shared < SHARED:
        return False
    apart = (one.lead[: len(one.lead) - shared], other.lead[: len(other.lead) - shared])
    if any(apart):
        return not all(apart) and one.of_all and len(one.number) > CHANCE
    return True


def _are_of_one_channel(one: Count, other: Count) -> bool:
    """Whether both count all of one channel; two accounts have two names."""
    if one.channel is None or other.channel is None or len(one.number) <= CHANCE:
        return False
    alike = [
        not here or not there or here == there for here, there in zip(one.channel, other.channel, strict=True)
    ]
    return all(alike)


def _are_all_published(one: Count, other: Count) -> bool:
    """Whether both count what was published, of all kinds or one, on the same channels or none."""
    told, again = _published(one), _published(other)
    if told is None or again is None or len(one.number) <= CHANCE or not (one.of_all or other.of_all):
        return False
    (who, where, what), (same, there, thing) = told, again
    shared = one.channels == other.channels or one.channels & other.channels
    return (who, what) == (same, thing) and bool(shared) and (where == there or not (where and there))


def _published(count: Count) -> tuple[str, str, str] | None:
    """Return who published what and where, each empty where it is not told, or None of something else."""
    issued = ISSUED.search(count.lead)
    if issued is None:
        return None
    thing = issued["what"] or count.tail[:SHARED]
    return issued["who"], NAMES.sub("", issued["where"] or ""), "" if PLAIN.match(thing) else thing


def _have_one_long_name(one: Count, other: Count) -> bool:
    """Whether two counts of the whole year have one long name, and are told apart by nothing."""
    if one.part or other.part:
        return False
    if any(few.scoped and int(few.number) < int(many.number) for few, many in ((one, other), (other, one))):
        return False
    held = all(each.known or HELD.match(each.lead) for each in (one, other))
    for each in (one, other):
        if not (each.whole or (held and each.section.startswith(GENERAL) and not each.scoped)):
            return False
    names = set(_names(one)).intersection(_names(other)) if held else {one.lead} & {other.lead}
    longest = max(map(len, names), default=0)
    return longest >= (LONG_HELD if held else LONG) or _are_one_kind(one, other)


def _are_one_kind(one: Count, other: Count) -> bool:
    """Whether both count one kind of what was published, or one is told with its name behind it."""
    told, again = _published(one), _published(other)
    if told and again and one.channels == other.channels and told[:2] == again[:2]:
        for (_, _, what), (_, _, thing), count in ((told, again, other), (again, told, one)):
            if len(what) >= SHARED and (what == thing or count.tail.startswith(what)):
                return True
    return one.yearly == other.yearly and any(
        len(before.lead) - len(behind.lead) >= SHARED and _is_split(before.lead, behind)
        for before, behind in ((one, other), (other, one))
    )


def _names(count: Count) -> Sequence[str]:
    """Return the name of what is counted, or all that the words behind may be (举办了5场开放日活动)."""
    name = "" if count.known else HELD.sub("", count.lead)
    return [name] if name else [count.tail[:size] for size in range(LONG_HELD, len(count.tail) + 1)]


def _is_split(name: str, count: Count) -> bool:
    """Whether a name stands on both sides of a count (主动公开信息186条, 主动公开的168条信息)."""
    rest = name.removeprefix(count.lead)
    return bool(count.lead and rest) and len(name) > SHARED and rest != name and count.tail.startswith(rest)


def _ends_with(lead: str, tail: str) -> bool:
    """Whether words end with a name that others begin with (举办政策辅导, 政策辅导均做了回访)."""
    pairs = ((lead, tail.removeprefix("的")), (SHORTER.sub("", lead), SHORTER.sub("", tail)))
    return any(one.endswith(other[:size]) for one, other in pairs for size in range(SHARED, len(other) + 1))
