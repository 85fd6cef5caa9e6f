"""``check --watch``: check once more whenever a report or the configuration changes, until Ctrl-C.

What is checked each time is what the command line says, from the beginning: a file that is new, gone or half
written is met as it is then. The run's own outputs count for nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep

from gialint.cli.arguments import Namespace, misuse, not_installed
from gialint.cli.configured import named_file
from gialint.cli.output import print_out, warn
from gialint.config import nearest, settled
from gialint.model import Text
from gialint.reading.files import parted
from gialint.records import NamedTuple
from gialint.run.discover import beginning, is_pattern
from gialint.run.unchecked import LOCK

QUIET = 300
"""Milliseconds without a change before files are read: whoever writes one has finished, or made a pause."""
LOOK = 1000
"""Milliseconds between two looks at the configuration, which may be anywhere above."""
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
WAITING = Text("正在等待改动，按 Ctrl-C 结束……", "Waiting for changes; Ctrl-C ends it …")
PASSING = (LOCK, ".")
"""How files begin that office programs, and gialint itself, keep only while they write."""


class Before(NamedTuple):
    """What was there before a check: the folders, and what differs once something has changed."""

    roots: dict[str, int]
    settings: object
    reports: object


class Watched(NamedTuple):
    """What a run looks at: folders, the whole of them, single files, and its configuration.

    ``parts`` are the files that the configuration is made of.
    """

    given: Namespace
    folders: tuple[str, ...]
    files: tuple[str, ...]
    outputs: tuple[str, ...]
    parts: tuple[Path, ...] = ()

    @property
    def roots(self) -> dict[str, int]:
        """The folders to be watched that are there, and which ones they are: one may be replaced."""
        beside = {os.path.dirname(file) for file in self.files}
        there = sorted(folder for folder in {*self.folders, *beside} if os.path.isdir(folder))
        return {folder: os.stat(folder).st_ino for folder in there}

    def concerns(self, path: str) -> bool:
        """Return whether a file is one of those that are checked, or may be."""
        if path in self.files:
            return True
        passing = Path(path).name.startswith(PASSING) or any(_within(path, each) for each in self.outputs)
        return not passing and any(_within(path, folder) for folder in self.folders)

    def reports(self) -> object:
        """Return what differs once a file has been written, made or removed."""
        walked = (
            os.path.join(folder, name)
            for root in self.folders
            for folder, _, names in os.walk(root)
            for name in names
        )
        there = (path for path in (*self.files, *walked) if self.concerns(path))
        return {path: _stamp(path) for path in there}

    def configurations(self) -> Sequence[Path | None]:
        """Return the file of settings of each folder."""
        named = named_file(self.given)
        if named or self.given.isolated:
            return [Path(named) if named else None]
        folders = {os.curdir, *self.folders, *map(os.path.dirname, self.files)}
        return [nearest(Path(folder)) for folder in sorted(folders)]

    def settings(self) -> object:
        """Return what differs once a file of the configuration has been written, made or removed."""
        return self.configurations(), [*map(_stamp, self.parts)]

    def now(self) -> Before:
        """Return what all of it is like now."""
        return Before(self.roots, self.settings(), self.reports())


def watch(given: Namespace, check: Callable[[], int]) -> int:
    """Check again and again; the first time raises UsageError as without this, later ones are told."""
    from gialint.cli.running import caught

    changes = _changes()
    if "-" in given.operands or given.fix:
        both = "-" if "-" in given.operands else "--fix"
        raise misuse(f"--watch 不能与 {both} 连用", f"--watch does not go with {both}")
    watched = _watched(given)
    before = watched.now()  # what changes during a check counts, too
    check()
    while True:
        warn(WAITING.in_language(_language(given)) + "\n")
        _wait(watched, before, changes)
        if sys.stdout is not None and sys.stdout.isatty():
            print_out(CLEAR, exact=True)
        given.withheld.clear()
        watched = _watched(given)
        before = watched.now()
        caught(check, _language(given))


def _wait(watched: Watched, before: Before, changes: Callable[[Watched], Iterator[object]]) -> None:
    """Return once something is not as it was."""
    while not before.roots and not watched.roots:  # all of it is gone; perhaps it comes back
        sleep(LOOK / 1000)
    if watched.roots != before.roots:
        return
    begun = False
    for changed in changes(watched):
        if changed or watched.roots != before.roots or watched.settings() != before.settings:
            return
        if not begun and watched.reports() != before.reports:
            return
        begun = True


def _changes() -> Callable[[Watched], Iterator[object]]:
    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ModuleNotFoundError as error:
        raise not_installed(
            "--watch 需要另外的包", "--watch needs a package that is not installed", ["watchfiles"]
        ) from error
    usual = DefaultFilter()
    return lambda watched: changes(
        *watched.roots,
        watch_filter=lambda change, path: usual(change, path) and watched.concerns(path),
        step=QUIET,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        recursive=bool(watched.folders),
        ignore_permission_denied=True,
    )


def _watched(given: Namespace) -> Watched:
    folders: list[str] = []
    files: list[str] = []
    for word in given.operands or ["."]:
        if is_pattern(word):
            folders.append(os.path.realpath(beginning(word) or os.curdir))
        else:
            archived = parted(word)
            path = os.path.realpath(archived[0] if archived else word)
            (folders if os.path.isdir(path) else files).append(path)
    outputs = (word.partition(":")[2] or word for word in given.output or ())
    found = Watched(given, tuple(folders), tuple(files), tuple(map(os.path.realpath, outputs)))
    # The files of each configuration: its own, and those that it names or that are in a folder so.
    configurations = dict.fromkeys(filter(None, found.configurations()))
    own = (each for file in configurations for each in dict.fromkeys((file, *settled(file)[0].local)))
    return found._replace(parts=tuple(part for each in own for part in (each, *each.rglob("*"))))


def _stamp(path: str | Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = os.stat(path)
        return status.st_mtime_ns, status.st_size
    return None


def _language(given: Namespace) -> str:
    return str(given.lang or settled(nearest(Path()))[0].language)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))
