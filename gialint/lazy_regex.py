"""Regular expressions that are compiled at their first use, and whose codes are kept for later runs.

A class of Chinese characters takes a millisecond to compile, and one check of a sound report uses two hundred
expressions: 620 million instructions, ten times the check itself. From codes they are made with 16 million.
Everything private of CPython that is used stands here. On any doubt an expression is compiled as usual.
"""

from __future__ import annotations

import os
import re
import sys
from array import array
from functools import cache
from typing import Any, cast

from gialint.files.cache import as_plain, cache_folder, keep, kept, plain
from gialint.records import NamedTuple

_USES = (
    *("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"),
    *("pattern", "flags", "groups", "groupindex"),
)
_MOST = 2_000
"""Expressions whose codes are kept; where there are more, only those that the last run made anew."""


class _Code(NamedTuple):
    """What the engine of Python's ``re`` is given besides the expression itself."""

    flags: int
    instructions: bytes
    groups: int
    names: dict[str, int]


_DOUBTS = (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError, re.error)
_Codes = dict[tuple[str, int], tuple[Any, ...]]
_made: _Codes = {}
"""The codes made in this process, by expression and flags: expressions are constants of modules."""
if hasattr(os, "register_at_fork"):  # what was made before a fork is kept by whoever made it
    os.register_at_fork(after_in_child=_made.clear)


class LazyRegex:
    """A placeholder that compiles its expression on first use; from then on it costs nothing."""

    def __init__(self, source: str, flags: int) -> None:
        self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = _compiled(*self.given)
        self.__dict__.update((use, getattr(compiled, use)) for use in _USES)
        return getattr(compiled, name)


@cache
def lazy_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled on first use; a mistake in it is raised there.

    It is for what modules and packs say, not for what is made of the words of one report.
    """
    return cast("re.Pattern[str]", LazyRegex(source, int(flags)))


def keep_codes() -> None:
    """Keep the codes that were made in this process, for the next one, with those that others have kept."""
    folder = cache_folder() if _made else None
    if folder:
        _kept.cache_clear()
        every = {**_kept(), **_made}
        keep(folder / _entry(), as_plain(every if len(every) <= _MOST else _made))


def _compiled(source: str, flags: int) -> re.Pattern[str]:
    if sys.implementation.name == "cpython":
        known = _kept().get((source, flags))
        try:
            if known is not None:
                return _from_code(source, *known)
        except _DOUBTS:
            del _kept()[source, flags]  # damaged in a way that its checksum does not show
        try:
            code = _code(source, flags)
            made = _from_code(source, *code)
        except _DOUBTS:
            pass  # below, a mistake in the expression is raised
        else:
            _made[source, flags] = tuple(code)
            return made
    return re.compile(source, flags)


def _code(source: str, flags: int) -> _Code:
    """Compile an expression as ``re._compiler.compile`` does, up to what it hands to the engine."""
    inner: Any = re
    parsed = inner._parser.parse(source, flags)
    instructions = array("I", inner._compiler._code(parsed, flags))
    state = parsed.state
    return _Code(flags | state.flags, instructions.tobytes(), state.groups - 1, dict(state.groupdict))


def _from_code(
    source: str, flags: int, instructions: bytes, groups: int, names: dict[str, int]
) -> re.Pattern[str]:
    """Return the expression of a code, which the engine checks for being one."""
    by_group: list[str | None] = [None] * (groups + 1)
    for name, group in names.items():
        by_group[group] = name
    made: re.Pattern[str] = _engine().compile(
        source, flags, array("I", instructions).tolist(), groups, names, tuple(by_group)
    )
    return made


def _engine() -> Any:
    inner: Any = re
    return inner._compiler._sre


@cache
def _kept() -> _Codes:
    """Return the codes of earlier runs, none where they are damaged or of another Python."""
    folder = cache_folder()
    found = plain(kept(folder / _entry())) if folder else None
    return found if isinstance(found, dict) else {}


def _entry() -> str:
    """Return what codes are kept under: they are of one Python, one engine and one machine's numbers."""
    engine = _engine()
    parts = (
        sys.implementation.cache_tag,
        f"{sys.hexversion:x}",
        engine.MAGIC,
        engine.CODESIZE,
        sys.byteorder,
    )
    return "-".join(map(str, ("codes", *parts, f"{sys.maxsize:x}")))
