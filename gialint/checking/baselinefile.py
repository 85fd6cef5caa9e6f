"""A baseline as a file: JSON, a line for each finding, so that a change of it can be reviewed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gialint.checking.baseline import Baseline
from gialint.checking.baseline_matching import Entry, Known
from gialint.model import Problem, Words, mask
from gialint.model.errors import os_error, parser_error
from gialint.sources.located import Loaded

CODE = "GIA906"
SCHEMA = "gialint/baseline/1"


class BadBaseline(Exception):
    """A baseline that cannot be used; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message.zh}")
        self.problem = problem


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raises BadBaseline (GIA906)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadBaseline(_unopened(path, error)) from error
    except UnicodeDecodeError as error:
        raise BadBaseline(_refused(path, Words("文件不是 UTF-8 编码", "the file is not UTF-8"))) from error
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        why = parser_error(error.msg)
        message = Words(f"不是正确的 JSON：{why.zh}", f"this is no JSON: {why.en}")
        raise BadBaseline(Loaded(str(path), text, code=CODE).problem_at(error.pos, message)) from error
    except RecursionError as error:
        raise BadBaseline(_refused(path, _NO_BASELINE)) from error
    try:
        reports = tuple(_known(each) for each in _listed(written, "reports"))
    except (KeyError, TypeError, ValueError) as error:
        raise BadBaseline(_refused(path, _NO_BASELINE)) from error
    if written.get("schema") != SCHEMA:
        other = Words(f"基线文件的格式应为 {SCHEMA}", f"the schema of a baseline is {SCHEMA}")
        raise BadBaseline(_refused(path, other))
    root = os.path.dirname(path)
    gone = frozenset(each.path for each in reports if not os.path.lexists(os.path.join(root, each.path)))
    return Baseline(str(path), root, reports, gone)


def written(known: Iterable[Known]) -> str:
    """Return a baseline's file: reports and findings in order, a line each."""
    lines = [f'{{"schema": "{SCHEMA}", "reports": [']
    reports = list(known)
    for report in reports:
        head = {"path": report.path, "agency": report.agency, "year": report.year}
        lines.append(f'{_json(head)[:-1]}, "findings": [')
        lines += _separated(_json(_fields(entry)) for entry in report.entries)
        lines.append("]}" if report is reports[-1] else "]},")
    return "\n".join([*lines, "]}"]) + "\n"


def _separated(lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield from (f"{line}," for line in told[:-1])
    yield from told[-1:]


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "fingerprint": entry.fingerprint,
        "address": mask(entry.address),
        "values": {name: mask(value) for name, value in entry.values},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _known(written: Any) -> Known:
    agency, year = written.get("agency"), written.get("year")
    if not isinstance(agency, str | None) or not isinstance(year, int | None):
        raise TypeError
    entries = (_entry(each) for each in _listed(written, "findings"))
    return Known(_text(written["path"]), agency, year, tuple(sorted(entries)))


def _entry(written: Any) -> Entry:
    values = written.get("values") or {}
    if not isinstance(values, dict):
        raise TypeError
    address = _text(written.get("address") or "")
    pairs = sorted((_text(name), _text(value)) for name, value in values.items())
    return Entry(_text(written["code"]), _text(written["fingerprint"]), address, tuple(pairs))


def _listed(written: Any, key: str) -> list[Any]:
    items = written[key]
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise TypeError
    return items


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


_NO_BASELINE = Words(
    "这不是 gialint baseline 写的文件，或已被改坏",
    "this is not a file that gialint baseline wrote, or it is damaged",
)


def _refused(path: Path, message: Words) -> Problem:
    hint = Words(
        "从版本库取回，或用 gialint baseline --force 重写。",
        "Get it back from your repository, or write it anew with gialint baseline --force.",
    )
    return Problem(CODE, message, str(path), hint=hint)


def _unopened(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        message = Words("没有这个基线文件", "there is no such baseline")
        hint = Words("先用 gialint baseline 写一份。", "Write one with gialint baseline first.")
        return Problem(CODE, message, str(path), hint=hint)
    why = os_error(error)
    return Problem(CODE, Words(f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}"), str(path))
