"""Reports of earlier years, with which those that are checked are compared: ``--last``, or ``archive``."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Option, nearest
from gialint.model import Words

if TYPE_CHECKING:
    from gialint.cli.linters import Linters
    from gialint.run.discover import Found

LAST = Option(
    ("--last",),
    Words(
        "往年报告所在的文件夹：只用来与今年的比较，本身不检查（可多次给出；也可用设置 archive）",
        "folder of reports of earlier years: compared with, not checked themselves (as often as given; or the"
        " setting archive)",
    ),
    "FOLDER",
    many=True,
)


def folders(given: Namespace, archive: Path | None) -> list[str]:
    """Return where reports of earlier years are; the command line has the word. Raises UsageError."""
    asked: Sequence[str] = getattr(given, "last", None) or ()
    for path in asked:
        if not os.path.lexists(path):
            beside = os.path.dirname(path)
            names = (
                [os.path.join(beside, name) for name in os.listdir(beside or os.curdir)]
                if os.path.isdir(beside or os.curdir)
                else []
            )
            message = Words(f"--last：没有这个文件夹：{path}", f"--last: there is no folder {path}")
            raise nearest(message, path, names)
    return [*asked] or ([str(archive)] if archive else [])


def kept_out(folders: Sequence[str], operands: Sequence[str]) -> list[Path]:
    """Return the folders of earlier years that a walk goes round: those in which nothing is named itself."""
    return [
        Path(folder) for folder in folders if not any(_is_within(each, folder) for each in operands or ["."])
    ]


def earlier(given: Namespace, lints: Linters, asked: Sequence[str]) -> Found | None:
    """Return the reports in the folders of earlier years, if there are such folders."""
    if not asked:
        return None
    from gialint.cli.walking import found

    return found(Namespace(**{**vars(given), "operands": list(asked)}), lints)


def _is_within(path: str, folder: str) -> bool:
    path, folder = os.path.realpath(path), os.path.realpath(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))
