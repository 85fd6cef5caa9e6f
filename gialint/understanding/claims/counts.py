"""Counts: what a passage has stated so far, and what follows from it (均已答复, 其余, 共计)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from gialint.records import NamedTuple
from gialint.understanding.claims.partitions import Partition, halves_of

NOTHING = Decimal(0)

Counted = tuple[str, Decimal]
"""A fact and its value; a fact without a name is a number of nothing that any table has."""


class Counts(NamedTuple):
    """What was stated of the report's own year, what the sentence listed, and what was counted last."""

    said: Mapping[str, Decimal] = {}
    listed: tuple[Counted, ...] = ()
    last: Counted | None = None
    foreign: bool = False
    """Whether that is another body's."""
    stray: Decimal | None = None
    """A number of the clause before that did not say what it counts (另有2件因未到期限，结转下年)."""

    def value(self, path: str, partitions: Sequence[Partition]) -> Decimal | None:
        """Return the value of a fact as said, or as its parts add up where the first of them was said."""
        if path in self.said:
            return self.said[path]
        for each in partitions:
            if path == each.of[0] and each.parts[0] in self.said and (each.widens or len(each.parts) == 2):
                return sum((self.said.get(part, NOTHING) for part in each.parts), NOTHING)
        return None

    def whole(self, path: str, partitions: Sequence[Partition]) -> Decimal | None:
        """Return the value of what a fact is a part of (均已答复 is said of all that came in)."""
        for each in partitions:
            if path in each.parts:
                found = next(
                    (value for of in each.of if (value := self.value(of, partitions)) is not None), None
                )
                if found is not None:
                    return found
        return None

    def rest(self, path: str, partitions: Sequence[Partition]) -> Decimal | None:
        """Return what is left for a fact where other parts of its whole were said."""
        pairs = None
        for each in partitions:
            if path not in each.parts:
                continue
            whole = next((value for of in each.of if (value := self.value(of, partitions)) is not None), None)
            others = [value for part in each.parts if part != path and (value := self._of(part)) is not None]
            if whole is None or whole < sum(others, NOTHING):
                continue
            if others:
                return whole - sum(others, NOTHING)
            if len(each.parts) == 2 and pairs is None:
                pairs = whole
        return pairs

    def _may_be(self, path: str, value: Decimal, partitions: Sequence[Partition]) -> bool:
        """Tell whether a fact may have a value: not said otherwise, and no less than what it holds."""
        least = self.value(path, partitions)
        return self.said[path] == value if path in self.said else least is None or least <= value

    def _of(self, path: str) -> Decimal | None:
        """Return what was said of a fact and of those of its parts that it cannot hold."""
        parts = [value for part, value in self.said.items() if part.startswith(path + ".")]
        if path not in self.said:
            return sum(parts, NOTHING) if parts else None
        said = self.said[path]
        return said if sum(parts, NOTHING) <= said else said + sum(parts, NOTHING)

    def rows(self, path: str) -> list[Decimal]:
        """Return the rows of a group that were listed last, with nothing else between or behind."""
        found: list[Decimal] = []
        for listed, value in reversed(self.listed):
            if not listed.startswith(path + "."):
                break
            found.append(value)
        return found

    def goes_on(self) -> bool:
        """Tell whether some of what was counted last was listed behind it, and not all."""
        whole = self.last
        return whole in self.listed and self.listed[-1] != whole and not self.makes_up(whole)

    def makes_up(self, whole: Counted) -> bool:
        """Tell whether what was listed behind a whole is all of it (19件，其中网上11件、邮寄8件)."""
        behind = self.listed[self.listed.index(whole) + 1 :] if whole in self.listed else self.listed
        return len(behind) > 1 and sum(value for _, value in behind) == whole[1]

    def divides(self, partition: Partition) -> bool:
        """Tell whether all parts of a whole were said, and make it up."""
        whole = self.said.get(partition.of[0])
        parts = [self.said.get(part) for part in partition.parts]
        return None not in parts and sum(filter(None, parts)) == whole

    def ends_in(self, whole: Counted) -> bool:
        """Tell whether what was listed last makes up a whole (网上11件、邮寄8件；征地类12件、其他7件)."""
        sums = accumulate(value for _, value in reversed(self.listed))
        return whole[1] in islice(sums, 1, None)

    def holds_unknown(self) -> bool:
        """Tell whether a number of things not known was listed."""
        return any(not path for path, _ in self.listed)

    def of_unknown(self) -> bool:
        """Tell whether what was listed behind a whole are things not known, and nothing else."""
        behind = self.listed[self.listed.index(self.last) + 1 :] if self.last in self.listed else self.listed
        return bool(behind) and not any(path for path, _ in behind)

    def beside(self, path: str, partitions: Iterable[Partition]) -> bool:
        """Tell whether the sentence has listed another part of what a fact is a part of."""
        listed = {listed for listed, _ in self.listed} - {path}
        return any(path in each.parts and not listed.isdisjoint(each.parts) for each in partitions)

    def repeats(self, value: Decimal) -> bool:
        """Tell whether a number was listed before parts that make it up."""
        behind = (self.listed[at + 1 :] for at, (_, listed) in enumerate(self.listed) if listed == value)
        return any(len(parts) > 1 and sum(part for _, part in parts) == value > 0 for parts in behind)

    def sum_of_two(self, partitions: Sequence[Partition]) -> str:
        """Return the fact that the two listed last are all of (予以公开3件、部分公开2件，两项合计5件)."""
        paths = {path for path, _ in self.listed[-2:]}
        if len(paths) == 1 and paths.isdisjoint(self.said):
            return paths.pop()  # 网上93件、邮寄21件，两项合计114件
        return next((each.of[0] for each in partitions if paths == {*each.parts}), "")

    def sum(self, value: Decimal, partitions: Sequence[Partition]) -> str:
        """Return the fact that a number adds up to of those just listed (新收8件，结转1件，共9件)."""
        said = dict(self.listed)
        paths = [path for path, _ in self.listed]
        ways = [count for path, count in self.listed if path == paths[-1]]
        if len(ways) > 1 and sum(ways) == value:
            return paths[-1]
        order = {path: index for index, path in enumerate(paths)}
        wholes = {path for path in paths if path.rpartition(".")[0] not in said}
        lately = sorted(
            partitions,
            key=lambda each: -min((order[part] for part in each.parts if part in order), default=-1),
        )
        for each in lately:
            if wholes == set(each.parts) and len(each.parts) > 1:
                return each.of[-1]
        adding = []
        for each in lately:
            parts = [count for part in each.parts if (count := _told_of(part, said)) is not None]
            if len(parts) > 1 and sum(parts) == value and self._may_be(each.of[-1], value, partitions):
                holds = any(f"{paths[-1]}.".startswith(f"{part}.") for part in each.parts)
                adding.append((not holds, len(parts) < len(each.parts), each.of[-1]))
        if adding:  # first what was listed last is a part of, then what they make up alone
            return min(adding, key=lambda one: one[:2])[2]
        for each in partitions:  # 新收8件，结转1件，共9件: what was carried over came in
            half = halves_of(each.of[0], partitions) if each.widens else None
            if half and paths == [each.parts[0], half.left_over] and sum(said.values()) == value:
                return each.of[0]
        if len(paths) == 1:
            return next(
                (each.of[0] for each in partitions if paths[0] in each.parts and said[paths[0]] <= value), ""
            )
        return ""


def _told_of(path: str, said: Mapping[str, Decimal]) -> Decimal | None:
    """Return what was listed of a fact, itself or in its rows, or None of which nothing was."""
    rows = [value for part, value in said.items() if part.startswith(f"{path}.")]
    return said.get(path, sum(rows, NOTHING) if rows else None)
