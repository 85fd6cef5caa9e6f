"""Settings for some files only: patterns of paths, and which paths they fit."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gialint.finding import Severity

DEEP = "**"
MANY = 5000
"""How many names are looked at before it is given up to find one that a pattern fits."""


class PathSettings(NamedTuple):
    """Settings for the files that a pattern fits, from the folder ``root``; they come after all others."""

    pattern: str
    root: Path
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}


def fits(settings: PathSettings, path: str) -> bool:
    """Tell whether a pattern fits a path; ``*`` stays within a folder, ``**`` is folders at any depth.

    A pattern without a slash fits the name of a file or folder anywhere, and one that fits a folder
    fits all that is in it.
    """
    try:
        relative = os.path.relpath(path, settings.root)
    except ValueError:  # On Windows, another drive.
        return False
    parts = relative.replace(os.sep, "/").split("/")
    pattern = [part for part in settings.pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    if len(pattern) == 1 and "/" not in settings.pattern.rstrip("/"):
        pattern = [DEEP, *pattern]
    if parts[0] == os.pardir:
        return False
    return any(_fits(pattern, parts[:end]) for end in range(1, len(parts) + 1))


def _fits(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == DEEP:
        return any(_fits(pattern[1:], parts[start:]) for start in range(len(parts) + 1))
    # Browsers save a second download as 报告[1].docx.
    fitting = bool(parts) and (parts[0] == pattern[0] or fnmatchcase(parts[0], pattern[0]))
    return fitting and _fits(pattern[1:], parts[1:])


def unused(settings: Iterable[PathSettings], paths: Collection[str]) -> Iterator[PathSettings]:
    """Yield the settings whose pattern fits none of the files checked, nor any other below its folder."""
    for each in settings:
        if not any(fits(each, path) for path in paths) and not _somewhere(each):
            yield each


def _somewhere(settings: PathSettings) -> bool:
    """Tell whether a pattern fits a file or folder on disk; in a huge folder it is taken to."""
    seen = 0
    for folder, folders, names in os.walk(settings.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(names)
        if seen > MANY or any(fits(settings, os.path.join(folder, name)) for name in (*names, *folders)):
            return True
    return False
