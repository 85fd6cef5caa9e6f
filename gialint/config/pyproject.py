"""One table of a ``pyproject.toml``, with the spot of each key, as YAML files are loaded."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from gialint.model import Problem, Words
from gialint.model.errors import parser_error
from gialint.sources.located import BadYaml, Keys, Loaded, Spot


def load_table(path: Path, tool: str, code: str) -> Loaded | None:
    """Return ``[tool.<tool>]``, or none if the file has no such table; raises BadYaml.

    tomllib tells no positions, so keys are found again by their names; items of a list are at
    the list.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = Words("无法读取文件（应为 UTF-8 编码）", "cannot read the file (it should be UTF-8)")
        raise BadYaml(Problem(code, message, str(path))) from error
    try:
        table = tomllib.loads(text).get("tool", {}).get(tool)
    except tomllib.TOMLDecodeError as error:
        raise BadYaml(_syntax(path, text, error, code)) from error
    if table is None:
        return None
    return Loaded(str(path), text, table, _spots(text, tool, table), code)


def _spots(text: str, tool: str, table: object) -> dict[Keys, Spot]:
    header = re.search(rf"^[ \t]*\[\s*tool\s*\.\s*{tool}\b.*$", text, re.MULTILINE)
    start = header.start() if header else 0
    spots: dict[Keys, Spot] = {(): Spot(start, start)}
    _mark((), table, text, start, spots)
    return spots


def _mark(keys: Keys, table: object, text: str, start: int, spots: dict[Keys, Spot]) -> None:
    for key, value in table.items() if isinstance(table, dict) else ():
        found = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?\s*[=\].]\s*").search(text, start)
        if found:
            spots[*keys, key] = Spot(found.start(), found.end())
            _mark((*keys, key), value, text, found.end(), spots)


def _syntax(path: Path, text: str, error: ValueError, code: str) -> Problem:
    said = str(error)
    spot = re.search(r"\(at line (\d+), column (\d+)\)", said)
    # Without one, the file ended too soon.
    index = _offset(text, int(spot[1]), int(spot[2])) if spot else len(text.rstrip())
    why = parser_error(said)
    message = Words(f"TOML 语法错误：{why.zh}", f"TOML syntax error: {why.en}")
    return Loaded(str(path), text, code=code).problem_at(index, message)


def _offset(text: str, line: int, column: int) -> int:
    return sum(map(len, text.splitlines(keepends=True)[: line - 1])) + column - 1
