"""Every key of a rule file: what editors say of it, its JSON Schema, and what is wrong with its value.

What an expression or a pattern means is judged elsewhere, when the form of the file is right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from gialint.checking.kinds import KINDS
from gialint.checking.kinds.near import DISTANCES
from gialint.checking.kinds.near import SHORTEST as SHORTEST_PHRASE
from gialint.checking.kinds.stretches import SCOPES
from gialint.checking.kinds.wanted import items_of
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Severity
from gialint.sources.located import At
from gialint.sources.misfits import DRAFT, Check, Field, Schema, properties, unknown_keys
from gialint.sources.suggest import did_you_mean, meant

REQUIRED = ("code", "title", "severity", "basis", "examples")
SEVERITIES = tuple(severity.word for severity in Severity)
IN_CHINESE = {"错误": "error", "警告": "warning", "提示": "info"}
"""Severities as the outputs call them in Chinese."""
STATUSES = ("stable", "preview", "off")
RULE_SCOPES = ("report", "series", "members")
"""Whether a rule looks at one report, or also at last year's or at those of members."""
OUTCOMES = ("clean", "violates", "unassessed")
BESIDE = ("says", "also", "options")
"""What an example may have beside its report: all that is said of it, other rules with errors, options."""
ASSERT_ONLY = ("each", "per", "when", "doubt", "options")
"""Keys of a rule file that speak of facts."""
SHORTEST = 2
"""How many characters a listed word must have, or it would be found everywhere."""

CODE = lazy_regex(r"[A-Z]{2,10}[0-9]{3,5}")
NAME = lazy_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_ITEM: Schema = {"type": ["string", "integer"], "minLength": 1}
_TEXTS: Schema = {"anyOf": [_ITEM, {"type": "array", "minItems": 1, "items": _ITEM}]}
_WORDS: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "required": ["zh"],
            "properties": {"zh": _TEXT, "en": _TEXT},
            "additionalProperties": False,
        },
    ]
}
_EACH: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": {"type": "string"}}]},
}
_OPTIONS: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {
        "type": "object",
        "required": ["default", "about"],
        "properties": {"default": {"type": "number", "minimum": 0}, "about": _WORDS},
        "additionalProperties": False,
    },
}
_EXAMPLES: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **{kind: {"type": "object"} for kind in OUTCOMES},
            "says": {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]},
            "also": _TEXTS,
            "options": {"type": "object"},
        },
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in OUTCOMES],
        "not": {"required": ["clean", "says"]},
    },
    "allOf": [{"contains": {"type": "object", "required": [kind]}} for kind in ("clean", "violates")],
}
_PATTERN: Schema = {"type": "string", "minLength": 1}
_PATTERNS: Schema = {"anyOf": [_PATTERN, {"type": "array", "minItems": 1, "items": _PATTERN}]}
_LENGTH: Schema = {"type": "integer", "minimum": 0}


def _listed(shortest: int) -> Schema:
    words = {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": shortest}}
    return {"anyOf": [{"type": "string"}, words]}


def is_number(value: Any, kinds: Any = int) -> bool:
    """Tell whether a value is a number, 0 or more; ``true`` is none."""
    return isinstance(value, kinds) and not isinstance(value, bool) and value >= 0


def _text(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, str) or not at.value.strip():
        name = at.keys[0]
        yield at.problem(f"“{name}”应是文字，必要时加引号", f"“{name}” must be text; quote it if necessary")


def _matching(pattern: re.Pattern[str], zh: str, en: str) -> Check:
    def check(at: At) -> Iterator[Problem]:
        if not isinstance(at.value, str) or not pattern.fullmatch(at.value):
            yield at.problem(zh, en)

    return check


def _one_of(choices: Collection[str], name: str = "") -> Check:
    def check(at: At) -> Iterator[Problem]:
        if at.value not in choices:
            near = IN_CHINESE.get(str(at.value)) or did_you_mean(str(at.value), choices)
            key = name or at.keys[0]
            zh, en = f"“{key}”只能是 {'、'.join(choices)}", f"“{key}” is one of {', '.join(choices)}"
            yield at.problem(zh, en, hint=meant(near if near in choices else None))

    return check


def _texts(at: At) -> Iterator[Problem]:
    items = items_of(at.value)
    if not items:
        yield at.problem(f"“{at.keys[0]}”是空的", f"“{at.keys[0]}” is empty")
    for index, item in enumerate(items):
        if not isinstance(item, str | int) or isinstance(item, bool) or item == "":
            yield from _text(At(at.file, (*at.keys, index)))


def _words(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, dict):
        yield from _text(at)
        return
    if "zh" not in at.value:
        yield at.problem(f"“{at.keys[0]}”缺少中文 zh", f"“{at.keys[0]}” lacks zh")
    for language in at.value:
        if language not in ("zh", "en"):
            yield at[language].problem("文字只有 zh 和 en 两种", "text has the keys zh and en", key=True)
        else:
            yield from _text(at[language])


def _each(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, dict) or not at.value:
        zh = "“each”应写成 {名字: 集合}，如 {column: requests.columns}"
        yield at.problem(zh, "“each” is {name: set}, as {column: requests.columns}")
        return
    for name, written in at.value.items():
        if not written or not all(isinstance(path, str) for path in items_of(written)):
            yield at[name].problem("这里应是集合的名称，或 claims.…", "a set, or claims.…, is expected here")


def _options(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, dict) or not at.value:
        zh = "“options”应写成 {名字: {default: 数, about: 说明}}"
        yield at.problem(zh, "“options” is {name: {default: figure, about: text}}")
        return
    for name in at.value:
        option = at[name]
        if not isinstance(option.value, dict) or set(option.value) != {"default", "about"}:
            yield option.problem("选项要有 default 和 about 两个键", "an option has default and about")
            continue
        if not is_number(option.value["default"], int | float):
            yield option["default"].problem("default 应是不小于 0 的数", "default is a number, 0 or more")
        yield from _words(option["about"])


def _scope(at: At) -> Iterator[Problem]:
    yield from _one_of(RULE_SCOPES)(at)
    if at.value in ("series", "members") and "assert" not in at.file.data:
        yield at.problem("多份报告的规则只能用 assert", "a rule over several reports must use assert")


def _examples(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, list):
        yield at.problem("“examples”应是一个列表", "“examples” is a list")
        return
    for example in at.each():
        yield from _example(example)
    given = {kind for example in at.value if isinstance(example, dict) for kind in example}
    for kind, zh in (("clean", "合格（clean）"), ("violates", "违反（violates）")):
        if kind not in given:
            yield at.problem(
                f"至少要有一个{zh}的例子", f"at least one example that {kind} is needed", key=True
            )


def _example(at: At) -> Iterator[Problem]:
    if not isinstance(at.value, dict):
        zh = "例子写作 clean: {…}、violates: {…} 或 unassessed: {…}"
        yield at.problem(zh, "write clean: {…}, violates: {…} …")
        return
    kinds = [kind for kind in OUTCOMES if kind in at.value]
    if len(kinds) != 1 or not isinstance(at.value[kinds[0]], dict):
        zh = f"例子要有一个 {'、'.join(OUTCOMES)}，内容为一份报告"
        yield at.problem(zh, "an example is one report, as data")
    yield from unknown_keys(at, (*OUTCOMES, *BESIDE), "例子", "an example has")
    if "says" in at.value:
        yield from _says(at["says"])
        if "clean" in at.value:
            zh = "合格（clean）的例子没有可说的话，请删去“says”"
            yield at["says"].problem(
                zh, "nothing is said of an example that is clean: delete “says”", key=True
            )
    if "also" in at.value:
        yield from _texts(at["also"])
    if not isinstance(at.value.get("options", {}), dict):
        zh = "例子的“options”应写成 {选项: 值}"
        yield at["options"].problem(zh, "“options” of an example is {option: value}")


def _says(at: At) -> Iterator[Problem]:
    if at.value == []:
        yield at.problem("“says”是空的", "“says” is empty")
    for said in at.each():
        yield from _text(said)


_CODE = _matching(CODE, "代码应如 GIA301：大写字母加数字", "a code is letters and digits, such as GIA301")
_NAME = _matching(NAME, "名称应如 carried-over：小写字母、数字和短横", "a name looks like carried-over")

FIELDS = {
    "code": Field(
        "代码，如 QSH101。A code, as QSH101.", {"type": "string", "pattern": f"^{CODE.pattern}$"}, _CODE
    ),
    "name": Field(
        "名称，如 carried-out；文件名里有时可不写。A name; may be left out if the file's name contains it.",
        {"type": "string", "pattern": f"^{NAME.pattern}$"},
        _NAME,
    ),
    "title": Field("要求，一句话。The requirement, in a sentence.", _WORDS, _words),
    "severity": Field(
        "级别：error 确定无疑，warning 请核实，info 仅供参考。How certain and how severe.",
        {"enum": list(SEVERITIES)},
        _one_of(SEVERITIES),
    ),
    "basis": Field("依据：条款、文号，或 arithmetic、custom。What requires it.", _TEXTS, _texts),
    "since": Field("始于哪个版本，加引号。The version it was added in.", _TEXT, _text),
    "tags": Field("标签。Tags.", _TEXTS, _texts),
    "status": Field("stable；preview 试行；off 默认不启用。", {"enum": list(STATUSES)}, _one_of(STATUSES)),
    "scope": Field(
        "report 一份报告（默认）；series 加上去年的 last.…；members 加上所属机关之和 members.…。"
        "One report; or last year's, or the sum of its members', too.",
        {"enum": list(RULE_SCOPES)},
        _scope,
    ),
    "editions": Field("适用的报告格式，默认全部。Editions of the form; all by default.", _TEXTS, _texts),
    "forms": Field("适用的报告种类，默认全部。Kinds of report; all by default.", _TEXTS, _texts),
    "covers": Field("同一处不必再报告的规则。Codes that are superfluous at the same place.", _TEXTS, _texts),
    "caps": Field(
        "此规则报告时，其他结果的最高级别。No other finding may be more severe.",
        {"enum": list(SEVERITIES)},
        _one_of(SEVERITIES),
    ),
    "each": Field(
        "名字和集合，如 {column: requests.columns}。Names bound to the members of a set.", _EACH, _each
    ),
    "per": Field("分别报告的名字。The names for which there are separate findings.", _TEXTS, _texts),
    "options": Field(
        "表达式里的数，配置可以改。Figures in the expressions that a configuration can set.",
        _OPTIONS,
        _options,
    ),
    "when": Field("满足此条件才核对。The rule is checked only where this is true.", _TEXT, _text),
    "doubt": Field("满足此条件时最多为警告。Where this is true, a warning at most.", _TEXT, _text),
    "message": Field("报告的文字，可用 {名字}。The message, with {names}.", _WORDS, _words),
    "hint": Field("怎么改。What to do.", _WORDS, _words),
    "examples": Field(
        "示例：至少一个 clean、一个 violates。One clean and one that violates at least.", _EXAMPLES, _examples
    ),
}
"""The keys that every rule may have, in the order in which they are judged."""


def _where_in(at: At) -> Iterator[Problem]:
    for each in at.each():
        yield from _one_of(SCOPES, "in")(each)


def _sections(at: At) -> Iterator[Problem]:
    for each in at.each():
        if not isinstance(each.value, str) or not each.value:
            yield each.problem("“sections”写部分的序号，如 [六]", "“sections” holds numerals, as [六]")


def _on(at: At) -> Iterator[Problem]:
    if at.value not in ("reading", "original"):
        yield at.problem("“on”只能是 reading、original", "“on” is reading or original")


WHERE = {
    "in": Field(
        "在哪里找，默认正文。Where to look; prose by default.",
        {"anyOf": [{"enum": list(SCOPES)}, {"type": "array", "items": {"enum": list(SCOPES)}}]},
        _where_in,
    ),
    "sections": Field(
        "哪些部分，如 [六]。Which sections, as [六].",
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string", "minLength": 1}}]},
        _sections,
    ),
    "on": Field("reading 还原后的文字（默认），original 原文。", {"enum": ["reading", "original"]}, _on),
}
"""Keys by which a rule says where it looks; what it looks for is judged in texts.py."""

SOUGHT = {
    "pattern": Field("正则表达式，一个或几个。A regular expression, or several.", _PATTERNS),
    "words": Field("词语的列表，或词表里列表的名称。Words, or the name of a list.", _listed(SHORTEST)),
    "replace": Field(
        "改成什么；或 {错: 对}。What to write instead.",
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
    ),
    "except": Field("其中的文字不算。Text inside one of these is skipped.", _listed(SHORTEST)),
    "unless": Field(
        "句中有此就不报告（正则表达式）。Nothing is reported in a sentence that matches.", _PATTERN
    ),
    "once": Field(
        "全文只报告一次；写数字，到这么多处才合为一次。"
        "One finding for the whole report, or from this many on.",
        {"anyOf": [{"type": "boolean"}, {"type": "integer", "minimum": 2}]},
    ),
    "min_chars": Field("最少字数，配置可以改。How many characters at least; may be set.", _LENGTH),
    "max_chars": Field("最多字数，配置可以改。How many characters at most; may be set.", _LENGTH),
    "list": Field(
        "正确的词语，或词表里列表的名称。The right words, or the name of a list.", _listed(SHORTEST_PHRASE)
    ),
    "distance": Field("差几个字以内。How many characters may differ.", {"enum": list(DISTANCES)}),
}


def _fields(*names: str) -> dict[str, Field]:
    return {name: SOUGHT[name] for name in names} | WHERE


KIND_FIELDS = {
    "match": _fields("pattern", "words", "replace", "except", "unless", "once"),
    "require": _fields("pattern", "words", "except", "unless", "min_chars", "max_chars"),
    "near": _fields("list", "distance", "except"),
}
"""The keys that stand under each kind of rule that looks at texts."""


def _holds(about: str, kind: str, **choice: Any) -> Field:
    held = {"type": "object", "properties": properties(KIND_FIELDS[kind]), "additionalProperties": False}
    return Field(about, held | choice)


def _required(names: Iterable[str]) -> list[Schema]:
    return [{"required": [name]} for name in names]


KIND_KEYS = {
    "assert": Field("应当成立的式子。What must be true.", _TEXT),
    "match": _holds(
        "不应有的文字。Text that should not be there.",
        "match",
        anyOf=_required(("pattern", "words", "replace")),
    ),
    "require": _holds(
        "应有的文字。Text that must be there.",
        "require",
        anyOf=_required(("pattern", "words", "min_chars", "max_chars")),
        **{"not": {"required": ["pattern", "words"]}},
    ),
    "near": _holds("写错的词语。Near misses of words.", "near", oneOf=_required(("list",))),
}


def rule_schema() -> Schema:
    """Return the JSON Schema of rule files."""
    return {
        "$schema": DRAFT,
        "title": "gialint: a rule",
        "type": "object",
        "required": list(REQUIRED),
        "properties": properties(FIELDS | KIND_KEYS),
        "additionalProperties": False,
        "oneOf": _required(KINDS),
        "dependentRequired": {key: ["assert"] for key in ASSERT_ONLY},
    }
