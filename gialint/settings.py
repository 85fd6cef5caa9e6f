"""Reading the settings of a configuration file, each error with its line and a caret.

Kept apart from config.py so that a run without a configuration file does not import it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gialint.checking.nearness import did_you_mean, meant
from gialint.checking.yamlfile import load_yaml
from gialint.checking.yamlplace import BadYaml, Keys, Loaded
from gialint.config import LANGUAGES, SEVERITIES, codes, is_path
from gialint.finding import Problem, Severity
from gialint.report import Words

CODE = "GIA906"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a setting is read (raises ``SettingError``), what it should be, and the words it knows."""

    read: Callable[[Any], Any]
    form: Words
    known: tuple[str, ...] = ()


class SettingError(Exception):
    """A value that a setting does not take; ``keys`` lead to it from the setting."""

    def __init__(self, *keys: str | int) -> None:
        super().__init__(*keys)
        self.keys: Keys = keys


def read(path: Path) -> tuple[dict[str, Any], list[Problem]] | None:
    """Return the right settings of a ``gialint.yaml`` or ``pyproject.toml``, and the problems (GIA906).

    None for a ``pyproject.toml`` without ``[tool.gialint]``.
    """
    try:
        file = _toml(path) if path.suffix == ".toml" else load_yaml(path, code=CODE)
    except BadYaml as error:
        return {}, [error.problem]
    if file is None:
        return None
    if not isinstance(file.data or {}, dict):
        message = Words("配置应当是一行行的“键: 值”", "a configuration is lines of “key: value”")
        return {}, [file.problem(message)]
    settings: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in (file.data or {}).items():
        problems += _read(file, name, value, settings)
    return settings, problems


def _toml(path: Path) -> Loaded | None:
    from gialint.pyproject import load_table

    return load_table(path, "gialint", CODE)


def _read(file: Loaded, name: str, value: Any, settings: dict[str, Any]) -> Iterator[Problem]:
    key = name.replace("-", "_")
    if key not in SETTINGS:
        message = Words(f"没有“{name}”这项设置", f"there is no setting “{name}”")
        yield file.problem(message, (name,), key=True, hint=_known(name, tuple(SETTINGS)))
    elif value is not None:
        try:
            settings[key] = SETTINGS[key].read(value)
        except SettingError as error:
            yield _refused(file, name, value, error.keys)
            return
        if key in ("rules", "plugins"):
            yield from _lost(file, name, settings)


def _refused(file: Loaded, name: str, value: Any, keys: Keys) -> Problem:
    for key in keys:
        value = value[key]
    setting = SETTINGS[name.replace("-", "_")]
    message = Words(f"{name} 应当是{setting.form.zh}", f"{name} should be {setting.form.en}")
    hint = _known(value, setting.known) if setting.known and isinstance(value, str) else None
    return file.problem(message, (name, *keys), hint=hint)


def _lost(file: Loaded, name: str, settings: dict[str, Any]) -> Iterator[Problem]:
    """Make the paths of a setting relative to the file, and drop those where nothing is."""
    root = Path(file.path).parent
    kept: list[str | Path] = []
    for place, item in enumerate(settings[name]):
        path = root / item
        if name == "plugins" and not is_path(item):
            kept.append(item)
        elif path.exists():
            kept.append(path if name == "rules" else item)
        else:
            message = Words(f"没有这个文件或文件夹：{item}", f"no such file or folder: {item}")
            siblings = os.listdir(path.parent) if path.parent.is_dir() else ()
            yield file.problem(message, (name, place), hint=meant(did_you_mean(path.name, siblings)))
    settings[name] = tuple(kept)


def _known(word: str, known: tuple[str, ...]) -> Words:
    listed = Words(f"可以用：{'、'.join(known)}", f"known: {', '.join(known)}")
    return meant(did_you_mean(word, known)) or listed


def _texts(value: Any) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise SettingError
    for place, text in enumerate(texts):
        if not isinstance(text, str) or not text.strip():
            raise SettingError(*(() if texts[0] is value else (place,)))
    return tuple(texts)


def _codes(value: Any) -> tuple[str, ...]:
    return codes(_texts(value))


def _severities(value: Any) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise SettingError
    for code, word in value.items():
        if word not in SEVERITIES:
            raise SettingError(code)
    return {code.upper(): Severity[word.upper()] for code, word in value.items()}


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingError
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise SettingError
        return str(value)

    return read


_CODES = Words("规则代码的列表，例如 [GIA3, GIA501]", "a list of codes, such as [GIA3, GIA501]")
_GRAVITY = Words("error、warning 或 info", "error, warning or info")
SETTINGS = {
    "select": Setting(_codes, _CODES),
    "ignore": Setting(_codes, _CODES),
    "severities": Setting(
        _severities,
        Words("“代码: 级别”，级别为 error、warning 或 info", "“code: severity”, each error, warning or info"),
        SEVERITIES,
    ),
    "fail_on": Setting(_one_of(SEVERITIES), _GRAVITY, SEVERITIES),
    "language": Setting(_one_of(LANGUAGES), Words("zh 或 en", "zh or en"), LANGUAGES),
    "strict": Setting(_truth, Words("true 或 false", "true or false")),
    "rules": Setting(_texts, Words("规则文件或文件夹的列表", "a list of rule files or folders")),
    "plugins": Setting(_texts, Words("模块名或 ./文件.py 的列表", "a list of modules or ./files.py")),
}
"""Every setting by its name; a hyphen does for the underscore."""
