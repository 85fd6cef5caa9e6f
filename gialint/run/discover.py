"""Discovery: what was named on the command line becomes a list of files.

Folders are walked and patterns are expanded here and not by the shell, so that a command
does the same under every shell and system.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gialint.lazy_regex import lazy_regex
from gialint.model import LeftOut, Problem
from gialint.reading.files import ZIP, is_archive, parted
from gialint.records import NamedTuple
from gialint.run.unchecked import (
    LOCK,
    OURS,
    closed,
    link_out,
    may_be_checked,
    not_checked,
    nothing,
    unmatched,
    without_reader,
)

if TYPE_CHECKING:
    from gialint.config import Excluded
    from gialint.run.archives import Archive
    from gialint.run.gitignore import WorkTree

STDIN = "-"
_MAGIC = lazy_regex(r"[*?[]")
"""What makes a pattern of a path."""


class Ground(NamedTuple):
    """The settings of a walk: suffixes of reports (``.docx``), and files that are not reports anyway.

    ``apart`` are files and folders of gialint's own (rules, plugins, outputs).
    """

    suffixes: Collection[str]
    apart: Collection[Path] = ()


class Terms(NamedTuple):
    """What is taken of folders: as the ``ground`` of each has it, asked for when it is met, and not excluded.

    ``apart`` is so everywhere. ``exclude`` are patterns, each with the folder from which it is seen. With
    ``met`` files count as met in a folder though they were named.
    """

    ground: Callable[[str], Ground]
    apart: Collection[Path] = ()
    exclude: Sequence[Excluded] = ()
    gitignore: bool = True
    met: bool = False


class Walked(Set[str]):
    """Those of some files that were not named; it is only asked for these, and holds no name twice."""

    def __init__(self, files: Sequence[str], named: frozenset[str]) -> None:
        self.files, self.named = files, named

    def __contains__(self, path: object) -> bool:
        return path not in self.named

    def __iter__(self) -> Iterator[str]:
        return (path for path in self.files if path not in self.named)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Found(NamedTuple):
    """Files, each once, in the order named, and which of them were not named; how many were excluded.

    The problems are names without a file (GIA902), and files that were found and are not checked (GIA908).
    """

    files: list[str]
    problems: list[Problem]
    walked: Set[str]
    left_out: LeftOut


def find(paths: Sequence[str], terms: Terms) -> Found:
    """Return the files that paths mean.

    A file stays as given, even one without a reader or that does not exist: opening it
    reports why. A folder or ``.zip`` yields the reports below it, a pattern those of what a shell would give;
    neither yields hidden files, or what gialint itself wrote.
    """
    search = _Search(terms)
    if len(paths) == 1 and os.path.isdir(paths[0]):  # No file is met twice, and there may be very many.
        files = search.below(paths[0])
        return Found(files, search.told(), Walked(files, frozenset()), LeftOut(**search.left_out))
    by_key: dict[str, str] = {}
    named: set[str] = set()
    for path in paths:
        if path == STDIN:
            found = [path]
        elif os.path.isdir(path):
            found = search.below(path)
        elif (inside := search.inside(path)) is not None:
            found = inside
        elif is_pattern(path):
            found = search.matches(path)
        elif terms.met and os.path.lexists(path):
            found = search.met(path)
        else:
            found = [path]
            named.add(_key(path))
        for file in found:
            by_key.setdefault(file if file == STDIN else _key(file), file)
    files = list(by_key.values())
    apart = {file for key, file in by_key.items() if key in named or (file == STDIN and not terms.met)}
    return Found(files, search.told(named), Walked(files, frozenset(apart)), LeftOut(**search.left_out))


class _Search:
    """What is looked for in folders, and what has come of it."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.endings: dict[str, tuple[str, ...]] = {}
        self.apart = {_key(os.fspath(path)) for path in terms.apart}
        self.problems: list[Problem] = []
        self.unchecked: dict[str, Problem] = {}
        self.left_out: Counter[str] = Counter()

    def told(self, named: Collection[str] = ()) -> list[Problem]:
        """Return the problems, but that a file was not checked which was ``named`` besides."""
        unchecked = (each for key, each in self.unchecked.items() if key not in named)
        return [*self.problems, *unchecked]

    def below(self, folder: str) -> list[str]:
        """Return the reports below a folder."""
        return self._or_nothing(folder, self._walk(folder))

    def matches(self, pattern: str) -> list[str]:
        """Return the reports among the files that a shell would give for a pattern, and below its folders."""
        from glob import glob

        matched = sorted(path for path in glob(pattern, recursive=True) if self._is_open(path))
        if not matched:
            self.problems.append(unmatched(pattern))
            return []
        return self._or_nothing(pattern, self._matched(pattern, matched))

    def inside(self, path: str) -> list[str] | None:
        """Return the reports in an archive or a folder of it; none for a path to no such place."""
        place = parted(path)
        if place is None or self._is_read(place[0]):
            return None
        archive, folder = place
        if self.terms.met and self._leaves_out(archive):
            return []
        from gialint.run.archives import Archive

        opened = Archive.of(archive)
        if isinstance(opened, Problem):
            self.problems.append(opened)
            return []
        if folder and not opened.has_folder(folder):
            return None
        return self._or_nothing(path, self._members(opened, folder))

    def met(self, path: str) -> list[str]:
        """Return a file that was named, if it is one that would be taken of a folder."""
        if self._leaves_out(path):
            return []
        if self._takes(path):
            return [path]
        self._tell(path, without_reader(path))
        return []

    def _or_nothing(self, where: str, files: Iterator[str]) -> list[str]:
        """Return what is found in a place; report if it is nothing and nothing else was reported."""
        before, told = self.left_out.copy(), len(self.problems)
        found = list(files)
        if not found and len(self.problems) == told:
            endings = self._endings(where if os.path.isdir(where) else os.path.dirname(where))
            self.problems.append(nothing(where, endings, self.left_out - before))
        return found

    def _matched(self, pattern: str, paths: Iterable[str]) -> Iterator[str]:
        start = beginning(pattern)
        tree = self._tree(start)
        for path in paths:
            is_folder = os.path.isdir(path)
            if is_folder and "**" in pattern:
                continue  # What is in it matches by itself.
            hidden = tree is not None and tree.hides_path(path, start, is_folder=is_folder)
            if self._leaves_out(path, hidden, is_folder):
                continue
            if is_folder:
                yield from self._walk(path)
            else:
                yield from self._reports(path)

    def _walk(self, folder: str) -> Iterator[str]:
        tree = self._tree(folder)
        # "x.docx" keeps one path for baselines whether it or its folder "." was named.
        start = "" if os.path.normpath(folder) == os.curdir else folder
        for here, folders, names in os.walk(folder, onerror=self._refused):
            below = os.path.join(start, "" if here == folder else os.path.relpath(here, folder))
            self._endings(below)  # What is kept apart there is known from now on.
            enters = partial(self._enters, below, os.path.abspath(here), tree)
            folders[:] = filter(partial(enters, True), sorted(folders))
            for name in folders:
                path = os.path.join(below, name)
                self._tell(path, link_out(path, folder))
            for name in filter(partial(enters, False), sorted(names)):
                yield from self._reports(os.path.join(below, name))

    def _reports(self, path: str) -> Iterator[str]:
        """Yield a file that was met, if it is to be checked, or those in an archive."""
        if not is_archive(path) or self._is_read(path):
            yield from filter(self._takes, [path])
            return
        from gialint.run.archives import Archive, without_reports

        opened = Archive.of(path)
        if isinstance(opened, Problem):
            self.problems.append(opened)
            return
        told = len(self.unchecked)
        found = list(self._members(opened))
        yield from found
        if not found and len(self.unchecked) == told:
            self._tell(path, without_reports(path))

    def _members(self, archive: Archive, folder: str = "") -> Iterator[str]:
        for path in archive.files(folder):
            if self._leaves_out(path):
                continue
            problem = archive.not_opened(path, self._endings(os.path.dirname(path)))
            if problem is not None:
                self._tell(path, problem)
            elif self._is_open(path) and self._takes(path):
                self._tell(path, archive.doubled(path))
                yield path

    def _is_read(self, archive: str) -> bool:
        """Return whether a reader takes archives, as one of a plugin may."""
        return ZIP in self._endings(os.path.dirname(archive))

    def _refused(self, error: OSError) -> None:
        self.problems.append(closed(error))

    def _enters(self, shown: str, absolute: str, tree: WorkTree | None, is_folder: bool, name: str) -> bool:
        """Return whether what is in a folder, which has two paths, is neither hidden nor left out."""
        path = os.path.join(shown, name)
        if not self._is_open(path):
            return False
        hidden = tree is not None and tree.hides(absolute, name, is_folder=is_folder)
        return not self._leaves_out(path, hidden, is_folder)

    def _tree(self, folder: str) -> WorkTree | None:
        if not self.terms.gitignore:
            return None
        from gialint.run.gitignore import work_tree

        return work_tree(folder)

    def _endings(self, folder: str) -> tuple[str, ...]:
        """Return how the names of reports end in a folder."""
        folder = os.path.dirname(os.path.join(folder, "x"))
        if folder not in self.endings:
            ground = self.terms.ground(folder)
            self.endings[folder] = tuple(sorted(suffix.lower() for suffix in ground.suffixes))
            self.apart.update(_key(os.fspath(path)) for path in ground.apart)
        return self.endings[folder]

    def _is_open(self, path: str) -> bool:
        name = os.path.basename(path)
        if name.startswith((".", LOCK)) or name in OURS:
            return False
        key = _key(path)
        while key not in self.apart:
            above = os.path.dirname(key)
            if above == key:
                return True
            key = above
        return False

    def _leaves_out(self, path: str, hidden: bool = False, is_folder: bool = False) -> bool:
        """Return whether a file or folder is not to be looked at, and count the files that are in it."""
        excluded = False
        if self.terms.exclude:
            from gialint.files.path_pattern import fits

            excluded = any(fits(each.pattern, os.fspath(each.root), path) for each in self.terms.exclude)
        if not (excluded or hidden):
            return False
        inside = (name for _, _, names in os.walk(path) for name in names)
        names = inside if is_folder else [os.path.basename(path)]
        endings = self._endings(os.path.dirname(path))
        self.left_out["excluded" if excluded else "gitignored"] += sum(
            may_be_checked(name, endings) for name in names
        )
        return True

    def _takes(self, path: str) -> bool:
        """Return whether to check a file, and keep the reason if it is not checked and should be reported."""
        endings = self._endings(os.path.dirname(path))
        problem = not_checked(path, endings)
        self._tell(path, problem)
        return problem is None and path.lower().endswith(endings)

    def _tell(self, path: str, problem: Problem | None) -> None:
        if problem is not None:
            self.unchecked.setdefault(_key(path), problem)


def is_pattern(path: str) -> bool:
    """Return whether an operand is a pattern, which a name may look like."""
    # Browsers save a second download as 报告[1].docx: what exists is a name, not a pattern.
    # What is in an archive is named as it is: only the shell's own files have patterns.
    return _MAGIC.search(path) is not None and not os.path.lexists(path) and parted(path) is None


def beginning(pattern: str) -> str:
    """Return the folder in which a pattern begins."""
    return os.path.dirname(_MAGIC.split(pattern)[0])


def _key(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))
