"""What a lexicon of names and lists may hold: by itself, and beside the lexicons that it adds to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from gialint.lazy_regex import lazy_regex
from gialint.model import Listed, Text
from gialint.plugins.indicators_form import INDICATORS
from gialint.sources.misfits import DRAFT, TEXT, Misfit, Schema, closed, many, misfits
from gialint.sources.suggest import did_you_mean, known_words, meant
from gialint.understanding.chrome import Kind
from gialint.understanding.claims.patterns import ANYTHING, Turn, pattern
from gialint.understanding.claims.words import MOST_WORDINGS, YEARS, expanded

CHOICES = lazy_regex(r"\[[^\[\]]*\]|\{\w+\}")
STRAY = lazy_regex(r"[\[\]{}|]")
"""What a turn of phrase may hold only as a part of choices or of a name."""

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
        "judges": MANY,
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
        "turns": {"enum": list(filter(None, get_args(Turn)))},
        **dict.fromkeys(("whole", "sole", "opens", "several"), MAYBE),
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
        "office_made": MANY,
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


def wording_misfits(data: Mapping[str, Any]) -> Iterator[Misfit]:
    """Yield what is wrong with the turns of phrase and patterns of a file of claims of the right form."""
    for place, spec in enumerate(data.get("words", ())):
        for number, phrase in enumerate(spec["words"]):
            yield from _phrase_misfits(("words", place, "words", number), phrase)
    for key in ("phrases", "frames"):
        for place, spec in enumerate(data.get(key, ())):
            several = isinstance(spec["pattern"], list)
            texts = spec["pattern"] if several else [spec["pattern"]]
            for number, text in enumerate(texts):
                yield from _pattern_misfits((key, place, "pattern", *([number] if several else [])), text)


def _phrase_misfits(keys: tuple[str | int, ...], phrase: str) -> Iterator[Misfit]:
    stray = STRAY.search(CHOICES.sub(lambda found: "·" * len(found[0]), phrase))
    if stray:
        message = Text(f"“{stray[0]}”没有配对", f"“{stray[0]}” has nothing that it goes with")
        hint = Text(
            "几种说法写成 [甲|乙]，年份写成 {year}", "write [this|that] for choices, {year} for years"
        )
        yield Misfit(keys, message, offset=stray.start(), hint=hint)
        return
    try:
        any(expanded(phrase))
    except KeyError as error:
        name = error.args[0]
        message = Text(f"没有“{{{name}}}”这个占位", f"nothing is called “{{{name}}}” in a phrase")
        offset = phrase.find(f"{{{name}}}")
        yield Misfit(keys, message, offset=offset, hint=known_words(name, YEARS))
    except ValueError:
        message = Text(
            f"这一句的各种说法超过{MOST_WORDINGS}种", f"this stands for more than {MOST_WORDINGS} wordings"
        )
        yield Misfit(keys, message, hint=Text("请拆成几个较短的词", "write it as several shorter words"))


def _pattern_misfits(keys: tuple[str | int, ...], text: str) -> Iterator[Misfit]:
    for part in text.split():
        try:
            pattern(part.rstrip("?*"))
        except ValueError:
            message = Text(
                f"“{part}”不是一类词：应以大写字母开头，如 STATE.receive，或者写 {ANYTHING}",
                f"“{part}” is no kind of words: write one as STATE.receive, or {ANYTHING} for any words",
            )
            yield Misfit(keys, message, offset=text.find(part))
            return
    try:
        pattern(text)
    except ValueError:
        message = Text("第一个词不能是可有可无的", "the first word cannot be one that may be left out")
        yield Misfit(keys, message, hint=Text("请写成两个模式", "write two patterns"))


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
