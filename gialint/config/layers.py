"""Files of settings that build on each other: ``extends`` is followed, and all become one configuration.

Settings given by hand (``--config KEY=VALUE``) are one more layer, as if each were a line of a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.config.files import CODE, nearest_or_all, no_such, read_layer, read_settings
from gialint.config.kinds import is_path
from gialint.config.layer import Bounds, Layer
from gialint.config.settings import SETTINGS, Config
from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.located import BadYaml, Keys, Loaded
from gialint.sources.yaml import parse_yaml

SUFFIXES = (".yaml", ".yml", ".toml")
NOT_BY_HAND = ("extends", "plugins")
"""For the one there is ``--profile``, and code wants a file that can be trusted."""

Profiles = Callable[[], Mapping[str, Path]]
Read = Callable[[Path, str, str], tuple[Layer | None, list[Problem]]]
"""Reads a file by its path, its name in messages and the profile it is."""


class WrongSetting(Exception):
    """A setting given by hand that cannot be taken; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.zh)
        self.problem = problem


class Gathered(NamedTuple):
    """The files that a configuration is made of, the last one its own, and what is wrong with them.

    ``unknown`` are problems of profiles that are not known, which a plugin may yet bring; ``outside`` those
    of files that a configuration may not name.
    """

    layers: tuple[Layer, ...]
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Problem, ...] = ()
    outside: tuple[Problem, ...] = ()


def gathered(
    path: Path | None, profile: str, profiles: Profiles, read: Read = read_layer, bounds: Bounds | None = None
) -> Gathered:
    """Follow ``extends`` from a file of settings, with a profile after it if one is named (GIA906).

    A ``pyproject.toml`` that does not speak of gialint comes to nothing. Raises KeyError for a profile
    by hand that is not among ``profiles``.
    """
    if path and bounds and not bounds.reach(path):
        # A link: what it leads to is not quoted, and so not read either.
        return Gathered((), outside=(bounds.problem(Loaded(str(path), "", code=CODE), (), str(path)),))
    extending = _Extending(profiles, read, bounds)
    layers = extending.follow(path, (), "") if path else []
    if profile and (layers or not path):
        layers += extending.follow(profiles()[profile], (), profile)
    return Gathered(
        tuple(layers), tuple(extending.problems), tuple(extending.unknown), tuple(extending.outside)
    )


def merged(layers: Sequence[Layer], root: Path) -> dict[str, Any]:
    """Return the settings that layers come to; paths of plugins are made relative to a folder."""
    settings: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.settings.items():
            merge, earlier = SETTINGS[name].merge, settings.get(name)
            if merge == "each" and layer is not layers[-1]:
                continue
            if name == "plugins":
                value = _moved(layer.path.parent, root, value)
            if earlier is not None and merge == "added":
                value = (*earlier, *(each for each in value if each not in earlier))
            settings[name] = combined(earlier, value) if earlier is not None and merge == "keys" else value
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


def with_settings(config: Config, words: Sequence[str]) -> Config:
    """Return a configuration with settings (``KEY=VALUE``) over it, later ones first; raises WrongSetting."""
    for word in words:
        layer = _by_hand(word)
        # What a file says of these holds for what earlier ones left, as everywhere.
        fresh = {
            name: layer.settings.get(name, ()) for name, each in SETTINGS.items() if each.merge == "each"
        }
        given = {**merged((*config.layers, layer), config.root), **fresh, "plugins": config.plugins}
        config = config._replace(**given, layers=(*config.layers, layer))
    return config


def _by_hand(word: str) -> Layer:
    name, _, value = word.partition("=")
    keys = name.split(".")
    if keys[0].replace("-", "_") in NOT_BY_HAND:
        message = Text(f"{keys[0]} 不能这样给出", f"{keys[0]} cannot be given this way")
        hint = Text(
            "方案用 --profile；插件写在配置里，并加以信任。",
            "For profiles there is --profile; plugins need a trusted configuration.",
        )
        raise WrongSetting(Problem(CODE, message, "--config", hint=hint))
    lines = [f"{'  ' * depth}{key}:" for depth, key in enumerate(keys)]
    try:
        file = parse_yaml("\n".join(lines) + f" {value}\n", "--config", code=CODE)
    except BadYaml as error:
        raise WrongSetting(error.problem) from error
    settings, problems = read_settings(file)
    if problems:
        raise WrongSetting(problems[0])
    return Layer(Path(), file, settings, by_hand=True)


class _Extending:
    """Follows ``extends``, and keeps what is wrong."""

    def __init__(self, profiles: Profiles, read: Read, bounds: Bounds | None) -> None:
        self.profiles, self.read, self.bounds = profiles, read, bounds
        self.problems: list[Problem] = []
        self.unknown: list[Problem] = []
        self.outside: list[Problem] = []

    def follow(self, path: Path, trail: tuple[Path, ...], profile: str) -> list[Layer]:
        """Return a file of settings after all that it builds on; ``trail`` are the files that led there."""
        shown = "/".join(path.parts[-3:]) if profile else ""
        layer, problems = self.read(path, shown, profile)
        self.problems += problems
        if layer is None:
            return []
        self.outside += layer.outside
        trail = (*trail, path.resolve())
        words = enumerate(layer.settings.get("extends", ()))
        return [*(each for place, word in words for each in self._below(layer, place, word, trail)), layer]

    def _below(self, layer: Layer, place: int, word: str, trail: tuple[Path, ...]) -> list[Layer]:
        """Return the layers of one of the words of ``extends``; none, and a problem, if it leads nowhere."""
        keys = layer.written(("extends", place)) or layer.written(("extends",)) or ()
        named = not (is_path(word) or word.endswith(SUFFIXES))
        if named and word not in self.profiles():
            message = Text(f"没有“{word}”这个方案", f"there is no profile “{word}”")
            hint = _file_meant(layer, word) or nearest_or_all(word, sorted(self.profiles()))
            self.unknown.append(layer.file.problem(message, keys, hint=hint))
            return []
        path = self.profiles()[word] if named else layer.path.parent / word
        if self.bounds and not (named or layer.profile or self.bounds.reach(path)):
            self.outside.append(self.bounds.problem(layer.file, keys, word))
            return []
        problem = self._unusable(layer, keys, word, path, trail)
        found = [] if problem else self.follow(path, trail, word if named else layer.profile)
        if not (problem or found):
            message = Text(f"{word} 里没有 [tool.gialint]", f"{word} has no [tool.gialint]")
            problem = layer.file.problem(message, keys)
        self.problems += [problem] if problem else []
        return found

    def _unusable(
        self, layer: Layer, keys: Keys, word: str, path: Path, trail: tuple[Path, ...]
    ) -> Problem | None:
        if path.resolve() in trail:
            names = " → ".join(each.name for each in (*trail[trail.index(path.resolve()) :], path))
            message = Text(f"extends 绕成了圈：{names}", f"extends is circular: {names}")
        elif path.is_dir():
            message = Text(f"{word} 是文件夹，不是设置文件", f"{word} is a folder, not a settings file")
        else:
            return None if path.is_file() else no_such(layer.file, keys, word, path)
        return layer.file.problem(message, keys)


def _file_meant(layer: Layer, word: str) -> Text | None:
    for suffix in SUFFIXES:
        if (layer.path.parent / f"{word}{suffix}").is_file():
            return Text(f"文件要写成 ./{word}{suffix}", f"a file is written ./{word}{suffix}")
    return None


def _moved(folder: Path, root: Path, plugins: Sequence[str]) -> tuple[str, ...]:
    """Return plugins named from one folder as named from another; names of modules stay."""

    def moved(path: Path) -> str:
        if path.is_absolute() and not root.is_absolute():
            return str(path)
        return os.path.join(os.curdir, os.path.relpath(path, root)).replace(os.sep, "/")

    if folder == root:
        return tuple(plugins)
    return tuple(moved(folder / each) if is_path(each) else each for each in plugins)
