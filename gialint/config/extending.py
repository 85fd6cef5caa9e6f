"""Settings that build on others: ``extends`` is followed, and the files become one configuration."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gialint.config.bounds import Bounds
from gialint.config.configfile import CODE, Layer, no_such, read
from gialint.config.values import is_path
from gialint.model import Problem, Words
from gialint.sources.located import Loaded
from gialint.sources.suggest import did_you_mean, meant

SUFFIXES = (".yaml", ".yml", ".toml")
LAST = ("select", "extend_select", "ignore")
"""What a file says of these is not merged: each file switches rules on what the earlier left."""


Profiles = Callable[[], Mapping[str, Path]]
Read = Callable[[Path, str, str], tuple[Layer | None, list[Problem]]]
"""Reads a file by its path, its name in messages and the profile it is."""


class Gathered(NamedTuple):
    """The files that a configuration is made of, the last one its own, and what is wrong with them.

    ``unknown`` tells of profiles that are not known, which a plugin may yet bring; ``outside`` of files
    that a configuration may not name.
    """

    layers: tuple[Layer, ...]
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Problem, ...] = ()
    outside: tuple[Problem, ...] = ()


class _Asking(NamedTuple):
    """Who asks for a file of settings: the files that led there, and where to tell what is wrong."""

    trail: tuple[Path, ...]
    profiles: Profiles
    read: Read
    bounds: Bounds | None
    problems: list[Problem]
    unknown: list[Problem]
    outside: list[Problem]


def gathered(
    path: Path | None, profile: str, profiles: Profiles, read: Read = read, bounds: Bounds | None = None
) -> Gathered:
    """Follow ``extends`` from a file of settings, with a profile after it if one is named (GIA906).

    A ``pyproject.toml`` that does not speak of gialint comes to nothing. Raises KeyError for a profile
    by hand that is not among ``profiles``.
    """
    asking = _Asking((), profiles, read, bounds, [], [], [])
    if path and bounds and not bounds.reach(path):
        # A link: what it leads to is not quoted, and so not read either.
        return Gathered((), outside=(bounds.problem(Loaded(str(path), "", code=CODE), (), str(path)),))
    layers = _layers(path, asking) if path else []
    if profile and (layers or not path):
        layers += _layers(profiles()[profile], asking, profile)
    return Gathered(tuple(layers), tuple(asking.problems), tuple(asking.unknown), tuple(asking.outside))


def merged(layers: Sequence[Layer], root: Path) -> dict[str, Any]:
    """Return the settings that layers come to; paths of plugins are made relative to a folder."""
    settings: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.settings.items():
            if name in LAST and layer is not layers[-1]:
                continue
            value = _from(layer.path.parent, root, value) if name == "plugins" else value
            settings[name] = _added(name, settings.get(name), value)
    settings.pop("extends", None)
    return settings


def combined(earlier: Any, later: Any) -> Any:
    """Merge what two files say of options: mappings by key, lists one after the other, else the later."""
    if isinstance(earlier, Mapping) and isinstance(later, Mapping):
        both = {key: combined(earlier[key], later[key]) for key in later if key in earlier}
        return {**earlier, **later, **both}
    if isinstance(earlier, list) and isinstance(later, list):
        return [*earlier, *(item for item in later if item not in earlier)]
    return later


def _layers(path: Path, asking: _Asking, profile: str = "") -> list[Layer]:
    shown = "/".join(path.parts[-3:]) if profile else ""
    layer, problems = asking.read(path, shown, profile)
    asking.problems.extend(problems)
    if layer is None:
        return []
    asking.outside.extend(layer.outside)
    inner = asking._replace(trail=(*asking.trail, path.resolve()))
    below = [
        found
        for place, word in enumerate(layer.settings.get("extends", ()))
        for found in _extended(layer, place, word, inner)
    ]
    return [*below, layer]


def _extended(layer: Layer, place: int, word: str, asking: _Asking) -> list[Layer]:
    """Return the layers of one of the words of ``extends``; none if it leads nowhere, which is told."""
    keys = layer.written(("extends", place)) or layer.written(("extends",)) or ()
    named = not _is_file(word)
    if named and word not in asking.profiles():
        hint = _near(layer, word, asking.profiles())
        asking.unknown.append(layer.file.problem(_no_profile(word), keys, hint=hint))
        return []
    path = asking.profiles()[word] if named else layer.path.parent / word
    if asking.bounds and not (named or layer.profile or asking.bounds.reach(path)):
        asking.outside.append(asking.bounds.problem(layer.file, keys, word))
        return []
    if path.resolve() in asking.trail:
        asking.problems.append(layer.file.problem(_circle(path, asking.trail), keys))
        return []
    if path.is_dir():
        message = Words(f"{word} 是文件夹，不是设置文件", f"{word} is a folder, not a file of settings")
        asking.problems.append(layer.file.problem(message, keys))
        return []
    if not path.is_file():
        asking.problems.append(no_such(layer.file, keys, word, path))
        return []
    found = _layers(path, asking, word if named else layer.profile)
    if not found:
        message = Words(f"{word} 里没有 [tool.gialint]", f"{word} has no [tool.gialint]")
        asking.problems.append(layer.file.problem(message, keys))
    return found


def _is_file(word: str) -> bool:
    return is_path(word) or word.endswith(SUFFIXES)


def _no_profile(word: str) -> Words:
    return Words(f"没有“{word}”这个方案", f"there is no profile “{word}”")


def _near(layer: Layer, word: str, known: Iterable[str]) -> Words:
    for suffix in SUFFIXES:
        if (layer.path.parent / f"{word}{suffix}").is_file():
            return Words(f"文件要写成 ./{word}{suffix}", f"a file is written ./{word}{suffix}")
    listed = Words(f"可以用：{'、'.join(sorted(known))}", f"known: {', '.join(sorted(known))}")
    return meant(did_you_mean(word, known)) or listed


def _circle(path: Path, trail: Sequence[Path]) -> Words:
    names = " → ".join(each.name for each in (*trail[trail.index(path.resolve()) :], path))
    return Words(f"extends 绕成了圈：{names}", f"extends goes in a circle: {names}")


def _added(name: str, earlier: Any, later: Any) -> Any:
    if earlier is None:
        return later
    if name in ("rules", "plugins", "lexicons", "exclude"):
        return tuple(dict.fromkeys((*earlier, *later)))
    if name == "per_path":
        return (*earlier, *later)
    return combined(earlier, later) if name in ("severities", "options") else later


def _from(folder: Path, root: Path, plugins: Sequence[str]) -> tuple[str, ...]:
    """Return plugins named from one folder as named from another; names of modules stay."""
    if folder == root:
        return tuple(plugins)
    return tuple(_path_from(folder / each, root) if is_path(each) else each for each in plugins)


def _path_from(path: Path, root: Path) -> str:
    if path.is_absolute() and not root.is_absolute():
        return str(path)
    return os.path.join(os.curdir, os.path.relpath(path, root)).replace(os.sep, "/")
