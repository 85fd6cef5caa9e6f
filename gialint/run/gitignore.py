"""What a git work tree leaves out: the patterns of its ``.gitignore`` files (gitignore(5)).

Only these files count, not what git keeps to itself or a user has in his home, so that every machine finds
the same reports. Patterns are matched in linear time whatever they are; one that is not understood hides
nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from gialint.files.path_pattern import Component, component, fits_parts
from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

NAME = ".gitignore"
LARGEST = 100_000
"""Bytes read of a pattern file; the rest is ignored."""
_ESCAPED = lazy_regex(r"\\(.)")
_UNKNOWN = lazy_regex(r"\[(?:\[[:.=]|[^][]*\\)")
"""Classes of characters by name, or with a backslash in them."""


class Pattern(NamedTuple):
    """A line: what it fits from its folder, whether folders only, and whether it hides or brings back."""

    wanted: tuple[Component, ...]
    folders_only: bool
    hides: bool


class WorkTree:
    """The patterns that hold below the folder ``top`` of a work tree, read when they are first wanted."""

    def __init__(self, top: str) -> None:
        self.top = top
        self.read: dict[str, list[Pattern]] = {}

    def hides(self, folder: str, name: str, *, is_folder: bool) -> bool:
        """Return whether a file or folder in a folder of the tree is left out; the folder itself is not."""
        parts = [name]
        while True:
            for pattern in self._patterns(folder):
                if (is_folder or not pattern.folders_only) and fits_parts(pattern.wanted, parts):
                    return pattern.hides
            folder, last = (self.top, "") if folder == self.top else os.path.split(folder)
            if not last:
                return False
            parts.insert(0, last)

    def hides_path(self, path: str, start: str, *, is_folder: bool = False) -> bool:
        """Return whether a file or folder is excluded, or a folder that it is in below ``start``."""
        folder = os.path.abspath(start)
        *folders, name = os.path.relpath(path, start or os.curdir).split(os.sep)
        for each in folders:
            if self.hides(folder, each, is_folder=True):
                return True
            folder = os.path.join(folder, each)
        return self.hides(folder, name, is_folder=is_folder)

    def _patterns(self, folder: str) -> list[Pattern]:
        """Return the patterns of a folder, the last first: it decides."""
        if folder not in self.read:
            self.read[folder] = [*patterns(_text(os.path.join(folder, NAME)))][::-1]
        return self.read[folder]


def work_tree(folder: str) -> WorkTree | None:
    """Return the work tree that a folder is in, if any.

    If the folder itself is excluded, nothing above it counts: whoever names it wants its contents.
    """
    folder = top = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(top, ".git")):
        if top == os.path.dirname(top):
            return None
        top = os.path.dirname(top)
    tree, here = WorkTree(top), folder
    while here != top:
        above, name = os.path.split(here)
        if tree.hides(above, name, is_folder=True):
            return WorkTree(folder)
        here = above
    return tree


def patterns(text: str) -> Iterator[Pattern]:
    """Yield the patterns of a ``.gitignore``."""
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        stripped = line.rstrip(" ")
        # A space behind a backslash belongs to the pattern.
        pattern = line[: len(stripped) + 1] if stripped.endswith("\\") else stripped
        hides = not pattern.startswith("!")
        pattern = pattern if hides else pattern[1:]
        if not pattern.strip("/") or pattern.startswith("#") or _UNKNOWN.search(pattern):
            continue
        folders_only = pattern.endswith("/")
        names = pattern.removesuffix("/").split("/")
        if "" in names[1:]:
            continue  # Of a//b git finds nothing.
        wanted = [_component(name) for name in (names if len(names) > 1 else ["**", *names]) if name]
        if wanted[-1] is None:
            wanted.append(_component("*"))  # All that is in a folder, and not the folder.
        yield Pattern(tuple(wanted), folders_only, hides)


def _component(name: str) -> Component:
    plain = _ESCAPED.sub(lambda match: f"[{match[1]}]" if match[1] in "*?[" else match[1], name)
    return component(plain.replace("[^", "[!"))


def _text(path: str) -> str:
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        pass
    return ""
