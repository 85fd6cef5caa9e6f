"""Partitions: which facts together make up another, and how two facts stand to each other by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gialint.records import NamedTuple


class Partition(NamedTuple):
    """Facts that together make up another; ``of`` names it, the first that was said."""

    of: tuple[str, ...]
    parts: tuple[str, ...]
    widens: bool = False
    """Whether a figure said of the first part may be one of the whole (受理 of 新收 and 结转)."""
    left_over: str = ""
    """The second of two parts where the first is told in rows, too (结转下年 beside 办结)."""


def partitions_of(specs: Sequence[Mapping[str, Any]]) -> tuple[Partition, ...]:
    """Make partitions of data; of two parts the second is left over where the first is told in rows."""
    wholes = {of for spec in specs for of in spec["of"]}
    made = [
        Partition(tuple(spec["of"]), tuple(spec["parts"]), bool(spec.get("widens", False))) for spec in specs
    ]
    return tuple(
        each._replace(left_over=each.parts[1])
        if len(each.parts) == 2 and not each.widens and each.parts[0] in wholes
        else each
        for each in made
    )


def halves_of(all_in: str, partitions: Sequence[Partition]) -> Partition | None:
    """Return what came in as what was closed and what is left over."""
    return next((each for each in partitions if each.left_over and all_in in each.of), None)


def whole_of(path: str, partitions: Sequence[Partition]) -> Partition | None:
    """Return the first whole that a fact is a part of, with its parts."""
    return next((each for each in partitions if path in each.parts), None)


def counterparts(path: str, own: Partition, partitions: Sequence[Partition]) -> list[str]:
    """Return the same row of the other wholes that have the same rows (复议纠正 of 诉讼纠正)."""
    rows, at = _rows(own), own.parts.index(path)
    return [each.parts[at] for each in partitions if each.of != own.of and _rows(each) == rows]


def _rows(partition: Partition) -> list[str]:
    return [part.rpartition(".")[2] for part in partition.parts]


def is_half(path: str, partitions: Sequence[Partition]) -> bool:
    """Return whether a fact is all that came in but what is left over (closed)."""
    return any(each.left_over and path == each.parts[0] for each in partitions)


def is_of_kind(path: str, whole: str, partitions: Sequence[Partition]) -> bool:
    """Return whether a fact is of one kind of a whole (litigation.direct.upheld of litigation.total)."""
    kinds = {part for each in partitions if each.of[0] == whole for part in each.parts}
    return any(path in each.parts and each.of[0] in kinds for each in partitions)


def is_row_beside(path: str, other: str, partitions: Sequence[Partition]) -> bool:
    """Return whether a fact is a row of another outcome than that which is named beside it."""
    group = path.rpartition(".")[0]
    outcomes = [each.parts for each in partitions if not each.widens]
    return group != other and any(group in each and other in each for each in outcomes)


def is_share(path: str, whole: str, partitions: Sequence[Partition]) -> bool:
    """Return whether a fact can be said of all that was counted of a whole; of nothing known any can."""
    if whole == "" or path.startswith(whole + "."):
        return True
    return any(whole == each.of[0] and path in each.parts for each in partitions)
