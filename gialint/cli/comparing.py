"""What reports are compared with: earlier years (``--last``), and who must report (``--members``)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace, nearest_file
from gialint.cli.linters import Linters, found, is_within
from gialint.model import Text
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from gialint.config import Config
    from gialint.members.roll import Roll
    from gialint.model import Problem
    from gialint.run.discover import Found


class Gathered(NamedTuple):
    """The reports of a command line, those of earlier years (None if none are compared), and the roll.

    ``problems`` are those of all three.
    """

    reports: Found
    earlier: list[str] | None
    roll: Roll | None
    problems: list[Problem]


def gathered(given: Namespace, lints: Linters, written: Iterable[Path], *, met: bool = False) -> Gathered:
    """Return what a run is about; ``written`` are its own outputs. Raises UsageError for missing folders."""
    config = lints.run.config
    last = earlier_of(given, config)
    roll, slips = roll_of(given, config)
    own = (given.members, getattr(given, "deductions", None))
    listed = [Path(path) for path in own if path]
    written = [*written]
    there = found(given, lints, [*written, *_kept_out(last, given.operands), *listed], met=met)
    before = found(given, lints, written, named=last) if last else None
    problems = [*slips, *there.problems, *(before.problems if before else ())]
    return Gathered(there, before.files if before else None, roll, problems)


def earlier_of(given: Namespace, config: Config) -> list[str]:
    """Return where reports of earlier years are; the command line has the word. Raises UsageError."""
    asked: list[str] = given.last or []
    for path in asked:
        if not os.path.lexists(path):
            message = Text(f"--last：没有这个文件夹：{path}", f"--last: there is no folder {path}")
            raise nearest_file(message, path)
    return asked or ([str(config.archive)] if config.archive else [])


def _kept_out(folders: Sequence[str], operands: Sequence[str]) -> list[Path]:
    """Return the folders of earlier years that a walk goes round: those in which nothing is named itself."""
    named = operands or ["."]
    return [Path(folder) for folder in folders if not any(is_within(each, folder) for each in named)]


def file_given(given: Namespace, option: str) -> Path | None:
    """Return the file that an option names, if it was given; raises UsageError if it is not there."""
    path = getattr(given, option)
    if path and not os.path.isfile(path):
        message = Text(f"--{option}：没有这个文件：{path}", f"--{option}: there is no file {path}")
        raise nearest_file(message, path)
    return Path(path) if path else None


def roll_of(given: Namespace, config: Config) -> tuple[Roll | None, list[Problem]]:
    """Return who must report, if that is known, and what is wrong with the list; raises UsageError."""
    path = file_given(given, "members") or config.members
    if path is None:
        return None, []
    from gialint.members.reading import read_members

    roll, problems = read_members(path)
    if config.bounded and not given.members:
        from gialint.config.bounds import veiled

        problems = [*veiled(problems, config.origin)]
    return roll, problems
