"""What a command works with: a linter for each configuration, files, processes and the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gialint.cli.arguments import Namespace, UsageError
from gialint.cli.configured import configured_by, is_one_for_all, nearest_to
from gialint.cli.options import MANY
from gialint.config import OF_RUN, Config
from gialint.model import Problem, Text
from gialint.run.discover import Found, Ground, Terms, find
from gialint.run.linter import Linter, linter


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
        found = self.by_folder.get(folder)
        if found is None:
            found = self.by_folder[folder] = self._nearest(folder)
        return found

    def ground(self, folder: str) -> Ground:
        """Return what holds in a folder for a walk through it."""
        own = self.of_folder(folder)
        local = () if own is self.run else own.config.local
        theirs = (*own.plugins.rule_paths, *own.plugins.editions, *own.plugins.lexicons)
        return Ground(own.plugins.suffixes, (*local, *theirs))

    def of_files(self, paths: Iterable[str]) -> Linter:
        """Return the linter of the run, which checks each of these files by its own configuration."""
        folders = dict.fromkeys(map(os.path.dirname, paths))
        others = {folder: own for folder in folders if (own := self.of_folder(folder)) is not self.run}
        # The hints of one problem may differ, as what is known to a linter does.
        problems = {(each.where, each.message): each for each in (*self.problems, *self._found())}
        return self.run._replace(others=others, problems=tuple(problems.values()))

    def _found(self) -> Iterator[Problem]:
        """Yield what each linter found wrong; of the command line only what is wrong for all of them."""
        said = [{each.message for each in made.problems} for made in self.made.values()]
        for made in self.made.values():
            for each in made.problems:
                by_hand = each.code == "GIA906" and not each.where
                if not by_hand or all(each.message in messages for messages in said):
                    yield each

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
        yield Problem(
            "",
            Text(
                f"没有采用其中的 {'、'.join(names)}：这些只看运行 gialint 的文件夹的配置",
                f"{', '.join(names)} had no effect: the run uses the configuration of the folder where"
                " gialint is run",
            ),
            config.origin,
        )


def found(
    given: Namespace,
    lints: Linters,
    apart: Sequence[Path] = (),
    *,
    named: Sequence[str] = (),
    met: bool = False,
) -> Found:
    """Return the files of a command line (or those ``named``), of the current folder if it names none.

    ``apart`` are files of gialint's own besides those that belong to the settings and their plugins.
    """
    config = lints.run.config
    terms = Terms(lints.ground, (*config.local, *apart), config.exclude, not given.no_gitignore, met)
    return find(named or given.operands or ["."], terms)


def is_within(path: str, folder: str) -> bool:
    """Return whether a path is, links followed, in or below a folder, or that very file."""
    root, real = os.path.realpath(folder), os.path.realpath(path)
    return real == root or real.startswith(os.path.join(root, ""))


def jobs_asked(given: Namespace) -> int | None:
    """Return the number of processes asked for, if any; raises UsageError for a value that is no number."""
    if given.jobs is None:
        return None
    if not (given.jobs.isascii() and given.jobs.isdigit() and 0 < int(given.jobs) < 1000):
        raise UsageError(
            Text(
                f"--jobs 应当是 1 以上的整数，不能是“{given.jobs}”",
                f"--jobs is a number from 1, not “{given.jobs}”",
            )
        )
    return int(given.jobs)


def fitting(files: int) -> int:
    """Return how many processes so many reports are worth."""
    if files <= MANY:
        return 1
    from gialint.run.pool import processes

    return processes()
