"""Reading the settings of a configuration file, each error with its line and a caret.

Kept apart from config.py so that a run without a configuration file does not import it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from gialint.config.bounds import Bounds
from gialint.config.forms import SettingError
from gialint.config.known import FILES, PATHS, PER_PATH, SETTINGS
from gialint.config.path_settings import PathSettings
from gialint.config.values import Excluded, is_path
from gialint.model import Problem, Words
from gialint.sources.located import BadYaml, Keys, Loaded
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml

CODE = "GIA906"


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
    """Whether it is no file but was said on the command line."""

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


def read(
    path: Path, shown: str = "", profile: str = "", bounds: Bounds | None = None
) -> tuple[Layer | None, list[Problem]]:
    """Return the settings of a ``gialint.yaml`` or ``pyproject.toml``, and what is wrong (GIA906).

    No layer for a ``pyproject.toml`` without ``[tool.gialint]``. ``shown`` is the file's name in messages.
    """
    name = shown or str(path)
    quoted = bounds is None or path == bounds.origin
    try:
        file = _toml(path) if path.suffix == ".toml" else load_yaml(path, code=CODE, shown=shown)
    except BadYaml as error:
        problem = error.problem if quoted else error.problem._replace(quote="")
        return Layer(path, Loaded(name, "", code=CODE), {}, profile), [problem]
    if file is None:
        return None, []
    file = replace(file, quoted=quoted)
    if file.data is not None and not quoted and not _speaks_of_settings(file.data):
        message = Words("这个文件里没有一项 gialint 的设置", "this file has no setting of gialint")
        return Layer(path, file, {}, profile), [Problem(CODE, message, name)]
    if not isinstance(file.data or {}, dict):
        message = Words("配置应当是一行行的“键: 值”", "a configuration is lines of “key: value”")
        return Layer(path, file, {}, profile), [file.problem(message)]
    table = _Table(file, path.parent, None if profile else bounds, [])
    settings, problems = _all(table)
    return Layer(path, file, settings, profile, tuple(table.outside)), problems


def read_settings(file: Loaded, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the settings of a mapping, with paths from a folder, and what is wrong (GIA906)."""
    return _all(_Table(file, root, None, []))


def _all(table: _Table) -> tuple[dict[str, Any], list[Problem]]:
    settings: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in (table.file.data or {}).items():
        problems += _read(table, key, value, settings)
    return settings, problems


def _speaks_of_settings(data: Any) -> bool:
    return isinstance(data, dict) and any(key.replace("-", "_") in SETTINGS for key in data)


class _Table(NamedTuple):
    """Where settings are read: the file and its folder, and the keys that lead to them."""

    file: Loaded
    root: Path
    bounds: Bounds | None
    outside: list[Problem]
    keys: Keys = ()

    @property
    def known(self) -> tuple[str, ...]:
        return PER_PATH if self.keys else tuple(SETTINGS)


def _toml(path: Path) -> Loaded | None:
    from gialint.config.pyproject import load_table

    return load_table(path, "gialint", CODE)


def _read(table: _Table, name: str, value: Any, settings: dict[str, Any]) -> Iterator[Problem]:
    key = name.replace("-", "_")
    keys = (*table.keys, name)
    if key not in table.known:
        message = Words(f"没有“{name}”这项设置", f"there is no setting “{name}”")
        if key in SETTINGS:
            message = Words(f"“{name}”不能按路径设置", f"“{name}” cannot be set by path")
        yield table.file.problem(message, keys, key=True, hint=_known(name, table.known))
    elif value is not None:
        try:
            settings[key] = SETTINGS[key].read(value)
        except SettingError as error:
            yield _refused(table, name, value, error.keys)
            return
        if key in (*PATHS, *FILES):
            yield from _placed(table, name, settings)
        elif key == "per_path":
            settings[key], problems = _per_path(table, name, value)
            yield from problems
        elif key == "exclude":
            settings[key] = tuple(Excluded(pattern, table.root) for pattern in settings[key])


def _refused(table: _Table, name: str, value: Any, keys: Keys) -> Problem:
    for key in keys:
        value = value[key]
    setting = SETTINGS[name.replace("-", "_")]
    message = Words(f"{name} 应当是{setting.form.zh}", f"{name} should be {setting.form.en}")
    hint = _known(value, setting.known) if setting.known and isinstance(value, str) else None
    return table.file.problem(message, (*table.keys, name, *keys), hint=hint)


def _per_path(
    table: _Table, name: str, value: Mapping[str, Any]
) -> tuple[tuple[PathSettings, ...], list[Problem]]:
    """Read what holds for some paths only: patterns, each with settings of its own."""
    found: list[PathSettings] = []
    problems: list[Problem] = []
    for pattern, given in value.items():
        inner = table._replace(keys=(name, pattern))
        if not isinstance(given or {}, dict) or not pattern.strip("/"):
            message = Words(
                '应当是“路径模式: {设置}”，如 "drafts/**": {ignore: [GIA7]}',
                'should be “pattern: {settings}”, as "drafts/**": {ignore: [GIA7]}',
            )
            problems.append(table.file.problem(message, inner.keys))
            continue
        settings: dict[str, Any] = {}
        for key, one in (given or {}).items():
            problems += _read(inner, key, one, settings)
        found.append(PathSettings(pattern, table.root, **settings))
    return tuple(found), problems


def _placed(table: _Table, name: str, settings: dict[str, Any]) -> Iterator[Problem]:
    """Make the paths of a setting relative to the file; drop those where nothing is, or may be used."""
    key = name.replace("-", "_")
    given = settings[key]
    single = isinstance(given, str)
    kept: list[str | Path] = []
    for place, item in enumerate([given] if single else given):
        path = table.root / item
        listed = isinstance(table.file.data[name], list)
        keys = (*table.keys, name, *((place,) if listed else ()))
        stray = table.bounds.beyond(path, key in ("rules", "lexicons")) if table.bounds else None
        if key == "plugins" and (stray or not is_path(item)):
            kept.append(item)  # Code is only ever run after trust.
        elif stray and table.bounds:
            told = item if stray == path else str(stray)
            table.outside.append(table.bounds.problem(table.file, keys, told))
        elif key in FILES or path.is_file() or path.is_dir():
            kept.append(item if key == "plugins" else path)
        else:
            yield no_such(table.file, keys, item, path)
    if not single:
        settings[key] = tuple(kept)
    elif kept:
        settings[key] = kept[0]
    else:
        del settings[key]


def no_such(file: Loaded, keys: Keys, item: str, path: Path) -> Problem:
    """Return the problem that nothing is where a setting points, with the nearest name that is there."""
    message = Words(f"没有这个文件或文件夹：{item}", f"no such file or folder: {item}")
    siblings = os.listdir(path.parent) if path.parent.is_dir() else ()
    return file.problem(message, keys, hint=meant(did_you_mean(path.name, siblings)))


def _known(word: str, known: tuple[str, ...]) -> Words:
    listed = Words(f"可以用：{'、'.join(known)}", f"known: {', '.join(known)}")
    return meant(did_you_mean(word, known)) or listed


def _spelled(table: Any, key: str | int) -> str | int | None:
    """Return a key as a table or list has it, whatever its case and hyphens."""
    if isinstance(table, list) and isinstance(key, int):
        return key if key < len(table) else None
    if not isinstance(table, dict):
        return None
    folded = {name.replace("-", "_").lower(): name for name in table}
    return key if key in table else folded.get(str(key).lower())
