"""Files in a ``.zip``, and files that were handed over as bytes: which are checked, as a walk decides it.

Nothing handed over is on the disk: its names are only names, and what is in a ``.zip`` is inflated in memory.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping

from gialint.files.seal import is_sealed_bytes
from gialint.model import NOT_CHECKED, Problem, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.archive import Listing, listing, listing_of, member_contents, member_of, within
from gialint.reading.files import ZIP, legible
from gialint.reading.kinds import HEAD, UNPACK
from gialint.records import NamedTuple
from gialint.run.unchecked import LOCK, OURS, Look, copied, not_checked, own_copy

RESOURCES = "__MACOSX"
"""The folder in which macOS puts what only itself can use."""
_NESTED = Text("压缩包里的压缩包，没有打开", "an archive in an archive, which was not opened")
_SETTINGS = Text("压缩包里的设置文件不起作用", "a settings file in an archive, which has no effect")
_UNPACK_SETTINGS = Text("要按它检查，请先解压。", "Unpack the archive to use it.")
_DOUBLED = Text(
    "压缩包里有几个文件叫这个名字，只检查最后一个",
    "several files in the archive have this name; only the last is checked",
)
_WITHOUT_REPORTS = Text("压缩包里没有可以检查的报告", "no report to check in this archive")
_LOOK = Text("核对是否装错了文件。", "Check that the right files were packed.")


_LONGEST = 200
"""Characters of a part of a name."""
_HANDED_SETTINGS = Text("设置文件不起作用", "a settings file, which has no effect here")
_WHO_DECIDES = Text(
    "检查所用的设置由运行 gialint 的人决定。", "Whoever runs gialint decides on the settings."
)
_TOO_MUCH = Text("解压后的内容太多，其余的没有打开", "it inflates to too much; the rest was not opened")
_IN_PARTS = Text("请分几次检查。", "Check it in several parts.")
_NOTHING = Text("没有可以检查的报告", "there is no report to check")


class Archive(NamedTuple):
    """An archive by its path, and what is in it; its bytes, where it is not on the disk."""

    path: str
    listing: Listing
    data: bytes | None = None

    @classmethod
    def of(cls, path: str, data: bytes | None = None) -> Archive | Problem:
        """Open an archive, or return why it cannot be."""
        try:
            return cls(path, listing(path, Limits()) if data is None else listing_of(data, Limits()), data)
        except Unreadable as error:
            return Problem(error.code, error.reason, legible(path), hint=error.advice)

    def contents(self, path: str) -> bytes:
        """Return the bytes of a file of it; raises Unreadable."""
        name = self._name(path)
        if self.data is None:
            return member_contents(self.path, name, Limits())
        return member_of(self.data, self.listing.members[name], Limits())

    def has_folder(self, folder: str) -> bool:
        """Return whether files are below a folder of it."""
        return any(name.startswith(f"{folder}/") for name in self.listing.members)

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of its files (``a.zip/青石镇/年报.docx``) that are not hidden, in order."""
        names = (
            name.split("/") for name in self.listing.members if not folder or name.startswith(f"{folder}/")
        )
        for parts in sorted(names, key=lambda parts: (parts[:-1], parts[-1])):
            if not any(part.startswith(".") or part == RESOURCES for part in parts):
                yield os.path.join(self.path, *parts)

    def not_opened(self, path: str, endings: Collection[str]) -> Problem | None:
        """Return why a file of it is left alone, though it may look like a report to somebody.

        ``endings`` are those of reports.
        """
        name = os.path.basename(path)
        if any(self._name(original) in self.listing.members for original in copied(path, endings)):
            try:
                return own_copy(path) if is_sealed_bytes(self.contents(path)) else None
            except Unreadable:  # opening it reports why it cannot be read
                return None
        if name.lower().endswith(ZIP):
            return Problem(NOT_CHECKED, _NESTED, path, hint=UNPACK)
        if name in OURS:
            return Problem(NOT_CHECKED, _SETTINGS, path, hint=_UNPACK_SETTINGS)
        return None

    def doubled(self, path: str) -> Problem | None:
        """Return that several of its files have the name of one, if so it is."""
        return Problem(NOT_CHECKED, _DOUBLED, path) if self._name(path) in self.listing.doubled else None

    def _name(self, path: str) -> str:
        return os.path.relpath(path, self.path).replace(os.sep, "/")


def without_reports(path: str) -> Problem:
    """Return that nothing in an archive is to be checked."""
    return Problem(NOT_CHECKED, _WITHOUT_REPORTS, path, hint=_LOOK)


class Handed(NamedTuple):
    """The files to check, by name, each once; which of them stood in a folder or archive (``walked``).

    The problems are files that are not checked (GIA908), and archives that could not be opened.
    """

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    walked: frozenset[str]


def handed_over(given: Iterable[tuple[str, bytes]], suffixes: Collection[str], most: int) -> Handed:
    """Return what is to be checked of files with their names, which may have folders (``青石镇/年报.docx``).

    ``suffixes`` are those of readers; ``most`` are the bytes to which all archives together may inflate.
    A file without a folder counts as named, and is always checked.
    """
    sorting = _Sorting({}, tuple(sorted(map(str.lower, suffixes))), most)
    for name, data in given:
        sorting.all_given[_free(tidy(name), sorting.all_given)] = data
    for name, data in sorting.all_given.items():
        sorting.take(name, data)
    if not sorting.files and not sorting.problems:
        first = next(iter(sorting.all_given), "")
        sorting.problems.append(Problem("GIA902", _NOTHING, first))
    return Handed(sorting.files, tuple(sorting.problems), frozenset(sorting.walked))


def tidy(name: str) -> str:
    """Return a name as it can be shown and stays in its folder: no control characters, nothing too long."""
    parts = within(name).split("/")
    shown = ("".join(filter(str.isprintable, part)).strip() or "_" for part in parts)
    return "/".join(_shortened(part) for part in shown)


def _shortened(part: str) -> str:
    stem, suffix = os.path.splitext(part)
    return part if len(part) <= _LONGEST else stem[: _LONGEST - len(suffix[:20])] + suffix[:20]


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: ``年报.docx``, else ``年报(2).docx``."""
    stem, suffix = os.path.splitext(name)
    numbered = (f"{stem}({number}){suffix}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in numbered if each not in taken)


class _Sorting:
    """What comes of the files, one after another."""

    def __init__(self, all_given: dict[str, bytes], endings: tuple[str, ...], most: int) -> None:
        self.all_given, self.endings, self.left = all_given, endings, most
        self.files: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.walked: set[str] = set()

    def take(self, name: str, data: bytes) -> None:
        """Take a file, or tell why it is not checked."""
        if name.lower().endswith(ZIP) and ZIP not in self.endings:
            self.open(name, data)
            return
        if "/" not in name:
            self.files[name] = data
            return
        look = Look(
            self.all_given.__contains__,
            lambda path: is_sealed_bytes(self.all_given[path]),
            lambda path: self.all_given[path][:HEAD],
        )
        self.meet(name, data, look)

    def open(self, name: str, data: bytes) -> None:
        """Take what is in an archive."""
        archive = Archive.of(name, data)
        if isinstance(archive, Problem):
            self.problems.append(archive)
            return
        before = len(self.files), len(self.problems)
        members = dict(self._members(archive))
        look = Look(members.__contains__, lambda path: is_sealed_bytes(members[path]), lambda path: b"")
        for path, contents in members.items():
            self.meet(path, contents, look)
            if doubled := archive.doubled(path):
                self.problems.append(doubled)
        if before == (len(self.files), len(self.problems)):
            self.problems.append(without_reports(name))

    def meet(self, name: str, data: bytes, look: Look) -> None:
        """Take a file that was not named, if it is one that would be taken of a folder."""
        *folders, last = name.split("/")
        if last.startswith((".", LOCK)) or any(part.startswith(".") or part == RESOURCES for part in folders):
            return
        if last in OURS:
            self.problems.append(Problem(NOT_CHECKED, _HANDED_SETTINGS, name, hint=_WHO_DECIDES))
        elif problem := not_checked(name, self.endings, look):
            self.problems.append(problem)
        elif last.lower().endswith(self.endings):
            self.files[name] = data
            self.walked.add(name)

    def _members(self, archive: Archive) -> Iterator[tuple[str, bytes]]:
        """Yield what may be a report; of all else the name decides, which is not worth inflating."""
        for path in archive.files():
            name = path.replace(os.sep, "/")
            problem = archive.not_opened(path, self.endings)
            if problem is None and not name.lower().endswith(self.endings):
                problem = not_checked(name, self.endings, Look(head=lambda path: b""))
                if problem is None:
                    continue
            try:
                contents = b"" if problem else archive.contents(path)
            except Unreadable as error:
                problem = Problem(error.code, error.reason, name, hint=error.advice)
            if problem:
                self.problems.append(problem)
                continue
            self.left -= len(contents)
            if self.left < 0:
                self.problems.append(Problem("GIA907", _TOO_MUCH, archive.path, hint=_IN_PARTS))
                return
            yield name, contents
