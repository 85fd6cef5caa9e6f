"""``gialint matrix FILE.db``: the matrix of what a run has written into a store; nothing is checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace, UsageError, nearest_file
from gialint.cli.comparing import roll_of
from gialint.cli.configured import configured
from gialint.cli.linters import Linters
from gialint.cli.output import print_problems, warn
from gialint.model import Text
from gialint.records import replace
from gialint.reporting.phrases import agency_kind_names

if TYPE_CHECKING:
    from gialint.model import Result
    from gialint.run.linter import Linter

SUFFIXES = (".db", ".sqlite3")
HEAD = b"SQLite format 3\0"
"""How a database of SQLite begins."""


def named_store(given: Namespace) -> str | None:
    """Return the store that is named in the place of reports, if it is one; raises UsageError."""
    stores: list[str] = [path for path in given.operands if _is_store(path)]
    if not stores:
        return None
    if len(given.operands) > 1:
        raise UsageError(
            Text("库要单独写：gialint matrix 文件.db", "a store is named alone: gialint matrix FILE.db"),
            Text(
                "几处的报告用 gialint check 一次写进同一个库。",
                "Write reports of several places into one store by one gialint check.",
            ),
        )
    if not os.path.lexists(stores[0]):
        raise nearest_file(Text(f"没有这个文件：{stores[0]}", f"there is no file {stores[0]}"), stores[0])
    if given.last or given.select or given.ignore:
        raise UsageError(
            Text(
                "库里的报告已经检查过：--last、--select、--ignore 不再起作用",
                "what is in a store has been checked: --last, --select and --ignore mean nothing to it",
            ),
            Text("把它们写在写库的 gialint check 里。", "Give them to the gialint check that writes it."),
        )
    return stores[0]


def _is_store(path: str) -> bool:
    if path.lower().endswith(SUFFIXES):
        return True
    try:
        with open(path, "rb") as file:
            return file.read(len(HEAD)) == HEAD
    except OSError:
        return False


def stored_run(given: Namespace, path: str) -> tuple[Linter, Result]:
    """Return what a store holds, and a linter that knows its forms and the roll; raises UsageError."""
    from gialint.store.opening import StoreFailed
    from gialint.store.reading import read_store

    config, problems = configured(given, wholly=True)
    lints = Linters(given, config, problems, wholly=True)
    roll, slips = roll_of(given, config)
    lint = lints.of_files([])
    print_problems(lints.unheeded, config.language)
    try:
        stored = read_store(path)
    except StoreFailed as error:
        raise UsageError(error.message, error.hint) from error
    kinds = agency_kind_names(lint.knowledge, config.language)
    result = replace(stored.result, kinds=kinds)
    if not stored.finished:
        result = replace(result, exit=2)
        warn(
            Text(
                f"{path} 的检查没有做完：再运行一次写库的 gialint check，会接着做。\n",
                f"The run into {path} did not come to its end: run that gialint check again, it goes on.\n",
            ).in_language(config.language)
        )
    return lint._replace(problems=(*slips, *lint.problems), roll=roll), result
