"""A roll of members: the agencies that report to a government, in which years, and what they were called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from gialint.model import Problem
from gialint.records import NamedTuple

UNIT = ("人民政府", "政府")
"""How the name of a government ends; what stands before it is that of its place."""


class Member(NamedTuple):
    """An agency that reports: ``also`` are its other names, ``first`` and ``until`` years, 0 for any.

    ``into`` is whose report covers it after ``until``; of one that is not ``counted`` no figure goes
    into the government's sums. ``at`` is the problem reported for it, without its message.
    """

    name: str
    at: Problem
    also: tuple[str, ...] = ()
    first: int = 0
    until: int = 0
    into: str = ""
    counted: bool = True
    published: str = ""
    below: Roll | None = None

    def reports_on(self, year: int) -> bool:
        """Return whether it is to report on a year."""
        return (not self.first or self.first <= year) and (not self.until or year <= self.until)


class Roll:
    """The members of a government, and those of members that are governments themselves."""

    def __init__(self, government: str, members: tuple[Member, ...], year: int = 0, path: str = "") -> None:
        self.government, self.members, self.year, self.path = government, members, year, path

    @property
    def rolls(self) -> Iterator[Roll]:
        """This roll, and those below it."""
        yield self
        for member in self.members:
            if member.below:
                yield from member.below.rolls

    def name(self, agency: str) -> str:
        """Return by what name an agency is known in this roll or one below it."""
        for roll in self.rolls:
            member = roll.find(agency)
            if member is not None:
                return roll.full(member.name)
        return plain(agency)

    def full(self, name: str) -> str:
        """Return the name of a member with that of its place before it."""
        return self._place + self.bare(name)

    def find(self, agency: str) -> Member | None:
        """Return the member of a name, whether or not that of the place stands before it."""
        return self._by_name.get(self.bare(agency))

    def is_government(self, agency: str) -> bool:
        """Return whether a name is that of the government itself."""
        return bool(self.government) and plain(agency) == plain(self.government)

    def published(self, agency: str, year: int) -> str:
        """Return the day on which an agency published its report on a year (``2025-01-20``), if one is noted.

        A list for no year notes days of the year that follows the reports'.
        """
        for roll in self.rolls:
            member = roll.find(agency)
            if member and member.published:
                return member.published if year == (roll.year or int(member.published[:4]) - 1) else ""
        return ""

    @property
    def days(self) -> str:
        """All days of publication with whose they are: what is found in single reports depends on them."""
        return repr(
            [
                (roll.government, roll.year, member.name, member.also, member.published)
                for roll in self.rolls
                for member in roll.members
                if member.published
            ]
        )

    def due(self, year: int) -> list[Member]:
        """Return the members that are to report on a year."""
        return [member for member in self.members if member.reports_on(year)]

    def missing(self, year: int, agencies: Iterable[str]) -> list[Member]:
        """Return the members that are to report on a year and are none of the agencies that did."""
        there = {id(self.find(agency)) for agency in agencies}
        return [member for member in self.due(year) if id(member) not in there]

    def added_up(self, year: int) -> list[Member]:
        """Return the members whose figures of a year go into the government's sums."""
        return [member for member in self.due(year) if member.counted and not self.is_government(member.name)]

    @property
    def names(self) -> list[str]:
        """Every name that is known here, that of the government first."""
        told = [name for member in self.members for name in (member.name, *member.also)]
        return [self.government, *told] if self.government else told

    @cached_property
    def _by_name(self) -> Mapping[str, Member]:
        found: dict[str, Member] = {}
        for member in self.members:
            for name in (member.name, *member.also):
                found.setdefault(self.bare(name), member)
        return found

    def bare(self, name: str) -> str:
        """Return a name without that of the place before it."""
        name = plain(name)
        place = self._place
        return name[len(place) :] if place and name.startswith(place) and name != place else name

    @cached_property
    def _place(self) -> str:
        government = plain(self.government)
        ending = next((ending for ending in UNIT if government.endswith(ending)), None)
        return government.removesuffix(ending) if ending else ""


def plain(name: str) -> str:
    """Return a name without spaces."""
    return "".join(name.split())
