"""Waivers: findings that somebody has looked at and decided to keep, each with its reason.

A waiver names a finding by its place and figures, or by its fingerprint, so that it ends as soon as
a figure it stood for changes. They are kept in ``gialint-waivers.yaml``.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.checking.options import is_date
from gialint.checking.suppression.codes import (
    DIGITS,
    LEAST_DIGITS,
    UNUSED,
    EnabledRules,
    code_problem,
    decided,
    silenced,
)
from gialint.files.path_pattern import fits, somewhere
from gialint.lazy_regex import lazy_regex
from gialint.model import Checked, Diagnostic, Problem, Text
from gialint.records import dataclass, field
from gialint.sources.located import At, BadYaml, Loaded, root
from gialint.sources.misfits import DRAFT, Field, Schema, properties, unknown_keys
from gialint.sources.yaml import load_yaml

CODE = "GIA906"

_FINGERPRINT = lazy_regex(f"[0-9a-f]{{{LEAST_DIGITS},{DIGITS}}}")
_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_MAY_BE_EMPTY: Schema = {"type": ["string", "null"]}
_ENTRY = {
    "code": Field(
        "规则的代码，如 GIA501。The rule's code.", {"type": "string", "pattern": r"^\s*[A-Za-z]+[0-9]+\s*$"}
    ),
    "path": Field("只对这些文件（路径模式）。Only for these files (a pattern).", _MAY_BE_EMPTY),
    "place": Field("问题的位置，如 一/段2；与 fingerprint 写一个。Its place; or a fingerprint.", _TEXT),
    "fingerprint": Field(
        "问题的指纹；与 place 写一个。The finding's fingerprint; or a place.",
        {"type": "string", "pattern": f"^{_FINGERPRINT.pattern}$"},
    ),
    "reason": Field("谁核实了什么、为什么可以保留。Who reviewed what, and why it may stay.", _TEXT),
    "author": Field("谁核实的。Who reviewed it.", _MAY_BE_EMPTY),
    "until": Field(
        "最后一天，如 2027-03-31。Its last day.",
        {"type": ["string", "null"], "pattern": r"^\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}\s*)?$"},
    ),
    "values": Field(
        "当时的数字；数字变了就不再起作用。The figures at that time: when they change, it expires.",
        {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number"]}},
    ),
}
_TEXTS = tuple(key for key in _ENTRY if key != "values")

PATH = Text(
    "path 从豁免文件所在的文件夹算起；报告已经改名或移走的，改写 path，不再需要的删去这一条。",
    "A path is relative to the folder of this file: rewrite it if the report was renamed, or"
    " delete the waiver.",
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver as written; ``at`` is a problem at its place, without a message.

    ``path`` is a pattern as seen from ``root``, the folder of the file it stands in, or empty for all
    reports; ``until`` is the last day it holds (``2027-03-31``), or empty.
    """

    code: str
    reason: str
    at: Problem
    root: str = ""
    path: str = ""
    place: str = ""
    fingerprint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    until: str = ""

    def meets(self, path: str) -> bool:
        """Tell whether a report is one of those it is for: a file, a folder or a pattern."""
        return not self.path or fits(self.path, self.root, path)

    def names(self, found: Diagnostic) -> bool:
        """Tell whether it is about a finding, whatever its figures."""
        if found.code != self.code:
            return False
        if self.fingerprint:
            return found.fingerprint.startswith(self.fingerprint)
        return found.location is not None and found.location.address == self.place

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether it is about a finding with these very figures."""
        return self.names(found) and (bool(self.fingerprint) or self.values == found.values)

    def ended(self, today: str) -> bool:
        """Tell whether its last day is over; nobody knows without a date."""
        return bool(self.until) and bool(today) and today > self.until


def read_waivers(path: Path, known: Collection[str]) -> tuple[list[Waiver], list[Problem]]:
    """Return the sound waivers of a file, and what is wrong with the others (GIA906).

    ``known`` are the codes of all rules.
    """
    try:
        file = load_yaml(path, code=CODE)
    except BadYaml as error:
        return [], [error.problem]
    if not isinstance(file.data or [], list):
        zh = "豁免文件应当是一个列表，每条以“- code: …”开头"
        return [], [root(file).problem(zh, "a file of waivers is a list, each beginning with “- code: …”")]
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for number, entry in enumerate(file.data or []):
        at = At(file, (number,), entry)
        found = list(_problems(at, known))
        problems += found
        if not found:
            waivers.append(_waiver(file, at))
    return waivers, problems


def waivers_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of waivers, for editors."""
    entry = {
        "type": "object",
        "properties": properties(_ENTRY),
        "required": ["code", "reason"],
        "oneOf": [{"required": ["place"]}, {"required": ["fingerprint"]}],
        "additionalProperties": False,
    }
    return {"$schema": DRAFT, "title": "gialint-waivers.yaml", "type": ["array", "null"], "items": entry}


def waived(reports: Sequence[Checked], waivers: Sequence[Waiver], today: str, language: str) -> list[Checked]:
    """Return reports with the findings suppressed that waivers cover."""
    valid: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        if not waiver.ended(today):
            valid.setdefault(waiver.code, []).append(waiver)
    done: list[Checked] = []
    for checked in reports:
        findings = list(checked.findings)
        for at, found in enumerate(findings):
            for waiver in valid.get(found.code, ()):
                if waiver.covers(found) and waiver.meets(checked.path):
                    findings[at] = silenced(found, how(waiver).in_language(language))
                    break
        done.append(checked._replace(findings=tuple(findings)))
    return done


def without_effect(
    reports: Sequence[Checked], waivers: Sequence[Waiver], today: str, enabled: EnabledRules
) -> Iterator[Problem]:
    """Yield a problem (GIA904) for each waiver that has ended, or that covers nothing it was held against."""
    for waiver in waivers:
        mine = [checked for checked in reports if waiver.meets(checked.path)]
        if not mine:
            if waiver.path and not somewhere(waiver.path, waiver.root):
                said = Text(f"没有文件与 path 相符：{waiver.path}", f"no file matches the path {waiver.path}")
                yield _told(waiver, said, PATH)
            continue
        if waiver.ended(today):
            yield _told(
                waiver,
                Text(f"豁免已于 {waiver.until} 到期，不再起作用", f"this waiver expired on {waiver.until}"),
                Text(
                    "核实后改写期限和原因，或删去这一条。",
                    "Look at the finding again: renew the waiver or delete it.",
                ),
            )
            continue
        found = [each for checked in mine for each in checked.findings if each.code == waiver.code]
        held = any(decided(checked, waiver.code, enabled) for checked in mine)
        if held and not any(map(waiver.covers, found)):
            yield _idle(waiver, found)


def how(waiver: Waiver) -> Text:
    """Return how and why a finding is waived."""
    where = waiver.at.where.rpartition(":")[0]
    zh = "，".join(filter(None, (where, waiver.author, waiver.until and f"至 {waiver.until}")))
    en = ", ".join(filter(None, (where, waiver.author, waiver.until and f"until {waiver.until}")))
    return Text(f"豁免（{zh}）：{waiver.reason}", f"waived ({en}): {waiver.reason}")


def _idle(waiver: Waiver, found: Sequence[Diagnostic]) -> Problem:
    """Tell why a waiver covers none of the findings of its rule."""
    named = next((each.values for each in found if waiver.names(each)), None)
    if named is None:
        return _elsewhere(waiver, found)
    now = "{" + ", ".join(f'{key}: "{value}"' for key, value in sorted(named.items())) + "}"
    if not waiver.values:
        return _told(
            waiver,
            Text(
                "按位置豁免要写明数字（values），否则不起作用", "a waiver by place needs its figures (values)"
            ),
            Text(f"核实后补上 values: {now}", f"look at the finding, then add values: {now}"),
        )
    both = {key: (waiver.values.get(key, "–"), named.get(key, "–")) for key in {*waiver.values, *named}}
    changes = [(key, *pair) for key, pair in sorted(both.items()) if pair[0] != pair[1]]
    zh = "，".join(f"{key} 由 {old} 变为 {new}" for key, old, new in changes)
    en = ", ".join(f"{key} from {old} to {new}" for key, old, new in changes)
    return _told(
        waiver,
        Text(f"数字已经变了：{zh}", f"the figures have changed: {en}"),
        Text(
            f"重新核实；仍可保留的，改写原因和 values: {now}",
            f"look again; if it may still stay, rewrite reason and values: {now}",
        ),
    )


def _elsewhere(waiver: Waiver, found: Sequence[Diagnostic]) -> Problem:
    """Tell that nothing is found where a waiver says, and where the very same now stands."""
    named = waiver.place or waiver.fingerprint
    message = Text(f"没有这样的问题：{waiver.code} {named}", f"there is no {waiver.code} at {named}")
    same = (each.location for each in found if waiver.values and waiver.values == each.values)
    moved = next(filter(None, same), None)
    if moved is None:
        return _told(waiver, message)
    return _told(
        waiver,
        message,
        Text(
            f"同样数字的问题现在在 {moved.address}：核实后改写 place。",
            f"one with these figures is at {moved.address} now: look at it, then rewrite place.",
        ),
    )


def _told(waiver: Waiver, message: Text, hint: Text | None = None) -> Problem:
    return waiver.at._replace(code=UNUSED, message=message, hint=hint)


def _waiver(file: Loaded, at: At) -> Waiver:
    texts = {key: str(at.value[key]).strip() for key in _TEXTS if not _blank(at.value.get(key))}
    texts |= {key: " ".join(texts[key].split()) for key in ("reason", "author") if key in texts}
    texts["code"] = texts["code"].upper()
    values = {str(key): str(value) for key, value in (at.value.get("values") or {}).items()}
    where = at["code"].problem("", "", key=True)
    return Waiver(**texts, values=values, root=os.path.dirname(file.path), at=where)


def _problems(at: At, known: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with an entry of the file."""
    if not isinstance(at.value, dict):
        yield at.problem("每条豁免是一组“键: 值”", "a waiver is lines of “key: value”")
        return
    yield from unknown_keys(at, _ENTRY, "豁免", "a waiver has", list_all=True)
    for key in _TEXTS:
        if isinstance(at.value.get(key), (dict, list, bool)):
            yield at[key].problem(f"{key} 应当是文字", f"{key} should be a text")
    values = at["values"].value
    if values is not None and not (
        isinstance(values, dict)
        and not any(value is None or isinstance(value, (dict, list, bool)) for value in values.values())
    ):
        zh, en = 'values 应如 {left: "1", right: "2"}', 'values look like {left: "1", right: "2"}'
        yield at["values"].problem(zh, en)
    yield from _missing(at)
    code = at["code"].value
    text = "" if isinstance(code, (dict, list)) or _blank(code) else str(code).strip()
    if rejected := code_problem(text.upper(), known) if text else None:
        yield at["code"].problem(*rejected[0], hint=rejected[1])
    yield from _misspelt(at)


def _missing(at: At) -> Iterator[Problem]:
    if _blank(at.value.get("code")):
        yield at["code"].problem("豁免没有写规则代码（code）", "the waiver names no rule (code)")
    if _blank(at.value.get("reason")):
        zh, en = "豁免没有写原因（reason），不起作用", "the waiver gives no reason: it has no effect"
        hint = Text("写明谁核实了什么、为什么可以保留。", "Say who reviewed what, and why it may stay.")
        yield at["reason"].problem(zh, en, hint=hint)
    if _blank(at.value.get("place")) == _blank(at.value.get("fingerprint")):
        zh = "豁免要写 place（位置）或 fingerprint（指纹），写一个"
        hint = Text(
            "gialint check --output-format waivers 按现有问题打印可以粘贴的条目。",
            "gialint check --output-format waivers prints entries to paste.",
        )
        en = "a waiver names either a place or a fingerprint"
        yield at["code"].problem(zh, en, key=True, hint=hint)


def _misspelt(at: At) -> Iterator[Problem]:
    until, fingerprint = at.value.get("until"), at.value.get("fingerprint")
    if not _blank(until) and not is_date(str(until).strip()):
        zh, en = f"until 应如 2027-03-31，不是“{until}”", f"until looks like 2027-03-31, not “{until}”"
        yield at["until"].problem(zh, en)
    if not _blank(fingerprint) and not _FINGERPRINT.fullmatch(str(fingerprint)):
        zh = f"指纹是 {LEAST_DIGITS} 到 {DIGITS} 位十六进制数字"
        en = f"a fingerprint is {LEAST_DIGITS} to {DIGITS} hexadecimal digits"
        hint = Text("纯数字的指纹要加引号。", "Quote one that is all digits.")
        yield at["fingerprint"].problem(zh, en, hint=hint)


def _blank(value: Any) -> bool:
    return value is None or not str(value).strip()
