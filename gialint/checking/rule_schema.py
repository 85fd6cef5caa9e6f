"""The JSON Schema of rule files, by which editors complete them and underline what is wrong.

It knows the form of a file; what an expression or a pattern means is judged when the file is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gialint.checking.kinds import KINDS
from gialint.checking.match_slips import DISTANCES, MATCH, NEAR, REQUIRE
from gialint.checking.near_misses import SHORTEST as SHORTEST_PHRASE
from gialint.checking.rulefile import CODE, EXAMPLES, KEYS, NAME, REQUIRED, SEVERITIES, STATUSES
from gialint.checking.rulefile import SCOPES as RULE_SCOPES
from gialint.checking.stretches import SCOPES
from gialint.checking.text_slips import ASSERT_ONLY, SHORTEST

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "pattern": r"\S"}
TEXTS: Schema = {
    "anyOf": [
        {"type": ["string", "integer"], "minLength": 1},
        {"type": "array", "minItems": 1, "items": {"type": ["string", "integer"], "minLength": 1}},
    ]
}
WORDS: Schema = {
    "anyOf": [
        TEXT,
        {
            "type": "object",
            "required": ["zh"],
            "properties": {"zh": TEXT, "en": TEXT},
            "additionalProperties": False,
        },
    ]
}
PATTERN: Schema = {"type": "string", "minLength": 1}
PATTERNS: Schema = {"anyOf": [PATTERN, {"type": "array", "minItems": 1, "items": PATTERN}]}
LISTED: Schema = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": SHORTEST}},
    ]
}
EACH: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {
        "anyOf": [TEXT, {"type": "array", "minItems": 1, "items": {"type": "string"}}],
    },
}
OPTIONS: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {
        "type": "object",
        "required": ["default", "about"],
        "properties": {"default": {"type": "number", "minimum": 0}, "about": WORDS},
        "additionalProperties": False,
    },
}
LENGTH: Schema = {"type": "integer", "minimum": 0}
FORMS: dict[str, tuple[str, Schema]] = {
    "code": ("代码，如 QSH101。A code, as QSH101.", {"type": "string", "pattern": f"^{CODE.pattern}$"}),
    "name": (
        "名称，如 carried-out；文件名里有时可不写。A name; may be left out where the file's name has it.",
        {"type": "string", "pattern": f"^{NAME.pattern}$"},
    ),
    "title": ("要求，一句话。What is demanded, in a sentence.", WORDS),
    "severity": (
        "级别：error 确定无疑，warning 请核实，info 仅供参考。How certain and how grave.",
        {"enum": list(SEVERITIES)},
    ),
    "basis": ("依据：条款、文号，或 arithmetic、custom。What demands it.", TEXTS),
    "since": ("始于哪个版本，加引号。The version it came with.", TEXT),
    "tags": ("标签。Tags.", TEXTS),
    "status": ("stable；preview 试行；off 默认不启用。", {"enum": list(STATUSES)}),
    "scope": (
        "report 一份报告（默认）；series 加上去年的 last.…；members 加上所属机关之和 members.…。"
        "One report; or last year's, or the sum of its members', too.",
        {"enum": list(RULE_SCOPES)},
    ),
    "editions": ("适用的报告格式，默认全部。Editions of the form; all by default.", TEXTS),
    "forms": ("适用的报告种类，默认全部。Kinds of report; all by default.", TEXTS),
    "covers": ("同一处不必再报告的规则。Codes made superfluous at the same place.", TEXTS),
    "caps": (
        "此规则报告时，其他结果的最高级别。What no other finding may exceed.",
        {"enum": list(SEVERITIES)},
    ),
    "each": ("名字和集合，如 {column: requests.columns}。Names bound to the members of a set.", EACH),
    "options": (
        "表达式里的数，配置可以改。Figures of the expressions that a configuration may set.",
        OPTIONS,
    ),
    "per": ("分别报告的名字。For which names a finding of its own is made.", TEXTS),
    "when": ("满足此条件才核对。The rule is put only where this holds.", TEXT),
    "doubt": ("满足此条件时最多为警告。Where this holds, a warning at most.", TEXT),
    "message": ("报告的文字，可用 {名字}。What is said, with {names}.", WORDS),
    "hint": ("怎么改。What to do.", WORDS),
    "examples": ("示例：至少一个 clean、一个 violates。One clean and one that violates at least.", {}),
    "assert": ("应当成立的式子。What must hold.", TEXT),
    "match": ("不应有的文字。What should not stand.", {}),
    "require": ("应有的文字。What must stand.", {}),
    "near": ("写错的词语。Near misses of words.", {}),
}
KIND_FORMS: dict[str, tuple[str, Schema]] = {
    "in": (
        "在哪里找，默认正文。Where to look; prose by default.",
        {"anyOf": [{"enum": list(SCOPES)}, {"type": "array", "items": {"enum": list(SCOPES)}}]},
    ),
    "sections": (
        "哪些部分，如 [六]。Which sections, as [六].",
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string", "minLength": 1}}]},
    ),
    "on": ("reading 还原后的文字（默认），original 原文。", {"enum": ["reading", "original"]}),
    "pattern": ("正则表达式，一个或几个。A regular expression, or several.", PATTERNS),
    "words": ("词语的列表，或词表里列表的名称。Words, or the name of a list.", LISTED),
    "replace": (
        "改成什么；或 {错: 对}。What to write instead.",
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
    ),
    "except": ("其中的文字不算。What stands in one of these is passed over.", LISTED),
    "unless": ("句中有此就不报告（正则表达式）。Nothing is said where this stands.", PATTERN),
    "once": (
        "全文只报告一次；写数字，到这么多处才合为一次。One finding for the whole report, or from so many on.",
        {"anyOf": [{"type": "boolean"}, {"type": "integer", "minimum": 2}]},
    ),
    "min_chars": ("最少字数，配置可以改。How many characters at least; may be set.", LENGTH),
    "max_chars": ("最多字数，配置可以改。How many characters at most; may be set.", LENGTH),
    "list": (
        "正确的词语，或词表里列表的名称。The right words, or the name of a list.",
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": SHORTEST_PHRASE}},
            ]
        },
    ),
    "distance": ("差几个字以内。How many characters may differ.", {"enum": list(DISTANCES)}),
}


def rule_schema() -> Schema:
    """Return the schema; raises KeyError for a key of rule files that nothing is said of here."""
    properties = {key: _described(FORMS[key]) for key in (*KEYS, *KINDS)}
    properties["match"] |= _holds(MATCH, [["pattern"], ["words"], ["replace"]])
    properties["require"] |= _holds(REQUIRE, [["pattern"], ["words"], ["min_chars"], ["max_chars"]])
    properties["near"] |= _holds(NEAR, [["list"]])
    properties["examples"] |= _examples()
    return {
        "$schema": DRAFT,
        "title": "gialint: a rule",
        "type": "object",
        "required": list(REQUIRED),
        "properties": properties,
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in KINDS],
        "dependentRequired": {key: ["assert"] for key in ASSERT_ONLY},
    }


def _described(form: tuple[str, Schema]) -> Schema:
    about, schema = form
    return {"description": about, **schema}


def _holds(keys: Iterable[str], choices: list[list[str]]) -> Schema:
    """What stands under a kind: its keys, and one of those that say what is sought, or more if they may."""
    schema: Schema = {
        "type": "object",
        "properties": {key: _described(KIND_FORMS[key]) for key in keys},
        "additionalProperties": False,
    }
    several = "replace" in keys or "max_chars" in keys
    schema["anyOf" if several else "oneOf"] = [{"required": choice} for choice in choices]
    if "max_chars" in keys:
        schema["not"] = {"required": ["pattern", "words"]}
    return schema


def _examples() -> Schema:
    reports = {kind: {"type": "object"} for kind in EXAMPLES}
    one = {
        "type": "object",
        "properties": {**reports, "says": TEXT, "also": TEXTS, "options": {"type": "object"}},
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in EXAMPLES],
    }
    wanted = [{"contains": {"type": "object", "required": [kind]}} for kind in ("clean", "violates")]
    return {"type": "array", "items": one, "allOf": wanted}
