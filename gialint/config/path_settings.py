"""Settings for some files only: patterns of paths, and which paths they fit."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.checking import path_pattern

if TYPE_CHECKING:
    from gialint.config.values import Excluded
    from gialint.model import Severity


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
    """Tell whether the pattern of settings fits a path."""
    return path_pattern.fits(settings.pattern, os.fspath(settings.root), path)


def nowhere(excluded: Excluded) -> bool:
    """Tell whether a pattern fits no file or folder below the one from which it is seen."""
    return not path_pattern.somewhere(excluded.pattern, os.fspath(excluded.root))


def unused(settings: Iterable[PathSettings], paths: Collection[str]) -> Iterator[PathSettings]:
    """Yield the settings whose pattern fits none of the files checked, nor any other below its folder."""
    for each in settings:
        if not any(fits(each, path) for path in paths) and not path_pattern.somewhere(
            each.pattern, os.fspath(each.root)
        ):
            yield each
