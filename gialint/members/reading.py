"""Reading a file of members: YAML, or the table (.xlsx, .csv) in which an office keeps them."""

from __future__ import annotations

import os
from pathlib import Path

from gialint.members.entries import members_of, merged_nowhere
from gialint.members.roll import Roll
from gialint.model import Problem, Words
from gialint.sources.located import BadYaml
from gialint.sources.suggest import did_you_mean, meant

CODE = "GIA906"
YAML = (".yaml", ".yml")
TABLES = (".xlsx", ".csv")


def read_members(path: Path, within: tuple[str, ...] = ()) -> tuple[Roll, list[Problem]]:
    """Return the list of members in a file, and its mistakes; valid entries are kept.

    ``within`` are the files that lead to this one: naming one of them again would be circular.
    """
    suffix = path.suffix.lower()
    if suffix in YAML:
        from gialint.members.yaml_roll import read_yaml

        try:
            government, year, entries, slips = read_yaml(path)
        except BadYaml as error:
            return Roll("", (), path=str(path)), [error.problem]
    elif suffix in TABLES:
        from gialint.members.table_roll import read_table

        government, year, entries, slips = read_table(path)
    else:
        said = Words(
            f"名单应是 {'、'.join((*YAML, *TABLES))} 文件", f"members stand in {', '.join((*YAML, *TABLES))}"
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
            message = Words(
                f"{file} 又指回到上级名单，形成循环", f"{file} names a roll that it is itself part of"
            )
            slips.append(entry.problem("members", message))
        elif not Path(os.path.realpath(named)).is_relative_to(os.path.realpath(path.parent)):
            message = Words(
                "下级名单应在同一文件夹或其中的文件夹", "a roll names files in its own folder, or below"
            )
            slips.append(entry.problem("members", message))
        elif not named.is_file():
            beside = [each.name for each in named.parent.iterdir()] if named.parent.is_dir() else []
            message = Words(f"没有这个名单文件：{file}", f"there is no file of members {file}")
            slips.append(entry.problem("members", message, meant(did_you_mean(named.name, beside))))
        else:
            below[number], more = read_members(named, here)
            slips += more
    roll = Roll(government, members_of(entries, below, slips), year, str(path))
    return roll, [*slips, *merged_nowhere(entries, roll)]
