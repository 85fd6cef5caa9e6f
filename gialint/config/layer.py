"""One file of settings as it was read: where it is, what it says, and how that is spelled there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gialint.model import Problem
from gialint.records import NamedTuple
from gialint.sources.located import Keys, Loaded


class Layer(NamedTuple):
    """One file of settings: where it is, what it says, and which of that is right.

    ``profile`` is the name by which a pack offers it, ``""`` for a file of the user's. ``outside`` tells
    of the paths that it names and may not.
    """

    path: Path
    file: Loaded
    settings: Mapping[str, Any]
    profile: str = ""
    outside: tuple[Problem, ...] = ()
    by_hand: bool = False
    """Whether it is not a file but was said on the command line."""

    def written(self, keys: Keys) -> Keys | None:
        """Return the keys as the file has them (``fail-on``, ``gia301``), none if it has not."""
        value, found = self.file.data, list[str | int]()
        for key in keys:
            spelled = _spelled(value, key)
            if spelled is None:
                return None
            found.append(spelled)
            value = value[spelled]
        return tuple(found)


def _spelled(table: Any, key: str | int) -> str | int | None:
    """Return a key as a table or list has it, whatever its case and hyphens."""
    if isinstance(table, list) and isinstance(key, int):
        return key if key < len(table) else None
    if not isinstance(table, dict):
        return None
    folded = {name.replace("-", "_").lower(): name for name in table}
    return key if key in table else folded.get(str(key).lower())
