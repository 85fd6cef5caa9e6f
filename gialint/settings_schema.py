"""The JSON Schema of ``gialint.yaml``: found out from the settings, each asked what it takes."""

from __future__ import annotations

from typing import Any

from gialint.settings import SETTINGS, Setting, SettingError

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
CODE = "GIA301"


def settings_schema() -> Schema:
    """Return the schema; a setting may be spelled with hyphens, and be empty."""
    properties: Schema = {}
    for name, setting in SETTINGS.items():
        schema = _schema(setting)
        properties |= dict.fromkeys((name, name.replace("_", "-")), schema)
    return {
        "$schema": DRAFT,
        "title": "gialint.yaml",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }


def _schema(setting: Setting) -> Schema:
    word = setting.known[0] if setting.known else CODE
    text: Schema = {"enum": list(setting.known)} if setting.known else {"type": "string", "pattern": r"\S"}
    forms: list[tuple[Any, Schema]] = [
        (True, {"type": "boolean"}),
        (1, {"type": "integer"}),
        (word, text),
        ([word], {"type": "array", "items": text}),
        ({CODE: word}, {"type": "object", "additionalProperties": text}),
        ({CODE: {"max": 1}}, {"type": "object", "additionalProperties": {"type": "object"}}),
    ]
    taken = [schema for sample, schema in forms if _takes(setting, sample)]
    return {"description": f"{setting.form.zh}。{setting.form.en}.", "anyOf": [*taken, {"type": "null"}]}


def _takes(setting: Setting, value: Any) -> bool:
    try:
        setting.read(value)
    except SettingError:
        return False
    return True
