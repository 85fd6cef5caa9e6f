"""Expressions compiled where they are first used: one takes up to 2 ms, and most reports need but some."""

from __future__ import annotations

import re
from typing import Any, cast

_USES = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "groups")


class Lazy:
    """A placeholder that compiles its expression on first use; from then on it costs nothing."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source)
        self.__dict__.update((use, getattr(compiled, use)) for use in _USES)
        return getattr(compiled, name)


def lazily(source: str) -> re.Pattern[str]:
    """Return an expression that is compiled on first use; a mistake in it is raised there."""
    return cast("re.Pattern[str]", Lazy(source))
