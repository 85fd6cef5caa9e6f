"""Totals behind what they are of, and what is left of a count (214家、583家，合计797家; 其余3封)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint_rules.prose.complete_lists import is_one_digit, is_swapped
from gialint_rules.prose.parts import EACH, LABEL, Count, counts_in

TOTAL = lazy_regex(
    r"(?:合计|共计|总计|[一总]共|(?<=[,、;])共)(?:公开|发布|推送|办理|收到)?(?:信息)?(?=[0-9])"
)
"""What stands before a total of what was counted before it (214家、583家，合计797家)."""

LEFT = lazy_regex("(?:其余|余下?|剩余|未(?P<done>[^,。;、0-9的]{2,4}))的?(?=[0-9])")
"""What stands before what is left of a count, or was not ``done`` as the part was (采纳9条，未采纳8条)."""

ONE_PART = lazy_regex(",其中(?!主要)(?P<label>[^,。;:、()0-9]{2,24})")
"""What stands between a whole and the only part named before the rest (其中不宜公开的17条，其余8条)."""

LISTED_TOTAL = lazy_regex(",(?:合计|共计|总计|[一总]共|共)")
"""What leads from the last of a list to its total."""

NAMED_NEXT = lazy_regex("[、和][^,。;:、()0-9]{2,12}")
"""What leads from one of a list to the next."""

MEDIUM = lazy_regex("网|号|平台|栏|微|媒|渠道|客户端")
"""Where something is published; the same may be in several places."""

CHANGED = lazy_regex("[较比]|上年|去年|增|减|含|其中|每|延期|新增|不含")
"""Words behind which something else is counted."""


class Summed(NamedTuple):
    """A whole that is not the sum of its parts; ``left`` tells that the last part is what is left of it."""

    whole: Count
    parts: Sequence[Count]
    left: bool = False


def wrong_totals(reading: str, start: int, end: int) -> Iterator[Summed]:
    """Yield the totals and remainders of a sentence that are wrong by one slip of a digit."""
    for total in TOTAL.finditer(reading, start, end):
        yield from _totals(reading, start, total.end())
    for rest in LEFT.finditer(reading, start, end):
        yield from _left([*counts_in(reading, start, end)], rest.end(), reading, rest["done"])


def _totals(reading: str, start: int, at: int) -> Iterator[Summed]:
    """Yield a total that no sum of counts before it is, and one is with two digits exchanged."""
    ends = [each for mark in "。;," if (each := reading.find(mark, at)) > 0]
    counts = list(counts_in(reading, start, min(ends, default=len(reading))))
    if not counts or counts[-1].start != at:
        return
    whole = counts[-1]
    before = [count for count in counts[:-1] if count.unit == whole.unit]
    if any(reading.endswith(EACH, start, count.start) for count in before):
        return
    sums = {first: _sum(before[first:]) for first in range(len(before) - 1)}
    if whole.value in (*sums.values(), *(count.value for count in before)):
        return
    slip = (first for first, total in sums.items() if is_swapped(whole, before[first:], whole.value - total))
    yield from (Summed(whole, before[first:]) for first in [*slip][:1])
    if is_one_digit(abs(whole.value - _sum(before))) and _is_list(before, whole, reading, start):
        yield Summed(whole, before)


def _is_list(parts: Sequence[Count], whole: Count, reading: str, start: int) -> bool:
    """Whether counts are one list, all of a sentence, its total right behind (建议7件、提案9件，共16件)."""
    if len(parts) < 2 or not LISTED_TOTAL.fullmatch(reading, parts[-1].end, whole.start):
        return False
    names = [reading[one.end : other.start] for one, other in pairwise(parts)]
    opening = reading[max(start, parts[0].start - LABEL) : parts[0].start]
    if whole.value < _sum(parts) and any(map(MEDIUM.search, (opening, *names))):
        return False  # what stands on a site and in an account may be told once
    alike = all(NAMED_NEXT.fullmatch(name) for name in names)
    return alike and not any(map(CHANGED.search, (opening, *names)))


def _left(counts: Sequence[Count], at: int, reading: str, done: str | None) -> Iterator[Summed]:
    """Yield a count that is not what became of some of it and what is left (收到9封，办结6封，其余2封)."""
    left = next((count for count in counts if count.start == at), None)
    alike = [count for count in counts if left and count.unit == left.unit]
    if len(alike) != 3 or alike[-1] is not left:
        return
    whole, *parts = alike
    gap = whole.value - _sum(parts)
    gaps = [reading[one.end : other.start] for one, other in pairwise(alike)]
    if done and not gaps[0].removesuffix("的").endswith(done):
        return
    alone = ONE_PART.fullmatch(gaps[0])
    names = [alone["label"], gaps[1]] if alone else gaps
    longest = max(map(len, gaps[1:] if alone else gaps))
    apart = longest > LABEL or any(map(CHANGED.search, names))
    swapped = is_swapped(whole, parts, gap)
    if gap and not apart and (swapped or (whole.value > parts[0].value and is_one_digit(gap))):
        yield Summed(whole, parts, left=True)


def _sum(counts: Sequence[Count]) -> Decimal:
    return sum((count.value for count in counts), Decimal(0))
