"""Discovery: what was named on the command line becomes a list of files.

Folders are walked and patterns are expanded here and not by the shell, so that a command
does the same under every shell and system.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from gialint.finding import Problem
from gialint.report import Words

STDIN = "-"
OURS = ("gialint.yaml", "gialint-waivers.yaml", "gialint-baseline.json")
"""Files of gialint itself, which are no reports wherever they stand."""
LOCK = "~$"
"""How the names of the files begin that Word leaves beside a document while it is open."""
PAGES = (".html", ".htm")
OWN_PAGE = b'name="generator" content="gialint '
"""What stands near the beginning of the pages that gialint itself writes."""
_BEGINNING = 1024
BOOK, OWN_BOOK = ".xlsx", b"<dc:title>gialint</dc:title>"
"""What the properties of a workbook say that gialint itself writes."""
_PROPERTIES, _LONGEST = "docProps/core.xml", 10_000


class Found(NamedTuple):
    """Files, each once, in the order named; what named no file (GIA902); and which files nobody named."""

    files: list[str]
    problems: list[Problem]
    walked: frozenset[str]


def find(
    paths: Sequence[str], suffixes: Collection[str], excluded: Collection[Path] = (), *, met: bool = False
) -> Found:
    """Return the files that paths mean.

    A file stays as given, even one that no reader answers to or that does not exist: opening it
    tells why. A folder yields the reports below it, by ``suffixes`` (``.docx``), a pattern the
    files a shell would give; neither yields what is hidden, ``excluded`` (rules, plugins, outputs)
    or a page or workbook of results that gialint itself wrote. With ``met`` files count as met even
    if they were named.
    """
    endings = tuple(sorted(suffix.lower() for suffix in suffixes))
    search = _Search(endings, tuple(_key(os.fspath(path)) for path in excluded))
    files: dict[str, str] = {}
    named: set[str] = set()
    for path in paths:
        if path == STDIN:
            files.setdefault(path, path)
            continue
        if os.path.isdir(path):
            found = search.below(path)
        elif _is_pattern(path):
            found = search.matches(path)
        else:
            found = [path]
            named.add(_key(path))
        for file in found:
            files.setdefault(_key(file), file)
    walked = (file for key, file in files.items() if met or (file in search.walked and key not in named))
    return Found(list(files.values()), search.problems, frozenset(walked))


@dataclass(slots=True)
class _Search:
    """What is looked for in folders, what is left ``apart``, and what has come of it."""

    endings: tuple[str, ...]
    apart: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    walked: set[str] = field(default_factory=set)

    def below(self, folder: str) -> list[str]:
        """Return the reports below a folder."""
        refused: list[OSError] = []
        found = list(self._walk(folder, refused))
        if not found and not refused:
            self.problems.append(_nothing(folder, self.endings))
        self.problems += [_closed(error) for error in refused]
        self.walked.update(found)
        return found

    def _walk(self, folder: str, refused: list[OSError]) -> Iterator[str]:
        # "x.docx" keeps one path for baselines whether it or its folder "." was named.
        start = "" if os.path.normpath(folder) == os.curdir else folder
        for here, folders, names in os.walk(folder, onerror=refused.append):
            below = "" if here == folder else os.path.relpath(here, folder)
            folders[:] = sorted(name for name in folders if self._is_open(os.path.join(here, name)))
            for name in sorted(names):
                path = os.path.join(here, name)
                if name.lower().endswith(self.endings) and self._is_open(path) and not _is_result(path):
                    yield os.path.join(start, below, name)

    def matches(self, pattern: str) -> list[str]:
        """Return the files that a shell would give for a pattern, and the reports below such folders."""
        from glob import glob

        found: list[str] = []
        matched = sorted(path for path in glob(pattern, recursive=True) if self._is_open(path))
        for path in matched:
            if not os.path.isdir(path):
                found += [] if _is_result(path) else [path]
            elif "**" not in pattern:
                found += self.below(path)
        if not matched:
            self.problems.append(_unmatched(pattern))
        self.walked.update(found)
        return found

    def _is_open(self, path: str) -> bool:
        name = os.path.basename(path)
        if name.startswith((".", LOCK)) or name in OURS:
            return False
        key = _key(path)
        return not any(key == other or key.startswith(other + os.sep) for other in self.apart)


def _is_pattern(path: str) -> bool:
    # Browsers save a second download as 报告[1].docx: what exists is a name, not a pattern.
    return any(mark in path for mark in "*?[") and not os.path.lexists(path)


def _is_result(path: str) -> bool:
    """Tell whether a file is a page or workbook of results, which would be taken for a report."""
    if not path.lower().endswith((*PAGES, BOOK)) or not os.path.isfile(path):
        return False  # a pipe would be waited for
    if path.lower().endswith(BOOK):
        return _is_own_book(path)
    try:
        with open(path, "rb") as file:
            return OWN_PAGE in file.read(_BEGINNING)
    except OSError:
        return False  # whoever opens it next tells why it cannot be


def _is_own_book(path: str) -> bool:
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as book:
            part = book.getinfo(_PROPERTIES)
            return part.file_size < _LONGEST and OWN_BOOK in book.read(part)
    except (OSError, BadZipFile, LookupError, RuntimeError, ValueError, zlib.error):
        return False  # whoever opens it next tells why it cannot


def _key(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))


def _nothing(folder: str, endings: tuple[str, ...]) -> Problem:
    known = " ".join(endings)
    return Problem(
        "GIA902",
        Words(f"文件夹里没有可以检查的报告（{known}）", f"no report to check in this folder ({known})"),
        folder,
        hint=Words("核对路径，或直接写出文件名。", "Check the path, or name the files themselves."),
    )


def _unmatched(pattern: str) -> Problem:
    return Problem(
        "GIA902",
        Words("没有文件与这个模式相符", "no file matches this pattern"),
        pattern,
        hint=Words(
            "核对文件夹和文件名；** 表示任意多层子文件夹。",
            "Check the folder and the names; ** stands for folders at any depth.",
        ),
    )


def _closed(error: OSError) -> Problem:
    from gialint.refusals import refusal

    why = refusal(error)
    return Problem(
        "GIA902",
        Words(f"无法打开文件夹：{why.zh}", f"cannot open the folder: {why.en}"),
        str(error.filename),
        hint=Words("核对权限后重试。", "Check its permissions and try again."),
    )
