"""What a file of claims may hold: the words and frames from which figures in prose are read."""

from __future__ import annotations

from gialint.sources.misfits import Schema

TEXT: Schema = {"type": "string"}
MANY: Schema = {"type": "array", "items": TEXT}
MAYBE: Schema = {}
"""A switch, a number, or a text that may be empty."""
ONE_OR_MANY: Schema = {"anyOf": [TEXT, MANY]}
FACTS: Schema = {"type": "object", "additionalProperties": MAYBE}


def _of(properties: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


OBJECT = _of(
    {
        "object": TEXT,
        "fact": MAYBE,
        "topics": MANY,
        "sections": MANY,
        "denied": MANY,
        "not_own": TEXT,
        "own_if": MANY,
        "matter": MANY,
    },
    "object",
)
WORD = _of(
    {
        "kind": TEXT,
        "name": TEXT,
        "words": MANY,
        "facts": FACTS,
        "denied": FACTS,
        "past": FACTS,
        "alternatives": MANY,
        "also": MANY,
        "suggests": TEXT,
        "weak": MAYBE,
        "again": MAYBE,
    },
    "kind",
    "words",
)
STATED = _of(
    {
        **dict.fromkeys(
            ("fact", "value", "quantity", "scope", "of", "or", "unless", "beside", "within"), TEXT
        ),
        "several": MAYBE,
    },
    "fact",
    "value",
)
EXAMPLE_TEXT = _of({"text": TEXT, "claims": {"type": "object"}}, "text", "claims")
EXAMPLE = _of({"states": EXAMPLE_TEXT, "doubtful": EXAMPLE_TEXT, "not": TEXT, "unread": TEXT})
FRAME = _of(
    {
        "frame": TEXT,
        "pattern": ONE_OR_MANY,
        "states": {"anyOf": [STATED, _many(STATED)]},
        "turns": TEXT,
        **dict.fromkeys(("rank", "whole", "sole", "opens", "several"), MAYBE),
        "examples": _many(EXAMPLE),
    },
    "frame",
    "pattern",
)
FILTER = _of(
    {
        "drop": TEXT,
        **dict.fromkeys(("before", "after", "unless_before", "unless_after"), MANY),
        "word": TEXT,
        "dated": MAYBE,
    },
    "drop",
)
CLAIMS = _of(
    {
        "claims": TEXT,
        "form": TEXT,
        "gate": MANY,
        "objects": _many(OBJECT),
        "words": _many(WORD),
        "units": MANY,
        "other_units": MANY,
        "amounts": {"type": "object", "additionalProperties": {"type": "object"}},
        "carried": MANY,
        "partitions": _many(_of({"of": MANY, "parts": MANY, "widens": MAYBE}, "of", "parts")),
        "short_names": {"type": "object", "additionalProperties": {"type": "array"}},
        "filters": _many(FILTER),
        "phrases": _many(
            _of(
                {"phrase": TEXT, "pattern": ONE_OR_MANY, "before": MANY, "keeps": TEXT, "doubtful": MAYBE},
                "phrase",
                "pattern",
            )
        ),
        "frames": _many(FRAME),
    },
    "claims",
)
"""What a file of claims may hold, as a JSON Schema."""
