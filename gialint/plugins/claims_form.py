"""What a file of claims may hold: its keys, its turns of phrase and patterns, and what its frames state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from gialint.lazy_regex import lazy_regex
from gialint.model import Scope, Text
from gialint.sources.located import Keys
from gialint.sources.misfits import TEXT, Misfit, Schema, closed, many
from gialint.sources.suggest import known_words
from gialint.understanding.claims.meaning import ALL, ALSO, NONE, OPEN, QTY, REST, SINGLE
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
VALUES = (QTY, NONE, ALSO, ALL, REST, SINGLE, OPEN, "0")
"""What a frame may state of a fact: a quantity of its own, or what follows from what is said."""

WHICH: Schema = {"enum": ["first", "last"]}
STATED = closed(
    {
        **dict.fromkeys(("fact", "unless", "beside", "several"), TEXT),
        **dict.fromkeys(("quantity", "of"), WHICH),
        "or": {"enum": ["rest"]},
        "value": {"type": "string", "enum": list(VALUES)},
        "scope": {"enum": list(get_args(Scope))},
        "within": {"enum": ["parts", "one", "group"]},
    },
    "fact",
    "value",
)
ANYWHERE = ("OBJECT", "SAME", "SUM")
"""What a frame may state something of that none of its slots names: what is spoken of, or adds up."""

INSTEAD = {"STATE": ("STATE", "OUTCOME"), QTY: (QTY, "AMOUNT")}
"""What else fills a slot."""

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


def wording_misfits(data: Mapping[str, Any]) -> Iterator[Misfit]:
    """Yield what is wrong with the turns of phrase and patterns of a file of claims of the right form."""
    for place, spec in enumerate(data.get("words", ())):
        for number, phrase in enumerate(spec["words"]):
            yield from _phrase_misfits(("words", place, "words", number), phrase)
    for key in ("phrases", "frames"):
        for place, spec in enumerate(data.get(key, ())):
            found = [
                misfit
                for keys, text in patterns_of((key, place), spec)
                for misfit in _pattern_misfits(keys, text)
            ]
            yield from found or _slot_misfits((key, place), spec)


def patterns_of(keys: Keys, spec: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield the patterns of a phrase or frame, with the keys that lead there."""
    given = spec["pattern"]
    if isinstance(given, str):
        yield (*keys, "pattern"), given
    else:
        yield from (((*keys, "pattern", number), text) for number, text in enumerate(given))


def statements_of(keys: Keys, spec: Mapping[str, Any]) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """Yield what a frame states, with the keys that lead there."""
    states = spec.get("states", ())
    if isinstance(states, Mapping):
        yield (*keys, "states"), states
    else:
        yield from (((*keys, "states", number), stated) for number, stated in enumerate(states))


def _slot_misfits(keys: Keys, spec: Mapping[str, Any]) -> Iterator[Misfit]:
    """Yield the slots that a phrase keeps or a frame speaks of and one of its patterns has not."""
    asked = [((*keys, "keeps"), spec["keeps"])] if "keeps" in spec else []
    for place, stated in statements_of(keys, spec):
        if not stated["fact"][0].islower() and stated["fact"] not in ANYWHERE:
            asked.append(((*place, "fact"), stated["fact"]))
        if stated["value"] == QTY:
            asked.append(((*place, "value"), QTY))
    texts = [text for _, text in patterns_of(keys, spec)]
    for place, slot in asked:
        lacking = next((text for text in texts if not _fills(slot, text)), None)
        if lacking is not None:
            message = Text(f"模式“{lacking}”里没有“{slot}”", f"the pattern “{lacking}” has no “{slot}”")
            yield Misfit(place, message, hint=known_words(slot, dict.fromkeys(_slots(lacking))))


def _fills(slot: str, text: str) -> bool:
    return not {*INSTEAD.get(slot, (slot,))}.isdisjoint(_slots(text))


def _slots(text: str) -> list[str]:
    return [slot.name for slot in pattern(text)]


def _phrase_misfits(keys: Keys, phrase: str) -> Iterator[Misfit]:
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


def _pattern_misfits(keys: Keys, text: str) -> Iterator[Misfit]:
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
