"""``gialint completions``: print what makes a shell complete commands, options, their words and files.

shtab writes it from an argparse parser, and the parser is made of the same tables by which words are read.
"""

from __future__ import annotations

from argparse import Action, ArgumentParser
from collections.abc import Iterable, Mapping, Sequence

from gialint.cli.arguments import Command, Namespace
from gialint.cli.configured import configured
from gialint.cli.options import ALWAYS, CONFIGURING
from gialint.cli.output import print_out, print_problems
from gialint.config import SEVERITIES, Flag
from gialint.model import Text

SHELLS = ("bash", "zsh", "fish")
COMMAND = Command(
    "completions",
    "打印命令行补全脚本：bash、zsh 或 fish",
    "print the completion script for bash, zsh or fish",
    "SHELL",
    least=1,
    most=1,
    known=SHELLS,
    options=CONFIGURING,
    example="gialint completions bash > ~/.local/share/bash-completion/completions/gialint",
)
FILES = ("FILE", "PATH", "RULES", "A", "B")
"""Names of words that are files or folders."""


VERSION = Text("显示版本", "show the version")


def run(given: Namespace) -> int:
    """Print the script; it knows the rules and the output formats that are loaded now."""
    import shtab

    from gialint.reporting.phrases import family
    from gialint.run.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    print_problems((*problems, *lint.problems), config.language)
    rules = lint.plugins.rules
    known = {
        "CODE": [rule.code for rule in rules],
        "FORMAT": list(lint.plugins.reporters),
        "PROFILE": list(lint.plugins.profiles),
        "FAMILY": sorted({family(rule.code) for rule in rules}),
        "TAG": sorted({tag for rule in rules for tag in rule.tags}),
        "SEVERITY": list(SEVERITIES),
    }
    parser = whole_parser(known, config.language)
    [shell] = given.operands
    print_out(shtab.complete(parser, shell=shell) + "\n", exact=True)
    return 2 if lint.problems else 0


def whole_parser(known: Mapping[str, list[str]], language: str) -> ArgumentParser:
    """Return a parser of all commands, to be described and not to be used.

    ``known`` are the words that the commands' tables do not list, by what stands for them in the help.
    """
    from gialint.cli.running import ABOUT, COMMANDS, command

    parser = ArgumentParser("gialint", description=ABOUT.in_language(language), add_help=False)
    parser.add_argument("--version", "-V", action="store_true", help=VERSION.in_language(language))
    _add_options(parser, ALWAYS, known, language)
    commands = parser.add_subparsers()
    for each in map(command, COMMANDS):
        below = commands.add_parser(each.name, help=each.summary.in_language(language), add_help=False)
        _add_options(below, (*each.options, *ALWAYS), known, language)
        for name in each.operands.split():
            word = below.add_argument(name.rstrip("…"), nargs="*" if name.endswith("…") else None)
            # Of the two words of new-rule, CODE is a code that no rule has yet.
            _complete(word, name.rstrip("…"), each.known or (known.get(each.operands, ())))
    return parser


def _add_options(
    parser: ArgumentParser, options: Iterable[Flag], known: Mapping[str, list[str]], language: str
) -> None:
    for option in options:
        said = option.help.in_language(language).replace("%", "%%")
        if not option.metavar:
            parser.add_argument(*option.flags, action="store_true", help=said)
            continue
        added = parser.add_argument(
            *option.flags, action="append" if option.many else "store", metavar=option.metavar, help=said
        )
        _complete(added, option.metavar, option.known or known.get(option.metavar, ()))


def _complete(word: Action, name: str, choices: Sequence[str]) -> None:
    """Say what a word may be: one of those known, a folder, or a file."""
    import shtab

    if choices:
        word.choices = choices
    elif name == "DIR":
        word.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif name in FILES:
        word.complete = shtab.FILE  # type: ignore[attr-defined]
