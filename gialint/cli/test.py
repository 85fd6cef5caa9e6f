"""``gialint test``: run the examples inside rules."""

from __future__ import annotations

from argparse import Namespace

from gialint.cli.arguments import Command
from gialint.report import Words

COMMAND = Command(
    "test",
    Words(
        "运行规则里的示例：文件、文件夹；默认为全部已加载的规则",
        "run the examples of rule files or folders, by default of all rules",
    ),
    "RULES…",
    example="gialint test rules/GIA301-balance.yaml",
)


def run(given: Namespace) -> int:
    """Print how every example turned out; status 1 if one failed, 2 if a rule cannot be loaded."""
    raise NotImplementedError
