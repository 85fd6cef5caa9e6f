"""Patterns of paths, as configuration and waivers write them: ``drafts/*.docx``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from fnmatch import translate
from functools import lru_cache

DEEP = "**"
MANY = 5000
"""How many names are looked at before it is given up to find one that a pattern fits."""

Component = Callable[[str], object] | None
"""Tells whether it fits a name in a path; none stands for folders at any depth."""


def fits(pattern: str, root: str, path: str) -> bool:
    """Return whether a pattern, as seen from the folder ``root``, fits a path.

    ``*`` stays within a folder, ``**`` is folders at any depth. A pattern without a slash fits the name
    of a file or folder anywhere, and one that fits a folder fits all that is in it.
    """
    parts = relative(path, root).split("/")
    wanted = _components(pattern)
    return parts[0] != os.pardir and any(fits_parts(wanted, parts[:end]) for end in range(1, len(parts) + 1))


def fits_parts(wanted: Sequence[Component], parts: Sequence[str]) -> bool:
    """Return whether components fit all names of a path, in steps that grow with both and no faster."""
    at = reached = 0
    deep, retried = -1, 0
    while at < len(parts):
        is_left = reached < len(wanted)
        expected = wanted[reached] if is_left else None
        if expected is not None and expected(parts[at]):
            at, reached = at + 1, reached + 1
        elif is_left and expected is None:
            deep, retried = reached, at
            reached += 1
        elif deep >= 0:
            # As short as possible is enough: what follows has the rest of the path to choose from.
            retried += 1
            at, reached = retried, deep + 1
        else:
            return False
    return all(expected is None for expected in wanted[reached:])


def component(pattern: str) -> Component:
    """Return what tells whether a part of a pattern fits a name, in time linear in the name."""
    if pattern == DEEP:
        return None
    return re.compile(translate(pattern)).match


def somewhere(pattern: str, root: str) -> bool:
    """Return whether a pattern fits a file or folder on disk; in a huge folder it is taken to."""
    if os.path.lexists(os.path.join(root, pattern)):
        return True
    seen = 0
    for folder, folders, names in os.walk(root or os.curdir):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(names)
        if seen > MANY or any(fits(pattern, root, os.path.join(folder, name)) for name in (*names, *folders)):
            return True
    return False


def relative(path: str, root: str) -> str:
    """Return a path as seen from a folder, with ``/`` on every system."""
    root = os.path.normpath(root or os.curdir)
    if root == os.curdir and not os.path.isabs(path):
        return os.path.normpath(path).replace(os.sep, "/")  # six times as fast
    try:
        seen = os.path.relpath(path, root)
    except ValueError:  # on Windows, another drive
        seen = path
    return seen.replace(os.sep, "/")


@lru_cache(maxsize=1024)
def _components(pattern: str) -> tuple[Component, ...]:
    wanted = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    if len(wanted) == 1 and "/" not in pattern.rstrip("/"):
        wanted = [DEEP, *wanted]
    return tuple(map(_named, wanted))


def _named(pattern: str) -> Component:
    fitting = component(pattern)
    # A name may look like a pattern: browsers save a second download as 报告[1].docx.
    return fitting and (lambda name: name == pattern or fitting(name))
