"""The whole way of a run: files are read, understood, checked; what went wrong is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gialint.config import Config
    from gialint.finding import Result
    from gialint.report import Report


def check(paths: Iterable[str], config: Config | None = None) -> Result:
    """Check files and return the result; a file that cannot be read is told, the others go on.

    ``paths`` are files as the user named them; ``discover.find`` turns folders and globs into files.
    """
    raise NotImplementedError


def read(path: str, config: Config | None = None) -> Report:
    """Read and understand one file; raises ``gialint.reading.Unreadable``."""
    raise NotImplementedError
