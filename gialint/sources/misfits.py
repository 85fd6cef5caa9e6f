"""Data that does not fit a JSON Schema: where, and in words that its author can act on.

Of JSON Schema only what the schemas of gialint's own files need is known: ``type``, ``enum``, ``anyOf``,
``properties``, ``required``, ``additionalProperties``, ``items`` and ``format: regex``; with ``x-of: names``
an expression is matched against names only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean, known_words, meant

if TYPE_CHECKING:
    from gialint.sources.located import At, Keys, Loaded

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = {"type": "string"}


def many(item: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": item}


def closed(properties: Mapping[str, Schema], *required: str) -> Schema:
    """Return the schema of a mapping that has these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


Check = Callable[["At"], Iterable[Problem]]

_NOUNS = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("一个数", "a number"),
    "array": Text("一个列表", "a list"),
    "object": Text("一组“键: 值”", "keys and values"),
}
_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "array": (list, tuple),
    "object": (dict,),
}


class Misfit(NamedTuple):
    """What is wrong with a value: the keys that lead to it (or to a ``key`` itself), and what to do."""

    keys: Keys
    message: Text
    key: bool = False
    offset: int = 0
    hint: Text | None = None

    def problem(self, file: Loaded) -> Problem:
        """Return it as a problem at its place in a file."""
        return file.problem(self.message, self.keys, key=self.key, offset=self.offset, hint=self.hint)


Judge = Callable[[str, bool], Misfit | None]
"""Returns what is wrong with an expression; the flag says that it is matched against names only."""


def anything(at: At) -> Iterable[Problem]:
    """Accept every value: what may be wrong with it is found elsewhere."""
    return ()


class Field(NamedTuple):
    """A key: what editors say of it, what it may hold as a JSON Schema, and the check of that."""

    about: str
    schema: Schema
    check: Check = anything


def misfits(value: Any, schema: Schema, judge: Judge | None = None, keys: Keys = ()) -> Iterator[Misfit]:
    """Yield everything in a value that does not fit a schema, in its order; ``judge`` is for expressions."""
    if "anyOf" in schema:
        fitting = [each for each in schema["anyOf"] if _is_of_kind(value, each)]
        yield from misfits(value, fitting[0], judge, keys) if fitting else [_wanted(keys, *schema["anyOf"])]
    elif not _is_of_kind(value, schema):
        yield _wanted(keys, schema)
    elif "enum" in schema:
        if value not in schema["enum"]:
            message = Text(f"不能写“{value}”", f"“{value}” is not one of the known values")
            yield Misfit(keys, message, hint=known_words(str(value), schema["enum"]))
    elif schema.get("type") == "string":
        if not value.strip():
            yield _wanted(keys, schema)
        elif "format" in schema and judge and (found := judge(value, schema.get("x-of") == "names")):
            yield found._replace(keys=keys)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from misfits(item, schema.get("items", {}), judge, (*keys, place))
    elif isinstance(value, dict):
        yield from _mapping_misfits(value, schema, judge, keys)


def properties(fields: Mapping[str, Field]) -> Schema:
    """Return the JSON Schema of each key, with its description."""
    return {name: {"description": field.about, **field.schema} for name, field in fields.items()}


def field_problems(at: At, fields: Mapping[str, Field]) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a mapping that are in the table, in the order of the table."""
    for name, field in fields.items():
        if name in at.value:
            yield from field.check(at[name])


def unknown_keys(
    at: At, known: Collection[str], zh: str, en: str, *, list_all: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each key that is not known; ``zh`` and ``en`` say what has none (规则, a rule has).

    The hint is what was probably meant; with ``list_all`` all that may be written where nothing is near.
    """
    for key in at.value:
        if key not in known:
            hint: Text | None = known_words(key, known) if list_all else meant(did_you_mean(key, known))
            yield at[key].problem(f"{zh}没有“{key}”这个键", f"{en} no key “{key}”", key=True, hint=hint)


def _mapping_misfits(
    value: Mapping[str, Any], schema: Schema, judge: Judge | None, keys: Keys
) -> Iterator[Misfit]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, item in value.items():
        if key in known:
            yield from misfits(item, known[key], judge, (*keys, key))
        elif others is False:
            message = Text(f"没有“{key}”这个键", f"there is no key “{key}”")
            hint = known_words(key, known, schema.get("examples", ()))
            yield Misfit((*keys, key), message, key=True, hint=hint)
        else:
            yield from misfits(item, others, judge, (*keys, key))
    for key in schema.get("required", ()):
        if key not in value:
            yield Misfit(keys, Text(f"缺少“{key}”", f"“{key}” is missing"))


def _wanted(keys: Keys, *schemas: Schema) -> Misfit:
    nouns = [_NOUNS[each["type"]] for each in schemas]
    zh, en = "或".join(noun.zh for noun in nouns), " or ".join(noun.en for noun in nouns)
    return Misfit(keys, Text(f"这里应是{zh}", f"expected here: {en}"))


def _is_of_kind(value: Any, schema: Schema) -> bool:
    kind = schema.get("type")
    return kind is None or (isinstance(value, _KINDS[kind]) and not isinstance(value, bool))
