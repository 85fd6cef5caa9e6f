"""What a file of claims may hold: the words and frames from which figures in prose are read."""

from __future__ import annotations

from gialint.sources.misfits import TEXT, Schema, closed, many

MANY = many(TEXT)
MAYBE: Schema = {}
"""A switch, a number, or a text that may be empty."""
ONE_OR_MANY: Schema = {"anyOf": [TEXT, MANY]}
FACTS: Schema = {"type": "object", "additionalProperties": MAYBE}


OBJECT = closed(
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
WORD = closed(
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
STATED = closed(
    {
        **dict.fromkeys(
            ("fact", "value", "quantity", "scope", "of", "or", "unless", "beside", "within"), TEXT
        ),
        "several": MAYBE,
    },
    "fact",
    "value",
)
EXAMPLE_TEXT = closed({"text": TEXT, "claims": {"type": "object"}}, "text", "claims")
EXAMPLE = closed({"states": EXAMPLE_TEXT, "doubtful": EXAMPLE_TEXT, "not": TEXT, "unread": TEXT})
FRAME = closed(
    {
        "frame": TEXT,
        "pattern": ONE_OR_MANY,
        "states": {"anyOf": [STATED, many(STATED)]},
        "turns": TEXT,
        **dict.fromkeys(("rank", "whole", "sole", "opens", "several"), MAYBE),
        "examples": many(EXAMPLE),
    },
    "frame",
    "pattern",
)
FILTER = closed(
    {
        "drop": TEXT,
        **dict.fromkeys(("before", "after", "unless_before", "unless_after"), MANY),
        "word": TEXT,
        "dated": MAYBE,
    },
    "drop",
)
CLAIMS = closed(
    {
        "claims": TEXT,
        "form": TEXT,
        "gate": MANY,
        "objects": many(OBJECT),
        "words": many(WORD),
        "units": MANY,
        "other_units": MANY,
        "amounts": {"type": "object", "additionalProperties": {"type": "object"}},
        "carried": MANY,
        "partitions": many(closed({"of": MANY, "parts": MANY, "widens": MAYBE}, "of", "parts")),
        "short_names": {"type": "object", "additionalProperties": {"type": "array"}},
        "filters": many(FILTER),
        "phrases": many(
            closed(
                {"phrase": TEXT, "pattern": ONE_OR_MANY, "before": MANY, "keeps": TEXT, "doubtful": MAYBE},
                "phrase",
                "pattern",
            )
        ),
        "frames": many(FRAME),
    },
    "claims",
)
"""What a file of claims may hold, as a JSON Schema."""
