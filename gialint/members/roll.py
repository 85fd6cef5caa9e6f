"""A roll of members: the agencies that report to a government, in which years, and what they were called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean, meant

UNIT = ("人民政府", "政府")
"""How the name of a government ends; what stands before it is that of its place."""
KEYS = ("name", "also", "from", "until", "into", "counted", "published", "members")
_DAY = lazy_regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?")
"""A day as YAML, spreadsheets and people write it."""
YES = ("是", "计入", "true", "yes", "y", "1", "√", "✓")
NO = ("否", "不", "不计入", "false", "no", "n", "0", "×", "✗")

Slips = list[Problem]
Told = Callable[..., Problem]


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


class Entry(NamedTuple):
    """The values of a member, by key; ``problem`` makes one that points at what stands under a key."""

    said: Mapping[str, Any]
    problem: Told

    def text(self, key: str) -> str:
        """Return what stands under a key as text, nothing where nothing does."""
        value = self.said.get(key)
        return "" if value is None or isinstance(value, (list, dict, bool)) else str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under a key: a list, or one text separated by marks."""
        value = self.said.get(key)
        if isinstance(value, list):
            return tuple(str(each).strip() for each in value if each)
        text = self.text(key)
        for mark in "；;，,\n":
            text = text.replace(mark, "、")
        return tuple(part.strip() for part in text.split("、") if part.strip())


def members_of(
    government: str, entries: Sequence[Entry], below: Mapping[int, Roll], slips: Slips
) -> tuple[Member, ...]:
    """Return the members of entries, the first of each name, and add mistakes to the slips.

    A name is the same with the ``government``'s place before it.
    """
    bare = Roll(government, ()).bare
    members: list[Member] = []
    taken: dict[str, str] = {}
    for number, entry in enumerate(entries):
        name = entry.text("name")
        if not name:
            message = Text("没有写机关名称（name）", "the member has no name")
            slips.append(entry.problem("name", message))
            continue
        names = {key: each for each in (name, *entry.texts("also")) for key in [bare(each)]}
        again = next(((taken[key], each) for key, each in names.items() if key in taken), None)
        if again is not None:
            slips.append(entry.problem("name", _twice(*again)))
            if bare(name) in taken:
                continue
        taken |= names
        members.append(_member(entry, name, below.get(number), slips))
    return tuple(members)


def _twice(first: str, again: str) -> Text:
    if plain(first) == plain(again):
        return Text(f"名单里“{again}”出现了两次", f"“{again}” is in the list twice")
    return Text(
        f"名单里“{again}”就是“{first}”，出现了两次", f"“{again}” is “{first}”, which is in the list twice"
    )


def _member(entry: Entry, name: str, below: Roll | None, slips: Slips) -> Member:
    first, until = _year(entry, "from", slips), _year(entry, "until", slips)
    if first and until and until < first:
        message = Text(f"截止年度 {until} 早于起始年度 {first}", f"until {until} is before from {first}")
        slips.append(entry.problem("until", message))
    return Member(
        name,
        entry.problem("name", Text("")),
        entry.texts("also"),
        first,
        until,
        entry.text("into"),
        _counted(entry, slips),
        _day(entry, slips),
        below,
    )


def _year(entry: Entry, key: str, slips: Slips) -> int:
    text = entry.text(key).removesuffix("年度").removesuffix("年")
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    message = Text(f"{key} 应是年份，如 2021，不是“{text}”", f"{key} is a year, as 2021, not “{text}”")
    slips.append(entry.problem(key, message))
    return 0


def _counted(entry: Entry, slips: Slips) -> bool:
    value = entry.said.get("counted")
    if value is None or isinstance(value, bool):
        return value is not False
    word = str(value).strip().lower()
    if word and word not in (*YES, *NO):
        message = Text(
            f"counted 写“是”或“否”（true 或 false），不是“{value}”",
            f"counted is true or false, not “{value}”",
        )
        slips.append(entry.problem("counted", message))
    return word not in NO


def _day(entry: Entry, slips: Slips) -> str:
    text = entry.text("published")
    if not text:
        return ""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else date.fromisoformat(text).isoformat()
    except ValueError:
        message = Text(
            f"published 应如 2025-01-20，不是“{text}”", f"published looks like 2025-01-20, not “{text}”"
        )
        slips.append(entry.problem("published", message))
        return ""


def merged_nowhere(entries: Sequence[Entry], roll: Roll) -> Slips:
    """Return what is wrong with ``into``: an agency that is not a member."""
    told: Slips = []
    for entry in entries:
        into = entry.text("into")
        if into and roll.find(into) is None:
            message = Text(f"名单里没有“{into}”", f"no member is called “{into}”")
            told.append(entry.problem("into", message, meant(did_you_mean(into, roll.names))))
    return told
