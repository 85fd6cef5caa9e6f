"""Data that does not fit a JSON Schema: where, and in words that its author can act on.

Of JSON Schema only what the schemas of gialint's own files need is known: ``type``, ``enum``, ``anyOf``,
``properties``, ``required``, ``additionalProperties``, ``items`` and ``format: regex``; with ``x-of: names``
an expression is put to names alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gialint.checking.nearness import did_you_mean, meant
from gialint.report import Words

if TYPE_CHECKING:
    from gialint.checking.yamlplace import Keys, Loaded
    from gialint.finding import Problem

Schema = Mapping[str, Any]

MOST_NAMED = 12
"""How many words that would do are named."""

_NOUNS = {
    "string": Words("文字", "text"),
    "integer": Words("整数", "a whole number"),
    "array": Words("一个列表", "a list"),
    "object": Words("一组“键: 值”", "keys and values"),
}
_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "array": (list, tuple),
    "object": (dict,),
}


class Misfit(NamedTuple):
    """What is wrong with a value: the keys that lead to it (or to a ``key`` itself), and what to do."""

    keys: Keys
    message: Words
    key: bool = False
    offset: int = 0
    hint: Words | None = None

    def problem(self, file: Loaded) -> Problem:
        """Return it as a problem at its place in a file."""
        return file.problem(self.message, self.keys, key=self.key, offset=self.offset, hint=self.hint)


def misfits(value: Any, schema: Schema, keys: Keys = ()) -> Iterator[Misfit]:
    """Yield everything in a value that does not fit a schema, in its order."""
    if "anyOf" in schema:
        fitting = [each for each in schema["anyOf"] if _is_of_kind(value, each)]
        yield from misfits(value, fitting[0], keys) if fitting else [_wanted(keys, *schema["anyOf"])]
    elif "enum" in schema:
        if value not in schema["enum"]:
            yield Misfit(keys, Words(f"不能写“{value}”", f"“{value}” is none of the words that there are"),
                         hint=_known(str(value), schema["enum"]))  # fmt: skip
    elif not _is_of_kind(value, schema):
        yield _wanted(keys, schema)
    elif schema.get("type") == "string":
        yield from _text_misfits(value, schema, keys)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from misfits(item, schema.get("items", {}), (*keys, place))
    elif isinstance(value, dict):
        yield from _mapping_misfits(value, schema, keys)


def _mapping_misfits(value: Mapping[str, Any], schema: Schema, keys: Keys) -> Iterator[Misfit]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, item in value.items():
        if key in known:
            yield from misfits(item, known[key], (*keys, key))
        elif others is False:
            message = Words(f"没有“{key}”这个键", f"there is no key “{key}”")
            yield Misfit((*keys, key), message, key=True, hint=_known(key, known, schema.get("examples", ())))
        else:
            yield from misfits(item, others, (*keys, key))
    for key in schema.get("required", ()):
        if key not in value:
            yield Misfit(keys, Words(f"缺少“{key}”", f"“{key}” is missing"))


def _text_misfits(value: str, schema: Schema, keys: Keys) -> Iterator[Misfit]:
    if not value.strip():
        yield _wanted(keys, schema)
    elif "format" in schema:
        from gialint.checking.pattern_slips import pattern_slip

        slip = pattern_slip(value, of_name=schema.get("x-of") == "names")
        if slip is not None:
            yield Misfit(keys, slip.message, offset=slip.column, hint=slip.hint)


def _wanted(keys: Keys, *schemas: Schema) -> Misfit:
    nouns = [_NOUNS[each["type"]] for each in schemas]
    zh, en = "或".join(noun.zh for noun in nouns), " or ".join(noun.en for noun in nouns)
    return Misfit(keys, Words(f"这里应是{zh}", f"wanted here: {en}"))


def _is_of_kind(value: Any, schema: Schema) -> bool:
    kind = schema.get("type")
    return kind is None or (isinstance(value, _KINDS[kind]) and not isinstance(value, bool))


def _known(word: str, known: Iterable[str], told: Iterable[str] = ()) -> Words | None:
    """Suggest the nearest of the known words, or name them, or those of them that are to be told."""
    named = list(told) or list(known)
    listed = Words(f"可以用：{'、'.join(named)}", f"known: {', '.join(named)}")
    return meant(did_you_mean(word, known)) or (listed if len(named) <= MOST_NAMED else None)
