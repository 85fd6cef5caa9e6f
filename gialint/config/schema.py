"""The JSON Schema of ``gialint.yaml``: found out from the settings, each asked what it takes."""

from __future__ import annotations

from typing import Any

from gialint.config.forms import SettingError
from gialint.config.known import CODE, PER_PATH, SETTINGS, Setting

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> Schema:
    """Return the schema; a setting may be spelled with hyphens, and be empty."""
    forms = {name: _schema(setting) for name, setting in SETTINGS.items()}
    by_path = _holding({name: forms[name] for name in PER_PATH})
    forms["per_path"]["anyOf"] = [{"type": "object", "additionalProperties": by_path}, {"type": "null"}]
    return {"$schema": DRAFT, "title": "gialint.yaml", **_holding(forms)}


def _holding(forms: Schema) -> Schema:
    """Return the schema of settings by name, spelled in either way."""
    spelled = {each: form for name, form in forms.items() for each in (name, name.replace("_", "-"))}
    return {"type": ["object", "null"], "properties": spelled, "additionalProperties": False}


def _schema(setting: Setting) -> Schema:
    word = setting.known[0] if setting.known else setting.sample
    text: Schema = (
        {"enum": list(setting.known)} if setting.known else {"type": "string", "pattern": setting.pattern}
    )
    forms: list[tuple[Any, Schema]] = [
        (True, {"type": "boolean"}),
        (1, {"type": "integer"}),
        (word, text),
        ([word], {"type": "array", "items": text}),
        ({CODE: word}, {"type": "object", "additionalProperties": text}),
        ({CODE: {"max": 1}}, {"type": "object", "additionalProperties": {"type": "object"}}),
    ]
    taken = [schema for sample, schema in forms if _takes(setting, sample)]
    return {"description": f"{setting.about.zh}。{setting.about.en}.", "anyOf": [*taken, {"type": "null"}]}


def _takes(setting: Setting, value: Any) -> bool:
    try:
        setting.read(value)
    except SettingError:
        return False
    return True
