"""Patterns of paths, as configuration and waivers write them: ``drafts/*.docx``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase

DEEP = "**"
MANY = 5000
"""How many names are looked at before it is given up to find one that a pattern fits."""


def fits(pattern: str, root: str, path: str) -> bool:
    """Tell whether a pattern, as seen from the folder ``root``, fits a path.

    ``*`` stays within a folder, ``**`` is folders at any depth. A pattern without a slash fits the name
    of a file or folder anywhere, and one that fits a folder fits all that is in it.
    """
    parts = relative(path, root).split("/")
    wanted = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    if len(wanted) == 1 and "/" not in pattern.rstrip("/"):
        wanted = [DEEP, *wanted]
    return parts[0] != os.pardir and any(_fits(wanted, parts[:end]) for end in range(1, len(parts) + 1))


def somewhere(pattern: str, root: str) -> bool:
    """Tell whether a pattern fits a file or folder on disk; in a huge folder it is taken to."""
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


def _fits(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == DEEP:
        return any(_fits(pattern[1:], parts[start:]) for start in range(len(parts) + 1))
    # A name may look like a pattern: browsers save a second download as 报告[1].docx.
    first = bool(parts) and (parts[0] == pattern[0] or fnmatchcase(parts[0], pattern[0]))
    return first and _fits(pattern[1:], parts[1:])
