"""Counts of one thing in two places of a report, such as 举办政策辅导43场 and 34场政策辅导."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from gialint import Report
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

COUNT = lazy_regex(
    r"(?P<lead>[一-鿿]{0,14})(?P<count>(?<![0-9.,])[1-9][0-9]{0,8}(?![0-9.,万亿%余多]))"
    r"(?P<unit>人次|[件条宗起例份次个项封篇期笔户场名人家册张部批处辆])(?P<tail>的?[一-鿿]{0,10})"
)
CLAUSE = lazy_regex(r"[^。;,:]+")
PARTS = "其中"
SOME = lazy_regex(
    r"上年|去年|同期|同比|环比|[较比与]|增[加长至到]|减少|累计|以来|截至|截止|历年|上半年|下半年|季度|[0-9]月|"
    r"首批|[首每]次|目标|计划|预计|力争|拟|将"
)
"""Words of another time or of a comparison: what a clause counts with them is not all."""

YEAR = lazy_regex("(20[0-9]{2})年")
FILLING = lazy_regex(r"(?:[共总合]计?|达到?|[为约近了的各类等]|数量|总数|总量|有)+$")
SHARED = 4
"""Characters of a name, at least, by which two counts are of one thing."""

LONG = 8
"""Characters of a name so long that two counts are of one thing whatever their digits."""


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
    section: str
    place: Place


def repeated(report: Report) -> Iterator[Repeated]:
    """Yield two counts of one thing in two sections, with the same digits or under a long name.

    What claims state is not among them: other rules compare it.
    """
    counts = [*_counts(report)]
    for one, other in combinations(counts, 2):
        if one.section == other.section or one.unit != other.unit or one.number == other.number:
            continue
        alike = sorted(one.number) == sorted(other.number)
        same = alike and _are_of_one_thing(one, other)
        if same or _shared(one.lead[::-1], other.lead[::-1]) >= LONG:
            texts = (one.number + one.unit, other.number + other.unit)
            yield Repeated(texts, (one.place, other.place), alike)


def _counts(report: Report) -> Iterator[_Count]:
    claimed = [(claim.place.start, claim.place.end) for claim in report.claims]
    for number, passage in enumerate(statements(report)):
        if passage.kind != "prose":
            continue
        for clause in CLAUSE.finditer(passage.reading):
            sentence = passage.reading.rfind("。", 0, clause.start()) + 1
            before = passage.reading[sentence : clause.end()]
            years = {int(year) for year in YEAR.findall(before)}
            if PARTS in before or SOME.search(clause[0]) or years - {report.year}:
                continue
            for found in COUNT.finditer(passage.reading, *clause.span()):
                place = report.place(passage, found.start("count"), found.end("unit"))
                if any(start <= place.start < end for start, end in claimed):
                    continue
                lead = FILLING.sub("", found["lead"])
                where = f"{passage.section} {passage.topic or number}"
                yield _Count(found["count"], found["unit"], lead, found["tail"], where, place)


def _are_of_one_thing(one: _Count, other: _Count) -> bool:
    """Whether the words before a count end as those of another end, or as those behind it begin."""
    names = ((one.lead, other.lead), (one.lead, other.tail), (other.lead, one.tail), (one.tail, other.tail))
    before, *mixed, behind = names
    return (
        _shared(before[0][::-1], before[1][::-1]) >= SHARED
        or any(_ends_with(lead, tail) for lead, tail in mixed)
        or _shared(*behind) >= SHARED
    )


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _ends_with(lead: str, tail: str) -> bool:
    """Whether words end with a name that others begin with (举办政策辅导, 政策辅导均做了回访)."""
    return any(lead.endswith(tail.removeprefix("的")[:size]) for size in range(SHARED, len(tail) + 1))
