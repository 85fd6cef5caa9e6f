"""What a lexicon of names and lists may hold: by itself, and beside the lexicons that it adds to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from gialint.model import Listed, Text
from gialint.plugins.claims_form import CLAIMS
from gialint.plugins.indicators_form import INDICATORS
from gialint.sources.misfits import DRAFT, TEXT, Misfit, Schema, closed, many, misfits
from gialint.sources.suggest import did_you_mean, meant
from gialint.understanding.chrome import Kind

MANY = many(TEXT)

NAMING: Schema = {"type": "string", "format": "regex", "x-of": "names"}
LIST: Schema = {
    "anyOf": [
        {"type": "array", "items": {"anyOf": [TEXT, {"type": "object"}]}},
        {"type": "object", "additionalProperties": {"anyOf": [TEXT, {"type": "object"}]}},
    ]
}
AGENCY = closed({"kind": TEXT, "pattern": NAMING}, "kind", "pattern")
PARTICULAR = closed(
    {"fact": TEXT, "kind": {"enum": list(get_args(Kind))}, "labels": MANY, "above": MANY},
    *("fact", "kind", "labels"),
)
MAIN = (
    *("lexicon", "form", "lists", "agencies", "whole_kinds", "called"),
    *("chrome", "beside", "navigation", "names"),
)
LEXICON: Schema = closed(
    {
        "lexicon": TEXT,
        "form": TEXT,
        "lists": {"type": "object", "additionalProperties": LIST},
        "agencies": many(AGENCY),
        "whole_kinds": MANY,
        "called": many(AGENCY),
        "chrome": many(PARTICULAR),
        "beside": MANY,
        "navigation": closed({"begins": MANY, "passes": MANY}),
        "names": closed({"without": MANY, "not_ending": MANY}),
    }
) | {"examples": MAIN}
"""What a lexicon may hold by itself, as a JSON Schema."""

PATTERNS: Schema = {"type": "object", "properties": {"patterns": many({"type": "string", "format": "regex"})}}
TITLE: Schema = {"type": "object", "properties": {"title": PATTERNS}}
"""What is asked of the patterns of an edition, which are put to every line that may be a title."""

FORMS = {"lexicon": LEXICON, "claims": CLAIMS, "indicators": INDICATORS, "edition": TITLE}


def beside(earlier: Sequence[Mapping[str, Any]], held: Mapping[str, Listed]) -> Schema:
    """Return what a lexicon may hold that adds to earlier ones, whose lists are ``held`` together.

    A rule reads all entries of a list alike: what no earlier one is made of, it would stumble over.
    """
    properties: dict[str, Any] = {
        "lists": {"type": "object", "properties": {name: _shape_of(given) for name, given in held.items()}}
    }
    kinds = [each["kind"] for data in earlier for each in data.get("agencies", ())]
    if kinds:
        kind = {"enum": [*dict.fromkeys((*kinds, "other"))]}
        named = {"type": "array", "items": {"type": "object", "properties": {"kind": kind}}}
        properties |= {"agencies": named, "called": named}
        properties["whole_kinds"] = many(kind)
    return {"type": "object", "properties": properties}


def unlike(
    data: Mapping[str, Any],
    earlier: Sequence[Mapping[str, Any]],
    held: Mapping[str, Listed],
    alike: Mapping[str, Sequence[str]],
) -> Iterator[Misfit]:
    """Yield what in a lexicon does not go with earlier ones; ``alike`` are lists nearly of a known name."""
    yield from misfits(data, beside(earlier, held))
    for name, candidates in alike.items():
        near = did_you_mean(name, candidates)
        if near:
            message = Text(f"没有规则使用“{name}”这个词表", f"no rule uses a list “{name}”")
            yield Misfit(("lists", name), message, key=True, hint=meant(near))


def lexicon_schema(earlier: Sequence[Mapping[str, Any]], held: Mapping[str, Listed]) -> Schema:
    """Return the JSON Schema of a lexicon that adds to earlier ones, for editors."""
    added = beside(earlier, held)["properties"]
    properties = {**LEXICON["properties"]}
    properties["lists"] = {**added["lists"], "additionalProperties": LIST}
    if "agencies" in added:
        kind = added["whole_kinds"]["items"]
        agency = {**AGENCY, "properties": {**AGENCY["properties"], "kind": kind}}
        named = many(agency)
        properties |= {"agencies": named, "called": named, "whole_kinds": added["whole_kinds"]}
    return {"$schema": DRAFT, "title": "gialint lexicon", **closed(properties)}


def _shape_of(given: Listed) -> Schema:
    if isinstance(given, Mapping):
        return {"type": "object", "additionalProperties": _shape(list(given.values()))}
    return many(_shape(list(given)))


def _shape(values: Sequence[Any]) -> Schema:
    """Return what values are made of, so that another is alike."""
    tables = [value for value in values if isinstance(value, Mapping)]
    if not tables:
        if any(isinstance(value, list) for value in values):
            return many(_shape([item for value in values for item in value]))
        known = ((str, "string"), (int, "integer"))
        kinds = {name for value in values for kind, name in known if isinstance(value, kind)}
        return {"type": kinds.pop()} if len(kinds) == 1 else {}
    keys = dict.fromkeys(key for table in tables for key in table)
    return {
        "type": "object",
        "properties": {key: _shape([table[key] for table in tables if key in table]) for key in keys},
        "required": [key for key in keys if all(key in table for table in tables)],
        "additionalProperties": False,
    }
