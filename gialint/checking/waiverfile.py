"""Reading a file of waivers (``gialint-waivers.yaml``), each slip with its line and a caret.

Kept apart from waivers.py because only this needs a parser of YAML.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gialint.checking.suppression import DIGITS, LEAST_DIGITS, refused
from gialint.checking.waivers import Waiver
from gialint.model import Problem, Words
from gialint.sources.located import BadYaml, Keys, Loaded
from gialint.sources.misfits import Schema
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml

CODE = "GIA906"
TEXTS = ("code", "path", "place", "fingerprint", "reason", "author", "until")
KEYS = (*TEXTS, "values")
_FINGERPRINT = re.compile(f"[0-9a-f]{{{LEAST_DIGITS},{DIGITS}}}")
_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_MAY_BE_EMPTY: Schema = {"type": ["string", "null"]}
_ENTRY: dict[str, tuple[str, Schema]] = {
    "code": (
        "规则的代码，如 GIA501。The rule's code.",
        {"type": "string", "pattern": r"^\s*[A-Za-z]+[0-9]+\s*$"},
    ),
    "path": ("只对这些文件（路径模式）。Only for these files (a pattern).", _MAY_BE_EMPTY),
    "place": ("问题的位置，如 一/段2；与 fingerprint 写一个。Where it stands; or a fingerprint.", _TEXT),
    "fingerprint": (
        "问题的指纹；与 place 写一个。The finding's fingerprint; or a place.",
        {"type": "string", "pattern": f"^{_FINGERPRINT.pattern}$"},
    ),
    "reason": ("谁核实了什么、为什么可以保留。Who looked at what, and why it may stay.", _TEXT),
    "author": ("谁核实的。Who looked at it.", _MAY_BE_EMPTY),
    "until": (
        "最后一天，如 2027-03-31。Its last day.",
        {"type": ["string", "null"], "pattern": r"^\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}\s*)?$"},
    ),
    "values": (
        "当时的数字；数字变了就不再起作用。The figures then: when they change, it ends.",
        {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number"]}},
    ),
}


def read_waivers(path: Path, known: Collection[str]) -> tuple[list[Waiver], list[Problem]]:
    """Return the waivers of a file that are in order, and what is wrong with the others (GIA906).

    ``known`` are the codes of all rules.
    """
    try:
        file = load_yaml(path, code=CODE)
    except BadYaml as error:
        return [], [error.problem]
    if not isinstance(file.data or [], list):
        message = Words(
            "豁免文件应当是一个列表，每条以“- code: …”开头",
            "a file of waivers is a list, each beginning with “- code: …”",
        )
        return [], [file.problem(message)]
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for place, entry in enumerate(file.data or []):
        slips = list(_slips(file, place, entry, known))
        problems += slips
        if not slips:
            waivers.append(_waiver(file, place, entry))
    return waivers, problems


def waivers_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of waivers, for editors."""
    properties = {key: {"description": about, **form} for key, (about, form) in _ENTRY.items()}
    either = [{"required": ["place"]}, {"required": ["fingerprint"]}]
    entry = {
        "type": "object",
        "properties": properties,
        "required": ["code", "reason"],
        "oneOf": either,
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gialint-waivers.yaml",
        "type": ["array", "null"],
        "items": entry,
    }


def _waiver(file: Loaded, place: int, entry: dict[str, Any]) -> Waiver:
    texts = {key: str(entry[key]).strip() for key in TEXTS if not _blank(entry.get(key))}
    texts |= {key: " ".join(texts[key].split()) for key in ("reason", "author") if key in texts}
    values = {str(key): str(value) for key, value in (entry.get("values") or {}).items()}
    texts["code"] = texts["code"].upper()
    root = os.path.dirname(file.path)
    return Waiver(**texts, values=values, root=root, at=file.problem(Words(""), (place, "code"), key=True))


def _slips(file: Loaded, place: int, entry: Any, known: Collection[str]) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        message = Words("每条豁免是一组“键: 值”", "a waiver is lines of “key: value”")
        yield file.problem(message, (place,))
        return
    for key in entry:
        if key not in KEYS:
            message = Words(f"豁免没有“{key}”这个键", f"a waiver has no key “{key}”")
            yield file.problem(message, (place, key), key=True, hint=_known(key))
    for key in TEXTS:
        value = entry.get(key)
        if isinstance(value, (dict, list, bool)):
            yield file.problem(Words(f"{key} 应当是文字", f"{key} should be a text"), (place, key))
    yield from _figure_slips(file, (place, "values"), entry.get("values"))
    yield from _missing(file, place, entry)
    yield from _code_slips(file, place, entry.get("code"), known)
    yield from _form_slips(file, place, entry)


def _missing(file: Loaded, place: int, entry: dict[str, Any]) -> Iterator[Problem]:
    if _blank(entry.get("code")):
        message = Words("豁免没有写规则代码（code）", "the waiver names no rule (code)")
        yield file.problem(message, (place, "code"))
    if _blank(entry.get("reason")):
        message = Words("豁免没有写原因（reason），不起作用", "the waiver gives no reason: it has no effect")
        hint = Words("写明谁核实了什么、为什么可以保留。", "Say who looked at what, and why it may stay.")
        yield file.problem(message, (place, "reason"), hint=hint)
    if _blank(entry.get("place")) == _blank(entry.get("fingerprint")):
        message = Words(
            "豁免要写 place（位置）或 fingerprint（指纹），写一个",
            "a waiver names either a place or a fingerprint",
        )
        hint = Words(
            "gialint check --output-format waivers 按现有问题打印可以粘贴的条目。",
            "gialint check --output-format waivers prints entries to paste.",
        )
        yield file.problem(message, (place, "code"), key=True, hint=hint)


def _code_slips(file: Loaded, place: int, code: Any, known: Collection[str]) -> Iterator[Problem]:
    text = "" if isinstance(code, (dict, list)) or _blank(code) else str(code).strip()
    refusal = refused(text.upper(), known) if text else None
    if refusal:
        yield file.problem(refusal[0], (place, "code"), hint=refusal[1])


def _form_slips(file: Loaded, place: int, entry: dict[str, Any]) -> Iterator[Problem]:
    until, fingerprint = entry.get("until"), entry.get("fingerprint")
    if not _blank(until) and not _is_day(str(until).strip()):
        message = Words(f"until 应如 2027-03-31，不是“{until}”", f"until is as 2027-03-31, not “{until}”")
        yield file.problem(message, (place, "until"))
    if not _blank(fingerprint) and not _FINGERPRINT.fullmatch(str(fingerprint)):
        message = Words(
            f"指纹是 {LEAST_DIGITS} 到 {DIGITS} 位十六进制数字",
            f"a fingerprint is {LEAST_DIGITS} to {DIGITS} hexadecimal digits",
        )
        hint = Words("纯数字的指纹要加引号。", "Quote one that is all digits.")
        yield file.problem(message, (place, "fingerprint"), hint=hint)


def _figure_slips(file: Loaded, keys: Keys, values: Any) -> Iterator[Problem]:
    if values is None:
        return
    if not isinstance(values, dict) or any(
        value is None or isinstance(value, (dict, list, bool)) for value in values.values()
    ):
        message = Words('values 应如 {left: "1", right: "2"}', 'values are as {left: "1", right: "2"}')
        yield file.problem(message, keys)


def _blank(value: Any) -> bool:
    return value is None or not str(value).strip()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _known(key: str) -> Words:
    listed = Words(f"可以用：{'、'.join(KEYS)}", f"known: {', '.join(KEYS)}")
    return meant(did_you_mean(key, KEYS)) or listed
