"""Which files a command takes of what was named: options, and the search under the settings that hold."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Option
from gialint.cli.linters import Linters
from gialint.model import Words

if TYPE_CHECKING:
    from gialint.run.discover import Found

WALKING = (
    Option(
        ("--exclude",),
        Words(
            "检查文件夹时不看这些文件和文件夹（模式，可多次给出）；排除了多少会计数",
            "files and folders that a walk leaves out, and counts (patterns, as often as given)",
        ),
        "PATTERN",
        many=True,
    ),
    Option(
        ("--no-gitignore",),
        Words(
            "git 工作区里 .gitignore 排除的文件也检查",
            "in a git work tree, check what its .gitignore leaves out, too",
        ),
    ),
)


def found(given: Namespace, lints: Linters, apart: Sequence[Path] = (), *, met: bool = False) -> Found:
    """Return the files of a command line, of the current folder if it names none.

    ``apart`` are files of gialint's own besides those that belong to the settings and their plugins.
    """
    from gialint.run.discover import Terms, find

    config = lints.run.config
    terms = Terms(lints.ground, (*config.local, *apart), config.exclude, not given.no_gitignore, met)
    return find(given.operands or ["."], terms)
