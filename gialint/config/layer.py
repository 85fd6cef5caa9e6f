"""One file of settings as it was read: where it is, what it says, how it is spelled, how far it reaches.

One that is not trusted may use files below its own folder, and no code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.reporting.phrases import as_word
from gialint.sources.located import Keys, Loaded

if TYPE_CHECKING:
    from gialint.model import Problem
    from gialint.sources.located import Keys, Loaded


YAML = (".yaml", ".yml")
_PLACE = lazy_regex(r"(?::\d+){1,2}$")
_OURS = lazy_regex(
    r"^(?:-[ \t]+)?(?:code|lexicon|claims|indicators|form|lists|agencies|chrome|objects|waivers)[ \t]*:"
    r"|\bgialint/baseline/",
    re.MULTILINE,
)
"""What a rule, a lexicon, a file of waivers or a baseline has in it, and hardly any other file."""


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


class Bounds(NamedTuple):
    """How far a configuration reaches; ``origin`` is its file. What other files say is not quoted."""

    origin: Path

    def reach(self, path: Path) -> bool:
        """Return whether a path leads to its folder or below, links followed."""
        return _real(path).startswith(_real(self.origin.parent))

    def beyond(self, path: Path, read: bool) -> Path | None:
        """Return a path that leads out of bounds, or none if it does not.

        Of a folder whose YAML files are ``read`` it may be a link in it; and only such files are read.
        """
        is_yaml = path.suffix in YAML and not path.name.startswith(".")
        if not self.reach(path) or (read and path.is_file() and not is_yaml):
            return path
        inside = sorted(path.rglob("*")) if read and path.is_dir() else ()
        return next((each for each in inside if each.is_symlink() and not self.reach(each)), None)

    def problem(self, file: Loaded, keys: Keys, item: str) -> Problem:
        """Return the problem (GIA906) that a path leads elsewhere."""
        message = Text(
            f"未经信任的配置只能使用它自己文件夹里的文件，没有使用：{item}",
            f"a configuration that is not trusted can only name files below its own folder; not used: {item}",
        )
        return file.problem(message, keys, hint=ways_out(self.origin))


def _real(path: Path) -> str:
    return os.path.join(os.path.normcase(os.path.realpath(path)), "")


def veiled(problems: Iterable[Problem], open_files: Iterable[str]) -> Iterator[Problem]:
    """Yield problems without the lines of files that are not what a configuration names them for.

    The lines of ``open_files`` are no secret: the configuration itself, and what the user names.
    """
    speaking = dict.fromkeys(open_files, True)
    for each in problems:
        path = _PLACE.sub("", each.where)
        if each.quote and path not in speaking:
            try:
                speaking[path] = _OURS.search(Path(path).read_text("utf-8-sig")) is not None
            except (OSError, ValueError):
                speaking[path] = False
        yield each if not each.quote or speaking[path] else each._replace(quote="")


def ways_out(origin: Path) -> Text:
    """Return what to do about a configuration that is not trusted."""
    word = as_word(str(origin))
    return Text(
        f"先看一遍它要运行和使用的文件，再 gialint trust {word}（持续集成：GIALINT_TRUST 或 check"
        " --allow-plugins）；不用任何配置：--isolated。",
        f"Review what it runs and uses, then gialint trust {word} (in CI: GIALINT_TRUST, or check"
        " --allow-plugins); to ignore every configuration: --isolated.",
    )
