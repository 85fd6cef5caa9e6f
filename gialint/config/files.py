"""Reading one file of settings, ``gialint.yaml`` or ``pyproject.toml``; errors quote its lines."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gialint.config.kinds import AS_PLUGIN, PYTHON_RULES, SettingError, is_path
from gialint.config.layer import Bounds, Layer
from gialint.config.settings import PER_PATH, SETTINGS, Excluded, PathSettings
from gialint.model import Problem, Text, parser_error, spaced
from gialint.records import replace
from gialint.sources.located import BadYaml, Keys, Loaded, Spot
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml, parse_yaml

CODE = "GIA906"


def read_layer(
    path: Path, shown: str = "", profile: str = "", bounds: Bounds | None = None, text: str | None = None
) -> tuple[Layer | None, list[Problem]]:
    """Return the settings of a ``gialint.yaml`` or ``pyproject.toml``, and what is wrong (GIA906).

    No layer for a ``pyproject.toml`` without ``[tool.gialint]``. ``shown`` is the file's name in messages,
    ``text`` what it holds if that is not what is on the disk, but in an editor.
    """
    name = shown or str(path)
    quoted = bounds is None or path == bounds.origin
    try:
        if path.suffix == ".toml":
            file = _load_toml(path, text)
        elif text is None:
            file = load_yaml(path, code=CODE, shown=name)
        else:
            file = parse_yaml(text, name, code=CODE)
    except BadYaml as error:
        problem = error.problem if quoted else error.problem._replace(quote="")
        return Layer(path, Loaded(name, "", code=CODE), {}, profile), [problem]
    if file is None:
        return None, []
    file = replace(file, quoted=quoted)
    mapping = isinstance(file.data or {}, dict)
    said = any(key.replace("-", "_") in SETTINGS for key in file.data or ()) if mapping else False
    if file.data is not None and not (quoted or said):
        message = Text("这个文件里没有一项 gialint 的设置", "this file has no gialint settings")
        return Layer(path, file, {}, profile), [Problem(CODE, message, name)]
    if not mapping:
        message = Text("配置应当是一行行的“键: 值”", "a configuration is lines of “key: value”")
        return Layer(path, file, {}, profile), [file.problem(message)]
    table = _Table(file, path.parent, None if profile else bounds)
    settings = table.read(file.data or {}, ())
    return Layer(path, file, settings, profile, tuple(table.outside)), table.problems


def read_settings(file: Loaded) -> tuple[dict[str, Any], list[Problem]]:
    """Return the settings of a mapping, with paths from the current folder, and what is wrong (GIA906)."""
    table = _Table(file, Path(), None)
    return table.read(file.data or {}, ()), table.problems


def no_such(file: Loaded, keys: Keys, item: str, path: Path) -> Problem:
    """Return the problem that nothing is where a setting points, with the nearest name that is there."""
    message = Text(f"没有这个文件或文件夹：{item}", f"no such file or folder: {item}")
    siblings = os.listdir(path.parent) if path.parent.is_dir() else ()
    # That two names end alike (.yaml) makes neither of the other.
    stems = {os.path.splitext(name)[0]: name for name in sorted(siblings)}
    near = did_you_mean(path.stem, stems)
    return file.problem(message, keys, hint=meant(stems[near] if near else None))


def nearest_or_all(word: str, known: Iterable[str]) -> Text:
    """Return the hint that names the nearest known word, else all of them."""
    listed = Text(f"可以用：{'、'.join(known)}", f"known: {', '.join(known)}")
    return meant(did_you_mean(word, known)) or listed


class _Table:
    """Reads the settings of a file; what is wrong is kept as ``problems``.

    ``outside`` are the problems of paths that lead out of bounds.
    """

    def __init__(self, file: Loaded, root: Path, bounds: Bounds | None) -> None:
        self.file, self.root, self.bounds = file, root, bounds
        self.problems: list[Problem] = []
        self.outside: list[Problem] = []

    def read(self, table: Mapping[str, Any], above: Keys) -> dict[str, Any]:
        """Return the settings of a mapping under some keys: none, or those of a pattern."""
        known = PER_PATH if above else tuple(SETTINGS)
        settings: dict[str, Any] = {}
        for name, value in table.items():
            key, keys = name.replace("-", "_"), (*above, name)
            if key not in known:
                message = Text(f"没有“{name}”这项设置", f"there is no setting “{name}”")
                if key in SETTINGS:
                    message = Text(f"“{name}”不能按路径设置", f"“{name}” cannot be set by path")
                self._report(message, keys, key=True, hint=nearest_or_all(name, known))
                continue
            if value is None:
                continue
            try:
                settings[key] = SETTINGS[key].kind.read(value)
            except SettingError as error:
                self._misfit(name, value, keys, error.keys)
                continue
            if SETTINGS[key].paths:
                placed = self._placed(key, keys, settings.pop(key))
                settings |= {} if placed is None else {key: placed}
            elif key == "per_path":
                settings[key] = tuple(self._patterns(keys, settings[key]))
            elif key == "exclude":
                settings[key] = tuple(Excluded(pattern, self.root) for pattern in settings[key])
        return settings

    def _report(self, message: Text, keys: Keys, *, key: bool = False, hint: Text | None = None) -> None:
        self.problems.append(self.file.problem(message, keys, key=key, hint=hint))

    def _misfit(self, name: str, value: Any, keys: Keys, inner: Keys) -> None:
        for key in inner:
            value = value[key]
        setting = SETTINGS[name.replace("-", "_")]
        message = Text(f"{name} 应当是{spaced(setting.form.zh)}", f"{name} should be {setting.form.en}")
        words = setting.kind.words
        hint = nearest_or_all(value, words) if words and isinstance(value, str) else None
        self._report(message, (*keys, *inner), hint=hint)

    def _patterns(self, keys: Keys, patterns: Mapping[str, Any]) -> Iterator[PathSettings]:
        """Yield what holds for some paths only: patterns, each with settings of its own."""
        for pattern, given in patterns.items():
            inner = (*keys, pattern)
            if isinstance(given or {}, dict) and pattern.strip("/"):
                yield PathSettings(pattern, self.root, **self.read(given or {}, inner))
                continue
            message = Text(
                '应当是“路径模式: {设置}”，如 "drafts/**": {ignore: [GIA7]}',
                'should be “pattern: {settings}”, as "drafts/**": {ignore: [GIA7]}',
            )
            self._report(message, inner)

    def _placed(self, key: str, keys: Keys, given: str | tuple[str, ...]) -> Any:
        """Return the paths of a setting from the file's folder, without those that may not be used."""
        if isinstance(given, str):
            return self._path(key, keys, given)
        listed = isinstance(self.file.data[keys[-1]], list)
        places = ((*keys, place) if listed else keys for place in range(len(given)))
        kept = (self._path(key, place, item) for place, item in zip(places, given, strict=True))
        return tuple(path for path in kept if path is not None)

    def _path(self, key: str, keys: Keys, item: str) -> str | Path | None:
        path = self.root / item
        if key == "rules" and path.suffix == ".py":
            message = Text(f"{PYTHON_RULES.zh}，没有使用：{item}", f"{PYTHON_RULES.en}; not used: {item}")
            self._report(message, keys, hint=AS_PLUGIN)
            return None
        stray = self.bounds.beyond(path, key in ("rules", "lexicons")) if self.bounds else None
        if key == "plugins" and (stray or not is_path(item)):
            return item  # Code is only ever run after trust.
        if stray and self.bounds:
            named = item if stray == path else str(stray)
            self.outside.append(self.bounds.problem(self.file, keys, named))
        elif SETTINGS[key].paths == "may" or path.is_file() or path.is_dir():
            return item if key == "plugins" else path
        else:
            self.problems.append(no_such(self.file, keys, item, path))
        return None


def problems_in(path: Path, text: str) -> list[Problem]:
    """Return what is wrong with a file of settings by itself, as an editor has it; nothing of it is run."""
    layer, problems = read_layer(path, bounds=Bounds(path), text=text)
    return [*problems, *(layer.outside if layer else ())]


def _load_toml(path: Path, text: str | None) -> Loaded | None:
    """Return ``[tool.gialint]``, or none if the file has no such table; raises BadYaml.

    tomllib gives no positions, so keys are found again by their names; items of a list are at the list.
    """
    try:
        text = path.read_text(encoding="utf-8") if text is None else text
    except (OSError, UnicodeDecodeError) as error:
        message = Text("无法读取文件（应为 UTF-8 编码）", "cannot read the file (it should be UTF-8)")
        raise BadYaml(Problem(CODE, message, str(path))) from error
    try:
        table = tomllib.loads(text).get("tool", {}).get("gialint")
    except tomllib.TOMLDecodeError as error:
        raise BadYaml(_toml_error(path, text, error)) from error
    if table is None:
        return None
    header = re.search(r"^[ \t]*\[\s*tool\s*\.\s*gialint\b.*$", text, re.MULTILINE)
    start = header.start() if header else 0
    spots: dict[Keys, Spot] = {(): Spot(start, start)}
    _mark((), table, text, start, spots)
    return Loaded(str(path), text, table, spots, CODE)


def _mark(keys: Keys, table: object, text: str, start: int, spots: dict[Keys, Spot]) -> None:
    for key, value in table.items() if isinstance(table, dict) else ():
        found = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?\s*[=\].]\s*").search(text, start)
        if found:
            spots[*keys, key] = Spot(found.start(), found.end())
            _mark((*keys, key), value, text, found.end(), spots)


def _toml_error(path: Path, text: str, error: ValueError) -> Problem:
    said = str(error)
    spot = re.search(r"\(at line (\d+), column (\d+)\)", said)
    index = len(text.rstrip())  # Without a place, the file ended too soon.
    if spot:
        index = sum(map(len, text.splitlines(keepends=True)[: int(spot[1]) - 1])) + int(spot[2]) - 1
    why = parser_error(said)
    message = Text(f"TOML 语法错误：{why.zh}", f"TOML syntax error: {why.en}")
    return Loaded(str(path), text, code=CODE).problem_at(index, message)
