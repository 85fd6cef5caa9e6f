"""A roll of members in YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gialint.members.entries import KEYS, Entry, Slips
from gialint.model import Problem, Words
from gialint.sources.located import Keys, Loaded
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml

CODE = "GIA906"
TOP = ("government", "year", "members")


def read_yaml(path: Path) -> tuple[str, int, list[Entry], Slips]:
    """Return the government, the year if one is named, the entries, and mistakes; raises BadYaml."""
    file = load_yaml(path, code=CODE)
    slips: Slips = []
    if not isinstance(file.data, dict):
        message = Words("名单写作 government: 和 members: 两部分", "a roll has government: and members:")
        return "", 0, [], [file.problem(message)]
    for key in file.data:
        if key not in TOP:
            slips.append(_unknown(file, (key,), str(key), TOP))
    year = file.data.get("year") or 0
    if not isinstance(year, int) or isinstance(year, bool):
        slips.append(file.problem(Words("year 应是年份，如 2024", "year is as 2024"), ("year",)))
        year = 0
    listed = file.data.get("members") or []
    if not isinstance(listed, list):
        message = Words("members 应是一个列表，每行“- 机关名称”", "members is a list, a line “- name” each")
        return "", year, [], [*slips, file.problem(message, ("members",))]
    if not listed:
        message = Words("名单里没有一个机关（members）", "the roll has no members")
        slips.append(file.problem(message, ("members",)))
    entries = [_entry(file, number, said, slips) for number, said in enumerate(listed)]
    return str(file.data.get("government") or "").strip(), year, entries, slips


def _entry(file: Loaded, number: int, said: Any, slips: Slips) -> Entry:
    keys: Keys = ("members", number)

    def told(key: str, message: Words, hint: Words | None) -> Problem:
        inside = isinstance(said, dict) and key in said
        return file.problem(message, (*keys, key) if inside else keys, hint=hint)

    if not isinstance(said, dict):
        return Entry({"name": said}, told)
    for key in said:
        if key not in KEYS:
            slips.append(_unknown(file, (*keys, key), str(key), KEYS))
    return Entry(said, told)


def _unknown(file: Loaded, keys: Keys, key: str, known: tuple[str, ...]) -> Problem:
    message = Words(f"名单没有“{key}”这个键", f"a roll has no key “{key}”")
    listed = Words(f"可以用：{'、'.join(known)}", f"known: {', '.join(known)}")
    return file.problem(message, keys, key=True, hint=meant(did_you_mean(key, known)) or listed)
