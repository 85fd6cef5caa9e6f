"""Who must report: ``--members``, or the setting of that name."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Option, nearest
from gialint.model import Words

if TYPE_CHECKING:
    from gialint.config import Config
    from gialint.members.roll import Roll
    from gialint.model import Problem

MEMBERS = Option(
    ("--members",),
    Words(
        "应当报送的机关名单（.yaml、.xlsx、.csv）：说明谁没有报，并与汇总报告比较（也可用设置 members）",
        "the agencies that must report (.yaml, .xlsx, .csv): who has not is told, and sums are compared (or"
        " the setting members)",
    ),
    "FILE",
)


def roll_of(given: Namespace, config: Config) -> tuple[Roll | None, list[Problem]]:
    """Return who must report, if that is known, and what is wrong with the list; raises UsageError."""
    named = getattr(given, "members", None)
    path = Path(named) if named else config.members
    if path is None:
        return None, []
    if named and not path.is_file():
        beside = path.parent
        names = (
            [os.path.join(os.path.dirname(named), each.name) for each in beside.iterdir()]
            if beside.is_dir()
            else []
        )
        message = Words(f"--members：没有这个文件：{named}", f"--members: there is no file {named}")
        raise nearest(message, named, names)
    from gialint.members.reading import read_members

    roll, problems = read_members(path)
    if config.bounded and not named:
        from gialint.config.bounds import veiled

        problems = [*veiled(problems, config.origin)]
    return roll, problems
