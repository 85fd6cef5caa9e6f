"""Entries of a members file as members; mistakes are reported at their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.members.roll import Member, Roll, plain
from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean, meant

KEYS = ("name", "also", "from", "until", "into", "counted", "published", "members")
_DAY = lazy_regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?")
"""A day as YAML, spreadsheets and people write it."""
YES = ("是", "计入", "true", "yes", "y", "1", "√", "✓")
NO = ("否", "不", "不计入", "false", "no", "n", "0", "×", "✗")

Slips = list[Problem]
Told = Callable[[str, Text, Text | None], Problem]


class Entry(NamedTuple):
    """The values of a member, by key; ``told`` makes a problem that points at a key."""

    said: Mapping[str, Any]
    told: Told

    def problem(self, key: str, message: Text, hint: Text | None = None) -> Problem:
        """Return a problem at what stands under a key."""
        return self.told(key, message, hint)

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
