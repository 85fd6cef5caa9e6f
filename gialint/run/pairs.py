"""Pairs of reports that belong together, by the agency and year that they say, never by file names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gialint.model import Checked, Text
from gialint.records import NamedTuple

Named = Callable[[str], str]
"""By what name an agency is known: that of a roll, or the one in its report."""
Years = Mapping[int, Sequence[Checked]]

_NAMELESS = Text("没有读出机关名称", "the agency was not read")
_ELSEWHERE = Text("另一边没有这个机关的报告", "there is no report of this agency on the other side")
_OTHER_YEAR = Text(
    "另一边没有这个机关同一年度的报告", "the other side has no report of this agency for that year"
)
_SEVERAL = Text(
    "这个机关同一年度的报告不止一份，不知道该比哪一份",
    "there are several reports of this agency for one year, and it is not known which to compare",
)
_SINGLE = Text("只有这一份，没有可比的", "it is the only one, with nothing to compare it with")


class Pair(NamedTuple):
    """Two reports of an agency, the earlier one or that of the first side first."""

    agency: str
    first: Checked
    second: Checked


class Alone(NamedTuple):
    """A report that has no other, and why."""

    checked: Checked
    reason: Text


class Paired(NamedTuple):
    """All pairs, in the order of the first side, and what is left."""

    pairs: tuple[Pair, ...]
    alone: tuple[Alone, ...]


def pairs_between(first: Sequence[Checked], second: Sequence[Checked], name_of: Named) -> Paired:
    """Return the pairs of two folders: of each agency its only reports, or those for the same year."""
    one, other = _by_agency(first, name_of), _by_agency(second, name_of)
    pairs: list[Pair] = []
    for name, here in one.items():
        there = other.get(name, {})
        if len(here) == len(there) == 1:
            pairs += _single(name, *here.values(), *there.values())
        else:
            pairs += [
                pair for year in here if year in there for pair in _single(name, here[year], there[year])
            ]
    doubled = {
        name for years in (one, other) for name, held in years.items() if max(map(len, held.values())) > 1
    }

    def reason(name: str, across: Mapping[str, Years]) -> Text:
        return _ELSEWHERE if name not in across else _SEVERAL if name in doubled else _OTHER_YEAR

    alone = [*_alone(first, pairs, name_of, lambda name: reason(name, other))]
    alone += _alone(second, pairs, name_of, lambda name: reason(name, one))
    return Paired(tuple(pairs), tuple(alone))


def pairs_within(reports: Sequence[Checked], name_of: Named) -> Paired:
    """Return the pairs of one folder: of each agency two consecutive years, or its only two files."""
    pairs: list[Pair] = []
    reasons: dict[str, Text] = {}
    for name, years in _by_agency(reports, name_of).items():
        held = [years[year] for year in sorted(years)]
        if len(held) == 1 and len(held[0]) == 2:
            pairs.append(Pair(name, *held[0]))
        for one, other in pairwise(held):
            pairs += _single(name, one, other)
        reasons[name] = _SEVERAL if any(len(files) > 1 for files in held) else _SINGLE
    return Paired(tuple(pairs), tuple(_alone(reports, pairs, name_of, reasons.__getitem__)))


def _by_agency(reports: Iterable[Checked], name_of: Named) -> dict[str, dict[int, list[Checked]]]:
    found: dict[str, dict[int, list[Checked]]] = {}
    for each in reports:
        if each.agency:
            found.setdefault(name_of(each.agency), {}).setdefault(each.year or 0, []).append(each)
    return found


def _single(name: str, one: Sequence[Checked], other: Sequence[Checked]) -> Iterator[Pair]:
    if len(one) == len(other) == 1:
        yield Pair(name, one[0], other[0])


def _alone(
    reports: Iterable[Checked], pairs: Iterable[Pair], name_of: Named, reason: Callable[[str], Text]
) -> Iterator[Alone]:
    """Yield the reports that are in no pair; ``reason`` says why, by the name of the agency."""
    taken = {each.path for pair in pairs for each in (pair.first, pair.second)}
    for each in reports:
        if each.path not in taken:
            yield Alone(each, reason(name_of(each.agency)) if each.agency else _NAMELESS)
