"""What a command works with: a linter for each configuration, files, processes, and what is kept of a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.cli.arguments import Namespace, UsageError, nearest_file
from gialint.cli.configured import configured_by, is_one_for_all, nearest_to
from gialint.cli.options import FEW, MANY
from gialint.cli.targets import Target, spare_reports
from gialint.config import OF_RUN, Config
from gialint.hookspecs import loaded
from gialint.model import Problem, Text, is_engine
from gialint.records import NamedTuple
from gialint.run.discover import Found, Ground, Terms, find
from gialint.run.linter import Linter, linter

if TYPE_CHECKING:
    from gialint.members.roll import Roll


class Gathered(NamedTuple):
    """The reports of a command line, those of earlier years (None if none are compared), and the roll.

    ``problems`` are those of all three.
    """

    reports: Found
    earlier: list[str] | None
    roll: Roll | None
    problems: list[Problem]


class Linters:
    """Makes the linter of the run, and those of files that have another configuration, as they are met.

    ``config`` and ``problems`` are what ``configured`` says of the run, ``wholly`` is as there.
    """

    def __init__(
        self,
        given: Namespace,
        config: Config,
        problems: Iterable[Problem],
        *,
        wholly: bool = False,
        rules: bool = True,
    ) -> None:
        self.given, self.wholly, self.rules = given, wholly, rules
        self.run = linter(config, rules=rules)
        self.problems = [*problems]
        self.made = {_key(config.origin): self.run}
        self.by_folder: dict[str, Linter] = {}
        self.unheeded: list[Problem] = []
        """Settings in configurations of files that only count for the run (problems without a code)."""

    def of_folder(self, folder: str) -> Linter:
        """Return the linter of the files in a folder."""
        if folder not in self.by_folder:
            self.by_folder[folder] = self._nearest(folder)
        return self.by_folder[folder]

    def of_files(self, paths: Iterable[str]) -> Linter:
        """Return the linter of the run, which checks each of these files by its own configuration."""
        folders = dict.fromkeys(map(os.path.dirname, paths))
        others = {folder: own for folder in folders if (own := self.of_folder(folder)) is not self.run}
        every = [each for made in self.made.values() for each in made.problems]
        # Of the command line only what is wrong for all linters counts.
        of_all = [{each.message for each in made.problems} for made in self.made.values()]
        wrong = (
            each
            for each in every
            if each.code != "GIA906" or each.where or all(each.message in messages for messages in of_all)
        )
        # The hints of one problem may differ, as what is known to a linter does.
        problems = {(each.where, each.message): each for each in (*self.problems, *wrong)}
        return self.run._replace(others=others, problems=tuple(problems.values()))

    def of_run(self, read: Gathered, paths: Sequence[str], asked: Sequence[Target] = ()) -> Linter:
        """Return the linter of a run over these files, with all that is gathered for it.

        Raises UsageError for an output that is asked for and would go over a report.
        """
        earlier = tuple(read.earlier or ())
        lint = self.of_files([*paths, *earlier])
        return lint._replace(
            problems=(*read.problems, *spare_reports(asked, lint), *lint.problems),
            earlier=earlier,
            roll=read.roll,
            digests=len(paths) > 1 or read.earlier is not None,
            walked=read.reports.walked,
            left_out=read.reports.left_out,
        )

    def found(self, apart: Sequence[Path] = (), *, named: Sequence[str] = (), met: bool = False) -> Found:
        """Return the files of the command line (or those ``named``), of the current folder if it names none.

        ``apart`` are files of gialint's own besides those that belong to the settings and their plugins.
        """
        config = self.run.config
        gitignore = not self.given.no_gitignore
        terms = Terms(self._ground, (*config.local, *apart), config.exclude, gitignore, met)
        return find(named or self.given.operands or ["."], terms)

    def gathered(self, written: Sequence[Path] = (), *, met: bool = False) -> Gathered:
        """Return what a run is about; ``written`` are its own outputs. Raises UsageError."""
        given, config = self.given, self.run.config
        last = earlier_of(given, config)
        roll, slips = roll_of(given, config)
        own = [Path(path) for path in (given.members, getattr(given, "deductions", None)) if path]
        operands = given.operands or ["."]
        # A walk goes round the folders of earlier years in which nothing is named itself.
        apart = [Path(folder) for folder in last if not any(is_within(each, folder) for each in operands)]
        there = self.found([*written, *apart, *own], met=met)
        before = self.found(written, named=last) if last else None
        problems = [*slips, *there.problems, *(before.problems if before else ())]
        return Gathered(there, before.files if before else None, roll, problems)

    def _ground(self, folder: str) -> Ground:
        """Return what holds in a folder for a walk through it."""
        own = self.of_folder(folder)
        local = () if own is self.run else own.config.local
        theirs = (*own.plugins.rule_paths, *own.plugins.editions, *own.plugins.lexicons)
        return Ground(own.plugins.suffixes, (*local, *theirs))

    def _nearest(self, folder: str) -> Linter:
        if is_one_for_all(self.given):
            return self.run
        path = nearest_to(folder)
        key = _key(str(path or ""))
        if key not in self.made:
            config, problems = configured_by(path, self.given, wholly=self.wholly)
            self.problems += problems
            self.unheeded += _unheeded(config, self.run.config)
            config = config._replace(language=self.run.config.language)
            self.made[key] = linter(config, rules=self.rules, beside=[*self.made.values()])
        return self.made[key]


def _key(origin: str) -> str:
    """Return the same key for a configuration however it is named; links to its folder are followed."""
    folder, name = os.path.split(origin)
    return os.path.join(os.path.realpath(folder), name) if name else ""


def _unheeded(config: Config, run: Config) -> Iterator[Problem]:
    said = {name for layer in config.layers for name in layer.settings if name in OF_RUN}
    names = [name for name in OF_RUN if name in said and getattr(config, name) != getattr(run, name)]
    if names:
        message = Text(
            f"没有采用其中的 {'、'.join(names)}：这些只看运行 gialint 的文件夹的配置",
            f"{', '.join(names)} had no effect: the run uses the configuration of the folder where gialint is"
            " run",
        )
        yield Problem("", message, config.origin)


def is_within(path: str, folder: str) -> bool:
    """Return whether a path is, links followed, in or below a folder, or that very file."""
    root, real = os.path.realpath(folder), os.path.realpath(path)
    return real == root or real.startswith(os.path.join(root, ""))


def jobs_asked(given: Namespace) -> int | None:
    """Return the number of processes asked for, if any; raises UsageError for a value that is no number."""
    word = given.jobs
    if word is None:
        return None
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 1000):
        message = Text(
            f"--jobs 应当是 1 以上的整数，不能是“{word}”", f"--jobs is a number from 1, not “{word}”"
        )
        raise UsageError(message)
    return int(word)


def jobs_for(given: Namespace, files: int) -> int:
    """Return how many processes are asked for, or how many so many reports are worth; raises UsageError."""
    asked = jobs_asked(given)
    if asked or files <= MANY:
        return asked or 1
    from gialint.run.pool import processes

    return processes()


def earlier_of(given: Namespace, config: Config) -> list[str]:
    """Return where reports of earlier years are; the command line has the word. Raises UsageError."""
    asked: list[str] = given.last or []
    for path in asked:
        if not os.path.lexists(path):
            message = Text(f"--last：没有这个文件夹：{path}", f"--last: there is no folder {path}")
            raise nearest_file(message, path, given.operands)
    return asked or ([str(config.archive)] if config.archive else [])


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
    return roll, problems if given.members else config.veiled(problems)


@contextmanager
def stored(lint: Linter, asked: Sequence[Target], began: float) -> Iterator[Linter]:
    """Yield a linter that writes into the store that is asked for, or as it is; raises UsageError.

    ``began`` is when the run began, in seconds as ``time.time`` counts them.
    """
    target = next((each for each in asked if each.reporter.store), None)
    if target is None:
        yield lint
        return
    from gialint.store.opening import StoreFailed

    try:
        store = loaded(target.reporter.load)(target.path, lint.config.language)
        try:
            yield _knowing(lint, began)._replace(store=store, digests=True)
        finally:
            store.close()
    except StoreFailed as error:
        raise UsageError(error.message, error.hint) from error


def cached(lint: Linter, files: int, began: float) -> Linter:
    """Return a linter that keeps the outcomes of so many files, where that serves and nothing forbids it."""
    if files <= FEW or lint.full_text:
        return lint
    from gialint.files.cache import cache_folder
    from gialint.run.result_cache import ResultCache

    folder = cache_folder()
    if folder is None:
        return lint

    def caching(each: Linter) -> Linter:
        if not each.run_digest:
            return each
        return each._replace(cache=ResultCache(folder / "results", each.run_digest.encode()))

    return _knowing(lint, began).with_each(caching)


def _knowing(lint: Linter, began: float) -> Linter:
    """Return a linter that knows on what its outcomes depend, where that can be known."""
    if any(map(is_engine, lint.problems)):
        return lint
    from gialint.run.result_cache import run_digest

    listed = lint.roll.days if lint.roll else ""

    def known(each: Linter) -> Linter:
        digest = run_digest(each.config, each.plugins, began)
        return each._replace(run_digest=f"{digest.hex()} {listed}".rstrip() if digest else "")

    return lint.with_each(known)
