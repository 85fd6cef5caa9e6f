"""Running a command: finding it, saying what was wrong with the words, and surviving a crash."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from gialint.cli.arguments import Command, UsageError, help_of, nearest, of_others, parsed, rows
from gialint.cli.options import ALWAYS
from gialint.cli.output import Unheard, print_out, print_problems, warn, wrapped
from gialint.config import LANGUAGES, language_of
from gialint.foreign import GATE, Entry, Unwinding, cause, reraise_interrupt
from gialint.model import Text, missing_package

if TYPE_CHECKING:
    from gialint.run.pool import Lost


COMMANDS = (
    "check",
    "annotate",
    "baseline",
    "explain",
    "rules",
    "facts",
    "text",
    "diff",
    "members",
    "matrix",
    "serve",
    "new",
    "test",
    "new-rule",
    "new-plugin",
    "config",
    "trust",
    "schema",
    "plugins",
    "lsp",
    "completions",
)
ABOUT = Text(
    "检查政府信息公开工作年度报告。", "Checks annual reports on the disclosure of government information."
)
NOWHERE = Text(
    "当前文件夹已经不存在；请换到别的文件夹再运行",
    "the current folder no longer exists; change to another and run again",
)
EXAMPLE = "gialint check 年度报告.docx"
WIDEST = 100
"""How many cells wide the lines of help may be."""


def run(words: Sequence[str], *, program: bool = False) -> int:
    """Run the command in the words and return the exit status; a ``program`` has plugins in another process.

    With GIALINT_DEBUG there is one process only, and what it raises is passed on.
    """
    language = spoken(words)
    work = partial(caught, partial(_run, words, language), language)
    return supervised(work, language) if program and not os.environ.get("GIALINT_DEBUG") else work()


def supervised(work: Callable[[], int], language: str) -> int:
    """Return the exit status of some work, done in a process that is watched where it enters plugins.

    Nothing is forked where there are no plugins but gialint's own: a command begins in the first process,
    and is begun anew in another at the very first entry of a plugin, so that the first is left to report.
    """

    def elsewhere(entry: Entry) -> None:
        from gialint.run.pool import can_fork

        if can_fork():
            raise Unwinding

    def apart(_: None) -> int:
        # Standard output is for gialint alone: what others write there goes to standard error.
        if sys.stdout is not None:
            with suppress(OSError, ValueError):  # a stream of no file, or standard error is closed
                own = os.dup(sys.stdout.fileno())
                os.dup2(2, sys.stdout.fileno())
                stream = open(own, "w", encoding="utf-8", errors="replace")  # noqa: SIM115
                vars(sys).update(stdout=stream, __stdout__=stream)
        return work()

    def ended(_: None, lost: Lost) -> int:
        said = Text(
            f"gialint: 进程意外终止（{lost.detail}），没有检查完\n",
            f"gialint: the process ended early ({lost.detail}), the check is not complete\n",
        )
        warn(said.in_language(language))
        return 2

    before = GATE.set(elsewhere)
    try:
        return work()
    except Unwinding:
        pass
    finally:
        GATE.reset(before)
    from gialint.run.pool import watched

    [status] = watched(apart, [None], 1, ended)
    return status


def caught(work: Callable[[], int], language: str) -> int:
    """Return the exit status of some work, and report what keeps it from being done.

    It is 2 as well if something could not be told.
    """
    status = 2
    try:
        status = work()
    except UsageError as error:
        lines = wrapped(f"gialint: {error.message.in_language(language)}")
        if error.hint:
            lines += wrapped(error.hint.in_language(language))
        warn("\n".join(lines) + "\n")
    except BaseException as error:
        reraise_interrupt(error)
        if os.environ.get("GIALINT_DEBUG"):
            raise
        warn(f"{_apology(error, language)}\n")
    return 2 if isinstance(sys.stderr, Unheard) else status


def command(name: str) -> Command:
    """Return one of ``COMMANDS`` by its name."""
    found: Command = _module(name).COMMAND
    return found


def _run(words: Sequence[str], language: str) -> int:
    name, rest = _command(words)
    if name == "help":
        name, rest = _command([*rest, "--help"])
    if not name:
        print_out(_overview(language, _room()))
        return 0
    if name not in COMMANDS:
        raise _unknown(name)
    module = _module(name)
    given = parsed(module.COMMAND, rest, _commands_with)
    if given.help:
        print_out(help_of(module.COMMAND, language, _room()))
        return 0
    refused = None
    try:
        status: int = module.run(given)
    except UsageError as error:
        refused = error
    # What was done without is told at the end, because a command may be restarted in another process.
    for problem, spoken_ in dict.fromkeys(given.withheld):
        print_problems([problem], spoken_)
    if refused:
        raise refused
    return status


def _command(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first word that is no option, and all others."""
    skip = False
    for place, word in enumerate(words):
        if not skip and not word.startswith("-"):
            return word, [*words[:place], *words[place + 1 :]]
        skip = word in ("--lang", "--color")
    known = [flag for option in ALWAYS for flag in option.flags]
    for word in words:
        flag = word.partition("=")[0]
        if word.startswith("-") and flag not in known:
            message, names = Text(f"没有 {flag} 这个选项", f"there is no option {flag}"), _commands_with(flag)
            if names:
                raise UsageError(message, of_others(flag, names))
            raise nearest(message, flag, [*known, "--version"])
    return "", []


def _commands_with(flag: str) -> list[str]:
    """Return the names of the commands that have an option."""
    return [name for name in COMMANDS if any(flag in option.flags for option in command(name).options)]


def spoken(words: Sequence[str]) -> str:
    """Return the language for complaints, which may be about the very options."""
    for word, following in zip(words, (*words[1:], ""), strict=False):
        flag, _, value = word.partition("=")
        if flag == "--lang" and (value or following) in LANGUAGES:
            return value or following
    return language_of(os.environ)


def _overview(language: str, room: int) -> str:
    from gialint.reporting.layout import wrap

    about = wrap(ABOUT.in_language(language), room)
    lines = [*about, "", f"  {EXAMPLE}", "", Text("命令：", "commands:").in_language(language)]
    lines += rows([(name, command(name).summary.in_language(language)) for name in COMMANDS], room)
    more = Text("各命令的选项：gialint 命令 --help", "options of a command: gialint COMMAND --help")
    return "\n".join([*lines, "", *wrap(more.in_language(language), room)]) + "\n"


def _room() -> int:
    """Return how wide help is: as the terminal, or 80 cells, but no wider than is easily read."""
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST)


def _module(name: str) -> ModuleType:
    return import_module(f"gialint.cli.{name.replace('-', '_')}")


def _unknown(name: str) -> UsageError:
    """Return the error for what is no command; a file or folder is probably to be checked."""
    if os.path.lexists(name) or os.path.splitext(name)[1]:
        from gialint.reporting.phrases import as_word

        word = as_word(name)
        hint = Text(f"要检查它：gialint check {word}", f"To check it: gialint check {word}")
        return UsageError(Text(f"“{name}”不是命令", f"“{name}” is not a command"), hint)
    message = Text(
        f"没有“{name}”这个命令（可用：{'、'.join(COMMANDS)}）",
        f"there is no command “{name}” (known: {', '.join(COMMANDS)})",
    )
    return nearest(message, name, [*COMMANDS, "--version"])


def _apology(error: BaseException, language: str) -> str:
    """Return what is said of an error that nobody foresaw."""
    foreseen = missing_package(error)
    try:
        os.getcwd()
    except OSError:  # it has been removed, so that no path leads anywhere
        foreseen = NOWHERE
    if foreseen:
        return f"gialint: {foreseen.in_language(language)}"
    what = cause(error)
    return Text(
        f"gialint 自身出错，请报告给维护者：{what}（设 GIALINT_DEBUG=1 可看到详情）",
        f"gialint itself crashed, please report this: {what} (GIALINT_DEBUG=1 shows where)",
    ).in_language(language)
