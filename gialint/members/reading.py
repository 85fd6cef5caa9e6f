"""Reading a file of members: YAML, or the table (.xlsx, .csv) in which an office keeps them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gialint.members.roll import KEYS, Entry, Roll, Slips, members_of, merged_nowhere
from gialint.model import Problem, Text
from gialint.sources.located import BadYaml, Keys, Loaded
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml

CODE = "GIA906"
YAML = (".yaml", ".yml")
TABLES = (".xlsx", ".csv")
TOP = ("government", "year", "members")


def read_members(
    path: Path, within: tuple[str, ...] = (), *, opened: Loaded | None = None
) -> tuple[Roll, list[Problem]]:
    """Return the list of members in a file, and its mistakes; valid entries are kept.

    ``within`` are the files that lead to this one: naming one of them again would be circular. ``opened`` is
    what the file holds in an editor, if it is YAML.
    """
    suffix = path.suffix.lower()
    if suffix in YAML:
        try:
            government, year, entries, slips = _read_yaml(opened or load_yaml(path, code=CODE))
        except BadYaml as error:
            return Roll("", (), path=str(path)), [error.problem]
    elif suffix in TABLES:
        from gialint.members.tables import read_table

        government, year, entries, slips = read_table(path)
    else:
        said = Text(
            f"名单应是 {'、'.join((*YAML, *TABLES))} 文件",
            f"members must be in {', '.join((*YAML, *TABLES))}",
        )
        near = did_you_mean(suffix, (*YAML, *TABLES))
        return Roll("", (), path=str(path)), [Problem(CODE, said, str(path), hint=meant(near))]
    here = (*within, os.path.realpath(path))
    below: dict[int, Roll] = {}
    for number, entry in enumerate(entries):
        file = entry.text("members")
        if not file:
            continue
        named = path.parent / file
        if os.path.realpath(named) in here:
            message = Text(f"{file} 又指回到上级名单，形成循环", f"{file} names a list that contains it")
            slips.append(entry.problem("members", message))
        elif not Path(os.path.realpath(named)).is_relative_to(os.path.realpath(path.parent)):
            message = Text(
                "下级名单应在同一文件夹或其中的文件夹",
                "a list can only name files in its own folder, or below",
            )
            slips.append(entry.problem("members", message))
        elif not named.is_file():
            beside = [each.name for each in named.parent.iterdir()] if named.parent.is_dir() else []
            message = Text(f"没有这个名单文件：{file}", f"there is not a members file {file}")
            slips.append(entry.problem("members", message, meant(did_you_mean(named.name, beside))))
        else:
            below[number], more = read_members(named, here)
            slips += more
    roll = Roll(government, members_of(government, entries, below, slips), year, str(path))
    return roll, [*slips, *merged_nowhere(entries, roll)]


def _read_yaml(file: Loaded) -> tuple[str, int, list[Entry], Slips]:
    """Return the government, the year if one is named, the entries, and mistakes."""
    slips: Slips = []
    if not isinstance(file.data, dict):
        message = Text(
            "名单写作 government: 和 members: 两部分", "a list of members has government: and members:"
        )
        return "", 0, [], [file.problem(message)]
    for key in file.data:
        if key not in TOP:
            slips.append(_unknown(file, (key,), str(key), TOP))
    year = file.data.get("year") or 0
    if not isinstance(year, int) or isinstance(year, bool):
        slips.append(file.problem(Text("year 应是年份，如 2024", "year looks like 2024"), ("year",)))
        year = 0
    listed = file.data.get("members") or []
    if not isinstance(listed, list):
        message = Text(
            "members 应是一个列表，每行“- 机关名称”", "members is a list with a line “- name” for each"
        )
        return "", year, [], [*slips, file.problem(message, ("members",))]
    if not listed:
        message = Text("名单里没有一个机关（members）", "the list has no members")
        slips.append(file.problem(message, ("members",)))
    entries = [_entry(file, number, said, slips) for number, said in enumerate(listed)]
    return str(file.data.get("government") or "").strip(), year, entries, slips


def _entry(file: Loaded, number: int, said: Any, slips: Slips) -> Entry:
    keys: Keys = ("members", number)

    def problem(key: str, message: Text, hint: Text | None = None) -> Problem:
        inside = isinstance(said, dict) and key in said
        return file.problem(message, (*keys, key) if inside else keys, hint=hint)

    if not isinstance(said, dict):
        return Entry({"name": said}, problem)
    for key in said:
        if key not in KEYS:
            slips.append(_unknown(file, (*keys, key), str(key), KEYS))
    return Entry(said, problem)


def _unknown(file: Loaded, keys: Keys, key: str, known: tuple[str, ...]) -> Problem:
    message = Text(f"名单没有“{key}”这个键", f"a list of members has no key “{key}”")
    listed = Text(f"可以用：{'、'.join(known)}", f"known: {', '.join(known)}")
    return file.problem(message, keys, key=True, hint=meant(did_you_mean(key, known)) or listed)
